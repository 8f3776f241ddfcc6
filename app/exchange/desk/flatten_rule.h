// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/order.h"
#include "app/exchange/desk/refusal.h"

#include <variant>

namespace depthdeck::exchange {

/// What a flatten order comes to.
struct FlattenTerms
{
    Side side = Side::Sell;
    std::int32_t volume = 0;
};

/// Side and volume that @p form stands for with @p net lots held; never more than would close the position. @p side and
/// @p volume are the sender's (t4-protocol.md e.2.2).
[[nodiscard]] std::variant<FlattenTerms, Refusal> flattenTerms(FlattenForm form, Side side, std::int32_t volume,
                                                               std::int32_t net);

} // namespace depthdeck::exchange
