// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_board.h"
#include "app/trading/activation.h"

#include <QWidget>

class QCheckBox;
class QFormLayout;
class QLabel;

namespace depthdeck::ui {

class MomentField;
class NamedCombo;
class PriceField;
class QuantityField;
class Theme;

/// What an order waits for, and when it is given up (t4-protocol.md e.4). The choice itself is a box that stands where
/// the ticket puts it; the block below shows what the choice needs, and nothing while it needs nothing.
class ActivationBlock final : public QWidget
{
    Q_OBJECT

public:
    explicit ActivationBlock(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] NamedCombo &box() const noexcept { return *m_kind; }
    /// The order ends by a rule: shown with any choice.
    void setEndsShown(bool shown);
    [[nodiscard]] bool endsShown() const noexcept { return m_endsShown; }
    void setMarket(const MarketState *market);
    /// Where fresh times start.
    void setNow(WallTime now);

    [[nodiscard]] Activation value() const;
    void load(const Activation &activation);
    [[nodiscard]] QStringList faults() const;
    [[nodiscard]] PriceField &price() const noexcept { return *m_price; }

signals:
    void changed();

private:
    /// What the box offers: the kinds, AtTime once for a time and once for a delay.
    enum class Choice { AtOnce, AtTime, AfterDelay, TradeAbove, TradeBelow, QuoteAbove, QuoteBelow, Mode, Queue };

    void build();
    void addRow(const QString &text, QWidget *field);
    void connectControls();
    void showWhatIsNeeded();
    void openPrice();
    [[nodiscard]] Choice choice() const;
    void choose(Choice choice);
    [[nodiscard]] static QString choiceText(Choice choice);
    [[nodiscard]] static ActivationKind kindOf(Choice choice) noexcept;
    [[nodiscard]] static Choice choiceOf(const Activation &activation) noexcept;

    const Theme &m_theme;
    const MarketState *m_market = nullptr; // of the board: stays good
    bool m_endsShown = false;
    bool m_priceTouched = false;
    bool m_opening = false;
    // Children of this, the box of whoever places it.
    NamedCombo *m_kind;
    QFormLayout *m_form;
    MomentField *m_submit;
    PriceField *m_price;
    NamedCombo *m_quoteSide;
    QuantityField *m_lots;
    QCheckBox *m_implied;
    NamedCombo *m_mode;
    QLabel *m_explanation;
    MomentField *m_giveUp;
    MomentField *m_cancel;
};

} // namespace depthdeck::ui
