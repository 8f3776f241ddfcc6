// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/send_history.h"
#include "tests/unit/trading/order_messages.h"

#include <QTest>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace std::chrono_literals;

using Kind = OrderProblemKind;

class TestSendHistory : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void theSameOrderTwiceIsADuplicateUntilTheWindowIsOver();
    void anotherOrderIsNone_data();
    void anotherOrderIsNone();
    void whoAskedMakesNoOtherOrder();
    void alikeLinesOfOnePressAreMeant();
    void duplicatesOfABatchNameTheirLine();
    void withoutAWindowNothingIsADuplicate();

    void tooManyOrdersInASecond();
    void revisionsCountAndHeldExitsDoNot();
    void aBatchCountsAllItsOrders();
    void withoutALimitAnyRateGoes();
    void clearingForgets();

private:
    [[nodiscard]] static SubmissionDraft order(const char *limit, int volume = 1)
    {
        OrderDraft draft;
        draft.account = AccountId{"A1"};
        draft.market = MarketId{"M1"};
        draft.limit = price(limit);
        draft.volume = {volume};
        return SubmissionDraft{draft};
    }

    SendHistory m_history;
    RiskLimits m_limits;
    SteadyTime m_now{};
};

void TestSendHistory::init()
{
    m_history = {};
    m_limits = {};
    m_now = SteadyTime{1h};
}

void TestSendHistory::theSameOrderTwiceIsADuplicateUntilTheWindowIsOver()
{
    QVERIFY(m_history.check(order("100"), m_limits, m_now).empty());
    m_history.noteSubmission(order("100"), m_now);
    const auto found = m_history.check(order("100"), m_limits, m_now + 499ms);
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].kind, Kind::DuplicateOrder);
    QVERIFY(found[0].blocks);
    QCOMPARE(found[0].value, std::int64_t{499});
    QCOMPARE(found[0].limit, std::int64_t{500});
    QCOMPARE(found[0].order, 0);
    QCOMPARE(found[0].submission, -1);
    QVERIFY(m_history.check(order("100"), m_limits, m_now + 500ms).empty());
}

void TestSendHistory::anotherOrderIsNone_data()
{
    QTest::addColumn<int>("what");
    QTest::newRow("price") << 0;
    QTest::newRow("volume") << 1;
    QTest::newRow("side") << 2;
    QTest::newRow("market") << 3;
    QTest::newRow("account") << 4;
    QTest::newRow("time in force") << 5;
}

void TestSendHistory::anotherOrderIsNone()
{
    QFETCH(int, what);
    m_history.noteSubmission(order("100"), m_now);
    SubmissionDraft other = order("100");
    OrderDraft &draft = other.orders[0];
    switch (what) {
    case 0:
        draft.limit = price("100.25");
        break;
    case 1:
        draft.volume = {2};
        break;
    case 2:
        draft.side = Side::Sell;
        break;
    case 3:
        draft.market = MarketId{"M2"};
        break;
    case 4:
        draft.account = AccountId{"A2"};
        break;
    default:
        draft.timeInForce = TimeInForce::GoodTillCancelled;
    }
    QVERIFY(m_history.check(other, m_limits, m_now).empty());
}

void TestSendHistory::whoAskedMakesNoOtherOrder()
{
    m_history.noteSubmission(order("100"), m_now);
    SubmissionDraft other = order("100");
    other.orders[0].manual = false;
    QCOMPARE(m_history.check(other, m_limits, m_now).size(), std::size_t{1});
}

void TestSendHistory::alikeLinesOfOnePressAreMeant()
{
    SubmissionDraft twice = order("100");
    twice.orders.push_back(twice.orders[0]);
    QVERIFY(m_history.check(twice, m_limits, m_now).empty());
    QVERIFY(m_history.check(BatchDraft{{twice, twice}}, m_limits, m_now).empty());
    m_history.noteSubmission(twice, m_now);
    const auto found = m_history.check(twice, m_limits, m_now);
    QCOMPARE(found.size(), std::size_t{2});
    QCOMPARE(found[1].order, 1);
}

void TestSendHistory::duplicatesOfABatchNameTheirLine()
{
    const BatchDraft batch{{order("99"), order("100")}};
    m_history.noteSubmission(order("100"), m_now);
    const auto found = m_history.check(batch, m_limits, m_now);
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].submission, 1);
    QCOMPARE(found[0].order, 0);
    m_history.noteBatch(batch, m_now);
    QCOMPARE(m_history.check(batch, m_limits, m_now).size(), std::size_t{2});
}

void TestSendHistory::withoutAWindowNothingIsADuplicate()
{
    m_limits.duplicateWindow = 0ms;
    m_history.noteSubmission(order("100"), m_now);
    QVERIFY(m_history.check(order("100"), m_limits, m_now).empty());
}

void TestSendHistory::tooManyOrdersInASecond()
{
    m_limits.maxOrdersPerSecond = 3;
    for (const char *limit : {"1", "2", "3"}) {
        QVERIFY(m_history.check(order(limit), m_limits, m_now).empty());
        m_history.noteSubmission(order(limit), m_now);
    }
    const auto found = m_history.check(order("4"), m_limits, m_now + 999ms);
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].kind, Kind::OrderRate);
    QVERIFY(found[0].blocks);
    QCOMPARE(found[0].value, std::int64_t{4});
    QCOMPARE(found[0].limit, std::int64_t{3});
    QVERIFY(m_history.check(order("4"), m_limits, m_now + 1s).empty());
}

void TestSendHistory::revisionsCountAndHeldExitsDoNot()
{
    m_limits.maxOrdersPerSecond = 2;
    SubmissionDraft bracket = order("100");
    bracket.link = OrderLink::AutoOco;
    bracket.exits = {{.volume = {}, .profit = price("1"), .stop = price("-1"), .trail = std::nullopt}};
    m_history.noteSubmission(bracket, m_now);
    QVERIFY(m_history.checkRevision(m_limits, m_now).empty());
    m_history.noteRevision(m_now);
    QCOMPARE(m_history.checkRevision(m_limits, m_now).at(0).value, std::int64_t{3});
    QCOMPARE(m_history.check(order("99"), m_limits, m_now).at(0).kind, Kind::OrderRate);
}

void TestSendHistory::aBatchCountsAllItsOrders()
{
    m_limits.maxOrdersPerSecond = 2;
    const BatchDraft batch{{order("98"), order("99"), order("100")}};
    const auto found = m_history.check(batch, m_limits, m_now);
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].value, std::int64_t{3});
    QCOMPARE(found[0].submission, -1);
}

void TestSendHistory::withoutALimitAnyRateGoes()
{
    m_limits.maxOrdersPerSecond = 0;
    for (int i = 0; i < 1000; ++i)
        m_history.noteRevision(m_now);
    QVERIFY(m_history.checkRevision(m_limits, m_now).empty());
}

void TestSendHistory::clearingForgets()
{
    m_history.noteSubmission(order("100"), m_now);
    m_history.clear();
    QVERIFY(m_history.check(order("100"), m_limits, m_now).empty());
}

QTEST_APPLESS_MAIN(TestSendHistory)
#include "test_send_history.moc"
