// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/exchange/order_scene.h"

#include <QTest>

#include <set>

using namespace depthdeck::exchange;
using namespace depthdeck::exchange::test;

/// What the risk desk refuses, tried on the accounts of the user "risk", and what accounts tell of themselves
/// (t4-protocol.md d.5).
class TestExchangeRisk : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyRuleRefusesWithItsLimit_data();
    void everyRuleRefusesWithItsLimit();
    void theFirstFillReachesASmallLossLimit();
    void accountDetailsTellTheLimits();
    void aSecondCurrencyTellsItsRate();
    void warningsTellHowMuchOfALimitIsReached();
    void aReachedLossLimitLeavesTheWayOutOpen();

private:
    [[nodiscard]] std::string priceAt(int ticks) const;
    [[nodiscard]] orderrouting::OrderSubmit limitBuy(const std::string &account, int ticks, int volume,
                                                     const std::string &tag) const;
    [[nodiscard]] std::string refusalOf(const orderrouting::OrderSubmit &submit);
    [[nodiscard]] const account::AccountSnapshot *snapshotOf(const std::string &account);

    depthdeck::test::FakeClock m_clock;
    std::unique_ptr<SimulatedExchange> m_exchange;
    std::unique_ptr<WireClient> m_client;
    std::string m_es;
    std::string m_firstFill; ///< of the account with the small loss limit
    market::MarketDepth m_depth;
};

void TestExchangeRisk::initTestCase()
{
    auto options = smallExchange();
    options.latency = std::chrono::milliseconds{0};
    m_exchange = std::make_unique<SimulatedExchange>(options, m_clock);
    QVERIFY(m_exchange->start(nullptr));
    m_es = marketOf(*m_exchange, QStringLiteral("CME_Eq"), QStringLiteral("ES"));
    m_client = std::make_unique<WireClient>(m_exchange->webSocketUrl());
    QVERIFY(m_client->enter("risk"));
    m_client->subscribeAccounts();
    const auto depth = m_client->depthOf(m_es);
    QVERIFY(depth && depth->offers_size() > 0);
    m_depth = *depth;
}

std::string TestExchangeRisk::priceAt(int ticks) const
{
    const auto offer = depthdeck::Price::parse(m_depth.offers(0).price().value()).value();
    return depthdeck::Price::fromUnits(offer.units() + ticks * depthdeck::Price::unitsPerOne / 4).toWire(2);
}

orderrouting::OrderSubmit TestExchangeRisk::limitBuy(const std::string &account, int ticks, int volume,
                                                     const std::string &tag) const
{
    auto submit = WireClient::submission(account, m_es, common::BUY_SELL_BUY, common::PRICE_TYPE_LIMIT, volume, tag);
    submit.mutable_orders(0)->mutable_limit_price()->set_value(priceAt(ticks));
    return submit;
}

/// The server's words for why it refused; empty when it did not.
std::string TestExchangeRisk::refusalOf(const orderrouting::OrderSubmit &submit)
{
    m_client->submit(submit);
    const std::string id = m_client->idOf(submit.orders(0).tag());
    if (id.empty())
        return {};
    const OrderEvent first = m_client->eventsOf(id).front();
    return first.change == common::ORDER_CHANGE_SUBMISSION_RISK_REJECTED ? first.detail : std::string{};
}

void TestExchangeRisk::everyRuleRefusesWithItsLimit_data()
{
    QTest::addColumn<QString>("account");
    QTest::addColumn<int>("ticks"); // from the offer
    QTest::addColumn<int>("volume");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const char *account, int ticks, int volume, const char *words) {
        QTest::newRow(name) << QString::fromLatin1(account) << ticks << volume << QString::fromLatin1(words);
    };
    row("clip", "SIM-30001", -80, 3, "The volume 3 is above the maximum clip size of 2 lots.");
    row("position", "SIM-30002", -80, 4, "could reach 4 lots, above the account's limit of 3 lots.");
    row("margin", "SIM-30003", -80, 1, "$500.00 is available.");
    row("price banding", "SIM-30005", 21, 1, "21 ticks through the market, above the account's price banding of 20");
    row("order routing", "SIM-30007", -80, 1, "Order routing is switched off for account SIM-30007.");
    row("blocked", "SIM-30008", -80, 1, "SIM-30008 is blocked.");
    row("disabled", "SIM-30009", -80, 1, "SIM-30009 is not enabled for trading.");
    row("back office", "SIM-30010", -80, 1, "SIM-30010 is not enabled for trading.");
    row("pit", "SIM-30011", -80, 1, "SIM-30011 is for pit trades alone.");
    row("active time", "SIM-30012", -80, 1, "SIM-30012 is outside its active time.");
    row("not accessible", "SIM-30013", -80, 1, "SIM-30013 cannot be reached.");
}

