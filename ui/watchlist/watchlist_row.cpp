// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/watchlist/watchlist_row.h"

#include "ui/common/market_words.h"
#include "ui/common/number_text.h"

namespace depthdeck::ui {

namespace {

std::optional<std::int64_t> units(const std::optional<Price> &price) noexcept
{
    return price ? std::optional{price->units()} : std::nullopt;
}

} // namespace

WatchlistRow::Values WatchlistRow::valuesOf(const MarketState &state) noexcept
{
    Values values;
    const auto set = [&](WatchlistColumn column, std::optional<std::int64_t> value) { values[at(column)] = value; };
    if (const DepthLine *bid = state.book.bestBid()) {
        set(WatchlistColumn::Bid, bid->price.units());
        set(WatchlistColumn::BidSize, bid->volume.contracts);
    }
    if (const DepthLine *offer = state.book.bestOffer()) {
        set(WatchlistColumn::Offer, offer->price.units());
        set(WatchlistColumn::OfferSize, offer->volume.contracts);
    }
    const Quote &quote = state.quote;
    set(WatchlistColumn::Last, units(quote.last));
    set(WatchlistColumn::Change, units(quote.change()));
    set(WatchlistColumn::Volume, quote.totalVolume > 0 ? std::optional{quote.totalVolume} : std::nullopt);
    set(WatchlistColumn::High, units(quote.high));
    set(WatchlistColumn::Low, units(quote.low));
    set(WatchlistColumn::Open, units(quote.open));
    set(WatchlistColumn::Settlement, units(quote.settlement));
    set(WatchlistColumn::Vwap, units(quote.vwap));
    set(WatchlistColumn::OpenInterest, quote.openInterest);
    set(WatchlistColumn::ClearedVolume, quote.clearedVolume);
    set(WatchlistColumn::State, static_cast<std::int64_t>(state.freshness));
    return values;
}

WatchlistColumns WatchlistRow::update()
{
    WatchlistColumns changed;
    const Values values = m_state ? valuesOf(*m_state) : Values{};
    const bool all = std::exchange(m_textsAreOld, false);
    for (std::size_t column = 0; column < values.size(); ++column) {
        if (!all && values[column] == m_values[column])
            continue;
        m_values[column] = values[column];
        QString text = textOfColumn(static_cast<WatchlistColumn>(column));
        changed[column] = text != m_texts[column];
        m_texts[column] = std::move(text);
    }
    m_revision = m_state ? m_state->revision : 0;
    return changed;
}

QString WatchlistRow::textOfColumn(WatchlistColumn column) const
{
    const Market *definition = m_state && m_state->definition ? &*m_state->definition : nullptr;
    const std::optional<std::int64_t> value = m_values[at(column)];
    const auto price = [&] { return value ? std::optional{Price::fromUnits(*value)} : std::nullopt; };
    switch (column) {
    case WatchlistColumn::Market:
        return textOf(m_state ? m_state->displayName() : m_key.market.text());
    case WatchlistColumn::Bid:
    case WatchlistColumn::Offer:
    case WatchlistColumn::Last:
    case WatchlistColumn::High:
    case WatchlistColumn::Low:
    case WatchlistColumn::Open:
    case WatchlistColumn::Settlement:
        return priceText(definition, price());
    case WatchlistColumn::Vwap:
        return averageText(definition, price());
    case WatchlistColumn::Change:
        return changeText(definition, price());
    case WatchlistColumn::BidSize:
    case WatchlistColumn::OfferSize:
    case WatchlistColumn::Volume:
    case WatchlistColumn::OpenInterest:
    case WatchlistColumn::ClearedVolume:
        return value ? countText(*value) : QString{absentMark};
    case WatchlistColumn::State:
        return freshnessText(m_state ? m_state->freshness : Freshness::Waiting);
    }
    return {};
}

ColorRole WatchlistRow::color(WatchlistColumn column) const noexcept
{
    const Freshness freshness = m_state ? m_state->freshness : Freshness::Waiting;
    if (column == WatchlistColumn::State)
        return freshnessColor(freshness);
    if (column == WatchlistColumn::Market)
        return ColorRole::Text;
    if (!m_values[at(column)] || (freshness != Freshness::Live && freshness != Freshness::Delayed))
        return ColorRole::Faint; // the word in the state column says why
    switch (column) {
    case WatchlistColumn::Bid:
        return ColorRole::Bid;
    case WatchlistColumn::Offer:
        return ColorRole::Offer;
    case WatchlistColumn::Change: {
        const std::int64_t change = *m_values[at(column)];
        return change == 0 ? ColorRole::Text : (change < 0 ? ColorRole::Down : ColorRole::Up);
    }
    case WatchlistColumn::Last:
        return ColorRole::Text;
    case WatchlistColumn::BidSize:
    case WatchlistColumn::OfferSize:
    case WatchlistColumn::Volume:
    case WatchlistColumn::High:
    case WatchlistColumn::Low:
    case WatchlistColumn::Open:
    case WatchlistColumn::Settlement:
    case WatchlistColumn::Vwap:
    case WatchlistColumn::OpenInterest:
    case WatchlistColumn::ClearedVolume:
    case WatchlistColumn::Market:
    case WatchlistColumn::State:
        break;
    }
    return ColorRole::Quiet;
}

std::optional<ColorRole> WatchlistRow::flashColor(WatchlistColumn column) const noexcept
{
    switch (column) {
    case WatchlistColumn::Bid:
    case WatchlistColumn::BidSize:
        return ColorRole::BidBar;
    case WatchlistColumn::Offer:
    case WatchlistColumn::OfferSize:
        return ColorRole::OfferBar;
    case WatchlistColumn::Last:
        if (m_state && m_state->quote.lastAt == BookSide::Bid)
            return ColorRole::BidBar;
        return m_state && m_state->quote.lastAt == BookSide::Offer ? std::optional{ColorRole::OfferBar} : std::nullopt;
    case WatchlistColumn::Market:
    case WatchlistColumn::Change:
    case WatchlistColumn::Volume:
    case WatchlistColumn::High:
    case WatchlistColumn::Low:
    case WatchlistColumn::Open:
    case WatchlistColumn::Settlement:
    case WatchlistColumn::Vwap:
    case WatchlistColumn::OpenInterest:
    case WatchlistColumn::ClearedVolume:
    case WatchlistColumn::State:
        break;
    }
    return std::nullopt;
}

} // namespace depthdeck::ui
