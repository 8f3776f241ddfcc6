// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/book/book_view.h"

#include "ui/common/number_text.h"
#include "ui/common/order_words.h"
#include "ui/depth/queue_words.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace depthdeck::ui {

BookView::BookView(const Theme &theme, QWidget *parent) : QAbstractScrollArea{parent}, m_theme{theme}, m_painter{theme}
{
    setAccessibleName(tr("Market by order"));
    setObjectName(QStringLiteral("bookView"));
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&theme, &Theme::changed, this, [this] {
        layOut();
        updateGeometry();
    });
    layOut();
}

void BookView::clear()
{
    m_content.clear();
    m_current = {};
    m_hovered.reset();
    m_own.clear();
    m_definition = nullptr;
    m_orders = nullptr;
    m_trusted = false;
    verticalScrollBar()->setValue(0);
    layOut();
    tellPlace();
}

void BookView::forgetTexts()
{
    m_content.clear();
    layOut();
}

void BookView::setSentence(const QString &sentence)
{
    if (m_sentence == sentence)
        return;
    m_sentence = sentence;
    viewport()->update();
}

void BookView::present(const Market *definition, const MarketOrders *orders, const std::vector<OwnBookOrder> &own)
{
    m_definition = definition;
    m_orders = orders;
    m_own = own;
    const bool trusted = orders && orders->isLive();
    if (std::exchange(m_trusted, trusted) != trusted)
        viewport()->update();
    fillRows();
}

/// Makes the rows on the screen from the newest book.
void BookView::fillRows()
{
    static const OrderByOrderBook empty;
    const OrderByOrderBook &book = m_orders ? m_orders->book : empty;
    const int levels = m_content.levelCount();
    const bool changed = m_content.update(m_definition, book, m_own, verticalScrollBar()->value(), shownRows() + 1);
    if (m_content.longestPrice() != m_priceLength || m_content.longestLots() != m_lotsLength) {
        layOut();
        updateGeometry();
    }
    if (m_content.levelCount() != levels)
        updateScrollRange();
    if (!changed)
        return;
    viewport()->update();
    m_current = clamped(m_current);
    if (m_hovered)
        m_hovered = clamped(*m_hovered);
    tellPlace();
    if (QAccessible::isActive()) {
        QAccessibleTableModelChangeEvent change{this, QAccessibleTableModelChangeEvent::DataChanged};
        change.setFirstRow(m_content.first());
        change.setLastRow(std::min(m_content.levelCount() - 1, m_content.first() + shownRows()));
        change.setFirstColumn(0);
        change.setLastColumn(bookColumnCount - 1);
        QAccessible::updateAccessibility(&change);
    }
}

int BookView::shownRows() const noexcept
{
    return std::max(1, (viewport()->height() - m_rows.top) / std::max(1, m_rows.height));
}

void BookView::updateScrollRange()
{
    const int shown = shownRows();
    verticalScrollBar()->setPageStep(shown);
    verticalScrollBar()->setRange(0, std::max(0, m_content.levelCount() - shown));
    m_rows.count = m_content.levelCount();
    m_rows.firstShown = verticalScrollBar()->value();
}

void BookView::layOut()
{
    m_priceLength = m_content.longestPrice();
    m_lotsLength = m_content.longestLots();
    m_rows.top = m_theme.rowHeight();
    m_rows.height = m_theme.rowHeight();
    updateScrollRange();
    m_columns = bookColumns(viewport()->width(), m_painter.measures(m_priceLength, m_lotsLength));
    viewport()->update();
}

BookScene BookView::scene() const noexcept
{
    return {.content = m_content,
            .columns = m_columns,
            .rows = m_rows,
            .width = viewport()->width(),
            .hovered = m_hovered,
            .focused = hasFocus() ? std::optional{m_current} : std::nullopt,
            .trusted = m_trusted};
}

void BookView::paintEvent(QPaintEvent *event)
{
    QPainter painter{viewport()};
    const QRect all = viewport()->rect();
    const BookScene shown = scene();
    const QRect header{0, 0, all.width(), m_rows.top};
    const QRect body = all.adjusted(0, m_rows.top, 0, 0);
    if (event->rect().intersects(header))
        m_painter.paintHeader(painter, shown, header);
    if (!m_sentence.isEmpty()) {
        m_painter.paintSentence(painter, body, m_sentence);
        return;
    }
    painter.setClipRect(body & event->rect());
    m_painter.paintRows(painter, shown, body & event->rect());
}

QString BookView::columnTitle(BookColumn column)
{
    switch (column) {
    case BookColumn::BidQueue:
        return tr("Bid queue");
    case BookColumn::BidOrders:
    case BookColumn::OfferOrders:
        return tr("Orders");
    case BookColumn::BidLots:
    case BookColumn::OfferLots:
        return tr("Lots");
    case BookColumn::Bid:
        return tr("Bid");
    case BookColumn::Offer:
        return tr("Offer");
    case BookColumn::OfferQueue:
        return tr("Offer queue");
    }
    return {};
}

QString BookView::cellText(int row, BookColumn column) const
{
    // Also for rows that are not on the screen: assistive technology may ask for any.
    const bool isShown = row >= m_content.first() && row < m_content.first() + shownRows();
    BookContent other;
    if (!isShown && m_orders)
        other.update(m_definition, m_orders->book, m_own, row, 1);
    const BookRow &content = (isShown ? m_content : other).row(sideOf(column), row);
    switch (column) {
    case BookColumn::BidQueue:
    case BookColumn::OfferQueue:
        return queueInWords(content);
    case BookColumn::BidOrders:
    case BookColumn::OfferOrders:
        return content.ordersText;
    case BookColumn::BidLots:
    case BookColumn::OfferLots:
        return content.lotsText;
    case BookColumn::Bid:
    case BookColumn::Offer:
        return content.priceText;
    }
    return {};
}

