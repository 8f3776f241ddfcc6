// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_board.h"
#include "app/trading/order_draft.h"

#include <QWidget>

class QFormLayout;
class QPushButton;

namespace depthdeck::ui {

class OrderTerms;
class QuantityField;
class Theme;

/// The second order of an OCO, in a few lines. Its quantity follows the first order's until the trader says otherwise.
class OcoBlock final : public QWidget
{
    Q_OBJECT

public:
    explicit OcoBlock(const Theme &theme, QWidget *parent = nullptr);

    void setMarket(const MarketState *market);
    void adoptDefinition(const MarketState *market);
    void openLate(const MarketState *market);
    /// The block has just been opened beside @p first: the other kind of order on the same side, as both sides of a
    /// position's exit are.
    void startBeside(const OrderDraft &first);
    void setFirstQuantity(std::optional<Quantity> quantity);

    /// Account, market and conditions are the first order's.
    [[nodiscard]] OrderDraft value(const OrderDraft &first) const;
    void load(const OrderDraft &second);
    [[nodiscard]] QStringList faults() const;
    [[nodiscard]] OrderTerms &terms() const noexcept { return *m_terms; }
    [[nodiscard]] QuantityField &quantity() const noexcept { return *m_quantity; }

signals:
    void changed();

private:
    void build();
    void connectControls();
    void applyTheme();
    void setSide(Side side);
    void showUsed();

    const Theme &m_theme;
    const MarketState *m_market = nullptr; // of the board: stays good
    bool m_quantityTouched = false;
    bool m_following = false; ///< the quantity is being set by the first order's
    // Children of this.
    QFormLayout *m_form;
    QPushButton *m_buy;
    QPushButton *m_sell;
    QuantityField *m_quantity;
    OrderTerms *m_terms;
};

} // namespace depthdeck::ui
