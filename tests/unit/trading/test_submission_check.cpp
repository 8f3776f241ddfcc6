// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/trading/check_bench.h"

#include <QTest>

using namespace depthdeck;
using namespace depthdeck::test;

class TestSubmissionCheck : public QObject, private CheckBench
{
    Q_OBJECT

private slots:
    void init();

    void goodSubmissionsHaveNoProblems();
    void theNumberOfOrdersFollowsTheLink_data();
    void theNumberOfOrdersFollowsTheLink();
    void linksThatAreNotSentAreRefused();
    void exitsBelongToBrackets();
    void ordersOfSeveralMarketsDoNotMix();
    void aProblemNamesItsLine();
    void problemsOfAccountAndMarketAreToldOnce();
    void linkedOrdersDoNotWaitAndDoNotFlatten();

    void exitsOnTheWrongSide_data();
    void exitsOnTheWrongSide();
    void aMarketEntryIsMeasuredFromTheMarket();
    void exitsOffTick();
    void differencesAreOnTickWhereTheyEnd();
    void anExitWithoutPricesIsMissing();
    void aTrailingExitNeedsItsStop();
    void exitVolumesAddUpToTheEntrys();
    void onlySomeLinksHaveSeveralExits();
    void exitsAtOnceAreAWarning();

    void independentOrdersAddUpAndOcoOrdersDoNot();
    void heldChildrenCountAsWorkingOrders();

    void anEmptyBatchIsRefused();
    void aBatchNamesSubmissionAndOrder();
    void earlierLinesOfABatchCount();
    void oneAccountNotSubscribedRefusesTheBatch();

private:
    [[nodiscard]] std::vector<OrderProblem> checkIt() const { return checkSubmission(m_submission, context()); }
    [[nodiscard]] std::vector<OrderProblem> checkBatched(const BatchDraft &batch) const
    {
        return checkBatch(batch, [this](const AccountId &, const MarketId &) { return context(); });
    }
    void makeBracket(OrderLink link);
    void makeOco();

    SubmissionDraft m_submission;
};

void TestSubmissionCheck::init()
{
    reset();
    m_submission = SubmissionDraft{m_draft};
}

/// Buy 4 at 99.75, out at 101.75 or 98.25.
void TestSubmissionCheck::makeBracket(OrderLink link)
{
    init();
    m_submission.link = link;
    m_submission.orders[0].volume = {4};
    const bool isAbsolute = hasAbsoluteExits(link);
    BracketExit exit;
    exit.profit = price(isAbsolute ? "101.75" : "2");
    exit.stop = price(isAbsolute ? "98.25" : "-1.5");
    exit.volume = {hasExitVolumes(link) ? 4 : 0};
    m_submission.exits = {exit};
}

/// Sell 2 at 101, or stop out at 99.
void TestSubmissionCheck::makeOco()
{
    init();
    m_submission.link = OrderLink::Oco;
    OrderDraft &profit = m_submission.orders[0];
    profit.side = Side::Sell;
    profit.volume = {2};
    profit.limit = price("101");
    OrderDraft stop = profit;
    stop.type = OrderType::StopMarket;
    stop.limit.reset();
    stop.stop = price("99");
    m_submission.orders.push_back(stop);
}

void TestSubmissionCheck::goodSubmissionsHaveNoProblems()
{
    QVERIFY(checkIt().empty());
    makeOco();
    QVERIFY(checkIt().empty());
    for (const OrderLink link : {OrderLink::AutoOco, OrderLink::AutoOcoP, OrderLink::AutoOcoM, OrderLink::AutoOcoMp}) {
        makeBracket(link);
        QVERIFY(checkIt().empty());
        m_submission.exits[0].profit.reset(); // one child alone is offered by the demos
        QVERIFY(checkIt().empty());
    }
}

