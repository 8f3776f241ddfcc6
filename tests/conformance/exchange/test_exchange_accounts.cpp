// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/price.h"
#include "tests/conformance/exchange/wire_client.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace depthdeck::exchange;
using namespace depthdeck::exchange::test;
using depthdeck::Price;

namespace {

const std::string mainAccount = "SIM-10421";

} // namespace

class TestExchangeAccounts : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aSubscriptionIsAnsweredWithASnapshotOfEachAccount();
    void wrongSubscriptionsAreExplained();
    void aTradeMovesPositionBalanceAndProfit();
    void withoutUplModeNoProfitIsSent();
    void theSnapshotHoldsTodaysOrdersAndFills();
    void anUnsubscribedAccountIsSilent();
    void aRoundTripRealisesProfitAndFees();
    void workingOrdersAreCounted();
    void aSpreadFillsItsLegs();

private:
    [[nodiscard]] std::unique_ptr<WireClient> entered(const std::string &user = "trader", bool withProfit = true);
    [[nodiscard]] std::string traded(WireClient &client, common::BuySell side, int volume, const std::string &tag);

    std::unique_ptr<SimulatedExchange> m_exchange;
    std::string m_es;
};

void TestExchangeAccounts::init()
{
    m_exchange = std::make_unique<SimulatedExchange>(smallExchange());
    QString error;
    QVERIFY2(m_exchange->start(&error), qPrintable(error));
    m_es = marketOf(*m_exchange, QStringLiteral("CME_Eq"), QStringLiteral("ES"));
}

std::unique_ptr<WireClient> TestExchangeAccounts::entered(const std::string &user, bool withProfit)
{
    auto client = std::make_unique<WireClient>(m_exchange->webSocketUrl());
    if (!client->enter(user))
        return nullptr;
    client->subscribeAccounts(withProfit);
    return client->await(Server::kAccountSnapshot) != nullptr ? std::move(client) : nullptr;
}

std::string TestExchangeAccounts::traded(WireClient &client, common::BuySell side, int volume, const std::string &tag)
{
    client.submit(WireClient::submission(mainAccount, m_es, side, common::PRICE_TYPE_MARKET, volume, tag));
    const std::string id = client.idOf(tag);
    return client.awaitChange(id, common::ORDER_CHANGE_TRADE_COMPLETED) ? id : std::string{};
}

void TestExchangeAccounts::aSubscriptionIsAnsweredWithASnapshotOfEachAccount()
{
    const auto client = entered();
    QVERIFY(client);
    QTRY_COMPARE(client->count(Server::kAccountSnapshot), std::size_t{2});
    const auto *answer = client->await(Server::kAccountSubscribeResponse);
    QVERIFY(answer->account_subscribe_response().success());
    const auto &snapshot = client->await(Server::kAccountSnapshot)->account_snapshot();
    QCOMPARE(snapshot.account_id(), mainAccount);
    QCOMPARE(snapshot.status(), common::ACCOUNT_STATUS_OK);
    bool hasDetails = false;
    bool hasUpdate = false;
    bool hasCurrency = false;
    for (const auto &part : snapshot.messages()) {
        hasDetails = hasDetails || (part.has_account_details() && part.account_details().max_clip_size() > 0 &&
                                    part.account_details().max_account_position() > 0);
        hasUpdate = hasUpdate || (part.has_account_update() && part.account_update().balance() > 0);
        hasCurrency = hasCurrency || (part.has_account_currency() && part.account_currency().currency() == "USD");
    }
    QVERIFY(hasDetails && hasUpdate && hasCurrency);
}

void TestExchangeAccounts::wrongSubscriptionsAreExplained()
{
    WireClient client{m_exchange->webSocketUrl()};
    QVERIFY(client.enter());
    const auto answerTo = [&client](const std::function<void(account::AccountSubscribe &)> &fill) {
        const std::size_t from = client.position();
        service::ClientMessage message;
        message.mutable_account_subscribe()->set_subscribe(common::ACCOUNT_SUBSCRIBE_TYPE_ALL_UPDATES);
        fill(*message.mutable_account_subscribe());
        client.send(message);
        const auto *answer = client.await(Server::kAccountSubscribeResponse, from);
        return answer != nullptr ? answer->account_subscribe_response() : account::AccountSubscribeResponse{};
    };
    auto answer = answerTo([](auto &wish) {
        wish.add_account_id("SIM-20001"); // somebody else's
        wish.add_account_id(mainAccount);
    });
    QVERIFY(!answer.success());
    QCOMPARE(answer.errors_size(), 1);
    QVERIFY(client.await(Server::kAccountSnapshot) != nullptr); // the good one is subscribed all the same
    answer = answerTo([](auto &) {});
    QCOMPARE(answer.errors_size(), 1);
    answer = answerTo([](auto &wish) { wish.set_subscribe(static_cast<common::AccountSubscribeType>(1)); });
    QCOMPARE(answer.errors_size(), 1);
}

