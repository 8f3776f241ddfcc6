// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <QWidget>

namespace depthdeck::ui {

/// Writes @p label's words in @p color. Which palette role a label reads depends on its parent's background, so both
/// are set.
inline void setTextColor(QWidget &label, const QColor &color)
{
    QPalette colors = label.palette();
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text})
        colors.setColor(role, color);
    label.setPalette(colors);
}

} // namespace depthdeck::ui