void TestExchangeRisk::everyRuleRefusesWithItsLimit()
{
    QFETCH(QString, account);
    QFETCH(int, ticks);
    QFETCH(int, volume);
    QFETCH(QString, words);
    const std::string text = refusalOf(limitBuy(account.toStdString(), ticks, volume, QTest::currentDataTag()));
    QVERIFY2(QString::fromStdString(text).contains(words), text.c_str());
}

void TestExchangeRisk::theFirstFillReachesASmallLossLimit()
{
    const std::string account = "SIM-30004";
    if (!m_client->eventsOf(m_firstFill).empty())
        return;
    m_client->submit(limitBuy(account, 40, 2, "first"));
    m_firstFill = m_client->idOf("first");
    QVERIFY(m_client->awaitChange(m_firstFill, common::ORDER_CHANGE_TRADE_COMPLETED));
    const auto isExceeded = [&](const Server &message) {
        return message.account_update().account_id() == account &&
               message.account_update().status() == common::ACCOUNT_STATUS_LOSS_LIMIT_EXCEEDED;
    };
    m_clock.advance(std::chrono::seconds{1});
    QVERIFY(m_client->await(isExceeded) != nullptr);
}

void TestExchangeRisk::aReachedLossLimitLeavesTheWayOutOpen()
{
    theFirstFillReachesASmallLossLimit();
    const std::string account = "SIM-30004";
    const std::string text = refusalOf(limitBuy(account, -80, 1, "more"));
    QVERIFY2(text.find("loss limit of $100.00: it may only reduce") != std::string::npos, text.c_str());
    m_client->submit(
        WireClient::submission(account, m_es, common::BUY_SELL_UNDEFINED, common::PRICE_TYPE_FLATTEN, 0, "out"));
    QVERIFY(m_client->awaitChange(m_client->idOf("out"), common::ORDER_CHANGE_TRADE_COMPLETED));
}

const account::AccountSnapshot *TestExchangeRisk::snapshotOf(const std::string &account)
{
    const Server *found =
        m_client->await([&](const Server &message) { return message.account_snapshot().account_id() == account; });
    return found != nullptr ? &found->account_snapshot() : nullptr;
}

void TestExchangeRisk::accountDetailsTellTheLimits()
{
    const auto detailsOf = [this](const std::string &account) {
        const auto *snapshot = snapshotOf(account);
        for (const auto &message : snapshot->messages())
            if (message.has_account_details())
                return message.account_details();
        return account::AccountDetails{};
    };
    QCOMPARE(detailsOf("SIM-30001").max_clip_size(), 2);
    QCOMPARE(detailsOf("SIM-30002").max_account_position(), 3);
    QCOMPARE(detailsOf("SIM-30005").price_banding(), 20);
    QCOMPARE(detailsOf("SIM-30006").wide_market(), 1);
    QVERIFY(!detailsOf("SIM-30007").order_routing());
    QCOMPARE(detailsOf("SIM-30010").enabled(), common::ACCOUNT_ENABLED_BACK_OFFICE_ONLY);
    QCOMPARE(detailsOf("SIM-30012").active_time_start(), std::string{"02:00"});
    QCOMPARE(snapshotOf("SIM-30008")->status(), common::ACCOUNT_STATUS_BLOCKED);
    QVERIFY(detailsOf("SIM-30001").warning_threshold_loss_limit() > 0);
}

void TestExchangeRisk::aSecondCurrencyTellsItsRate()
{
    std::set<std::string> currencies;
    for (const auto &message : snapshotOf("SIM-30014")->messages()) {
        if (message.has_account_currency())
            currencies.insert(message.account_currency().currency());
        if (message.account_currency().currency() == "EUR")
            QCOMPARE(message.account_currency().rate(), 1.08);
        if (message.has_account_update())
            QVERIFY(qAbs(message.account_update().balance() - 250'000 / 1.08) < 0.01);
    }
    QVERIFY(currencies == (std::set<std::string>{"EUR", "USD"}));
}

void TestExchangeRisk::warningsTellHowMuchOfALimitIsReached()
{
    theFirstFillReachesASmallLossLimit(); // unless it did before
    m_clock.advance(std::chrono::seconds{1});
    const auto isWarned = [](const Server &message) {
        return message.account_profit().account_id() == "SIM-30004" &&
               message.account_profit().warning_loss_limit() >= 80;
    };
    QVERIFY(m_client->await(isWarned) != nullptr);
}

QTEST_GUILESS_MAIN(TestExchangeRisk)
#include "test_exchange_risk.moc"
