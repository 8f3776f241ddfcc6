// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>
#include <QStyleOptionButton>

namespace depthdeck::ui {

/// The button that sends. Always filled in the colour of its dress, as if checked, without being a toggle.
class SubmitButton final : public QPushButton
{
    Q_OBJECT

public:
    using QPushButton::QPushButton;

protected:
    void initStyleOption(QStyleOptionButton *option) const override
    {
        QPushButton::initStyleOption(option);
        option->state.setFlag(QStyle::State_On, isEnabled());
    }
};

} // namespace depthdeck::ui
