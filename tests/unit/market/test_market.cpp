// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/market.h"
#include "tests/unit/market/wire_messages.h"

#include <QTest>

using namespace depthdeck;
namespace common = t4proto::v1::common;

namespace {

constexpr const char *marketId = "XCME_Eq ES (Z26)";

Market read(const test::wire::MarketDetails &details)
{
    const MarketReading reading = readMarket(details);
    if (!reading.market)
        qFatal("the definition was expected to be read");
    return *reading.market;
}

} // namespace

class TestMarket final : public QObject
{
    Q_OBJECT

private slots:
    void factsForTheEyeAreRead();
    void readsAWholeDefinition();
    void refusesADefinitionThatDoesNotParse_data();
    void refusesADefinitionThatDoesNotParse();
    void anEmptyPriceIsNoPrice();
    void aMissingIncrementIsTakenFromTheTickTable();
    void theVolumeIncrementIsAtLeastOne();
    void namesMarketsShort_data();
    void namesMarketsShort();
    void namesOptionsWithTheirStrike_data();
    void namesOptionsWithTheirStrike();
    void namesStrategiesByTheServersDescription_data();
    void namesStrategiesByTheServersDescription();
    void tickValueIsIncrementTimesPointValue_data();
    void tickValueIsIncrementTimesPointValue();
    void tickValueTakesPointValueAsOneOfDecimalPrices();
    void tickValueIsUnknownWithoutPointValue();
    void anUnknownPriceCodeIsReportedOnce();
};

void TestMarket::readsAWholeDefinition()
{
    auto details = test::details(marketId);
    details.set_group("Equity");
    details.set_details("E-mini S&P 500 December 2026");
    details.set_price_code("");
    details.set_market_ref("ref");
    details.set_volume_increment(5);
    details.set_disabled(true);
    details.set_vtt("0.25;P<-5=0.5;P>5=0.5;");
    details.mutable_min_cab_price()->set_value("0.05");
    auto &leg = *details.add_legs();
    leg.set_market_id("LEG");
    leg.set_volume(-2);
    leg.set_delta("0.5");
    leg.mutable_price()->set_value("-1.25");

    const Market market = read(details);
    QCOMPARE(market.key.market, MarketId{marketId});
    QCOMPARE(market.key.exchange, ExchangeId{"CME_Eq"});
    QCOMPARE(market.key.contract, ContractId{"ES"});
    QCOMPARE(market.group, std::string{"Equity"});
    QCOMPARE(market.marketRef, std::string{"ref"});
    QCOMPARE(market.volumeIncrement, Quantity{5});
    QCOMPARE(market.wireDecimals, 2);
    QVERIFY(market.disabled);
    QVERIFY(market.pointValue == Price::parse("50"));
    QVERIFY(market.ticks.stepped(*Price::parse("5"), 1) == Price::parse("5.5"));
    QVERIFY(market.ticks.isOnTick(*Price::parse("0.05")));
    QCOMPARE(market.legs.size(), std::size_t{1});
    QCOMPARE(market.legs[0].volume, Quantity{-2});
    QVERIFY(market.legs[0].price == Price::parse("-1.25"));
    QCOMPARE(market.format.format(*Price::parse("5954.5")), std::string{"5954.50"});
}

void TestMarket::refusesADefinitionThatDoesNotParse_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("problem");
    const auto row = [](const char *field, const char *value, MarketProblem problem) {
        QTest::addRow("%s \"%s\"", field, value) << QByteArray{field} << QByteArray{value} << static_cast<int>(problem);
    };
    row("market_id", "", MarketProblem::NoId);
    row("min_price_increment", "", MarketProblem::BadIncrement);
    row("min_price_increment", "0", MarketProblem::BadIncrement);
    row("min_price_increment", "-0.25", MarketProblem::BadIncrement);
    row("min_price_increment", "a quarter", MarketProblem::BadIncrement);
    row("point_value", "5o", MarketProblem::BadPrice);
    row("strike_price", "1.0000000001", MarketProblem::BadPrice);
    row("min_cab_price", "x", MarketProblem::BadPrice);
    row("leg", "99999999999", MarketProblem::BadPrice);
}

void TestMarket::refusesADefinitionThatDoesNotParse()
{
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, value);
    QFETCH(int, problem);
    auto details = test::details(marketId);
    const std::string text = value.toStdString();
    if (field == "market_id")
        details.set_market_id(text);
    else if (field == "min_price_increment")
        details.mutable_min_price_increment()->set_value(text);
    else if (field == "point_value")
        details.mutable_point_value()->set_value(text);
    else if (field == "strike_price")
        details.mutable_strike_price()->set_value(text);
    else if (field == "min_cab_price")
        details.mutable_min_cab_price()->set_value(text);
    else
        details.add_legs()->mutable_price()->set_value(text);
    const MarketReading reading = readMarket(details);
    QVERIFY(!reading.market);
    QVERIFY(reading.problem);
    QCOMPARE(static_cast<int>(*reading.problem), problem);
}

