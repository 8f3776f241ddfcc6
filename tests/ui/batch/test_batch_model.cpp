// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/batch/batch_bench.h"

#include <QSignalSpy>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace depthdeck::ui;
using namespace Qt::StringLiterals;

/// The lines of the builder: what they say, and what can be edited in them.
class TestBatchModel : public QObject
{
    Q_OBJECT

private slots:
    void aBracketHasARowForItsEntryAndEachExit();
    void differencesAreShownWithTheirSign();
    void quantitiesAndPricesAreEditedInPlace();
    void whatCannotBeTakenSaysWhy_data();
    void whatCannotBeTakenSaysWhy();
    void onlyWhatAnOrderUsesCanBeEdited();
    void wireOrdersFindTheirRows();
};

void TestBatchModel::aBracketHasARowForItsEntryAndEachExit()
{
    BatchBench bench;
    bench.panel.add(bench.bracket());
    bench.panel.add(SubmissionDraft{bench.limit(bench.zn, "110.515625", 1, Side::Sell)});
    QCOMPARE(bench.panel.model().rowCount(), 4);
    QCOMPARE(bench.cell(0, BatchModel::Line), u"1"_s);
    QCOMPARE(bench.cell(0, BatchModel::AccountOf), u"SIM-10421"_s);
    QCOMPARE(bench.cell(0, BatchModel::MarketOf), u"ESZ6"_s);
    QVERIFY(bench.cell(0, BatchModel::What).contains(u"Buy 3 ESZ6 limit 6024.50, day."_s));
    QCOMPARE(bench.cell(0, BatchModel::Volume), u"3"_s);
    QCOMPARE(bench.cell(0, BatchModel::Limit), u"6024.50"_s);
    QCOMPARE(bench.cell(0, BatchModel::Stop), QString{});
    QCOMPARE(bench.cell(1, BatchModel::Line), QString{});
    QVERIFY(bench.cell(1, BatchModel::What).contains(u"exit 1"_s));
    QCOMPARE(bench.cell(1, BatchModel::Volume), u"2"_s);
    QCOMPARE(bench.cell(1, BatchModel::Limit), u"6026.50"_s);
    QCOMPARE(bench.cell(1, BatchModel::Stop), u"6023.00"_s);
    QCOMPARE(bench.cell(2, BatchModel::Stop), QString{});
    QCOMPARE(bench.cell(3, BatchModel::Line), u"2"_s);
    QCOMPARE(bench.cell(3, BatchModel::Limit), u"110-16.5"_s);
}

void TestBatchModel::differencesAreShownWithTheirSign()
{
    BatchBench bench;
    SubmissionDraft made{bench.limit(bench.es, "6024.50", 1)};
    made.link = OrderLink::AutoOco;
    made.exits.push_back({Quantity{0}, Price::parse("2"), Price::parse("-1.5"), std::nullopt});
    bench.panel.add(made);
    QCOMPARE(bench.cell(1, BatchModel::Limit), u"+2"_s);
    QCOMPARE(bench.cell(1, BatchModel::Stop), u"−1.5"_s);
    QCOMPARE(bench.cell(1, BatchModel::Volume), QString{}); // of the entry's
}

void TestBatchModel::quantitiesAndPricesAreEditedInPlace()
{
    BatchBench bench;
    bench.panel.add(bench.bracket());
    bench.edit(0, BatchModel::Volume, "4");
    bench.edit(1, BatchModel::Volume, "3");
    bench.edit(0, BatchModel::Limit, "6024.25");
    bench.edit(1, BatchModel::Stop, "6022.50");
    const SubmissionDraft made = bench.panel.draft().submissions.front();
    QCOMPARE(made.orders.front().volume, Quantity{4});
    QCOMPARE(made.orders.front().limit, Price::parse("6024.25"));
    QCOMPARE(made.exits[0].volume, Quantity{3});
    QCOMPARE(made.exits[0].stop, Price::parse("6022.5"));
    QVERIFY(bench.cell(0, BatchModel::What).contains(u"Buy 4 ESZ6 limit 6024.25"_s));
    bench.edit(1, BatchModel::Stop, "");
    QVERIFY(!bench.panel.draft().submissions.front().exits[0].stop);
}

void TestBatchModel::whatCannotBeTakenSaysWhy_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("words");
    QTest::newRow("off tick") << static_cast<int>(BatchModel::Limit) << u"6024.30"_s << u"between two ticks"_s;
    QTest::newRow("no price") << static_cast<int>(BatchModel::Limit) << u"abc"_s << u"not a price"_s;
    QTest::newRow("an order keeps a price") << static_cast<int>(BatchModel::Limit) << QString{} << u"not a price"_s;
    QTest::newRow("no lots") << static_cast<int>(BatchModel::Volume) << u"0"_s << u"whole number"_s;
    QTest::newRow("no number") << static_cast<int>(BatchModel::Volume) << u"two"_s << u"whole number"_s;
}

void TestBatchModel::whatCannotBeTakenSaysWhy()
{
    QFETCH(int, column);
    QFETCH(QString, typed);
    QFETCH(QString, words);
    BatchBench bench;
    bench.panel.add(bench.bracket());
    const BatchDraft before = bench.panel.draft();
    bench.edit(0, column, typed.toLatin1());
    QVERIFY(bench.panel.draft() == before);
    QVERIFY2(bench.told("batchAnswer").contains(words), qPrintable(bench.told("batchAnswer")));
}

void TestBatchModel::onlyWhatAnOrderUsesCanBeEdited()
{
    BatchBench bench;
    bench.panel.add(bench.bracket());
    const auto editable = [&bench](int row, int column) {
        return bench.panel.model().flags(bench.panel.model().index(row, column)).testFlag(Qt::ItemIsEditable);
    };
    QVERIFY(editable(0, BatchModel::Limit));
    QVERIFY(!editable(0, BatchModel::Stop)); // a limit order has none
    QVERIFY(!editable(0, BatchModel::MarketOf));
    QVERIFY(editable(2, BatchModel::Stop)); // an exit may get one
}

void TestBatchModel::wireOrdersFindTheirRows()
{
    BatchBench bench;
    const SubmissionDraft made = bench.bracket(); // entry, profit and stop of exit 1, profit of exit 2
    QCOMPARE(rowOfWireOrder(made, 0), 0U);
    QCOMPARE(rowOfWireOrder(made, 1), 1U);
    QCOMPARE(rowOfWireOrder(made, 2), 1U);
    QCOMPARE(rowOfWireOrder(made, 3), 2U);
    QCOMPARE(rowOfWireOrder(made, 99), 2U);
}

QTEST_MAIN(TestBatchModel)
#include "test_batch_model.moc"