QString BookView::describe(const BookPlace &place) const
{
    const BookRow &row = m_content.row(place.side, place.row);
    if (!row.price || !m_sentence.isEmpty())
        return {};
    const QString side =
        place.side == BookSide::Bid ? tr("Bid %1").arg(row.priceText) : tr("Offer %1").arg(row.priceText);
    if (place.segment == BookPlace::priceItself) {
        QString words = tr("%1: %2 in %3")
                            .arg(side, lotsText(row.lots), ordersText(static_cast<std::int64_t>(row.segments.size())));
        for (const BookEstimate &estimate : row.estimates)
            words += tr("; own order of %1 behind about %2, an estimate").arg(estimate.text, lotsText(estimate.ahead));
        return words;
    }
    if (static_cast<std::size_t>(place.segment) >= row.segments.size())
        return {};
    const BookSegment &segment = row.segments[static_cast<std::size_t>(place.segment)];
    const auto own =
        std::find_if(m_own.begin(), m_own.end(), [&](const OwnBookOrder &each) { return each.bookId == segment.id; });
    const QString whose = own == m_own.end() ? tr("order %1").arg(segment.id)
                                             //: An own order in the book, with its state: "your order 64123 (working)"
                                             : tr("your order %1 (%2)").arg(segment.id).arg(stateText(own->state));
    //: "Bid 6025.25, order 64123: 5 lots, number 3 of 14, 40 lots ahead, priority 812"
    return tr("%1, %2: %3, number %4 of %5, %6 ahead, priority %7")
        .arg(side, whose, lotsText(segment.lots.contracts))
        .arg(place.segment + 1)
        .arg(row.segments.size())
        .arg(lotsText(segment.ahead))
        .arg(segment.priority);
}

QRect BookView::cellRect(int row, BookColumn column) const
{
    const Span span = m_columns.span(column);
    const QRect rect = m_rows.rect(row, viewport()->width());
    return {span.left, rect.top(), span.width, rect.height()};
}

QRect BookView::headerRect(BookColumn column) const
{
    const Span span = m_columns.span(column);
    return {span.left, 0, span.width, m_rows.top};
}

QRect BookView::placeRect(const BookPlace &place) const
{
    return bookPlaceRect(scene(), place);
}

std::optional<std::pair<int, BookColumn>> BookView::cellAt(QPoint position) const
{
    const auto row = m_rows.at(position.y());
    if (!row)
        return std::nullopt;
    for (int column = 0; column < bookColumnCount; ++column) {
        const auto which = static_cast<BookColumn>(column);
        if (m_columns.span(which).holds(position.x()))
            return std::pair{*row, which};
    }
    return std::nullopt;
}

std::optional<BookPlace> BookView::placeAt(QPoint position) const
{
    const auto cell = cellAt(position);
    if (!cell || !m_sentence.isEmpty())
        return std::nullopt;
    const BookSide side = sideOf(cell->second);
    const BookRow &row = m_content.row(side, cell->first);
    if (!row.price)
        return std::nullopt;
    BookPlace place{cell->first, side, BookPlace::priceItself};
    const auto lots = lotsBefore(m_columns.half(side).queue, side, position.x(), m_content.fullScale());
    if (!lots)
        return place;
    // The last segment that begins before the pointer; beyond the end of the queue it is the price's.
    const auto after = std::upper_bound(row.segments.begin(), row.segments.end(), *lots,
                                        [](std::int64_t at, const BookSegment &each) { return at < each.ahead; });
    if (after != row.segments.begin() && *lots < row.lots)
        place.segment = static_cast<int>(after - row.segments.begin()) - 1;
    return place;
}

std::vector<OrderId> BookView::ownOrdersAt(const BookPlace &place) const
{
    const BookRow &row = m_content.row(place.side, place.row);
    std::vector<OrderId> orders;
    const bool isPrice = place.segment == BookPlace::priceItself;
    const bool isSegment = !isPrice && static_cast<std::size_t>(place.segment) < row.segments.size();
    for (const OwnBookOrder &own : m_own) {
        const BookSide side = own.side == Side::Buy ? BookSide::Bid : BookSide::Offer;
        if (!row.price || side != place.side || own.price != *row.price)
            continue;
        if (isPrice || (isSegment && own.bookId == row.segments[static_cast<std::size_t>(place.segment)].id))
            orders.push_back(own.id);
    }
    return orders;
}

QSize BookView::sizeHint() const
{
    const BookMeasures measures = m_painter.measures(m_priceLength, m_lotsLength);
    const int half = measures.price + measures.lots + measures.orders + 6 * measures.padding + m_theme.scaled(180);
    constexpr int usualRows = 16;
    return {2 * half, (usualRows + 1) * m_theme.rowHeight()};
}

QSize BookView::minimumSizeHint() const
{
    return {minimumBookWidth(m_painter.measures(m_priceLength, m_lotsLength)), 4 * m_theme.rowHeight()};
}

void BookView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
    fillRows();
}

void BookView::scrollContentsBy(int, int)
{
    m_rows.firstShown = verticalScrollBar()->value();
    fillRows();
    viewport()->update();
}

void BookView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        layOut();
}

} // namespace depthdeck::ui
