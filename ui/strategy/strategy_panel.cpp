// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/strategy/strategy_panel.h"

#include "app/trading/account_store.h"
#include "ui/common/named_combo.h"
#include "ui/common/number_text.h"
#include "ui/common/panel_toolbar.h"
#include "ui/common/table_view.h"
#include "ui/strategy/strategy_leg_row.h"
#include "ui/strategy/strategy_words.h"
#include "ui/theme/dress.h"

#include <QGridLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::int32_t generic = 39; // StrategyType GENERIC: any legs

bool isSame(const StrategyLeg &one, const StrategyLeg &other)
{
    return one.market == other.market && one.side == other.side && one.ratio == other.ratio &&
           one.price == other.price && one.delta == other.delta;
}

bool isSame(const StrategyDraft &one, const StrategyDraft &other)
{
    return one.strategyType == other.strategyType && one.account == other.account &&
           std::equal(one.legs.begin(), one.legs.end(), other.legs.begin(), other.legs.end(),
                      [](const StrategyLeg &a, const StrategyLeg &b) { return isSame(a, b); });
}

// Whether asking again can help: it was refused, or nobody knows what became of it.
bool mayAskAgain(StrategyState state) noexcept
{
    return state == StrategyState::Failed || state == StrategyState::NotSent || state == StrategyState::Unanswered;
}

} // namespace

