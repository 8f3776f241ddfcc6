// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/price.h"
#include "tests/conformance/exchange/wire_client.h"

#include <QTest>

using namespace depthdeck::exchange;
using namespace depthdeck::exchange::test;
using depthdeck::Price;

namespace {

const std::string mainAccount = "SIM-10421";

using Change = std::function<void(orderrouting::OrderSubmit &)>;
using StrategyChange = std::function<void(orderrouting::CreateUDS &)>;

} // namespace

Q_DECLARE_METATYPE(Change)
Q_DECLARE_METATYPE(StrategyChange)

/// The life cycles of t4-protocol.md e.5, read as change/status/pending of each event.
class TestExchangeOrders : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void aLimitOrderWorksAndIsPulled();
    void aMarketOrderFills();
    void aMarketableLimitOrderFillsAtItsPriceOrBetter();
    void immediateOrCancelNeverRests();
    void fillOrKillIsAllOrNothing();
    void stopsAndTouchesWorkUntilTriggered_data();
    void stopsAndTouchesWorkUntilTriggered();
    void aTouchedOrderBecomesAMarketOrderAndFills();
    void whatTheExchangeRefusesSaysWhy();
    void anOrderBeyondTheMarginIsRefused();
    void aRevisionChangesWhatItNames();
    void aRefusedRevisionChangesNothing();
    void severalOrdersInOneMessageAreIndependent();
    void anIcebergKeepsItsShow();
    void refusedOrdersSayWhy_data();
    void refusedOrdersSayWhy();
    void aFilledOrderCannotBePulled();
    void pullAndReviseOfNothingFail();
    void anOrderForAnUnsubscribedAccountIsRejectedToItsSenderAlone();
    void anOrderForAnUnknownAccountOrMarketIsRejected();
    void anOrderWithoutAMarketIsDropped();
    void aClosedMarketRejects();
    void strategiesThatCannotBeMadeSayWhy_data();
    void strategiesThatCannotBeMadeSayWhy();
    void aWaitingSubmissionCanBePulled();
    void pricesTravelInTheFormatOfEachSession();

private:
    [[nodiscard]] Price bid() const { return Price::parse(m_depth.bids(0).price().value()).value(); }
    [[nodiscard]] Price offer() const { return Price::parse(m_depth.offers(0).price().value()).value(); }
    /// @p price moved by @p points whole index points, as wire text.
    [[nodiscard]] static std::string moved(Price price, int points)
    {
        return price.plus(Price::fromUnits(std::int64_t{points} * Price::unitsPerOne))->toWire(2);
    }
    [[nodiscard]] orderrouting::OrderSubmit limitBuy(const std::string &tag, int pointsFromBid, int volume = 2) const
    {
        auto submit =
            WireClient::submission(mainAccount, m_es, common::BUY_SELL_BUY, common::PRICE_TYPE_LIMIT, volume, tag);
        submit.mutable_orders(0)->mutable_limit_price()->set_value(moved(bid(), pointsFromBid));
        return submit;
    }
    [[nodiscard]] std::string working(const std::string &tag, int volume = 2);
    void revise(const std::string &id, const std::function<void(orderrouting::OrderRevise_Revise &)> &change);

    std::unique_ptr<SimulatedExchange> m_exchange;
    std::unique_ptr<WireClient> m_client;
    std::string m_es;
    market::MarketDepth m_depth;
};

void TestExchangeOrders::initTestCase()
{
    m_exchange = std::make_unique<SimulatedExchange>(smallExchange());
    QString error;
    QVERIFY2(m_exchange->start(&error), qPrintable(error));
    m_es = marketOf(*m_exchange, QStringLiteral("CME_Eq"), QStringLiteral("ES"));
    QVERIFY(!m_es.empty());
}

void TestExchangeOrders::init()
{
    m_client = std::make_unique<WireClient>(m_exchange->webSocketUrl());
    QVERIFY(m_client->enter());
    m_client->subscribeAccounts();
    QVERIFY(m_client->await(Server::kAccountSnapshot) != nullptr);
    const auto depth = m_client->depthOf(m_es);
    QVERIFY(depth && depth->bids_size() > 0 && depth->offers_size() > 0);
    m_depth = *depth;
}

std::string TestExchangeOrders::working(const std::string &tag, int volume)
{
    m_client->submit(limitBuy(tag, -40, volume));
    const std::string id = m_client->idOf(tag);
    return !id.empty() && m_client->awaitChange(id, common::ORDER_CHANGE_SUBMISSION_SUCCESS) ? id : std::string{};
}

