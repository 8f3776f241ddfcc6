// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/batch_store.h"
#include "tests/support/fake_clock.h"
#include "tests/unit/trading/order_messages.h"

#include <QSignalSpy>
#include <QTest>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace std::chrono_literals;

class TestBatchStore : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_clock = std::make_unique<FakeClock>();
        m_store = std::make_unique<BatchStore>(*m_clock);
    }

    void aBatchIsSentUntilItIsAnswered();
    void anAcknowledgementNamesTheOrders();
    void aRejectionNamesEachErrorAtItsLine();
    void silenceMakesABatchUnanswered();
    void aLateAnswerStillCounts();
    void aBreakLeavesNothingToWaitFor();
    void whatWasNotSentWaitsForNoAnswer();
    void answersToOthersAreIgnored();
    void onlyTheNewestAreKept();
    void clearingForgetsAll();

private:
    [[nodiscard]] static BatchDraft draft() { return {{SubmissionDraft{OrderDraft{}}}}; }
    [[nodiscard]] const Batch &batch(const char *id = "B1") const { return *m_store->find(id); }
    void acknowledge(const char *id);
    void reject(const char *id);

    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<BatchStore> m_store;
};

void TestBatchStore::acknowledge(const char *id)
{
    orderrouting::OrderBatchAcknowledge message;
    message.set_batch_id(id);
    auto &first = *message.add_accepted();
    first.add_unique_id("U1");
    first.add_unique_id("U2");
    message.add_accepted()->add_unique_id("U3");
    m_store->applyAcknowledge(message);
}

void TestBatchStore::reject(const char *id)
{
    orderrouting::OrderBatchReject message;
    message.set_batch_id(id);
    message.set_reason("one of them is wrong");
    auto &error = *message.add_errors();
    error.set_submission_index(1);
    error.set_order_index(-1);
    error.set_reason("no such market");
    m_store->applyReject(message);
}

void TestBatchStore::aBatchIsSentUntilItIsAnswered()
{
    QSignalSpy changed{m_store.get(), &BatchStore::batchChanged};
    m_store->noteSent(draft(), "B1");
    QCOMPARE(batch().state, BatchState::Sent);
    QVERIFY(batch().draft == draft());
    QVERIFY(batch().sentAt == m_clock->steadyNow());
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).value<std::string>(), std::string{"B1"});
}

void TestBatchStore::anAcknowledgementNamesTheOrders()
{
    m_store->noteSent(draft(), "B1");
    QSignalSpy changed{m_store.get(), &BatchStore::batchChanged};
    acknowledge("B1");
    acknowledge("B1");
    QCOMPARE(changed.size(), 1);
    QCOMPARE(batch().state, BatchState::Acknowledged);
    QCOMPARE(batch().accepted.size(), std::size_t{2});
    QCOMPARE(batch().accepted[0], (std::vector<OrderId>{OrderId{"U1"}, OrderId{"U2"}}));
    QCOMPARE(batch().accepted[1], std::vector<OrderId>{OrderId{"U3"}});
}

void TestBatchStore::aRejectionNamesEachErrorAtItsLine()
{
    m_store->noteSent(draft(), "B1");
    QSignalSpy changed{m_store.get(), &BatchStore::batchChanged};
    reject("B1");
    reject("B1");
    QCOMPARE(changed.size(), 1);
    QCOMPARE(batch().state, BatchState::Rejected);
    QCOMPARE(batch().reason, std::string{"one of them is wrong"});
    QCOMPARE(batch().errors.size(), std::size_t{1});
    QCOMPARE(batch().errors[0].submission, 1);
    QCOMPARE(batch().errors[0].order, -1);
    QCOMPARE(batch().errors[0].reason, std::string{"no such market"});
}

void TestBatchStore::silenceMakesABatchUnanswered()
{
    m_store->noteSent(draft(), "B1");
    m_clock->advance(6s - 1ns);
    m_store->noteSent(draft(), "B2");
    m_store->markUnanswered(6s);
    QCOMPARE(batch().state, BatchState::Sent);
    m_clock->advance(1ns);
    m_store->markUnanswered(6s);
    QCOMPARE(batch().state, BatchState::Unanswered);
    QCOMPARE(batch("B2").state, BatchState::Sent);
}

void TestBatchStore::aLateAnswerStillCounts()
{
    m_store->noteSent(draft(), "B1");
    m_store->markAllUnanswered();
    acknowledge("B1");
    QCOMPARE(batch().state, BatchState::Acknowledged);
}

void TestBatchStore::aBreakLeavesNothingToWaitFor()
{
    m_store->noteSent(draft(), "B1");
    m_store->noteSent(draft(), "B2");
    acknowledge("B2");
    m_store->markAllUnanswered();
    QCOMPARE(batch().state, BatchState::Unanswered);
    QCOMPARE(batch("B2").state, BatchState::Acknowledged);
}

void TestBatchStore::whatWasNotSentWaitsForNoAnswer()
{
    m_store->noteSent(draft(), "B1");
    m_store->noteNotSent("B1");
    m_clock->advance(1h);
    m_store->markUnanswered(6s);
    QCOMPARE(batch().state, BatchState::NotSent);
    m_store->noteSent(draft(), "B2");
    acknowledge("B2");
    m_store->noteNotSent("B2"); // it was answered, so it was sent
    QCOMPARE(batch("B2").state, BatchState::Acknowledged);
}

void TestBatchStore::answersToOthersAreIgnored()
{
    QSignalSpy changed{m_store.get(), &BatchStore::batchChanged};
    acknowledge("B9");
    reject("B9");
    m_store->noteNotSent("B9");
    QCOMPARE(changed.size(), 0);
    QVERIFY(m_store->batches().empty());
    QVERIFY(m_store->find("B9") == nullptr);
}

void TestBatchStore::onlyTheNewestAreKept()
{
    for (int i = 0; i < 201; ++i)
        m_store->noteSent(draft(), std::to_string(i));
    QCOMPARE(m_store->batches().size(), std::size_t{200});
    QVERIFY(m_store->find("0") == nullptr);
    QVERIFY(m_store->find("200") != nullptr);
}

void TestBatchStore::clearingForgetsAll()
{
    m_store->noteSent(draft(), "B1");
    QSignalSpy changed{m_store.get(), &BatchStore::batchChanged};
    m_store->clear();
    QVERIFY(m_store->batches().empty());
    QCOMPARE(changed.size(), 1);
}

QTEST_GUILESS_MAIN(TestBatchStore)
#include "test_batch_store.moc"
