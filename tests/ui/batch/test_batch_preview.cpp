// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/batch/batch_bench.h"
#include "ui/batch/batch_preview.h"

using namespace depthdeck;
using namespace depthdeck::test;
using namespace Qt::StringLiterals;

/// What a batch comes to: lots by account and market, the worst case, the margin where it is known.
class TestBatchPreview : public QObject
{
    Q_OBJECT

private slots:
    void lotsAddUpByAccountAndMarket();
    void exitsAreNotCountedAndAnOcoOnce();
    void theWorstCaseCountsPositionAndWorkingOrders();
    void theSentenceTellsItAll();
};

void TestBatchPreview::lotsAddUpByAccountAndMarket()
{
    BatchBench bench;
    const auto totals = ui::totalsOf({SubmissionDraft{bench.limit(bench.es, "6024", 2)},
                                      SubmissionDraft{bench.limit(bench.zn, "110.5", 5)},
                                      SubmissionDraft{bench.limit(bench.es, "6030", 3, Side::Sell)},
                                      SubmissionDraft{bench.limit(bench.es, "6023", 4)}},
                                     bench.accounts);
    QCOMPARE(totals.size(), 2U);
    QCOMPARE(totals[0].market, bench.es.market);
    QCOMPARE(totals[0].buys, Quantity{6});
    QCOMPARE(totals[0].sells, Quantity{3});
    QCOMPARE(totals[0].worstLong, Quantity{6});
    QCOMPARE(totals[0].worstShort, Quantity{-3});
    QCOMPARE(totals[1].buys, Quantity{5});
    QVERIFY(!totals[0].margin);
}

void TestBatchPreview::exitsAreNotCountedAndAnOcoOnce()
{
    BatchBench bench;
    SubmissionDraft oco{bench.limit(bench.es, "6020", 2)};
    oco.link = OrderLink::Oco;
    oco.orders.push_back(bench.limit(bench.es, "6019", 5));
    const auto totals = ui::totalsOf({bench.bracket(), oco}, bench.accounts);
    QCOMPARE(totals.size(), 1U);
    QCOMPARE(totals[0].buys, Quantity{8});
    QCOMPARE(totals[0].sells, Quantity{0});
}

void TestBatchPreview::theWorstCaseCountsPositionAndWorkingOrders()
{
    BatchBench bench;
    auto position = bench.positionOf(bench.es, 2, 0, "6020"); // holds 5,800 of margin
    position.set_working_buys(1);
    position.set_working_sells(4);
    bench.accounts.applyPosition(position);
    const auto totals = ui::totalsOf({SubmissionDraft{bench.limit(bench.es, "6024", 3)}}, bench.accounts);
    QCOMPARE(totals[0].net, Quantity{2});
    QCOMPARE(totals[0].worstLong, Quantity{6});
    QCOMPARE(totals[0].worstShort, Quantity{-2});
    QCOMPARE(totals[0].margin, std::optional{17'400.0});
    QCOMPARE(totals[0].positionLimit, 50);
}

void TestBatchPreview::theSentenceTellsItAll()
{
    BatchBench bench;
    bench.accounts.applyPosition(bench.positionOf(bench.es, 2, 0, "6020"));
    const auto totals = ui::totalsOf({SubmissionDraft{bench.limit(bench.es, "6024", 3)},
                                      SubmissionDraft{bench.limit(bench.es, "6030", 5, Side::Sell)}},
                                     bench.accounts);
    QCOMPARE(
        ui::totalSentence(totals[0], bench.board.find(bench.es.market), bench.accounts.account(bench.account)),
        u"SIM-10421 · ESZ6: buy 3, sell 5 · long 2 now, at worst long 5 or short 3, limit 50 · margin ≈ 14,500.00"_s);
}

QTEST_MAIN(TestBatchPreview)
#include "test_batch_preview.moc"
