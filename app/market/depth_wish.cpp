// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/depth_wish.h"

#include <algorithm>

namespace depthdeck {

BookPace paceOf(DepthBuffer buffer) noexcept
{
    switch (buffer) {
    case DepthBuffer::NoSubscription:
    case DepthBuffer::TradeOnly:
        break;
    case DepthBuffer::SlowTrade:
    case DepthBuffer::SlowSmart:
        return BookPace::Slow;
    case DepthBuffer::Smart:
    case DepthBuffer::SmartTrade:
        return BookPace::Smart;
    case DepthBuffer::FastSmart:
    case DepthBuffer::FastTrade:
        return BookPace::Fast;
    case DepthBuffer::All:
        return BookPace::All;
    }
    return BookPace::None;
}

bool tellsEveryTrade(DepthBuffer buffer) noexcept
{
    switch (buffer) {
    case DepthBuffer::SlowTrade:
    case DepthBuffer::SmartTrade:
    case DepthBuffer::FastTrade:
    case DepthBuffer::TradeOnly:
    case DepthBuffer::All:
        return true;
    case DepthBuffer::NoSubscription:
    case DepthBuffer::SlowSmart:
    case DepthBuffer::Smart:
    case DepthBuffer::FastSmart:
        break;
    }
    return false;
}

DepthBuffer bufferFor(BookPace pace, bool everyTrade) noexcept
{
    switch (pace) {
    case BookPace::None:
        return everyTrade ? DepthBuffer::TradeOnly : DepthBuffer::NoSubscription;
    case BookPace::Slow:
        return everyTrade ? DepthBuffer::SlowTrade : DepthBuffer::SlowSmart;
    case BookPace::Smart:
        return everyTrade ? DepthBuffer::SmartTrade : DepthBuffer::Smart;
    case BookPace::Fast:
        return everyTrade ? DepthBuffer::FastTrade : DepthBuffer::FastSmart;
    case BookPace::All:
        break;
    }
    return DepthBuffer::All;
}

DepthWish wider(const DepthWish &a, const DepthWish &b) noexcept
{
    const BookPace pace = std::max(paceOf(a.buffer), paceOf(b.buffer));
    const bool everyTrade = tellsEveryTrade(a.buffer) || tellsEveryTrade(b.buffer);
    return {std::max(a.levels, b.levels), bufferFor(pace, everyTrade)}; // the wire's numbers grow with the levels
}

} // namespace depthdeck
