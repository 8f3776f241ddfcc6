// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QPixmap>

#include <cstdint>

class QPainter;

namespace depthdeck::ui {

class Theme;

/// The Lucide icons of resources/icons.
enum class Icon : std::uint8_t {
    Close,
    Float,
    Search,
    Lock,
    Unlock,
    Plug,
    Warning,
    Info,
    Error,
    Add,
    ChevronDown,
    ChevronUp,
    Up,
    Down,
    Check,
    Remove,
    Minus,
    Revise,
    Target,
    Keyboard,
};
inline constexpr int iconCount = 20;

/// Draws @p icon into the square of @p rect, in @p color, sharp at every device pixel ratio.
void paintIcon(QPainter &painter, const QRectF &rect, Icon icon, const QColor &color);
/// @p pixels square, device-independent.
[[nodiscard]] QPixmap iconPixmap(Icon icon, int pixels, qreal devicePixelRatio, const QColor &color);
/// For actions and buttons: follows the theme's text, quiet and faint colours as of now; ask again on Theme::changed.
[[nodiscard]] QIcon themedIcon(const Theme &theme, Icon icon);

} // namespace depthdeck::ui
