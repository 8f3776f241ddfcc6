// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/account_store.h"
#include "tests/unit/trading/order_messages.h"

#include <t4/v1/account/account.pb.h>

#include <QSignalSpy>
#include <QTest>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace std::chrono_literals;

namespace wire = t4proto::v1::account;

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

/// Gives every field of @p message a value of its own: its number.
void fillIn(Message &message)
{
    const auto &reflection = *message.GetReflection();
    const auto &descriptor = *message.GetDescriptor();
    for (int i = 0; i < descriptor.field_count(); ++i) {
        const FieldDescriptor *field = descriptor.field(i);
        const int number = field->number();
        switch (field->cpp_type()) {
        case FieldDescriptor::CPPTYPE_INT32:
            reflection.SetInt32(&message, field, number);
            break;
        case FieldDescriptor::CPPTYPE_DOUBLE:
            reflection.SetDouble(&message, field, number);
            break;
        case FieldDescriptor::CPPTYPE_BOOL:
            reflection.SetBool(&message, field, true);
            break;
        case FieldDescriptor::CPPTYPE_ENUM:
            reflection.SetEnumValue(&message, field, 2);
            break;
        case FieldDescriptor::CPPTYPE_STRING:
            reflection.SetString(&message, field, field->name() == "account_id" ? "A1" : std::to_string(number));
            break;
        case FieldDescriptor::CPPTYPE_MESSAGE:
            if (field->message_type()->name() == "Price")
                static_cast<common::Price *>(reflection.MutableMessage(&message, field))
                    ->set_value(std::to_string(number));
            else
                static_cast<google::protobuf::Timestamp *>(reflection.MutableMessage(&message, field))
                    ->set_seconds(number);
            break;
        default:
            QFAIL("a kind of field this test does not know");
        }
    }
}

template <typename Wire>
Wire filled()
{
    Wire message;
    fillIn(message);
    return message;
}

WallTime second(int number)
{
    return WallTime{std::chrono::seconds{number}};
}

} // namespace

/// Every figure of the account messages arrives in its own place.
class TestAccountFigures : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_store = std::make_unique<AccountStore>(); }

    void everyRuleOfTheDetails();
    void zeroIsNotTold();
    void everyBalanceOfTheUpdate();
    void everyFigureOfTheProfit();
    void alertsAreKeptApart();
    void everyFigureOfThePosition();
    void everyFigureOfThePositionsProfit();
    void absentFiguresOfAPositionStay();
    void anAverageWithoutEndIsCutOff();
    void aSumOutOfRangeIsNotTold();
    void unknownNumbersSurvive();
    void negativeFiguresSurvive();
    void theDaysProfitPrefersTheDaysFigures();
    void aSnapshotOfTheNextConnectionForgetsTheDaysProfit();

private:
    [[nodiscard]] const Account &account() const { return *m_store->account(AccountId{"A1"}); }
    [[nodiscard]] const Position &position() const { return m_store->positions().at(0); }

    std::unique_ptr<AccountStore> m_store;
};

void TestAccountFigures::everyRuleOfTheDetails()
{
    m_store->applyDetails(filled<wire::AccountDetails>());
    QVERIFY(account().rules.has_value());
    const AccountRules &rules = *account().rules;
    QCOMPARE(account().maxClipSize, 6);
    QCOMPARE(account().maxAccountPosition, 24);
    QCOMPARE(account().minBalance, std::optional{11.0});
    QCOMPARE(account().lossLimit, std::optional{13.0});
    QCOMPARE(account().dayLossLimit, std::optional{25.0});
    QVERIFY(account().orderRouting);
    QCOMPARE(account().label(), std::string{"26"});
    QCOMPARE(rules.enabled, AccountEnabled::BackOfficeOnly);
    QCOMPARE(rules.mode, AccountMode::ByAccount);
    QCOMPARE(rules.marginType, AccountMarginType::FirmOrAccount);
    QVERIFY(rules.deleted && rules.preTradeDisabled && rules.positionRollover && rules.profitRollover);
    QVERIFY(rules.optionsSettlement && rules.useProfitForMargin && rules.usePremiumForMargin);
    QCOMPARE(rules.marginPercent, std::optional{12});
    QCOMPARE(rules.lossLimitPercent, std::optional{14});
    QCOMPARE(rules.overnightMarginPercent, std::optional{15});
    QCOMPARE(rules.dayLossLimitPercent, std::optional{32});
    QCOMPARE(rules.priceBanding, std::optional{31});
    QCOMPARE(rules.wideMarket, std::optional{27});
    QCOMPARE(rules.warnProfit, std::optional{19});
    QCOMPARE(rules.warnLossLimit, std::optional{20});
    QCOMPARE(rules.warnMargin, std::optional{21});
    QCOMPARE(rules.warnMinNetEquity, std::optional{36.0});
    QCOMPARE(rules.firmId, std::string{"10"});
    QCOMPARE(rules.firm, std::string{"22"});
    QCOMPARE(rules.group, std::string{"34"});
    QCOMPARE(rules.activeTimeStart, std::string{"17"});
    QCOMPARE(rules.activeTimeStop, std::string{"18"});
    QCOMPARE(rules.riskDetails, std::string{"30"});
}