void TestExchangeOrders::revise(const std::string &id,
                                const std::function<void(orderrouting::OrderRevise_Revise &)> &change)
{
    service::ClientMessage message;
    auto &revise = *message.mutable_order_revise();
    revise.set_account_id(mainAccount);
    revise.set_market_id(m_es);
    revise.set_manual_order_indicator(true);
    revise.add_revisions()->set_unique_id(id);
    change(*revise.mutable_revisions(0));
    m_client->send(message);
}

void TestExchangeOrders::aLimitOrderWorksAndIsPulled()
{
    const std::string id = working("limit");
    QVERIFY(!id.empty());
    QCOMPARE(m_client->lifeOf(id), std::string{"2/0/1 4/0/1 6/1/0"});
    m_client->pull(mainAccount, m_es, id);
    QVERIFY(m_client->awaitChange(id, common::ORDER_CHANGE_PULL_SUCCESS));
    QCOMPARE(m_client->lifeOf(id), std::string{"2/0/1 4/0/1 6/1/0 14/1/3 16/1/3 18/2/0"});
    int sequence = 0;
    for (const OrderEvent &event : m_client->eventsOf(id))
        QCOMPARE(event.sequence, ++sequence);
    QCOMPARE(m_client->eventsOf(id).front().kind, orderrouting::OrderUpdateMultiMessage::kOrderUpdate);
}

void TestExchangeOrders::aMarketOrderFills()
{
    m_client->submit(
        WireClient::submission(mainAccount, m_es, common::BUY_SELL_BUY, common::PRICE_TYPE_MARKET, 1, "mkt"));
    const std::string id = m_client->idOf("mkt");
    QVERIFY(m_client->awaitChange(id, common::ORDER_CHANGE_TRADE_COMPLETED));
    QCOMPARE(m_client->lifeOf(id), std::string{"2/0/1 4/0/1 6/1/0 21/2/0"});
    for (const Server &message : m_client->messages())
        for (const auto &update : message.order_update_multi().updates())
            if (update.order_update_trade().unique_id() == id) {
                const auto &trade = update.order_update_trade();
                QCOMPARE(trade.volume(), 1);
                QCOMPARE(trade.total_fill_volume(), 1);
                QCOMPARE(trade.working_volume(), 0);
                QVERIFY(!trade.exchange_trade_id().empty());
                QVERIFY(Price::parse(trade.price().value()));
                QVERIFY(trade.trade_date() > 20'000'000);
            }
}

void TestExchangeOrders::aMarketableLimitOrderFillsAtItsPriceOrBetter()
{
    auto submit = limitBuy("cross", 10, 1);
    const Price limit = Price::parse(submit.orders(0).limit_price().value()).value();
    m_client->submit(submit);
    const std::string id = m_client->idOf("cross");
    QVERIFY(m_client->awaitChange(id, common::ORDER_CHANGE_TRADE_COMPLETED));
    for (const Server &message : m_client->messages())
        for (const auto &update : message.order_update_multi().updates())
            if (update.order_update_trade().unique_id() == id)
                QVERIFY(Price::parse(update.order_update_trade().price().value()).value() < limit);
}

void TestExchangeOrders::immediateOrCancelNeverRests()
{
    auto submit = limitBuy("ioc", -40);
    submit.mutable_orders(0)->set_time_type(common::TIME_TYPE_IMMEDIATE_AND_CANCEL);
    m_client->submit(submit);
    const std::string id = m_client->idOf("ioc");
    QVERIFY(m_client->awaitChange(id, common::ORDER_CHANGE_PULL_SUCCESS));
    QCOMPARE(m_client->lifeOf(id), std::string{"2/0/1 4/0/1 6/1/0 18/2/0"});
    QVERIFY(!m_client->eventsOf(id).back().detail.empty());
}

