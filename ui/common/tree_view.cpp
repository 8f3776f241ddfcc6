// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/tree_view.h"

#include "ui/common/cell_delegate.h"
#include "ui/common/deck_header.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <array>

namespace depthdeck::ui {

TreeView::TreeView(const Theme &theme, const QString &accessibleName, QWidget *parent)
    : QTreeView{parent},
      m_theme{theme},
      m_header{new DeckHeader{theme, this}}
{
    setAccessibleName(accessibleName);
    setHeader(m_header);
    setItemDelegate(new CellDelegate{theme, this}); // child of this
    setFrameShape(QFrame::NoFrame);
    setAlternatingRowColors(true);
    setUniformRowHeights(true);
    setWordWrap(false);
    setAnimated(false);
    setExpandsOnDoubleClick(true);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    applyTheme();
    connect(&theme, &Theme::changed, this, &TreeView::applyTheme);
}

void TreeView::applyTheme()
{
    setFont(m_theme.textFont());
    setIndentation(m_theme.scaled(16));
    m_header->setFixedHeight(m_header->height());
    m_header->applyWidths();
    scheduleDelayedItemsLayout();
    viewport()->update();
}

void TreeView::setModel(QAbstractItemModel *newModel)
{
    QTreeView::setModel(newModel);
    m_header->applyWidths();
    if (newModel == nullptr)
        return;
    // The empty-state text covers more than the rows that come and go.
    const auto repaint = [this] { viewport()->update(); };
    connect(newModel, &QAbstractItemModel::rowsInserted, this, repaint);
    connect(newModel, &QAbstractItemModel::rowsRemoved, this, repaint);
}

void TreeView::setColumnSamples(const QStringList &samples, int shapeColumn)
{
    m_header->setSamples(samples, shapeColumn);
}

void TreeView::setStretchColumn(int column)
{
    m_header->setStretchColumn(column);
}

void TreeView::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

QSize TreeView::minimumSizeHint() const
{
    return {m_theme.scaled(120), m_theme.rowHeight() * 3};
}

QString TreeView::selectionAsText() const
{
    if (model() == nullptr || selectionModel() == nullptr)
        return {};
    QModelIndexList rows = selectionModel()->selectedRows();
    // As they stand on the screen: a child below its parent.
    const auto path = [](QModelIndex index) {
        std::vector<int> steps;
        for (; index.isValid(); index = index.parent())
            steps.insert(steps.begin(), index.row());
        return steps;
    };
    std::sort(rows.begin(), rows.end(), [&path](const auto &a, const auto &b) { return path(a) < path(b); });
    return rowsAsText(*m_header, rows);
}

void TreeView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        const QString text = selectionAsText();
        if (!text.isEmpty())
            QApplication::clipboard()->setText(text);
        event->accept();
        return;
    }
    QTreeView::keyPressEvent(event);
}

void TreeView::drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    if (!model()->hasChildren(index))
        return;
    const qreal side = m_theme.scaled(3.5);
    const QPointF centre{rect.right() - indentation() / 2.0 + 0.5, rect.top() + rect.height() / 2.0};
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen{m_theme.color(ColorRole::Quiet), static_cast<qreal>(m_theme.scaled(1.4)), Qt::SolidLine,
                         Qt::RoundCap, Qt::RoundJoin});
    painter->translate(centre);
    if (isExpanded(index))
        painter->rotate(90);
    painter->drawPolyline(std::array{QPointF{-side / 2, -side}, QPointF{side / 2, 0}, QPointF{-side / 2, side}}.data(),
                          3);
    painter->restore();
}

void TreeView::paintEvent(QPaintEvent *event)
{
    QTreeView::paintEvent(event);
    if (m_emptyText.isEmpty() || (model() != nullptr && model()->rowCount() > 0))
        return;
    QPainter painter{viewport()};
    const int margin = m_theme.scaled(16);
    painter.setFont(m_theme.textFont());
    painter.setPen(m_theme.color(ColorRole::Quiet));
    painter.drawText(viewport()->rect().adjusted(margin, margin, -margin, -margin),
                     static_cast<int>(Qt::AlignHCenter | Qt::AlignTop) | Qt::TextWordWrap, m_emptyText);
}

} // namespace depthdeck::ui
