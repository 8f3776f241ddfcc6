// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order.h"

#include <QTest>

using namespace depthdeck;

class TestOrderState : public QObject
{
    Q_OBJECT

private slots:
    void isDerivedFromStatusPendingAndVolumes_data();
    void isDerivedFromStatusPendingAndVolumes();
    void anUnknownOrderIsUnknownWhateverItsStatus();
    void anUnnamedSubmissionIsSendingAndActive();
    void whatIsGoneIsNotActive();
    void averageFillPriceIsRoundedHalfEvenAndSkipsLegsAndBusts();
    void averageFillPriceNeedsAPricedFill();
    void offsetsOfUnreleasedChildrenAreNoPrices_data();
    void offsetsOfUnreleasedChildrenAreNoPrices();
};

void TestOrderState::isDerivedFromStatusPendingAndVolumes_data()
{
    QTest::addColumn<OrderStatus>("status");
    QTest::addColumn<ResponsePending>("pending");
    QTest::addColumn<int>("filled");
    QTest::addColumn<OrderState>("state");
    QTest::addColumn<bool>("active");
    using S = OrderStatus;
    using P = ResponsePending;
    QTest::newRow("rejected") << S::Rejected << P::None << 0 << OrderState::Rejected << false;
    QTest::newRow("rejected, still pending") << S::Rejected << P::Submission << 0 << OrderState::Rejected << false;
    QTest::newRow("finished, all filled") << S::Finished << P::None << 5 << OrderState::Filled << false;
    QTest::newRow("finished, part filled") << S::Finished << P::None << 2 << OrderState::CancelledPartFilled << false;
    QTest::newRow("finished, nothing filled") << S::Finished << P::None << 0 << OrderState::Cancelled << false;
    QTest::newRow("held") << S::Held << P::None << 0 << OrderState::Held << true;
    QTest::newRow("pending new") << S::Working << P::Submission << 0 << OrderState::Pending << true;
    QTest::newRow("pending replace") << S::Working << P::Revision << 2 << OrderState::Revising << true;
    QTest::newRow("pending cancel") << S::Working << P::Pull << 2 << OrderState::Pulling << true;
    QTest::newRow("status request") << S::Working << P::Status << 0 << OrderState::Working << true;
    QTest::newRow("part filled") << S::Working << P::None << 2 << OrderState::PartFilled << true;
    QTest::newRow("working") << S::Working << P::None << 0 << OrderState::Working << true;
    QTest::newRow("none while pending") << S::None << P::Submission << 0 << OrderState::Pending << true;
    QTest::newRow("none") << S::None << P::None << 0 << OrderState::Pending << true;
    QTest::newRow("a status of the future") << S{77} << P::None << 0 << OrderState::Unknown << true;
}

void TestOrderState::isDerivedFromStatusPendingAndVolumes()
{
    QFETCH(OrderStatus, status);
    QFETCH(ResponsePending, pending);
    QFETCH(int, filled);
    Order order;
    order.id = OrderId{"U1"};
    order.status = status;
    order.pending = pending;
    order.current.volume = {5};
    order.filled = {filled};
    QTEST(order.state(), "state");
    QTEST(order.isActive(), "active");
}

void TestOrderState::anUnknownOrderIsUnknownWhateverItsStatus()
{
    Order order;
    order.id = OrderId{"U1"};
    order.status = OrderStatus::Working;
    order.unknown = true;
    QCOMPARE(order.state(), OrderState::Unknown);
    QVERIFY(order.isActive());
}

void TestOrderState::anUnnamedSubmissionIsSendingAndActive()
{
    Order order;
    order.pending = ResponsePending::Submission;
    QCOMPARE(order.state(), OrderState::Sending);
    QVERIFY(order.isActive());
}

void TestOrderState::whatIsGoneIsNotActive()
{
    Order order;
    order.status = OrderStatus::Working;
    order.absence = OrderAbsence::NotInSnapshot;
    QVERIFY(!order.isActive());
}

void TestOrderState::averageFillPriceIsRoundedHalfEvenAndSkipsLegsAndBusts()
{
    Order order;
    const auto add = [&order](std::int64_t units, int volume) -> Fill & {
        Fill fill;
        fill.price = Price::fromUnits(units);
        fill.volume = {volume};
        order.fills.push_back(fill);
        return order.fills.back();
    };
    add(1, 1);
    add(2, 1);
    QCOMPARE(order.averageFillPrice()->units(), 2); // 1.5 to even
    add(-10'000'000'000, 100).busted = true;
    add(7, 100).legIndex = 0;
    QCOMPARE(order.averageFillPrice()->units(), 2);
    add(1, 2);
    QCOMPARE(order.averageFillPrice()->units(), 1); // 5 / 4
    Order spread;
    order.fills.clear();
    add(-3, 1);
    add(-2, 1);
    QCOMPARE(order.averageFillPrice()->units(), -2); // -2.5 to even
}

void TestOrderState::averageFillPriceNeedsAPricedFill()
{
    Order order;
    QVERIFY(!order.averageFillPrice());
    order.fills.push_back({});
    order.fills.back().volume = {3};
    QVERIFY(!order.averageFillPrice());
}

void TestOrderState::offsetsOfUnreleasedChildrenAreNoPrices_data()
{
    QTest::addColumn<OrderLink>("link");
    QTest::addColumn<OrderStatus>("status");
    QTest::addColumn<int>("activation");
    QTest::addColumn<bool>("worked");
    QTest::addColumn<bool>("raw");
    using L = OrderLink;
    using S = OrderStatus;
    QTest::newRow("held child") << L::AutoOco << S::Held << 1 << false << true;
    QTest::newRow("held child of several") << L::AutoOcoM << S::Held << 1 << false << true;
    QTest::newRow("held, activation not told") << L::AutoOco << S::Held << 0 << false << true;
    QTest::newRow("held, just triggered") << L::AutoOco << S::Held << 2 << false << true;
    QTest::newRow("on its way to be held") << L::AutoOco << S::None << 1 << false << true;
    QTest::newRow("pulled before its release") << L::AutoOco << S::Finished << 1 << false << true;
    QTest::newRow("pulled after its release") << L::AutoOco << S::Finished << 1 << true << false;
    QTest::newRow("working child") << L::AutoOco << S::Working << 1 << true << false;
    QTest::newRow("entry held for a time") << L::AutoOco << S::Held << 3 << false << false;
    QTest::newRow("entry queued") << L::AutoOcoM << S::Held << 11 << false << false;
    QTest::newRow("entry working") << L::AutoOco << S::Working << 0 << true << false;
    QTest::newRow("absolute") << L::AutoOcoP << S::Held << 1 << false << false;
    QTest::newRow("absolute, several") << L::AutoOcoMp << S::Held << 1 << false << false;
    QTest::newRow("no bracket") << L::None << S::Held << 1 << false << false;
}

void TestOrderState::offsetsOfUnreleasedChildrenAreNoPrices()
{
    QFETCH(OrderLink, link);
    QFETCH(OrderStatus, status);
    QFETCH(int, activation);
    QFETCH(bool, worked);
    Order order;
    order.link = link;
    order.status = status;
    order.activationType = activation;
    order.everWorked = worked;
    QTEST(order.hasRawOffsets(), "raw");
}

QTEST_APPLESS_MAIN(TestOrderState)
#include "test_order_state.moc"
