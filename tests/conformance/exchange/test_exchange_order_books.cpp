// SPDX-License-Identifier: GPL-3.0-or-later
// Market by order on the wire (t4-protocol.md c.7).
#include "tests/conformance/exchange/wire_client.h"
#include "tests/support/fake_clock.h"

#include <QTest>

using namespace depthdeck;
using namespace depthdeck::exchange;
using namespace depthdeck::exchange::test;

namespace {

service::ClientMessage subscription(const std::string &market, bool on, const std::string &exchangeId = {})
{
    service::ClientMessage message;
    message.mutable_market_by_order_subscribe()->set_exchange_id(exchangeId);
    message.mutable_market_by_order_subscribe()->set_market_id(market);
    message.mutable_market_by_order_subscribe()->set_subscribe(on);
    return message;
}

/// A book kept as c.7 says, from one client's messages.
class WireBook
{
public:
    void apply(const Server &message)
    {
        if (message.has_market_by_order_snapshot())
            take(message.market_by_order_snapshot());
        else if (message.has_market_by_order_update())
            take(message.market_by_order_update());
        else if (message.has_market_by_order_trade())
            sequences.push_back(message.market_by_order_trade().sequence());
    }

    /// The levels as a depth image has them, with @p most of a side.
    [[nodiscard]] std::string image(common::BidOffer side, int most) const
    {
        std::map<std::int64_t, std::pair<int, int>> levels; // units, negative for bids, to volume and orders
        for (const auto &[id, line] : m_orders) {
            if (line.side != side)
                continue;
            auto &[volume, orders] = levels[side == common::BID_OFFER_BID ? -line.price : line.price];
            volume += line.volume;
            ++orders;
        }
        std::string text;
        for (const auto &[key, level] : levels) {
            if (most-- == 0)
                break;
            text += std::to_string(std::abs(key)) + ':' + std::to_string(level.first) + '/' +
                    std::to_string(level.second) + ' ';
        }
        return text;
    }

    [[nodiscard]] bool isEmpty() const noexcept { return m_orders.empty(); }

    std::vector<std::uint64_t> sequences;

private:
    struct Line
    {
        common::BidOffer side;
        std::int64_t price = 0;
        int volume = 0;
    };

    template <typename Order>
    void put(const Order &order)
    {
        m_orders[order.order_id()] = {order.bid_offer(), Price::parse(order.price().value())->units(), order.volume()};
    }
    void take(const market::MarketByOrderSnapshot &snapshot)
    {
        m_orders.clear();
        sequences.assign(1, snapshot.last_sequence());
        for (const auto &order : snapshot.orders())
            put(order);
    }
    void take(const market::MarketByOrderUpdate &message)
    {
        sequences.push_back(message.sequence());
        for (const auto &update : message.updates()) {
            if (update.update_type() == market::MarketByOrderUpdate::UPDATE_TYPE_CLEAR)
                m_orders.clear();
            else if (update.update_type() == market::MarketByOrderUpdate::UPDATE_TYPE_DELETE)
                m_orders.erase(update.order_id());
            else
                put(update);
        }
    }

    std::map<std::uint64_t, Line> m_orders;
};

std::string imageOf(const google::protobuf::RepeatedPtrField<market::MarketDepth_DepthLine> &lines)
{
    std::string text;
    for (const auto &line : lines)
        text += std::to_string(std::abs(Price::parse(line.price().value())->units())) + ':' +
                std::to_string(line.volume()) + '/' + std::to_string(line.num_orders()) + ' ';
    return text;
}

} // namespace

class TestExchangeOrderBooks : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theSnapshotComesAfterTheDefinition();
    void ordersMakeTheBookThatDepthShows();
    void sequencesStepByOneForEverybody();
    void tradesNameTheOrdersHit();
    void anOwnOrderIsFoundByItsNumber();
    void unsubscribingEnds();
    void whatCannotBeSubscribedIsRejected_data();
    void whatCannotBeSubscribedIsRejected();
    void formatsDifferInPricesAlone();
    void behavioursChangeTheSequence();
    void theSameRunSendsTheSameBytes();

private:
    std::unique_ptr<SimulatedExchange> m_exchange;
    std::string m_es;
};

void TestExchangeOrderBooks::initTestCase()
{
    auto options = smallExchange();
    options.rate = 1500;
    options.markets = 40;
    m_exchange = std::make_unique<SimulatedExchange>(options);
    QString error;
    QVERIFY2(m_exchange->start(&error), qPrintable(error));
    m_es = marketOf(*m_exchange, QStringLiteral("CME_Eq"), QStringLiteral("ES"));
    QVERIFY(!m_es.empty());
}

