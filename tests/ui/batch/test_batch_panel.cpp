// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/batch/batch_bench.h"
#include "tests/ui/orders/panel_shots.h"

#include <t4/v1/orderrouting/orderrouting.pb.h>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace depthdeck::ui;
using namespace Qt::StringLiterals;
namespace orderrouting = t4proto::v1::orderrouting;

/// Building, sending and what the server says of a batch.
class TestBatchPanel : public QObject
{
    Q_OBJECT

private slots:
    void anEmptyBatchSaysHowToFillIt();
    void linesAreDuplicatedMovedAndRemovedByMouseAndKeys();
    void aFaultIsShownAtItsLineAndBlocks();
    void itIsSentOnceByButtonOrKeyWhenArmed();
    void anAcknowledgementShowsTheIdsAndLocksTheLines();
    void aRejectionShowsEachErrorAtItsLineAndKeepsTheLines();
    void withoutAnAnswerNothingIsSentAgainByAccident();
    void whatIsAddedMeanwhileWaits();
    void itsOwnWindowCanBeLocked();
    void looksRightAtEveryScale();

private:
    static void fill(BatchBench &bench)
    {
        bench.panel.add(bench.bracket());
        bench.panel.add(SubmissionDraft{bench.limit(bench.zn, "110.5", 1)});
    }
    static void send(BatchBench &bench)
    {
        bench.desk.setArmed(true);
        bench.click("Send batch");
        QVERIFY2(bench.route.batches.size() == 1, qPrintable(bench.told("batchAnswer")));
    }
};

void TestBatchPanel::anEmptyBatchSaysHowToFillIt()
{
    BatchBench bench;
    bench.desk.setArmed(true);
    QCOMPARE(bench.panel.accessibleName(), u"Batch"_s);
    QCOMPARE(bench.table()->accessibleName(), u"Batch lines"_s);
    QVERIFY(!bench.button("Send batch")->isEnabled());
    QVERIFY(bench.button("Send batch")->toolTip().contains(u"no line"_s));
    QVERIFY(!bench.button("Remove")->isEnabled());
    QCOMPARE(bench.panel.headerHint(), u"empty, armed"_s);
}

