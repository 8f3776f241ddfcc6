// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/depth/depth_panel.h"

#include "ui/common/market_words.h"
#include "ui/common/number_text.h"
#include "ui/common/order_words.h"
#include "ui/depth/depth_accessible.h"
#include "ui/depth/depth_choices.h"
#include "ui/depth/depth_totals.h"
#include "ui/depth/depth_view.h"
#include "ui/depth/fact_strip.h"
#include "ui/theme/theme.h"

#include <QActionGroup>
#include <QLabel>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

namespace depthdeck::ui {

namespace {

const Clock &machineClock()
{
    static const SystemClock clock;
    return clock;
}

QString optionalPrice(const Market *definition, const std::optional<Price> &price)
{
    return price ? priceText(definition, *price) : QString{};
}

ColorRole roleOf(BookSide side)
{
    switch (side) {
    case BookSide::Bid:
        return ColorRole::Bid;
    case BookSide::Offer:
        return ColorRole::Offer;
    case BookSide::Undefined:
        break;
    }
    return ColorRole::Text;
}

} // namespace

DepthPanel::DepthPanel(const MarketBoard &board, const OrderStore &orders, const Theme &theme, QWidget *parent)
    : DepthPanel{board, orders, theme, machineClock(), parent}
{
}

DepthPanel::DepthPanel(const MarketBoard &board, const OrderStore &orders, const Theme &theme, const Clock &clock,
                       QWidget *parent)
    : QWidget{parent},
      m_board{board},
      m_orders{orders},
      m_theme{theme},
      m_clock{clock}
{
    [[maybe_unused]] static const bool installed = [] {
        QAccessible::installFactory(&DepthAccessible::make);
        return true;
    }();
    build();
    connect(&orders, &OrderStore::orderAdded, this, &DepthPanel::onOrder);
    connect(&orders, &OrderStore::orderChanged, this, &DepthPanel::onOrder);
    connect(&orders, &OrderStore::storeReset, this, &DepthPanel::trackEveryOrder);
    trackEveryOrder();
    connect(&board, &MarketBoard::definitionChanged, this, [this](const MarketId &market) {
        if (!m_market || m_market->market != market)
            return;
        m_view->forgetTexts();
        m_everythingDirty = true;
    });
    refresh();
}

DepthPanel::~DepthPanel() = default;

void DepthPanel::build()
{
    m_trade = new FactStrip{m_theme, this};
    m_day = new FactStrip{m_theme, this};
    m_view = new DepthView{m_theme, m_clock, this};
    m_totals = new DepthTotalsBar{m_theme, this};
    m_otherOrders = new QLabel{this};
    m_otherOrders->setObjectName(QStringLiteral("otherOwnOrders"));
    m_otherOrders->setWordWrap(true);
    m_otherOrders->setMargin(m_theme.scaled(6));
    m_otherOrders->hide();
    auto *layout = new QVBoxLayout{this}; // child of this
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (QWidget *part : std::initializer_list<QWidget *>{m_trade, m_day})
        layout->addWidget(part);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_totals);
    layout->addWidget(m_otherOrders);
    setFocusProxy(m_view);

    connect(m_view, &DepthView::priceChosen, this,
            [this](Side side, Price price) { emit priceChosen(*m_market, side, price); });
    connect(m_view, &DepthView::orderRequested, this,
            [this](Side side, Price price) { emit orderRequested(*m_market, side, price); });
    connect(m_view, &DepthView::pullRequested, this, &DepthPanel::pullRequested);
    connect(m_view, &DepthView::menuRequested, this, &DepthPanel::openMenu);
}

void DepthPanel::setMarket(const MarketKey &market)
{
    if (m_market == market)
        return;
    m_market = market;
    m_everythingDirty = true;
    m_ordersDirty = true;
    m_trade->reset();
    m_day->reset();
    setAccessibleDescription(textOf(market.market.text()));
    m_totals->setTotals({});
    m_view->clear(QString{});
    refresh();
}

void DepthPanel::onOrder(int index)
{
    m_ordersDirty = true;
    const Order &order = m_orders.orders()[static_cast<std::size_t>(index)];
    if (const auto own = restingOrder(order))
        m_queues.setOrder(*own);
    else
        m_queues.forget(order.id);
}

void DepthPanel::trackEveryOrder()
{
    m_ordersDirty = true;
    m_queues.clear();
    for (std::size_t index = 0; index < m_orders.orders().size(); ++index)
        onOrder(static_cast<int>(index));
}

void DepthPanel::setWish(const DepthWish &wish)
{
    if (m_wish == wish)
        return;
    m_wish = wish;
    emit wishChanged(wish);
}

void DepthPanel::setOrderBooks(const OrderBookBoard *orderBooks)
{
    m_orderBooks = orderBooks;
    m_ordersDirty = true;
}

void DepthPanel::setLevels(int levels)
{
    m_view->setRowCount(levels);
    m_everythingDirty = true;
}

