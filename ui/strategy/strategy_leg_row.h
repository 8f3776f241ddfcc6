// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/strategy_desk.h"
#include "ui/theme/theme.h"

#include <QObject>

class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace depthdeck::ui {

class NamedCombo;
class PriceField;
class QuantityField;

/// The controls of one leg, a line of the legs' grid: market, side, ratio, and for covered strategies hedge price and
/// delta.
class StrategyLegRow final : public QObject
{
    Q_OBJECT

public:
    /// @p number counts from 1. Puts its controls into line @p number of @p grid, under @p parent.
    StrategyLegRow(int number, const Theme &theme, const MarketBoard &board, QGridLayout &grid, QWidget *parent);
    ~StrategyLegRow() override;

    void setMarket(const MarketKey &market);
    [[nodiscard]] const std::optional<MarketKey> &market() const noexcept { return m_market; }
    [[nodiscard]] Side side() const;
    void setSide(Side side);
    /// Hedge price and delta are shown for covered strategies alone.
    void setCovered(bool covered);
    /// The market may be without a key: faultText() says so.
    [[nodiscard]] StrategyLeg leg() const;
    /// What is wrong with this leg; empty for nothing.
    [[nodiscard]] QString faultText() const;
    /// The market's name and ticks, as they are known now.
    void refresh();

signals:
    void changed();
    void marketSearchRequested();

private:
    void place(QGridLayout &grid);
    void applyMetrics();
    [[nodiscard]] std::optional<Price> delta() const;

    int m_number;
    const Theme &m_theme;
    const MarketBoard &m_board;
    std::optional<MarketKey> m_market;
    bool m_covered = false;
    // Children of the parent widget; deleted with this.
    QLabel *m_label;
    QPushButton *m_choose;
    NamedCombo *m_side;
    QuantityField *m_ratio;
    PriceField *m_price;
    QLineEdit *m_delta;
};

} // namespace depthdeck::ui
