// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_board.h"
#include "app/session/notice.h"
#include "app/session/order_desk.h"
#include "app/session/session_state.h"
#include "app/trading/account_store.h"
#include "app/trading/order_store.h"
#include "app/wire/connection.h"
#include "app/wire/credentials.h"
#include "app/wire/endpoint.h"

#include <QObject>

#include <memory>
#include <optional>

namespace depthdeck {

class BatchStore;
class FlattenDesk;
class Journal;
class KillSwitch;
class MarketDirectory;
class OrderBookBoard;
class PersonalLimits;
class StrategyDesk;
struct DepthWish;

/// How long a session waits. Counted on its clock.
struct SessionLimits
{
    Connection::Limits connection;
    std::chrono::milliseconds housekeeping{200};        ///< how often deadlines are looked at (real time)
    std::chrono::milliseconds submitPatience{10'000};   ///< then an unanswered submission is unknown
    std::chrono::milliseconds snapshotPatience{10'000}; ///< for the snapshots of markets and of accounts
};

/// One login: owns the connection (on its own thread), the feed and the stores, connects them in order, and keeps the
/// state machine. Lives on the UI thread; never blocks it. Everything a window needs is borrowed from here.
class Session final : public QObject
{
    Q_OBJECT

public:
    explicit Session(const Clock &clock, QObject *parent = nullptr);
    Session(const Clock &clock, const SessionLimits &limits, QObject *parent = nullptr);
    /// Closes the connection in order, which takes a moment at most, and ends its thread.
    ~Session() override;

    /// Opens a connection and logs in; ends a running one first.
    void start(const Endpoint &endpoint, const Credentials &credentials);
    /// Logs out and stays offline.
    void stop();
    /// Plays a recording as if it were a session, @p speed times as fast (0: without waiting); ends a running one
    /// first. Nothing can be sent meanwhile; the state is Replaying, and Offline at its end.
    void startReplay(const QString &file, double speed);
    [[nodiscard]] bool isReplaying() const noexcept;
    /// Writes every frame of this and later connections to @p file, both directions, without secrets. Before start().
    void recordTo(const QString &file);

    /// Every intent is in @p journal before its bytes leave; borrowed, nullptr for none. Before start().
    void useJournal(Journal *journal);
    [[nodiscard]] Journal *journal() noexcept;
    /// The trader's choice for a journal that cannot be written: trade on without it. Pulls go either way.
    void setTradesWithoutJournal(bool goesOn);
    [[nodiscard]] bool tradesWithoutJournal() const noexcept;

    [[nodiscard]] SessionState state() const noexcept;
    [[nodiscard]] const Endpoint &endpoint() const noexcept;
    [[nodiscard]] SessionStatus status() const;
    /// Why there is no connection; nullopt while there is one or none is wanted.
    [[nodiscard]] const std::optional<ConnectionFailure> &failure() const noexcept;

    [[nodiscard]] const MarketBoard &markets() const noexcept;
    [[nodiscard]] const OrderStore &orders() const noexcept;
    [[nodiscard]] const AccountStore &accounts() const noexcept;
    [[nodiscard]] const NoticeLog &notices() const noexcept;
    [[nodiscard]] MarketDirectory &directory() noexcept;
    /// Where orders are sent from: submit, revise, pull, arming.
    [[nodiscard]] OrderDesk &desk() noexcept;
    [[nodiscard]] const BatchStore &batches() const noexcept;
    [[nodiscard]] FlattenDesk &flattens() noexcept;
    [[nodiscard]] KillSwitch &killSwitch() noexcept;
    [[nodiscard]] StrategyDesk &strategies() noexcept;
    /// The trader's own limits. Kept from one run to the next by whoever owns the settings.
    [[nodiscard]] PersonalLimits &limits() noexcept;
    [[nodiscard]] const OrderBookBoard &orderBooks() const noexcept;

    /// Asks for a market's data; counted, so each window asks and releases for itself. The widest levels and the trade
    /// buffer asked by anyone win.
    void watch(const MarketKey &market, DepthLevels levels, bool everyTrade);
    void release(const MarketKey &market, DepthLevels levels, bool everyTrade);

    void watch(const MarketKey &market, DepthWish wish);
    void release(const MarketKey &market, DepthWish wish);
    /// Asks for every resting order of a market (t4-protocol.md c.7); counted like watch().
    void watchOrders(const MarketKey &market);
    void releaseOrders(const MarketKey &market);

    /// The number of the frame that the display showed last, for the journal.
    void setFrameShown(std::uint64_t frame);
    /// Moves what the feed collected onto the board. For the frame clock, once per display frame; while nobody calls
    /// it, the session does so itself a few times a second.
    void takeFrame();

signals:
    void stateChanged(depthdeck::SessionState state);
    /// Latency figures, feed age or frame counts changed; at most a few times a second.
    void statusChanged();

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace depthdeck
