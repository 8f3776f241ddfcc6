// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_board.h"
#include "ui/theme/theme.h"

#include <QString>

#include <array>
#include <bitset>

namespace depthdeck::ui {

enum class WatchlistColumn : std::uint8_t {
    Market,
    BidSize,
    Bid,
    Offer,
    OfferSize,
    Last,
    Change,
    Volume,
    High,
    Low,
    Open,
    Settlement,
    Vwap,
    OpenInterest,
    ClearedVolume,
    State
};
inline constexpr int watchlistColumnCount = 16;

using WatchlistColumns = std::bitset<watchlistColumnCount>;

[[nodiscard]] constexpr std::size_t at(WatchlistColumn column) noexcept
{
    return static_cast<std::size_t>(column);
}

/// One market of the list: the values it shows, and their texts made once for each change of a value.
class WatchlistRow
{
public:
    explicit WatchlistRow(MarketKey key) : m_key{std::move(key)} {}

    [[nodiscard]] const MarketKey &key() const noexcept { return m_key; }
    [[nodiscard]] const MarketState *state() const noexcept { return m_state; }
    /// Whether the board knows something newer. One comparison: cheap enough to ask every row on every frame.
    [[nodiscard]] bool isBehind() const noexcept { return m_state && m_state->revision != m_revision; }
    /// Looks the market up until the board knows it.
    void find(const MarketBoard &board) noexcept
    {
        if (!m_state)
            m_state = board.find(m_key.market);
    }
    /// Every text has to be made again, whether its value changes or not: the definition is another one.
    void forgetTexts() noexcept { m_textsAreOld = true; }
    /// Takes the newest state over and returns the columns whose text or colour changed.
    WatchlistColumns update();

    /// For the market column the id, until its definition is known.
    [[nodiscard]] const QString &text(WatchlistColumn column) const noexcept { return m_texts[at(column)]; }
    [[nodiscard]] ColorRole color(WatchlistColumn column) const noexcept;

    /// Until when a cell shows that it has changed; the default value: it does not.
    [[nodiscard]] SteadyTime flashUntil(WatchlistColumn column) const noexcept { return m_flashUntil[at(column)]; }
    void flash(WatchlistColumn column, SteadyTime until) noexcept { m_flashUntil[at(column)] = until; }
    /// The colour of a flash: that of the side. Nullopt for a column that never flashes.
    [[nodiscard]] std::optional<ColorRole> flashColor(WatchlistColumn column) const noexcept;

private:
    /// What decides a column's text; nullopt shows as a dash.
    using Values = std::array<std::optional<std::int64_t>, watchlistColumnCount>;

    [[nodiscard]] static Values valuesOf(const MarketState &state) noexcept;
    [[nodiscard]] QString textOfColumn(WatchlistColumn column) const;

    MarketKey m_key;
    const MarketState *m_state = nullptr; // borrowed from the board, good for its life
    std::uint64_t m_revision = 0;
    bool m_textsAreOld = true;
    Values m_values;
    std::array<QString, watchlistColumnCount> m_texts;
    std::array<SteadyTime, watchlistColumnCount> m_flashUntil{};
};

} // namespace depthdeck::ui