void TestExchangeOrderBooks::theSnapshotComesAfterTheDefinition()
{
    WireClient client{m_exchange->webSocketUrl()};
    QVERIFY(client.enter());
    const std::size_t from = client.position();
    client.send(subscription(m_es, true));
    QVERIFY(client.await(Server::kMarketByOrderSnapshot, from) != nullptr);
    QCOMPARE(client.messages()[from].payload_case(), Server::kMarketDetails);
    const auto &snapshot = client.messages()[from + 1].market_by_order_snapshot();
    QCOMPARE(snapshot.market_id(), m_es);
    QCOMPARE(snapshot.mode(), common::MARKET_MODE_OPEN);
    QVERIFY(snapshot.orders_size() > 50);
    for (const auto &order : snapshot.orders())
        QVERIFY(order.order_id() > 0 && order.volume() > 0 && order.priority() > 0 &&
                order.bid_offer() != common::BID_OFFER_UNDEFINED);
}

void TestExchangeOrderBooks::ordersMakeTheBookThatDepthShows()
{
    WireClient client{m_exchange->webSocketUrl()};
    QVERIFY(client.enter());
    client.send(subscription(m_es, true));
    QVERIFY(client.await(Server::kMarketByOrderSnapshot) != nullptr);
    client.subscribeDepth(m_es, common::DEPTH_BUFFER_ALL, common::DEPTH_LEVELS_ALL);
    QTRY_VERIFY_WITH_TIMEOUT(client.count(Server::kMarketDepth) >= 120, 40'000);
    // Each step's depth goes out before its orders: what the orders make is compared before the next step's depth.
    WireBook book;
    const market::MarketDepth *depth = nullptr;
    int compared = 0;
    for (const Server &message : client.messages()) {
        if (message.has_market_depth()) {
            if (depth != nullptr) {
                QCOMPARE(book.image(common::BID_OFFER_BID, 255), imageOf(depth->bids()));
                QCOMPARE(book.image(common::BID_OFFER_OFFER, 255), imageOf(depth->offers()));
                ++compared;
            }
            depth = &message.market_depth();
        }
        book.apply(message);
    }
    QVERIFY(compared > 100);
}

void TestExchangeOrderBooks::sequencesStepByOneForEverybody()
{
    WireClient first{m_exchange->webSocketUrl()};
    WireClient second{m_exchange->webSocketUrl()};
    QVERIFY(first.enter() && second.enter("desk"));
    first.send(subscription(m_es, true));
    QTRY_VERIFY(first.count(Server::kMarketByOrderUpdate) > 5);
    second.send(subscription(m_es, true));
    QTRY_VERIFY_WITH_TIMEOUT(second.count(Server::kMarketByOrderUpdate) > 60, 20'000);
    WireBook early;
    WireBook late;
    for (const Server &message : first.messages())
        early.apply(message);
    for (const Server &message : second.messages())
        late.apply(message);
    for (const WireBook *book : {&early, &late}) {
        for (std::size_t at = 1; at < book->sequences.size(); ++at)
            QCOMPARE(book->sequences[at], book->sequences[at - 1] + 1);
    }
    QVERIFY(late.sequences.front() > early.sequences.front());
}

void TestExchangeOrderBooks::tradesNameTheOrdersHit()
{
    WireClient client{m_exchange->webSocketUrl()};
    QVERIFY(client.enter());
    client.send(subscription(m_es, true));
    client.subscribeDepth(m_es, common::DEPTH_BUFFER_TRADE_ONLY);
    QTRY_VERIFY_WITH_TIMEOUT(client.count(Server::kMarketByOrderTrade) >= 10, 40'000);
    std::set<std::uint64_t> known;
    const market::MarketDepthTrade *print = nullptr;
    for (const Server &message : client.messages()) {
        for (const auto &order : message.market_by_order_snapshot().orders())
            known.insert(order.order_id());
        for (const auto &update : message.market_by_order_update().updates())
            known.insert(update.order_id());
        if (message.has_market_depth_trade())
            print = &message.market_depth_trade();
        if (!message.has_market_by_order_trade() || print == nullptr)
            continue;
        const auto &trade = message.market_by_order_trade();
        int volume = 0;
        for (const auto &order : trade.orders()) {
            QVERIFY(known.contains(order.order_id()));
            // The aggressor is named by its side, the print by the side it hit.
            QCOMPARE(int{order.bid_offer()}, -int{trade.aggressor_side()});
            volume += order.volume();
        }
        if (trade.orders_size() > 0)
            QCOMPARE(volume, trade.trade_volume());
    }
}

void TestExchangeOrderBooks::anOwnOrderIsFoundByItsNumber()
{
    WireClient client{m_exchange->webSocketUrl()};
    QVERIFY(client.enter());
    client.subscribeAccounts();
    QVERIFY(client.await(Server::kAccountSnapshot) != nullptr);
    client.send(subscription(m_es, true));
    QVERIFY(client.await(Server::kMarketByOrderSnapshot) != nullptr);
    const auto depth = client.depthOf(m_es);
    QVERIFY(depth && depth->bids_size() > 0);
    const Price far = Price::fromUnits(Price::parse(depth->bids(0).price().value())->units() - 20 * Price::unitsPerOne);
    auto order = WireClient::submission("SIM-10421", m_es, common::BUY_SELL_BUY, common::PRICE_TYPE_LIMIT, 3, "mine");
    order.mutable_orders(0)->mutable_limit_price()->set_value(far.toWire(2));
    client.submit(order);
    const std::string id = client.idOf("mine");
    QVERIFY(client.awaitChange(id, common::ORDER_CHANGE_SUBMISSION_SUCCESS));
    std::string number;
    for (const Server &message : client.messages())
        for (const auto &update : message.order_update_multi().updates())
            if (update.order_update_status().unique_id() == id && number.empty())
                number = update.order_update_status().exchange_order_id();
    QVERIFY(!number.empty());
    const auto *shown = client.await([&number](const Server &message) {
        for (const auto &update : message.market_by_order_update().updates())
            if (std::to_string(update.order_id()) == number && update.volume() == 3)
                return true;
        return false;
    });
    QVERIFY(shown != nullptr);
    client.pull("SIM-10421", m_es, id);
    QVERIFY(client.await([&number](const Server &message) {
        for (const auto &update : message.market_by_order_update().updates())
            if (std::to_string(update.order_id()) == number &&
                update.update_type() == market::MarketByOrderUpdate::UPDATE_TYPE_DELETE)
                return true;
        return false;
    }) != nullptr);
}

void TestExchangeOrderBooks::unsubscribingEnds()
{
    WireClient client{m_exchange->webSocketUrl()};
    QVERIFY(client.enter());
    client.send(subscription(m_es, true));
    QTRY_VERIFY(client.count(Server::kMarketByOrderUpdate) > 2);
    client.send(subscription(m_es, false));
    client.subscribeAccounts(false); // answered in order
    QVERIFY(client.await(Server::kAccountSubscribeResponse) != nullptr);
    const std::size_t from = client.position();
    QTest::qWait(300);
    QCOMPARE(client.count(Server::kMarketByOrderUpdate, from), std::size_t{0});
}

void TestExchangeOrderBooks::whatCannotBeSubscribedIsRejected_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("exchangeId");
    QTest::addColumn<QString>("market"); // empty: the corn future
    QTest::addColumn<int>("mode");
    QTest::newRow("unknown market") << QStringLiteral("trader") << QString{} << QStringLiteral("nowhere")
                                    << int{common::MARKET_MODE_UNAVAILABLE};
    QTest::newRow("no permission") << QStringLiteral("limited") << QString{} << QString{}
                                   << int{common::MARKET_MODE_NO_PERMISSION};
    QTest::newRow("delayed user") << QStringLiteral("delayed") << QString{} << QString{}
                                  << int{common::MARKET_MODE_NO_PERMISSION};
    QTest::newRow("ids that do not belong together")
        << QStringLiteral("trader") << QStringLiteral("CME_Eq") << QString{} << int{common::MARKET_MODE_REJECTED};
}

void TestExchangeOrderBooks::whatCannotBeSubscribedIsRejected()
{
    QFETCH(QString, user);
    QFETCH(QString, exchangeId);
    QFETCH(QString, market);
    QFETCH(int, mode);
    const std::string corn = marketOf(*m_exchange, QStringLiteral("CME_C"), QStringLiteral("ZC"));
    QVERIFY(!corn.empty());
    WireClient client{m_exchange->webSocketUrl()};
    QVERIFY(client.enter(user.toStdString()));
    client.send(subscription(market.isEmpty() ? corn : market.toStdString(), true, exchangeId.toStdString()));
    const auto *answer = client.await(Server::kMarketByOrderSubscribeReject);
    QVERIFY(answer != nullptr);
    QCOMPARE(int{answer->market_by_order_subscribe_reject().mode()}, mode);
}

void TestExchangeOrderBooks::formatsDifferInPricesAlone()
{
    WireClient real{m_exchange->webSocketUrl()};
    WireClient decimal{m_exchange->webSocketUrl()};
    QVERIFY(real.enter("trader", common::PRICE_FORMAT_REAL) && decimal.enter("desk", common::PRICE_FORMAT_DECIMAL));
    real.send(subscription(m_es, true));
    decimal.send(subscription(m_es, true));
    QTRY_VERIFY_WITH_TIMEOUT(decimal.count(Server::kMarketByOrderUpdate) > 20, 20'000);
    std::map<std::uint64_t, const market::MarketByOrderUpdate *> bySequence;
    for (const Server &message : real.messages())
        if (message.has_market_by_order_update())
            bySequence[message.market_by_order_update().sequence()] = &message.market_by_order_update();
    int compared = 0;
    for (const Server &message : decimal.messages()) {
        if (!message.has_market_by_order_update() || !bySequence.contains(message.market_by_order_update().sequence()))
            continue;
        const auto &twin = *bySequence[message.market_by_order_update().sequence()];
        QCOMPARE(message.market_by_order_update().updates_size(), twin.updates_size());
        for (int at = 0; at < twin.updates_size(); ++at) {
            if (!twin.updates(at).has_price())
                continue;
            const Price price = Price::parse(twin.updates(at).price().value()).value();
            QCOMPARE(Price::parse(message.market_by_order_update().updates(at).price().value())->units(),
                     price.times(100)->units());
            ++compared;
        }
    }
    QVERIFY(compared > 5);
}

void TestExchangeOrderBooks::behavioursChangeTheSequence()
{
    auto options = smallExchange();
    options.rate = 1500;
    QCOMPARE(options.marketBehaviours.add(QStringLiteral("mbo-step=10")), std::nullopt);
    QCOMPARE(options.marketBehaviours.add(QStringLiteral("mbo-gap=5")), std::nullopt);
    SimulatedExchange exchange{options};
    QString error;
    QVERIFY2(exchange.start(&error), qPrintable(error));
    WireClient client{exchange.webSocketUrl()};
    QVERIFY(client.enter());
    client.send(subscription(m_es, true));
    QTRY_VERIFY_WITH_TIMEOUT(client.count(Server::kMarketByOrderUpdate) > 40, 20'000);
    WireBook book;
    for (const Server &message : client.messages())
        book.apply(message);
    int gaps = 0;
    for (std::size_t at = 1; at < book.sequences.size(); ++at) {
        const std::uint64_t step = book.sequences[at] - book.sequences[at - 1];
        QVERIFY(step == 10 || step == 20);
        gaps += step == 20 ? 1 : 0;
    }
    QVERIFY(gaps > 5);
}

void TestExchangeOrderBooks::theSameRunSendsTheSameBytes()
{
    const auto run = [] {
        depthdeck::test::FakeClock clock;
        auto options = smallExchange();
        options.markets = 80;
        options.simulatedStart = WallTime{std::chrono::seconds{1'795'449'600}};
        SimulatedExchange exchange{options, clock};
        std::string bytes;
        if (!exchange.start(nullptr))
            return bytes;
        WireClient client{exchange.webSocketUrl()};
        if (!client.enter())
            return bytes;
        std::string market;
        for (const char *contract : {"NQ", "ES"}) {
            market = marketOf(exchange, QStringLiteral("CME_Eq"), QString::fromUtf8(contract));
            client.send(subscription(market, true));
            client.subscribeDepth(market, common::DEPTH_BUFFER_ALL);
        }
        client.subscribeAccounts();
        static_cast<void>(client.await(Server::kAccountSnapshot));
        auto order =
            WireClient::submission("SIM-10421", market, common::BUY_SELL_BUY, common::PRICE_TYPE_MARKET, 5, "same");
        client.submit(order);
        QTest::qWait(50);
        for (int step = 0; step < 40; ++step) {
            clock.advance(std::chrono::milliseconds{50});
            QTest::qWait(20);
        }
        std::size_t count = 0;
        for (int quiet = 0; quiet < 5; ++quiet) {
            if (std::exchange(count, client.position()) != client.position())
                quiet = 0;
            QTest::qWait(40);
        }
        for (const Server &message : client.messages())
            if (message.payload_case() >= Server::kMarketDetails &&
                message.payload_case() <= Server::kMarketByOrderTrade)
                bytes += message.SerializeAsString();
        return bytes;
    };
    const std::string first = run();
    QVERIFY(first.size() > 10'000);
    QVERIFY(run() == first);
}

QTEST_GUILESS_MAIN(TestExchangeOrderBooks)
#include "test_exchange_order_books.moc"
