// SPDX-License-Identifier: GPL-3.0-or-later
// What mouse and keyboard do in the market-by-order table; what it shows is in book_view.cpp.
#include "ui/book/book_view.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>

namespace depthdeck::ui {

namespace {

Side sideEntered(BookSide side) noexcept
{
    return side == BookSide::Bid ? Side::Buy : Side::Sell;
}

} // namespace

bool BookView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        setHovered(std::nullopt);
    return QAbstractScrollArea::viewportEvent(event);
}

void BookView::mouseMoveEvent(QMouseEvent *event)
{
    setHovered(placeAt(event->position().toPoint()));
}

void BookView::setHovered(const std::optional<BookPlace> &place)
{
    if (m_hovered == place)
        return;
    m_hovered = place;
    viewport()->update();
    tellPlace();
}

/// The pointer tells more than the keyboard while it is on something.
void BookView::tellPlace()
{
    const QString words = m_hovered ? describe(*m_hovered) : (hasFocus() ? describe(m_current) : QString{});
    if (words == m_told)
        return;
    m_told = words;
    emit pointedAt(words);
}

void BookView::choose(const BookPlace &place)
{
    const auto &price = m_content.row(place.side, place.row).price;
    if (price && m_sentence.isEmpty())
        emit priceChosen(sideEntered(place.side), *price);
}

bool BookView::pullAt(const BookPlace &place)
{
    const std::vector<OrderId> orders = ownOrdersAt(place);
    if (orders.empty() || !m_sentence.isEmpty())
        return false;
    emit pullRequested(orders);
    return true;
}

void BookView::mousePressEvent(QMouseEvent *event)
{
    const auto place = placeAt(event->position().toPoint());
    if (!place)
        return;
    setCurrent(*place);
    if (event->button() == Qt::LeftButton)
        choose(*place);
    else if (event->button() == Qt::RightButton)
        static_cast<void>(pullAt(*place));
}

void BookView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byMouse = event->reason() == QContextMenuEvent::Mouse;
    const auto place = byMouse ? placeAt(event->pos()) : std::optional{m_current};
    if (byMouse && place && !ownOrdersAt(*place).empty())
        return; // the press has asked to pull it
    emit menuRequested(byMouse ? event->globalPos() : viewport()->mapToGlobal(placeRect(m_current).bottomLeft()));
}

void BookView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
        return moveRows(-1);
    case Qt::Key_Down:
        return moveRows(1);
    case Qt::Key_PageUp:
        return moveRows(-shownRows());
    case Qt::Key_PageDown:
        return moveRows(shownRows());
    case Qt::Key_Home:
        return moveRows(-m_content.levelCount());
    case Qt::Key_End:
        return moveRows(m_content.levelCount());
    case Qt::Key_Left:
        return moveAcross(-1);
    case Qt::Key_Right:
        return moveAcross(1);
    case Qt::Key_Delete:
        if (!event->isAutoRepeat())
            static_cast<void>(pullAt(m_current));
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!event->isAutoRepeat())
            choose(m_current);
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

/// A place that the newest book has.
BookPlace BookView::clamped(BookPlace place) const
{
    place.row = std::clamp(place.row, 0, std::max(0, m_content.levelCount() - 1));
    const auto segments = static_cast<int>(m_content.row(place.side, place.row).segments.size());
    place.segment = std::clamp(place.segment, BookPlace::priceItself, segments - 1);
    return place;
}

void BookView::moveRows(int rows)
{
    const int row = std::clamp(m_current.row + rows, 0, std::max(0, m_content.levelCount() - 1));
    if (row < m_rows.firstShown)
        verticalScrollBar()->setValue(row);
    else if (row >= m_rows.firstShown + shownRows())
        verticalScrollBar()->setValue(row - shownRows() + 1);
    setCurrent(clamped({row, m_current.side, m_current.segment}));
}

/// From the back of the bids' queue over both prices to the back of the offers'.
void BookView::moveAcross(int steps)
{
    BookPlace place = m_current;
    const bool outwards = (place.side == BookSide::Offer) == (steps > 0);
    if (outwards) {
        ++place.segment;
    } else if (place.segment > BookPlace::priceItself) {
        --place.segment;
    } else {
        place.side = place.side == BookSide::Bid ? BookSide::Offer : BookSide::Bid;
        place.segment = BookPlace::priceItself;
    }
    setCurrent(clamped(place));
}

void BookView::setCurrent(const BookPlace &place)
{
    if (m_current == place)
        return;
    m_current = place;
    viewport()->update();
    tellPlace();
    announceFocus();
}

void BookView::announceFocus()
{
    if (!hasFocus() || !QAccessible::isActive())
        return;
    const bool isPrice = m_current.segment == BookPlace::priceItself;
    const BookColumn bid = isPrice ? BookColumn::Bid : BookColumn::BidQueue;
    const BookColumn offer = isPrice ? BookColumn::Offer : BookColumn::OfferQueue;
    const BookColumn column = m_current.side == BookSide::Bid ? bid : offer;
    QAccessibleEvent focus{this, QAccessible::Focus};
    focus.setChild(bookColumnCount * (m_current.row + 1) + static_cast<int>(column)); // after the headers
    QAccessible::updateAccessibility(&focus);
}

void BookView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
    tellPlace();
    announceFocus();
}

void BookView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
    tellPlace();
}

} // namespace depthdeck::ui
