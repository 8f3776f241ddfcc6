// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/session.h"
#include "tests/support/scripted_server.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <atomic>

namespace depthdeck::test {

/// Runs with the machine's clock until it is told to jump ahead. Any thread.
class JumpingClock final : public Clock
{
public:
    [[nodiscard]] SteadyTime steadyNow() const noexcept override { return m_clock.steadyNow() + jumped(); }
    [[nodiscard]] WallTime wallNow() const noexcept override { return m_clock.wallNow() + jumped(); }
    void advance(std::chrono::nanoseconds time) noexcept { m_jumped += time.count(); }

private:
    [[nodiscard]] std::chrono::nanoseconds jumped() const noexcept { return std::chrono::nanoseconds{m_jumped.load()}; }

    SystemClock m_clock;
    std::atomic<std::int64_t> m_jumped{0};
};

inline SessionLimits quickLimits()
{
    using namespace std::chrono_literals;
    SessionLimits limits;
    limits.connection.checkInterval = 20ms;
    limits.housekeeping = 20ms;
    return limits;
}

/// A session and its server. What a test of the session needs before it begins.
struct SessionScene
{
    ScriptedServer server;
    JumpingClock clock;
    Session session{clock, quickLimits()};
    const MarketKey market{ExchangeId{"X"}, ContractId{"ES"}, MarketId{"M1"}};

    void start() { session.start(server.endpoint(), ScriptedServer::credentials()); }
    [[nodiscard]] bool reaches(SessionState state)
    {
        return QTest::qWaitFor([&] { return session.state() == state; });
    }
    /// Live, with M1 watched and its image there, and armed.
    [[nodiscard]] bool isReadyToTrade()
    {
        session.watch(market, DepthLevels::Normal, true);
        start();
        if (!reaches(SessionState::Live))
            return false;
        const auto hasImage = [&] {
            session.takeFrame();
            const MarketState *state = session.markets().find(market.market);
            return state != nullptr && state->definition && state->book.bestBid() != nullptr;
        };
        return QTest::qWaitFor(hasImage) && session.desk().setArmed(true);
    }
    [[nodiscard]] OrderDraft draft() const
    {
        OrderDraft draft;
        draft.account = AccountId{"A1"};
        draft.market = market.market;
        draft.limit = Price::parse("99.75");
        draft.volume = {2};
        return draft;
    }
    [[nodiscard]] bool has(NoticeKind kind) const { return find(kind) != nullptr; }
    [[nodiscard]] const Notice *find(NoticeKind kind) const
    {
        for (const Notice &notice : session.notices().notices()) {
            if (notice.kind == kind)
                return &notice;
        }
        return nullptr;
    }
};

} // namespace depthdeck::test
