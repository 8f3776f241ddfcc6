// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace depthdeck::exchange {

/// How a contract finds the last trading day of a contract month. Close to the exchanges' rules; business days
/// are those without weekends and US holidays.
enum class ExpiryRule : std::uint8_t {
    ThirdFriday,          ///< equity index futures
    ThirdWednesdayMinus2, ///< currencies: two business days before the third Wednesday
    LastBusinessDay,      ///< 2- and 5-year notes; end-of-month options
    TreasuryLong,         ///< 10-year notes, bonds: seven business days before the last one of the month
    ThirdLastBusinessDay, ///< metals
    Grain,                ///< the business day before the 15th
    Crude,                ///< three business days before the 25th of the month before
    NaturalGas,           ///< three business days before the first of the contract month
    CrudeOption,          ///< three business days before the future's last day
    TreasuryOption        ///< the last Friday at least two business days before the end of the month before
};

/// Nullopt for a name the catalogue does not know, such as "thirdFriday" misspelt.
[[nodiscard]] std::optional<ExpiryRule> expiryRuleNamed(std::string_view name) noexcept;

/// A contract month.
struct ContractMonth
{
    int year = 0;
    int month = 0; ///< 1..12
    friend auto operator<=>(const ContractMonth &, const ContractMonth &) noexcept = default;
};

/// "Z26"
[[nodiscard]] std::string monthCode(ContractMonth month);
/// "Dec 2026", in English: it is part of the market's name, not of the user interface.
[[nodiscard]] std::string monthName(ContractMonth month);
/// 1..12 of a month letter; nullopt when it is none.
[[nodiscard]] std::optional<int> monthOfLetter(char letter) noexcept;

[[nodiscard]] bool isBusinessDay(QDate date);
[[nodiscard]] QDate lastTradingDay(ExpiryRule rule, ContractMonth month);
/// The next @p count contract months of the cycle @p letters that still trade on @p today, front month first.
[[nodiscard]] std::vector<ContractMonth> listedMonths(ExpiryRule rule, std::string_view letters, int count,
                                                      QDate today);

} // namespace depthdeck::exchange
