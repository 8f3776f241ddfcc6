// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/order_template.h"

namespace depthdeck::ui {

/// Why an order cannot become a template.
enum class TemplateObstacle : std::uint8_t {
    None,
    Link,     ///< only single orders and brackets can
    NoMarket, ///< no definition: distances cannot be counted in ticks
    NoAnchor, ///< the book has no price where it starts from
    OffTick   ///< a price or a distance of the order is missing or between two ticks
};

struct TemplateReading
{
    OrderTemplate made;
    TemplateObstacle obstacle = TemplateObstacle::None;
};

/// @p submission as a template without a name, its prices counted in ticks from @p anchor. Of its conditions those that
/// mean the same tomorrow: delays, modes, the queue.
[[nodiscard]] TemplateReading templateOf(const SubmissionDraft &submission, const MarketState &market,
                                         PriceAnchor anchor);
/// Where the prices of such an order are best counted from.
[[nodiscard]] PriceAnchor usualAnchor(OrderType type) noexcept;
/// The price that @p anchor means on @p side now.
[[nodiscard]] std::optional<Price> anchorPrice(PriceAnchor anchor, Side side, const MarketState &market);

} // namespace depthdeck::ui
