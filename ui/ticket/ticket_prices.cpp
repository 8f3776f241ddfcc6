// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/ticket_prices.h"

namespace depthdeck::ui {

namespace {

std::optional<Price> bestOf(const DepthLine *line)
{
    return line ? std::optional{line->price} : std::nullopt;
}

std::optional<Price> lastKnown(const Quote &quote)
{
    return quote.last ? quote.last : quote.settlement;
}

} // namespace

TicketPrices openingPrices(Side side, OrderType type, const DepthBook &book, const Quote &quote, const TickTable &ticks)
{
    const bool buys = side == Side::Buy;
    const std::optional<Price> own = bestOf(buys ? book.bestBid() : book.bestOffer());
    const std::optional<Price> other = bestOf(buys ? book.bestOffer() : book.bestBid());
    const std::optional<Price> known = lastKnown(quote);

    TicketPrices prices;
    prices.limit = own ? own : (known ? known : other);
    const std::optional<Price> market = other ? other : (known ? known : own);
    prices.stop = market ? ticks.stepped(*market, buys ? 1 : -1) : std::nullopt;
    if (type == OrderType::StopLimit && prices.stop)
        prices.limit = prices.stop;
    // A settlement may lie between two ticks, an order may not.
    if (prices.limit)
        prices.limit = ticks.snapped(*prices.limit, buys ? TickTable::Rounding::Down : TickTable::Rounding::Up);
    return prices;
}

} // namespace depthdeck::ui
