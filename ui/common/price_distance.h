// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market.h"

#include <QString>

#include <optional>

namespace depthdeck::ui {

/// What a distance is measured from and in.
struct DistanceBasis
{
    TickTable ticks;
    PriceFormat format = PriceFormat::decimal(2);
    std::optional<double> tickValue; ///< cash for a move of one increment of one contract; an estimate (a.8)
    std::optional<Price> from;       ///< the price it starts at; nullopt: not known yet
    bool isExpected = false;         ///< @ref from is only expected: the order has no price of its own
    bool upwards = true;             ///< which way a positive number of ticks goes
    Quantity lots{1};                ///< what a move is worth counts these

    /// Without a starting price.
    [[nodiscard]] static DistanceBasis of(const Market &market);
};

/// One distance in every way a trader reads it.
struct Distance
{
    std::optional<std::int64_t> ticks; ///< nullopt: a price, and nothing to measure it from
    std::optional<Price> price;        ///< where it leads to
    std::optional<Price> difference;   ///< signed, as the price moves
    std::optional<double> money;       ///< never negative; of all lots, an estimate
    friend bool operator==(const Distance &, const Distance &) = default;
};

/// @p ticks in the direction of the basis.
[[nodiscard]] Distance distanceOfTicks(const DistanceBasis &basis, std::int64_t ticks);
/// To @p price; its ticks are negative when it lies in the other direction.
[[nodiscard]] Distance distanceToPrice(const DistanceBasis &basis, Price price);
/// The most ticks whose money is not over @p money. Nullopt when it is less than one tick, or nothing tells what a tick
/// is worth: money chooses ticks, never a price (t4-protocol.md a.8).
[[nodiscard]] std::optional<Distance> distanceOfMoney(const DistanceBasis &basis, double money);
/// What a move of @p difference is worth; nullopt when the market does not tell.
[[nodiscard]] std::optional<double> moneyOf(const DistanceBasis &basis, Price difference);

/// "1 tick", "8 ticks".
[[nodiscard]] QString ticksText(std::int64_t ticks);
/// "+8 ticks", "−6 ticks".
[[nodiscard]] QString signedTicksText(std::int64_t ticks);

} // namespace depthdeck::ui
