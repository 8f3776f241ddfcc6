// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/deck_header.h"

#include <QPainter>

#include <algorithm>

namespace depthdeck::ui {

DeckHeader::DeckHeader(const Theme &theme, QWidget *parent) : QHeaderView{Qt::Horizontal, parent}, m_theme{theme}
{
    setHighlightSections(false);
    setSectionsClickable(false);
    setSectionsMovable(true);
    setMinimumSectionSize(1);
}

void DeckHeader::setSamples(const QStringList &samples, int shapeColumn)
{
    m_samples = samples;
    m_shapeColumn = shapeColumn;
    applyWidths();
}

void DeckHeader::setStretchColumn(int column)
{
    m_stretchColumn = column;
    applyWidths();
}

void DeckHeader::applyWidths()
{
    if (model() == nullptr || m_samples.isEmpty())
        return;
    const QFontMetrics words{m_theme.textFont()};
    const QFontMetrics bold{m_theme.boldFont()};
    const QFontMetrics numbers{m_theme.numberFont()};
    const int columns = model()->columnCount();
    for (int column = 0; column < columns; ++column) {
        const QString head = model()->headerData(column, Qt::Horizontal).toString();
        const QString sample = m_samples.value(column);
        int width = std::max(
            {words.horizontalAdvance(head), bold.horizontalAdvance(sample), numbers.horizontalAdvance(sample)});
        if (column == m_shapeColumn)
            width += m_theme.scaled(20);
        resizeSection(column, width + 2 * m_theme.scaled(7));
    }
    const int stretched = m_stretchColumn >= 0 && m_stretchColumn < columns ? m_stretchColumn : -1;
    setStretchLastSection(stretched < 0);
    for (int column = 0; column < columns; ++column)
        setSectionResizeMode(column, column == stretched ? QHeaderView::Stretch : QHeaderView::Interactive);
}

void DeckHeader::paintSection(QPainter *painter, const QRect &rect, int column) const
{
    painter->fillRect(rect, m_theme.color(ColorRole::Panel));
    painter->fillRect(QRect{rect.left(), rect.bottom(), rect.width(), 1}, m_theme.color(ColorRole::Line));
    const QVariant asked = model()->headerData(column, Qt::Horizontal, Qt::TextAlignmentRole);
    const int flags = (asked.isValid() ? asked.toInt() & Qt::AlignHorizontal_Mask : Qt::AlignLeft) | Qt::AlignVCenter |
                      Qt::TextSingleLine;
    const int margin = m_theme.scaled(6);
    const QRect room = rect.adjusted(margin, 0, -margin, 0);
    painter->setFont(m_theme.textFont());
    painter->setPen(m_theme.color(ColorRole::Quiet));
    const QString text = model()->headerData(column, Qt::Horizontal).toString();
    painter->drawText(room, flags, QFontMetrics{m_theme.textFont()}.elidedText(text, Qt::ElideRight, room.width()));
}

QString rowsAsText(const QHeaderView &header, const QModelIndexList &rows)
{
    if (rows.isEmpty() || header.model() == nullptr)
        return {};
    const auto line = [&header](const auto &cell) {
        QStringList cells;
        for (int visual = 0; visual < header.count(); ++visual) {
            const int column = header.logicalIndex(visual);
            if (!header.isSectionHidden(column))
                cells << cell(column);
        }
        return cells.join(QLatin1Char{'\t'});
    };
    QStringList lines{line([&](int column) { return header.model()->headerData(column, Qt::Horizontal).toString(); })};
    for (const QModelIndex &row : rows)
        lines << line([&row](int column) { return row.siblingAtColumn(column).data().toString(); });
    return lines.join(QLatin1Char{'\n'});
}

} // namespace depthdeck::ui