void TestSubmissionCheck::theNumberOfOrdersFollowsTheLink_data()
{
    QTest::addColumn<OrderLink>("link");
    QTest::addColumn<int>("orders");
    QTest::addColumn<int>("needed");
    QTest::newRow("nothing at all") << OrderLink::None << 0 << 1;
    QTest::newRow("one order cancels no other") << OrderLink::Oco << 1 << 2;
    QTest::newRow("a bracket has one entry") << OrderLink::AutoOco << 2 << 1;
    QTest::newRow("a bracket has an entry") << OrderLink::AutoOcoMp << 0 << 1;
}

void TestSubmissionCheck::theNumberOfOrdersFollowsTheLink()
{
    QFETCH(OrderLink, link);
    QFETCH(int, orders);
    QFETCH(int, needed);
    if (isBracket(link))
        makeBracket(link);
    m_submission.link = link;
    m_submission.orders.resize(static_cast<std::size_t>(orders), m_submission.orders[0]);
    const auto found = only(checkIt(), Kind::LinkNeedsOrders);
    QVERIFY(found && found->blocks);
    QCOMPARE(found->value, std::int64_t{orders});
    QCOMPARE(found->limit, std::int64_t{needed});
    QCOMPARE(found->order, -1);
}

void TestSubmissionCheck::linksThatAreNotSentAreRefused()
{
    for (const int link : {3, 4, 5, 6, 99}) {
        m_submission.link = static_cast<OrderLink>(link);
        const auto found = only(checkIt(), Kind::LinkNotSupported);
        QVERIFY(found && found->blocks);
        QCOMPARE(found->code, link);
    }
}

void TestSubmissionCheck::exitsBelongToBrackets()
{
    m_submission.exits.push_back({});
    QVERIFY(only(checkIt(), Kind::LinkNotSupported)->blocks);
}

void TestSubmissionCheck::ordersOfSeveralMarketsDoNotMix()
{
    m_submission.orders.push_back(m_draft);
    QVERIFY(checkIt().empty());
    m_submission.orders[1].market = MarketId{"M2"};
    QVERIFY(only(checkIt(), Kind::LinkNotMixed)->blocks);
    m_submission.orders[1].market = MarketId{"M1"};
    m_submission.orders[1].account = AccountId{"A2"};
    QVERIFY(only(checkIt(), Kind::LinkNotMixed)->blocks);
}

void TestSubmissionCheck::aProblemNamesItsLine()
{
    m_submission.orders.push_back(m_draft);
    m_submission.orders[1].limit = price("99.8");
    const auto found = only(checkIt(), Kind::LimitOffTick);
    QVERIFY(found.has_value());
    QCOMPARE(found->order, 1);
    QCOMPARE(found->submission, -1);
}

void TestSubmissionCheck::problemsOfAccountAndMarketAreToldOnce()
{
    m_submission.orders.push_back(m_draft);
    m_account.status = AccountStatus::Blocked;
    auto found = only(checkIt(), Kind::AccountMayNotTrade);
    QVERIFY(found && found->blocks && found->order == -1);
    m_account.status = AccountStatus::Ok;
    m_market.freshness = Freshness::Stale;
    found = only(checkIt(), Kind::DataNotFresh);
    QVERIFY(found && found->order == -1);
    m_position.serverNet = Quantity{-1};
    m_submission.orders[0].type = OrderType::Flatten;
    QVERIFY(only(checkIt(), Kind::DataNotFresh)->blocks); // the other one is priced
    m_submission.orders[1].type = OrderType::Flatten;
    QVERIFY(!only(checkIt(), Kind::DataNotFresh)->blocks);
}

void TestSubmissionCheck::linkedOrdersDoNotWaitAndDoNotFlatten()
{
    makeOco();
    m_submission.orders[1].activation.kind = ActivationKind::Queue;
    auto found = only(checkIt(), Kind::ActivationNotPossible);
    QVERIFY(found && found->blocks && found->order == 1);
    makeBracket(OrderLink::AutoOcoP);
    m_submission.orders[0].activation.kind = ActivationKind::Queue;
    QVERIFY(checkIt().empty()); // an entry may wait for anything but another order
    m_submission.orders[0].activation.kind = ActivationKind::Hold;
    QVERIFY(only(checkIt(), Kind::ActivationNotPossible)->blocks);
    makeBracket(OrderLink::AutoOco);
    m_submission.orders[0].type = OrderType::Flatten;
    m_position.serverNet = Quantity{-4};
    found = only(checkIt(), Kind::TypeNotSupported);
    QVERIFY(found && found->blocks);
}

