// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/side.h"
#include "app/session/order_desk.h"
#include "app/trading/account.h"
#include "app/trading/activation.h"
#include "app/trading/order_terms.h"
#include "ui/theme/theme.h"

#include <QString>

#include <optional>

namespace depthdeck::ui {

[[nodiscard]] QString sideText(Side side);                       ///< "Buy", "Sell"
[[nodiscard]] QString sideText(const std::optional<Side> &side); ///< an unknown side: "Unknown"
[[nodiscard]] ColorRole sideColor(Side side) noexcept;
[[nodiscard]] QString stateText(OrderState state);
/// "Limit", "Stop limit"; a type this build does not know keeps its number.
[[nodiscard]] QString orderTypeText(OrderType type);
/// "Day", "GTC", "IOC", "FOK".
[[nodiscard]] QString timeInForceText(TimeInForce time);
/// The same in words: "Good till cancelled".
[[nodiscard]] QString timeInForceLongText(TimeInForce time);
/// "OCO", "Bracket, several exits"; a link this build does not know keeps its number.
[[nodiscard]] QString orderLinkText(OrderLink link);
/// What an order waits for: "Trade at or above".
[[nodiscard]] QString activationText(ActivationKind kind);
[[nodiscard]] QString accountStatusText(AccountStatus status);
/// Why the desk sent nothing and what to do; empty for None.
[[nodiscard]] QString refusalText(DeskRefusal refusal);

} // namespace depthdeck::ui
