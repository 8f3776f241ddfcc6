// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/order.h"
#include "app/trading/submission_draft.h"

#include <QObject>

#include <deque>
#include <memory>

namespace t4proto::v1::orderrouting {
class OrderUpdate;
class OrderUpdateFailed;
class OrderUpdateMulti;
class OrderUpdateStatus;
class OrderUpdateTrade;
class OrderUpdateTradeLeg;
} // namespace t4proto::v1::orderrouting

namespace depthdeck {

class MarketBoard;

/// Every order and fill of the login, as last told by the server, by the merge rules of t4-protocol.md e.6 and e.7.
/// Lives on the UI thread. References stay good until clear().
class OrderStore final : public QObject
{
    Q_OBJECT

public:
    explicit OrderStore(const Clock &clock, QObject *parent = nullptr);
    ~OrderStore() override;

    /// Where the legs of strategies are looked up (Fill::legMarket); borrowed, outlives this. Without it they stay
    /// unknown.
    void useMarkets(const MarketBoard &markets);

    // Messages of unknown orders make one (t4-protocol.md e.6). One with a price that does not parse is not applied at
    // all, its order becomes unknown.
    void applyMulti(const t4proto::v1::orderrouting::OrderUpdateMulti &message, bool snapshot = false);
    void applyUpdate(const t4proto::v1::orderrouting::OrderUpdate &message, bool historical = false);
    void applyStatus(const t4proto::v1::orderrouting::OrderUpdateStatus &message, bool historical = false);
    void applyFailed(const t4proto::v1::orderrouting::OrderUpdateFailed &message, bool historical = false);
    void applyTrade(const t4proto::v1::orderrouting::OrderUpdateTrade &message, bool historical = false);
    void applyTradeLeg(const t4proto::v1::orderrouting::OrderUpdateTradeLeg &message, bool historical = false);

    /// A submission is about to leave with @p tag: shown as sending until the server names it.
    void noteSent(const OrderDraft &draft, const std::string &tag);
    /// The same for all that one press sends: a row for each order on the wire, held children of a bracket included.
    /// @p tags as toWire() takes them.
    void noteSent(const SubmissionDraft &draft, const std::vector<std::string> &tags);
    /// The intent behind @p tag is on disk.
    void noteRecorded(const std::string &tag);
    /// A revision or a pull of the order is about to leave: for its timeline.
    void noteRevisionSent(const OrderId &id, const OrderRevision &revision);
    void notePullSent(const OrderId &id);
    /// The bytes went to the socket at @p time: acknowledgements are measured from here.
    void noteHandedOver(const std::string &tag, SteadyTime time);
    /// When the frame arrived whose messages are applied next. Without it the clock is asked.
    void setArrival(SteadyTime arrival) noexcept { m_arrival = arrival; }
    /// The submission was never handed to the wire.
    void noteNotSent(const std::string &tag);
    /// The connection broke: everything active becomes unknown (design.md 1.4).
    void markAllUnknown();
    /// A submission unanswered for @p after becomes unknown; never sent again (t4-protocol.md e.1).
    void markUnansweredUnknown(std::chrono::nanoseconds after);
    /// An account's snapshot begins/ends: active orders of it that the snapshot does not name are gone
    /// (t4-protocol.md a.7).
    void beginSnapshot(const AccountId &account);
    void endSnapshot(const AccountId &account);
    void clear();

    /// In the order they became known.
    [[nodiscard]] const std::deque<Order> &orders() const noexcept { return m_orders; }
    /// Every fill that is not a leg's, and the reversals of those that were busted, in the order they were told.
    [[nodiscard]] const std::deque<Fill> &fills() const noexcept { return m_fills; }
    [[nodiscard]] const Order *find(const OrderId &id) const noexcept;
    /// Those the server has named, oldest first.
    [[nodiscard]] std::vector<OrderId> activeOrders() const;
    /// What a position limit must count besides the server's figures: two clicks are faster than its answer. Held
    /// children of brackets only close and do not count.
    [[nodiscard]] InFlight inFlight(const AccountId &account, const MarketId &market) const;
    /// The tags of submissions the server has not named yet.
    [[nodiscard]] std::vector<std::string> unnamedTags() const;

signals:
    /// The order at @p index of orders() was added or changed.
    void orderAdded(int index);
    void orderChanged(int index);
    void fillAdded(int index);
    /// A fill at @p index was marked busted.
    void fillChanged(int index);
    /// A live (not historical) fill, for sounds and flashes.
    void filled(const depthdeck::OrderId &order, int fillIndex);
    /// The server or the exchange refused something: status_detail of the order says why.
    void refused(const depthdeck::OrderId &order);
    /// A submission stayed without any answer and is unknown now.
    void unanswered(int index);
    /// The server named a submission of this program.
    void named(const depthdeck::OrderId &order, const std::string &tag);
    /// The exchange accepted or refused a submission of this program; acknowledgedAfter of the order is set.
    void acknowledged(int index);
    /// A live message took back a trade (t4-protocol.md e.7).
    void tradeBusted(const depthdeck::OrderId &order);
    /// A message that could not be used; @p what is for a log.
    void messageRejected(const depthdeck::OrderId &order, const QString &what);
    void storeReset();

private:
    struct Indexes;
    struct Ids;
    struct Row
    {
        int row = -1;
        bool isNew = false;
        bool isNamed = false; ///< was this program's submission until now
    };
    struct News
    {
        bool isNew = false;
        bool isNamed = false;
        bool isHistorical = false;
        bool hasStep = false; ///< its timeline grew
    };

    template <typename Message, typename Merge>
    void apply(const Message &message, const Ids &ids, bool historical, Merge merge);
    [[nodiscard]] Row rowFor(const Ids &ids);
    [[nodiscard]] int appendOrder(Order order);
    void finishRow(int row, const Order &before, News news);
    void markActive(int row);
    void supersede(const std::string &tag, const OrderId &id);
    void acknowledge(Order &order);
    [[nodiscard]] Order &at(int row) noexcept { return m_orders[static_cast<std::size_t>(row)]; }
    [[nodiscard]] const Order &at(int row) const noexcept { return m_orders[static_cast<std::size_t>(row)]; }
    [[nodiscard]] int rowOf(const OrderId &id) const noexcept;
    void appendSending(const OrderDraft &draft, OrderLink link, const std::string &tag);
    [[nodiscard]] OrderStep stepAt(SteadyTime moment, OrderStage stage) const;
    template <typename Message>
    [[nodiscard]] bool noteTold(Order &order, const Order &before, const Message &message, bool isLate);
    void noteStep(int row, OrderStage stage, std::optional<SteadyTime> moment = std::nullopt);
    // Fills
    void addFill(int row, Fill fill);
    void appendFill(int row, Fill fill);
    void bustFills(int row, const Fill &bust);
    void refreshFills(int row);
    void nameLeg(Fill &fill) const;
    void nameLegsOf(const MarketId &market);
    void makeUnknown(int row);
    void resolveGone(int row);

    std::deque<Order> m_orders;
    std::deque<Fill> m_fills;
    std::unique_ptr<Indexes> m_indexes;
    std::optional<SteadyTime> m_arrival;
    const MarketBoard *m_markets = nullptr;
    const Clock &m_clock;
};

} // namespace depthdeck
