// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QStringList>

namespace depthdeck::ui {

/// The column heads of our tables and trees: quiet, aligned as their column. Takes the column widths once from header
/// and sample texts, never from the content (ResizeToContents is a measured killer). Follows the theme's scale.
class DeckHeader final : public QHeaderView
{
    Q_OBJECT

public:
    DeckHeader(const Theme &theme, QWidget *parent);

    /// The widest text that each column is expected to show. @p shapeColumn also has room for a state shape; -1: none.
    void setSamples(const QStringList &samples, int shapeColumn = -1);
    /// This column takes the room that is left; -1: the last.
    void setStretchColumn(int column);
    [[nodiscard]] int height() const { return m_theme.rowHeight() + m_theme.scaled(3); }
    [[nodiscard]] QSize sizeHint() const override { return {QHeaderView::sizeHint().width(), height()}; }
    /// For the view: the model or the theme changed.
    void applyWidths();

protected:
    void paintSection(QPainter *painter, const QRect &rect, int column) const override;

private:
    const Theme &m_theme;
    QStringList m_samples;
    int m_shapeColumn = -1;
    int m_stretchColumn = -1;
};

/// The rows @p rows of @p view's model as tab separated lines, the shown columns in their order, the heads first; empty
/// without a row.
[[nodiscard]] QString rowsAsText(const QHeaderView &header, const QModelIndexList &rows);

} // namespace depthdeck::ui
