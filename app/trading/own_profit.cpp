// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_store.h"
#include "app/trading/profit_and_loss.h"
#include "app/trading/wide.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

// A position's profit as this program's own fills tell it, to be held against the server's (t4-protocol.md d.3, d.4).
namespace depthdeck {

namespace {

struct TimedFill
{
    PositionFill fill;
    WallTime time;
};

bool counts(const Fill &fill) noexcept
{
    return !fill.busted && !fill.isReversal && fill.sideKnown && fill.price && fill.volume.contracts > 0;
}

/// What @p order did to the position in @p market.
void addFills(const Order &order, const MarketId &market, std::vector<TimedFill> &fills)
{
    const auto isLeg = [](const Fill &fill) { return fill.legIndex >= 0; };
    const bool hasLegs = std::any_of(order.fills.begin(), order.fills.end(), isLeg);
    for (const Fill &fill : order.fills) {
        const bool isHere = isLeg(fill) ? fill.legMarket == market && fill.legSide : !hasLegs && order.market == market;
        if (isHere && counts(fill))
            fills.push_back({{isLeg(fill) ? *fill.legSide : fill.side, fill.volume, *fill.price},
                             fill.time.value_or(WallTime::min())});
    }
}

/// Lots and their cost by the average method. Whatever is rounded off the cost of closed lots stays with the open ones,
/// so that realised and unrealised together are exact at every moment.
class CostBook
{
public:
    void open(std::int64_t net, Wide cost) noexcept
    {
        m_net = net;
        m_cost = cost;
    }
    void apply(const PositionFill &fill) noexcept
    {
        const std::int64_t direction = fill.side == Side::Buy ? 1 : -1;
        const std::int64_t lots = fill.volume.contracts;
        std::int64_t closing = 0;
        if (m_net * direction < 0) {
            closing = std::min(std::abs(m_net), lots);
            const Wide cost = closing == std::abs(m_net) ? m_cost : dividedHalfEven(m_cost * closing, std::abs(m_net));
            m_cost -= cost;
            m_realised += Wide{fill.price.units()} * -direction * closing - cost;
        }
        m_cost += Wide{fill.price.units()} * direction * (lots - closing);
        m_net += direction * lots;
    }
    [[nodiscard]] std::int64_t net() const noexcept { return m_net; }
    [[nodiscard]] Wide realised() const noexcept { return m_realised; }
    [[nodiscard]] Wide unrealised(Price price) const noexcept { return Wide{price.units()} * m_net - m_cost; }
    [[nodiscard]] std::optional<Price> averageOpen() const noexcept
    {
        if (m_net == 0)
            return std::nullopt;
        return toPrice(dividedHalfEven(m_net > 0 ? m_cost : -m_cost, std::abs(m_net)));
    }

private:
    std::int64_t m_net = 0;
    Wide m_cost = 0; ///< signed like the position
    Wide m_realised = 0;
};

/// Price units x lots as money; nullopt on overflow.
std::optional<Price> moneyOf(Wide points, const TickCash &cash) noexcept
{
    const std::optional<Price> inRange = toPrice(points); // so that the product below cannot overflow
    if (!inRange)
        return std::nullopt;
    return toPrice(dividedHalfEven(Wide{inRange->units()} * cash.value.units(), cash.increment.units()));
}

double shown(Price money) noexcept
{
    return static_cast<double>(money.units()) / static_cast<double>(Price::unitsPerOne);
}

} // namespace

std::vector<PositionFill> positionFills(const OrderStore &orders, const AccountId &account, const MarketId &market)
{
    std::vector<TimedFill> timed;
    for (const Order &order : orders.orders()) {
        if (order.account == account)
            addFills(order, market, timed);
    }
    std::stable_sort(timed.begin(), timed.end(),
                     [](const TimedFill &one, const TimedFill &other) { return one.time < other.time; });
    std::vector<PositionFill> fills;
    fills.reserve(timed.size());
    for (const TimedFill &each : timed)
        fills.push_back(each.fill);
    return fills;
}

std::optional<OwnProfit> ownProfit(const Position &carried, const std::vector<PositionFill> &fills,
                                   std::optional<Price> valuation, const TickCash &cash)
{
    if (cash.increment.units() <= 0)
        return std::nullopt;
    CostBook book;
    if (!carried.overnight.isZero()) {
        if (!carried.detail.totalOvernightPrice)
            return std::nullopt;
        // Whether the sum of a short position is signed is not documented: taken as the cost of selling at a positive
        // price, the likelier reading.
        const std::int64_t lots = carried.overnight.contracts;
        const Wide sum = carried.detail.totalOvernightPrice->units();
        book.open(lots, lots < 0 ? (sum > 0 ? -sum : sum) : sum);
    }
    for (const PositionFill &fill : fills)
        book.apply(fill);

    OwnProfit own;
    own.net = {static_cast<std::int32_t>(book.net())};
    own.averageOpen = book.averageOpen();
    const std::optional<Price> realised = moneyOf(book.realised(), cash);
    if (!realised)
        return std::nullopt;
    own.realised = *realised;
    if (book.net() == 0)
        own.unrealised = Price{};
    else if (valuation)
        own.unrealised = moneyOf(book.unrealised(*valuation), cash);
    return own;
}

ProfitComparison compareProfit(const Position &server, const std::optional<OwnProfit> &own, double tolerance)
{
    ProfitComparison found;
    found.serverNet = server.net();
    found.serverRealised = server.realised;
    found.serverUnrealised = server.unrealisedTrade ? server.unrealisedTrade : server.unrealised;
    if (!own)
        return found;
    found.ownNet = own->net;
    found.ownRealised = shown(own->realised);
    if (own->unrealised)
        found.ownUnrealised = shown(*own->unrealised);
    if (own->net != server.net()) {
        found.verdict = ProfitVerdict::NetDiffers;
        return found;
    }
    if (!found.serverRealised)
        return found;
    double difference = *found.ownRealised - *found.serverRealised;
    if (found.ownUnrealised && found.serverUnrealised)
        difference += *found.ownUnrealised - *found.serverUnrealised;
    found.difference = difference;
    // Not a number, or endless, is no agreement.
    found.verdict = std::abs(difference) <= tolerance ? ProfitVerdict::Agrees : ProfitVerdict::Differs;
    return found;
}

double profitTolerance(Quantity net, const TickCash &cash) noexcept
{
    constexpr double rounding = 0.01;
    constexpr double ticks = 2;
    return rounding + ticks * std::abs(static_cast<double>(net.contracts)) * std::abs(shown(cash.value));
}

} // namespace depthdeck
