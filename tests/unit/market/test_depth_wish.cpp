// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/depth_wish.h"

#include <QTest>

using namespace depthdeck;
using enum DepthBuffer;

namespace {

constexpr DepthBuffer everyBuffer[] = {SlowTrade, SmartTrade, SlowSmart, Smart, FastSmart, All, FastTrade, TradeOnly};

} // namespace

class TestDepthWish final : public QObject
{
    Q_OBJECT

private slots:
    void theWiderOfTwoServesBoth_data();
    void theWiderOfTwoServesBoth();
    void widerIsTheSameEitherWay();
    void widerThanItselfIsItself();
    void aWishOfNobodyAddsNothing();
    void theMoreLevelsWin();
};

void TestDepthWish::theWiderOfTwoServesBoth_data()
{
    QTest::addColumn<int>("one");
    QTest::addColumn<int>("other");
    QTest::addColumn<int>("both");
    const auto row = [](const char *name, DepthBuffer one, DepthBuffer other, DepthBuffer both) {
        QTest::newRow(name) << static_cast<int>(one) << static_cast<int>(other) << static_cast<int>(both);
    };
    row("smart and every trade", Smart, SmartTrade, SmartTrade);
    row("smart and slow with trades", Smart, SlowTrade, SmartTrade);
    row("fast without and slow with trades", FastSmart, SlowTrade, FastTrade);
    row("fast and smart", FastSmart, Smart, FastSmart);
    row("trades alone and a book", TradeOnly, SlowSmart, SlowTrade);
    row("nothing is faster than all", All, FastTrade, All);
    row("all tells every trade", All, TradeOnly, All);
}

void TestDepthWish::theWiderOfTwoServesBoth()
{
    QFETCH(int, one);
    QFETCH(int, other);
    QFETCH(int, both);
    const DepthWish wish = wider({DepthLevels::BestOnly, static_cast<DepthBuffer>(one)},
                                 {DepthLevels::BestOnly, static_cast<DepthBuffer>(other)});
    QCOMPARE(static_cast<int>(wish.buffer), both);
}

void TestDepthWish::widerIsTheSameEitherWay()
{
    for (const DepthBuffer one : everyBuffer) {
        for (const DepthBuffer other : everyBuffer) {
            const DepthWish a{DepthLevels::Normal, one};
            const DepthWish b{DepthLevels::BestOnly, other};
            QVERIFY(wider(a, b) == wider(b, a));
            QVERIFY(paceOf(wider(a, b).buffer) >= std::max(paceOf(one), paceOf(other)));
            QVERIFY(tellsEveryTrade(wider(a, b).buffer) || !(tellsEveryTrade(one) || tellsEveryTrade(other)));
        }
    }
}

void TestDepthWish::widerThanItselfIsItself()
{
    for (const DepthBuffer buffer : everyBuffer) {
        const DepthWish wish{DepthLevels::Normal, buffer};
        QVERIFY(wider(wish, wish) == wish);
    }
}

void TestDepthWish::aWishOfNobodyAddsNothing()
{
    for (const DepthBuffer buffer : everyBuffer) {
        const DepthWish wish{DepthLevels::Normal, buffer};
        QVERIFY(wider(wish, {DepthLevels::Undefined, NoSubscription}) == wish);
    }
}

void TestDepthWish::theMoreLevelsWin()
{
    QVERIFY(wider({DepthLevels::All, Smart}, {DepthLevels::Normal, Smart}).levels == DepthLevels::All);
    QVERIFY(wider({DepthLevels::BestOnly, Smart}, {DepthLevels::Normal, Smart}).levels == DepthLevels::Normal);
}

QTEST_APPLESS_MAIN(TestDepthWish)
#include "test_depth_wish.moc"
