// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_check_parts.h"

namespace depthdeck {

namespace {
// MarketFlags2 (t4-protocol.md b.5).
constexpr std::int32_t notAvailableForTrading = 32;
} // namespace

bool checkMarket(const MarketId &id, const CheckContext &context, ImageNeed need, Problems &problems)
{
    if (id.isEmpty() || context.market == nullptr) {
        problems.push_back(problem(OrderProblemKind::NoMarket));
        return false;
    }
    const MarketState &market = *context.market;
    if (!market.definition) {
        problems.push_back(problem(OrderProblemKind::MarketNotReady));
        return false;
    }
    const auto mode = static_cast<std::int32_t>(market.book.mode);
    const bool noImage = market.freshness == Freshness::Waiting || market.freshness == Freshness::Refused;
    if (market.definition->disabled) {
        problems.push_back(coded(OrderProblemKind::MarketClosed, mode));
    } else if (noImage) {
        OrderProblem notReady = problem(OrderProblemKind::MarketNotReady);
        notReady.code = market.refused ? static_cast<std::int32_t>(*market.refused) : 0;
        notReady.blocks = need == ImageNeed::Needed;
        problems.push_back(notReady);
    } else if (!mayAcceptOrders(market.book.mode) || (market.book.flags & notAvailableForTrading) != 0) {
        problems.push_back(warning(coded(OrderProblemKind::MarketClosed, mode))); // the server decides (b.5)
    }
    if (market.freshness == Freshness::Stale)
        problems.push_back(problem(OrderProblemKind::DataNotFresh));
    else if (market.freshness == Freshness::Delayed)
        problems.push_back(warning(problem(OrderProblemKind::DataNotFresh)));
    return true;
}

void checkVolume(Quantity volume, const CheckContext &context, Problems &problems)
{
    if (volume.contracts <= 0) {
        problems.push_back(problem(OrderProblemKind::ZeroVolume, volume.contracts, 1));
        return;
    }
    if (context.market == nullptr || !context.market->definition)
        return;
    const std::int32_t increment = context.market->definition->volumeIncrement.contracts;
    if (increment > 1 && volume.contracts % increment != 0)
        problems.push_back(problem(OrderProblemKind::VolumeIncrement, volume.contracts, increment));
}

std::optional<Price> oppositePrice(Side side, const MarketState &market) noexcept
{
    const DepthLine *other = side == Side::Buy ? market.book.bestOffer() : market.book.bestBid();
    const DepthLine *own = side == Side::Buy ? market.book.bestBid() : market.book.bestOffer();
    if (other != nullptr)
        return other->price;
    if (market.quote.last)
        return market.quote.last;
    if (own != nullptr)
        return own->price;
    return market.quote.settlement;
}

} // namespace depthdeck
