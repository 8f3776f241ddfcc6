// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/depth/depth_view.h"

#include "ui/common/motion.h"
#include "ui/common/order_words.h"
#include "ui/depth/queue_words.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace depthdeck::ui {

namespace {

constexpr int maxRows = 50;
constexpr int usualRows = 10;

bool isTrusted(Freshness freshness) noexcept
{
    return freshness == Freshness::Live || freshness == Freshness::Delayed;
}

} // namespace

DepthView::DepthView(const Theme &theme, const Clock &clock, QWidget *parent)
    : QAbstractScrollArea{parent},
      m_theme{theme},
      m_clock{clock},
      m_painter{theme},
      m_content{usualRows}
{
    setAccessibleName(tr("Depth"));
    setObjectName(QStringLiteral("depthView"));
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

void DepthView::clear(const QString &sentence)
{
    m_content.clear(m_content.rowCount());
    m_current = {};
    m_hovered.reset();
    m_pressed.reset();
    m_flash.reset();
    m_totalVolume.reset();
    m_freshness = Freshness::Waiting;
    m_sentence = sentence;
    layOut();
}

void DepthView::setSentence(const QString &sentence)
{
    if (m_sentence == sentence)
        return;
    m_sentence = sentence;
    viewport()->update();
}

void DepthView::forgetTexts()
{
    m_content.clear(m_content.rowCount());
    layOut();
}

void DepthView::setRowCount(int rows)
{
    const int count = std::clamp(rows, 1, maxRows);
    if (count == m_content.rowCount())
        return;
    m_content.clear(count);
    m_current.row = std::min(m_current.row, count - 1);
    layOut();
    updateGeometry();
}

void DepthView::present(const MarketState &state, const std::vector<OwnMark> &marks)
{
    const Market *definition = state.definition ? &*state.definition : nullptr;
    const std::vector<int> changed = m_content.update(definition, state.book, marks);
    watchTrades(state);
    if (m_content.longestPrice() != m_priceLength || m_content.longestSize() != m_sizeLength ||
        m_content.longestQueue() != m_queueLength || m_content.hasSeenImplied() != m_seenImplied) {
        layOut();
        updateGeometry();
    }
    if (m_freshness != state.freshness) {
        m_freshness = state.freshness;
        viewport()->update();
    }
    updateRows(changed);
    if (!changed.empty())
        announceChange(changed);
}

void DepthView::watchTrades(const MarketState &state)
{
    const std::optional<std::int64_t> before = std::exchange(m_totalVolume, state.quote.totalVolume);
    const bool traded = before && state.quote.totalVolume > *before && state.quote.last;
    if (!traded || prefersReducedMotion(*this))
        return;
    m_flash = DepthFlash{*state.quote.last, state.quote.lastAt};
    m_flashUntil = m_clock.steadyNow() + flashTime;
    viewport()->update();
}

void DepthView::tick()
{
    if (!m_flash || m_clock.steadyNow() < m_flashUntil)
        return;
    m_flash.reset();
    viewport()->update();
}

void DepthView::layOut()
{
    m_priceLength = m_content.longestPrice();
    m_sizeLength = m_content.longestSize();
    m_queueLength = m_content.longestQueue();
    m_seenImplied = m_content.hasSeenImplied();
    const int rowHeight = m_theme.rowHeight();
    const int room = std::max(0, viewport()->height() - rowHeight);
    const int shown = std::max(1, room / std::max(1, rowHeight));
    verticalScrollBar()->setPageStep(shown);
    verticalScrollBar()->setRange(0, std::max(0, m_content.rowCount() - shown));
    m_rows = {.top = rowHeight,
              .height = rowHeight,
              .count = m_content.rowCount(),
              .firstShown = verticalScrollBar()->value()};
    m_columns = depthColumns(viewport()->width(),
                             m_painter.measures(m_priceLength, m_sizeLength, m_seenImplied, m_queueLength));
    viewport()->update();
}

QSize DepthView::sizeHint() const
{
    const DepthMeasures measures = m_painter.measures(m_priceLength, m_sizeLength, true, m_queueLength);
    const int half =
        measures.price + measures.size + measures.orders + measures.implied + measures.own + measures.queue;
    return {2 * (half + 10 * measures.padding), (m_content.rowCount() + 1) * m_theme.rowHeight()};
}

QSize DepthView::minimumSizeHint() const
{
    return {minimumDepthWidth(m_painter.measures(m_priceLength, m_sizeLength, false)), 4 * m_theme.rowHeight()};
}

QRect DepthView::cellRect(const DepthCell &cell) const
{
    return depthCellRect(m_columns, m_rows, cell, viewport()->width());
}

QRect DepthView::headerRect(DepthColumn column) const
{
    const QRect cell = cellRect({m_rows.firstShown, column});
    return {cell.left(), 0, cell.width(), m_rows.top};
}

std::optional<DepthCell> DepthView::cellAt(QPoint position) const
{
    return depthCellAt(m_columns, m_rows, position);
}

QString DepthView::columnTitle(DepthColumn column)
{
    switch (column) {
    case DepthColumn::BidOrders:
    case DepthColumn::OfferOrders:
        return tr("Orders");
    case DepthColumn::BidSize:
        return tr("Bid size");
    case DepthColumn::Bid:
        return tr("Bid");
    case DepthColumn::Offer:
        return tr("Offer");
    case DepthColumn::OfferSize:
        return tr("Offer size");
    }
    return {};
}

QString DepthView::queueTitle()
{
    //: Column title: how many lots and orders stand in the queue before the own order
    return tr("Ahead");
}

QString DepthView::remarks(const DepthCell &cell) const
{
    if (cell.row < 0 || cell.row >= m_content.rowCount())
        return {};
    const DepthLevel &level = m_content.rows()[static_cast<std::size_t>(cell.row)].level(sideOf(cell.column));
    QStringList parts;
    if (!level.implied.isZero())
        parts += tr("implied %1").arg(level.implied.contracts);
    if (level.own)
        parts += tr("own order: %1, %2").arg(stateText(level.own->state), level.ownText);
    if (level.own && level.own->queue)
        parts += queueSentence(*level.own->queue);
    return parts.join(QStringLiteral("; "));
}

void DepthView::paintEvent(QPaintEvent *event)
{
    QPainter painter{viewport()};
    const QRect all = viewport()->rect();
    const DepthScene scene{.content = m_content,
                           .columns = m_columns,
                           .rows = m_rows,
                           .width = all.width(),
                           .hovered = m_hovered,
                           .focused = hasFocus() ? std::optional{m_current} : std::nullopt,
                           .flash = m_flash,
                           .trusted = isTrusted(m_freshness)};
    const QRect header{0, 0, all.width(), m_rows.top};
    const QRect body = all.adjusted(0, m_rows.top, 0, 0);
    if (event->rect().intersects(header))
        m_painter.paintHeader(painter, scene, header);
    if (!m_sentence.isEmpty()) {
        m_painter.paintSentence(painter, body, m_sentence);
        return;
    }
    painter.setClipRect(body & event->rect());
    m_painter.paintRows(painter, scene, body & event->rect());
}

void DepthView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void DepthView::scrollContentsBy(int, int)
{
    m_rows.firstShown = verticalScrollBar()->value();
    viewport()->update();
}

void DepthView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        layOut();
}

void DepthView::updateRow(int row)
{
    viewport()->update(m_rows.rect(row, viewport()->width()));
}

void DepthView::updateRows(const std::vector<int> &rows)
{
    for (const int row : rows)
        updateRow(row);
}

void DepthView::announceChange(const std::vector<int> &rows)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleTableModelChangeEvent change{this, QAccessibleTableModelChangeEvent::DataChanged};
    change.setFirstRow(rows.front());
    change.setLastRow(rows.back());
    change.setFirstColumn(0);
    change.setLastColumn(depthColumnCount - 1);
    QAccessible::updateAccessibility(&change);
}

void DepthView::announceFocus()
{
    if (!hasFocus() || !QAccessible::isActive())
        return;
    QAccessibleEvent focus{this, QAccessible::Focus};
    focus.setChild(depthColumnCount * (m_current.row + 1) + static_cast<int>(m_current.column)); // after the headers
    QAccessible::updateAccessibility(&focus);
}

} // namespace depthdeck::ui