void TestExchangeOrders::fillOrKillIsAllOrNothing()
{
    // Far from the market: nobody is there.
    const int volume = 20;
    auto submit =
        WireClient::submission(mainAccount, m_es, common::BUY_SELL_BUY, common::PRICE_TYPE_LIMIT, volume, "fok");
    submit.mutable_orders(0)->set_time_type(common::TIME_TYPE_COMPLETE_VOLUME);
    submit.mutable_orders(0)->mutable_limit_price()->set_value(moved(bid(), -40));
    m_client->submit(submit);
    const std::string id = m_client->idOf("fok");
    QVERIFY(!id.empty());
    QTRY_VERIFY(m_client->eventsOf(id).back().status == common::ORDER_STATUS_FINISHED ||
                m_client->eventsOf(id).back().status == common::ORDER_STATUS_REJECTED);
    QCOMPARE(m_client->eventsOf(id).back().change, int{common::ORDER_CHANGE_PULL_SUCCESS});

    submit = WireClient::submission(mainAccount, m_es, common::BUY_SELL_BUY, common::PRICE_TYPE_LIMIT, 1, "fok2");
    submit.mutable_orders(0)->set_time_type(common::TIME_TYPE_COMPLETE_VOLUME);
    submit.mutable_orders(0)->mutable_limit_price()->set_value(moved(offer(), 10));
    m_client->submit(submit);
    QVERIFY(m_client->awaitChange(m_client->idOf("fok2"), common::ORDER_CHANGE_TRADE_COMPLETED));
}

void TestExchangeOrders::stopsAndTouchesWorkUntilTriggered_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<int>("stopPoints");  // from the offer; 0: no stop price
    QTest::addColumn<int>("limitPoints"); // from the offer; 0: no limit price
    QTest::newRow("stop market") << int{common::PRICE_TYPE_STOP_MARKET} << 40 << 0;
    QTest::newRow("stop limit") << int{common::PRICE_TYPE_STOP_LIMIT} << 40 << 45;
    QTest::newRow("if touched") << int{common::PRICE_TYPE_MARKET_IF_TOUCHED} << 0 << -40;
}

void TestExchangeOrders::stopsAndTouchesWorkUntilTriggered()
{
    QFETCH(int, type);
    QFETCH(int, stopPoints);
    QFETCH(int, limitPoints);
    const std::string tag = QTest::currentDataTag();
    auto submit =
        WireClient::submission(mainAccount, m_es, common::BUY_SELL_BUY, static_cast<common::PriceType>(type), 1, tag);
    if (stopPoints != 0)
        submit.mutable_orders(0)->mutable_stop_price()->set_value(moved(offer(), stopPoints));
    if (limitPoints != 0)
        submit.mutable_orders(0)->mutable_limit_price()->set_value(moved(offer(), limitPoints));
    m_client->submit(submit);
    const std::string id = m_client->idOf(tag);
    QVERIFY(m_client->awaitChange(id, common::ORDER_CHANGE_SUBMISSION_SUCCESS));
    m_client->pull(mainAccount, m_es, id);
    QVERIFY(m_client->awaitChange(id, common::ORDER_CHANGE_PULL_SUCCESS));
    QCOMPARE(m_client->lifeOf(id), std::string{"2/0/1 4/0/1 6/1/0 14/1/3 16/1/3 18/2/0"});
}

void TestExchangeOrders::aTouchedOrderBecomesAMarketOrderAndFills()
{
    // The client makes the market touch its own order: a trade at the offer, the order at the bid, a trade at the bid.
    // The flow may move the book in between; then once more.
    const auto trade = [&](common::BuySell side, const std::string &tag) {
        m_client->submit(WireClient::submission(mainAccount, m_es, side, common::PRICE_TYPE_MARKET, 1, tag));
        return m_client->awaitChange(m_client->idOf(tag), common::ORDER_CHANGE_TRADE_COMPLETED);
    };
    std::string id;
    const auto isFilled = [&] { return m_client->lifeOf(id).ends_with("0/1/0 21/2/0"); };
    for (int attempt = 0; attempt < 25 && !isFilled(); ++attempt) {
        const std::string number = std::to_string(attempt);
        QVERIFY(trade(common::BUY_SELL_BUY, "above" + number));
        const auto depth = m_client->depthOf(m_es);
        QVERIFY(depth && depth->bids_size() > 0);
        auto submit = WireClient::submission(mainAccount, m_es, common::BUY_SELL_BUY,
                                             common::PRICE_TYPE_MARKET_IF_TOUCHED, 1, "touched" + number);
        submit.mutable_orders(0)->mutable_limit_price()->set_value(depth->bids(0).price().value());
        m_client->submit(submit);
        id = m_client->idOf("touched" + number);
        QVERIFY(trade(common::BUY_SELL_SELL, "below" + number));
        static_cast<void>(QTest::qWaitFor(isFilled, 200));
    }
    QCOMPARE(m_client->lifeOf(id), std::string{"2/0/1 4/0/1 6/1/0 0/1/0 21/2/0"});
    for (const Server &message : m_client->messages())
        for (const auto &update : message.order_update_multi().updates())
            if (update.order_update_status().unique_id() == id && update.order_update_status().change() == 0)
                QCOMPARE(update.order_update_status().price_type(), common::PRICE_TYPE_MARKET);
}

