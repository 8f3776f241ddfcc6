// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/positions/positions_panel.h"

#include "app/market/market_board.h"
#include "app/trading/account_store.h"
#include "app/trading/order_store.h"
#include "ui/common/column_choice.h"
#include "ui/common/number_text.h"
#include "ui/common/panel_toolbar.h"
#include "ui/common/table_view.h"
#include "ui/positions/own_profits.h"
#include "ui/positions/position_columns.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

PositionsPanel::PositionsPanel(const AccountStore &store, const MarketBoard &board, const Theme &theme, QWidget *parent)
    : QWidget{parent},
      m_store{store},
      m_board{board},
      m_theme{theme},
      m_model{store, board},
      m_table{new TableView{theme, tr("Positions"), this}},
      m_bar{new PanelToolbar{theme, this}},
      m_totals{new QLabel{this}}
{
    setAccessibleName(tr("Positions"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    buildActions();
    buildTable();
    layOut();
    connect(&store, &AccountStore::accountsChanged, this, &PositionsPanel::updateAccountColumn);
    connect(&store, &AccountStore::confirmedChanged, this, [this] { m_dirty = true; });
    updateAccountColumn();
    updateActions();
    updateTotals();
}

void PositionsPanel::buildTable()
{
    m_table->setModel(&m_model);
    m_table->setColumnSamples(positionColumnSamples(), PositionsModel::Check);
    m_columns =
        new ColumnChoice{*m_table->horizontalHeader(),
                         positionColumnNames(),
                         {u"market"_s, u"net"_s, u"average"_s, u"open"_s, u"own-open"_s, u"account"_s, u"realised"_s},
                         this};
    connect(m_columns, &ColumnChoice::changed, this, &PositionsPanel::columnsChanged);
    m_table->setEmptyText(tr("No positions. What you buy or sell today, and what you carried over, is listed here."));
    m_table->installEventFilter(this);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &PositionsPanel::updateActions);
    const auto dirty = [this] { m_dirty = true; };
    connect(&m_model, &QAbstractItemModel::modelReset, this, dirty);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, dirty);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, dirty);
    connect(m_table, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        if (const Position *position = m_model.positionAt(index.row()))
            emit marketActivated(position->market);
    });
}

void PositionsPanel::buildActions()
{
    m_flatten = m_bar->addButton(tr("Flatten"), tr("F"));
    m_reverse = m_bar->addButton(tr("Reverse"), tr("Shift+R"));
    m_bar->addStretch();
    m_flattenAll = m_bar->addButton(tr("Flatten all"), tr("Shift+F"));
    connect(m_flatten, &QPushButton::clicked, this, [this] { askForSelected(&PositionsPanel::flattenRequested); });
    connect(m_reverse, &QPushButton::clicked, this, [this] { askForSelected(&PositionsPanel::reverseRequested); });
    connect(m_flattenAll, &QPushButton::clicked, this, &PositionsPanel::flattenAll);
}

void PositionsPanel::layOut()
{
    m_totals->setTextFormat(Qt::RichText);
    m_totals->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_totals->setAccessibleName(tr("Totals"));
    auto *rows = new QVBoxLayout{this};
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_bar);
    rows->addWidget(m_table, 1);
    rows->addWidget(m_totals);
    const auto applyMetrics = [this] {
        m_totals->setContentsMargins(m_theme.scaled(6), m_theme.scaled(3), m_theme.scaled(6), m_theme.scaled(3));
        updateTotals();
    };
    applyMetrics();
    connect(&m_theme, &Theme::changed, this, applyMetrics);
}

void PositionsPanel::useOrders(const OrderStore &orders)
{
    if (m_own != nullptr)
        return;
    m_own = new OwnProfits{m_store, orders, m_board, this}; // child of this
    m_model.useOwnProfits(*m_own);
}

QStringList PositionsPanel::columns() const
{
    return m_columns->shown();
}

void PositionsPanel::setColumns(const QStringList &names)
{
    m_columns->show(names);
}

void PositionsPanel::updateAccountColumn()
{
    m_columns->setAvailable(u"account"_s, m_store.accounts().size() > 1);
}

// What is chosen and asked for

std::vector<int> PositionsPanel::selectedOpenRows() const
{
    std::vector<int> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        if (const Position *position = m_model.positionAt(index.row()); position && !position->net().isZero())
            rows.push_back(index.row());
    std::sort(rows.begin(), rows.end());
    return rows;
}

