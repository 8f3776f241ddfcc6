// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_board.h"
#include "app/market/order_book_board.h"
#include "app/market/queue_tracker.h"
#include "app/trading/order_store.h"
#include "ui/common/panel_info.h"

#include <QWidget>

#include <optional>
#include <vector>

class QLabel;

namespace depthdeck::ui {

class BookView;
class Theme;

/// The market-by-order window: every resting order of one market as a segment as long as its lots, the front of each
/// queue next to the price, own orders marked. Whoever owns the subscriptions watches the market and its orders for it.
/// Emits wishes, sends nothing.
class BookPanel final : public QWidget, public PanelInfo
{
    Q_OBJECT

public:
    BookPanel(const OrderBookBoard &books, const MarketBoard &markets, const OrderStore &orders, const Theme &theme,
              QWidget *parent = nullptr);
    ~BookPanel() override;

    void setMarket(const MarketKey &market);
    [[nodiscard]] const std::optional<MarketKey> &market() const noexcept { return m_market; }
    /// Shows what changed since the last frame.
    void refresh();

    [[nodiscard]] QString headerSubject() const override;
    [[nodiscard]] QString headerHint() const override;

signals:
    /// Load the ticket. @p side is that of an order entered there: a bid's row buys.
    void priceChosen(const depthdeck::MarketKey &market, depthdeck::Side side, depthdeck::Price price);
    void pullRequested(const std::vector<depthdeck::OrderId> &orders);

private:
    void build();
    void dressLabels();
    void onOrder(int index);
    void trackEveryOrder();
    void showState();
    void openMenu(const QPoint &position);
    [[nodiscard]] const MarketOrders *orders() const noexcept;
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] QString stateWords() const;
    [[nodiscard]] QString resyncWords(ResyncReason reason) const;

    const OrderBookBoard &m_books;
    const MarketBoard &m_markets;
    const OrderStore &m_orders;
    const Theme &m_theme;
    std::optional<MarketKey> m_market;
    std::uint64_t m_revision = 0;
    QueueTracker m_queues;
    bool m_ordersDirty = true;
    bool m_everythingDirty = true;

    BookView *m_view = nullptr; // child of this
    QLabel *m_state = nullptr;  // child of this
    QLabel *m_chosen = nullptr; // child of this
};

} // namespace depthdeck::ui
