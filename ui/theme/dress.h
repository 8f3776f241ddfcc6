// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstdint>

class QWidget;

namespace depthdeck::ui {

/// How a button is dressed. The style draws it; the text must say what it does without the colour.
enum class Dress : std::uint8_t {
    Plain,
    Primary, ///< the one main button of a window, in the accent colour
    Buy,     ///< bid blue; filled with the bid bar's colour while checked
    Sell,    ///< offer orange
    Quiet,   ///< no frame until hovered or focused: header and status buttons
    Warning, ///< live endpoint, armed: a frame and text in the warning colour
    Danger   ///< filled with the warning colour while checked
};

void setDress(QWidget &widget, Dress dress);
[[nodiscard]] Dress dressOf(const QWidget *widget);

/// An input with a fault gets a warning frame; the sentence that says what is wrong stands beside it.
void setFault(QWidget &widget, bool fault);
[[nodiscard]] bool hasFault(const QWidget *widget);

} // namespace depthdeck::ui
