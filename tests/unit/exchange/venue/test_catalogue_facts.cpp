// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/catalogue/listing.h"

#include <QtTest>

#include <map>
#include <set>

using namespace depthdeck;
using namespace depthdeck::exchange;

namespace {

/// What the exchanges publish: the tick, cash per tick, the price code and the month cycle.
struct Fact
{
    const char *contract;
    const char *tick;
    const char *pointValue;
    const char *tickValue;
    const char *priceCode;
    const char *months;
};

constexpr Fact facts[] = {
    {"ES", "0.25", "50", "12.5", "", "HMUZ"},
    {"NQ", "0.25", "20", "5", "", "HMUZ"},
    {"RTY", "0.1", "50", "5", "", "HMUZ"},
    {"YM", "1", "5", "5", "", "HMUZ"},
    {"MES", "0.25", "5", "1.25", "", "HMUZ"},
    {"CL", "0.01", "1000", "10", "", "FGHJKMNQUVXZ"},
    {"NG", "0.001", "10000", "10", "", "FGHJKMNQUVXZ"},
    {"GC", "0.1", "100", "10", "", "GJMQVZ"},
    {"SI", "0.005", "5000", "25", "", "HKNUZ"},
    {"HG", "0.0005", "25000", "12.5", "", "HKNUZ"},
    {"ZT", "0.00390625", "2000", "7.8125", "W", "HMUZ"},
    {"ZF", "0.0078125", "1000", "7.8125", "V", "HMUZ"},
    {"ZN", "0.015625", "1000", "15.625", "U", "HMUZ"},
    {"ZB", "0.03125", "1000", "31.25", "T", "HMUZ"},
    {"ZC", "0.25", "50", "12.5", "E", "HKNUZ"},
    {"ZS", "0.25", "50", "12.5", "E", "FHKNQUX"},
    {"ZW", "0.25", "50", "12.5", "E", "HKNUZ"},
    {"6E", "0.00005", "125000", "6.25", "", "HMUZ"},
    {"6J", "0.0000005", "12500000", "6.25", "", "HMUZ"},
    {"6B", "0.0001", "62500", "6.25", "", "HMUZ"},
};

/// Monday 2026-11-23 15:00 UTC.
const WallTime monday{std::chrono::seconds{1'795'446'000}};

[[nodiscard]] Price price(const char *text)
{
    return Price::parse(text).value();
}

} // namespace

class TestCatalogueFacts final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aContractHasItsPublishedFigures_data();
    void aContractHasItsPublishedFigures();
    void everyContractListsThreeExpiriesOrMoreInOrder();
    void everyMarketIsConsistent();
    void whateverAMarketRefersToStandsBeforeIt();
    void idsFollowTheVendorsPattern();
    void optionsHaveVariableTicksAndCabinetPrices();
    void theListCanBeCut();
    void lastTradingDaysFollowTheRules_data();
    void lastTradingDaysFollowTheRules();
    void anExpiredMonthIsNotListed();

private:
    ChicagoTime m_time;
    Catalogue m_catalogue;
    std::vector<ListedMarket> m_markets;
};

void TestCatalogueFacts::initTestCase()
{
    m_catalogue = Catalogue::parse(Catalogue::builtInText());
    m_markets = listMarkets(m_catalogue, monday, m_time, 0);
    QCOMPARE(m_catalogue.products.size(), std::size(facts));
}

void TestCatalogueFacts::aContractHasItsPublishedFigures_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < static_cast<int>(std::size(facts)); ++i)
        QTest::newRow(facts[i].contract) << i;
}

void TestCatalogueFacts::aContractHasItsPublishedFigures()
{
    QFETCH(int, index);
    const Fact &fact = facts[index];
    for (const ListedMarket &market : m_markets) {
        const MarketSpec &spec = market.spec;
        if (spec.key.contract.text() != fact.contract || spec.strategyType != 0)
            continue;
        QCOMPARE(spec.increment, price(fact.tick));
        QCOMPARE(spec.ticks.increment(), price(fact.tick));
        QCOMPARE(spec.pointValue, price(fact.pointValue));
        QCOMPARE(spec.priceCode, std::string{fact.priceCode});
        // Whole points times cash: exact in the units of a price.
        QCOMPARE(spec.increment.times(spec.pointValue.units() / Price::unitsPerOne).value(), price(fact.tickValue));
        const auto month = static_cast<std::size_t>(spec.expiryDate / 100 % 100);
        QVERIFY(std::string_view{fact.months}.find("FGHJKMNQUVXZ"[month - 1]) != std::string_view::npos);
    }
}

