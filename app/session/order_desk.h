// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/order_check.h"
#include "app/trading/order_draft.h"

#include <QObject>

#include <string>
#include <unordered_set>
#include <vector>

namespace depthdeck {

class AccountStore;
class MarketBoard;
class OrderStore;

/// Why nothing was sent, besides the draft itself. Locked also while trading is blocked.
enum class DeskRefusal : std::uint8_t { None, NotLive, Locked, DraftProblems, UnknownOrder, NothingToPull };

struct DeskAnswer
{
    DeskRefusal refusal = DeskRefusal::None;
    std::vector<OrderProblem> problems; ///< warnings too, when sent
    [[nodiscard]] bool sent() const noexcept { return refusal == DeskRefusal::None; }
};

/// What takes the finished messages to the wire. Implemented by the session over its connection.
class OrderRoute
{
public:
    OrderRoute() = default;
    OrderRoute(const OrderRoute &) = delete;
    OrderRoute &operator=(const OrderRoute &) = delete;
    virtual ~OrderRoute() = default;
    /// Hands the message to the socket's thread. False when no session is open: nothing was or will be sent.
    /// @p clickedAt is when the trader asked, for the latency figure.
    virtual bool submit(const t4proto::v1::orderrouting::OrderSubmit &message, SteadyTime clickedAt) = 0;
    virtual bool revise(const t4proto::v1::orderrouting::OrderRevise &message, SteadyTime clickedAt) = 0;
    virtual bool pull(const t4proto::v1::orderrouting::OrderPull &message, SteadyTime clickedAt) = 0;
};

/// The one door for orders: checks, then sends. Submits and revisions need the session live and the desk armed; pulls
/// pass no gate (design.md 1.5). Disarms itself when the session is no longer live. UI thread.
class OrderDesk final : public QObject
{
    Q_OBJECT

public:
    OrderDesk(const Clock &clock, const MarketBoard &markets, const AccountStore &accounts, OrderStore &orders,
              OrderRoute &route, QObject *parent = nullptr);

    [[nodiscard]] DeskAnswer submit(const OrderDraft &draft);
    [[nodiscard]] DeskAnswer revise(const OrderRevision &revision);
    [[nodiscard]] DeskAnswer pull(const std::vector<OrderId> &orders);
    /// Every active order of every account. A submission the server has not named yet is pulled as soon as it is.
    [[nodiscard]] DeskAnswer pullAll();

    /// The problems @p draft would meet now: for the ticket's live check.
    [[nodiscard]] std::vector<OrderProblem> check(const OrderDraft &draft) const;
    [[nodiscard]] std::vector<OrderProblem> check(const OrderRevision &revision) const;

    [[nodiscard]] bool isArmed() const noexcept { return m_armed; }
    /// Arming is possible only while live; false when it was refused.
    bool setArmed(bool armed);
    [[nodiscard]] bool isLive() const noexcept { return m_live; }
    /// For the session: orders, fills and positions are reconciled (or no longer).
    void setLive(bool live);
    /// For the session: the price-format self-check failed (t4-protocol.md a.8); nothing may be submitted until it is
    /// unblocked or the session ends. Pulls still pass.
    void blockTrading();
    void unblockTrading();
    [[nodiscard]] bool isBlocked() const noexcept { return m_blocked; }

signals:
    void armedChanged(bool armed);
    void liveChanged(bool live);
    void blockedChanged(bool blocked);
    /// A submission or revision was refused here.
    void notSent(const depthdeck::MarketId &market, const depthdeck::DeskAnswer &answer);
    /// So many orders could not be pulled, because no session is open: they may still work at the exchange.
    void pullNotSent(int orders);

private:
    [[nodiscard]] CheckContext contextFor(const AccountId &account, const MarketId &market) const;
    [[nodiscard]] DeskRefusal gate() const noexcept;
    [[nodiscard]] DeskAnswer refuse(const MarketId &market, DeskRefusal refusal, std::vector<OrderProblem> problems);
    [[nodiscard]] bool sendPulls(const std::vector<OrderId> &orders, SteadyTime clickedAt);
    void onNamed(const OrderId &order, const std::string &tag);

    const Clock &m_clock;
    const MarketBoard &m_markets;
    const AccountStore &m_accounts;
    OrderStore &m_orders;
    OrderRoute &m_route;
    std::unordered_set<std::string> m_pullWhenNamed; ///< tags
    bool m_armed = false;
    bool m_live = false;
    bool m_blocked = false;
};

} // namespace depthdeck
