// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/watchlist/market_picker_model.h"

namespace depthdeck::ui {

/// "ES · E-mini S&P 500".
[[nodiscard]] QString contractText(const ContractEntry &contract);

[[nodiscard]] PickerRow exchangeRow(const ExchangeEntry &exchange);
/// @p detail says what activating it does.
[[nodiscard]] PickerRow contractRow(const ContractEntry &contract, const QString &detail = {});
[[nodiscard]] PickerRow groupRow(const GroupEntry &group);
[[nodiscard]] PickerRow marketRow(const MarketEntry &market, bool indented);

/// The group of plain futures or options; nullptr when there is none.
[[nodiscard]] const GroupEntry *outrights(const std::vector<GroupEntry> &groups);

} // namespace depthdeck::ui
