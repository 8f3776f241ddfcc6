// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_board.h"
#include "ui/ticket/order_kind.h"

#include <QObject>
#include <QStringList>

namespace depthdeck::ui {

class DistanceField;
class NamedCombo;
class PriceField;
class QuantityField;
class Theme;

/// Kind, time and prices of one order: the controls and how they go together, without their place on the screen. A
/// price starts from the market when the market changes and is the trader's from then on. The controls are children of
/// the widget it is made for.
class OrderTerms final : public QObject
{
    Q_OBJECT

public:
    /// Second: of the other order of an OCO, whose controls have names of their own and offer no kind that needs none.
    enum class Role { First, Second };

    OrderTerms(const Theme &theme, Role role, QWidget &parent);

    [[nodiscard]] OrderKind kind() const;
    void setKind(OrderKind kind);
    void setTimeInForce(TimeInForce time);
    [[nodiscard]] Side side() const noexcept { return m_side; }
    /// Prices that the trader has not touched follow to the new side of the book.
    void setSide(Side side, const MarketState *market);
    /// Another market starts with fresh prices. The definition may be missing yet.
    void setMarket(const MarketState *market);
    /// The same market has another definition.
    void adoptDefinition(const MarketState *market);
    /// Gives the first prices when the market had none before.
    void openLate(const MarketState *market);
    /// Into the stop price of an order that has no other, else into the limit price; an order without a price becomes a
    /// limit order.
    void setPrice(Price price);
    /// Into the limit price, as the trader's.
    void setLimit(Price price);
    /// What counts the money of the trail distance.
    void setLots(Quantity lots);

    /// Type, time, prices, trail and max show.
    void write(OrderDraft &draft) const;
    /// The same, as if the trader had entered them.
    void load(const OrderDraft &draft);
    /// What the fields say of their own texts.
    [[nodiscard]] QStringList faults() const;
    [[nodiscard]] bool usesLimit() const { return usesLimitPrice(typeOf(kind())); }
    [[nodiscard]] bool usesStop() const { return usesStopPrice(typeOf(kind())); }

    [[nodiscard]] NamedCombo &kindBox() const noexcept { return *m_kind; }
    [[nodiscard]] NamedCombo &timeBox() const noexcept { return *m_time; }
    [[nodiscard]] PriceField &limit() const noexcept { return *m_limit; }
    [[nodiscard]] PriceField &stop() const noexcept { return *m_stop; }
    [[nodiscard]] DistanceField &trail() const noexcept { return *m_trail; }
    [[nodiscard]] QuantityField &maxShow() const noexcept { return *m_maxShow; }

signals:
    void changed();
    /// Before changed(): other fields are used now.
    void kindChanged();

private:
    void fillBoxes(Role role);
    void connectControls();
    void onKindChosen();
    void onPriceEdited(bool &touched);
    void onTrailEdited();
    void offerTimes();
    void open(const MarketState *market);
    void openTrailingStop(const MarketState &market);
    void updateTrailBasis();
    void useFields();
    void keepOrRestore(PriceField &field, bool used, bool touched, std::optional<Price> &kept);

    const MarketState *m_market = nullptr; // of the board: stays good
    Side m_side = Side::Buy;
    Quantity m_lots{1};
    TimeInForce m_wishedTime = TimeInForce::Day; ///< by the trader; comes back with a kind that can have it
    bool m_opened = false;                       ///< the market has given its first prices
    bool m_limitTouched = false;                 ///< by the trader: it never moves by itself again
    bool m_stopTouched = false;
    bool m_opening = false;           ///< a value is being set by this class itself
    std::optional<Price> m_keptLimit; ///< entered, while the kind does not use it
    std::optional<Price> m_keptStop;
    std::optional<Quantity> m_keptMaxShow;

    // Children of the widget it is made for.
    NamedCombo *m_kind;
    NamedCombo *m_time;
    PriceField *m_limit;
    PriceField *m_stop;
    DistanceField *m_trail;
    QuantityField *m_maxShow;
};

} // namespace depthdeck::ui