void TestAccountFigures::zeroIsNotTold()
{
    wire::AccountDetails details;
    details.set_account_id("A1");
    m_store->applyDetails(details);
    const AccountRules &rules = *account().rules;
    QVERIFY(!rules.marginPercent && !rules.priceBanding && !rules.wideMarket && !rules.warnProfit);
    QVERIFY(!rules.warnMinNetEquity && !rules.dayLossLimitPercent);
    QCOMPARE(rules.enabled, AccountEnabled::Disabled);
    QVERIFY(!account().orderRouting);
}

void TestAccountFigures::everyBalanceOfTheUpdate()
{
    QVERIFY(!m_store->account(AccountId{"A1"}));
    m_store->applyUpdate(filled<wire::AccountUpdate>());
    const AccountBalances &balances = *account().balances;
    QCOMPARE(account().status, AccountStatus::Ok);
    QCOMPARE(account().balance, std::optional{3.0});
    QCOMPARE(account().realised, std::optional{4.0});
    QCOMPARE(account().margin, std::optional{6.0});
    QCOMPARE(account().dayMargin, std::optional{7.0});
    QCOMPARE(account().feesAndCommissions, std::optional{16.0});
    QCOMPARE(balances.overnightUnrealised, 5.0);
    QCOMPARE(balances.fullMargin, 8.0);
    QCOMPARE(balances.baseMargin, 9.0);
    QCOMPARE(balances.alertingMargin, 10.0);
    QCOMPARE(balances.preTradeMargin, 11.0);
    QCOMPARE(balances.marketPremium, 12.0);
    QCOMPARE(balances.premium, 13.0);
    QCOMPARE(balances.longMarketPremium, 14.0);
    QCOMPARE(balances.shortMarketPremium, 15.0);
    QCOMPARE(balances.previousMargin, 17.0);
    QCOMPARE(balances.importedNetLiquidation, 18.0);
    QVERIFY(balances.importedNetLiquidationDate == second(19));
    QCOMPARE(balances.previousImportedNetLiquidation, 20.0);
    QVERIFY(balances.previousImportedNetLiquidationDate == second(21));
    QCOMPARE(balances.filledDelta, 22.0);
    QCOMPARE(balances.workingDelta, 23.0);
    QVERIFY(balances.marginTime == second(24));
    QVERIFY(balances.alertingTime == second(25));
}

void TestAccountFigures::everyFigureOfTheProfit()
{
    m_store->applyProfit(filled<wire::AccountProfit>());
    QVERIFY(account().profitTime == second(2));
    QCOMPARE(account().unrealised, std::optional{3.0});
    QCOMPARE(account().unrealisedTrade, std::optional{4.0});
    QCOMPARE(account().realised, std::optional{5.0});
    QCOMPARE(account().dayUnrealised, std::optional{6.0});
    QCOMPARE(account().dayUnrealisedTrade, std::optional{7.0});
    QCOMPARE(account().dayRealised, std::optional{8.0});
    QCOMPARE(account().warningProfit, std::optional{9});
    QCOMPARE(account().warningLossLimit, std::optional{10});
    QCOMPARE(account().warningMargin, std::optional{11});
    QCOMPARE(account().workingOrders, std::optional{12});
    QCOMPARE(account().workingVolume, std::optional{13});
    QCOMPARE(account().availableCash, std::optional{16.0});
    QVERIFY(account().liveMarginAlert && account().fullMarginAlert && account().marginAlert);
}

void TestAccountFigures::alertsAreKeptApart()
{
    wire::AccountProfit profit;
    profit.set_account_id("A1");
    profit.set_is_alerting_full_margin(true);
    m_store->applyProfit(profit);
    profit.clear_is_alerting_full_margin();
    profit.set_is_alerting_live_margin(false);
    m_store->applyProfit(profit);
    QVERIFY(account().fullMarginAlert && !account().liveMarginAlert && account().marginAlert);
    profit.set_is_alerting_full_margin(false);
    m_store->applyProfit(profit);
    QVERIFY(!account().marginAlert);
}

