// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/fills_panel.h"

#include "app/market/market_board.h"
#include "ui/common/cell_delegate.h"
#include "ui/common/column_choice.h"
#include "ui/common/number_text.h"
#include "ui/common/order_words.h"
#include "ui/common/panel_toolbar.h"
#include "ui/common/text_color.h"
#include "ui/common/tree_view.h"
#include "ui/orders/fills_csv.h"
#include "ui/theme/dress.h"

#include <QApplication>
#include <QClipboard>
#include <QFrame>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSplitter>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

/// Strikes through what was busted; the row says so in words too.
class FillDelegate final : public CellDelegate
{
public:
    using CellDelegate::CellDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        CellDelegate::paint(painter, option, index);
        if (!index.data(FillsModel::struckRole).toBool())
            return;
        const int margin = theme().scaled(6);
        const int room = option.rect.width() - 2 * margin;
        const int width = std::min(sizeHint(option, index).width() - 2 * theme().scaled(7), room);
        const bool fromRight = (index.data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight) != 0;
        const int left = fromRight ? option.rect.right() - margin - width : option.rect.left() + margin;
        const QColor &color = theme().color(static_cast<ColorRole>(index.data(CellColorRole).toInt()));
        painter->fillRect(QRect{left, option.rect.center().y(), width, theme().scaled(1)}, color);
    }
};

QStringList columnNames()
{
    return {u"time"_s, u"market"_s, u"side"_s,     u"volume"_s,  u"price"_s,        u"order-average"_s,
            u"note"_s, u"order"_s,  u"trade-id"_s, u"account"_s, u"exchange-time"_s};
}

} // namespace

