// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/depth_wish.h"
#include "app/market/market_board.h"
#include "app/market/queue_tracker.h"
#include "app/trading/order_store.h"
#include "ui/common/panel_info.h"

#include <QWidget>

#include <optional>
#include <vector>

class QLabel;
class QMenu;

namespace depthdeck {
class OrderBookBoard;
}

namespace depthdeck::ui {

class DepthTotalsBar;
class DepthView;
class FactStrip;
class Theme;
struct DepthCell;
struct OwnMark;

/// What this window asks of the server unless the trader chooses otherwise (t4-protocol.md c.2).
inline constexpr DepthWish usualDepthWish{DepthLevels::Normal, DepthBuffer::SmartTrade};

/// The depth window: the day of one market in figures, its book, and the own orders in it. Emits wishes, sends nothing.
class DepthPanel final : public QWidget, public PanelInfo
{
    Q_OBJECT

public:
    DepthPanel(const MarketBoard &board, const OrderStore &orders, const Theme &theme, QWidget *parent = nullptr);
    /// With a clock of its own, for whoever moves time by hand.
    DepthPanel(const MarketBoard &board, const OrderStore &orders, const Theme &theme, const Clock &clock,
               QWidget *parent = nullptr);
    ~DepthPanel() override;

    void setMarket(const MarketKey &market);
    [[nodiscard]] const std::optional<MarketKey> &market() const noexcept { return m_market; }
    /// Levels a side; ten at start.
    void setLevels(int levels);
    [[nodiscard]] int levels() const;
    /// What this window wants of the server. Whoever owns the subscriptions watches the market with it, and again when
    /// wishChanged() says so.
    void setWish(const DepthWish &wish);
    [[nodiscard]] const DepthWish &wish() const noexcept { return m_wish; }
    /// Where exact queue positions come from; borrowed, nullptr for none: they are estimates then.
    void setOrderBooks(const OrderBookBoard *orderBooks);
    /// Shows what changed since the last frame.
    void refresh();

    [[nodiscard]] QString headerSubject() const override;
    [[nodiscard]] QString headerHint() const override;

signals:
    /// Load the ticket. @p side is that of an order entered there: the bid column buys.
    void priceChosen(const depthdeck::MarketKey &market, depthdeck::Side side, depthdeck::Price price);
    /// Load the ticket and ask to arm it. Nothing is sent.
    void orderRequested(const depthdeck::MarketKey &market, depthdeck::Side side, depthdeck::Price price);
    void pullRequested(const std::vector<depthdeck::OrderId> &orders);
    /// Pull every order of @p market, or those of one side: also orders the server has not named yet.
    void pullMarketRequested(const depthdeck::MarketKey &market, std::optional<depthdeck::Side> side);
    /// The trader chose other levels or another buffer for this window.
    void wishChanged(const depthdeck::DepthWish &wish);

private:
    void build();
    void showState(const MarketState &state);
    void describe(const MarketState &state);
    void showFacts(const MarketState &state);
    void showElsewhere(const Market *definition);
    void openMenu(const QPoint &position, const DepthCell &cell);
    void addPulls(QMenu &menu, const DepthCell &cell);
    void addRowCounts(QMenu &menu);
    void onOrder(int index);
    void trackEveryOrder();
    [[nodiscard]] QString sentenceFor(const MarketState *state) const;
    [[nodiscard]] QString freshnessWords(const MarketState &state) const;
    [[nodiscard]] QString markSentence(const Market *definition, const OwnMark &mark) const;

    const MarketBoard &m_board;
    const OrderStore &m_orders;
    const Theme &m_theme;
    const Clock &m_clock;
    std::optional<MarketKey> m_market;
    std::vector<OwnMark> m_marks;
    std::vector<OwnMark> m_elsewhere; ///< as last said in the line below the book
    QueueTracker m_queues;            ///< of every market: a window that turns to another one and back forgets nothing
    const OrderBookBoard *m_orderBooks = nullptr; ///< borrowed, may be absent
    DepthWish m_wish = usualDepthWish;
    std::uint64_t m_revision = 0;
    bool m_ordersDirty = true;
    bool m_everythingDirty = true;

    FactStrip *m_trade = nullptr;       // child of this
    FactStrip *m_day = nullptr;         // child of this
    DepthView *m_view = nullptr;        // child of this
    DepthTotalsBar *m_totals = nullptr; // child of this
    QLabel *m_otherOrders = nullptr;    // child of this
};

} // namespace depthdeck::ui