void TestSubmissionCheck::exitsOnTheWrongSide_data()
{
    QTest::addColumn<OrderLink>("link");
    QTest::addColumn<Side>("side");
    QTest::addColumn<QString>("profit");
    QTest::addColumn<QString>("stop");
    QTest::addColumn<int>("wrong");
    const auto differential = OrderLink::AutoOco;
    const auto absolute = OrderLink::AutoOcoP;
    QTest::newRow("buy") << differential << Side::Buy << "2"
                         << "-1" << 0;
    QTest::newRow("sell") << differential << Side::Sell << "-2"
                          << "1" << 0;
    QTest::newRow("buy, profit that loses") << differential << Side::Buy << "-2"
                                            << "-1" << 1;
    QTest::newRow("buy, stop that wins") << differential << Side::Buy << "2"
                                         << "1" << 1;
    QTest::newRow("buy, both turned") << differential << Side::Buy << "-2"
                                      << "1" << 2;
    QTest::newRow("sell, both turned") << differential << Side::Sell << "2"
                                       << "-1" << 2;
    QTest::newRow("nothing won") << differential << Side::Buy << "0"
                                 << "-1" << 1;
    QTest::newRow("buy at 99.75") << absolute << Side::Buy << "100"
                                  << "99.5" << 0;
    QTest::newRow("profit at the entry") << absolute << Side::Buy << "99.75"
                                         << "99.5" << 1;
    QTest::newRow("stop above the entry") << absolute << Side::Buy << "100"
                                          << "100.25" << 1;
    QTest::newRow("sell at 99.75") << absolute << Side::Sell << "99.5"
                                   << "100" << 0;
    QTest::newRow("sell, both turned, absolute") << absolute << Side::Sell << "100"
                                                 << "99.5" << 2;
}

void TestSubmissionCheck::exitsOnTheWrongSide()
{
    QFETCH(OrderLink, link);
    QFETCH(Side, side);
    QFETCH(QString, profit);
    QFETCH(QString, stop);
    QFETCH(int, wrong);
    makeBracket(link);
    m_submission.orders[0].side = side;
    m_submission.exits[0].profit = price(profit.toStdString());
    m_submission.exits[0].stop = price(stop.toStdString());
    const std::vector<OrderProblem> problems = checkIt();
    QCOMPARE(problems.size(), static_cast<std::size_t>(wrong));
    for (const OrderProblem &found : problems) {
        QCOMPARE(found.kind, Kind::ExitWrongSide);
        QVERIFY(found.blocks);
        QCOMPARE(found.order, 1); // the exit's line, after the entry's
    }
}

void TestSubmissionCheck::aMarketEntryIsMeasuredFromTheMarket()
{
    makeBracket(OrderLink::AutoOcoP);
    m_submission.orders[0].type = OrderType::Market;
    m_submission.orders[0].limit.reset();
    m_submission.exits[0].profit = price("100.25"); // what it would pay
    QVERIFY(only(checkIt(), Kind::ExitWrongSide)->price == price("100.25"));
    m_submission.exits[0].profit = price("100.5");
    QVERIFY(checkIt().empty());
    makeBracket(OrderLink::AutoOcoP);
    m_submission.orders[0].type = OrderType::StopMarket;
    m_submission.orders[0].stop = price("102");
    m_submission.exits[0] = {.volume = {}, .profit = price("103"), .stop = price("101"), .trail = std::nullopt};
    QVERIFY(checkIt().empty()); // above the market, below the stop that enters
}

