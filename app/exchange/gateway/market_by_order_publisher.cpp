// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/gateway/market_by_order_publisher.h"

#include "app/exchange/gateway/market_data_publisher.h"
#include "app/exchange/gateway/server_frame.h"
#include "app/time/timestamp.h"
#include "t4/v1/service.pb.h"

#include <algorithm>
#include <array>

namespace depthdeck::exchange {

namespace {

using namespace t4proto::v1;
using Server = service::ServerMessage;

/// So many changes at most go into one message: a book that fills at an opening makes several.
constexpr std::size_t mostUpdatesAMessage = 500;
/// What a descending priority counts down from.
constexpr std::uint64_t highestPriority = 1'000'000'000'000'000;

common::BidOffer wireSide(Side side) noexcept
{
    return side == Side::Buy ? common::BID_OFFER_BID : common::BID_OFFER_OFFER;
}

common::BidOffer wireSide(BookSide side) noexcept
{
    return static_cast<common::BidOffer>(side);
}

BookSide opposite(BookSide side) noexcept
{
    return side == BookSide::Bid ? BookSide::Offer : side == BookSide::Offer ? BookSide::Bid : side;
}

/// Writes prices of one market in one format; runs of one price are written once.
class PriceWriter
{
public:
    PriceWriter(const MarketSpec &market, const PriceCodec &codec) noexcept : m_market{market}, m_codec{codec} {}

    [[nodiscard]] const std::string &text(Ticks ticks)
    {
        if (m_ticks != ticks) {
            const auto price = m_market.ticks.priceAt(ticks);
            m_text = price ? m_codec.encode(m_market, *price) : std::string{};
            m_ticks = ticks;
        }
        return m_text;
    }

private:
    const MarketSpec &m_market;
    PriceCodec m_codec;
    std::optional<Ticks> m_ticks;
    std::string m_text;
};

} // namespace

struct MarketByOrderPublisher::Channel
{
    /// A trade that was noted, and how many changes were noted before it.
    struct Trade
    {
        OrderTrade trade; ///< its span is not to be read: see @ref orders
        std::vector<OrderTrade::Hit> orders;
        std::size_t changesBefore = 0;
    };

