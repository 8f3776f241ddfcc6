// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/market_record.h"

#include <algorithm>
#include <utility>

namespace depthdeck {

namespace {

template <typename T>
void replaceIfTold(std::optional<T> &old, const std::optional<T> &told) noexcept
{
    if (told)
        old = told;
}

/// A figure and when it was taken: the old date does not belong to the new figure.
template <typename T>
void replaceIfTold(std::optional<T> &old, FigureDate &oldDate, const std::optional<T> &told,
                   const FigureDate &date) noexcept
{
    if (!told)
        return;
    old = told;
    oldDate = date;
}

} // namespace

void MarketRecord::imageArrived() noexcept
{
    m_hasImage = true;
    m_imageArrived = true;
    m_refused.reset();
}

void MarketRecord::quoteTrade(const LastTrade &trade) noexcept
{
    const std::int64_t volumeBefore = std::exchange(m_quote.totalVolume, trade.totalVolume);
    m_quote.tradeCount = trade.tradeCount;
    if (trade.spread)
        m_quote.spread = *trade.spread;
    if (!trade.price)
        return;
    // A trade message does not tell how much was done at the price: the sum goes on until an image tells.
    const bool isNewTrade = trade.totalVolume != volumeBefore;
    const std::int64_t before = m_quote.last == trade.price ? m_quote.lastTotalVolume : 0;
    m_quote.lastTotalVolume = trade.totalAtPrice.value_or(before + (isNewTrade ? trade.volume.contracts : 0));
    m_quote.last = trade.price;
    m_quote.lastDueToSpread = trade.dueToSpread;
    m_quote.lastVolume = trade.volume;
    m_quote.lastAt = trade.at;
    m_quote.lastTime = trade.time;
}

void MarketRecord::print(const LastTrade &trade, const TradeCounter::Print &print, SteadyTime receivedAt)
{
    m_prints.push_back({*trade.price, Quantity{print.volume}, trade.at, trade.dueToSpread, print.merged,
                        trade.totalVolume, trade.time, receivedAt});
}

void MarketRecord::applyImage(ImageMessage &image)
{
    std::swap(m_book, image.book);
    imageArrived();
    if (!image.lastTrade) {
        m_counter.imageWithoutTrade();
        return;
    }
    const LastTrade &last = *image.lastTrade;
    quoteTrade(last);
    if (!last.price)
        return;
    if (const auto found = m_counter.image(last.totalVolume, last.volume.contracts, m_book.buffer))
        print(last, *found, m_book.receivedAt);
}

void MarketRecord::applySnapshot(SnapshotMessage snapshot, SteadyTime receivedAt)
{
    // A snapshot without an image is an empty book: that is what a closed market has (t4-protocol.md c.3).
    m_book = snapshot.image ? std::move(snapshot.image->book) : DepthBook{};
    m_book.receivedAt = receivedAt;
    m_book.delayed = m_book.delayed || snapshot.delayed;
    if (snapshot.mode != MarketMode::Undefined)
        m_book.mode = snapshot.mode;
    imageArrived();

    std::optional<std::int64_t> total;
    if (snapshot.image && snapshot.image->lastTrade) {
        quoteTrade(*snapshot.image->lastTrade);
        total = snapshot.image->lastTrade->totalVolume;
    }
    if (snapshot.trade && snapshot.trade->trade.totalVolume >= total.value_or(0)) {
        quoteTrade(snapshot.trade->trade);
        total = snapshot.trade->trade.totalVolume;
    }
    if (total)
        m_counter.startAt(*total);
    else if (snapshot.image)
        m_counter.imageWithoutTrade();
    if (snapshot.highLow)
        applyHighLow(*snapshot.highLow);
    if (snapshot.priceLimits)
        applyPriceLimits(*snapshot.priceLimits);
    if (snapshot.settlement)
        applySettlement(*snapshot.settlement);
}

void MarketRecord::applyTrade(const TradeMessage &message, SteadyTime receivedAt)
{
    quoteTrade(message.trade);
    if (message.mode != MarketMode::Undefined)
        m_book.mode = message.mode;
    m_book.delayed = m_book.delayed || message.delayed;
    if (const auto found = m_counter.trade(message.trade.totalVolume, message.trade.volume.contracts))
        print(message.trade, *found, receivedAt);
}

void MarketRecord::applyHighLow(const HighLowMessage &message)
{
    // Of one trade date the absent ones are merely not told; another date starts a new range.
    if (message.tradeDate != m_highLowDate) {
        m_quote.open.reset();
        m_quote.high.reset();
        m_quote.low.reset();
        m_highLowDate = message.tradeDate;
        m_quote.rangeDate = readWireDate(message.tradeDate);
    }
    replaceIfTold(m_quote.open, message.open);
    replaceIfTold(m_quote.high, message.high);
    replaceIfTold(m_quote.low, message.low);
    m_book.delayed = m_book.delayed || message.delayed;
}

void MarketRecord::applyPriceLimits(const PriceLimitsMessage &message)
{
    m_quote.limitHigh = message.high; // absent: no limit
    m_quote.limitLow = message.low;
    m_quote.limitsTime = message.time;
    m_book.delayed = m_book.delayed || message.delayed;
}

void MarketRecord::applySettlement(const SettlementMessage &message)
{
    replaceIfTold(m_quote.settlement, message.settlement);
    replaceIfTold(m_quote.settlementTime, message.settlementTime);
    replaceIfTold(m_quote.settlementTradeDate, message.settlementTradeDate);
    replaceIfTold(m_quote.heldSettlement, m_quote.heldSettlementDate, message.heldSettlement,
                  message.heldSettlementDate);
    replaceIfTold(m_quote.implied, message.implied);
    replaceIfTold(m_quote.heldImplied, message.heldImplied);
    replaceIfTold(m_quote.impliedTime, message.impliedTime);
    replaceIfTold(m_quote.vwap, m_quote.vwapDate, message.vwap, message.vwapDate);
    replaceIfTold(m_quote.openInterest, m_quote.openInterestDate, message.openInterest, message.openInterestDate);
    replaceIfTold(m_quote.clearedVolume, m_quote.clearedVolumeDate, message.clearedVolume, message.clearedVolumeDate);
    m_book.delayed = m_book.delayed || message.delayed;
}

bool MarketRecord::subscribeAgain() noexcept
{
    m_counter.forgetStream();
    return std::exchange(m_refused, std::nullopt).has_value();
}

std::vector<Trade> MarketRecord::takePrints() noexcept
{
    return std::exchange(m_prints, {});
}

bool MarketRecord::takeImageArrived() noexcept
{
    return std::exchange(m_imageArrived, false);
}

} // namespace depthdeck
