// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/book/book_painter.h"

#include "ui/book/book_view.h"
#include "ui/theme/theme.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace depthdeck::ui {

namespace {

constexpr int textPadding = 4;
constexpr int smallestWithGap = 3; ///< narrower segments have no room for a line between them
constexpr int smallestOwn = 5;

QRect within(const Span &span, const QRect &row, int padding)
{
    return {span.left + padding, row.top(), span.width - 2 * padding, row.height()};
}

/// The second tone: neighbours in a queue can be told apart where no line fits between them.
QColor mixed(const QColor &a, const QColor &b, int percentOfB)
{
    const auto mix = [&](int from, int to) { return from + (to - from) * percentOfB / 100; };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

QRect segmentRect(const QRect &rect, const Span &span)
{
    const int inset = std::max(1, rect.height() / 8);
    return {span.left, rect.top() + inset, span.width, rect.height() - 2 * inset};
}

} // namespace

BookPainter::BookPainter(const Theme &theme) : m_theme{theme}, m_digits{theme} {}

BookMeasures BookPainter::measures(qsizetype priceLength, qsizetype lotsLength) const
{
    const QFontMetrics words{m_theme.textFont()};
    const QFontMetrics numbers{m_theme.numberFont()};
    const auto digits = [&](qsizetype count) { return numbers.horizontalAdvance(QString{count, QLatin1Char{'0'}}); };
    const auto title = [&](BookColumn column) { return words.horizontalAdvance(BookView::columnTitle(column)); };
    BookMeasures measures;
    measures.price =
        std::max({digits(std::max<qsizetype>(priceLength, 7)), title(BookColumn::Bid), title(BookColumn::Offer)}) +
        m_theme.scaled(6); // so that both prices stand apart
    measures.lots = std::max(digits(std::max<qsizetype>(lotsLength, 4)), title(BookColumn::BidLots));
    measures.orders = std::max(digits(4), title(BookColumn::BidOrders));
    measures.padding = m_theme.scaled(textPadding);
    measures.rowHeight = m_theme.rowHeight();
    return measures;
}

void BookPainter::paintHeader(QPainter &painter, const BookScene &scene, const QRect &header) const
{
    painter.fillRect(header, m_theme.color(ColorRole::Panel));
    painter.fillRect(QRect{header.left(), header.bottom(), header.width(), 1}, m_theme.color(ColorRole::Line));
    painter.setFont(m_theme.textFont());
    painter.setPen(m_theme.color(ColorRole::Quiet));
    for (int column = 0; column < bookColumnCount; ++column) {
        const auto which = static_cast<BookColumn>(column);
        const Span span = scene.columns.span(which);
        if (span.isEmpty())
            continue;
        const bool isPrice = which == BookColumn::Bid || which == BookColumn::Offer;
        const Qt::Alignment outer = which == BookColumn::OfferQueue ? Qt::AlignLeft : Qt::AlignRight;
        const Qt::Alignment side = isPrice ? Qt::AlignHCenter : outer;
        const QRect area = within(span, header, m_theme.scaled(textPadding));
        const QString title =
            painter.fontMetrics().elidedText(BookView::columnTitle(which), Qt::ElideRight, area.width());
        painter.drawText(area, static_cast<int>(side | Qt::AlignVCenter), title);
    }
}

void BookPainter::paintRows(QPainter &painter, const BookScene &scene, const QRect &clip) const
{
    painter.fillRect(clip, m_theme.color(ColorRole::Panel));
    for (int row = scene.rows.firstShown; row < scene.rows.count; ++row) {
        const QRect rect = scene.rows.rect(row, scene.width);
        if (rect.top() > clip.bottom())
            break;
        if (!rect.intersects(clip))
            continue;
        if (row % 2 == 1)
            painter.fillRect(rect, m_theme.color(ColorRole::Row));
        paintSide(painter, scene, row, rect, BookSide::Bid);
        paintSide(painter, scene, row, rect, BookSide::Offer);
        painter.fillRect(QRect{scene.columns.offer.price.left, rect.top(), 1, rect.height()},
                         m_theme.color(ColorRole::Line));
    }
    paintPlaces(painter, scene);
}

void BookPainter::paintSide(QPainter &painter, const BookScene &scene, int row, const QRect &rect, BookSide side) const
{
    const BookRow &content = scene.content.row(side, row);
    if (!content.price)
        return;
    const BookHalf &half = scene.columns.half(side);
    const int padding = m_theme.scaled(textPadding);
    const ColorRole priceRole = side == BookSide::Bid ? ColorRole::Bid : ColorRole::Offer;
    const auto digits = [&](const Span &span, const QString &text, ColorRole role) {
        if (!span.isEmpty())
            m_digits.drawText(painter, within(span, rect, padding), Qt::AlignRight | Qt::AlignVCenter, text,
                              scene.trusted ? role : ColorRole::Faint);
    };
    m_digits.drawText(painter, within(half.price, rect, padding), Qt::AlignCenter, content.priceText,
                      scene.trusted ? priceRole : ColorRole::Faint);
    digits(half.lots, content.lotsText, ColorRole::Text);
    digits(half.orders, content.ordersText, ColorRole::Quiet);
    paintQueue(painter, scene, content, rect, side);
    const bool hasOwn = !content.estimates.empty() || std::any_of(content.segments.begin(), content.segments.end(),
                                                                  [](const BookSegment &each) { return each.own; });
    if (hasOwn) { // as in the depth table: a bar at the price, so that the eye finds the row
        const int edge = m_theme.scaled(3);
        const int left = side == BookSide::Bid ? half.price.left : half.price.right() - edge;
        painter.fillRect(QRect{left, rect.top(), edge, rect.height()}, m_theme.color(ColorRole::Own));
    }
}

void BookPainter::paintQueue(QPainter &painter, const BookScene &scene, const BookRow &row, const QRect &rect,
                             BookSide side) const
{
    const Span &queue = scene.columns.half(side).queue;
    if (queue.isEmpty())
        return;
    const std::int64_t scale = scene.content.fullScale();
    m_tones[0].clear();
    m_tones[1].clear();
    std::size_t tone = 0;
    for (const BookSegment &segment : row.segments) {
        QRect area = segmentRect(rect, segmentSpan(queue, side, segment.ahead, segment.lots.contracts, scale));
        if (area.width() >= smallestWithGap) // the line between two orders is at the back of the front one
            area.adjust(side == BookSide::Bid ? 1 : 0, 0, side == BookSide::Bid ? 0 : -1, 0);
        m_tones[tone].push_back(area);
        tone = 1 - tone;
    }
    const bool isBid = side == BookSide::Bid;
    const QColor &bar = m_theme.color(isBid ? ColorRole::BidBar : ColorRole::OfferBar);
    const QColor &strong = m_theme.color(isBid ? ColorRole::Bid : ColorRole::Offer);
    // A book in doubt is hatched, its neighbours in opposite directions.
    const QBrush brushes[] = {scene.trusted ? QBrush{bar} : QBrush{mixed(bar, strong, 50), Qt::BDiagPattern},
                              scene.trusted ? QBrush{mixed(bar, strong, 22)}
                                            : QBrush{mixed(bar, strong, 50), Qt::FDiagPattern}};
    painter.setPen(Qt::NoPen);
    for (const std::size_t which : {std::size_t{0}, std::size_t{1}}) {
        painter.setBrush(brushes[which]);
        painter.drawRects(m_tones[which].data(), static_cast<int>(m_tones[which].size()));
    }
    const int digit = m_digits.textWidth(QStringLiteral("0"));
    const int padding = m_theme.scaled(2);
    for (std::size_t at = 0; at < row.segments.size(); ++at) {
        const BookSegment &segment = row.segments[at];
        const QRect &area = m_tones[at % 2][at / 2];
        if (segment.own)
            paintOwn(painter, area, segment.text);
        else if (area.width() >= digit * static_cast<int>(segment.text.size()) + 2 * padding)
            m_digits.drawText(painter, area, Qt::AlignCenter, segment.text,
                              scene.trusted ? ColorRole::Text : ColorRole::Faint);
    }
    for (const BookEstimate &estimate : row.estimates)
        paintEstimate(painter, scene, estimate, rect, side);
}

/// Colour, outline and its lots: found at a glance, and never by colour alone.
void BookPainter::paintOwn(QPainter &painter, const QRect &segment, const QString &text) const
{
    const int line = m_theme.scaled(1.5);
    QRect area = segment;
    area.setWidth(std::max(area.width(), m_theme.scaled(smallestOwn)));
    const QColor &own = m_theme.color(ColorRole::Own);
    painter.fillRect(area, mixed(m_theme.color(ColorRole::Panel), own, 25));
    painter.setPen(Qt::NoPen);
    painter.setBrush(own);
    const QRect edges[] = {QRect{area.left(), area.top(), area.width(), line},
                           QRect{area.left(), area.bottom() + 1 - line, area.width(), line},
                           QRect{area.left(), area.top(), line, area.height()},
                           QRect{area.right() + 1 - line, area.top(), line, area.height()}};
    painter.drawRects(edges, 4);
    if (area.width() >= m_digits.textWidth(text) + 2 * line)
        m_digits.drawText(painter, area, Qt::AlignCenter, text, ColorRole::Own);
}

void BookPainter::paintEstimate(QPainter &painter, const BookScene &scene, const BookEstimate &estimate,
                                const QRect &rect, BookSide side) const
{
    const Span &queue = scene.columns.half(side).queue;
    const Span at = segmentSpan(queue, side, estimate.ahead, 1, scene.content.fullScale());
    const QRect inside = segmentRect(rect, at);
    const int line = m_theme.scaled(2);
    const int edge = side == BookSide::Bid ? inside.right() + 1 - line : inside.left();
    const QColor &own = m_theme.color(ColorRole::Own);
    painter.fillRect(QRect{edge, rect.top(), line, rect.height()}, own);
    const int width = m_digits.textWidth(estimate.text) + m_theme.scaled(4);
    QRect label{side == BookSide::Bid ? edge - width : edge + line, inside.top(), width, inside.height()};
    if (label.left() < queue.left)
        label.moveLeft(edge + line);
    else if (label.right() >= queue.right())
        label.moveRight(edge - 1);
    painter.fillRect(label, mixed(m_theme.color(ColorRole::Panel), own, 25));
    m_digits.drawText(painter, label, Qt::AlignCenter, estimate.text, ColorRole::Own);
}

void BookPainter::paintPlaces(QPainter &painter, const BookScene &scene) const
{
    const auto frame = [&](const BookPlace &place, ColorRole role) {
        const QRect rect = bookPlaceRect(scene, place);
        if (rect.isEmpty())
            return;
        const int line = m_theme.scaled(1);
        painter.setPen(QPen{m_theme.color(role), static_cast<qreal>(line)});
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect.adjusted(0, 0, -1, -1));
    };
    if (scene.hovered)
        frame(*scene.hovered, ColorRole::Quiet);
    if (scene.focused)
        frame(*scene.focused, ColorRole::Accent);
}

