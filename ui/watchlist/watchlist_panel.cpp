// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/watchlist/watchlist_panel.h"

#include "ui/common/motion.h"
#include "ui/theme/dress.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/watchlist/watchlist_delegate.h"
#include "ui/watchlist/watchlist_model.h"
#include "ui/watchlist/watchlist_view.h"

#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace depthdeck::ui {

namespace {

const Clock &machineClock()
{
    static const SystemClock clock;
    return clock;
}

constexpr std::array hiddenAtFirst{
    WatchlistColumn::BidSize,      WatchlistColumn::OfferSize,    WatchlistColumn::Volume,     WatchlistColumn::High,
    WatchlistColumn::Low,          WatchlistColumn::Open,         WatchlistColumn::Settlement, WatchlistColumn::Vwap,
    WatchlistColumn::OpenInterest, WatchlistColumn::ClearedVolume};

} // namespace

WatchlistPanel::WatchlistPanel(const MarketBoard &board, const Theme &theme, QWidget *parent)
    : WatchlistPanel{board, theme, machineClock(), parent}
{
}

WatchlistPanel::WatchlistPanel(const MarketBoard &board, const Theme &theme, const Clock &clock, QWidget *parent)
    : QWidget{parent},
      m_theme{theme},
      m_model{new WatchlistModel{board, clock, this}},
      m_view{new WatchlistView{theme, this}}
{
    build();
    connect(m_view, &WatchlistView::activationRequested, this, &WatchlistPanel::activateCurrent);
    connect(m_view, &QAbstractItemView::doubleClicked, this, &WatchlistPanel::activateCurrent);
    connect(m_view, &WatchlistView::additionRequested, this, &WatchlistPanel::addRequested);
    connect(m_view, &WatchlistView::removalRequested, this, &WatchlistPanel::removeSelected);
    connect(m_view, &WatchlistView::shiftRequested, this, &WatchlistPanel::moveCurrent);
    connect(m_view, &WatchlistView::moveRequested, this, [this](int from, int to) {
        if (m_model->moveMarket(from, to))
            emit marketsEdited();
    });
    connect(m_view, &QWidget::customContextMenuRequested, this,
            [this](const QPoint &at) { openMenu(m_view->viewport()->mapToGlobal(at)); });
    QHeaderView *header = m_view->horizontalHeader();
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this,
            [this, header](const QPoint &at) { openColumnMenu(header->viewport()->mapToGlobal(at)); });
}

WatchlistPanel::~WatchlistPanel() = default;

void WatchlistPanel::build()
{
    m_view->setObjectName(QStringLiteral("watchlist"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new WatchlistDelegate{m_theme, m_view}); // child of the view
    m_view->setColumnSamples(
        {QStringLiteral("ESZ6-ESH7"), QStringLiteral("1,234"), QStringLiteral("21345.25"), QStringLiteral("21345.25"),
         QStringLiteral("1,234"), QStringLiteral("21345.25"), QStringLiteral("▲ +0.00215"), QStringLiteral("1,234,567"),
         QStringLiteral("21345.25"), QStringLiteral("21345.25"), QStringLiteral("21345.25"), QStringLiteral("21345.25"),
         QStringLiteral("21345.2525"), QStringLiteral("1,234,567"), QStringLiteral("1,234,567"), tr("Delayed")},
        static_cast<int>(at(WatchlistColumn::State)));
    m_view->setStretchColumn(static_cast<int>(at(WatchlistColumn::Market)));
    m_view->setEmptyText(tr("The markets you follow belong here. Press Insert, or Add market below, to find one."));
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    for (const WatchlistColumn column : hiddenAtFirst)
        m_view->setColumnHidden(static_cast<int>(at(column)), true);

    auto *add = new QPushButton{tr("Add market"), this}; // child of this
    add->setObjectName(QStringLiteral("addMarket"));
    setDress(*add, Dress::Quiet);
    const auto dressButton = [this, add] { add->setIcon(themedIcon(m_theme, Icon::Add)); };
    dressButton();
    connect(&m_theme, &Theme::changed, add, dressButton);
    connect(add, &QPushButton::clicked, this, &WatchlistPanel::addRequested);

    auto *layout = new QVBoxLayout{this}; // child of this
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_view, 1);
    layout->addWidget(add, 0, Qt::AlignLeft);
    setFocusProxy(m_view);
}