void TestExchangeOrders::whatTheExchangeRefusesSaysWhy()
{
    auto beyond = limitBuy("beyond", -40);
    beyond.mutable_orders(0)->mutable_limit_price()->set_value("99999.00");
    m_client->submit(beyond);
    auto stop = WireClient::submission(mainAccount, m_es, common::BUY_SELL_BUY, common::PRICE_TYPE_STOP_MARKET, 1,
                                       "wrong side");
    stop.mutable_orders(0)->mutable_stop_price()->set_value(moved(bid(), -40));
    m_client->submit(stop);
    for (const auto &[tag, word] : {std::pair{"beyond", "price limits"}, std::pair{"wrong side", "wrong side"}}) {
        const std::string id = m_client->idOf(tag);
        QVERIFY(m_client->awaitChange(id, common::ORDER_CHANGE_SUBMISSION_REJECTED));
        QCOMPARE(m_client->lifeOf(id), std::string{"2/0/1 4/0/1 7/3/0"});
        QVERIFY(m_client->eventsOf(id).back().detail.find(word) != std::string::npos);
    }
}

void TestExchangeOrders::anOrderBeyondTheMarginIsRefused()
{
    auto submit = limitBuy("margin", -40, 10);
    submit.set_account_id("SIM-10422"); // $25,000
    m_client->submit(submit);
    const std::string id = m_client->idOf("margin");
    QCOMPARE(m_client->lifeOf(id), std::string{"3/3/0"});
    QVERIFY(m_client->eventsOf(id).front().detail.find("margin of $") != std::string::npos);
}

void TestExchangeOrders::aRevisionChangesWhatItNames()
{
    const std::string id = working("revise", 3);
    const std::string newLimit = moved(bid(), -45);
    revise(id, [&](auto &change) {
        change.set_volume(5);
        change.mutable_limit_price()->set_value(newLimit);
    });
    QVERIFY(m_client->awaitChange(id, common::ORDER_CHANGE_REVISION_SUCCESS));
    QCOMPARE(m_client->lifeOf(id), std::string{"2/0/1 4/0/1 6/1/0 8/1/2 10/1/2 12/1/0"});
    for (const Server &message : m_client->messages())
        for (const auto &update : message.order_update_multi().updates()) {
            const auto &status = update.order_update_status();
            if (status.unique_id() != id || status.change() < common::ORDER_CHANGE_REVISION_RISK_SUCCESS)
                continue;
            const bool isDone = status.change() == common::ORDER_CHANGE_REVISION_SUCCESS;
            QCOMPARE(status.current_volume(), isDone ? 5 : 3);
            QCOMPARE(status.new_volume(), 5);
            QCOMPARE(status.new_limit_price().value(), newLimit);
            QCOMPARE(status.working_volume(), isDone ? 5 : 3);
        }
}

void TestExchangeOrders::aRefusedRevisionChangesNothing()
{
    const std::string id = working("revise2");
    revise(id, [](auto &change) { change.set_volume(5000); });
    QVERIFY(m_client->awaitChange(id, common::ORDER_CHANGE_REVISION_RISK_FAILED));
    OrderEvent event = m_client->eventsOf(id).back();
    QCOMPARE(event.status, int{common::ORDER_STATUS_WORKING});
    QCOMPARE(event.pending, 0);
    QVERIFY(event.detail.find("5000") != std::string::npos);
    m_client->pull(mainAccount, m_es, id);
    QVERIFY(m_client->awaitChange(id, common::ORDER_CHANGE_PULL_SUCCESS));
    revise(id, [](auto &change) { change.set_volume(3); });
    QVERIFY(m_client->awaitChange(id, common::ORDER_CHANGE_REVISION_REJECTED));
    event = m_client->eventsOf(id).back();
    QCOMPARE(event.status, int{common::ORDER_STATUS_FINISHED});
}

