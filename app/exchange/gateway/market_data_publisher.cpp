// SPDX-License-Identifier: GPL-3.0-or-later
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

/// What makes two sessions' frames of one message equal.
struct Terms
{
    WirePriceFormat format = WirePriceFormat::Decimal;
    bool delayed = false;
    friend bool operator==(const Terms &, const Terms &) noexcept = default;
};

Terms termsOf(const Client &client)
{
    return {client.codec().format(), client.user().delayedData};
}

} // namespace

struct MarketDataPublisher::Subscription
{
    Client *client = nullptr;
    DepthBuffer buffer = DepthBuffer::NoSubscription;
    DepthLevels levels = DepthLevels::Normal;
    Conflation conflation{BufferRule{}};
};

struct MarketDataPublisher::Channel
{
    struct Frame
    {
        Terms terms;
        DepthBuffer buffer;
        DepthLevels levels;
        QByteArray bytes;
    };

    std::vector<Subscription> subscriptions;
    std::size_t levels = 0;
    // Noted since the last publish.
    bool touched = false;
    bool bookChanged = false;
    bool modeChanged = false;
    std::array<bool, 3> statistics{};
    std::vector<CountedTrade> trades;
    // The newest image and its frames, each written when first wanted.
    bool imageStale = true;
    BookImage image;
    std::vector<Frame> frames;
    std::optional<SpreadPrint> spread;
    bool heldBack = false;
};

struct MarketDataPublisher::Scratch
{
    market::MarketDepth depth;
    market::MarketDepthTrade trade;
};

MarketDataPublisher::MarketDataPublisher(const Venue &venue, const MarketBehaviours &behaviours)
    : m_venue{venue},
      m_behaviours{behaviours},
      m_channels(venue.markets().size()),
      m_scratch{std::make_unique<Scratch>()}
{
}

MarketDataPublisher::~MarketDataPublisher() = default;

MarketEncoder MarketDataPublisher::encoderFor(const Client &client) const
{
    return {m_venue, client.codec(), client.user().delayedData, m_behaviours};
}

/// Markets come up while the venue runs.
MarketDataPublisher::Channel &MarketDataPublisher::channelOf(MarketIndex market)
{
    if (market >= m_channels.size())
        m_channels.resize(m_venue.markets().size());
    auto &channel = m_channels[market];
    if (!channel)
        channel = std::make_unique<Channel>();
    return *channel;
}

void MarketDataPublisher::subscribe(Client &client, const market::MarketDepthSubscribe &wish, SteadyTime now)
{
    const auto market = m_venue.find(MarketId{wish.market_id()});
    const auto buffer = static_cast<DepthBuffer>(wish.buffer());
    if (buffer == DepthBuffer::NoSubscription) {
        if (market)
            unsubscribe(client, *market);
        return;
    }
    if (!market)
        return reject(client, wish.market_id(), MarketMode::Unavailable);
    const MarketKey &key = m_venue.markets()[*market].key;
    const auto rule = bufferRule(buffer);
    const auto levels = knownLevels(static_cast<DepthLevels>(wish.depth_levels()));
    const bool fits = (wish.exchange_id().empty() || wish.exchange_id() == key.exchange.text()) &&
                      (wish.contract_id().empty() || wish.contract_id() == key.contract.text());
    if (!rule || !levels || !fits)
        return reject(client, wish.market_id(), MarketMode::Rejected);
    if (!client.user().maySee(key.exchange))
        return reject(client, wish.market_id(), MarketMode::NoPermission);
    if (m_venue.statistics(*market).mode == MarketMode::Expired)
        return reject(client, wish.market_id(), MarketMode::Expired);

    publish(now); // so that the snapshot and the live messages behind it neither overlap nor leave a gap
    unsubscribe(client, *market);
    Channel &channel = channelOf(*market);
    const Subscription added{&client, buffer, *levels, Conflation{*rule}};
    channel.subscriptions.push_back(added);
    if (levelCount(*levels) > channel.levels) {
        channel.levels = levelCount(*levels);
        channel.imageStale = true;
    }
    ++m_subscriptionCount;
    ensureDetails(client, *market);
    sendSnapshot(client, *market, added);
}

void MarketDataPublisher::reject(Client &client, const std::string &market, MarketMode reason)
{
    market::MarketDepthSubscribeReject message;
    message.set_market_id(market);
    toWire(m_venue.now(), *message.mutable_time());
    message.set_mode(static_cast<common::MarketMode>(reason));
    client.sendFrame(serverFrame(Server::kMarketDepthSubscribeRejectFieldNumber, message));
}

void MarketDataPublisher::ensureDetails(Client &client, MarketIndex market)
{
    if (!client.isFirstMentionOf(market))
        return;
    market::MarketDetails message;
    encoderFor(client).encodeDetails(market, message);
    client.sendFrame(serverFrame(Server::kMarketDetailsFieldNumber, message));
}

