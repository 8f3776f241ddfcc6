// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/ticket_panel.h"

#include "app/trading/account_store.h"
#include "ui/common/market_words.h"
#include "ui/common/named_combo.h"
#include "ui/common/number_text.h"
#include "ui/common/order_words.h"
#include "ui/common/price_field.h"
#include "ui/common/quantity_field.h"
#include "ui/theme/dress.h"
#include "ui/ticket/activation_block.h"
#include "ui/ticket/distance_field.h"
#include "ui/ticket/exits_block.h"
#include "ui/ticket/oco_block.h"
#include "ui/ticket/order_terms.h"
#include "ui/ticket/quantity_row.h"
#include "ui/ticket/submit_button.h"
#include "ui/ticket/ticket_summary.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>
#include <cstdlib>

// What the first order is; what is tied to it is in ticket_panel_links.cpp.

namespace depthdeck::ui {

const MarketState *TicketPanel::market() const noexcept
{
    return m_market ? m_board.find(m_market->market) : nullptr;
}

const Market *TicketPanel::definition() const noexcept
{
    const MarketState *state = market();
    return state && state->definition ? &*state->definition : nullptr;
}

AccountId TicketPanel::account() const
{
    return AccountId{m_account->currentData().toString().toStdString()};
}

OrderDraft TicketPanel::draft() const
{
    OrderDraft draft;
    draft.account = account();
    draft.market = m_market ? m_market->market : MarketId{};
    draft.volume = m_quantity->field().value().value_or(Quantity{0});
    m_terms->write(draft);
    draft.activation = m_activation->value();
    draft.flattenAll = draft.type == OrderType::Flatten && m_closeAll->isChecked();
    return draft;
}

void TicketPanel::setWindowName(const QString &name)
{
    m_windowName = name;
    check();
}

void TicketPanel::setMarket(const MarketKey &market)
{
    if (m_market == market)
        return;
    m_market = market;
    m_shownJoin.reset();
    m_shownHit.reset();
    const MarketState *state = this->market();
    m_terms->setMarket(state);
    m_oco->setMarket(state);
    adoptDefinition();
    updateBest();
    check();
}

void TicketPanel::adoptDefinition()
{
    const MarketState *state = market();
    const Market *known = definition();
    m_terms->adoptDefinition(state);
    m_oco->adoptDefinition(state);
    m_activation->setMarket(state);
    m_exits->forgetEntry();
    if (known)
        m_quantity->field().setIncrement(known->volumeIncrement);
    const QString name =
        state ? textOf(state->displayName()) : (m_market ? textOf(m_market->market.text()) : QString{});
    const bool describes = known && !known->details.empty() && textOf(known->details) != name;
    m_marketField->setText(describes ? tr("%1 · %2").arg(name, textOf(known->details)) : name);
    m_marketField->setCursorPosition(0);
    setAccessibleDescription(name);
}

void TicketPanel::setSide(Side side)
{
    m_side = side;
    (side == Side::Buy ? m_buy : m_sell)->setChecked(true);
    m_terms->setSide(side, market());
    updateSide();
    updateBest();
    check();
}

void TicketPanel::updateSide()
{
    setDress(*m_submit, m_side == Side::Buy ? Dress::Buy : Dress::Sell);
    m_summary->setSide(m_side);
    const QString bid = tr("Use the best bid as the limit price.");
    const QString offer = tr("Use the best offer as the limit price.");
    m_join->setToolTip(m_side == Side::Buy ? bid : offer);
    m_hit->setToolTip(m_side == Side::Buy ? offer : bid);
}

void TicketPanel::setLimitPrice(Price price)
{
    m_terms->setPrice(price);
}

void TicketPanel::setQuantity(Quantity quantity)
{
    m_quantity->field().setValue(quantity);
    check();
}

void TicketPanel::setOrderType(OrderType type)
{
    m_terms->setKind(kindOf(type, false));
}

void TicketPanel::setAccount(const AccountId &account)
{
    const int place = m_account->findData(textOf(account.text()));
    if (place >= 0)
        m_account->setCurrentIndex(place);
}

void TicketPanel::listAccounts()
{
    m_dirty = true;
    const QString chosen = m_account->currentData().toString();
    int place = 0;
    for (const Account &account : m_accounts.accounts()) {
        const QString label = textOf(account.label());
        const bool tells = account.subscribed && !mayTrade(account.status);
        const QString text = tells ? tr("%1 (%2)").arg(label, accountStatusText(account.status)) : label;
        if (place >= m_account->count())
            m_account->addItem(QString{});
        if (m_account->itemText(place) != text)
            m_account->setItemText(place, text);
        m_account->setItemData(place, text, Qt::ToolTipRole);
        m_account->setItemData(place++, textOf(account.id.text()));
    }
    while (m_account->count() > place)
        m_account->removeItem(place);
    if (const int again = m_account->findData(chosen); !chosen.isEmpty() && again >= 0)
        m_account->setCurrentIndex(again);
    else if (m_account->count() > 0)
        m_account->setCurrentIndex(0);
}

void TicketPanel::onMarketsChanged(const std::vector<MarketId> &markets)
{
    if (m_market && std::find(markets.begin(), markets.end(), m_market->market) != markets.end())
        m_dirty = true;
}

void TicketPanel::onDefinitionChanged(const MarketId &market)
{
    if (!m_market || market != m_market->market)
        return;
    adoptDefinition();
    m_dirty = true;
}

void TicketPanel::refresh()
{
    if (!m_dirty)
        return;
    m_dirty = false;
    m_terms->openLate(market());
    m_oco->openLate(market());
    updateBest();
    check();
}

void TicketPanel::onKindChosen()
{
    const OrderKind kind = m_terms->kind();
    m_best->setEnabled(m_terms->usesLimit());
    m_form->setRowVisible(m_closeAll, kind == OrderKind::Flatten);
    m_form->setRowVisible(&m_terms->trail(), isTrailing(kind));
    if (kind == OrderKind::Flatten)
        startFlatten();
}

// What would close the position as it is now; the trader may close less.
void TicketPanel::startFlatten()
{
    const Position *position = m_market ? m_accounts.position(account(), m_market->market) : nullptr;
    const int net = position ? position->net().contracts : 0;
    if (net == 0)
        return;
    setSide(net > 0 ? Side::Sell : Side::Buy);
    setQuantity(Quantity{std::abs(net)});
}

void TicketPanel::takeBest(bool ownSide)
{
    const std::optional<Price> price = ownSide ? m_shownJoin : m_shownHit;
    if (price)
        m_terms->setLimit(*price);
}

void TicketPanel::updateBest()
{
    const MarketState *state = market();
    const auto priceOf = [](const DepthLine *line) { return line ? std::optional{line->price} : std::nullopt; };
    const std::optional<Price> bid = state ? priceOf(state->book.bestBid()) : std::nullopt;
    const std::optional<Price> offer = state ? priceOf(state->book.bestOffer()) : std::nullopt;
    const bool buys = m_side == Side::Buy;
    m_shownJoin = buys ? bid : offer;
    m_shownHit = buys ? offer : bid;
    const auto show = [](QPushButton &button, const QString &text) {
        if (button.text() != text)
            button.setText(text);
    };
    show(*m_join, tr("Join %1").arg(priceText(definition(), m_shownJoin)));
    show(*m_hit, tr("Hit %1").arg(priceText(definition(), m_shownHit)));
}

void TicketPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
    elideAnswer();
}

