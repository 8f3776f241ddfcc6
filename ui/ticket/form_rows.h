// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFormLayout>
#include <QLabel>

namespace depthdeck::ui {

/// A row of label and field whose label gives the keyboard to @p buddy. Returns the label.
inline QLabel *addFormRow(QFormLayout &form, const QString &text, QWidget *field, QWidget *buddy = nullptr)
{
    auto *label = new QLabel{text}; // the layout gives it to its widget
    label->setBuddy(buddy ? buddy : field);
    form.addRow(label, field);
    return label;
}

inline void setUpForm(QFormLayout &form)
{
    form.setContentsMargins(0, 0, 0, 0);
    form.setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form.setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

} // namespace depthdeck::ui