int DepthPanel::levels() const
{
    return m_view->content().rowCount();
}

void DepthPanel::refresh()
{
    m_view->tick();
    if (m_queues.refresh(m_board, m_orderBooks))
        m_ordersDirty = true;
    const MarketState *state = m_market ? m_board.find(m_market->market) : nullptr;
    const bool stateChanged = m_everythingDirty || (state && state->revision != m_revision);
    if (!stateChanged && !m_ordersDirty) {
        if (state && state->freshness == Freshness::Stale)
            showFacts(*state); // its age grows
        return;
    }
    if (m_ordersDirty) {
        m_marks = m_market ? ownMarks(m_orders, m_market->market) : std::vector<OwnMark>{};
        placeInQueues(m_marks, m_queues);
    }
    m_ordersDirty = false;
    m_revision = state ? state->revision : 0;
    m_view->setSentence(sentenceFor(state));
    if (state)
        showState(*state);
    m_everythingDirty = !state; // not on the board yet: look again
}

void DepthPanel::showState(const MarketState &state)
{
    describe(state);
    m_view->present(state, m_marks);
    showFacts(state);
    m_totals->setTotals(m_view->content().totals());
    showElsewhere(state.definition ? &*state.definition : nullptr);
}

void DepthPanel::describe(const MarketState &state)
{
    const QString name = textOf(state.displayName());
    if (accessibleDescription() == name)
        return;
    setAccessibleDescription(name);
    m_view->setAccessibleDescription(name);
}

QString DepthPanel::headerSubject() const
{
    return m_market ? accessibleDescription() : QString{};
}

QString DepthPanel::headerHint() const
{
    if (!m_market)
        return {};
    const QString hint = tr("%1 levels a side").arg(levels());
    return m_wish == usualDepthWish ? hint : tr("%1 · %2").arg(hint, bufferName(m_wish.buffer));
}

QString DepthPanel::freshnessWords(const MarketState &state) const
{
    const QString word = freshnessText(state.freshness);
    switch (state.freshness) {
    case Freshness::Live:
    case Freshness::Delayed:
        //: Phase of the market and how far its data can be trusted: "Open · Live"
        return tr("%1 · %2").arg(modeText(state.book.mode), word);
    case Freshness::Stale: {
        const auto age = std::chrono::duration_cast<std::chrono::seconds>(m_clock.steadyNow() - state.book.receivedAt);
        //: The word for stale, and for how long: "Stale 12 s"
        return state.book.receivedAt == SteadyTime{} ? word : tr("%1 %2 s").arg(word).arg(age.count());
    }
    case Freshness::Closed:
        return state.book.mode == MarketMode::Closed ? word : tr("%1 · %2").arg(modeText(state.book.mode), word);
    case Freshness::Waiting:
    case Freshness::Refused:
        break;
    }
    return word;
}

QString DepthPanel::sentenceFor(const MarketState *state) const
{
    if (!m_market)
        return tr(
            "The book of one market belongs here. Choose a market in the watchlist, or press Ctrl+N to find one.");
    if (!state || state->freshness == Freshness::Waiting)
        return tr("Waiting for the first prices of %1.")
            .arg(state ? textOf(state->displayName()) : textOf(m_market->market.text()));
    const QString name = textOf(state->displayName());
    if (state->freshness == Freshness::Refused)
        return tr("The server does not show this login the prices of %1: %2. Ask your broker for the permission, or "
                  "choose another market.")
            .arg(name, modeText(state->refused.value_or(MarketMode::Unavailable)));
    const DepthBook &book = state->book;
    if (book.bids.empty() && book.offers.empty() && book.impliedBids.empty() && book.impliedOffers.empty())
        return tr("Nobody bids or offers in %1 at the moment (%2).").arg(name, modeText(book.mode));
    return {};
}

void DepthPanel::showFacts(const MarketState &state)
{
    const Market *definition = state.definition ? &*state.definition : nullptr;
    const Quote &quote = state.quote;
    const auto change = quote.change();
    const QString last =
        quote.last ? tr("%1 × %2").arg(priceText(definition, *quote.last), quantityText(quote.lastVolume)) : QString{};
    const QString limits =
        quote.limitLow && quote.limitHigh
            ? tr("%1 to %2").arg(priceText(definition, *quote.limitLow), priceText(definition, *quote.limitHigh))
            : QString{};
    m_trade->setFacts(
        {{QString{}, freshnessWords(state), freshnessColor(state.freshness)},
         {tr("Last"), last, roleOf(quote.lastAt)},
         {tr("Change"), change ? changeText(definition, *change) : QString{},
          !change || change->isZero() ? ColorRole::Text : (change->isNegative() ? ColorRole::Down : ColorRole::Up)},
         {tr("Volume"), quote.totalVolume > 0 ? countText(quote.totalVolume) : QString{}, ColorRole::Text}});
    m_day->setFacts({{tr("Open"), optionalPrice(definition, quote.open), ColorRole::Text},
                     {tr("High"), optionalPrice(definition, quote.high), ColorRole::Text},
                     {tr("Low"), optionalPrice(definition, quote.low), ColorRole::Text},
                     {tr("Settlement"), optionalPrice(definition, quote.settlement), ColorRole::Text},
                     {tr("Limits"), limits, ColorRole::Text}});
}