void TestCatalogueFacts::everyContractListsThreeExpiriesOrMoreInOrder()
{
    std::map<std::string, std::vector<std::int32_t>> expiries;
    for (const ListedMarket &market : m_markets) {
        if (market.spec.strategyType == 0 && !market.spec.strike)
            expiries[market.spec.key.contract.text()].push_back(market.spec.expiryDate);
    }
    QVERIFY(expiries.size() >= 16);
    for (const auto &[contract, dates] : expiries) {
        QVERIFY2(dates.size() >= 3, contract.c_str());
        QVERIFY2(std::is_sorted(dates.begin(), dates.end()), contract.c_str());
    }
    std::map<std::string, std::set<std::int32_t>> options;
    for (const ListedMarket &market : m_markets) {
        if (market.spec.strike)
            options[market.spec.key.contract.text()].insert(market.spec.expiryDate);
    }
    for (const auto &[contract, dates] : options)
        QVERIFY2(dates.size() >= 3, contract.c_str());
}

void TestCatalogueFacts::everyMarketIsConsistent()
{
    std::set<std::string> ids;
    for (const ListedMarket &market : m_markets) {
        const MarketSpec &spec = market.spec;
        const char *id = spec.key.market.text().c_str();
        QVERIFY2(ids.insert(spec.key.market.text()).second, id);
        QVERIFY2(spec.lastTrading > monday && spec.activation < monday, id);
        QVERIFY2(!spec.exchangeName.empty() && !spec.contractName.empty() && !spec.description.empty(), id);
        QVERIFY2(spec.expiryDate % 100 == 0 && spec.expiryDate > 20'261'000, id);
        QVERIFY2(spec.contractType == (!spec.strike ? 5 : spec.contractType == 2 ? 2 : 3), id);
        QVERIFY2(spec.marginCents > 0 && spec.pointValue > Price{}, id);
        // As many digits as the tick needs, in both formats; DECIMAL is REAL with its point moved.
        std::int64_t unit = Price::unitsPerOne;
        for (int digit = 0; digit < spec.realDecimals; ++digit)
            unit /= 10;
        QVERIFY2(spec.increment.units() % unit == 0, id);
        QVERIFY2(spec.decimals >= spec.realDecimals - spec.decimalShift, id);
        QVERIFY2(spec.ticks.isOnTick(spec.increment), id);
        QVERIFY2(market.flow.eventsPerSecond > 0.0 && market.protectionTicks > 0, id);
    }
}

void TestCatalogueFacts::whateverAMarketRefersToStandsBeforeIt()
{
    int spreads = 0;
    for (MarketIndex index = 0; index < m_markets.size(); ++index) {
        const MarketSpec &spec = m_markets[index].spec;
        QVERIFY(m_markets[index].leader <= index);
        for (const LegSpec &leg : spec.legs)
            QVERIFY(leg.market < index);
        if (spec.underlying) {
            QVERIFY(*spec.underlying < index);
            QVERIFY(m_markets[*spec.underlying].spec.lastTrading >= spec.lastTrading);
        }
        if (spec.strategyType == 1) {
            ++spreads;
            QCOMPARE(spec.legs.size(), 2U);
            QCOMPARE(spec.legs[0].ratio + spec.legs[1].ratio, 0);
        }
    }
    QVERIFY(spreads >= 6);
}

