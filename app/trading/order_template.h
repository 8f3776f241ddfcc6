// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_board.h"
#include "app/trading/submission_draft.h"

#include <QJsonObject>
#include <QString>

namespace depthdeck {

/// Where a template's price starts from, for either side.
enum class PriceAnchor : std::uint8_t { Given, OwnBest, OppositeBest, LastTrade };

/// One exit of a template: distances in ticks, positive, whichever side it is applied on.
struct TemplateExit
{
    std::int32_t percent = 100; ///< of the entry's lots; the last exit takes what is left
    std::optional<std::int32_t> profitTicks;
    std::optional<std::int32_t> stopTicks;
    std::optional<std::int32_t> trailTicks;
    friend bool operator==(const TemplateExit &, const TemplateExit &) = default;
};

/// An order that a trader named and saved, without account, market and side.
struct OrderTemplate
{
    QString name;
    OrderType type = OrderType::Limit;
    TimeInForce timeInForce = TimeInForce::Day;
    Quantity volume{1};
    std::optional<Quantity> maxShow;
    PriceAnchor anchor = PriceAnchor::OwnBest;
    std::int32_t limitTicks = 0; ///< from the anchor; positive is more aggressive
    std::int32_t stopTicks = 0;  ///< from the anchor, beyond the market; positive is further away
    std::optional<std::int32_t> trailTicks;
    OrderLink link = OrderLink::None; ///< None, or a bracket
    std::vector<TemplateExit> exits;
    TimeInForce exitsTimeInForce = TimeInForce::GoodTillCancelled;
    Activation activation; ///< delays, modes and queue; no absolute times and no prices
    friend bool operator==(const OrderTemplate &, const OrderTemplate &) = default;
};

/// The submission that @p from means on @p side now; prices through the market's ticks. Nullopt when a price it starts
/// from is not there, or the market has no definition. @p given: the price of PriceAnchor::Given.
[[nodiscard]] std::optional<SubmissionDraft> applyTemplate(const OrderTemplate &from, Side side,
                                                           const AccountId &account, const MarketState &market,
                                                           std::optional<Price> given);

/// Absent or wrong members give nullopt: nothing is guessed about an order.
[[nodiscard]] QJsonObject toJson(const OrderTemplate &from);
[[nodiscard]] std::optional<OrderTemplate> templateFromJson(const QJsonObject &json);

} // namespace depthdeck
