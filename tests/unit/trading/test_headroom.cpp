// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/headroom.h"

#include <QTest>

using namespace depthdeck;

using Rule = Headroom::Rule;

class TestHeadroom : public QObject
{
    Q_OBJECT

private slots:
    void whatIsNotToldIsNotListed();
    void theServersLimitsComeFirst();
    void thePositionIsTheWorstOfAnyMarket();
    void aGainIsNoLoss();
    void theSignOfAMoneyLimitDoesNotMatter();
    void marginIsHeldAgainstWhatIsFree();

private:
    [[nodiscard]] static const Headroom *find(const std::vector<Headroom> &found, Rule rule, bool isServers)
    {
        for (const Headroom &one : found) {
            if (one.rule == rule && one.isServers == isServers)
                return &one;
        }
        return nullptr;
    }
};

void TestHeadroom::whatIsNotToldIsNotListed()
{
    RiskLimits none;
    none.maxOrdersPerSecond = 0;
    QVERIFY(headroomOf(Account{}, {}, 3, none).empty());
}

void TestHeadroom::theServersLimitsComeFirst()
{
    Account account;
    account.maxClipSize = 20;
    account.rules.emplace().priceBanding = 40;
    account.balance = 900;
    account.minBalance = 500;
    RiskLimits own;
    own.maxClip = 5;
    own.maxWorkingOrders = 8;
    own.maxDayLossCents = 12'345;
    const std::vector<Headroom> found = headroomOf(account, {}, 3, own);
    QCOMPARE(found.size(), std::size_t{6});
    QVERIFY(found[2].isServers && !found[3].isServers);
    QCOMPARE(find(found, Rule::Clip, true)->limit, 20.0);
    QCOMPARE(find(found, Rule::Clip, false)->limit, 5.0);
    QCOMPARE(find(found, Rule::PriceBanding, true)->limit, 40.0);
    QCOMPARE(find(found, Rule::MinimumBalance, true)->used, 900.0);
    QCOMPARE(find(found, Rule::MinimumBalance, true)->limit, 500.0);
    QCOMPARE(find(found, Rule::WorkingOrders, false)->used, 3.0);
    QCOMPARE(find(found, Rule::DayLossLimit, false)->limit, 123.45);
    QCOMPARE(find(found, Rule::DayLossLimit, false)->used, 0.0);
}

void TestHeadroom::thePositionIsTheWorstOfAnyMarket()
{
    Account account;
    account.maxAccountPosition = 50;
    Position first;
    first.serverNet = Quantity{4};
    first.workingBuys = {3};
    first.workingSells = {2};
    Position second;
    second.serverNet = Quantity{-6};
    second.workingSells = {5};
    RiskLimits own;
    own.maxPosition = 30;
    const std::vector<Headroom> found = headroomOf(account, {&first, &second}, 0, own);
    QCOMPARE(find(found, Rule::AccountPosition, true)->used, 11.0);
    QCOMPARE(find(found, Rule::AccountPosition, false)->used, 11.0);
}

void TestHeadroom::aGainIsNoLoss()
{
    Account account;
    account.lossLimit = 1000;
    account.dayLossLimit = 500;
    account.realised = 100;
    account.unrealisedTrade = -350;
    account.dayRealised = 20;
    auto found = headroomOf(account, {}, 0, RiskLimits{});
    QCOMPARE(find(found, Rule::LossLimit, true)->used, 250.0);
    QCOMPARE(find(found, Rule::DayLossLimit, true)->used, 0.0);
    account.dayUnrealised = -50;
    found = headroomOf(account, {}, 0, RiskLimits{});
    QCOMPARE(find(found, Rule::DayLossLimit, true)->used, 30.0);
}

void TestHeadroom::theSignOfAMoneyLimitDoesNotMatter()
{
    Account account;
    account.lossLimit = -1000;
    account.realised = -1;
    QCOMPARE(find(headroomOf(account, {}, 0, RiskLimits{}), Rule::LossLimit, true)->limit, 1000.0);
}

void TestHeadroom::marginIsHeldAgainstWhatIsFree()
{
    Account account;
    account.margin = 400;
    QVERIFY(find(headroomOf(account, {}, 0, RiskLimits{}), Rule::Margin, true) == nullptr);
    account.availableCash = 600;
    const auto found = headroomOf(account, {}, 0, RiskLimits{});
    QCOMPARE(find(found, Rule::Margin, true)->used, 400.0);
    QCOMPARE(find(found, Rule::Margin, true)->limit, 1000.0);
}

QTEST_APPLESS_MAIN(TestHeadroom)
#include "test_headroom.moc"