void TestSubmissionCheck::exitsOffTick()
{
    makeBracket(OrderLink::AutoOcoP);
    m_submission.exits[0].profit = price("101.8");
    auto found = only(checkIt(), Kind::ExitOffTick);
    QVERIFY(found && found->blocks && found->nearest == price("101.75"));
    makeBracket(OrderLink::AutoOco);
    m_submission.exits[0].stop = price("-1.4");
    found = only(checkIt(), Kind::ExitOffTick);
    QVERIFY(found && found->nearest == price("-1.5"));
}

void TestSubmissionCheck::differencesAreOnTickWhereTheyEnd()
{
    setTicks("5", "5;P<-500=25;P>500=25;");
    setBook("500", "525");
    m_market.quote.last = price("500");
    makeBracket(OrderLink::AutoOco);
    setTicks("5", "5;P<-500=25;P>500=25;");
    setBook("500", "525");
    m_submission.orders[0].limit = price("500");
    m_submission.exits[0].stop = price("-5");
    m_submission.exits[0].profit = price("30"); // 530: ticks of 25 there
    const auto found = only(checkIt(), Kind::ExitOffTick);
    QVERIFY(found && found->nearest == price("25"));
    m_submission.exits[0].profit = price("50");
    QVERIFY(checkIt().empty());
}

void TestSubmissionCheck::anExitWithoutPricesIsMissing()
{
    makeBracket(OrderLink::AutoOco);
    m_submission.exits[0] = {};
    auto found = only(checkIt(), Kind::ExitMissing);
    QVERIFY(found && found->blocks && found->order == 1);
    m_submission.exits.clear();
    found = only(checkIt(), Kind::ExitMissing);
    QVERIFY(found && found->order == -1);
}

void TestSubmissionCheck::aTrailingExitNeedsItsStop()
{
    makeBracket(OrderLink::AutoOco);
    m_submission.exits[0].trail = price("1.5");
    QVERIFY(checkIt().empty());
    m_submission.exits[0].trail = price("1.6");
    QVERIFY(only(checkIt(), Kind::TrailOffTick)->blocks);
    m_submission.exits[0].trail = price("1.5");
    m_submission.exits[0].stop.reset();
    const auto found = only(checkIt(), Kind::StopPriceMissing);
    QVERIFY(found && found->order == 1);
}

void TestSubmissionCheck::exitVolumesAddUpToTheEntrys()
{
    makeBracket(OrderLink::AutoOcoM);
    m_submission.exits[0].volume = {1};
    m_submission.exits.push_back(m_submission.exits[0]);
    auto found = only(checkIt(), Kind::ExitVolume);
    QVERIFY(found && found->blocks);
    QCOMPARE(found->value, std::int64_t{2});
    QCOMPARE(found->limit, std::int64_t{4});
    m_submission.exits[1].volume = {3};
    QVERIFY(checkIt().empty());
    m_submission.exits[0].volume = {0};
    m_submission.exits[1].volume = {4};
    found = only(checkIt(), Kind::ZeroVolume);
    QVERIFY(found && found->order == 1);
    m_market.definition->volumeIncrement = {2};
    m_submission.exits[0].volume = {1};
    m_submission.exits[1].volume = {3};
    QCOMPARE(checkIt().size(), std::size_t{2}); // both are not whole increments
    QCOMPARE(checkIt()[1].kind, Kind::VolumeIncrement);
    QCOMPARE(checkIt()[1].order, 2);
}

void TestSubmissionCheck::onlySomeLinksHaveSeveralExits()
{
    makeBracket(OrderLink::AutoOcoP);
    m_submission.exits.push_back(m_submission.exits[0]);
    const auto found = only(checkIt(), Kind::LinkNotSupported);
    QVERIFY(found && found->blocks);
    QCOMPARE(found->code, static_cast<int>(OrderLink::AutoOcoP));
}