void TestAccountFigures::everyFigureOfThePosition()
{
    m_store->applyPosition(filled<wire::AccountPosition>());
    const PositionDetail &detail = position().detail;
    QCOMPARE(position().market.market, MarketId{"4"});
    QCOMPARE(position().buys.contracts, 5);
    QCOMPARE(position().sells.contracts, 6);
    QCOMPARE(position().workingBuys.contracts, 7);
    QCOMPARE(position().workingSells.contracts, 8);
    QCOMPARE(position().realised, std::optional{9.0});
    QCOMPARE(position().margin, std::optional{11.0});
    QCOMPARE(position().overnight.contracts, 13);
    QCOMPARE(position().feesAndCommissions, std::optional{18.0});
    QVERIFY(position().averageOpen == price("27"));
    QCOMPARE(position().riskStatus, static_cast<int>(ContractRiskStatus::Alerting));
    QCOMPARE(detail.overnightUnrealised, 10.0);
    QCOMPARE(detail.marketPremium, 12.0);
    QCOMPARE(detail.currencyRate, 14.0);
    QVERIFY(detail.tradeDate == second(15));
    QCOMPARE(detail.premium, 16.0);
    QCOMPARE(detail.totalOpenVolume.contracts, 17);
    QCOMPARE(detail.longMarketPremium, 19.0);
    QCOMPARE(detail.shortMarketPremium, 20.0);
    QCOMPARE(detail.previousPosition.contracts, 21);
    QCOMPARE(detail.previousMargin, 22.0);
    QCOMPARE(detail.previousRealised, 23.0);
    QCOMPARE(detail.previousUnrealised, 24.0);
    QCOMPARE(detail.dayBuys.contracts, 25);
    QCOMPARE(detail.daySells.contracts, 26);
    QVERIFY(detail.totalOpenPrice == price("28"));
    QVERIFY(detail.totalBuyFillPrice == price("29"));
    QVERIFY(detail.totalSellFillPrice == price("30"));
    QVERIFY(detail.dayTotalBuyFillPrice == price("31"));
    QVERIFY(detail.dayTotalSellFillPrice == price("32"));
    QVERIFY(detail.totalOvernightPrice == price("33"));
    QVERIFY(detail.marginTime == second(35));
    QCOMPARE(detail.alertingMargin, 36.0);
    QVERIFY(detail.alertingTime == second(37));
    QCOMPARE(detail.dayMargin, 38.0);
    QCOMPARE(detail.fullMargin, 39.0);
    QCOMPARE(detail.preTradeMargin, 40.0);
}

void TestAccountFigures::everyFigureOfThePositionsProfit()
{
    m_store->applyPositionProfit(filled<wire::AccountPositionProfit>());
    const PositionProfitDetail &detail = position().profitDetail;
    QVERIFY(position().delayed && position().profitKnown && detail.isOptions && detail.isImplied);
    QVERIFY(position().profitTime == second(6));
    QCOMPARE(position().net().contracts, 10);
    QCOMPARE(position().unrealised, std::optional{11.0});
    QCOMPARE(position().unrealisedTrade, std::optional{12.0});
    QCOMPARE(position().realised, std::optional{13.0});
    QCOMPARE(detail.unrealisedUsd, std::optional{14.0});
    QCOMPARE(detail.unrealisedTradeUsd, std::optional{15.0});
    QCOMPARE(detail.realisedUsd, std::optional{16.0});
    QCOMPARE(detail.dayNet, std::optional{17.0});
    QCOMPARE(detail.dayRealised, std::optional{18.0});
    QCOMPARE(detail.dayRealisedUsd, std::optional{19.0});
    QCOMPARE(detail.dayUnrealised, std::optional{20.0});
    QCOMPARE(detail.dayUnrealisedTrade, std::optional{21.0});
    QCOMPARE(detail.dayUnrealisedUsd, std::optional{22.0});
    QCOMPARE(detail.dayUnrealisedTradeUsd, std::optional{23.0});
}

void TestAccountFigures::absentFiguresOfAPositionStay()
{
    m_store->applyPositionProfit(filled<wire::AccountPositionProfit>());
    wire::AccountPositionProfit next;
    next.set_account_id("A1");
    next.set_market_id("4");
    next.set_day_rpl(0);
    m_store->applyPositionProfit(next);
    QCOMPARE(position().profitDetail.dayRealised, std::optional{0.0});
    QCOMPARE(position().profitDetail.dayUnrealisedUsd, std::optional{22.0});
    m_store->applyPosition(filled<wire::AccountPosition>());
    QCOMPARE(position().profitDetail.realisedUsd, std::optional{16.0});
}

