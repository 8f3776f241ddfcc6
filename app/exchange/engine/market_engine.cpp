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
    if (m_triggers.isEmpty())
        return m_book.submit(order, sink);
    Recorder recorder{sink, m_printed};
    return m_book.submit(order, recorder);
}

Submission MarketEngine::submitMarket(EngineOrder order, BookSink &sink)
{
    const std::optional<Ticks> best = m_book.best(opposite(order.side));
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
    Recorder recorder{sink, m_printed};
    return m_book.revise(order, remaining, limit, maxShow, recorder);
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
