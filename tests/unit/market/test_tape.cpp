// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/trade.h"

#include <QTest>

using namespace depthdeck;

namespace {

Trade print(int volume)
{
    Trade trade;
    trade.volume = Quantity{volume};
    return trade;
}

} // namespace

class TestTape final : public QObject
{
    Q_OBJECT

private slots:
    void keepsPrintsInTheOrderOfTheWire();
    void keepsTheNewestWhenFull();
    void countsEveryPrintEverAppended();
    void clearForgetsPrintsButNotTheCount();
};

void TestTape::keepsPrintsInTheOrderOfTheWire()
{
    Tape tape;
    tape.append(print(1));
    tape.append(print(2));
    QCOMPARE(tape.trades().size(), std::size_t{2});
    QCOMPARE(tape.trades().front().volume.contracts, 1);
    QCOMPARE(tape.trades().back().volume.contracts, 2);
}

void TestTape::keepsTheNewestWhenFull()
{
    Tape tape{3};
    for (int volume = 1; volume <= 5; ++volume)
        tape.append(print(volume));
    QCOMPARE(tape.trades().size(), std::size_t{3});
    QCOMPARE(tape.trades().front().volume.contracts, 3);
    QCOMPARE(tape.trades().back().volume.contracts, 5);
}

void TestTape::countsEveryPrintEverAppended()
{
    Tape tape{1};
    for (int volume = 1; volume <= 4; ++volume)
        tape.append(print(volume));
    QCOMPARE(tape.totalAppended(), std::uint64_t{4});
}

void TestTape::clearForgetsPrintsButNotTheCount()
{
    Tape tape;
    tape.append(print(1));
    tape.clear();
    QVERIFY(tape.trades().empty());
    QCOMPARE(tape.totalAppended(), std::uint64_t{1});
}

QTEST_GUILESS_MAIN(TestTape)
#include "test_tape.moc"