void TestAccountFigures::anAverageWithoutEndIsCutOff()
{
    auto message = filled<wire::AccountPosition>();
    message.mutable_average_open_price()->set_value("5954.8333333333333333333333");
    m_store->applyPosition(message);
    QVERIFY(position().averageOpen == price("5954.833333333"));
    QSignalSpy rejected{m_store.get(), &AccountStore::messageRejected};
    for (const char *bad : {"1.23x4567890123", "5954.83333333333333e3", ".", "1.2.3"}) {
        message.mutable_average_open_price()->set_value(bad);
        m_store->applyPosition(message);
    }
    QCOMPARE(rejected.size(), 4);
    QVERIFY(position().averageOpen == price("5954.833333333"));
}

void TestAccountFigures::aSumOutOfRangeIsNotTold()
{
    auto message = filled<wire::AccountPosition>();
    message.mutable_total_buy_fill_price()->set_value("99999999999999");
    message.mutable_total_sell_fill_price()->set_value("rubbish");
    QSignalSpy rejected{m_store.get(), &AccountStore::messageRejected};
    m_store->applyPosition(message);
    QCOMPARE(rejected.size(), 0);
    QVERIFY(!position().detail.totalBuyFillPrice);
    QVERIFY(!position().detail.totalSellFillPrice);
    QCOMPARE(position().buys.contracts, 5);
}

void TestAccountFigures::unknownNumbersSurvive()
{
    auto details = filled<wire::AccountDetails>();
    details.set_mode(static_cast<common::AccountMode>(77));
    m_store->applyDetails(details);
    QCOMPARE(static_cast<int>(account().rules->mode), 77);
    auto update = filled<wire::AccountUpdate>();
    update.set_status(static_cast<common::AccountStatus>(55));
    m_store->applyUpdate(update);
    QVERIFY(!mayTrade(account().status));
    auto told = filled<wire::AccountPosition>();
    told.set_risk_status(static_cast<common::ContractRiskStatus>(44));
    m_store->applyPosition(told);
    QCOMPARE(position().riskStatus, 44);
}

void TestAccountFigures::negativeFiguresSurvive()
{
    auto message = filled<wire::AccountPosition>();
    message.set_overnight_position(-5);
    message.set_rpl(-0.5);
    message.mutable_average_open_price()->set_value("-1.25");
    message.mutable_total_open_price()->set_value("-2.5");
    m_store->applyPosition(message);
    QCOMPARE(position().overnight.contracts, -5);
    QCOMPARE(position().realised, std::optional{-0.5});
    QVERIFY(position().averageOpen == price("-1.25"));
    QVERIFY(position().detail.totalOpenPrice == price("-2.5"));
}

void TestAccountFigures::theDaysProfitPrefersTheDaysFigures()
{
    Account told;
    QVERIFY(!told.dayProfit() && !told.profit());
    told.realised = 5;
    told.unrealised = -100;
    QCOMPARE(told.dayProfit(), std::optional{-95.0});
    told.unrealisedTrade = -10;
    QCOMPARE(told.profit(), std::optional{-5.0});
    told.dayUnrealised = -70;
    QCOMPARE(told.dayProfit(), std::optional{-70.0});
    told.dayRealised = 1;
    told.dayUnrealisedTrade = -2;
    QCOMPARE(told.dayProfit(), std::optional{-1.0});
    QCOMPARE(told.profit(), std::optional{-5.0});
}

void TestAccountFigures::aSnapshotOfTheNextConnectionForgetsTheDaysProfit()
{
    m_store->applyProfit(filled<wire::AccountProfit>());
    m_store->applyPositionProfit(filled<wire::AccountPositionProfit>());
    m_store->setConfirmed(false);
    wire::AccountSnapshot snapshot;
    snapshot.set_account_id("A1");
    *snapshot.add_messages()->mutable_account_position() = filled<wire::AccountPosition>();
    m_store->applySnapshot(snapshot);
    QVERIFY(!account().dayRealised && !account().warningMargin && !account().fullMarginAlert);
    QVERIFY(position().profitDetail == PositionProfitDetail{});
}

QTEST_GUILESS_MAIN(TestAccountFigures)
#include "test_account_figures.moc"