FillsPanel::FillsPanel(const OrderStore &store, const MarketBoard &board, const Theme &theme, QWidget *parent)
    : QWidget{parent},
      m_store{store},
      m_board{board},
      m_theme{theme},
      m_model{store, board},
      m_totals{board},
      m_tree{new TreeView{theme, tr("Fills"), this}},
      m_totalsTree{new TreeView{theme, tr("Fill totals"), this}},
      m_bar{new PanelToolbar{theme, this}},
      m_alarm{new QFrame{this}},
      m_alarmText{new QLabel{m_alarm}}
{
    setAccessibleName(tr("Fills"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    buildTree();
    buildTotals();
    buildAlarm();
    layOut();
    connect(&m_model, &QAbstractItemModel::modelReset, this, [this] {
        m_totals.clear();
        m_busts.clear();
        showBusts();
    });
    m_totals.apply(m_model.takeTallies());
}

void FillsPanel::buildTree()
{
    m_tree->setModel(&m_model);
    m_tree->setItemDelegate(new FillDelegate{m_theme, m_tree}); // child of the tree
    m_tree->setColumnSamples({u"14:32:09.147   "_s, u"ESZ6-ESH7"_s, u"Sell"_s, u"10,000"_s, u"110-16.5"_s,
                              u"110.51562500"_s, tr("Reversal of a busted trade") + u"   "_s,
                              u"0000000000000000-000000"_s, u"000000000000"_s, u"SIM-10421"_s, u"14:32:09.147"_s});
    m_tree->setEmptyText(tr("No fills today. Every execution of an order is listed here, the newest first."));
    m_columns = new ColumnChoice{*m_tree->header(),
                                 columnNames(),
                                 {u"time"_s, u"market"_s, u"side"_s, u"volume"_s, u"price"_s, u"order-average"_s,
                                  u"note"_s, u"order"_s, u"trade-id"_s},
                                 this};
    connect(m_columns, &ColumnChoice::changed, this, &FillsPanel::columnsChanged);
    m_tree->installEventFilter(this);
}

void FillsPanel::buildTotals()
{
    m_totalsTree->setModel(&m_totals);
    m_totalsTree->setColumnSamples({u"ESZ6-ESH7 bought   "_s, u"1,000"_s, u"21345.2500"_s, u"100"_s});
    m_totalsTree->setStretchColumn(FillTotalsModel::What);
    m_totalsTree->setEmptyText(tr("What you bought and sold, by market and price."));
}

void FillsPanel::buildAlarm()
{
    m_alarm->hide();
    m_alarmText->setWordWrap(true);
    m_alarmText->setTextFormat(Qt::PlainText);
    auto *dismiss = new QPushButton{tr("Dismiss"), m_alarm};
    setDress(*dismiss, Dress::Warning);
    auto *row = new QHBoxLayout{m_alarm};
    row->addWidget(m_alarmText, 1);
    row->addWidget(dismiss);
    connect(dismiss, &QPushButton::clicked, this, [this] {
        m_busts.clear();
        showBusts();
    });
    const auto applyTheme = [this, row] {
        row->setContentsMargins(m_theme.scaled(10), m_theme.scaled(4), m_theme.scaled(10), m_theme.scaled(4));
        setTextColor(*m_alarmText, m_theme.color(ColorRole::Warning));
    };
    applyTheme();
    connect(&m_theme, &Theme::changed, this, applyTheme);
}

void FillsPanel::layOut()
{
    QPushButton *copy = m_bar->addButton(tr("Copy as CSV"), tr("Ctrl+Shift+C"));
    copy->setToolTip(tr("Copies the chosen fills, or all of them, with UTC times and exact prices."));
    connect(copy, &QPushButton::clicked, this, &FillsPanel::copyCsv);
    m_bar->addStretch();
    auto *beside = new QSplitter{Qt::Horizontal, this};
    beside->setChildrenCollapsible(false);
    beside->addWidget(m_tree);
    beside->addWidget(m_totalsTree);
    beside->setStretchFactor(0, 2);
    beside->setStretchFactor(1, 1);
    beside->setSizes({m_theme.scaled(740), m_theme.scaled(340)});
    auto *rows = new QVBoxLayout{this};
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_bar);
    rows->addWidget(m_alarm);
    rows->addWidget(beside, 1);
}

void FillsPanel::refresh()
{
    m_model.refresh();
    if (const std::vector<FillTally> tallies = m_model.takeTallies(); !tallies.empty())
        m_totals.apply(tallies);
    if (const std::vector<Fill> busts = m_model.takeBusts(); !busts.empty()) {
        m_busts.insert(m_busts.end(), busts.begin(), busts.end());
        showBusts();
    }
}

void FillsPanel::showBusts()
{
    QStringList lines;
    for (const Fill &bust : m_busts) {
        const MarketState *state = m_board.find(bust.market);
        const Market *market = state && state->definition ? &*state->definition : nullptr;
        //: "Busted: the exchange took back Buy 2 ESZ6 at 6024.50 …"
        lines
            << tr("Busted: the exchange took back %1 %2 %3 at %4. Compare your position with what you think you hold.")
                   .arg(sideText(opposite(bust.side)), quantityText(bust.volume),
                        textOf(state ? state->displayName() : bust.market.text()), priceText(market, bust.price));
    }
    m_alarmText->setText(lines.join(u'\n'));
    m_alarm->setAccessibleName(m_alarmText->text());
    m_alarm->setVisible(!lines.isEmpty());
}

QStringList FillsPanel::columns() const
{
    return m_columns->shown();
}

void FillsPanel::setColumns(const QStringList &names)
{
    m_columns->show(names);
}

QString FillsPanel::asCsv() const
{
    QModelIndexList rows = m_tree->selectionModel()->selectedRows();
    rows.removeIf([](const QModelIndex &row) { return row.parent().isValid(); });
    std::sort(rows.begin(), rows.end(), [](const auto &a, const auto &b) { return a.row() < b.row(); });
    if (rows.isEmpty())
        for (int row = 0; row < m_model.rowCount(); ++row)
            rows << m_model.index(row, 0);
    std::vector<const Fill *> fills;
    for (const QModelIndex &row : rows) {
        fills.push_back(m_model.fillAt(row));
        for (int leg = 0; leg < m_model.rowCount(row); ++leg)
            fills.push_back(m_model.fillAt(m_model.index(leg, 0, row)));
    }
    std::erase(fills, nullptr);
    return fillsAsCsv(fills, m_store, m_board);
}

void FillsPanel::copyCsv() const
{
    QApplication::clipboard()->setText(asCsv());
}

QString FillsPanel::headerHint() const
{
    if (m_model.rowCount() == 0)
        return {};
    const QString volumes = tr("%1 bought, %2 sold").arg(quantityText(m_model.bought()), quantityText(m_model.sold()));
    return m_busts.empty() ? volumes : tr("%n busted", nullptr, static_cast<int>(m_busts.size())) + u" · "_s + volumes;
}

bool FillsPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_tree && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_C && key->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier)) {
            copyCsv();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace depthdeck::ui