void MarketDataPublisher::sendSnapshot(Client &client, MarketIndex market, const Subscription &subscription)
{
    const MarketEncoder encoder = encoderFor(client);
    const Channel &channel = *m_channels[market];
    market::MarketSnapshot snapshot;
    snapshot.set_market_id(m_venue.markets()[market].key.market.text());
    snapshot.set_mode(static_cast<common::MarketMode>(m_venue.statistics(market).mode));
    snapshot.set_delayed(client.user().delayedData);
    if (subscription.conflation.rule().depth) {
        const BookImage image = m_venue.image(market, levelCount(subscription.levels));
        encoder.encodeDepth(market, image, subscription.buffer, subscription.levels,
                            channel.spread ? &*channel.spread : nullptr,
                            *snapshot.add_messages()->mutable_market_depth());
    }
    if (encoder.encodeLastTrade(market, m_scratch->trade))
        *snapshot.add_messages()->mutable_market_depth_trade() = m_scratch->trade;
    encoder.encodeHighLow(market, *snapshot.add_messages()->mutable_market_high_low());
    encoder.encodePriceLimits(market, *snapshot.add_messages()->mutable_market_price_limits());
    encoder.encodeSettlement(market, *snapshot.add_messages()->mutable_market_settlement());
    client.sendFrame(serverFrame(Server::kMarketSnapshotFieldNumber, snapshot));
}

void MarketDataPublisher::unsubscribe(const Client &client, MarketIndex market)
{
    Channel *channel = market < m_channels.size() ? m_channels[market].get() : nullptr;
    if (channel == nullptr)
        return;
    const auto gone =
        std::erase_if(channel->subscriptions, [&client](const Subscription &known) { return known.client == &client; });
    m_subscriptionCount -= gone;
    if (gone == 0)
        return;
    channel->levels = 0;
    for (const Subscription &left : channel->subscriptions)
        channel->levels = std::max(channel->levels, levelCount(left.levels));
}

void MarketDataPublisher::forget(const Client &client)
{
    for (MarketIndex market = 0; market < m_channels.size(); ++market)
        unsubscribe(client, market);
}

MarketDataPublisher::Channel &MarketDataPublisher::touch(MarketIndex market)
{
    Channel &channel = channelOf(market);
    if (!channel.touched) {
        channel.touched = true;
        m_touched.push_back(market);
    }
    return channel;
}

void MarketDataPublisher::noteBook(MarketIndex market)
{
    touch(market).bookChanged = true;
}

void MarketDataPublisher::noteMode(MarketIndex market)
{
    touch(market).modeChanged = true;
}

void MarketDataPublisher::noteStatistic(MarketIndex market, Statistic what)
{
    touch(market).statistics[static_cast<std::size_t>(what)] = true;
}

void MarketDataPublisher::noteTrade(const VenueTrade &trade)
{
    Channel &channel = touch(trade.market);
    if (trade.dueToSpread) {
        const bool samePrice = channel.spread && channel.spread->price == trade.price;
        const std::int32_t before = samePrice ? channel.spread->totalVolume : 0;
        channel.spread = SpreadPrint{trade.price, trade.volume, before + trade.volume};
    }
    if (channel.subscriptions.empty()) {
        channel.bookChanged = true;
        return;
    }
    channel.trades.push_back({trade, {trade.restingVolumes.begin(), trade.restingVolumes.end()}, 0, 0});
}

void MarketDataPublisher::publish(SteadyTime now)
{
    for (const MarketIndex market : m_touched)
        publishChannel(market, *m_channels[market], now);
    m_touched.clear();
}

void MarketDataPublisher::publishChannel(MarketIndex market, Channel &channel, SteadyTime now)
{
    channel.touched = false;
    if (!channel.subscriptions.empty()) {
        publishTrades(market, channel);
        publishStatistics(market, channel);
        if (channel.modeChanged)
            publishMode(market, channel);
    }
    if (channel.bookChanged || channel.modeChanged || !channel.trades.empty()) {
        channel.imageStale = true;
        if (!channel.subscriptions.empty())
            publishBook(market, channel, now);
    }
    channel.bookChanged = false;
    channel.modeChanged = false;
    channel.statistics.fill(false);
    channel.trades.clear();
}

template <typename Write>
void MarketDataPublisher::sendToAll(Channel &channel, Write write)
{
    std::vector<std::pair<Terms, QByteArray>> written;
    for (const Subscription &subscription : channel.subscriptions) {
        const Terms terms = termsOf(*subscription.client);
        const auto known =
            std::find_if(written.begin(), written.end(), [&terms](const auto &entry) { return entry.first == terms; });
        if (known != written.end()) {
            subscription.client->sendFrame(known->second);
            continue;
        }
        written.emplace_back(terms, write(encoderFor(*subscription.client)));
        subscription.client->sendFrame(written.back().second);
    }
}