void WatchlistPanel::setMarkets(const std::vector<MarketKey> &markets)
{
    const std::vector<MarketKey> before = m_model->markets();
    m_model->setMarkets(markets);
    const std::vector<MarketKey> after = m_model->markets();
    const auto without = [](const std::vector<MarketKey> &all, const std::vector<MarketKey> &others) {
        std::unordered_set<MarketId> ids;
        for (const MarketKey &other : others)
            ids.insert(other.market);
        std::vector<MarketKey> rest;
        std::copy_if(all.begin(), all.end(), std::back_inserter(rest),
                     [&](const MarketKey &key) { return !ids.contains(key.market); });
        return rest;
    };
    for (const MarketKey &market : without(after, before))
        emit watchRequested(market);
    for (const MarketKey &market : without(before, after))
        emit releaseRequested(market);
}

std::vector<MarketKey> WatchlistPanel::markets() const
{
    return m_model->markets();
}

void WatchlistPanel::addMarket(const MarketKey &market)
{
    const int count = m_model->rowCount();
    const int row = m_model->addMarket(market);
    m_view->setCurrentIndex(m_model->index(row, 0));
    if (m_model->rowCount() == count)
        return;
    emit watchRequested(market);
    emit marketsEdited();
}

bool WatchlistPanel::isColumnShown(WatchlistColumn column) const
{
    return !m_view->isColumnHidden(static_cast<int>(at(column)));
}

void WatchlistPanel::setColumnShown(WatchlistColumn column, bool shown)
{
    const bool always = column == WatchlistColumn::Market || column == WatchlistColumn::State;
    m_view->setColumnHidden(static_cast<int>(at(column)), !shown && !always);
    updateGeometry();
}

void WatchlistPanel::refresh()
{
    const auto [first, last] = m_view->visibleRows();
    m_model->setVisibleRows(first, last);
    m_model->setFlashing(!prefersReducedMotion(*this));
    m_model->refresh();
}

QString WatchlistPanel::headerHint() const
{
    return m_model->summary();
}

QSize WatchlistPanel::sizeHint() const
{
    int width = 2 * m_view->frameWidth();
    for (int column = 0; column < watchlistColumnCount; ++column)
        width += m_view->isColumnHidden(column) ? 0 : m_view->horizontalHeader()->sectionSize(column);
    return {std::max(width, m_theme.scaled(360)), m_theme.scaled(420)};
}

void WatchlistPanel::activateCurrent()
{
    if (m_view->currentIndex().isValid())
        emit marketActivated(m_model->market(m_view->currentIndex().row()));
}

void WatchlistPanel::removeSelected()
{
    std::vector<int> rows;
    for (const QModelIndex &index : m_view->selectionModel()->selectedRows())
        rows.push_back(index.row());
    if (rows.empty())
        return;
    std::sort(rows.rbegin(), rows.rend()); // from below, so that the rows above keep their numbers
    for (const int row : rows) {
        const MarketKey market = m_model->market(row);
        m_model->removeMarket(row);
        emit releaseRequested(market);
    }
    emit marketsEdited();
}

void WatchlistPanel::moveCurrent(int rows)
{
    const int row = m_view->currentIndex().row();
    if (m_model->moveMarket(row, row + rows))
        emit marketsEdited();
}

void WatchlistPanel::openMenu(const QPoint &position)
{
    auto *menu = new QMenu{this}; // deletes itself when closed
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool hasCurrent = m_view->currentIndex().isValid();
    const auto add = [&](const QString &text, auto slot, bool enabled) {
        QAction *action = menu->addAction(text, this, slot);
        action->setEnabled(enabled);
    };
    add(
        tr("Show in linked windows"), [this] { activateCurrent(); }, hasCurrent);
    add(
        tr("Add market…"), [this] { emit addRequested(); }, true);
    add(
        tr("Remove"), [this] { removeSelected(); }, hasCurrent);
    menu->addSeparator();
    add(
        tr("Move up"), [this] { moveCurrent(-1); }, hasCurrent);
    add(
        tr("Move down"), [this] { moveCurrent(1); }, hasCurrent);
    addColumnChoices(*menu->addMenu(tr("Columns")));
    menu->popup(position);
}

void WatchlistPanel::openColumnMenu(const QPoint &position)
{
    auto *menu = new QMenu{this}; // deletes itself when closed
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addColumnChoices(*menu);
    menu->popup(position);
}

void WatchlistPanel::addColumnChoices(QMenu &columns)
{
    for (int section = 0; section < watchlistColumnCount; ++section) {
        const auto column = static_cast<WatchlistColumn>(section);
        if (column == WatchlistColumn::Market || column == WatchlistColumn::State)
            continue;
        QAction *action = columns.addAction(m_model->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(isColumnShown(column));
        connect(action, &QAction::toggled, this, [this, column](bool shown) { setColumnShown(column, shown); });
    }
}

} // namespace depthdeck::ui
