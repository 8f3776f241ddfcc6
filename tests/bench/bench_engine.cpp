// SPDX-License-Identifier: GPL-3.0-or-later
// How many orders a second one core matches: a mixed stream of resting, crossing, cancelled and revised orders with
// stops in the background; then the same with somebody who watches every order. Prints two lines.
#include "app/exchange/engine/market_engine.h"
#include "tests/bench/figure.h"

#include <chrono>
#include <random>
#include <string_view>

using namespace depthdeck;
using namespace depthdeck::exchange;

namespace {

class CountingSink final : public BookSink
{
public:
    void onFill(const Fill &fill) override { lots += fill.volume; }
    void onPrint(const Print &print) override { lots += print.volume; }
    void onTriggered(OrderHandle, std::uint64_t, OrderKind, std::int32_t) override { ++triggered; }
    void onRested(OrderHandle, std::uint64_t, OrderRef) override {}
    void onCancelled(OrderHandle, std::uint64_t, CancelReason) override {}

    std::int64_t lots = 0;
    std::int64_t triggered = 0;
};

/// Market by order's part in the engine: what changed, in a form that a publisher takes over.
class CountingWatcher final : public OrderWatcher
{
public:
    void onOrderChange(const OrderBookChange &change) override { changes += change.id != 0 ? 1 : 0; }
    void onOrdersHit(const Print &print, std::span<const OrderTrade::Hit> orders) override
    {
        hits += print.volume > 0 ? orders.size() : 0;
    }

    std::uint64_t changes = 0;
    std::uint64_t hits = 0;
};

/// One call of the stream, drawn before the clock starts.
struct Step
{
    enum class Type : std::uint8_t { Submit, Market, Cancel, Revise } type = Type::Submit;
    EngineOrder order;
    std::uint32_t pick = 0;
};

[[nodiscard]] std::vector<Step> drawStream(std::size_t count)
{
    std::mt19937_64 random{42};
    std::vector<Step> steps(count);
    std::uint64_t id = 0;
    for (Step &step : steps) {
        const auto roll = random() % 100;
        step.pick = static_cast<std::uint32_t>(random());
        step.type = roll < 50   ? Step::Type::Submit
                    : roll < 60 ? Step::Type::Market
                    : roll < 92 ? Step::Type::Cancel
                                : Step::Type::Revise;
        EngineOrder &order = step.order;
        order.id = ++id;
        order.owner = roll % 5 == 0 ? id : 0;
        order.side = random() % 2 == 0 ? Side::Buy : Side::Sell;
        order.volume = static_cast<std::int32_t>(1 + random() % 20);
        order.maxShow = random() % 20 == 0 ? 2 : 0;
        const auto distance = static_cast<Ticks>(random() % 24) - 3; // a few cross
        order.limit = order.side == Side::Buy ? 10'000 - distance : 10'001 + distance;
    }
    return steps;
}

/// Plays the stream against one engine and keeps what rests.
class Player
{
public:
    explicit Player(std::size_t steps)
    {
        m_resting.reserve(steps);
        for (std::uint64_t i = 0; i < 1000; ++i) { // stops that never fire keep the recording path switched on
            WaitingOrder stop;
            stop.order.id = 1'000'000'000 + i;
            stop.trigger = 20'000 + static_cast<Ticks>(i);
            m_engine.triggers().add(stop);
        }
    }

    void play(const Step &step)
    {
        switch (step.type) {
        case Step::Type::Submit:
            if (const Submission done = m_engine.submit(step.order, m_sink); done.remaining > 0)
                m_resting.push_back(done.order);
            break;
        case Step::Type::Market:
            m_engine.submitMarket(step.order, m_sink);
            break;
        case Step::Type::Cancel:
            cancel(step.pick);
            break;
        case Step::Type::Revise:
            revise(step.pick);
            break;
        }
        m_engine.runTriggers(m_sink);
    }

    void watch(OrderWatcher &watcher) { m_engine.setWatcher(&watcher); }
    [[nodiscard]] std::int64_t lots() const noexcept { return m_sink.lots; }

private:
    void cancel(std::uint32_t pick)
    {
        if (m_resting.empty())
            return;
        OrderRef &picked = m_resting[pick % m_resting.size()];
        m_engine.cancel(picked);
        picked = m_resting.back();
        m_resting.pop_back();
    }

    void revise(std::uint32_t pick)
    {
        if (m_resting.empty())
            return;
        OrderRef &picked = m_resting[pick % m_resting.size()];
        if (const RestingOrder *order = m_engine.book().find(picked))
            picked = m_engine.revise(picked, order->remaining + 1, order->price, 0, m_sink).order;
        else
            cancel(pick);
    }

    MarketEngine m_engine;
    CountingSink m_sink;
    std::vector<OrderRef> m_resting;
};

/// Orders a second.
[[nodiscard]] double play(const std::vector<Step> &steps, Player &player)
{
    const auto start = std::chrono::steady_clock::now();
    for (const Step &step : steps)
        player.play(step);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    return static_cast<double>(steps.size()) / took.count();
}

} // namespace

/// --quick plays a short stream: for the test that the program still works.
int main(int argc, char **argv)
{
    const bool quick = argc > 1 && std::string_view{argv[1]} == "--quick";
    const std::vector<Step> steps = drawStream(quick ? 100'000 : 3'000'000);
    Player alone{steps.size()};
    const double unwatched = play(steps, alone);
    CountingWatcher watcher;
    Player observed{steps.size()};
    observed.watch(watcher);
    const double watched = play(steps, observed);
    if (alone.lots() == 0 || alone.lots() != observed.lots() || watcher.changes == 0 || watcher.hits == 0)
        return 1;
    bench::printFigure("exchange: orders matched per second, one core", bench::figure(unwatched, 0), "-", ">= 500,000");
    bench::printFigure("exchange: the same while market by order watches", bench::figure(watched, 0),
                       bench::figure(unwatched, 0), ">= 500,000");
    return 0;
}