QString DepthPanel::markSentence(const Market *definition, const OwnMark &mark) const
{
    const QString side = sideText(mark.side);
    const QString lots = quantityText(mark.lots);
    const QString state = stateText(mark.state);
    if (!mark.price)
        //: An own market order: "Buy 2 at the market (sending)"
        return tr("%1 %2 at the market (%3)").arg(side, lots, state);
    const QString price = priceText(definition, *mark.price);
    //: An own order that waits for its trigger price: "Buy 2 when 6030.00 is touched (held)"
    return mark.waits ? tr("%1 %2 when %3 is touched (%4)").arg(side, lots, price, state)
                      //: An own order: "Buy 2 at 6010.00 (working)"
                      : tr("%1 %2 at %3 (%4)").arg(side, lots, price, state);
}

void DepthPanel::showElsewhere(const Market *definition)
{
    const std::vector<OwnMark> &marks = m_view->content().elsewhere();
    if (marks == m_elsewhere && !m_everythingDirty)
        return;
    m_elsewhere = marks;
    QStringList sentences;
    for (const OwnMark &mark : marks)
        sentences += markSentence(definition, mark);
    constexpr int shown = 3;
    const auto more = static_cast<int>(sentences.size()) - shown;
    QString text = tr("Also in %1: %2").arg(accessibleDescription(), sentences.mid(0, shown).join(u", "));
    if (more > 0)
        text += tr(" and %n more", nullptr, more);
    m_otherOrders->setText(text);
    m_otherOrders->setToolTip(sentences.join(u'\n'));
    QPalette colors = m_otherOrders->palette();
    colors.setColor(QPalette::WindowText, m_theme.color(ColorRole::Own));
    m_otherOrders->setPalette(colors);
    m_otherOrders->setVisible(!marks.empty());
}

void DepthPanel::openMenu(const QPoint &position, const DepthCell &cell)
{
    auto *menu = new QMenu{this}; // deletes itself when closed
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (m_market)
        addPulls(*menu, cell);
    addRowCounts(*menu);
    menu->addSeparator();
    addDepthChoices(*menu, m_wish, [this](const DepthWish &wish) { setWish(wish); });
    menu->popup(position);
}

/// Pulls of single orders by their ids, of many by what they have in common.
void DepthPanel::addPulls(QMenu &menu, const DepthCell &cell)
{
    const MarketState *state = m_board.find(m_market->market);
    const Market *definition = state && state->definition ? &*state->definition : nullptr;
    const auto &rows = m_view->content().rows();
    const bool isRow = cell.row >= 0 && static_cast<std::size_t>(cell.row) < rows.size();
    const DepthLevel level = isRow ? rows[static_cast<std::size_t>(cell.row)].level(sideOf(cell.column)) : DepthLevel{};
    const auto offer = [&](const QString &text, const std::vector<OrderId> &orders) {
        QAction *pull = menu.addAction(text);
        pull->setEnabled(!orders.empty());
        connect(pull, &QAction::triggered, this, [this, orders] { emit pullRequested(orders); });
    };
    offer(level.price ? tr("Pull orders &here (%1)").arg(level.priceText) : tr("Pull orders &here"),
          level.own ? level.own->orders : std::vector<OrderId>{});
    for (const OwnMark &mark : m_elsewhere) {
        if (!mark.orders.empty())
            offer(tr("Pull %1").arg(markSentence(definition, mark)), mark.orders);
    }
    const auto offerSide = [&](const QString &text, std::optional<Side> side) {
        const bool any = std::any_of(m_marks.begin(), m_marks.end(),
                                     [&](const OwnMark &mark) { return !side || mark.side == *side; });
        QAction *pull = menu.addAction(text);
        pull->setEnabled(any);
        connect(pull, &QAction::triggered, this,
                [this, market = *m_market, side] { emit pullMarketRequested(market, side); });
    };
    menu.addSeparator();
    offerSide(tr("Pull &bids"), Side::Buy);
    offerSide(tr("Pull &offers"), Side::Sell);
    offerSide(tr("Pull &all in this market"), std::nullopt);
    menu.addSeparator();
}

void DepthPanel::addRowCounts(QMenu &menu)
{
    auto *choices = new QActionGroup{&menu};
    for (const int count : {5, 10, 20, 50}) {
        QAction *choice = menu.addAction(tr("Show %1 levels").arg(count));
        choice->setCheckable(true);
        choice->setChecked(count == levels());
        choices->addAction(choice);
        connect(choice, &QAction::triggered, this, [this, count] { setLevels(count); });
    }
}

} // namespace depthdeck::ui
