// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/flatten_rule.h"

#include <QTest>

using namespace depthdeck;
using namespace depthdeck::exchange;

class TestFlattenRule : public QObject
{
    Q_OBJECT

private slots:
    void closesAndNeverOpens_data();
    void closesAndNeverOpens();
};

void TestFlattenRule::closesAndNeverOpens_data()
{
    QTest::addColumn<bool>("whole");
    QTest::addColumn<bool>("buys");
    QTest::addColumn<int>("volume");
    QTest::addColumn<int>("net");
    QTest::addColumn<int>("closes"); // signed lots; 0: refused
    QTest::newRow("all of a long") << true << true << 0 << 5 << -5;
    QTest::newRow("all of a short") << true << true << 0 << -5 << 5;
    QTest::newRow("all of nothing") << true << true << 0 << 0 << 0;
    QTest::newRow("a part of a long") << false << false << 2 << 5 << -2;
    QTest::newRow("more than a long") << false << false << 9 << 5 << -5;
    QTest::newRow("a part of a short") << false << true << 2 << -5 << 2;
    QTest::newRow("a long the wrong way") << false << true << 2 << 5 << 0;
    QTest::newRow("a short the wrong way") << false << false << 2 << -5 << 0;
    QTest::newRow("a part of nothing") << false << false << 2 << 0 << 0;
}

void TestFlattenRule::closesAndNeverOpens()
{
    QFETCH(bool, whole);
    QFETCH(bool, buys);
    QFETCH(int, volume);
    QFETCH(int, net);
    QFETCH(int, closes);
    const auto outcome =
        flattenTerms(whole ? FlattenForm::Whole : FlattenForm::AtMost, buys ? Side::Buy : Side::Sell, volume, net);
    if (closes == 0) {
        QVERIFY(std::get<Refusal>(outcome).rule == Rule::Flatten);
        return;
    }
    const auto &terms = std::get<FlattenTerms>(outcome);
    QCOMPARE(terms.side == Side::Buy ? terms.volume : -terms.volume, closes);
}

QTEST_APPLESS_MAIN(TestFlattenRule)
#include "test_flatten_rule.moc"
