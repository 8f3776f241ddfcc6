// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_board.h"

#include <string>
#include <vector>

namespace depthdeck::test {

inline Price price(const char *text)
{
    return Price::parse(text).value();
}

inline MarketKey sampleKey(const std::string &contract = "ES")
{
    return {ExchangeId{"CME_Eq"}, ContractId{contract}, MarketId{"XCME_Eq " + contract + " (Z26)"}};
}

/// A future with quarter ticks and two decimals.
inline Market sampleMarket(const MarketKey &key)
{
    Market market;
    market.key = key;
    market.details = "E-mini S&P 500 Dec 2026";
    market.expiryDate = 202612;
    market.wireDecimals = 2;
    market.ticks = TickTable::make(price("0.25")).value();
    market.format = PriceFormat::decimal(2);
    return market;
}

/// @p levels of each side, a quarter apart, the bids from @p bid down, the offers from a quarter above it up. Volumes
/// are 100, 110, 120 … and 200, 210, 220 …, one order for every ten contracts.
inline DepthBook sampleBook(const char *bid = "6025.25", int levels = 10)
{
    DepthBook book;
    const Price tick = price("0.25");
    for (int level = 0; level < levels; ++level) {
        const auto bids = price(bid).minus(tick.times(level).value()).value();
        const auto offers = price(bid).plus(tick.times(level + 1).value()).value();
        book.bids.push_back({bids, Quantity{100 + 10 * level}, 10 + level});
        book.offers.push_back({offers, Quantity{200 + 10 * level}, 20 + level});
    }
    book.mode = MarketMode::Open;
    return book;
}

inline Trade sampleTrade(const char *at, int volume, BookSide side, std::int64_t total)
{
    Trade trade;
    trade.price = price(at);
    trade.volume = Quantity{volume};
    trade.at = side;
    trade.totalVolume = total;
    trade.time = WallTime{std::chrono::milliseconds{1'785'585'600'000 + total}};
    return trade;
}

/// A change of @p key's market, to be filled in further and handed to apply().
inline MarketChange sampleChange(const MarketKey &key, DepthBook book)
{
    MarketChange change{.market = key.market, .book = std::move(book), .quote = {}, .trades = {}, .refused = {}};
    change.quote.last = price("6025.25");
    change.quote.lastVolume = Quantity{3};
    change.quote.lastAt = BookSide::Bid;
    change.quote.totalVolume = 1'204'331;
    change.quote.open = price("6010.00");
    change.quote.high = price("6031.50");
    change.quote.low = price("6001.25");
    change.quote.settlement = price("6006.50");
    change.quote.limitLow = price("5605.00");
    change.quote.limitHigh = price("6408.00");
    change.hasImage = true;
    return change;
}

inline void apply(MarketBoard &board, MarketChange change)
{
    FeedChanges changes;
    changes.markets.push_back(std::move(change));
    board.apply(std::move(changes));
}

inline void define(MarketBoard &board, Market market)
{
    FeedChanges changes;
    changes.definitions.push_back(std::move(market));
    board.apply(std::move(changes));
}

} // namespace depthdeck::test
