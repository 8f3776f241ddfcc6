// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/positions/positions_model.h"

namespace depthdeck::ui {

/// What one column of the positions is. The texts are to be translated in the context of PositionsModel.
struct PositionColumn
{
    const char *name; ///< in the settings
    const char *title;
    const char *hint;   ///< empty: the title says it all
    const char *sample; ///< the widest text expected
    bool isNumber;
};

[[nodiscard]] const PositionColumn &positionColumn(PositionsModel::Column column) noexcept;
/// Stable, for the settings; by column.
[[nodiscard]] QStringList positionColumnNames();
/// The widest text expected in each.
[[nodiscard]] QStringList positionColumnSamples();

} // namespace depthdeck::ui
