// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/behaviours.h"
#include "app/exchange/desk/link_desk.h"
#include "t4/v1/common/enums.pb.h"
#include "tests/unit/exchange/desk/sample_markets.h"

#include <QTest>

using namespace depthdeck;
using namespace depthdeck::exchange;
using namespace t4proto::v1;
using test::price;
using Kind = LinkWish::Kind;

/// What links wish for, without any venue.
class TestLinkDesk : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void theReferenceIsTheOneThatWasChosen_data();
    void theReferenceIsTheOneThatWasChosen();
    void aSparkIsReleasedByTheWholeFillIfSwitched();
    void allExitsFollowAPulledTriggerIfSwitched();
    void theEndOfALegConcernsNobody();
    void aForgottenLinkWishesNothing();

private:
    Order &add(LinkRole role, OrderKind kind, std::int32_t volume);
    void form(std::int32_t link);
    void fill(Order &order, std::int32_t lots);

    Behaviours m_behaviours;
    std::unique_ptr<LinkDesk> m_desk;
    std::deque<Order> m_orders;
};

void TestLinkDesk::init()
{
    m_behaviours = {};
    m_desk = std::make_unique<LinkDesk>(m_behaviours);
    m_orders.clear();
}

Order &TestLinkDesk::add(LinkRole role, OrderKind kind, std::int32_t volume)
{
    Order &order = m_orders.emplace_back();
    order.handle = m_orders.size();
    order.id = OrderId{std::to_string(order.handle)};
    order.role = role;
    order.kind = kind;
    order.current.volume = volume;
    order.status = OrderStatus::Working;
    return order;
}

void TestLinkDesk::form(std::int32_t link)
{
    std::vector<const Order *> orders;
    for (const Order &order : m_orders)
        orders.push_back(&order);
    m_desk->form(link, orders);
}

void TestLinkDesk::fill(Order &order, std::int32_t lots)
{
    order.filled += lots;
    if (order.filled == order.current.volume)
        order.status = OrderStatus::Finished;
}

void TestLinkDesk::theReferenceIsTheOneThatWasChosen_data()
{
    QTest::addColumn<int>("reference");
    QTest::addColumn<QString>("expected");
    using Reference = Behaviours::BracketReference;
    QTest::newRow("first") << static_cast<int>(Reference::FirstFill) << QStringLiteral("100");
    QTest::newRow("last") << static_cast<int>(Reference::LastFill) << QStringLiteral("103");
    QTest::newRow("average") << static_cast<int>(Reference::AverageFill) << QStringLiteral("102");
    QTest::newRow("expected") << static_cast<int>(Reference::Expected) << QStringLiteral("99");
}

void TestLinkDesk::theReferenceIsTheOneThatWasChosen()
{
    QFETCH(int, reference);
    QFETCH(QString, expected);
    m_behaviours.bracketReference = static_cast<Behaviours::BracketReference>(reference);
    Order &trigger = add(LinkRole::Trigger, OrderKind::Market, 5);
    trigger.expectedPrice = price("99");
    add(LinkRole::Exit, OrderKind::StopMarket, 0);
    form(common::ORDER_LINK_AUTO_OCO);
    fill(trigger, 1);
    static_cast<void>(m_desk->onFill(trigger, 1, price("100")));
    fill(trigger, 2);
    const auto wishes = m_desk->onFill(trigger, 2, price("103"));
    QCOMPARE(wishes.size(), std::size_t{1});
    QVERIFY(wishes.front().kind == Kind::Grow);
    QCOMPARE(wishes.front().lots, 2);
    QVERIFY(wishes.front().reference == price(expected.toStdString()));
}

void TestLinkDesk::aSparkIsReleasedByTheWholeFillIfSwitched()
{
    m_behaviours.sparkRelease = Behaviours::SparkRelease::WholeFill;
    Order &trigger = add(LinkRole::Trigger, OrderKind::Limit, 3);
    add(LinkRole::SparkChild, OrderKind::Limit, 1);
    form(common::ORDER_LINK_SPARK);
    fill(trigger, 1);
    QVERIFY(m_desk->onFill(trigger, 1, price("100")).empty());
    fill(trigger, 2);
    const auto wishes = m_desk->onFill(trigger, 2, price("100"));
    QCOMPARE(wishes.size(), std::size_t{1});
    QVERIFY(wishes.front().kind == Kind::Release);
    QVERIFY(m_desk->onEnded(trigger, false).empty());
}

void TestLinkDesk::allExitsFollowAPulledTriggerIfSwitched()
{
    for (const bool all : {false, true}) {
        init();
        m_behaviours.triggerPull = all ? Behaviours::TriggerPull::AllExits : Behaviours::TriggerPull::HeldExits;
        Order &trigger = add(LinkRole::Trigger, OrderKind::Limit, 5);
        add(LinkRole::Exit, OrderKind::Limit, 0);
        add(LinkRole::Exit, OrderKind::StopMarket, 0);
        form(common::ORDER_LINK_AUTO_OCO);
        fill(trigger, 1);
        static_cast<void>(m_desk->onFill(trigger, 1, price("100")));
        trigger.status = OrderStatus::Finished;
        QCOMPARE(m_desk->onEnded(trigger, true).size(), std::size_t{all ? 2U : 0U});
        QVERIFY(m_desk->onEnded(trigger, false).empty()); // the exchange itself ended it: what protects stays
    }
}

void TestLinkDesk::theEndOfALegConcernsNobody()
{
    Order &leg = add(LinkRole::OcoLeg, OrderKind::Limit, 2);
    add(LinkRole::OcoLeg, OrderKind::StopMarket, 2);
    form(common::ORDER_LINK_OCO);
    leg.status = OrderStatus::Finished;
    QVERIFY(m_desk->onEnded(leg, true).empty());
}

void TestLinkDesk::aForgottenLinkWishesNothing()
{
    Order &leg = add(LinkRole::OcoLeg, OrderKind::Limit, 2);
    Order &other = add(LinkRole::OcoLeg, OrderKind::Limit, 2);
    form(common::ORDER_LINK_OCO);
    m_desk->forget(leg.handle);
    QVERIFY(m_desk->onFill(leg, 1, price("100")).empty());
    QCOMPARE(m_desk->onFill(other, 1, price("100")).size(), std::size_t{1}); // whose order is over is not its business
    m_desk->forget(other.handle);
    QVERIFY(m_desk->onFill(other, 1, price("100")).empty());
    m_desk->forget(other.handle);
}

QTEST_APPLESS_MAIN(TestLinkDesk)
#include "test_link_desk.moc"
