// SPDX-License-Identifier: GPL-3.0-or-later
// Market by order through the publisher: how many messages a second one core writes for one client and for ten, and
// what the subscription costs the whole venue. Prints three lines.
#include "app/exchange/catalogue/catalogue.h"
#include "app/exchange/gateway/market_by_order_publisher.h"
#include "app/exchange/gateway/market_data_publisher.h"
#include "t4/v1/market/market.pb.h"
#include "tests/bench/figure.h"

#include <memory>
#include <string_view>

using namespace depthdeck;
using namespace depthdeck::exchange;

namespace {

/// Monday morning in Chicago.
constexpr WallTime morning{std::chrono::seconds{1'795'449'600}};

class CountingClient final : public Client
{
public:
    CountingClient() { setLogin(m_user, PriceCodec{WirePriceFormat::Real}, {}); }

    void sendFrame(const QByteArray &frame) override
    {
        ++frames;
        bytes += frame.size();
    }
    [[nodiscard]] Backlog backlog() const noexcept override { return Backlog::Small; }

    std::uint64_t frames = 0;
    qint64 bytes = 0;

private:
    User m_user;
};

/// The venue's listener as the trading floor is one, with nothing but market by order.
class Forwarder final : public VenueListener
{
public:
    explicit Forwarder(MarketByOrderPublisher &publisher) : m_publisher{publisher} {}

    void onBookChanged(MarketIndex) override {}
    void onTrade(const VenueTrade &) override {}
    void onStatistic(MarketIndex, Statistic) override {}
    void onMode(MarketIndex market, MarketMode) override { m_publisher.noteMode(market); }
    void onOrder(const VenueOrderEvent &) override {}
    void onTradeDate(std::int32_t) override {}
    void onOrderBookChange(const OrderBookChange &change) override
    {
        m_publisher.noteChange(change);
        if (recorded.size() < recorded.capacity())
            recorded.push_back(change);
    }
    void onOrderTrade(const OrderTrade &trade) override { m_publisher.noteTrade(trade); }

    std::vector<OrderBookChange> recorded;

private:
    MarketByOrderPublisher &m_publisher;
};

/// A venue with its publishers and @p clientCount clients that watch @p marketCount markets.
struct Scene
{
    Scene(std::uint32_t marketCount, int clientCount)
    {
        VenueOptions options;
        options.maxMarkets = 80;
        options.alwaysOpen = true;
        options.targetRate = 50'000;
        venue = std::make_unique<Venue>(Catalogue::builtInText(), morning, options);
        definitions = std::make_unique<MarketDataPublisher>(*venue);
        publisher = std::make_unique<MarketByOrderPublisher>(*venue, *definitions, MarketBehaviours{});
        forwarder = std::make_unique<Forwarder>(*publisher);
        venue->setListener(forwarder.get());
        for (int i = 0; i < clientCount; ++i) {
            clients.push_back(std::make_unique<CountingClient>());
            for (MarketIndex market = 0; market < marketCount; ++market) {
                t4proto::v1::market::MarketByOrderSubscribe wish;
                wish.set_market_id(venue->markets()[market].key.market.text());
                wish.set_subscribe(true);
                publisher->subscribe(*clients.back(), wish);
            }
        }
    }

    /// Lets the venue live for @p span of its time. Seconds it took.
    double live(std::chrono::nanoseconds span)
    {
        const auto start = std::chrono::steady_clock::now();
        const WallTime end = venue->now() + span;
        while (venue->nextEvent() <= end) {
            venue->advance(venue->nextEvent());
            publisher->publish();
        }
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    }

    std::unique_ptr<Venue> venue;
    std::unique_ptr<MarketDataPublisher> definitions;
    std::unique_ptr<MarketByOrderPublisher> publisher;
    std::unique_ptr<Forwarder> forwarder;
    std::vector<std::unique_ptr<CountingClient>> clients;
};

/// Messages a second, one change each, from changes that were drawn before the clock starts.
double messagesPerSecond(int clients, std::size_t count)
{
    Scene scene{1, clients};
    scene.forwarder->recorded.reserve(count);
    while (scene.forwarder->recorded.size() < count)
        scene.live(std::chrono::milliseconds{500});
    const std::uint64_t before = scene.clients.front()->frames;
    const auto start = std::chrono::steady_clock::now();
    for (const OrderBookChange &change : scene.forwarder->recorded) {
        scene.publisher->noteChange(change);
        scene.publisher->publish();
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    const auto sent = scene.clients.front()->frames - before;
    return sent == count ? static_cast<double>(sent) / took.count() : 0.0;
}

} // namespace

int main(int argc, char **argv)
{
    const bool quick = argc > 1 && std::string_view{argv[1]} == "--quick";
    const std::size_t count = quick ? 2'000 : 300'000;
    const auto span = quick ? std::chrono::milliseconds{200} : std::chrono::milliseconds{10'000};
    const double one = messagesPerSecond(1, count);
    const double ten = messagesPerSecond(10, count);
    Scene unwatched{0, 0};
    Scene watched{80, 1};
    const double without = unwatched.live(span);
    const double with = watched.live(span);
    if (one == 0.0 || ten == 0.0 || watched.clients.front()->frames == 0)
        return 1;
    bench::printFigure("exchange: market-by-order messages written per second, one client", bench::figure(one, 0), "-",
                       "-");
    bench::printFigure("exchange: the same for ten clients (messages, each sent ten times)", bench::figure(ten, 0),
                       bench::figure(one, 0), "-");
    bench::printFigure("exchange: CPU of 80 markets at 50,000 events/s, all watched by order",
                       bench::figure(with, 2, " s"), bench::figure(without, 2, " s"), "-");
    return 0;
}
