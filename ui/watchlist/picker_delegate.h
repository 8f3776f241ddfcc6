// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace depthdeck::ui {

class Theme;

/// A row of the picker: its text, and on the right in quiet what it is.
class PickerDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit PickerDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

} // namespace depthdeck::ui
