// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/kill_picture.h"
#include "app/storage/journal/journal_entry.h"
#include "app/time/clock.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <memory>
#include <vector>

namespace t4proto::v1::orderrouting {
class OrderSubmit;
}

namespace depthdeck {

class Connection;

/// What a kill did so far.
struct KillReport
{
    WallTime at{};
    int pulled = 0; ///< orders a pull was sent for
    int stillActive = 0;
    int flattened = 0; ///< positions a closing order was sent for
    int openPositions = 0;
    bool connected = true; ///< false: no session, nothing could be sent
    bool flattens = false; ///< positions are closed too
    friend bool operator==(const KillReport &, const KillReport &) noexcept = default;
};

/// Pulls everything and shuts the gate for new orders, on the socket's thread, from its own small picture of active
/// orders and positions: it needs nothing of the UI thread, and works while that stalls. Orders that are named later
/// are pulled when they are, also after a reconnect. trigger() may be called from any thread.
///
/// Nothing of it waits for the journal: what it sends is told with intentSent(). Pulls count as a person's, who held
/// the key; closing orders do not.
class KillSwitch final : public QObject
{
    Q_OBJECT

public:
    /// Listens to @p connection directly, on its thread; lives there. Destroyed after that thread ended, or on it.
    KillSwitch(const Clock &clock, Connection &connection);
    ~KillSwitch() override;

    /// At once; @p flatten also closes the positions, each after its orders are final (FlattenRun).
    void trigger(bool flatten);
    /// Nothing may be submitted or revised while it is shut. Any thread.
    [[nodiscard]] bool isShut() const noexcept { return m_isShut.load(std::memory_order_acquire); }
    /// The trader opens the gate again, which arms nothing.
    void reset();
    /// For the route: these submissions are about to leave. A position is not closed while one of its market may still
    /// trade unseen. Any thread, before the bytes.
    void noteSubmitted(const t4proto::v1::orderrouting::OrderSubmit &message);
    /// They did not leave. Any thread.
    void noteNotSubmitted(const std::vector<std::string> &tags);
    /// For the session, before another login or a recording: nothing that is known holds there. Any thread.
    void forgetLogin();

signals:
    /// On the socket's thread.
    void triggered(bool flatten);
    /// Whenever it changes, until the gate is opened again.
    void reported(const depthdeck::KillReport &report);
    void intentSent(const depthdeck::JournalEntry &entry);

private:
    struct Flatten;

    template <typename Signal>
    void listen(Signal signal);
    void onTriggered(bool flatten);
    void onSessionEnded();
    template <typename IsDropped>
    void dropFlattens(IsDropped isDropped);
    void pullNamed();
    void attendSoon();
    void attend();
    void pull(const std::vector<OrderId> &orders);
    void startFlattens();
    void advance(Flatten &flatten);
    [[nodiscard]] FlattenView viewOf(Flatten &flatten);
    void sendClose(Flatten &flatten, const FlattenWish &wish);
    void report();
    void noteIntent(JournalKind kind, const NetWatch::Key &key, const OrderId &order, const std::string &tag,
                    bool manual, std::optional<Side> side = std::nullopt,
                    std::optional<Quantity> volume = std::nullopt);

    const Clock &m_clock;
    Connection &m_connection;
    std::atomic<bool> m_isShut{false};

    // The socket's thread alone.
    KillPicture m_picture;
    std::vector<std::unique_ptr<Flatten>> m_flattens;
    std::optional<KillReport> m_report; ///< as told last
    KillReport m_sent;                  ///< what was sent since the trigger
    QTimer m_timer;                     ///< while shut: deadlines, and what the report says
    bool m_isDue = false;               ///< attend() is under way
};

} // namespace depthdeck