void PositionsPanel::askForSelected(Wish wish)
{
    // Values first: whoever answers the signal may change the store.
    std::vector<std::pair<AccountId, MarketKey>> wishes;
    for (const int row : selectedOpenRows())
        wishes.emplace_back(m_model.positionAt(row)->account, m_model.positionAt(row)->market);
    for (const auto &[account, market] : wishes)
        emit(this->*wish)(account, market);
}

// The account of the chosen row; without one those of all that are not flat.
void PositionsPanel::flattenAll()
{
    std::vector<AccountId> accounts;
    const Position *current = m_model.positionAt(m_table->currentIndex().row());
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const Position &position = *m_model.positionAt(row);
        const bool meant =
            current ? position.account == current->account
                    : !position.net().isZero() || !position.workingBuys.isZero() || !position.workingSells.isZero();
        if (meant && std::find(accounts.begin(), accounts.end(), position.account) == accounts.end())
            accounts.push_back(position.account);
    }
    for (const AccountId &account : accounts)
        emit flattenAllRequested(account);
}

void PositionsPanel::activateCurrent()
{
    if (const Position *position = m_model.positionAt(m_table->currentIndex().row()))
        emit marketActivated(position->market);
}

// What is shown

void PositionsPanel::refresh()
{
    if (m_own != nullptr)
        m_own->refresh();
    m_model.refresh();
    if (!std::exchange(m_dirty, false))
        return;
    updateActions();
    updateTotals();
}

void PositionsPanel::updateActions()
{
    const bool some = !selectedOpenRows().empty();
    const QString choose = tr("Choose a position that is not flat in the table first.");
    m_flatten->setEnabled(some);
    m_flatten->setToolTip(some ? tr("Pulls what works in the chosen markets, closes the positions at the market, and "
                                    "verifies that they are flat.")
                               : choose);
    m_reverse->setEnabled(some);
    m_reverse->setToolTip(some ? tr("Turns the chosen positions into opposite ones of the same size.") : choose);
    m_flattenAll->setEnabled(m_model.rowCount() > 0);
    m_flattenAll->setToolTip(tr("Pulls every order and closes every position of the chosen account, each verified."));
}

void PositionsPanel::updateTotals()
{
    const PositionTotals &totals = m_model.totals();
    const auto warning = [this](const QString &text) {
        return u"<span style=\"color:%1\">%2</span>"_s.arg(m_theme.color(ColorRole::Warning).name(), text);
    };
    QStringList parts;
    if (m_model.rowCount() > 0 && !m_model.isConfirmed())
        parts << warning(tr("Unconfirmed"));
    if (totals.differences > 0)
        parts << warning(tr("%n differ from the server's P&amp;L", nullptr, totals.differences));
    if (m_model.rowCount() > 0) {
        const auto figure = [this](const std::optional<double> &amount) {
            return u"<span style=\"color:%1\">%2</span>"_s.arg(m_theme.color(moneyColor(amount)).name(),
                                                               signedMoneyText(amount));
        };
        parts << tr("Open %1").arg(figure(totals.open)) << tr("Realised %1").arg(figure(totals.realised));
    }
    const QString text = parts.join(u" &nbsp; "_s);
    if (text != m_totals->text())
        m_totals->setText(text);
    m_totals->setVisible(!text.isEmpty());
}

QString PositionsPanel::headerHint() const
{
    if (!m_model.isConfirmed() && m_model.rowCount() > 0)
        return tr("Unconfirmed");
    const PositionTotals &totals = m_model.totals();
    if (totals.differences > 0)
        return tr("%n P&L differ", nullptr, totals.differences);
    return totals.positions == 0 ? tr("Flat") : tr("%n open", nullptr, totals.positions);
}

bool PositionsPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_table || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    return onKey(*static_cast<QKeyEvent *>(event));
}

bool PositionsPanel::onKey(const QKeyEvent &key)
{
    const bool shifted = key.modifiers() == Qt::ShiftModifier;
    if (!shifted && key.modifiers() != Qt::NoModifier)
        return false;
    switch (key.key()) {
    case Qt::Key_F:
        if (key.isAutoRepeat())
            return true;
        if (shifted)
            flattenAll();
        else
            askForSelected(&PositionsPanel::flattenRequested);
        return true;
    case Qt::Key_R:
        // A key that is held down must not reverse what it just reversed.
        if (shifted && !key.isAutoRepeat())
            askForSelected(&PositionsPanel::reverseRequested);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        activateCurrent();
        return true;
    default:
        return false;
    }
}

} // namespace depthdeck::ui
