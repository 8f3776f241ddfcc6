// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/venue/client_entry.h"

#include "app/exchange/venue/timetable.h"

namespace depthdeck::exchange {

namespace {

using EventType = VenueOrderEvent::Type;

[[nodiscard]] bool rests(const VenueOrder &order) noexcept
{
    const bool lasts = order.duration == Duration::Day || order.duration == Duration::GoodTillCancelled;
    return lasts && order.kind != OrderKind::Market;
}

[[nodiscard]] bool waitsForItsMoment(const VenueOrder &order) noexcept
{
    return order.duration == Duration::OnOpen || order.duration == Duration::OnClose;
}

[[nodiscard]] bool isStop(OrderKind kind) noexcept
{
    return kind == OrderKind::StopMarket || kind == OrderKind::StopLimit;
}

[[nodiscard]] bool needsLimit(OrderKind kind) noexcept
{
    return kind == OrderKind::Limit || kind == OrderKind::StopLimit || kind == OrderKind::MarketIfTouched;
}

[[nodiscard]] VenueOrderEvent refusal(EventType type, OrderHandle handle, MarketIndex market, RejectReason reason)
{
    VenueOrderEvent event;
    event.type = type;
    event.handle = handle;
    event.market = market;
    event.reject = reason;
    return event;
}

} // namespace

void ClientEntry::submit(const VenueOrder &order)
{
    RejectReason reason = check(order);
    const bool tradesNow = order.kind == OrderKind::Market && !waitsForItsMoment(order);
    if (reason == RejectReason::None && tradesNow && !hasLiquidity(order))
        reason = RejectReason::NoLiquidity;
    if (reason != RejectReason::None) {
        m_floor.refuse(refusal(EventType::Rejected, order.handle, order.market, reason));
        return;
    }
    VenueOrder taken = order;
    if (taken.maxShow >= taken.volume)
        taken.maxShow = 0;
    m_floor.takeOrder(taken);
}

void ClientEntry::revise(OrderHandle handle, std::optional<std::int32_t> volume, std::optional<Ticks> limit,
                         std::optional<Ticks> stop, std::optional<std::int32_t> maxShow, std::optional<Ticks> trail)
{
    const ClientOrder *client = m_floor.clients().find(handle);
    if (!client) {
        m_floor.refuse(refusal(EventType::ReviseRejected, handle, 0, RejectReason::UnknownOrder));
        return;
    }
    VenueOrder revised = client->order;
    revised.volume = volume.value_or(revised.volume);
    revised.maxShow = maxShow.value_or(revised.maxShow);
    if (limit && needsLimit(revised.kind))
        revised.limit = limit;
    if (stop && isStop(revised.kind))
        revised.stop = stop;
    if (trail && isStop(revised.kind))
        revised.trail = trail;
    RejectReason reason = check(revised);
    // A price that was good when it was given stays: the limits of another day do not hold its volume.
    const bool isSamePrice = revised.limit == client->order.limit && revised.stop == client->order.stop;
    if (reason == RejectReason::OutsidePriceLimits && isSamePrice)
        reason = RejectReason::None;
    if (reason == RejectReason::None && revised.volume <= client->filled)
        reason = RejectReason::BelowFilled;
    if (reason != RejectReason::None) {
        VenueOrderEvent event = refusal(EventType::ReviseRejected, handle, revised.market, reason);
        event.working = client->working();
        event.exchangeOrderId = client->id;
        event.kind = client->order.kind;
        m_floor.refuse(event);
        return;
    }
    if (revised.maxShow >= revised.volume)
        revised.maxShow = 0;
    m_floor.reviseOrder(handle, revised);
}

void ClientEntry::pull(OrderHandle handle)
{
    if (m_floor.clients().find(handle))
        m_floor.cancelOrder(handle, CancelReason::Pulled);
    else
        m_floor.refuse(refusal(EventType::PullRejected, handle, 0, RejectReason::UnknownOrder));
}

RejectReason ClientEntry::check(const VenueOrder &order) const
{
    if (order.market >= m_floor.size())
        return RejectReason::UnknownMarket;
    for (const auto step : {&ClientEntry::checkMode, &ClientEntry::checkDuration, &ClientEntry::checkVolume,
                            &ClientEntry::checkPrices, &ClientEntry::checkTrigger}) {
        if (const RejectReason reason = (this->*step)(order); reason != RejectReason::None)
            return reason;
    }
    return RejectReason::None;
}

RejectReason ClientEntry::checkMode(const VenueOrder &order) const
{
    const MarketMode mode = m_floor.mode(order.market);
    if (mode == MarketMode::Expired)
        return RejectReason::Expired;
    if (!mayAcceptOrders(mode))
        return RejectReason::MarketNotOpen;
    const bool matches = m_floor.book(order.market).isMatching();
    return matches || rests(order) || waitsForItsMoment(order) ? RejectReason::None : RejectReason::MarketNotOpen;
}

RejectReason ClientEntry::checkDuration(const VenueOrder &order) const
{
    if (!waitsForItsMoment(order))
        return RejectReason::None;
    if (order.kind != OrderKind::Market && order.kind != OrderKind::Limit)
        return RejectReason::BadDuration;
    if (order.duration == Duration::OnOpen)
        return m_timetable.opensAgain(order.market) ? RejectReason::None : RejectReason::NoOpening;
    return m_timetable.closesAgain(order.market) ? RejectReason::None : RejectReason::NoClose;
}

RejectReason ClientEntry::checkVolume(const VenueOrder &order) const
{
    const std::int32_t increment = std::max(1, m_floor.spec(order.market).volumeIncrement.contracts);
    if (order.volume <= 0 || order.volume % increment != 0)
        return RejectReason::BadVolume;
    return order.maxShow >= 0 && order.maxShow % increment == 0 ? RejectReason::None : RejectReason::BadShow;
}

RejectReason ClientEntry::checkPrices(const VenueOrder &order) const
{
    if ((needsLimit(order.kind) && !order.limit) || (isStop(order.kind) && !order.stop))
        return RejectReason::PriceMissing;
    const MarketStatistics &day = m_floor.figures(order.market).statistics();
    const auto isOutside = [&](std::optional<Ticks> price) {
        return price && ((day.limitLow && *price < *day.limitLow) || (day.limitHigh && *price > *day.limitHigh));
    };
    const bool outside =
        (needsLimit(order.kind) && isOutside(order.limit)) || (isStop(order.kind) && isOutside(order.stop));
    return outside ? RejectReason::OutsidePriceLimits : RejectReason::None;
}

/// A stop or MIT on the wrong side of the last trade would fire with the next one, which nobody can mean.
RejectReason ClientEntry::checkTrigger(const VenueOrder &order) const
{
    if (order.trail && (*order.trail <= 0 || !isStop(order.kind)))
        return RejectReason::BadTrail;
    const std::optional<Ticks> last = m_floor.figures(order.market).statistics().last;
    const bool fires = isStop(order.kind) || order.kind == OrderKind::MarketIfTouched;
    if (!fires || !last)
        return RejectReason::None;
    const Ticks trigger = isStop(order.kind) ? *order.stop : *order.limit;
    const bool wrong = TriggerBook::firesOnRise(order.kind, order.side) ? trigger <= *last : trigger >= *last;
    return wrong ? RejectReason::WrongSideOfMarket : RejectReason::None;
}

bool ClientEntry::hasLiquidity(const VenueOrder &order) const
{
    const std::optional<Ticks> best = m_floor.bestAgainst(order.market, order.side);
    const MarketStatistics &day = m_floor.figures(order.market).statistics();
    if (!best)
        return false;
    return order.side == Side::Buy ? !day.limitHigh || *best <= *day.limitHigh
                                   : !day.limitLow || *best >= *day.limitLow;
}

} // namespace depthdeck::exchange
