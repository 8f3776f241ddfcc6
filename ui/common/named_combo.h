// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace depthdeck::ui {

/// A combo box whose accessible name is its own and stays: Qt 6.4 on Linux would name it by its current text. The
/// current text is its accessible value and description.
class NamedCombo : public QComboBox
{
    Q_OBJECT

public:
    explicit NamedCombo(const QString &accessibleName, QWidget *parent = nullptr);

    /// The wheel changes it only while it has the keyboard focus, so that scrolling a form changes no order.
    void wheelEvent(QWheelEvent *event) override;
};

} // namespace depthdeck::ui