void TestExchangeAccounts::aTradeMovesPositionBalanceAndProfit()
{
    const auto client = entered();
    QVERIFY(client);
    QVERIFY(!traded(*client, common::BUY_SELL_BUY, 2, "buy").empty());
    const auto *position = client->await([this](const Server &message) {
        return message.account_position().market_id() == m_es && message.account_position().buys() == 2;
    });
    QVERIFY(position != nullptr);
    QCOMPARE(position->account_position().sells(), 0);
    QVERIFY(position->account_position().has_average_open_price());
    QVERIFY(position->account_position().margin() > 0);
    const Price average = Price::parse(position->account_position().average_open_price().value()).value();
    // The definition comes before the first position in a market.
    QVERIFY(client->await(Server::kMarketDetails) < position);
    const auto *profit = client->await([this](const Server &message) {
        return message.account_position_profit().market_id() == m_es && message.account_position_profit().net() == 2.0;
    });
    QVERIFY(profit != nullptr);
    QVERIFY(profit->account_position_profit().has_data());
    QVERIFY(profit->account_position_profit().has_upl());
    QVERIFY(profit->account_position_profit().upl() < 2 * 50.0 * 100);
    QVERIFY(average > Price{});
    const auto *sums = client->await(
        [](const Server &message) { return message.has_account_profit() && message.account_profit().has_upl_trade(); });
    QVERIFY(sums != nullptr);
    QVERIFY(sums->account_profit().has_available_cash());
    QVERIFY(client->await([](const Server &message) {
        return message.account_update().fees_and_commissions() == 2.5;
    }) != nullptr);
}

void TestExchangeAccounts::withoutUplModeNoProfitIsSent()
{
    const auto client = entered("trader", false);
    QVERIFY(client);
    QVERIFY(!traded(*client, common::BUY_SELL_BUY, 1, "quiet").empty());
    QVERIFY(client->await(Server::kAccountPosition) != nullptr);
    QTest::qWait(700); // more than one turn of the figures
    QCOMPARE(client->count(Server::kAccountProfit), std::size_t{0});
    QCOMPARE(client->count(Server::kAccountPositionProfit), std::size_t{0});
}

void TestExchangeAccounts::theSnapshotHoldsTodaysOrdersAndFills()
{
    std::string id;
    {
        const auto first = entered();
        QVERIFY(first);
        id = traded(*first, common::BUY_SELL_SELL, 3, "earlier");
        QVERIFY(!id.empty());
    }
    const auto second = entered();
    QVERIFY(second);
    const auto &snapshot = second->await(Server::kAccountSnapshot)->account_snapshot();
    int net = 0;
    int lots = 0;
    bool hasDetails = false;
    for (const auto &part : snapshot.messages()) {
        hasDetails = hasDetails || part.market_details().market_id() == m_es;
        net += part.account_position().buys() - part.account_position().sells();
        for (const auto &update : part.order_update_multi().updates()) {
            QVERIFY(part.order_update_multi().historical());
            QCOMPARE(update.order_update().unique_id(), id);
            QCOMPARE(update.order_update().total_fill_volume(), 3);
            for (const auto &trade : update.order_update().trades())
                lots += trade.volume();
        }
    }
    QVERIFY(hasDetails);
    QCOMPARE(net, -3);
    QCOMPARE(lots, 3);
}

void TestExchangeAccounts::anUnsubscribedAccountIsSilent()
{
    const auto watcher = entered("desk");
    const auto trader = entered();
    QVERIFY(watcher && trader);
    service::ClientMessage message;
    message.mutable_account_subscribe()->set_subscribe(common::ACCOUNT_SUBSCRIBE_TYPE_NONE);
    message.mutable_account_subscribe()->set_subscribe_all_accounts(true);
    const std::size_t from = watcher->position();
    watcher->send(message);
    QVERIFY(watcher->await(Server::kAccountSubscribeResponse, from) != nullptr);
    QVERIFY(!traded(*trader, common::BUY_SELL_BUY, 1, "unseen").empty());
    QVERIFY(trader->await(Server::kAccountPosition) != nullptr);
    QCOMPARE(watcher->count(Server::kOrderUpdateMulti), std::size_t{0});
    QCOMPARE(watcher->count(Server::kAccountPosition), std::size_t{0});
}