    std::vector<Client *> clients;
    bool touched = false;
    bool modeChanged = false;
    std::vector<OrderBookChange> changes;
    std::vector<Trade> trades;
};

struct MarketByOrderPublisher::Scratch
{
    market::MarketByOrderUpdate update;
    market::MarketByOrderTrade trade;
};

MarketByOrderPublisher::MarketByOrderPublisher(Venue &venue, MarketDataPublisher &definitions,
                                               const MarketBehaviours &behaviours)
    : m_venue{venue},
      m_definitions{definitions},
      m_behaviours{behaviours},
      m_scratch{std::make_unique<Scratch>()}
{
}

MarketByOrderPublisher::~MarketByOrderPublisher() = default;

void MarketByOrderPublisher::subscribe(Client &client, const market::MarketByOrderSubscribe &wish)
{
    const auto market = m_venue.find(MarketId{wish.market_id()});
    if (!wish.subscribe()) {
        if (market)
            unsubscribe(client, *market);
        return;
    }
    if (!market)
        return reject(client, wish.market_id(), MarketMode::Unavailable);
    if (const auto reason = refusalOf(client, *market, wish))
        return reject(client, wish.market_id(), *reason);
    publish(); // so that the snapshot and the live messages behind it neither overlap nor leave a gap
    auto &channel = m_channels[*market];
    if (!channel) {
        channel = std::make_unique<Channel>();
        m_venue.watchOrders(*market, true);
    }
    std::erase(channel->clients, &client); // asked twice: a new snapshot, and each message once
    channel->clients.push_back(&client);
    m_definitions.ensureDetails(client, *market);
    sendSnapshot(client, *market);
}

std::optional<MarketMode> MarketByOrderPublisher::refusalOf(const Client &client, MarketIndex market,
                                                            const market::MarketByOrderSubscribe &wish) const
{
    const MarketKey &key = m_venue.markets()[market].key;
    const bool fits = (wish.exchange_id().empty() || wish.exchange_id() == key.exchange.text()) &&
                      (wish.contract_id().empty() || wish.contract_id() == key.contract.text());
    if (!fits)
        return MarketMode::Rejected;
    // There is no delayed data of single orders (t4-protocol.md c.7).
    if (!client.user().maySee(key.exchange) || client.user().delayedData)
        return MarketMode::NoPermission;
    if (m_venue.statistics(market).mode == MarketMode::Expired)
        return MarketMode::Expired;
    return std::nullopt;
}

void MarketByOrderPublisher::reject(Client &client, const std::string &market, MarketMode reason)
{
    market::MarketByOrderSubscribeReject message;
    message.set_market_id(market);
    toWire(m_venue.now(), *message.mutable_time());
    message.set_mode(static_cast<common::MarketMode>(reason));
    client.sendFrame(serverFrame(Server::kMarketByOrderSubscribeRejectFieldNumber, message));
}

void MarketByOrderPublisher::unsubscribe(const Client &client, MarketIndex market)
{
    const auto found = m_channels.find(market);
    if (found == m_channels.end())
        return;
    std::erase(found->second->clients, &client);
    if (!found->second->clients.empty())
        return;
    m_venue.watchOrders(market, false);
    m_channels.erase(found);
}

void MarketByOrderPublisher::forget(const Client &client)
{
    for (auto entry = m_channels.begin(); entry != m_channels.end();) {
        const MarketIndex market = entry->first;
        ++entry; // before the channel may go
        unsubscribe(client, market);
    }
}

void MarketByOrderPublisher::sendSnapshot(Client &client, MarketIndex market)
{
    const MarketSpec &spec = m_venue.markets()[market];
    PriceWriter prices{spec, client.codec()};
    market::MarketByOrderSnapshot message;
    message.set_market_id(spec.key.market.text());
    toWire(m_venue.now(), *message.mutable_time());
    message.set_mode(static_cast<common::MarketMode>(m_venue.statistics(market).mode));
    message.set_last_sequence(m_sequences[market]);
    for (const BookOrder &order : m_venue.orders(market)) {
        auto *line = message.add_orders();
        line->set_order_id(order.exchangeOrderId);
        line->set_bid_offer(wireSide(order.side));
        line->mutable_price()->set_value(prices.text(order.price));
        line->set_volume(order.volume);
        line->set_priority(wirePriority(order.priority));
    }
    client.sendFrame(serverFrame(Server::kMarketByOrderSnapshotFieldNumber, message));
}

/// Null when nobody watches @p market.
MarketByOrderPublisher::Channel *MarketByOrderPublisher::touch(MarketIndex market)
{
    const auto found = m_channels.find(market);
    if (found == m_channels.end())
        return nullptr;
    Channel &channel = *found->second;
    if (!channel.touched) {
        channel.touched = true;
        m_touched.push_back(market);
    }
    return &channel;
}

void MarketByOrderPublisher::noteChange(const OrderBookChange &change)
{
    if (Channel *channel = touch(change.market))
        channel->changes.push_back(change);
}

void MarketByOrderPublisher::noteTrade(const OrderTrade &trade)
{
    if (Channel *channel = touch(trade.market))
        channel->trades.push_back({trade, {trade.orders.begin(), trade.orders.end()}, channel->changes.size()});
}

void MarketByOrderPublisher::noteMode(MarketIndex market)
{
    if (Channel *channel = touch(market))
        channel->modeChanged = true;
}

void MarketByOrderPublisher::publish()
{
    for (const MarketIndex market : m_touched) {
        if (const auto found = m_channels.find(market); found != m_channels.end())
            publishChannel(market, *found->second);
    }
    m_touched.clear();
}

void MarketByOrderPublisher::publishChannel(MarketIndex market, Channel &channel)
{
    channel.touched = false;
    const std::span<const OrderBookChange> changes{channel.changes};
    std::size_t told = 0;
    for (std::size_t index = 0; index < channel.trades.size(); ++index) {
        const std::size_t upTo = channel.trades[index].changesBefore;
        sendUpdates(market, channel, changes.subspan(told, upTo - told));
        told = upTo;
        sendTrade(market, channel, index);
    }
    if (channel.modeChanged && told == changes.size()) // nothing else would tell the new mode
        sendUpdates(market, channel, changes.subspan(told));
    for (; told < changes.size(); told += mostUpdatesAMessage)
        sendUpdates(market, channel, changes.subspan(told, std::min(mostUpdatesAMessage, changes.size() - told)));
    channel.changes.clear();
    channel.trades.clear();
    channel.modeChanged = false;
}

/// Writes a frame for each price format that somebody has, and sends it to all of that format.
template <typename Write>
void MarketByOrderPublisher::sendToAll(Channel &channel, Write write)
{
    std::array<QByteArray, wirePriceFormatCount> frames;
    if (isLost())
        return;
    for (Client *client : channel.clients) {
        QByteArray &frame = frames[static_cast<std::size_t>(client->codec().format())];
        if (frame.isEmpty())
            frame = write(client->codec());
        client->sendFrame(frame);
    }
}

void MarketByOrderPublisher::sendUpdates(MarketIndex market, Channel &channel, std::span<const OrderBookChange> changes)
{
    if (changes.empty() && !channel.modeChanged)
        return;
    const MarketSpec &spec = m_venue.markets()[market];
    const std::uint64_t sequence = nextSequence(market);
    sendToAll(channel, [&](const PriceCodec &codec) {
        PriceWriter prices{spec, codec};
        market::MarketByOrderUpdate &message = m_scratch->update;
        message.Clear();
        message.set_market_id(spec.key.market.text());
        toWire(m_venue.now(), *message.mutable_time());
        message.set_mode(static_cast<common::MarketMode>(m_venue.statistics(market).mode));
        message.set_sequence(sequence);
        for (const OrderBookChange &change : changes) {
            auto *update = message.add_updates();
            update->set_update_type(static_cast<market::MarketByOrderUpdate::UpdateType>(change.type));
            update->set_order_id(change.id);
            if (change.type != OrderBookChange::Type::Set)
                continue;
            update->set_bid_offer(wireSide(change.side));
            update->mutable_price()->set_value(prices.text(change.price));
            update->set_volume(change.volume);
            update->set_priority(wirePriority(change.priority));
        }
        return serverFrame(Server::kMarketByOrderUpdateFieldNumber, message);
    });
}

void MarketByOrderPublisher::sendTrade(MarketIndex market, Channel &channel, std::size_t index)
{
    const MarketSpec &spec = m_venue.markets()[market];
    const Channel::Trade &noted = channel.trades[index];
    const bool numbered = m_behaviours.tradeSequence == MarketBehaviours::TradeSequence::Shared;
    const std::uint64_t sequence = numbered ? nextSequence(market) : 0;
    const bool namesAggressor = m_behaviours.aggressorSide == MarketBehaviours::AggressorSide::Aggressor;
    sendToAll(channel, [&](const PriceCodec &codec) {
        PriceWriter prices{spec, codec};
        market::MarketByOrderTrade &message = m_scratch->trade;
        message.Clear();
        message.set_market_id(spec.key.market.text());
        toWire(noted.trade.time, *message.mutable_time());
        message.mutable_trade_price()->set_value(prices.text(noted.trade.price));
        message.set_trade_volume(noted.trade.volume);
        // A buyer's aggression hits the offers: BID names the buyer.
        message.set_aggressor_side(wireSide(namesAggressor ? opposite(noted.trade.hit) : noted.trade.hit));
        message.set_sequence(sequence);
        for (const OrderTrade::Hit &hit : noted.orders) {
            auto *order = message.add_orders();
            order->set_order_id(hit.id);
            order->set_volume(hit.volume);
            order->set_bid_offer(wireSide(hit.side));
        }
        return serverFrame(Server::kMarketByOrderTradeFieldNumber, message);
    });
}

std::uint64_t MarketByOrderPublisher::nextSequence(MarketIndex market)
{
    return m_sequences[market] += static_cast<std::uint64_t>(std::max(1, m_behaviours.sequenceStep));
}

bool MarketByOrderPublisher::isLost()
{
    return m_behaviours.sequenceGap > 0 && ++m_messages % static_cast<std::uint64_t>(m_behaviours.sequenceGap) == 0;
}

std::uint64_t MarketByOrderPublisher::wirePriority(std::uint64_t priority) const noexcept
{
    return m_behaviours.priority == MarketBehaviours::Priority::Ascending ? priority : highestPriority - priority;
}

} // namespace depthdeck::exchange
