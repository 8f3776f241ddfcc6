// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QTableView>

namespace depthdeck::ui {

class DeckHeader;

/// A table in our look: fixed rows, whole rows selected, column widths taken once from header and sample texts (never
/// from the content: ResizeToContents is a measured killer), Ctrl+C copies the chosen rows as tab separated text, and
/// an empty table says what belongs there. Keyboard and screen reader work as QTableView's.
class TableView : public QTableView
{
    Q_OBJECT

public:
    TableView(const Theme &theme, const QString &accessibleName, QWidget *parent = nullptr);

    /// The widest text that each column is expected to show; set the model first. Widths follow the theme's scale.
    /// @p shapeColumn also has room for a state shape; -1: none.
    void setColumnSamples(const QStringList &samples, int shapeColumn = -1);
    /// This column takes the room that is left; -1: the last.
    void setStretchColumn(int column);
    /// Shown while there is no row: what belongs here and how to fill it.
    void setEmptyText(const QString &text);
    [[nodiscard]] QString emptyText() const { return m_emptyText; }
    /// The chosen rows (all columns shown) as tab separated lines, the header first.
    [[nodiscard]] QString selectionAsText() const;

    void setModel(QAbstractItemModel *model) override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    [[nodiscard]] const Theme &theme() const noexcept { return m_theme; }

private:
    void applyTheme();

    const Theme &m_theme;
    DeckHeader *m_header; // child of this
    QString m_emptyText;
};

} // namespace depthdeck::ui
