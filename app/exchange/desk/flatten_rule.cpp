// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/flatten_rule.h"

#include "app/exchange/desk/order_texts.h"

#include <cstdlib>

namespace depthdeck::exchange {

std::variant<FlattenTerms, Refusal> flattenTerms(FlattenForm form, Side side, std::int32_t volume, std::int32_t net)
{
    if (net == 0)
        return Refusal{Rule::Flatten, "There is no position to flatten."};
    const Side closing = net > 0 ? Side::Sell : Side::Buy;
    if (form == FlattenForm::Whole)
        return FlattenTerms{closing, std::abs(net)};
    if (side != closing)
        return Refusal{Rule::Flatten, std::string{"A "} + (side == Side::Buy ? "buy" : "sell") +
                                          " would not flatten a position of " + lotsText(net) + "."};
    return FlattenTerms{closing, std::min(volume, std::abs(net))};
}

} // namespace depthdeck::exchange
