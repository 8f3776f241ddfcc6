// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/table_view.h"

#include "ui/common/cell_delegate.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace depthdeck::ui {

namespace {

// Header texts quiet and aligned as their column, whatever the model says of fonts.
class DeckHeader final : public QHeaderView
{
public:
    DeckHeader(const Theme &theme, QWidget *parent) : QHeaderView{Qt::Horizontal, parent}, m_theme{theme}
    {
        setHighlightSections(false);
        setSectionsClickable(false);
        setSectionsMovable(true);
        setMinimumSectionSize(1);
    }

    [[nodiscard]] QSize sizeHint() const override { return {QHeaderView::sizeHint().width(), height()}; }
    [[nodiscard]] int height() const { return m_theme.rowHeight() + m_theme.scaled(3); }

protected:
    void paintSection(QPainter *painter, const QRect &rect, int column) const override
    {
        painter->fillRect(rect, m_theme.color(ColorRole::Panel));
        painter->fillRect(QRect{rect.left(), rect.bottom(), rect.width(), 1}, m_theme.color(ColorRole::Line));
        const QVariant asked = model()->headerData(column, Qt::Horizontal, Qt::TextAlignmentRole);
        const int flags = (asked.isValid() ? asked.toInt() & Qt::AlignHorizontal_Mask : Qt::AlignLeft) |
                          Qt::AlignVCenter | Qt::TextSingleLine;
        const int margin = m_theme.scaled(6);
        const QRect room = rect.adjusted(margin, 0, -margin, 0);
        painter->setFont(m_theme.textFont());
        painter->setPen(m_theme.color(ColorRole::Quiet));
        const QString text = model()->headerData(column, Qt::Horizontal).toString();
        painter->drawText(room, flags, QFontMetrics{m_theme.textFont()}.elidedText(text, Qt::ElideRight, room.width()));
    }

private:
    const Theme &m_theme;
};

} // namespace

TableView::TableView(const Theme &theme, const QString &accessibleName, QWidget *parent)
    : QTableView{parent},
      m_theme{theme}
{
    setAccessibleName(accessibleName);
    setHorizontalHeader(new DeckHeader{theme, this}); // child of this
    setItemDelegate(new CellDelegate{theme, this});   // child of this
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
    horizontalHeader()->setFixedHeight(static_cast<DeckHeader *>(horizontalHeader())->height());
    applyWidths();
    viewport()->update();
}

void TableView::setModel(QAbstractItemModel *newModel)
{
    QTableView::setModel(newModel);
    applyWidths();
    if (newModel == nullptr)
        return;
    // The empty-state text covers more than the rows that come and go.
    const auto repaint = [this] { viewport()->update(); };
    connect(newModel, &QAbstractItemModel::rowsInserted, this, repaint);
    connect(newModel, &QAbstractItemModel::rowsRemoved, this, repaint);
}

void TableView::setColumnSamples(const QStringList &samples, int shapeColumn)
{
    m_samples = samples;
    m_shapeColumn = shapeColumn;
    applyWidths();
}

void TableView::setStretchColumn(int column)
{
    m_stretchColumn = column;
    applyWidths();
}

void TableView::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

void TableView::applyWidths()
{
    if (model() == nullptr || m_samples.isEmpty())
        return;
    const QFontMetrics words{m_theme.textFont()};
    const QFontMetrics bold{m_theme.boldFont()};
    const QFontMetrics numbers{m_theme.numberFont()};
    const int columns = model()->columnCount();
    for (int column = 0; column < columns; ++column) {
        const QString header = model()->headerData(column, Qt::Horizontal).toString();
        const QString sample = m_samples.value(column);
        int width = std::max(
            {words.horizontalAdvance(header), bold.horizontalAdvance(sample), numbers.horizontalAdvance(sample)});
        if (column == m_shapeColumn)
            width += m_theme.scaled(20);
        setColumnWidth(column, width + 2 * m_theme.scaled(7));
    }
    const int stretched = m_stretchColumn >= 0 && m_stretchColumn < columns ? m_stretchColumn : -1;
    horizontalHeader()->setStretchLastSection(stretched < 0);
    for (int column = 0; column < columns; ++column)
        horizontalHeader()->setSectionResizeMode(column,
                                                 column == stretched ? QHeaderView::Stretch : QHeaderView::Interactive);
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
    const auto line = [this](const auto &cell) {
        QStringList cells;
        for (int visual = 0; visual < model()->columnCount(); ++visual) {
            const int column = horizontalHeader()->logicalIndex(visual);
            if (!isColumnHidden(column))
                cells << cell(column);
        }
        return cells.join(QLatin1Char{'\t'});
    };
    QStringList lines{line([this](int column) { return model()->headerData(column, Qt::Horizontal).toString(); })};
    for (const QModelIndex &row : rows)
        lines << line([&row](int column) { return row.siblingAtColumn(column).data().toString(); });
    return rows.isEmpty() ? QString{} : lines.join(QLatin1Char{'\n'});
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