void TestExchangeOrders::severalOrdersInOneMessageAreIndependent()
{
    auto submit = limitBuy("multi-a", -40);
    *submit.add_orders() = limitBuy("multi-b", -41).orders(0);
    *submit.add_orders() = limitBuy("multi-c", -42).orders(0);
    submit.mutable_orders(1)->set_volume(0);
    m_client->submit(submit);
    QVERIFY(m_client->awaitChange(m_client->idOf("multi-a"), common::ORDER_CHANGE_SUBMISSION_SUCCESS));
    QVERIFY(m_client->awaitChange(m_client->idOf("multi-b"), common::ORDER_CHANGE_SUBMISSION_RISK_REJECTED));
    QVERIFY(m_client->awaitChange(m_client->idOf("multi-c"), common::ORDER_CHANGE_SUBMISSION_SUCCESS));
}

void TestExchangeOrders::anIcebergKeepsItsShow()
{
    auto submit = limitBuy("iceberg", -40, 9);
    submit.mutable_orders(0)->set_max_show(2);
    m_client->submit(submit);
    const std::string id = m_client->idOf("iceberg");
    QVERIFY(m_client->awaitChange(id, common::ORDER_CHANGE_SUBMISSION_SUCCESS));
    for (const Server &message : m_client->messages())
        for (const auto &update : message.order_update_multi().updates())
            if (update.order_update().unique_id() == id)
                QCOMPARE(update.order_update().current_max_show(), 2);
}

void TestExchangeOrders::refusedOrdersSayWhy_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("word"); // of the server's text
    const auto row = [](const char *name, const char *word, Change change) {
        QTest::newRow(name) << change << QString::fromLatin1(word);
    };
    row("zero volume", "not positive", [](auto &submit) { submit.mutable_orders(0)->set_volume(0); });
    row("negative volume", "-3", [](auto &submit) { submit.mutable_orders(0)->set_volume(-3); });
    row("clip size", "clip size", [](auto &submit) { submit.mutable_orders(0)->set_volume(101); });
    row("off tick", "increment 0.25",
        [](auto &submit) { submit.mutable_orders(0)->mutable_limit_price()->set_value("100.10"); });
    row("unreadable price", "x1",
        [](auto &submit) { submit.mutable_orders(0)->mutable_limit_price()->set_value("x1"); });
    row("no price", "missing", [](auto &submit) { submit.mutable_orders(0)->clear_limit_price(); });
    row("no side", "neither", [](auto &submit) { submit.mutable_orders(0)->clear_buy_sell(); });
    row("link", "AUTO_OCO", [](auto &submit) { submit.set_order_link(common::ORDER_LINK_AUTO_OCO); });
    row("kind", "RFQ", [](auto &submit) { submit.mutable_orders(0)->set_price_type(common::PRICE_TYPE_RFQ); });
    row("triggered", "TRIGGERED",
        [](auto &submit) { submit.mutable_orders(0)->set_activation_type(common::ACTIVATION_TYPE_TRIGGERED); });
}

void TestExchangeOrders::refusedOrdersSayWhy()
{
    QFETCH(Change, change);
    QFETCH(QString, word);
    const std::string tag = QTest::currentDataTag();
    auto submit = limitBuy(tag, -40);
    change(submit);
    m_client->submit(submit);
    const std::string id = m_client->idOf(tag);
    QVERIFY(!id.empty());
    QCOMPARE(m_client->lifeOf(id), std::string{"3/3/0"});
    const auto text = QString::fromStdString(m_client->eventsOf(id).front().detail);
    QVERIFY2(text.contains(word), qPrintable(text));
}

void TestExchangeOrders::aFilledOrderCannotBePulled()
{
    m_client->submit(
        WireClient::submission(mainAccount, m_es, common::BUY_SELL_SELL, common::PRICE_TYPE_MARKET, 1, "gone"));
    const std::string id = m_client->idOf("gone");
    QVERIFY(m_client->awaitChange(id, common::ORDER_CHANGE_TRADE_COMPLETED));
    m_client->pull(mainAccount, m_es, id);
    QVERIFY(m_client->awaitChange(id, common::ORDER_CHANGE_PULL_REJECTED));
    const OrderEvent event = m_client->eventsOf(id).back();
    QCOMPARE(event.status, int{common::ORDER_STATUS_FINISHED});
    QVERIFY(event.detail.find("filled") != std::string::npos);
}

