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
#include "ui/ticket/quantity_row.h"
#include "ui/ticket/submit_button.h"
#include "ui/ticket/ticket_prices.h"
#include "ui/ticket/ticket_summary.h"

#include <QKeyEvent>
#include <QLineEdit>

#include <algorithm>
#include <utility>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

// Whether an order of this type may rest in the book with a part of it shown. The time in force decides too: that is
// a sentence of the desk's check, so that what was entered is not lost by trying another time.
bool mayShowPart(OrderType type) noexcept
{
    return type == OrderType::Limit || type == OrderType::StopLimit;
}

} // namespace

OrderType TicketPanel::type() const
{
    return static_cast<OrderType>(m_type->currentData().toInt());
}

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
    draft.side = m_side;
    draft.type = type();
    draft.timeInForce = static_cast<TimeInForce>(m_timeInForce->currentData().toInt());
    draft.volume = m_quantity->field().value().value_or(Quantity{0});
    if (usesLimitPrice(draft.type))
        draft.limit = m_limit->value();
    if (usesStopPrice(draft.type))
        draft.stop = m_stop->value();
    if (mayShowPart(draft.type))
        draft.maxShow = m_maxShow->value();
    return draft;
}

void TicketPanel::setMarket(const MarketKey &market)
{
    if (m_market == market)
        return;
    m_market = market;
    m_pricesOpened = false;
    m_limitTouched = false;
    m_stopTouched = false;
    m_keptLimit.reset();
    m_keptStop.reset();
    m_shownJoin.reset();
    m_shownHit.reset();
    adoptDefinition();
    openPrices();
    updateBest();
    updateChecks();
}

void TicketPanel::adoptDefinition()
{
    m_opening = true;
    const Market *known = definition();
    m_limit->setMarket(known);
    m_stop->setMarket(known);
    m_opening = false;
    if (known)
        m_quantity->field().setIncrement(known->volumeIncrement);
    const MarketState *state = market();
    const QString name =
        state ? textOf(state->displayName()) : (m_market ? textOf(m_market->market.text()) : QString{});
    const bool describes = known && !known->details.empty() && textOf(known->details) != name;
    m_marketField->setText(describes ? tr("%1 · %2").arg(name, textOf(known->details)) : name);
    m_marketField->setCursorPosition(0);
    setAccessibleDescription(name);
}

// Only what the trader has not touched, and only when the market, the side or the type has just been chosen or the
// market's first prices arrive: a price never moves under the user.
void TicketPanel::openPrices()
{
    const MarketState *state = market();
    if (!state || !state->definition)
        return;
    const TicketPrices prices = openingPrices(m_side, type(), state->book, state->quote, state->definition->ticks);
    m_opening = true;
    if (!m_limitTouched && m_limit->isEnabled())
        m_limit->setValue(prices.limit);
    if (!m_stopTouched && m_stop->isEnabled())
        m_stop->setValue(prices.stop);
    m_opening = false;
    m_limit->setReference(prices.limit);
    m_stop->setReference(prices.stop);
    m_pricesOpened = m_pricesOpened || prices.limit.has_value();
}

void TicketPanel::setSide(Side side)
{
    const bool turned = side != m_side;
    m_side = side;
    (side == Side::Buy ? m_buy : m_sell)->setChecked(true);
    if (turned || !m_pricesOpened)
        openPrices();
    updateSide();
    updateBest();
    updateChecks();
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
    if (type() == OrderType::Market)
        setOrderType(OrderType::Limit);
    const bool isStop = type() == OrderType::StopMarket;
    (isStop ? m_stop : m_limit)->setValue(price);
    (isStop ? m_stopTouched : m_limitTouched) = true;
    updateChecks();
}

void TicketPanel::setQuantity(Quantity quantity)
{
    m_quantity->field().setValue(quantity);
    updateChecks();
}

void TicketPanel::setOrderType(OrderType type)
{
    if (const int place = m_type->findData(static_cast<int>(type)); place >= 0)
        m_type->setCurrentIndex(place);
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
    const std::vector<Account> &accounts = m_accounts.accounts();
    int place = 0;
    for (const Account &account : accounts) {
        const QString label = textOf(account.label());
        const bool tells = account.subscribed && !mayTrade(account.status);
        const QString text = tells ? tr("%1 (%2)").arg(label, accountStatusText(account.status)) : label;
        if (place >= m_account->count())
            m_account->addItem(QString{});
        if (m_account->itemText(place) != text)
            m_account->setItemText(place, text);
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
    if (!m_pricesOpened)
        openPrices();
    updateBest();
    updateChecks();
}

void TicketPanel::onTypeChosen()
{
    updatePriceFields();
    updateMaxShow();
    if (m_pricesOpened)
        openPrices();
    updateChecks();
}

void TicketPanel::onPriceEdited(bool &touched)
{
    if (m_opening)
        return;
    touched = true;
    updateChecks();
}

void TicketPanel::updatePriceFields()
{
    for (QPushButton *button : {m_join, m_hit})
        button->setEnabled(usesLimitPrice(type()));
    m_opening = true;
    keepOrRestore(*m_limit, usesLimitPrice(type()), m_limitTouched, m_keptLimit);
    keepOrRestore(*m_stop, usesStopPrice(type()), m_stopTouched, m_keptStop);
    m_opening = false;
}

// A price that will not be sent is not shown, or the trader might take it for one that is. What was entered comes back
// with a type that uses it.
void TicketPanel::keepOrRestore(PriceField &field, bool used, bool touched, std::optional<Price> &kept)
{
    if (used == field.isEnabled())
        return;
    field.setEnabled(used);
    field.setPlaceholderText(used ? QString{} : tr("not used"));
    if (used) {
        field.setValue(std::exchange(kept, std::nullopt));
        return;
    }
    kept = touched ? field.value() : std::nullopt;
    field.setValue(std::nullopt);
}

// As with the prices: what will not be sent is not shown.
void TicketPanel::updateMaxShow()
{
    const bool used = mayShowPart(type());
    if (used == m_maxShow->isEnabled())
        return;
    m_maxShow->setEnabled(used);
    m_maxShow->setPlaceholderText(used ? tr("all") : tr("not used"));
    if (used) {
        m_maxShow->setValue(std::exchange(m_keptMaxShow, std::nullopt));
        return;
    }
    m_keptMaxShow = m_maxShow->value();
    m_maxShow->setValue(std::nullopt);
}

void TicketPanel::takeBest(bool ownSide)
{
    const std::optional<Price> price = ownSide ? m_shownJoin : m_shownHit;
    if (price)
        setLimitPrice(*price);
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
    const QString lock = m_desk.isArmed() ? tr("armed") : tr("locked");
    return state ? tr("%1, %2").arg(freshnessText(state->freshness), lock) : lock;
}

bool TicketPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_marketField && event->type() == QEvent::MouseButtonRelease) {
        emit marketSearchRequested();
        return true;
    }
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