void TestMarket::anEmptyPriceIsNoPrice()
{
    auto details = test::details(marketId);
    details.mutable_strike_price();
    details.mutable_point_value()->set_value("");
    const Market market = read(details);
    QVERIFY(!market.strikePrice);
    QVERIFY(!market.pointValue);
}

void TestMarket::aMissingIncrementIsTakenFromTheTickTable()
{
    auto details = test::details(marketId);
    details.clear_min_price_increment();
    details.set_vtt("0.5;P>10=1");
    QVERIFY(read(details).ticks.increment() == Price::parse("0.5"));
}

void TestMarket::theVolumeIncrementIsAtLeastOne()
{
    auto details = test::details(marketId);
    QCOMPARE(read(details).volumeIncrement, Quantity{1});
    details.set_volume_increment(-3);
    QCOMPARE(read(details).volumeIncrement, Quantity{1});
}

void TestMarket::namesMarketsShort_data()
{
    QTest::addColumn<QByteArray>("contract");
    QTest::addColumn<int>("expiry");
    QTest::addColumn<int>("type");
    QTest::addColumn<QByteArray>("name");
    const char *const months[] = {"F", "G", "H", "J", "K", "M", "N", "Q", "U", "V", "X", "Z"};
    for (int month = 1; month <= 12; ++month)
        QTest::addRow("month %d", month) << QByteArray{"ES"} << 202600 + month << 5
                                         << QByteArray{"ES"} + months[month - 1] + "6";
    QTest::newRow("with a day") << QByteArray{"CL"} << 20270119 << 5 << QByteArray{"CLF7"};
    QTest::newRow("day 00") << QByteArray{"CL"} << 20300100 << 5 << QByteArray{"CLF0"};
    QTest::newRow("type not told") << QByteArray{"ES"} << 202612 << 0 << QByteArray{"ESZ6"};
    QTest::newRow("no expiry") << QByteArray{"ES"} << 0 << 5 << QByteArray{marketId};
    QTest::newRow("month 13") << QByteArray{"ES"} << 202613 << 5 << QByteArray{marketId};
    QTest::newRow("month 0") << QByteArray{"ES"} << 202600 << 5 << QByteArray{marketId};
    QTest::newRow("negative") << QByteArray{"ES"} << -202612 << 5 << QByteArray{marketId};
    QTest::newRow("no contract") << QByteArray{} << 202612 << 5 << QByteArray{marketId};
    QTest::newRow("an index has no expiry code") << QByteArray{"ES"} << 202612 << 6 << QByteArray{marketId};
    QTest::newRow("a type of the future") << QByteArray{"ES"} << 202612 << 99 << QByteArray{marketId};
}

void TestMarket::namesMarketsShort()
{
    QFETCH(QByteArray, contract);
    QFETCH(int, expiry);
    QFETCH(int, type);
    QFETCH(QByteArray, name);
    auto details = test::details(marketId);
    details.set_contract_id(contract.toStdString());
    details.set_expiry_date(expiry);
    details.set_contract_type(static_cast<common::ContractType>(type));
    QCOMPARE(QByteArray::fromStdString(read(details).displayName()), name);
}

void TestMarket::namesOptionsWithTheirStrike_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<QByteArray>("strike");
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("call") << 2 << QByteArray{"6000"} << QByteArray{"ESZ6 6000C"};
    QTest::newRow("put") << 3 << QByteArray{"112.50"} << QByteArray{"ESZ6 112.5P"};
    QTest::newRow("negative strike") << 3 << QByteArray{"-5"} << QByteArray{"ESZ6 -5P"};
    QTest::newRow("no strike") << 2 << QByteArray{} << QByteArray{marketId};
    QTest::newRow("call or put not told") << 1 << QByteArray{"6000"} << QByteArray{marketId};
    QTest::newRow("type not told") << 0 << QByteArray{"6000"} << QByteArray{marketId};
}

void TestMarket::namesOptionsWithTheirStrike()
{
    QFETCH(int, type);
    QFETCH(QByteArray, strike);
    QFETCH(QByteArray, name);
    auto details = test::details(marketId);
    details.set_contract_type(static_cast<common::ContractType>(type));
    details.mutable_strike_price()->set_value(strike.toStdString());
    QCOMPARE(QByteArray::fromStdString(read(details).displayName()), name);
}

void TestMarket::namesStrategiesByTheServersDescription_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("short") << QByteArray{"ESZ6-ESH7"} << QByteArray{"ESZ6-ESH7"};
    QTest::newRow("none") << QByteArray{} << QByteArray{marketId};
    QTest::newRow("blanks") << QByteArray{"   "} << QByteArray{marketId};
    QTest::newRow("two lines") << QByteArray{"ESZ6\nESH7"} << QByteArray{marketId};
    QTest::newRow("a story") << QByteArray{"Calendar spread of the E-mini S&P 500, December 2026 against March 2027"}
                             << QByteArray{marketId};
}

void TestMarket::namesStrategiesByTheServersDescription()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, name);
    auto details = test::details(marketId);
    details.set_details(text.toStdString());
    details.set_strategy_type(common::STRATEGY_TYPE_CALENDAR_SPREAD);
    QCOMPARE(QByteArray::fromStdString(read(details).displayName()), name);
    details.clear_strategy_type();
    details.add_legs()->set_market_id("LEG");
    QCOMPARE(QByteArray::fromStdString(read(details).displayName()), name);
}