void TestExchangeOrders::pullAndReviseOfNothingFail()
{
    m_client->pull(mainAccount, m_es, "no-such-order");
    QVERIFY(m_client->awaitChange("no-such-order", common::ORDER_CHANGE_PULL_RISK_FAILED));
    revise("no-such-order-2", [](auto &change) { change.set_volume(3); });
    QVERIFY(m_client->awaitChange("no-such-order-2", common::ORDER_CHANGE_REVISION_RISK_FAILED));
    QCOMPARE(m_client->eventsOf("no-such-order").back().kind,
             orderrouting::OrderUpdateMultiMessage::kOrderUpdateFailed);
    // It says nothing of the order: a client that believes it works must not be told otherwise.
    QCOMPARE(m_client->eventsOf("no-such-order").back().status, int{common::ORDER_STATUS_NO_CHANGE});
    // An order of one account cannot be pulled in another's name.
    const std::string id = working("mine");
    m_client->pull("SIM-10422", m_es, id);
    QVERIFY(m_client->awaitChange(id, common::ORDER_CHANGE_PULL_RISK_FAILED));
}

void TestExchangeOrders::anOrderForAnUnsubscribedAccountIsRejectedToItsSenderAlone()
{
    WireClient other{m_exchange->webSocketUrl()};
    QVERIFY(other.enter("desk"));
    other.submit(limitBuy("unsubscribed", -40));
    const std::string id = other.idOf("unsubscribed");
    QCOMPARE(other.lifeOf(id), std::string{"3/3/0"});
    QVERIFY(other.eventsOf(id).front().detail.find("subscribe") != std::string::npos);
    m_client->submit(limitBuy("later", -40)); // had the other been told of, it would have been before this one
    QVERIFY(!m_client->idOf("later").empty());
    QVERIFY(m_client->eventsOf(id).empty());
}

void TestExchangeOrders::anOrderForAnUnknownAccountOrMarketIsRejected()
{
    auto submit = limitBuy("strange-account", -40);
    submit.set_account_id("SIM-20001"); // exists, but belongs to somebody else
    m_client->submit(submit);
    QCOMPARE(m_client->lifeOf(m_client->idOf("strange-account")), std::string{"3/3/0"});
    submit = limitBuy("strange-market", -40);
    submit.set_market_id("XCME_Eq NO (Z99)");
    m_client->submit(submit);
    QCOMPARE(m_client->lifeOf(m_client->idOf("strange-market")), std::string{"3/3/0"});
}

void TestExchangeOrders::anOrderWithoutAMarketIsDropped()
{
    auto submit = limitBuy("dropped", -40);
    submit.clear_market_id();
    m_client->submit(submit);
    m_client->submit(limitBuy("after", -40));
    QVERIFY(!m_client->idOf("after").empty());
    for (const Server &message : m_client->messages())
        for (const auto &update : message.order_update_multi().updates())
            QVERIFY(update.order_update().tag() != "dropped");
}

