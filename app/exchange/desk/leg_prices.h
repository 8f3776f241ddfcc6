// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/venue/market_spec.h"

namespace depthdeck::exchange {

/// The last known price of every market: from it the legs of a traded spread get their prices (t4-protocol.md e.7).
class LegPrices
{
public:
    /// @p markets is borrowed; it may grow.
    explicit LegPrices(const MarketSpecs &markets) : m_markets{markets}, m_last(markets.size()) {}

    void setLast(MarketIndex market, Price price)
    {
        if (market >= m_last.size())
            m_last.resize(std::size_t{market} + 1);
        m_last[market] = price;
    }
    [[nodiscard]] std::optional<Price> last(MarketIndex market) const noexcept
    {
        return market < m_last.size() ? m_last[market] : std::nullopt;
    }

    /// One price a leg of @p spread, which traded at @p price: the back legs at their last price, the first leg at
    /// what makes the spread exact. Empty for an outright, and when a leg has no price yet.
    [[nodiscard]] std::vector<Price> legsOf(MarketIndex spread, Price price) const;

private:
    const MarketSpecs &m_markets;
    std::vector<std::optional<Price>> m_last;
};

} // namespace depthdeck::exchange
