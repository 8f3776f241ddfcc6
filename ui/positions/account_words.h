// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/account.h"
#include "app/trading/headroom.h"
#include "app/trading/profit_and_loss.h"
#include "ui/theme/theme.h"

#include <QString>

namespace depthdeck::ui {

/// Up, down, or quiet for nothing and for an amount that reads 0.00. Goes with the sign and the arrow, never alone.
[[nodiscard]] ColorRole moneyColor(const std::optional<double> &amount) noexcept;

/// What the risk system does with a position: "Day trading", "Being liquidated"; empty for nothing.
[[nodiscard]] QString riskStatusText(std::int32_t status);
/// Whether that is something a trader must see.
[[nodiscard]] bool isRiskAlarm(std::int32_t status) noexcept;

[[nodiscard]] QString accountEnabledText(AccountEnabled enabled);
[[nodiscard]] QString accountModeText(AccountMode mode);
[[nodiscard]] QString marginTypeText(AccountMarginType type);
/// "Position limit", "Own position limit".
[[nodiscard]] QString headroomRuleText(const Headroom &headroom);
/// What is used of it, in words: "12 of 50 lots", "balance 200,000.00, at least 25,000.00".
[[nodiscard]] QString headroomText(const Headroom &headroom);
/// 0 to 1, how much of the limit is used; nullopt where each order is judged by itself.
[[nodiscard]] std::optional<double> headroomShare(const Headroom &headroom) noexcept;
/// From here on the limit is near: said in words and in the warning colour.
inline constexpr double nearLimit = 0.8;

/// How the server's money and this program's agree: "Agrees", "Differs ▲ +12.50", "Other lots: +3 here".
[[nodiscard]] QString verdictText(const ProfitComparison *comparison);
/// The same as a sentence.
[[nodiscard]] QString verdictSentence(const ProfitComparison *comparison);

/// What is wrong with an account, in words, most urgent first; empty when nothing is.
[[nodiscard]] QStringList accountWarnings(const Account &account);

} // namespace depthdeck::ui