void MarketDataPublisher::publishTrades(MarketIndex market, Channel &channel)
{
    if (channel.trades.empty())
        return;
    // The day's totals are those after the last print: count backwards.
    const MarketStatistics &day = m_venue.statistics(market);
    std::int32_t total = day.totalVolume;
    std::int32_t count = day.tradeCount;
    for (auto trade = channel.trades.rbegin(); trade != channel.trades.rend(); ++trade) {
        trade->totalVolume = total;
        trade->tradeCount = count;
        total -= trade->trade.volume;
        --count;
    }
    for (const CountedTrade &trade : channel.trades) {
        std::vector<std::pair<Terms, QByteArray>> written;
        for (const Subscription &subscription : channel.subscriptions) {
            if (!subscription.conflation.rule().trades)
                continue;
            const Terms terms = termsOf(*subscription.client);
            if (written.empty() || !(written.back().first == terms)) {
                encoderFor(*subscription.client).encodeTrade(trade, m_scratch->trade);
                written.emplace_back(terms, serverFrame(Server::kMarketDepthTradeFieldNumber, m_scratch->trade));
            }
            subscription.client->sendFrame(written.back().second);
        }
    }
}

void MarketDataPublisher::publishStatistics(MarketIndex market, Channel &channel)
{
    const auto noted = [&channel](Statistic what) { return channel.statistics[static_cast<std::size_t>(what)]; };
    if (noted(Statistic::HighLow))
        sendToAll(channel, [market](const MarketEncoder &encoder) {
            market::MarketHighLow message;
            encoder.encodeHighLow(market, message);
            return serverFrame(Server::kMarketHighLowFieldNumber, message);
        });
    if (noted(Statistic::PriceLimits))
        sendToAll(channel, [market](const MarketEncoder &encoder) {
            market::MarketPriceLimits message;
            encoder.encodePriceLimits(market, message);
            return serverFrame(Server::kMarketPriceLimitsFieldNumber, message);
        });
    if (noted(Statistic::Settlement))
        sendToAll(channel, [market](const MarketEncoder &encoder) {
            market::MarketSettlement message;
            encoder.encodeSettlement(market, message);
            return serverFrame(Server::kMarketSettlementFieldNumber, message);
        });
}

void MarketDataPublisher::publishMode(MarketIndex market, Channel &channel)
{
    // Who gets no depth images learns the phase from a snapshot that holds nothing else.
    market::MarketSnapshot message;
    message.set_market_id(m_venue.markets()[market].key.market.text());
    message.set_mode(static_cast<common::MarketMode>(m_venue.statistics(market).mode));
    for (const Subscription &subscription : channel.subscriptions) {
        if (subscription.conflation.rule().depth)
            continue;
        message.set_delayed(subscription.client->user().delayedData);
        subscription.client->sendFrame(serverFrame(Server::kMarketSnapshotFieldNumber, message));
    }
}

void MarketDataPublisher::publishBook(MarketIndex market, Channel &channel, SteadyTime now)
{
    const auto best = [](const std::vector<BookLevel> &side) { return side.empty() ? BookLevel{} : side.front(); };
    const BookLevel bid = best(channel.image.bids);
    const BookLevel offer = best(channel.image.offers);
    channel.image = m_venue.image(market, channel.levels);
    channel.imageStale = false;
    channel.frames.clear();
    const bool bestChanged =
        channel.modeChanged || bid != best(channel.image.bids) || offer != best(channel.image.offers);
    for (Subscription &subscription : channel.subscriptions) {
        if (!subscription.conflation.rule().depth)
            continue;
        const bool lags = subscription.client->backlog() == Backlog::Large;
        if (subscription.conflation.onChange(bestChanged, now, lags)) {
            subscription.client->sendFrame(depthFrame(market, channel, subscription));
        } else if (!channel.heldBack) {
            channel.heldBack = true;
            m_heldBack.push_back(market);
        }
    }
}

const QByteArray &MarketDataPublisher::depthFrame(MarketIndex market, Channel &channel,
                                                  const Subscription &subscription)
{
    if (channel.imageStale) {
        channel.image = m_venue.image(market, channel.levels);
        channel.imageStale = false;
        channel.frames.clear();
    }
    const Terms terms = termsOf(*subscription.client);
    for (const Channel::Frame &frame : channel.frames)
        if (frame.terms == terms && frame.buffer == subscription.buffer && frame.levels == subscription.levels)
            return frame.bytes;
    encoderFor(*subscription.client)
        .encodeDepth(market, channel.image, subscription.buffer, subscription.levels,
                     channel.spread ? &*channel.spread : nullptr, m_scratch->depth);
    channel.frames.push_back({terms, subscription.buffer, subscription.levels,
                              serverFrame(Server::kMarketDepthFieldNumber, m_scratch->depth)});
    return channel.frames.back().bytes;
}

void MarketDataPublisher::publishHeldBack(SteadyTime now)
{
    std::erase_if(m_heldBack, [this, now](MarketIndex market) {
        Channel &channel = *m_channels[market];
        channel.heldBack = false;
        for (Subscription &subscription : channel.subscriptions) {
            const bool lags = subscription.client->backlog() == Backlog::Large;
            if (subscription.conflation.isDue(now, lags))
                subscription.client->sendFrame(depthFrame(market, channel, subscription));
            channel.heldBack = channel.heldBack || subscription.conflation.isWaiting();
        }
        return !channel.heldBack;
    });
}

} // namespace depthdeck::exchange
