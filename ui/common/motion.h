// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyle>
#include <QWidget>

#include <chrono>

namespace depthdeck::ui {

/// How long a changed cell keeps the colour of its side: once, nothing blinks.
inline constexpr std::chrono::milliseconds flashTime{300};

/// Whether the desktop asks for no motion: its style then animates for no time at all. Nothing flashes then.
[[nodiscard]] inline bool prefersReducedMotion(const QWidget &widget)
{
    return widget.style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, &widget) <= 0;
}

} // namespace depthdeck::ui