void TestMarket::tickValueIsIncrementTimesPointValue_data()
{
    QTest::addColumn<QByteArray>("increment");
    QTest::addColumn<QByteArray>("pointValue");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("ES") << QByteArray{"0.25"} << QByteArray{"50"} << QByteArray{"12.5"};
    QTest::newRow("10-year note") << QByteArray{"0.015625"} << QByteArray{"1000"} << QByteArray{"15.625"};
    QTest::newRow("yen") << QByteArray{"0.0000005"} << QByteArray{"12500000"} << QByteArray{"6.25"};
    QTest::newRow("half to even") << QByteArray{"0.000000001"} << QByteArray{"0.5"} << QByteArray{"0"};
    QTest::newRow("more than half") << QByteArray{"0.000000001"} << QByteArray{"0.6"} << QByteArray{"0.000000001"};
    QTest::newRow("negative") << QByteArray{"0.000000001"} << QByteArray{"-1.5"} << QByteArray{"-0.000000002"};
    QTest::newRow("too large") << QByteArray{"9000000000"} << QByteArray{"9000000000"} << QByteArray{};
}

void TestMarket::tickValueIsIncrementTimesPointValue()
{
    QFETCH(QByteArray, increment);
    QFETCH(QByteArray, pointValue);
    QFETCH(QByteArray, value);
    auto details = test::details(marketId);
    details.mutable_min_price_increment()->set_value(increment.toStdString());
    details.mutable_point_value()->set_value(pointValue.toStdString());
    QVERIFY(read(details).tickValue() == Price::parse(value.toStdString()));
}

void TestMarket::tickValueTakesPointValueAsOneOfDecimalPrices()
{
    auto details = test::details(marketId);
    details.set_decimals(0);
    details.set_real_decimals(2);
    details.mutable_min_price_increment()->set_value("0.25");
    details.mutable_point_value()->set_value("0.5");
    QVERIFY(read(details).tickValue() == Price::parse("12.5"));
    details.mutable_min_price_increment()->set_value("9000000000");
    details.mutable_point_value()->set_value("9000000000");
    details.set_real_decimals(9);
    QVERIFY(!read(details).tickValue());
}

void TestMarket::tickValueIsUnknownWithoutPointValue()
{
    auto details = test::details(marketId);
    details.clear_point_value();
    QVERIFY(!read(details).tickValue());
}

void TestMarket::anUnknownPriceCodeIsReportedOnce()
{
    auto details = test::details(marketId);
    details.set_price_code("T9-once");
    details.mutable_min_price_increment()->set_value("0.015625");
    QTest::ignoreMessage(QtInfoMsg, QRegularExpression{QStringLiteral("T9-once")});
    QCOMPARE(read(details).format.format(*Price::parse("107.5")), std::string{"107-16.0"});
    QTest::failOnWarning(QRegularExpression{QStringLiteral(".*")});
    (void)read(details);
}

void TestMarket::factsForTheEyeAreRead()
{
    auto message = test::details("M1");
    message.mutable_activation_date()->set_seconds(1000);
    message.mutable_last_trading_date()->set_seconds(2000);
    message.mutable_last_client_update_time()->set_seconds(3000);
    message.set_delist_date(20261219);
    message.set_exchange_delist_date(42); // in no form in use
    message.set_vtt("0.25;P>5=0.5;");
    message.mutable_min_cab_price()->set_value("0.05");
    message.set_underlying_market_id("U1");
    message.set_strategy_ratio(2.5);
    message.set_maint_margin(12'000.5);
    message.set_maint_intra_margin(9'000);
    auto &leg = *message.add_legs();
    leg.set_market_id("L1");
    leg.set_group(3);
    leg.set_volume(-2);
    const auto reading = readMarket(message);
    QVERIFY(reading.market.has_value());
    const Market &market = *reading.market;
    QVERIFY(market.activation == WallTime{std::chrono::seconds{1000}});
    QVERIFY(market.lastTrading == WallTime{std::chrono::seconds{2000}});
    QVERIFY(market.definedAt == WallTime{std::chrono::seconds{3000}});
    QVERIFY((market.delisting == WireDate{2026, 12, 19}));
    QVERIFY(!market.exchangeDelisting);
    QCOMPARE(market.variableTicks, std::string{"0.25;P>5=0.5;"});
    QVERIFY(market.cabinetPrice == Price::parse("0.05"));
    QCOMPARE(market.underlying.text(), std::string{"U1"});
    QCOMPARE(market.strategyRatio, 2.5);
    QCOMPARE(market.maintenanceMargin, 12'000.5);
    QCOMPARE(market.maintenanceMarginIntraday, 9'000.0);
    QCOMPARE(market.legs.front().group, 3);
    QCOMPARE(market.legs.front().volume.contracts, -2);
}

QTEST_GUILESS_MAIN(TestMarket)
#include "test_market.moc"
