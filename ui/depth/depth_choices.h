// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/depth_wish.h"

#include <QString>

#include <functional>

class QMenu;

namespace depthdeck::ui {

/// "Best bid and offer", "The exchange's book", "Every level".
[[nodiscard]] QString levelsText(DepthLevels levels);
/// How often a buffer sends the book, and whether every trade: "Usual, every trade".
[[nodiscard]] QString bufferText(DepthBuffer buffer);
/// As the wire names it, "SMART_TRADE"; the number for one this build does not know.
[[nodiscard]] QString bufferName(DepthBuffer buffer);
[[nodiscard]] QString levelsName(DepthLevels levels);

/// Adds to @p menu what a window can ask of the server, with @p current ticked; @p choose gets what was chosen.
void addDepthChoices(QMenu &menu, const DepthWish &current, const std::function<void(const DepthWish &)> &choose);

} // namespace depthdeck::ui
