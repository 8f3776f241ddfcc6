// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/behaviours.h"
#include "app/exchange/gateway/market_behaviours.h"

#include <QtTest>

using namespace depthdeck::exchange;
using namespace Qt::StringLiterals;

class TestMarketBehaviours final : public QObject
{
    Q_OBJECT

private slots:
    void everyNameIsReadAndDescribed_data();
    void everyNameIsReadAndDescribed();
    void wrongOnesAreRefusedWithWhatIsKnown_data();
    void wrongOnesAreRefusedWithWhatIsKnown();
    void namesAreNotThoseOfOrders();
};

void TestMarketBehaviours::everyNameIsReadAndDescribed_data()
{
    QTest::addColumn<QString>("argument");
    for (const char *argument :
         {"implied=included", "aggressor-side=resting", "trade-side", "mbo-priority=descending", "mbo-trade-sequence",
          "mbo-step=10", "mbo-gap=3", "market-dates=unix", "leg-volume", "order-types=none"})
        QTest::newRow(argument) << QString::fromUtf8(argument);
}

void TestMarketBehaviours::everyNameIsReadAndDescribed()
{
    QFETCH(QString, argument);
    MarketBehaviours behaviours;
    QVERIFY(MarketBehaviours::knows(argument));
    QCOMPARE(behaviours.add(argument), std::nullopt);
    const QString name = argument.section(u'=', 0, 0);
    QVERIFY(MarketBehaviours::describe().join(u'\n').contains(u"  "_s + name + u'='));
    if (name == u"mbo-step")
        QCOMPARE(behaviours.sequenceStep, 10);
    if (name == u"implied")
        QCOMPARE(behaviours.implied, MarketBehaviours::Implied::Included);
    if (name == u"trade-side")
        QCOMPARE(behaviours.tradeSide, MarketBehaviours::TradeSide::Aggressor);
}

void TestMarketBehaviours::wrongOnesAreRefusedWithWhatIsKnown_data()
{
    QTest::addColumn<QString>("argument");
    QTest::addColumn<QString>("words");
    QTest::newRow("unknown name") << u"nonsense=1"_s << u"no behaviour"_s;
    QTest::newRow("unknown value") << u"implied=maybe"_s << u"separate|included"_s;
    QTest::newRow("no number") << u"mbo-gap=often"_s << u"knows N"_s;
    QTest::newRow("negative") << u"mbo-gap=-1"_s << u"knows N"_s;
    QTest::newRow("number missing") << u"mbo-step"_s << u"knows N"_s;
}

void TestMarketBehaviours::wrongOnesAreRefusedWithWhatIsKnown()
{
    QFETCH(QString, argument);
    QFETCH(QString, words);
    MarketBehaviours behaviours;
    const auto problem = behaviours.add(argument);
    QVERIFY(problem);
    QVERIFY2(problem->contains(words), qPrintable(*problem));
}

/// Both kinds are given by one switch.
void TestMarketBehaviours::namesAreNotThoseOfOrders()
{
    for (const QString &line : Behaviours::describe()) {
        if (line.startsWith(u"  ") && !line.startsWith(u"   "))
            QVERIFY2(!MarketBehaviours::knows(line.trimmed().section(u'=', 0, 0)), qPrintable(line));
    }
}

QTEST_GUILESS_MAIN(TestMarketBehaviours)
#include "test_market_behaviours.moc"