StrategyPanel::StrategyPanel(StrategyDesk &desk, const MarketBoard &board, const AccountStore &accounts,
                             const Theme &theme, QWidget *parent)
    : QWidget{parent},
      m_desk{desk},
      m_board{board},
      m_accounts{accounts},
      m_theme{theme},
      m_requests{desk, board}
{
    setAccessibleName(tr("Strategy"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    build();
    addLeg();
    addLeg();
    fillAccounts();
    setStrategyType(generic);
    const auto dirty = [this] { m_dirty = true; };
    connect(&accounts, &AccountStore::accountsChanged, this, [this] {
        fillAccounts();
        m_dirty = true;
    });
    connect(&accounts, &AccountStore::accountChanged, this, dirty);
    connect(&accounts, &AccountStore::confirmedChanged, this, dirty);
    connect(&board, &MarketBoard::definitionChanged, this, dirty);
    check();
}

StrategyPanel::~StrategyPanel() = default;

void StrategyPanel::build()
{
    auto *parts = new QSplitter{Qt::Vertical, this};
    parts->setChildrenCollapsible(false);
    parts->addWidget(buildForm());
    parts->addWidget(buildRequests());
    auto *rows = new QVBoxLayout{this};
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(parts);
}

QWidget *StrategyPanel::buildForm()
{
    auto *form = new QWidget{this};
    m_account = new NamedCombo{tr("Account"), form};
    m_type = new NamedCombo{tr("Strategy type"), form};
    for (const std::int32_t type : strategyTypes())
        m_type->addItem(strategyTypeText(type), type);
    m_legBox = new QWidget{form};
    m_legGrid = new QGridLayout{m_legBox};
    m_legGrid->setContentsMargins(0, 0, 0, 0);
    m_legGrid->setColumnStretch(1, 1);
    m_priceHead = new QLabel{tr("Hedge price"), m_legBox};
    m_deltaHead = new QLabel{tr("Delta"), m_legBox};
    m_legGrid->addWidget(new QLabel{tr("Market"), m_legBox}, 0, 1);
    m_legGrid->addWidget(new QLabel{tr("Side"), m_legBox}, 0, 2);
    m_legGrid->addWidget(new QLabel{tr("Ratio"), m_legBox}, 0, 3);
    m_legGrid->addWidget(m_priceHead, 0, 4);
    m_legGrid->addWidget(m_deltaHead, 0, 5);
    m_addLeg = new QPushButton{tr("Add leg"), form};
    m_removeLeg = new QPushButton{tr("Remove leg"), form};
    m_reasons = new QLabel{form};
    m_reasons->setWordWrap(true);
    m_reasons->setTextFormat(Qt::PlainText);
    m_reasons->setAccessibleName(tr("Why it cannot be created"));
    m_create = new QPushButton{tr("Create strategy"), form};
    setDress(*m_create, Dress::Primary);
    auto *limits =
        new QLabel{tr("Exchanges limit how many strategies a firm may create. Create one only if you mean to "
                      "trade it; nothing is ordered by it."),
                   form};
    limits->setWordWrap(true);

    auto *grid = new QGridLayout{form};
    const auto labelled = [&](const QString &text, QWidget *field, int row) {
        auto *label = new QLabel{text, form};
        label->setBuddy(field);
        grid->addWidget(label, row, 0);
        grid->addWidget(field, row, 1, 1, 3);
    };
    labelled(tr("Account"), m_account, 0);
    labelled(tr("Strategy type"), m_type, 1);
    grid->addWidget(m_legBox, 2, 0, 1, 4);
    grid->addWidget(m_addLeg, 3, 0);
    grid->addWidget(m_removeLeg, 3, 1, Qt::AlignLeft);
    grid->addWidget(m_create, 3, 3, Qt::AlignRight);
    grid->addWidget(m_reasons, 4, 0, 1, 4);
    grid->addWidget(limits, 5, 0, 1, 4);
    grid->setColumnStretch(2, 1);
    grid->setRowStretch(6, 1);
    const auto applyMetrics = [this, grid] {
        const int margin = m_theme.scaled(12);
        grid->setContentsMargins(margin, margin, margin, margin);
        grid->setSpacing(m_theme.scaled(6));
        m_legGrid->setSpacing(m_theme.scaled(6));
    };
    applyMetrics();
    connect(&m_theme, &Theme::changed, this, applyMetrics);
    connect(m_account, &NamedCombo::currentIndexChanged, this, &StrategyPanel::check);
    connect(m_type, &NamedCombo::currentIndexChanged, this, &StrategyPanel::showCovered);
    connect(m_addLeg, &QPushButton::clicked, this, &StrategyPanel::addLeg);
    connect(m_removeLeg, &QPushButton::clicked, this, &StrategyPanel::removeLeg);
    connect(m_create, &QPushButton::clicked, this, &StrategyPanel::create);
    return form;
}

QWidget *StrategyPanel::buildRequests()
{
    auto *part = new QWidget{this};
    auto *bar = new PanelToolbar{m_theme, part};
    m_open = bar->addButton(tr("Open market"));
    m_stop = bar->addButton(tr("Stop looking"));
    m_stop->setToolTip(tr("Stops looking for the market of this strategy. What the exchange made stays made."));
    bar->addStretch();
    m_table = new TableView{m_theme, tr("Strategies asked for"), part};
    m_table->setModel(&m_requests);
    m_table->setColumnSamples(
        {tr("Created, not listed yet"), tr("Covered straddle"), u"+1 ESZ6, −1 ESH7"_s, u"ESZ6-ESH7"_s, {}},
        StrategyRequestsModel::State);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEmptyText(tr("No strategy asked for yet. What you create above is listed here, until its market is "
                             "found."));
    auto *rows = new QVBoxLayout{part};
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(bar);
    rows->addWidget(m_table, 1);
    connect(m_open, &QPushButton::clicked, this, &StrategyPanel::openMarket);
    connect(m_table, &QTableView::activated, this, &StrategyPanel::openMarket);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        if (const StrategyRequest *request = chosenRequest())
            m_desk.cancel(std::string{request->id});
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &StrategyPanel::updateRequestActions);
    updateRequestActions();
    return part;
}

// The draft

void StrategyPanel::fillAccounts()
{
    const QString chosen = m_account->currentData().toString();
    const QSignalBlocker quiet{m_account};
    m_account->clear();
    for (const Account &account : m_accounts.accounts())
        m_account->addItem(textOf(account.label()), textOf(account.id.text()));
    const int known = m_account->findData(chosen);
    m_account->setCurrentIndex(known >= 0 ? known : (m_account->count() > 0 ? 0 : -1));
}

void StrategyPanel::setAccount(const AccountId &account)
{
    if (const int known = m_account->findData(textOf(account.text())); known >= 0)
        m_account->setCurrentIndex(known);
}

void StrategyPanel::setStrategyType(std::int32_t type)
{
    if (const int known = m_type->findData(type); known >= 0)
        m_type->setCurrentIndex(known);
    showCovered();
}

void StrategyPanel::addLeg()
{
    if (m_legs.size() >= maxLegs)
        return;
    const auto at = static_cast<int>(m_legs.size());
    m_legs.push_back(std::make_unique<StrategyLegRow>(at + 1, m_theme, m_board, *m_legGrid, m_legBox));
    StrategyLegRow *leg = m_legs.back().get();
    connect(leg, &StrategyLegRow::changed, this, &StrategyPanel::check);
    connect(leg, &StrategyLegRow::marketSearchRequested, this, [this, at] { emit marketSearchRequested(at); });
    showCovered();
}

void StrategyPanel::removeLeg()
{
    if (m_legs.size() <= 2)
        return;
    m_legs.pop_back();
    check();
}

void StrategyPanel::setLegMarket(int leg, const MarketKey &market)
{
    if (leg >= 0 && static_cast<std::size_t>(leg) < m_legs.size())
        m_legs[static_cast<std::size_t>(leg)]->setMarket(market);
}

void StrategyPanel::showCovered()
{
    const bool covered = isCovered(m_type->currentData().toInt());
    m_priceHead->setVisible(covered);
    m_deltaHead->setVisible(covered);
    for (const auto &leg : m_legs)
        leg->setCovered(covered);
    check();
}

StrategyDraft StrategyPanel::draft() const
{
    StrategyDraft draft;
    draft.account = AccountId{m_account->currentData().toString().toStdString()};
    draft.strategyType = m_type->currentData().toInt();
    for (const auto &leg : m_legs)
        draft.legs.push_back(leg->leg());
    return draft;
}

QStringList StrategyPanel::reasons() const
{
    QStringList reasons;
    for (const auto &leg : m_legs)
        if (const QString fault = leg->faultText(); !fault.isEmpty())
            reasons << fault;
    // Of legs that are not complete the desk would say less.
    if (!reasons.isEmpty())
        return reasons;
    const StrategyDraft wanted = draft();
    if (const QString problem = problemText(m_desk.check(wanted)); !problem.isEmpty())
        reasons << problem;
    // Not twice by accident.
    for (const StrategyRequest &request : m_desk.requests())
        if (!mayAskAgain(request.state) && isSame(request.draft, wanted))
            return reasons << tr("This strategy was asked for already: see below.");
    return reasons;
}

void StrategyPanel::check()
{
    const QStringList found = reasons();
    m_create->setEnabled(found.isEmpty());
    m_reasons->setText(found.isEmpty() ? tr("Ready. The exchange is asked when you press Create strategy.")
                                       : found.join(u'\n'));
    m_reasons->setAccessibleDescription(m_reasons->text());
    m_addLeg->setEnabled(m_legs.size() < maxLegs);
    m_removeLeg->setEnabled(m_legs.size() > 2);
}

void StrategyPanel::create()
{
    check();
    if (!m_create->isEnabled())
        return;
    static_cast<void>(m_desk.create(draft())); // a problem that came up meanwhile is told by the check
    check();
    refresh();
}

// What became of it

void StrategyPanel::refresh()
{
    m_requests.refresh();
    updateRequestActions();
    if (!std::exchange(m_dirty, false))
        return;
    for (const auto &leg : m_legs)
        leg->refresh();
    check();
}

const StrategyRequest *StrategyPanel::chosenRequest() const
{
    const QModelIndex current = m_table->currentIndex();
    return m_requests.requestAt(current.isValid() ? current.row() : 0);
}

void StrategyPanel::updateRequestActions()
{
    const StrategyRequest *request = chosenRequest();
    const bool opens = request != nullptr && request->market.has_value();
    m_open->setEnabled(opens);
    m_open->setToolTip(opens ? tr("Shows the market of this strategy, to trade it.")
                             : tr("Its market is not known yet."));
    m_stop->setEnabled(request != nullptr && request->isUnderWay());
}

void StrategyPanel::openMarket()
{
    if (const StrategyRequest *request = chosenRequest(); request != nullptr && request->market)
        emit marketActivated(*request->market);
}

QString StrategyPanel::headerHint() const
{
    const StrategyRequest *newest = m_requests.requestAt(0);
    return newest != nullptr ? stateText(newest->state) : QString{};
}

} // namespace depthdeck::ui