void TestSubmissionCheck::exitsAtOnceAreAWarning()
{
    makeBracket(OrderLink::AutoOco);
    m_submission.exitsTimeInForce = TimeInForce::ImmediateOrCancel;
    QVERIFY(!only(checkIt(), Kind::TimeNotPossible)->blocks);
    m_submission.exitsTimeInForce = TimeInForce::Undefined;
    QVERIFY(only(checkIt(), Kind::TimeNotPossible)->blocks);
}

void TestSubmissionCheck::independentOrdersAddUpAndOcoOrdersDoNot()
{
    m_limits.maxPosition = 3;
    makeOco();
    m_limits.maxPosition = 3;
    QVERIFY(checkIt().empty()); // what one fills, the other loses
    m_submission.link = OrderLink::None;
    const auto found = only(checkIt(), Kind::PositionLimit);
    QVERIFY(found && found->blocks);
    QCOMPARE(found->value, std::int64_t{4});
    QCOMPARE(found->order, 1);
    m_submission.orders[1].side = Side::Buy; // the other way
    m_submission.orders[1].stop = price("101");
    QVERIFY(checkIt().empty());
}

void TestSubmissionCheck::heldChildrenCountAsWorkingOrders()
{
    makeBracket(OrderLink::AutoOco);
    m_limits.maxWorkingOrders = 4;
    m_activeOrders = 1;
    QVERIFY(checkIt().empty());
    m_activeOrders = 2;
    const auto found = only(checkIt(), Kind::WorkingOrders);
    QVERIFY(found && found->blocks);
    QCOMPARE(found->value, std::int64_t{5});
    QCOMPARE(found->order, -1);
}

void TestSubmissionCheck::anEmptyBatchIsRefused()
{
    QVERIFY(only(checkBatched({}), Kind::BatchEmpty)->blocks);
    const auto found = only(checkBatched({{SubmissionDraft{}}}), Kind::LinkNeedsOrders);
    QVERIFY(found && found->submission == 0);
}

void TestSubmissionCheck::aBatchNamesSubmissionAndOrder()
{
    BatchDraft batch{{m_submission, m_submission}};
    batch.submissions[1].orders.push_back(m_draft);
    QVERIFY(checkBatched(batch).empty());
    batch.submissions[1].orders[1].volume = {0};
    const auto found = only(checkBatched(batch), Kind::ZeroVolume);
    QVERIFY(found.has_value());
    QCOMPARE(found->submission, 1);
    QCOMPARE(found->order, 1);
}

void TestSubmissionCheck::earlierLinesOfABatchCount()
{
    m_limits.maxPosition = 2;
    m_limits.maxWorkingOrders = 3;
    BatchDraft batch{{m_submission, m_submission}};
    QVERIFY(checkBatched(batch).empty());
    batch.submissions.push_back(m_submission);
    const auto found = only(checkBatched(batch), Kind::PositionLimit);
    QVERIFY(found && found->value == 3 && found->submission == 2);
    batch.submissions[2].orders[0].market = MarketId{"M2"}; // other lots, the same account
    QVERIFY(checkBatched(batch).empty());
    batch.submissions.push_back(batch.submissions[2]);
    const auto working = only(checkBatched(batch), Kind::WorkingOrders);
    QVERIFY(working && working->value == 4 && working->submission == 3);
}

void TestSubmissionCheck::oneAccountNotSubscribedRefusesTheBatch()
{
    BatchDraft batch{{m_submission, m_submission}};
    batch.submissions[1].orders[0].account = AccountId{"A2"};
    Account other = m_account;
    other.subscribed = false;
    const auto problems = checkBatch(batch, [&](const AccountId &account, const MarketId &) {
        CheckContext here = context();
        if (account == AccountId{"A2"})
            here.account = &other;
        return here;
    });
    const auto found = only(problems, Kind::BatchAccountNotSubscribed);
    QVERIFY(found && found->blocks && found->submission == 1);
}

QTEST_APPLESS_MAIN(TestSubmissionCheck)
#include "test_submission_check.moc"
