// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/engine/market_engine.h"

namespace depthdeck::exchange {

/// Passes everything on and keeps the prices, which stops need once the aggressor is done.
class MarketEngine::Recorder final : public BookSink
{
public:
    Recorder(BookSink &sink, std::vector<Ticks> &printed) noexcept : m_sink{sink}, m_printed{printed} {}

    void onFill(const Fill &fill) override { m_sink.onFill(fill); }
    void onPrint(const Print &print) override
    {
        m_printed.push_back(print.price);
        m_sink.onPrint(print);
    }
    void onTriggered(OrderHandle owner, std::uint64_t id, OrderKind becomes, std::int32_t volume) override
    {
        m_sink.onTriggered(owner, id, becomes, volume);
    }
    void onRested(OrderHandle owner, std::uint64_t id, OrderRef order) override { m_sink.onRested(owner, id, order); }
    void onCancelled(OrderHandle owner, std::uint64_t id, CancelReason reason) override
    {
        m_sink.onCancelled(owner, id, reason);
    }

private:
    BookSink &m_sink;
    std::vector<Ticks> &m_printed;
};

void MarketEngine::setPriceLimits(std::optional<Ticks> low, std::optional<Ticks> high) noexcept
{
    m_low = low;
    m_high = high;
}

Submission MarketEngine::submit(const EngineOrder &order, BookSink &sink)
{
    if (m_implied == nullptr || !m_book.isMatching() || order.duration == Duration::FillOrKill)
        return submitToBook(order, sink);
    EngineOrder left = order;
    left.volume = takeBetween(order, sink);
    return left.volume > 0 ? submitToBook(left, sink) : Submission{};
}

Submission MarketEngine::submitToBook(const EngineOrder &order, BookSink &sink)
{
    if (m_triggers.isEmpty())
        return m_book.submit(order, sink);
    Recorder recorder{sink, m_printed};
    return m_book.submit(order, recorder);
}

/// Trades @p order with what is implied as long as there is any within its limit, and before each such trade with those
/// levels of the book that are as good. Returns the lots left.
std::int32_t MarketEngine::takeBetween(const EngineOrder &order, BookSink &sink)
{
    const auto isAsGood = [&order](Ticks price, Ticks as) {
        return order.side == Side::Buy ? price <= as : price >= as;
    };
    EngineOrder left = order;
    while (left.volume > 0) {
        const std::optional<Ticks> implied = m_implied->impliedAgainst(order.side);
        if (!implied || !isAsGood(*implied, order.limit))
            break;
        const std::optional<Ticks> own = m_book.best(opposite(order.side));
        if (!own || !isAsGood(*own, *implied)) {
            left.volume -= m_implied->tradeImplied(left);
            continue;
        }
        EngineOrder upTo = left;
        upTo.limit = *implied;
        Recorder recorder{sink, m_printed};
        left.volume = m_book.take(upTo, recorder);
    }
    return left.volume;
}

std::optional<Ticks> MarketEngine::bestAgainst(Side side) const
{
    const std::optional<Ticks> own = m_book.best(opposite(side));
    const std::optional<Ticks> implied =
        m_implied != nullptr && m_book.isMatching() ? m_implied->impliedAgainst(side) : std::nullopt;
    if (!own || !implied)
        return own ? own : implied;
    return side == Side::Buy ? std::min(*own, *implied) : std::max(*own, *implied);
}

Submission MarketEngine::submitMarket(EngineOrder order, BookSink &sink)
{
    const std::optional<Ticks> best = bestAgainst(order.side);
    if (!best)
        return {{}, order.volume, CancelReason::ImmediateRemainder};
    order.limit = order.side == Side::Buy ? *best + m_protection : *best - m_protection;
    if (order.side == Side::Buy && m_high)
        order.limit = std::min(order.limit, *m_high);
    if (order.side == Side::Sell && m_low)
        order.limit = std::max(order.limit, *m_low);
    if (order.duration != Duration::FillOrKill)
        order.duration = Duration::ImmediateOrCancel;
    return submit(order, sink);
}

Submission MarketEngine::revise(OrderRef order, std::int32_t remaining, Ticks limit, std::int32_t maxShow,
                                BookSink &sink)
{
    if (m_implied != nullptr && !m_book.keepsPlace(order, remaining, limit, maxShow)) {
        const Submission done = submit(m_book.beginMove(order, remaining, limit, maxShow), sink);
        m_book.endMove();
        return done;
    }
    Recorder recorder{sink, m_printed};
    return m_book.revise(order, remaining, limit, maxShow, recorder);
}

void MarketEngine::takeBest(Side side, std::int32_t lots, Ticks price, BookSink &sink)
{
    Recorder recorder{sink, m_printed};
    m_book.takeBest(side, lots, price, recorder);
}

void MarketEngine::notePrint(Ticks price)
{
    if (!m_triggers.isEmpty())
        m_printed.push_back(price);
}

void MarketEngine::open(Ticks reference, BookSink &sink)
{
    Recorder recorder{sink, m_printed};
    m_book.uncross(reference, recorder);
    m_book.setMatching(true);
}

void MarketEngine::runTriggers(BookSink &sink)
{
    // Indices, not iterators: firing prints, and prints fire.
    for (std::size_t print = 0; print < m_printed.size(); ++print) {
        m_triggers.collect(m_printed[print], m_fired);
        for (std::size_t next = 0; next < m_fired.size(); ++next) {
            const WaitingOrder order = m_fired[next];
            release(order, sink);
        }
        m_fired.clear();
    }
    m_printed.clear();
}

void MarketEngine::release(const WaitingOrder &waiting, BookSink &sink)
{
    const EngineOrder &order = waiting.order;
    const bool isLimit = waiting.kind == OrderKind::StopLimit;
    sink.onTriggered(order.owner, order.id, isLimit ? OrderKind::Limit : OrderKind::Market, order.volume);
    const Submission done = isLimit ? submit(order, sink) : submitMarket(order, sink);
    if (done.cancelled)
        sink.onCancelled(order.owner, order.id, *done.cancelled);
    else if (done.remaining > 0)
        sink.onRested(order.owner, order.id, done.order);
}

} // namespace depthdeck::exchange
