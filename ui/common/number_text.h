// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market.h"
#include "app/time/clock.h"

#include <QString>

#include <chrono>

namespace depthdeck::ui {

/// U+2212, as wide as a digit in the number font.
inline constexpr QChar trueMinus{u'\u2212'};
/// Shown where a figure was not told.
inline constexpr QChar absentMark{u'\u2013'};

/// As traders write it, in @p market's notation, with a true minus; plain decimals while the market is unknown.
[[nodiscard]] QString priceText(const Market *market, Price price);
[[nodiscard]] QString priceText(const Market *market, const std::optional<Price> &price); ///< absent: absentMark
/// An average: decimals, finer than the ticks.
[[nodiscard]] QString averageText(const Market *market, const std::optional<Price> &price);
/// A difference with its sign and arrow: "▲ +18.75", "▼ −0.58", "0.00".
[[nodiscard]] QString changeText(const Market *market, const std::optional<Price> &change);
[[nodiscard]] QString signedPriceText(const Market *market, Price price); ///< "+18.75", "−0.58"

/// "1,234"; a true minus.
[[nodiscard]] QString quantityText(Quantity quantity);
[[nodiscard]] QString countText(std::int64_t count);
/// "+3", "−2", "0".
[[nodiscard]] QString signedQuantityText(Quantity quantity);

/// "188,400.00"; the currency stands in the header.
[[nodiscard]] QString moneyText(double amount);
[[nodiscard]] QString moneyText(const std::optional<double> &amount);
/// "$188,400.00", "€…", else "188,400.00 CHF".
[[nodiscard]] QString moneyText(double amount, const std::string &currency);
/// "▲ +2,944.50", "▼ −120.00", "0.00".
[[nodiscard]] QString signedMoneyText(double amount);
[[nodiscard]] QString signedMoneyText(const std::optional<double> &amount);
/// Up, down or neither, as signedMoneyText shows it: what rounds to 0.00 is neither.
[[nodiscard]] int moneySign(double amount) noexcept;

enum class TimeZone : std::uint8_t { Chicago, Local };
/// "14:32:09.147".
[[nodiscard]] QString timeText(WallTime time, TimeZone zone = TimeZone::Chicago);
[[nodiscard]] QString timeText(const std::optional<WallTime> &time, TimeZone zone = TimeZone::Chicago);
/// "14:32:09", for clocks.
[[nodiscard]] QString secondsText(WallTime time, TimeZone zone = TimeZone::Chicago);
/// "2026-11-03 14:32:09".
[[nodiscard]] QString dateTimeText(WallTime time, TimeZone zone = TimeZone::Chicago);

/// "210 µs", "12.4 ms", "2.1 s": three digits at most, the unit that fits.
[[nodiscard]] QString durationText(std::chrono::nanoseconds duration);

[[nodiscard]] inline QString textOf(const std::string &text)
{
    return QString::fromStdString(text);
}

} // namespace depthdeck::ui