void TestBatchPanel::linesAreDuplicatedMovedAndRemovedByMouseAndKeys()
{
    BatchBench bench;
    fill(bench);
    const auto markets = [&bench] {
        QString all;
        for (const SubmissionDraft &each : bench.panel.draft().submissions)
            all += each.orders.front().market == bench.es.market ? u'E' : u'Z';
        return all;
    };
    QCOMPARE(markets(), u"EZ"_s);
    bench.click("Move up"); // the line added last is chosen
    QCOMPARE(markets(), u"ZE"_s);
    bench.click("Duplicate");
    QCOMPARE(markets(), u"ZZE"_s);
    bench.table()->setFocus();
    QTest::keyClick(bench.table(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(markets(), u"ZEZ"_s);
    QTest::keyClick(bench.table(), Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(markets(), u"ZEZZ"_s);
    QTest::keyClick(bench.table(), Qt::Key_Delete);
    bench.click("Remove");
    QCOMPARE(markets(), u"ZE"_s);
    bench.click("Clear batch");
    QCOMPARE(bench.panel.model().rowCount(), 0);
}

void TestBatchPanel::aFaultIsShownAtItsLineAndBlocks()
{
    BatchBench bench;
    bench.desk.setArmed(true);
    fill(bench);
    QCOMPARE(bench.cell(3, BatchModel::State), u"Ready"_s);
    QVERIFY(bench.button("Send batch")->isEnabled());
    QVERIFY(bench.told("batchPreview").contains(u"SIM-10421 · ESZ6: buy 3"_s));
    OrderDraft faulty = bench.limit(bench.es, "6024.50", 1);
    faulty.limit.reset();
    bench.panel.add(SubmissionDraft{faulty});
    QVERIFY2(bench.cell(4, BatchModel::State).contains(u"The limit price is missing"_s),
             qPrintable(bench.cell(4, BatchModel::State)));
    QCOMPARE(bench.cell(3, BatchModel::State), u"Ready"_s);
    QVERIFY(!bench.button("Send batch")->isEnabled());
    bench.edit(4, BatchModel::Limit, "6020");
    QVERIFY(bench.button("Send batch")->isEnabled());
}

void TestBatchPanel::itIsSentOnceByButtonOrKeyWhenArmed()
{
    BatchBench bench;
    fill(bench);
    QVERIFY(!bench.button("Send batch")->isEnabled());
    QTest::keyClick(bench.table(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(bench.asked, 0);
    QVERIFY(bench.told("batchAnswer").contains(u"trading is locked"_s));
    bench.desk.setArmed(true);
    QTest::keyClick(bench.table(), Qt::Key_Return, Qt::ControlModifier);
    QTest::keyClick(bench.table(), Qt::Key_Return, Qt::ControlModifier);
    bench.click("Send batch");
    QCOMPARE(bench.asked, 1);
    QCOMPARE(bench.route.batches.size(), 1U);
    const orderrouting::OrderBatch &sent = bench.route.batches.front();
    QCOMPARE(sent.submissions_size(), 2);
    QCOMPARE(sent.submissions(0).orders_size(), 4); // entry, profit and stop, profit
    QVERIFY(bench.told("batchAnswer").contains(u"Waiting for the server"_s));
}

void TestBatchPanel::anAcknowledgementShowsTheIdsAndLocksTheLines()
{
    BatchBench bench;
    fill(bench);
    send(bench);
    orderrouting::OrderBatchAcknowledge told;
    told.set_batch_id(bench.sentId());
    auto *first = told.add_accepted();
    first->add_unique_id("A-1");
    first->add_unique_id("A-2");
    told.add_accepted()->add_unique_id("B-1");
    bench.batches.applyAcknowledge(told);
    QCOMPARE(bench.cell(0, BatchModel::State), u"Accepted: A-1, A-2"_s);
    QCOMPARE(bench.cell(3, BatchModel::State), u"Accepted: B-1"_s);
    QVERIFY(bench.told("batchAnswer").contains(u"accepted every line"_s));
    QVERIFY(!bench.button("Send batch")->isEnabled());
    const QModelIndex volume = bench.panel.model().index(0, BatchModel::Volume);
    QVERIFY(!bench.panel.model().flags(volume).testFlag(Qt::ItemIsEditable));
    bench.panel.add(SubmissionDraft{bench.limit(bench.es, "6020", 1)}); // begins the next batch
    QCOMPARE(bench.panel.draft().submissions.size(), 1U);
    QVERIFY(bench.button("Send batch")->isEnabled());
}

void TestBatchPanel::aRejectionShowsEachErrorAtItsLineAndKeepsTheLines()
{
    BatchBench bench;
    fill(bench);
    send(bench);
    orderrouting::OrderBatchReject told;
    told.set_batch_id(bench.sentId());
    told.set_reason("Validation failed");
    const auto add = [&told](int submission, int order, const char *reason) {
        auto *error = told.add_errors();
        error->set_submission_index(submission);
        error->set_order_index(order);
        error->set_reason(reason);
    };
    add(0, 2, "Stop too close");
    add(1, -1, "Account locked");
    bench.batches.applyReject(told);
    QCOMPARE(bench.cell(1, BatchModel::State), u"Server: Stop too close"_s); // the stop of the first exit
    QCOMPARE(bench.cell(3, BatchModel::State), u"Server: Account locked"_s);
    QVERIFY(bench.told("batchAnswer").contains(u"Validation failed"_s));
    QCOMPARE(bench.panel.draft().submissions.size(), 2U);
    bench.edit(1, BatchModel::Stop, "6020");
    QVERIFY(!bench.cell(1, BatchModel::State).contains(u"Stop too close"_s));
    QCOMPARE(bench.cell(3, BatchModel::State), u"Server: Account locked"_s);
}

void TestBatchPanel::withoutAnAnswerNothingIsSentAgainByAccident()
{
    BatchBench bench;
    fill(bench);
    send(bench);
    bench.batches.markAllUnanswered();
    QVERIFY(bench.told("batchAnswer").contains(u"nobody knows"_s));
    QVERIFY(!bench.button("Send batch")->isEnabled());
    QVERIFY(bench.button("Edit again")->isVisible());
    bench.click("Edit again");
    QCOMPARE(bench.panel.draft().submissions.size(), 2U);
    QVERIFY(!bench.button("Edit again")->isVisible());
    const QModelIndex volume = bench.panel.model().index(0, BatchModel::Volume);
    QVERIFY(bench.panel.model().flags(volume).testFlag(Qt::ItemIsEditable));
}

void TestBatchPanel::whatIsAddedMeanwhileWaits()
{
    BatchBench bench;
    fill(bench);
    send(bench);
    bench.panel.add(SubmissionDraft{bench.limit(bench.es, "6019", 1)});
    QCOMPARE(bench.panel.draft().submissions.size(), 2U);
    QVERIFY(bench.told("batchAnswer").contains(u"waits to be added"_s));
    orderrouting::OrderBatchReject told;
    told.set_batch_id(bench.sentId());
    bench.batches.applyReject(told);
    QCOMPARE(bench.panel.draft().submissions.size(), 3U);
}

void TestBatchPanel::itsOwnWindowCanBeLocked()
{
    BatchBench bench;
    fill(bench);
    bench.desk.setArmed(true);
    bench.desk.setWindowLocked(BatchPanel::windowName(), true);
    QVERIFY(!bench.button("Send batch")->isEnabled());
    QVERIFY(bench.button("Send batch")->toolTip().contains(u"this window is locked"_s));
    QCOMPARE(bench.panel.headerHint(), u"2 lines, locked"_s);
}

void TestBatchPanel::looksRightAtEveryScale()
{
    for (const Look &look : looks()) {
        BatchBench bench;
        look.apply(bench.theme);
        bench.desk.setArmed(true);
        QVERIFY(look.save(bench.panel, QSize{900, 260}, "batch-empty"));
        fill(bench);
        bench.panel.add(SubmissionDraft{bench.limit(bench.es, "6924.50", 30)});
        QVERIFY(look.save(bench.panel, QSize{900, 320}, "batch-faulty"));
        bench.click("Remove");
        send(bench);
        bench.batches.markAllUnanswered();
        QVERIFY(look.save(bench.panel, QSize{900, 320}, "batch-unanswered"));
    }
}

QTEST_MAIN(TestBatchPanel)
#include "test_batch_panel.moc"
