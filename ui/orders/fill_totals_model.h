// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/identifiers.h"
#include "app/market/price.h"
#include "app/market/side.h"
#include "app/trading/wide.h"

#include <QAbstractItemModel>

#include <memory>
#include <optional>
#include <vector>

namespace depthdeck {
class MarketBoard;
}

namespace depthdeck::ui {

/// What a fill adds to the totals; negative lots and fills take it out again.
struct FillTally
{
    MarketId market;
    Side side = Side::Buy;
    std::optional<Price> price;
    std::int32_t lots = 0;
    int fills = 0;
    friend bool operator==(const FillTally &, const FillTally &) noexcept = default;
};

/// Contracts and average price of what was bought and of what was sold in each market, with the prices below it.
/// Changes come in by tallies; costs by their number, not by that of the fills.
class FillTotalsModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column : int { What, Lots, PriceOf, Fills, ColumnCount };

    explicit FillTotalsModel(const MarketBoard &board, QObject *parent = nullptr);

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void apply(const std::vector<FillTally> &tallies);
    void clear();

private:
    /// What traded at one price.
    struct Line
    {
        Price price;
        std::int64_t lots = 0;
        int fills = 0;
    };
    /// One side of one market.
    struct Total
    {
        MarketId market;
        Side side = Side::Buy;
        std::int64_t lots = 0;
        std::int64_t pricedLots = 0;
        int fills = 0;
        Wide value = 0;          ///< sum of price units x lots
        std::vector<Line> lines; ///< highest first
        bool dirty = false;
    };

    void apply(const FillTally &tally);
    void applyLine(std::size_t total, const FillTally &tally);
    [[nodiscard]] std::size_t totalOf(const FillTally &tally);
    [[nodiscard]] QString text(const Total &total, Column column) const;
    [[nodiscard]] QString text(const Total &total, const Line &line, Column column) const;
    [[nodiscard]] QString marketText(const MarketId &market) const;

    const MarketBoard &m_board;
    std::vector<Total> m_totals;
};

} // namespace depthdeck::ui
