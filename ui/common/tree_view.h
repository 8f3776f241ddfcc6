// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QTreeView>

namespace depthdeck::ui {

class DeckHeader;

/// A tree with columns in our look, the sister of TableView: fixed rows, whole rows selected, column widths from
/// samples, Ctrl+C copies the chosen rows as tab separated text, and an empty tree says what belongs there.
class TreeView : public QTreeView
{
    Q_OBJECT

public:
    TreeView(const Theme &theme, const QString &accessibleName, QWidget *parent = nullptr);

    /// The widest text that each column is expected to show; set the model first.
    void setColumnSamples(const QStringList &samples, int shapeColumn = -1);
    /// This column takes the room that is left; -1: the last.
    void setStretchColumn(int column);
    void setEmptyText(const QString &text);
    [[nodiscard]] QString emptyText() const { return m_emptyText; }
    /// The chosen rows as tab separated lines, top to bottom, the heads first.
    [[nodiscard]] QString selectionAsText() const;

    void setModel(QAbstractItemModel *model) override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const override;
    [[nodiscard]] const Theme &theme() const noexcept { return m_theme; }

private:
    void applyTheme();

    const Theme &m_theme;
    DeckHeader *m_header; // child of this
    QString m_emptyText;
};

} // namespace depthdeck::ui
