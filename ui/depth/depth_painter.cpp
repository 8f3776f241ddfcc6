// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/depth/depth_painter.h"

#include "ui/common/state_icon.h"
#include "ui/depth/depth_view.h"
#include "ui/theme/theme.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace depthdeck::ui {

namespace {

constexpr int textPadding = 4;
constexpr int glyphPixels = 12;
constexpr int glyphGap = 4;

/// The part of a row that a column's text has.
QRect within(const Span &span, const QRect &row, int padding)
{
    return {span.left + padding, row.top(), span.width - 2 * padding, row.height()};
}

} // namespace

DepthPainter::DepthPainter(const Theme &theme) : m_theme{theme}, m_digits{theme} {}

DepthMeasures DepthPainter::measures(qsizetype priceLength, qsizetype sizeLength, bool implied,
                                     qsizetype queueLength) const
{
    const QFontMetrics words{m_theme.textFont()};
    const QFontMetrics numbers{m_theme.numberFont()};
    const auto digits = [&](qsizetype count) { return numbers.horizontalAdvance(QString{count, QLatin1Char{'0'}}); };
    const auto title = [&](DepthColumn column) { return words.horizontalAdvance(DepthView::columnTitle(column)); };
    DepthMeasures measures;
    measures.price =
        std::max({digits(std::max<qsizetype>(priceLength, 7)), title(DepthColumn::Bid), title(DepthColumn::Offer)});
    measures.size = digits(std::max<qsizetype>(sizeLength, 4));
    measures.sizeTitle = std::max(title(DepthColumn::BidSize), title(DepthColumn::OfferSize));
    measures.orders = std::max(digits(4), title(DepthColumn::BidOrders));
    measures.implied = implied ? digits(4) + m_theme.scaled(6) : 0;
    measures.own = m_theme.scaled(glyphPixels + glyphGap) + digits(2);
    measures.queue = queueLength > 0 ? std::max(digits(std::max<qsizetype>(queueLength, 6)),
                                                words.horizontalAdvance(DepthView::queueTitle()))
                                     : 0;
    measures.padding = m_theme.scaled(textPadding);
    measures.rowHeight = m_theme.rowHeight();
    return measures;
}

void DepthPainter::paintHeader(QPainter &painter, const DepthScene &scene, const QRect &header) const
{
    painter.fillRect(header, m_theme.color(ColorRole::Panel));
    painter.fillRect(QRect{header.left(), header.bottom(), header.width(), 1}, m_theme.color(ColorRole::Line));
    painter.setFont(m_theme.textFont());
    painter.setPen(m_theme.color(ColorRole::Quiet));
    const int padding = m_theme.scaled(textPadding);
    const auto title = [&](const Span &span, DepthColumn column, int alignment = Qt::AlignRight) {
        if (!span.isEmpty())
            painter.drawText(within(span, header, padding), alignment | Qt::AlignVCenter,
                             DepthView::columnTitle(column));
    };
    title(scene.columns.bid.orders, DepthColumn::BidOrders);
    title(scene.columns.bid.bar, DepthColumn::BidSize);
    title(scene.columns.bid.price, DepthColumn::Bid);
    title(scene.columns.offer.price, DepthColumn::Offer);
    title(scene.columns.offer.bar, DepthColumn::OfferSize, Qt::AlignLeft);
    title(scene.columns.offer.orders, DepthColumn::OfferOrders);
    for (const BookSide side : {BookSide::Bid, BookSide::Offer}) {
        const Span &queue = scene.columns.half(side).queue;
        if (!queue.isEmpty())
            painter.drawText(within(queue, header, padding), Qt::AlignRight | Qt::AlignVCenter,
                             DepthView::queueTitle());
    }
}

void DepthPainter::paintRows(QPainter &painter, const DepthScene &scene, const QRect &clip) const
{
    const int count = static_cast<int>(scene.content.rows().size());
    int bottom = scene.rows.top;
    for (int row = scene.rows.firstShown; row < count; ++row) {
        const QRect rect = scene.rows.rect(row, scene.width);
        bottom = rect.bottom() + 1;
        if (!rect.intersects(clip))
            continue;
        painter.fillRect(rect, m_theme.color(row % 2 == 1 ? ColorRole::Row : ColorRole::Panel));
        paintLevel(painter, scene, row, rect, BookSide::Bid);
        paintLevel(painter, scene, row, rect, BookSide::Offer);
        painter.fillRect(QRect{scene.columns.offer.whole.left, rect.top(), 1, rect.height()},
                         m_theme.color(ColorRole::Line));
    }
    if (bottom <= clip.bottom())
        painter.fillRect(QRect{clip.left(), bottom, clip.width(), clip.bottom() - bottom + 1},
                         m_theme.color(ColorRole::Panel));
}

