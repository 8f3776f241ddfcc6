// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QLineEdit>

namespace depthdeck::ui {

/// A line for one number, in the number font. Wheel, Up and Down step once, Page Up, Page Down and Ctrl+wheel ten
/// times. What is wrong with it is a frame, the tool tip and the accessible description: the text's own fault first,
/// else what others say of its value.
class NumberField : public QLineEdit
{
    Q_OBJECT

public:
    /// Moves @p steps up (negative: down).
    virtual void step(int steps) = 0;
    /// The rule that the text breaks; empty without a fault, and for an empty field that may be empty.
    [[nodiscard]] virtual QString faultText() const = 0;
    /// What a check beyond this field says of its value; empty: nothing.
    void setRemark(const QString &sentence);
    [[nodiscard]] const QString &remark() const noexcept { return m_remark; }

protected:
    NumberField(const Theme &theme, const QString &accessibleName, QWidget *parent);

    /// After every change of the fault.
    void showFault();
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    [[nodiscard]] const Theme &theme() const noexcept { return m_theme; }

private:
    const Theme &m_theme;
    QString m_remark;
    int m_wheelRest = 0; // eighths of a degree not yet used: touchpads send few at a time
};

} // namespace depthdeck::ui
