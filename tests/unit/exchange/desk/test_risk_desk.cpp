// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/risk_desk.h"
#include "tests/unit/exchange/desk/sample_markets.h"

#include <QTest>

#include <functional>

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
    void onlyAnAccountInOrderMayTrade_data();
    void onlyAnAccountInOrderMayTrade();
    void withoutOrderRoutingNothingPasses();
    void aLimitPriceFarThroughTheMarketIsRefused();
    void aMarketOrderInAWideMarketIsRefused();
    void aFlattenNeedsNeitherClipNorMargin();
    void aPlanCountsWhatCameBefore();
    void atTheLossLimitOnlyReducingOrdersPass();
    void everyRefusalNamesTheValueAndTheLimit();

private:
    [[nodiscard]] std::optional<Rule> refusedBy(Side side, std::int32_t volume, MarketIndex market = 0) const
    {
        const auto refusal = m_risk->check(question(side, volume, market));
        return refusal ? std::optional{refusal->rule} : std::nullopt;
    }
    [[nodiscard]] static RiskQuestion question(Side side, std::int32_t volume, MarketIndex market = 0)
    {
        RiskQuestion asked;
        asked.market = market;
        asked.side = side;
        asked.total = volume;
        asked.extra = volume;
        return asked;
    }
    /// A desk whose one account was changed by @p adjust.
    void adjust(const std::function<void(AccountSpec &)> &change);

    MarketSpecs m_markets;
    std::unique_ptr<AccountDesk> m_accounts;
    std::unique_ptr<RiskDesk> m_risk;
    Price m_last = price("100");
    Price m_spread;
    bool m_hasOffer = true;
};

void TestRiskDesk::init()
{
    adjust([](AccountSpec &) {});
}

void TestRiskDesk::adjust(const std::function<void(AccountSpec &)> &change)
{
    m_last = price("100");
    m_spread = Price{};
    m_hasOffer = true;
    m_markets = {test::es(), test::es()};
    m_markets[1].volumeIncrement = Quantity{5};
    AccountSpec spec; // margin 12,000 a lot overnight, 3,000 a lot in the day
    spec.id = AccountId{"A"};
    spec.number = "A";
    spec.balance = Money::fromDollars(60'000);
    spec.limits.maxClipSize = 10;
    spec.limits.maxAccountPosition = 15;
    spec.limits.lossLimit = Money::fromDollars(1'000);
    change(spec);
    m_risk.reset();
    m_accounts = std::make_unique<AccountDesk>(std::vector{spec}, m_markets);
    m_risk = std::make_unique<RiskDesk>(*m_accounts, m_markets, [this](MarketIndex) {
        const auto offer = m_last.plus(m_spread);
        return MarketPrices{m_last, m_hasOffer ? offer : std::nullopt, m_last, {}};
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

void TestRiskDesk::onlyAnAccountInOrderMayTrade_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("passes");
    QTest::newRow("ok") << static_cast<int>(AccountStatus::Ok) << true;
    QTest::newRow("unrestricted") << static_cast<int>(AccountStatus::Unrestricted) << true;
    QTest::newRow("unknown") << static_cast<int>(AccountStatus::Unknown) << false;
    QTest::newRow("blocked") << static_cast<int>(AccountStatus::Blocked) << false;
    QTest::newRow("deleted") << static_cast<int>(AccountStatus::Deleted) << false;
    QTest::newRow("disabled") << static_cast<int>(AccountStatus::Disabled) << false;
    QTest::newRow("outside active time") << static_cast<int>(AccountStatus::OutsideActiveTime) << false;
    QTest::newRow("not accessible") << static_cast<int>(AccountStatus::NotAccessible) << false;
    QTest::newRow("pit") << static_cast<int>(AccountStatus::PitTradeOnly) << false;
}

void TestRiskDesk::onlyAnAccountInOrderMayTrade()
{
    QFETCH(int, status);
    QFETCH(bool, passes);
    m_accounts->setStatus(0, static_cast<AccountStatus>(status));
    QCOMPARE(refusedBy(Side::Buy, 1) == Rule::AccountStatus, !passes);
}

void TestRiskDesk::withoutOrderRoutingNothingPasses()
{
    adjust([](AccountSpec &spec) { spec.orderRouting = false; });
    QVERIFY(refusedBy(Side::Buy, 1) == Rule::OrderRouting);
}

void TestRiskDesk::aLimitPriceFarThroughTheMarketIsRefused()
{
    adjust([](AccountSpec &spec) { spec.limits.priceBanding = 8; });
    RiskQuestion asked = question(Side::Buy, 1);
    asked.limit = 408; // 102: eight ticks above the offer
    QVERIFY(!m_risk->check(asked));
    asked.limit = 409;
    QVERIFY(m_risk->check(asked)->rule == Rule::PriceBanding);
    asked.side = Side::Sell;
    QVERIFY(!m_risk->check(asked)); // far from the market is no danger
    asked.limit = 391;
    QVERIFY(m_risk->check(asked)->rule == Rule::PriceBanding);
}

void TestRiskDesk::aMarketOrderInAWideMarketIsRefused()
{
    adjust([](AccountSpec &spec) { spec.limits.wideMarket = 2; });
    RiskQuestion asked = question(Side::Buy, 1);
    asked.kind = OrderKind::Market;
    asked.isSpreadChecked = true;
    m_spread = price("0.50");
    QVERIFY(!m_risk->check(asked));
    m_spread = price("0.75");
    QVERIFY(m_risk->check(asked)->rule == Rule::WideMarket);
    m_hasOffer = false;
    QVERIFY(m_risk->check(asked)->text.find("one-sided") != std::string::npos);
    asked.isSpreadChecked = false;
    QVERIFY(!m_risk->check(asked));
}

void TestRiskDesk::aFlattenNeedsNeitherClipNorMargin()
{
    m_accounts->applyFill(0, 0, Side::Buy, 20, price("100")); // all the cash is margin, twice the clip
    m_accounts->addWorking(0, 0, Side::Sell, 40, 2);          // exits work already
    RiskQuestion asked = question(Side::Sell, 20);
    QVERIFY(m_risk->check(asked).has_value());
    asked.flattens = true;
    QVERIFY(!m_risk->check(asked));
    m_accounts->setStatus(0, AccountStatus::LossLimitExceeded);
    QVERIFY(!m_risk->check(asked)); // the way out stays open
    m_accounts->setStatus(0, AccountStatus::Blocked);
    QVERIFY(m_risk->check(asked).has_value());
}

void TestRiskDesk::aPlanCountsWhatCameBefore()
{
    RiskPlan plan;
    QVERIFY(!m_risk->check(question(Side::Buy, 8), plan));
    QVERIFY(m_risk->check(question(Side::Buy, 8), plan)->rule == Rule::PositionLimit); // 16 of 15
    QVERIFY(!m_risk->check(question(Side::Buy, 7), plan));
    QVERIFY(m_risk->check(question(Side::Buy, 10, 1), plan)->rule == Rule::Margin); // 45,000 of 60,000 are planned
    QVERIFY(!m_risk->check(question(Side::Buy, 5, 1), plan));
    QVERIFY(!refusedBy(Side::Buy, 8)); // a plan alone changes nothing
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
    const auto text = QString::fromStdString(m_risk->check(question(Side::Buy, 11))->text);
    QVERIFY2(text.contains(QStringLiteral("11")) && text.contains(QStringLiteral("10 lots")), qPrintable(text));
}

QTEST_APPLESS_MAIN(TestRiskDesk)
#include "test_risk_desk.moc"
