// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QStyledItemDelegate>

namespace depthdeck::ui {

/// What a table cell may say about itself besides DisplayRole and TextAlignmentRole (default: left).
enum CellRole : int {
    CellColorRole = Qt::UserRole + 1000, ///< int of a ColorRole; default Text
    CellFontRole,                        ///< int of a CellFont; default Words
    CellShapeRole,                       ///< int of a StateShape drawn before the text, in the cell's colour
    CellFlashRole,                       ///< int of a ColorRole to fill the cell with; absent: no flash
};

enum class CellFont : std::uint8_t { Words, Bold, Numbers };

/// Paints one cell in our look: few role look-ups, no style sheet, no measuring. Text is elided on the right.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit CellDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    [[nodiscard]] const Theme &theme() const noexcept { return m_theme; }
    [[nodiscard]] const QFont &fontOf(CellFont font) const noexcept;
    /// One line in the painter's font and pen, elided on the right.
    void drawLine(QPainter &painter, const QRect &room, Qt::Alignment alignment, const QString &text) const;

private:
    const Theme &m_theme;
};

} // namespace depthdeck::ui
