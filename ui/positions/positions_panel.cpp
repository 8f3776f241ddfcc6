// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/positions/positions_panel.h"

#include "app/market/market_board.h"
#include "app/trading/account_store.h"
#include "ui/common/number_text.h"
#include "ui/common/table_view.h"
#include "ui/theme/dress.h"

#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

PositionsPanel::PositionsPanel(const AccountStore &store, const MarketBoard &board, const Theme &theme, QWidget *parent)
    : QWidget{parent},
      m_store{store},
      m_theme{theme},
      m_model{store, board},
      m_table{new TableView{theme, tr("Positions"), this}},
      m_flatten{new QPushButton{tr("Flatten  F"), this}},
      m_totals{new QLabel{this}}
{
    setAccessibleName(tr("Positions"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    buildTable();
    auto *rows = new QVBoxLayout{this};
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(buildActions());
    rows->addWidget(m_table, 1);
    connect(&store, &AccountStore::accountsChanged, this, &PositionsPanel::updateAccountColumn);
    updateAccountColumn();
    updateActions();
    updateTotals();
}

void PositionsPanel::buildTable()
{
    m_table->setModel(&m_model);
    m_table->setColumnSamples({u"ESZ6"_s,
                               u"+100"_s,
                               u"21345.2500"_s,
                               u"▲ +1,000.00"_s,
                               u"▲ +1,000.00"_s,
                               u"100 / 100"_s,
                               u"100,000.00"_s,
                               tr("No figures yet"),
                               {}});
    m_table->setEmptyText(tr("No positions. What you buy or sell today, and what you carried over, is listed here."));
    m_table->installEventFilter(this);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &PositionsPanel::updateActions);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &PositionsPanel::updateActions);
    connect(m_table, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        if (const Position *position = m_model.positionAt(index.row()))
            emit marketActivated(position->market);
    });
}

QWidget *PositionsPanel::buildActions()
{
    auto *bar = new QWidget{this};
    auto *row = new QHBoxLayout{bar};
    const auto applyMetrics = [this, row] {
        row->setContentsMargins(m_theme.scaled(6), m_theme.scaled(4), m_theme.scaled(10), m_theme.scaled(4));
        row->setSpacing(m_theme.scaled(6));
    };
    applyMetrics();
    connect(&m_theme, &Theme::changed, bar, applyMetrics);
    m_flatten->setAccessibleName(tr("Flatten"));
    m_totals->setTextFormat(Qt::RichText);
    row->addWidget(m_flatten);
    row->addStretch();
    row->addWidget(m_totals);
    connect(m_flatten, &QPushButton::clicked, this, &PositionsPanel::flattenSelected);
    connect(&m_theme, &Theme::changed, this, &PositionsPanel::updateTotals);
    return bar;
}

std::vector<int> PositionsPanel::selectedOpenRows() const
{
    std::vector<int> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        if (const Position *position = m_model.positionAt(index.row()); position && !position->net().isZero())
            rows.push_back(index.row());
    std::sort(rows.begin(), rows.end());
    return rows;
}

void PositionsPanel::flattenSelected()
{
    // Values first: whoever answers the signal may change the store.
    std::vector<std::pair<AccountId, MarketKey>> wishes;
    for (const int row : selectedOpenRows())
        wishes.emplace_back(m_model.positionAt(row)->account, m_model.positionAt(row)->market);
    for (const auto &[account, market] : wishes)
        emit flattenRequested(account, market);
}

void PositionsPanel::refresh()
{
    m_model.refresh();
    updateActions();
    updateTotals();
}

void PositionsPanel::updateActions()
{
    const bool some = !selectedOpenRows().empty();
    m_flatten->setEnabled(some);
    m_flatten->setToolTip(some ? tr("Close the chosen positions at the market.")
                               : tr("Choose a position that is not flat in the table first."));
}

void PositionsPanel::updateTotals()
{
    const PositionTotals totals = m_model.totals();
    QString text;
    if (m_model.rowCount() > 0) {
        const auto figure = [this](const std::optional<double> &amount) {
            return u"<span style=\"color:%1\">%2</span>"_s.arg(m_theme.color(moneyColor(amount)).name(),
                                                               signedMoneyText(amount));
        };
        text = tr("Open %1 &nbsp; Realised %2").arg(figure(totals.open), figure(totals.realised));
    }
    if (!m_model.isConfirmed() && m_model.rowCount() > 0)
        text = u"<span style=\"color:%1\">%2</span> &nbsp; "_s.arg(m_theme.color(ColorRole::Warning).name(),
                                                                   tr("Unconfirmed")) +
               text;
    if (text != m_totals->text())
        m_totals->setText(text);
}

void PositionsPanel::updateAccountColumn()
{
    m_table->setColumnHidden(PositionsModel::AccountOf, m_store.accounts().size() < 2);
}

QString PositionsPanel::headerHint() const
{
    if (!m_model.isConfirmed() && m_model.rowCount() > 0)
        return tr("Unconfirmed");
    const int open = m_model.totals().positions;
    return open == 0 ? tr("Flat") : tr("%n open", nullptr, open);
}

bool PositionsPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_table || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->modifiers() != Qt::NoModifier)
        return false;
    if (key->key() == Qt::Key_F) {
        flattenSelected();
        return true;
    }
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
        if (const Position *position = m_model.positionAt(m_table->currentIndex().row()))
            emit marketActivated(position->market);
        return true;
    }
    return false;
}

} // namespace depthdeck::ui
