// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flatten/flatten_panel.h"

#include "app/market/market_board.h"
#include "app/trading/account_store.h"
#include "ui/common/panel_toolbar.h"
#include "ui/flatten/flatten_card.h"
#include "ui/theme/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace depthdeck::ui {

FlattenPanel::FlattenPanel(FlattenDesk &desk, const MarketBoard &board, const AccountStore &accounts,
                           const Theme &theme, QWidget *parent)
    : QWidget{parent},
      m_desk{desk},
      m_board{board},
      m_accounts{accounts},
      m_theme{theme}
{
    setAccessibleName(tr("Flatten"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    build();
    connect(&desk, &FlattenDesk::runChanged, this, &FlattenPanel::noteRun);
    // The net that a card shows is the server's, whatever the run does.
    connect(&accounts, &AccountStore::positionChanged, this, [this](const AccountId &account, const MarketId &market) {
        for (const auto &[id, record] : m_records)
            if (const FlattenRun *run = m_desk.run(id); run && run->account() == account && run->market() == market)
                m_dirty.insert(id);
    });
    for (const FlattenDesk::RunId run : desk.runs())
        noteRun(run);
    refresh();
}

void FlattenPanel::build()
{
    auto *bar = new PanelToolbar{m_theme, this};
    bar->addStretch();
    m_clear = bar->addButton(tr("Clear finished"));
    m_clear->setToolTip(tr("Takes the flattens that are over out of sight."));
    connect(m_clear, &QPushButton::clicked, this, &FlattenPanel::clearFinished);
    auto *cards = new QWidget{this};
    m_list = new QVBoxLayout{cards};
    m_list->setContentsMargins(0, 0, 0, 0);
    m_list->setSpacing(0);
    m_empty = new QLabel{tr("No flatten yet. Choose a position and press Flatten: every step of it is listed here, and "
                            "it says so when the position is verified flat."),
                         cards};
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_list->addWidget(m_empty);
    m_list->addStretch();
    m_scroll = new QScrollArea{this};
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(cards);
    cards->setBackgroundRole(QPalette::Base);
    auto *rows = new QVBoxLayout{this};
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(bar);
    rows->addWidget(m_scroll, 1);
    const auto applyMetrics = [this] {
        const int margin = m_theme.scaled(16);
        m_empty->setContentsMargins(margin, margin, margin, margin);
    };
    applyMetrics();
    connect(&m_theme, &Theme::changed, this, applyMetrics);
}

// At once, not with the next frame: the step is stamped with the time it happened.
void FlattenPanel::noteRun(int id)
{
    const FlattenRun *run = m_desk.run(id);
    if (run == nullptr)
        return;
    const WallTime now = m_desk.clock().wallNow();
    const auto [record, isNew] = m_records.try_emplace(id);
    if (isNew) {
        record->second.id = id;
        record->second.began = now;
    }
    record->second.follow(*run, now);
    m_dirty.insert(id);
}

void FlattenPanel::refresh()
{
    if (m_dirty.empty())
        return updateEmpty();
    for (const FlattenDesk::RunId run : std::exchange(m_dirty, {}))
        showRun(run);
    dropForgotten();
    updateEmpty();
}

void FlattenPanel::showRun(FlattenDesk::RunId id)
{
    const FlattenRun *run = m_desk.run(id);
    if (run == nullptr || m_cleared.contains(id))
        return;
    FlattenCard *&card = m_cards[id];
    if (card == nullptr) {
        card = new FlattenCard{id, m_theme, this}; // child of this
        m_list->insertWidget(0, card);
        connect(card, &FlattenCard::abortRequested, this, [this](int aborted) { m_desk.abort(aborted); });
    }
    card->showRun(m_records.at(id), *run, m_desk.refusal(id), m_board, m_accounts);
}

void FlattenPanel::dropForgotten()
{
    for (auto card = m_cards.begin(); card != m_cards.end();) {
        if (m_desk.run(card->first) != nullptr) {
            ++card;
            continue;
        }
        m_records.erase(card->first);
        card->second->deleteLater();
        card = m_cards.erase(card);
    }
}

void FlattenPanel::clearFinished()
{
    for (auto card = m_cards.begin(); card != m_cards.end();) {
        const FlattenRun *run = m_desk.run(card->first);
        if (run != nullptr && run->isRunning()) {
            ++card;
            continue;
        }
        m_cleared.insert(card->first);
        card->second->hide();
        card->second->deleteLater();
        card = m_cards.erase(card);
    }
    updateEmpty();
}

void FlattenPanel::updateEmpty()
{
    m_empty->setVisible(m_cards.empty());
    m_clear->setEnabled(static_cast<int>(m_cards.size()) > runningCount());
}

int FlattenPanel::runningCount() const
{
    return static_cast<int>(std::count_if(m_cards.begin(), m_cards.end(), [this](const auto &card) {
        const FlattenRun *run = m_desk.run(card.first);
        return run != nullptr && run->isRunning();
    }));
}

QString FlattenPanel::headerHint() const
{
    const int running = runningCount();
    if (running > 0)
        return tr("%n running", nullptr, running);
    const auto newest = m_records.rbegin();
    if (newest == m_records.rend())
        return {};
    const FlattenRun *run = m_desk.run(newest->first);
    return run != nullptr && run->outcome() == FlattenOutcome::Flat ? tr("Flat, verified") : tr("Not flat");
}

} // namespace depthdeck::ui
