// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessibleWidget>

#include <functional>

namespace depthdeck::ui {

/// A custom-painted widget that reads as one text, asked for when it is wanted and not made for every frame.
class SpokenAccessible final : public QAccessibleWidget
{
public:
    SpokenAccessible(QWidget *widget, std::function<QString()> spoken)
        : QAccessibleWidget{widget, QAccessible::StaticText},
          m_spoken{std::move(spoken)}
    {
    }

    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name ? m_spoken() : QAccessibleWidget::text(kind);
    }

private:
    std::function<QString()> m_spoken;
};

} // namespace depthdeck::ui
