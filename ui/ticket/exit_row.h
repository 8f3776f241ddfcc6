// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_board.h"
#include "app/market/side.h"
#include "app/trading/submission_draft.h"
#include "ui/common/price_distance.h"

#include <QWidget>

class QCheckBox;
class QFormLayout;
class QLabel;
class QPushButton;

namespace depthdeck::ui {

class DistanceField;
class QuantityField;
class Theme;

/// Where exits are measured from.
struct EntryBasis
{
    const MarketState *market = nullptr;
    std::optional<Price> from;
    bool isExpected = false; ///< the entry has no price of its own
    Side side = Side::Buy;   ///< of the entry
    Quantity lots{1};        ///< of the entry
    friend bool operator==(const EntryBasis &, const EntryBasis &) = default;
};

/// One exit of a bracket: lots, profit, stop, and how the stop trails.
class ExitRow final : public QWidget
{
    Q_OBJECT

public:
    /// @p number: 1 for the first; names the controls.
    ExitRow(const Theme &theme, int number, QWidget *parent = nullptr);

    /// Whether it has lots of its own and can be removed.
    void setOneOfMany(bool many);
    void setEntry(const EntryBasis &entry);
    void setLots(Quantity lots);
    [[nodiscard]] std::optional<Quantity> lots() const;

    /// @p absolute: prices, else signed differences from the entry.
    [[nodiscard]] BracketExit value(bool absolute) const;
    void load(const BracketExit &bracketExit, bool absolute);
    /// In ticks, as templates have them.
    void loadTicks(std::optional<std::int64_t> profit, std::optional<std::int64_t> stop,
                   std::optional<std::int64_t> trail);
    /// A price was typed, so that a price should be sent.
    [[nodiscard]] bool hasTypedPrice() const;
    [[nodiscard]] QStringList faults() const;

    [[nodiscard]] DistanceField &profit() const noexcept { return *m_profit; }
    [[nodiscard]] DistanceField &stop() const noexcept { return *m_stop; }
    [[nodiscard]] DistanceField &trail() const noexcept { return *m_trail; }
    [[nodiscard]] QuantityField &lotsField() const noexcept { return *m_lots; }
    [[nodiscard]] bool trails() const;

signals:
    void changed();
    void removeRequested();

private:
    void build(int number);
    void applyTheme();
    [[nodiscard]] std::optional<DistanceBasis> basis(bool upwards) const;
    void updateBases();

    const Theme &m_theme;
    EntryBasis m_entry;
    bool m_many = false;
    // Children of this.
    QFormLayout *m_form;
    QWidget *m_head;
    QuantityField *m_lots;
    QPushButton *m_remove;
    DistanceField *m_profit;
    DistanceField *m_stop;
    QCheckBox *m_trails;
    DistanceField *m_trail;
};

} // namespace depthdeck::ui
