// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/table_view.h"

#include "ui/common/cell_delegate.h"
#include "ui/common/deck_header.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace depthdeck::ui {

TableView::TableView(const Theme &theme, const QString &accessibleName, QWidget *parent)
    : QTableView{parent},
      m_theme{theme},
      m_header{new DeckHeader{theme, this}}
{
    setAccessibleName(accessibleName);
    setHorizontalHeader(m_header);
    setItemDelegate(new CellDelegate{theme, this}); // child of this
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    applyTheme();
    connect(&theme, &Theme::changed, this, &TableView::applyTheme);
}

void TableView::applyTheme()
{
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(m_theme.rowHeight());
    setFont(m_theme.textFont());
    m_header->setFixedHeight(m_header->height());
    m_header->applyWidths();
    viewport()->update();
}

void TableView::setModel(QAbstractItemModel *newModel)
{
    QTableView::setModel(newModel);
    m_header->applyWidths();
    if (newModel == nullptr)
        return;
    // The empty-state text covers more than the rows that come and go.
    const auto repaint = [this] { viewport()->update(); };
    connect(newModel, &QAbstractItemModel::rowsInserted, this, repaint);
    connect(newModel, &QAbstractItemModel::rowsRemoved, this, repaint);
}

void TableView::setColumnSamples(const QStringList &samples, int shapeColumn)
{
    m_header->setSamples(samples, shapeColumn);
}

void TableView::setStretchColumn(int column)
{
    m_header->setStretchColumn(column);
}

void TableView::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

QSize TableView::minimumSizeHint() const
{
    return {m_theme.scaled(120), m_theme.rowHeight() * 3};
}

QString TableView::selectionAsText() const
{
    if (model() == nullptr || selectionModel() == nullptr)
        return {};
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(), [](const auto &a, const auto &b) { return a.row() < b.row(); });
    return rowsAsText(*m_header, rows);
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        const QString text = selectionAsText();
        if (!text.isEmpty())
            QApplication::clipboard()->setText(text);
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

void TableView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
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
