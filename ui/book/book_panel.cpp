// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/book/book_panel.h"

#include "ui/book/book_accessible.h"
#include "ui/book/book_view.h"
#include "ui/common/market_words.h"
#include "ui/common/number_text.h"
#include "ui/depth/own_orders.h"
#include "ui/depth/queue_words.h"
#include "ui/theme/theme.h"

#include <QLabel>
#include <QMenu>
#include <QVBoxLayout>

namespace depthdeck::ui {

BookPanel::BookPanel(const OrderBookBoard &books, const MarketBoard &markets, const OrderStore &orders,
                     const Theme &theme, QWidget *parent)
    : QWidget{parent},
      m_books{books},
      m_markets{markets},
      m_orders{orders},
      m_theme{theme}
{
    [[maybe_unused]] static const bool installed = [] {
        QAccessible::installFactory(&BookAccessible::make);
        return true;
    }();
    build();
    connect(&orders, &OrderStore::orderAdded, this, &BookPanel::onOrder);
    connect(&orders, &OrderStore::orderChanged, this, &BookPanel::onOrder);
    connect(&orders, &OrderStore::storeReset, this, &BookPanel::trackEveryOrder);
    connect(&markets, &MarketBoard::definitionChanged, this, [this](const MarketId &market) {
        if (!m_market || m_market->market != market)
            return;
        m_view->forgetTexts();
        m_everythingDirty = true;
    });
    connect(&theme, &Theme::changed, this, &BookPanel::dressLabels);
    trackEveryOrder();
    refresh();
}

BookPanel::~BookPanel() = default;

void BookPanel::build()
{
    m_state = new QLabel{this};
    m_state->setObjectName(QStringLiteral("bookState"));
    m_state->setWordWrap(true);
    m_view = new BookView{m_theme, this};
    m_chosen = new QLabel{this};
    m_chosen->setObjectName(QStringLiteral("bookPlace"));
    m_chosen->setWordWrap(true);
    m_chosen->setTextInteractionFlags(Qt::TextSelectableByMouse);
    dressLabels();
    auto *layout = new QVBoxLayout{this}; // child of this
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_state);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_chosen);
    setFocusProxy(m_view);

    connect(m_view, &BookView::priceChosen, this,
            [this](Side side, Price price) { emit priceChosen(*m_market, side, price); });
    connect(m_view, &BookView::pullRequested, this, &BookPanel::pullRequested);
    connect(m_view, &BookView::pointedAt, m_chosen, &QLabel::setText);
    connect(m_view, &BookView::menuRequested, this, &BookPanel::openMenu);
}

void BookPanel::dressLabels()
{
    for (QLabel *label : {m_state, m_chosen}) {
        label->setMargin(m_theme.scaled(6));
        label->setFont(m_theme.textFont());
    }
    // Two lines always: what is told of one order must not make the table jump.
    m_chosen->setMinimumHeight(2 * QFontMetrics{m_theme.textFont()}.lineSpacing() + 2 * m_theme.scaled(6));
    m_chosen->setAlignment(Qt::AlignLeft | Qt::AlignTop);
}

void BookPanel::setMarket(const MarketKey &market)
{
    if (m_market == market)
        return;
    m_market = market;
    m_everythingDirty = true;
    m_view->clear();
    setAccessibleDescription(textOf(market.market.text()));
    refresh();
}

void BookPanel::onOrder(int index)
{
    m_ordersDirty = true;
    const Order &order = m_orders.orders()[static_cast<std::size_t>(index)];
    if (const auto own = restingOrder(order))
        m_queues.setOrder(*own);
    else
        m_queues.forget(order.id);
}

void BookPanel::trackEveryOrder()
{
    m_ordersDirty = true;
    m_queues.clear();
    for (std::size_t index = 0; index < m_orders.orders().size(); ++index)
        onOrder(static_cast<int>(index));
}

const MarketOrders *BookPanel::orders() const noexcept
{
    return m_market ? m_books.find(m_market->market) : nullptr;
}

void BookPanel::refresh()
{
    const bool queuesChanged = m_queues.refresh(m_markets, &m_books);
    const MarketOrders *orders = this->orders();
    const MarketState *market = m_market ? m_markets.find(m_market->market) : nullptr;
    const std::uint64_t revision = orders ? orders->revision : 0;
    if (!m_everythingDirty && !m_ordersDirty && !queuesChanged && revision == m_revision)
        return;
    m_everythingDirty = false;
    m_ordersDirty = false;
    m_revision = revision;
    if (market && accessibleDescription() != textOf(market->displayName())) {
        setAccessibleDescription(textOf(market->displayName()));
        m_view->setAccessibleDescription(accessibleDescription());
    }
    m_view->setSentence(sentence());
    const auto own =
        orders ? ownBookOrders(m_orders, m_market->market, orders->book, m_queues) : std::vector<OwnBookOrder>{};
    m_view->present(market && market->definition ? &*market->definition : nullptr, orders, own);
    showState();
}

