// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/profit_and_loss.h"

#include "app/trading/wide.h"

namespace depthdeck {

std::optional<Price> valuationPrice(Valuation valuation, Quantity net, const DepthBook &book,
                                    const Quote &quote) noexcept
{
    if (net.isZero())
        return std::nullopt;
    if (valuation == Valuation::OppositeBest) {
        const DepthLine *best = net.contracts > 0 ? book.bestBid() : book.bestOffer();
        if (best != nullptr)
            return best->price;
    }
    return quote.last ? quote.last : quote.settlement;
}

std::optional<Price> openProfit(Price averageOpen, Price valuation, Quantity net, Price pointValue) noexcept
{
    const std::optional<Price> difference = valuation.minus(averageOpen);
    if (!difference)
        return std::nullopt;
    // In two steps: three 64-bit factors would not fit.
    const std::optional<Price> points = difference->times(net.contracts);
    if (!points)
        return std::nullopt;
    return toPrice(dividedHalfEven(Wide{points->units()} * pointValue.units(), Price::unitsPerOne));
}

} // namespace depthdeck
