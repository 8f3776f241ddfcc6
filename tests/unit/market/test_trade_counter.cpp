// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/trade_counter.h"

#include <QTest>

#include <limits>

using namespace depthdeck;
using Print = TradeCounter::Print;

namespace {

constexpr DepthBuffer smart = DepthBuffer::Smart;
constexpr DepthBuffer smartTrade = DepthBuffer::SmartTrade;
constexpr Print one(int volume)
{
    return {volume, false};
}
constexpr Print several(int volume)
{
    return {volume, true};
}

} // namespace

class TestTradeCounter final : public QObject
{
    Q_OBJECT

private slots:
    void everyTradeMessageIsOnePrint();
    void aTotalAlreadyKnownIsNoPrint();
    void aTradeMessageIsPrintedWithoutASnapshot();
    void aLowerTotalStartsANewDay();
    void streamedTradesDoNotComeFromImagesToo();
    void aConflatedImageMakesOnePrintOfTheIncrease();
    void theFirstImageOnlyTellsWhereTheDayStands();
    void anImageWithALowerTotalPrintsNothing();
    void theFirstTradeOfTheDayIsPrinted();
    void aTotalThatAppearsFromNowhereIsNoPrint();
    void theTradesBehindAMergedPrintAreNotPrintedAgain();
    void anUnnamedBufferPrintsFromImagesUntilTradesAreStreamed();
    void subscribingAgainLooksForTheStreamAfresh();
    void aTradeWithoutItsTotalIsPrinted();
    void aTradeWithoutItsVolumeTakesTheIncrease();
    void aHugeIncreaseStaysInRange();
};

void TestTradeCounter::everyTradeMessageIsOnePrint()
{
    TradeCounter counter;
    counter.startAt(100);
    QVERIFY(counter.trade(103, 3) == one(3));
    QVERIFY(counter.trade(104, 1) == one(1));
}

void TestTradeCounter::aTotalAlreadyKnownIsNoPrint()
{
    TradeCounter counter;
    counter.startAt(100);
    QVERIFY(!counter.trade(100, 5));
    QVERIFY(counter.trade(103, 3));
    QVERIFY(!counter.trade(103, 3));
}

void TestTradeCounter::aTradeMessageIsPrintedWithoutASnapshot()
{
    TradeCounter counter;
    QVERIFY(counter.trade(500, 2) == one(2));
}

void TestTradeCounter::aLowerTotalStartsANewDay()
{
    TradeCounter counter;
    counter.startAt(1000);
    QVERIFY(counter.trade(2, 2) == one(2));
    QVERIFY(counter.trade(5, 3) == one(3));
    counter.startAt(1000);
    QVERIFY(!counter.image(990, 5, smart)); // a correction
    QVERIFY(counter.image(995, 5, smart) == one(5));
}

void TestTradeCounter::streamedTradesDoNotComeFromImagesToo()
{
    TradeCounter counter;
    counter.startAt(100);
    QVERIFY(!counter.image(106, 1, smartTrade)); // the image is ahead of the trades
    QVERIFY(counter.trade(103, 3) == one(3));
    QVERIFY(counter.trade(105, 2) == one(2));
    QVERIFY(counter.trade(106, 1) == one(1));
    QVERIFY(!counter.image(106, 1, smartTrade));
    QVERIFY(!counter.image(4, 4, smartTrade)); // a new day
    QVERIFY(counter.trade(7, 3) == one(3));
}

void TestTradeCounter::aConflatedImageMakesOnePrintOfTheIncrease()
{
    TradeCounter counter;
    counter.startAt(100);
    QVERIFY(!counter.image(100, 4, smart)); // only the book changed
    QVERIFY(counter.image(104, 4, smart) == one(4));
    QVERIFY(counter.image(110, 1, smart) == several(6));
}

void TestTradeCounter::theFirstImageOnlyTellsWhereTheDayStands()
{
    TradeCounter counter;
    QVERIFY(!counter.image(5000, 2, smart));
    QVERIFY(counter.image(5003, 3, smart) == one(3));
}

void TestTradeCounter::anImageWithALowerTotalPrintsNothing()
{
    TradeCounter counter;
    counter.startAt(5000);
    QVERIFY(!counter.image(3, 3, smart));
    QVERIFY(counter.image(8, 5, smart) == one(5));
}

void TestTradeCounter::theFirstTradeOfTheDayIsPrinted()
{
    TradeCounter counter;
    counter.imageWithoutTrade();
    QVERIFY(counter.image(5, 5, smart) == one(5));
    QVERIFY(counter.image(9, 1, smart) == several(4));
}

void TestTradeCounter::aTotalThatAppearsFromNowhereIsNoPrint()
{
    TradeCounter counter;
    counter.imageWithoutTrade();
    QVERIFY(!counter.image(1'000'000, 3, smart));
    QVERIFY(counter.image(1'000'002, 2, smart) == one(2));
    counter.imageWithoutTrade(); // one image that left it out changes nothing
    QVERIFY(counter.image(1'000'005, 1, smart) == several(3));
}

void TestTradeCounter::theTradesBehindAMergedPrintAreNotPrintedAgain()
{
    TradeCounter counter;
    counter.startAt(100);
    QVERIFY(counter.image(106, 1, DepthBuffer::All) == several(6));
    QVERIFY(!counter.trade(103, 3));
    QVERIFY(!counter.trade(105, 2));
    QVERIFY(!counter.trade(106, 1));
    QVERIFY(counter.trade(107, 1) == one(1));
}

void TestTradeCounter::anUnnamedBufferPrintsFromImagesUntilTradesAreStreamed()
{
    TradeCounter counter;
    counter.startAt(100);
    QVERIFY(counter.image(101, 1, DepthBuffer::NoSubscription) == one(1));
    QVERIFY(counter.trade(102, 1) == one(1));
    QVERIFY(!counter.image(103, 1, DepthBuffer::NoSubscription));
    QVERIFY(counter.trade(103, 1) == one(1));
}

void TestTradeCounter::subscribingAgainLooksForTheStreamAfresh()
{
    TradeCounter counter;
    counter.startAt(100);
    QVERIFY(counter.trade(101, 1));
    QVERIFY(!counter.image(102, 1, DepthBuffer::All));
    counter.forgetStream();
    QVERIFY(counter.image(102, 1, DepthBuffer::All) == one(1));
}

void TestTradeCounter::aTradeWithoutItsTotalIsPrinted()
{
    TradeCounter counter;
    counter.startAt(100);
    QVERIFY(counter.trade(0, 2) == one(2));
    QVERIFY(!counter.trade(0, 0));
    QVERIFY(counter.trade(103, 3) == one(3));
}

void TestTradeCounter::aTradeWithoutItsVolumeTakesTheIncrease()
{
    TradeCounter counter;
    QVERIFY(!counter.trade(100, 0));
    QVERIFY(counter.trade(104, 0) == several(4));
}

void TestTradeCounter::aHugeIncreaseStaysInRange()
{
    TradeCounter counter;
    counter.startAt(-2'000'000'000);
    QVERIFY(counter.image(2'000'000'000, 1, smart) == several(std::numeric_limits<std::int32_t>::max()));
}

QTEST_GUILESS_MAIN(TestTradeCounter)
#include "test_trade_counter.moc"