void BookPanel::showState()
{
    const MarketOrders *orders = this->orders();
    const OrderBookState state = orders ? orders->state : OrderBookState::Off;
    const QString words = stateWords();
    QPalette colors = m_state->palette();
    const bool isDoubtful = state == OrderBookState::Resynchronising || state == OrderBookState::Refused;
    colors.setColor(QPalette::WindowText,
                    m_theme.color(isDoubtful ? ColorRole::Warning
                                             : (state == OrderBookState::Live ? ColorRole::Up : ColorRole::Quiet)));
    m_state->setPalette(colors);
    if (m_state->text() != words)
        m_state->setText(words);
    m_state->setVisible(m_market.has_value());
}

QString BookPanel::headerSubject() const
{
    return m_market ? accessibleDescription() : QString{};
}

QString BookPanel::headerHint() const
{
    const MarketOrders *orders = this->orders();
    return orders && orders->isLive() ? ordersText(static_cast<std::int64_t>(orders->book.size())) : QString{};
}

QString BookPanel::resyncWords(ResyncReason reason) const
{
    switch (reason) {
    case ResyncReason::MissingNumber:
        return tr("a message is missing");
    case ResyncReason::UnknownOrders:
        return tr("orders were removed that the book did not have");
    case ResyncReason::Crossed:
        return tr("bids stood at or above offers for more than two seconds");
    case ResyncReason::BadMessage:
        return tr("a message could not be read");
    case ResyncReason::NoAnswer:
        return tr("the server did not send the book");
    case ResyncReason::None:
        break;
    }
    return tr("it is in doubt");
}

QString BookPanel::stateWords() const
{
    const MarketOrders *orders = this->orders();
    switch (orders ? orders->state : OrderBookState::Off) {
    case OrderBookState::Off:
    case OrderBookState::Waiting:
        return tr("Waiting for the book");
    case OrderBookState::Live:
        //: Phase of the market and state of its book: "Open · Live"
        return tr("%1 · Live").arg(modeText(orders->mode));
    case OrderBookState::Resynchronising:
        return tr("Resynchronising: %1. What is shown is the old book, until the new one is here.")
            .arg(resyncWords(orders->reason));
    case OrderBookState::Refused:
        return tr("Refused: %1").arg(modeText(orders->refused.value_or(MarketMode::Unavailable)));
    }
    return {};
}

QString BookPanel::sentence() const
{
    if (!m_market)
        return tr(
            "Every resting order of one market belongs here. Choose a market in the watchlist, or press Ctrl+N to "
            "find one.");
    const MarketOrders *orders = this->orders();
    const QString name = accessibleDescription();
    switch (orders ? orders->state : OrderBookState::Off) {
    case OrderBookState::Off:
    case OrderBookState::Waiting:
        return tr("Waiting for the orders of %1.").arg(name);
    case OrderBookState::Refused:
        return tr("The server does not show this login the single orders of %1: %2. Ask your broker for the "
                  "permission; the depth window works without it.")
            .arg(name, modeText(orders->refused.value_or(MarketMode::Unavailable)));
    case OrderBookState::Live:
    case OrderBookState::Resynchronising:
        break;
    }
    return orders->book.size() == 0 ? tr("No order rests in %1 at the moment (%2).").arg(name, modeText(orders->mode))
                                    : QString{};
}

void BookPanel::openMenu(const QPoint &position)
{
    auto *menu = new QMenu{this}; // deletes itself when closed
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const BookPlace place = m_view->current();
    const std::vector<OrderId> own = m_view->ownOrdersAt(place);
    QAction *load = menu->addAction(tr("&Load the ticket with this price"));
    load->setEnabled(m_view->content().row(place.side, place.row).price.has_value());
    connect(load, &QAction::triggered, this, [this, place] { m_view->choose(place); });
    QAction *pull = menu->addAction(tr("&Pull own orders here"));
    pull->setEnabled(!own.empty());
    connect(pull, &QAction::triggered, this, [this, own] { emit pullRequested(own); });
    menu->popup(position);
}

} // namespace depthdeck::ui
