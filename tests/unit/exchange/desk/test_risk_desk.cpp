// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/risk_desk.h"
#include "tests/unit/exchange/desk/sample_markets.h"

#include <QTest>

using namespace depthdeck;
using namespace depthdeck::exchange;
using test::price;

class TestRiskDesk : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void whatIsWithinTheLimitsPasses();
    void aClipAboveTheMaximumIsRefused();
    void aVolumeOffTheIncrementIsRefused();
    void aPositionAboveTheLimitIsRefusedWorkingOrdersCounted();
    void whatReducesAPositionAboveTheLimitPasses();
    void anOrderBeyondTheAvailableCashIsRefused();
    void aDisabledAccountIsRefused();
    void atTheLossLimitOnlyReducingOrdersPass();
    void everyRefusalNamesTheValueAndTheLimit();

private:
    [[nodiscard]] std::optional<Rule> refusedBy(Side side, std::int32_t volume, MarketIndex market = 0) const
    {
        const auto refusal = m_risk->check(0, market, side, volume, volume);
        return refusal ? std::optional{refusal->rule} : std::nullopt;
    }

    std::vector<MarketSpec> m_markets;
    std::unique_ptr<AccountDesk> m_accounts;
    std::unique_ptr<RiskDesk> m_risk;
    Price m_last = price("100");
};

void TestRiskDesk::init()
{
    m_last = price("100");
    m_markets = {test::es(), test::es()};
    m_markets[1].volumeIncrement = Quantity{5};
    AccountSpec spec; // margin 12,000 a lot overnight, 3,000 a lot in the day
    spec.id = AccountId{"A"};
    spec.number = "A";
    spec.balance = Money::fromDollars(60'000);
    spec.limits.maxClipSize = 10;
    spec.limits.maxAccountPosition = 15;
    spec.limits.lossLimit = Money::fromDollars(1'000);
    m_accounts = std::make_unique<AccountDesk>(std::vector{spec}, m_markets);
    m_risk = std::make_unique<RiskDesk>(*m_accounts, m_markets, [this](MarketIndex) {
        return MarketPrices{m_last, m_last, m_last, {}};
    });
}

void TestRiskDesk::whatIsWithinTheLimitsPasses()
{
    QVERIFY(!refusedBy(Side::Buy, 10));
    QVERIFY(!refusedBy(Side::Sell, 1));
}

void TestRiskDesk::aClipAboveTheMaximumIsRefused()
{
    QVERIFY(refusedBy(Side::Buy, 11) == Rule::ClipSize);
}

void TestRiskDesk::aVolumeOffTheIncrementIsRefused()
{
    QVERIFY(refusedBy(Side::Buy, 7, 1) == Rule::VolumeIncrement);
    QVERIFY(!refusedBy(Side::Buy, 10, 1));
}

void TestRiskDesk::aPositionAboveTheLimitIsRefusedWorkingOrdersCounted()
{
    m_accounts->applyFill(0, 0, Side::Buy, 4, price("100"));
    m_accounts->addWorking(0, 0, Side::Buy, 6, 1);
    QVERIFY(!refusedBy(Side::Buy, 5));
    QVERIFY(refusedBy(Side::Buy, 6) == Rule::PositionLimit);
    QVERIFY(!refusedBy(Side::Sell, 10)); // 4 - 10: nowhere near
}

void TestRiskDesk::whatReducesAPositionAboveTheLimitPasses()
{
    m_accounts->applyFill(0, 0, Side::Buy, 20, price("100"));
    QVERIFY(!refusedBy(Side::Sell, 10));
    QVERIFY(refusedBy(Side::Buy, 1) == Rule::PositionLimit);
}

void TestRiskDesk::anOrderBeyondTheAvailableCashIsRefused()
{
    m_accounts->applyFill(0, 1, Side::Buy, 10, price("100")); // takes 30,000 of 60,000
    QVERIFY(!refusedBy(Side::Buy, 10));
    m_last = price("99"); // 500 lost
    QVERIFY(refusedBy(Side::Buy, 10) == Rule::Margin);
    QVERIFY(!refusedBy(Side::Buy, 9));
    QVERIFY(!refusedBy(Side::Sell, 10, 1)); // closes: needs nothing
}

void TestRiskDesk::aDisabledAccountIsRefused()
{
    m_accounts->setStatus(0, AccountStatus::Disabled);
    QVERIFY(refusedBy(Side::Buy, 1) == Rule::AccountStatus);
}

void TestRiskDesk::atTheLossLimitOnlyReducingOrdersPass()
{
    const PriceSource prices = [this](MarketIndex) { return MarketPrices{m_last, m_last, m_last, {}}; };
    m_accounts->applyFill(0, 0, Side::Buy, 2, price("100"));
    m_accounts->checkLossLimit(0, prices);
    QVERIFY(m_accounts->account(0).status == AccountStatus::Ok);
    m_last = price("90"); // 1,000 lost
    m_accounts->checkLossLimit(0, prices);
    QVERIFY(m_accounts->account(0).status == AccountStatus::LossLimitExceeded);
    QVERIFY(refusedBy(Side::Buy, 1) == Rule::LossLimit);
    QVERIFY(refusedBy(Side::Sell, 3) == Rule::LossLimit); // would flip
    QVERIFY(!refusedBy(Side::Sell, 2));
    m_last = price("95");
    m_accounts->checkLossLimit(0, prices);
    QVERIFY(!refusedBy(Side::Buy, 1));
}

void TestRiskDesk::everyRefusalNamesTheValueAndTheLimit()
{
    const auto text = QString::fromStdString(m_risk->check(0, 0, Side::Buy, 11, 11)->text);
    QVERIFY2(text.contains(QStringLiteral("11")) && text.contains(QStringLiteral("10 lots")), qPrintable(text));
}

QTEST_APPLESS_MAIN(TestRiskDesk)
#include "test_risk_desk.moc"