void TestExchangeOrders::aClosedMarketRejects()
{
    auto options = smallExchange();
    options.alwaysOpen = false;
    options.simulatedStart = depthdeck::WallTime{std::chrono::seconds{1'795'280'400}}; // a Saturday
    SimulatedExchange closed{options};
    QVERIFY(closed.start(nullptr));
    WireClient client{closed.webSocketUrl()};
    QVERIFY(client.enter());
    client.subscribeAccounts();
    QVERIFY(client.await(Server::kAccountSnapshot) != nullptr);
    client.subscribeDepth(m_es, common::DEPTH_BUFFER_SMART);
    const auto *snapshot = client.await(Server::kMarketSnapshot);
    QVERIFY(snapshot != nullptr);
    QCOMPARE(snapshot->market_snapshot().mode(), common::MARKET_MODE_CLOSED);
    client.submit(limitBuy("closed", -40));
    const std::string id = client.idOf("closed");
    QVERIFY(client.awaitChange(id, common::ORDER_CHANGE_SUBMISSION_REJECTED));
    QCOMPARE(client.lifeOf(id), std::string{"2/0/1 4/0/1 7/3/0"});
    QVERIFY(client.eventsOf(id).back().detail.find("not open") != std::string::npos);
}

void TestExchangeOrders::strategiesThatCannotBeMadeSayWhy_data()
{
    QTest::addColumn<StrategyChange>("change");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, const char *word, StrategyChange change) {
        QTest::newRow(name) << change << QString::fromLatin1(word);
    };
    row("no request id", "request id", [](auto &wish) { wish.clear_request_id(); });
    row("an account of somebody else", "SIM-20001", [](auto &wish) { wish.set_account_id("SIM-20001"); });
    row("one leg", "at least 2 legs", [](auto &wish) { wish.mutable_legs()->RemoveLast(); });
    row("an unknown market", "not known", [](auto &wish) { wish.mutable_legs(1)->set_market_id("XCME_Eq NO"); });
    row("another exchange", "not of exchange", [](auto &wish) { wish.mutable_legs(1)->set_exchange_id("CME_C"); });
    row("another contract", "not of contract", [](auto &wish) { wish.mutable_legs(1)->set_contract_id("ZC"); });
    row("no side", "neither bought nor sold", [](auto &wish) { wish.mutable_legs(0)->clear_buy_sell(); });
    row("no ratio", "positive ratio", [](auto &wish) { wish.mutable_legs(0)->set_volume(0); });
    row("an unreadable price", "not a price",
        [](auto &wish) { wish.mutable_legs(0)->mutable_price()->set_value("x"); });
    row("an unreadable delta", "not a delta",
        [](auto &wish) { wish.mutable_legs(0)->mutable_delta()->set_value("x"); });
}

void TestExchangeOrders::strategiesThatCannotBeMadeSayWhy()
{
    QFETCH(StrategyChange, change);
    QFETCH(QString, word);
    service::ClientMessage message;
    auto &wish = *message.mutable_create_uds();
    wish.set_request_id("u-1");
    wish.set_account_id(mainAccount);
    wish.set_strategy_type(common::STRATEGY_TYPE_CALENDAR_SPREAD);
    for (const auto side : {common::BUY_SELL_BUY, common::BUY_SELL_SELL}) {
        auto *leg = wish.add_legs();
        leg->set_market_id(m_es);
        leg->set_buy_sell(side);
        leg->set_volume(1);
    }
    change(wish);
    m_client->send(message);
    const auto *answer = m_client->await(Server::kCreateUdsResponse);
    QVERIFY(answer != nullptr);
    QCOMPARE(answer->create_uds_response().request_id(), wish.request_id());
    QCOMPARE(answer->create_uds_response().uds_status(), common::UDS_STATUS_FAILED);
    const auto text = QString::fromStdString(answer->create_uds_response().status_detail());
    QVERIFY2(text.contains(word), qPrintable(text));
}

void TestExchangeOrders::aWaitingSubmissionCanBePulled()
{
    auto options = smallExchange();
    options.latency = std::chrono::milliseconds{300};
    SimulatedExchange slow{options};
    QVERIFY(slow.start(nullptr));
    WireClient client{slow.webSocketUrl()};
    QVERIFY(client.enter());
    client.subscribeAccounts();
    client.submit(limitBuy("early", -40));
    const std::string id = client.idOf("early");
    client.pull(mainAccount, m_es, id);
    QVERIFY(client.awaitChange(id, common::ORDER_CHANGE_PULL_SUCCESS));
    QCOMPARE(client.lifeOf(id), std::string{"2/0/1 4/0/1 14/0/3 16/0/3 6/1/3 18/2/0"});
}

void TestExchangeOrders::pricesTravelInTheFormatOfEachSession()
{
    WireClient other{m_exchange->webSocketUrl()};
    QVERIFY(other.enter("desk", common::PRICE_FORMAT_DECIMAL)); // shares the account
    other.subscribeAccounts();
    QVERIFY(other.await(Server::kAccountSnapshot) != nullptr);
    m_client->submit(limitBuy("formats", -40));
    const std::string id = m_client->idOf("formats");
    QCOMPARE(other.idOf("formats"), id); // several clients of an account see the same orders
    const auto limitOf = [&id](const WireClient &client) {
        for (const Server &message : client.messages())
            for (const auto &update : message.order_update_multi().updates())
                if (update.order_update().unique_id() == id)
                    return update.order_update().current_limit_price().value();
        return std::string{};
    };
    QCOMPARE(Price::parse(limitOf(other))->units(), Price::parse(limitOf(*m_client))->times(100)->units());
    other.pull(mainAccount, m_es, id); // and may act on them
    QVERIFY(m_client->awaitChange(id, common::ORDER_CHANGE_PULL_SUCCESS));
}

QTEST_GUILESS_MAIN(TestExchangeOrders)
#include "test_exchange_orders.moc"