QString TicketPanel::headerSubject() const
{
    const MarketState *state = market();
    return state ? textOf(state->displayName()) : QString{};
}

QString TicketPanel::headerHint() const
{
    const MarketState *state = market();
    const QString lock = m_desk.isArmed(m_windowName) ? tr("armed") : tr("locked");
    return state ? tr("%1, %2").arg(freshnessText(state->freshness), lock) : lock;
}

bool TicketPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_marketField && event->type() == QEvent::MouseButtonRelease) {
        emit marketSearchRequested();
        return true;
    }
    if (watched == m_answer && (event->type() == QEvent::Resize || event->type() == QEvent::FontChange))
        elideAnswer();
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool plain = key->modifiers() == Qt::NoModifier || key->modifiers() == Qt::KeypadModifier ||
                       key->modifiers() == Qt::ShiftModifier;
    if (watched == m_marketField) {
        if (key->key() != Qt::Key_Return && key->key() != Qt::Key_Enter && key->key() != Qt::Key_Space)
            return false;
        emit marketSearchRequested();
        return true;
    }
    // Number fields take no letters, so the two that choose the side work in them too.
    if (plain && (key->key() == Qt::Key_B || key->key() == Qt::Key_S)) {
        setSide(key->key() == Qt::Key_B ? Side::Buy : Side::Sell);
        return true;
    }
    return false;
}

} // namespace depthdeck::ui
