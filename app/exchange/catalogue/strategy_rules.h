// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/venue/market_spec.h"
#include "app/exchange/venue/venue_listener.h"

#include <optional>
#include <string>

namespace depthdeck::exchange {

/// The most legs a strategy may have.
inline constexpr std::size_t mostStrategyLegs = 8;

/// What is wrong with @p wish as a strategy of its type: a sentence for the client. Nullopt when nothing is. The legs
/// count as bought or sold together: a strategy and its mirror image are both in order.
[[nodiscard]] std::optional<std::string> strategyProblem(const StrategySpec &wish, const MarketSpecs &markets);

/// "Butterfly"; empty for a type that cannot be created.
[[nodiscard]] std::string strategyTypeName(std::int32_t type);

} // namespace depthdeck::exchange