void DepthPainter::paintLevel(QPainter &painter, const DepthScene &scene, int row, const QRect &rowRect,
                              BookSide side) const
{
    const DepthLevel &level = scene.content.rows()[static_cast<std::size_t>(row)].level(side);
    const DepthHalf &half = scene.columns.half(side);
    const int padding = m_theme.scaled(textPadding);
    const QRect priceCell{half.price.left, rowRect.top(), half.price.width, rowRect.height()};
    const bool isHovered = scene.hovered && scene.hovered->row == row && sideOf(scene.hovered->column) == side;
    if (isHovered)
        painter.fillRect(QRect{half.whole.left, rowRect.top(), half.whole.width, rowRect.height()},
                         m_theme.color(ColorRole::Raised));
    if (level.price) {
        const bool isFlash = scene.flash && scene.flash->price == *level.price &&
                             (scene.flash->side == side || scene.flash->side == BookSide::Undefined);
        if (isFlash)
            painter.fillRect(priceCell, m_theme.color(side == BookSide::Bid ? ColorRole::BidBar : ColorRole::OfferBar));
        const int inset = std::max(1, rowRect.height() / 8);
        const QRect area{half.bar.left, rowRect.top() + inset, half.bar.width, rowRect.height() - 2 * inset};
        paintBar(painter, scene, level, area, side);
        const ColorRole price = side == BookSide::Bid ? ColorRole::Bid : ColorRole::Offer;
        const auto digits = [&](const Span &span, const QString &text, ColorRole role,
                                Qt::Alignment align = Qt::AlignRight) {
            if (!span.isEmpty() && !text.isEmpty())
                m_digits.drawText(painter, within(span, rowRect, padding), align | Qt::AlignVCenter, text,
                                  scene.trusted ? role : ColorRole::Faint);
        };
        digits(half.price, level.priceText, price);
        digits(half.size, level.sizeText, ColorRole::Text);
        digits(half.implied, level.impliedText, ColorRole::Quiet,
               side == BookSide::Bid ? Qt::AlignRight : Qt::AlignLeft);
        digits(half.orders, level.ordersText, ColorRole::Quiet);
        if (level.own)
            paintMark(painter, level, within(half.own, rowRect, padding), priceCell, side);
        if (level.own && level.own->queue)
            digits(half.queue, level.queueText, level.own->queue->exact ? ColorRole::Own : ColorRole::Quiet);
    }
    if (scene.focused && scene.focused->row == row && sideOf(scene.focused->column) == side) {
        const int line = m_theme.scaled(1);
        painter.setPen(QPen{m_theme.color(ColorRole::Accent), static_cast<qreal>(line)});
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(depthCellRect(scene.columns, scene.rows, *scene.focused, scene.width)
                             .adjusted(line, line / 2, -line, -line));
    }
}

void DepthPainter::paintBar(QPainter &painter, const DepthScene &scene, const DepthLevel &level, const QRect &area,
                            BookSide side) const
{
    const QRect bar = sizeBarRect(area, level.volume, scene.content.fullScale(), side);
    if (bar.isEmpty())
        return;
    const QColor &color = m_theme.color(side == BookSide::Bid ? ColorRole::BidBar : ColorRole::OfferBar);
    if (scene.trusted)
        painter.fillRect(bar, color);
    else
        painter.fillRect(bar, QBrush{color, Qt::BDiagPattern}); // a shape, not a colour alone, tells that it is old
}

void DepthPainter::paintMark(QPainter &painter, const DepthLevel &level, const QRect &area, const QRect &price,
                             BookSide side) const
{
    const QColor &color = m_theme.color(ColorRole::Own);
    const int glyph = std::min(area.height(), m_theme.scaled(glyphPixels));
    const int gap = m_theme.scaled(glyphGap);
    const QRect icon{area.left(), area.top() + (area.height() - glyph) / 2, glyph, glyph};
    paintStateIcon(painter, icon, level.own->state, color);
    m_digits.drawText(painter, area.adjusted(glyph + gap, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, level.ownText,
                      ColorRole::Own);
    const int edge = m_theme.scaled(3);
    const int left = side == BookSide::Bid ? price.left() : price.right() + 1 - edge; // away from the other side's
    painter.fillRect(QRect{left, price.top(), edge, price.height()}, color);
}

void DepthPainter::paintSentence(QPainter &painter, const QRect &area, const QString &sentence) const
{
    painter.fillRect(area, m_theme.color(ColorRole::Panel));
    painter.setFont(m_theme.textFont());
    painter.setPen(m_theme.color(ColorRole::Quiet));
    const int margin = m_theme.scaled(24);
    painter.drawText(area.adjusted(margin, margin, -margin, -margin),
                     Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, sentence);
}

} // namespace depthdeck::ui
