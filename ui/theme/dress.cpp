// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/dress.h"

#include <QVariant>
#include <QWidget>

namespace depthdeck::ui {

namespace {
constexpr char dressProperty[] = "depthdeckDress";
constexpr char faultProperty[] = "depthdeckFault";
} // namespace

void setDress(QWidget &widget, Dress dress)
{
    widget.setProperty(dressProperty, static_cast<int>(dress));
    widget.update();
}

Dress dressOf(const QWidget *widget)
{
    return widget == nullptr ? Dress::Plain : static_cast<Dress>(widget->property(dressProperty).toInt());
}

void setFault(QWidget &widget, bool fault)
{
    if (hasFault(&widget) == fault)
        return;
    widget.setProperty(faultProperty, fault);
    widget.update();
}

bool hasFault(const QWidget *widget)
{
    return widget != nullptr && widget->property(faultProperty).toBool();
}

} // namespace depthdeck::ui