void TestExchangeAccounts::aRoundTripRealisesProfitAndFees()
{
    const auto client = entered();
    QVERIFY(client);
    QVERIFY(!traded(*client, common::BUY_SELL_BUY, 1, "in").empty());
    QVERIFY(!traded(*client, common::BUY_SELL_SELL, 1, "out").empty());
    Price cost;
    for (const Server &message : client->messages())
        for (const auto &update : message.order_update_multi().updates())
            if (update.has_order_update_trade()) {
                const Price price = Price::parse(update.order_update_trade().price().value()).value();
                cost = cost.isZero() ? price : Price::fromUnits(price.units() - cost.units());
            }
    const double expected = static_cast<double>(cost.units()) / 1e9 * 50.0;
    const auto *position = client->await([this](const Server &message) {
        const auto &told = message.account_position();
        return told.market_id() == m_es && told.buys() == 1 && told.sells() == 1;
    });
    QVERIFY(position != nullptr);
    QCOMPARE(position->account_position().rpl(), expected);
    QVERIFY(!position->account_position().has_average_open_price());
    QCOMPARE(position->account_position().fees_and_commissions(), 2.5);
}

void TestExchangeAccounts::workingOrdersAreCounted()
{
    const auto client = entered();
    QVERIFY(client);
    const auto depth = client->depthOf(m_es);
    QVERIFY(depth && depth->bids_size() > 0);
    auto submit = WireClient::submission(mainAccount, m_es, common::BUY_SELL_BUY, common::PRICE_TYPE_LIMIT, 4, "works");
    const Price bid = Price::parse(depth->bids(0).price().value()).value();
    submit.mutable_orders(0)->mutable_limit_price()->set_value(
        bid.minus(Price::fromUnits(40 * Price::unitsPerOne))->toWire(2));
    client->submit(submit);
    const auto counts = [](int orders, int volume) {
        return [=](const Server &message) {
            const auto &profit = message.account_profit();
            return profit.has_total_working_orders() && profit.account_id() == mainAccount &&
                   profit.total_working_orders() == orders && profit.total_working_volume() == volume;
        };
    };
    QVERIFY(client->await(counts(1, 4)) != nullptr);
    const auto *position =
        client->await([](const Server &message) { return message.account_position().working_buys() == 4; });
    QVERIFY(position != nullptr);
    const std::size_t from = client->position();
    client->pull(mainAccount, m_es, client->idOf("works"));
    QVERIFY(client->await(counts(0, 0), from) != nullptr);
}

void TestExchangeAccounts::aSpreadFillsItsLegs()
{
    auto options = smallExchange();
    options.markets = 0;
    SimulatedExchange all{options};
    QVERIFY(all.start(nullptr));
    QUrl url = all.restUrl();
    url.setPath(QStringLiteral("/markets/picker"));
    url.setQuery(QStringLiteral("exchangeid=CME_Eq&contractid=ES&strategytype=CalendarSpread"));
    const auto spreads = QJsonDocument::fromJson(rest("GET", url, "APIKey sim-key").body).array();
    QVERIFY(!spreads.isEmpty());
    const std::string spread = spreads[0][u"marketID"].toString().toStdString();
    WireClient client{all.webSocketUrl()};
    QVERIFY(client.enter());
    client.subscribeAccounts();
    QVERIFY(client.depthOf(spread));
    client.submit(
        WireClient::submission(mainAccount, spread, common::BUY_SELL_BUY, common::PRICE_TYPE_MARKET, 1, "spread"));
    const std::string id = client.idOf("spread");
    QVERIFY(client.awaitChange(id, common::ORDER_CHANGE_TRADE_COMPLETED));
    const auto *details =
        client.await([&spread](const Server &message) { return message.market_details().market_id() == spread; });
    QVERIFY(details != nullptr);
    QCOMPARE(details->market_details().legs_size(), 2);
    Price traded;
    Price legs; // what the legs add up to
    int legCount = 0;
    const auto addUp = [&](const Server &message) {
        for (const auto &update : message.order_update_multi().updates()) {
            if (update.order_update_trade().unique_id() == id)
                traded = Price::parse(update.order_update_trade().price().value()).value();
            if (update.order_update_trade_leg().unique_id() != id)
                continue;
            const auto &leg = update.order_update_trade_leg();
            const Price price = Price::parse(leg.price().value()).value();
            const int ratio = details->market_details().legs(leg.leg_index()).volume();
            legs = legs.plus(price.times(ratio).value()).value();
            ++legCount;
        }
        return legCount == 2;
    };
    QVERIFY(client.await(addUp) != nullptr);
    QVERIFY(legs == traded);
    for (const auto &leg : details->market_details().legs()) {
        const auto *position = client.await([&leg](const Server &message) {
            const auto &told = message.account_position();
            return told.market_id() == leg.market_id() && told.buys() - told.sells() == leg.volume();
        });
        QVERIFY(position != nullptr);
    }
}

QTEST_GUILESS_MAIN(TestExchangeAccounts)
#include "test_exchange_accounts.moc"