void TestCatalogueFacts::idsFollowTheVendorsPattern()
{
    std::set<std::string> ids;
    for (const ListedMarket &market : m_markets)
        ids.insert(market.spec.key.market.text());
    for (const char *id : {"XCME_Eq ES (Z26)", "XCME_Eq ES (Z26-H27)", "XCME_EqOp EW (X26C 6030)", "XCME_C ZC (H27)",
                           "XCME_COp OZC (H27P 440)", "XCBOT_FOp OZN (F27C 110.5)"})
        QVERIFY2(ids.contains(id), id);
    QCOMPARE(m_markets[0].spec.description, std::string{"E-mini S&P 500 Dec 2026"});
    QCOMPARE(m_markets[0].spec.expiryDate, 20'261'200);
}

void TestCatalogueFacts::optionsHaveVariableTicksAndCabinetPrices()
{
    bool variable = false;
    bool cabinet = false;
    for (const ListedMarket &market : m_markets) {
        const MarketSpec &spec = market.spec;
        if (!spec.vtt.empty()) {
            variable = true;
            QCOMPARE(spec.ticks.stepAt(price("10")), price("0.05"));
            QCOMPARE(spec.ticks.stepAt(price("10.25")), price("0.25"));
        }
        if (spec.cabinet) {
            cabinet = true;
            QCOMPARE(spec.ticks.priceAt(1), spec.cabinet);
            QCOMPARE(spec.ticks.priceAt(2), std::optional{spec.increment});
        }
    }
    QVERIFY(variable);
    QVERIFY(cabinet);
}

void TestCatalogueFacts::theListCanBeCut()
{
    const std::vector<ListedMarket> cut = listMarkets(m_catalogue, monday, m_time, 25);
    QCOMPARE(cut.size(), 25U);
    std::set<std::string> contracts;
    for (const ListedMarket &market : cut)
        contracts.insert(market.spec.key.contract.text());
    QCOMPARE(contracts.size(), 20U); // all front months come first
}

void TestCatalogueFacts::lastTradingDaysFollowTheRules_data()
{
    QTest::addColumn<ExpiryRule>("rule");
    QTest::addColumn<int>("year");
    QTest::addColumn<int>("month");
    QTest::addColumn<QDate>("day");
    QTest::newRow("ESZ6") << ExpiryRule::ThirdFriday << 2026 << 12 << QDate{2026, 12, 18};
    QTest::newRow("6EZ6") << ExpiryRule::ThirdWednesdayMinus2 << 2026 << 12 << QDate{2026, 12, 14};
    QTest::newRow("ZNZ6") << ExpiryRule::TreasuryLong << 2026 << 12 << QDate{2026, 12, 21};
    QTest::newRow("ZTZ6") << ExpiryRule::LastBusinessDay << 2026 << 12 << QDate{2026, 12, 31};
    QTest::newRow("ZCZ6") << ExpiryRule::Grain << 2026 << 12 << QDate{2026, 12, 14};
    QTest::newRow("GCZ6") << ExpiryRule::ThirdLastBusinessDay << 2026 << 12 << QDate{2026, 12, 29};
    QTest::newRow("CLF7") << ExpiryRule::Crude << 2027 << 1 << QDate{2026, 12, 21};
    QTest::newRow("NGZ6") << ExpiryRule::NaturalGas << 2026 << 12 << QDate{2026, 11, 25};
    QTest::newRow("OZNF7") << ExpiryRule::TreasuryOption << 2027 << 1 << QDate{2026, 12, 24};
}

void TestCatalogueFacts::lastTradingDaysFollowTheRules()
{
    QFETCH(ExpiryRule, rule);
    QFETCH(int, year);
    QFETCH(int, month);
    QFETCH(QDate, day);
    QCOMPARE(lastTradingDay(rule, {year, month}), day);
}

void TestCatalogueFacts::anExpiredMonthIsNotListed()
{
    const QDate expiry{2026, 12, 18};
    const auto frontAt = [&](WallTime time) {
        return listMarkets(m_catalogue, time, m_time, 1).front().spec.marketRef;
    };
    QCOMPARE(frontAt(m_time.at(expiry, 8 * 60)), std::string{"ESZ6"});
    QCOMPARE(frontAt(m_time.at(expiry, 9 * 60)), std::string{"ESH7"});
}

QTEST_GUILESS_MAIN(TestCatalogueFacts)
#include "test_catalogue_facts.moc"
