// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/order_book_message.h"

#include "app/time/timestamp.h"

#include <t4/v1/market/market.pb.h>

namespace depthdeck {

namespace wire = t4proto::v1::market;

namespace {

std::optional<Side> sideOf(t4proto::v1::common::BidOffer side) noexcept
{
    switch (side) {
    case t4proto::v1::common::BID_OFFER_BID:
        return Side::Buy;
    case t4proto::v1::common::BID_OFFER_OFFER:
        return Side::Sell;
    default:
        return std::nullopt;
    }
}

/// An order of a snapshot or an update: both have the same fields.
template <typename Message>
bool readOrder(const Message &message, RestingOrder &into) noexcept
{
    const auto side = sideOf(message.bid_offer());
    const auto price = Price::parse(message.price().value());
    if (!side || !price || message.volume() < 0)
        return false;
    into = {message.order_id(), *side, *price, Quantity{message.volume()}, message.priority()};
    return true;
}

template <typename Message>
std::optional<WallTime> timeOf(const Message &message)
{
    return message.has_time() ? fromWire(message.time()) : std::nullopt;
}

bool readStep(const wire::MarketByOrderUpdate::Update &update, OrderBookStep &into) noexcept
{
    switch (update.update_type()) {
    case wire::MarketByOrderUpdate::UPDATE_TYPE_ADD_OR_UPDATE:
        into.kind = OrderBookStep::Kind::Put;
        return readOrder(update, into.order);
    case wire::MarketByOrderUpdate::UPDATE_TYPE_DELETE:
        into = {OrderBookStep::Kind::Remove, {.id = update.order_id(), .price = {}, .volume = {}}};
        return true;
    case wire::MarketByOrderUpdate::UPDATE_TYPE_CLEAR:
        into = {OrderBookStep::Kind::Clear, {}};
        return true;
    default:
        return false; // what it would do to the book is not known
    }
}

} // namespace

std::optional<OrderBookSnapshot> readSnapshot(const wire::MarketByOrderSnapshot &message)
{
    OrderBookSnapshot read;
    read.lastSequence = message.last_sequence();
    read.mode = static_cast<MarketMode>(message.mode());
    read.time = timeOf(message);
    read.orders.resize(static_cast<std::size_t>(message.orders_size()));
    auto order = read.orders.begin();
    for (const auto &received : message.orders()) {
        if (!readOrder(received, *order++))
            return std::nullopt;
    }
    return read;
}

bool readUpdate(const wire::MarketByOrderUpdate &message, OrderBookUpdate &into)
{
    into.sequence = message.sequence();
    into.mode = static_cast<MarketMode>(message.mode());
    into.time = timeOf(message);
    into.steps.resize(static_cast<std::size_t>(message.updates_size()));
    auto step = into.steps.begin();
    for (const auto &received : message.updates()) {
        if (!readStep(received, *step++))
            return false;
    }
    return true;
}

std::optional<OrderBookTrade> readTrade(const wire::MarketByOrderTrade &message)
{
    const auto price = Price::parse(message.trade_price().value());
    if (!price)
        return std::nullopt;
    OrderBookTrade read{.price = *price,
                        .volume = Quantity{message.trade_volume()},
                        .aggressor = static_cast<BookSide>(message.aggressor_side()),
                        .sequence = message.sequence(),
                        .time = timeOf(message),
                        .hits = {}};
    for (const auto &hit : message.orders())
        read.hits.push_back({hit.order_id(), Quantity{hit.volume()}, static_cast<BookSide>(hit.bid_offer())});
    return read;
}

} // namespace depthdeck