void BookPainter::paintSentence(QPainter &painter, const QRect &area, const QString &sentence) const
{
    painter.fillRect(area, m_theme.color(ColorRole::Panel));
    painter.setFont(m_theme.textFont());
    painter.setPen(m_theme.color(ColorRole::Quiet));
    const int margin = m_theme.scaled(24);
    painter.drawText(area.adjusted(margin, margin, -margin, -margin),
                     static_cast<int>(Qt::AlignHCenter | Qt::AlignTop) | Qt::TextWordWrap, sentence);
}

QRect bookPlaceRect(const BookScene &scene, const BookPlace &place) noexcept
{
    const QRect row = scene.rows.rect(place.row, scene.width);
    const BookRow &content = scene.content.row(place.side, place.row);
    const BookHalf &half = scene.columns.half(place.side);
    if (row.top() < scene.rows.top)
        return {};
    if (place.segment == BookPlace::priceItself)
        return {half.price.left, row.top(), half.price.width, row.height()};
    if (static_cast<std::size_t>(place.segment) >= content.segments.size())
        return {};
    const BookSegment &segment = content.segments[static_cast<std::size_t>(place.segment)];
    const Span span =
        segmentSpan(half.queue, place.side, segment.ahead, segment.lots.contracts, scene.content.fullScale());
    return {span.left - 1, row.top(), span.width + 2, row.height()};
}

} // namespace depthdeck::ui
