// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/account_store.h"
#include "tests/unit/trading/order_messages.h"

#include <t4/v1/account/account.pb.h>
#include <t4/v1/auth/auth.pb.h>

#include <QSignalSpy>
#include <QTest>

using namespace depthdeck;
using namespace depthdeck::test;

namespace wire = t4proto::v1::account;

namespace {

wire::AccountPosition positionMessage(int buys, int sells, const std::string &market = "M1")
{
    wire::AccountPosition message;
    message.set_account_id("A1");
    message.set_exchange_id("X");
    message.set_contract_id("C");
    message.set_market_id(market);
    message.set_buys(buys);
    message.set_sells(sells);
    message.set_rpl(7);
    message.mutable_average_open_price()->set_value("100.125");
    return message;
}

wire::AccountPositionProfit profitMessage(const std::string &market = "M1")
{
    wire::AccountPositionProfit message;
    message.set_account_id("A1");
    message.set_market_id(market);
    message.set_has_data(true);
    return message;
}

t4proto::v1::auth::LoginResponse login(const std::vector<std::string> &ids)
{
    t4proto::v1::auth::LoginResponse message;
    for (const std::string &id : ids) {
        auto &account = *message.add_accounts();
        account.set_account_id(id);
        account.set_account_number("N" + id);
    }
    return message;
}

} // namespace

class TestAccountStore : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_store = std::make_unique<AccountStore>(); }

    void theLoginListsTheAccounts();
    void anotherLoginForgetsAccountsAndPositionsOfTheFirst();
    void detailsAndUpdateReplace();
    void aLimitOfZeroWasNotTold();
    void absentProfitFieldsStay();
    void currenciesAreReplacedByName();
    void aPositionKeepsItsProfit();
    void profitBeforeThePositionMakesAShell();
    void theServersNetIsTrusted();
    void aFillMovesTheServersNetOn_data();
    void aFillMovesTheServersNetOn();
    void aProfitThatComesFirstTeachesNoWrongRule();
    void anAbsurdNetIsIgnored();
    void anAverageThatDoesNotParseAppliesNothing();
    void aSnapshotReplacesThePositionsOfItsAccount();
    void aSnapshotSubscribesTheAccountAndABreakEndsThat();
    void profitOfAnEarlierConnectionDoesNotOutliveTheSnapshot();
    void whatChangesNothingEmitsNothing();

private:
    [[nodiscard]] const Account &account() const { return *m_store->account(AccountId{"A1"}); }
    [[nodiscard]] const Position &position() const { return *m_store->position(AccountId{"A1"}, MarketId{"M1"}); }

    std::unique_ptr<AccountStore> m_store;
};

void TestAccountStore::theLoginListsTheAccounts()
{
    QSignalSpy changed{m_store.get(), &AccountStore::accountsChanged};
    m_store->applyLogin(login({"A1", "A2", "A1", ""}));
    QCOMPARE(m_store->accounts().size(), std::size_t{2});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(account().label(), std::string{"NA1"});
    QVERIFY(!account().subscribed);
}

void TestAccountStore::anotherLoginForgetsAccountsAndPositionsOfTheFirst()
{
    m_store->applyLogin(login({"A1", "A2"}));
    m_store->applyPosition(positionMessage(1, 0));
    QSignalSpy reset{m_store.get(), &AccountStore::positionsReset};
    m_store->applyLogin(login({"A2"}));
    QVERIFY(m_store->account(AccountId{"A1"}) == nullptr);
    QVERIFY(m_store->account(AccountId{"A2"}) != nullptr);
    QVERIFY(m_store->positions().empty());
    QCOMPARE(reset.size(), 1);
}

void TestAccountStore::detailsAndUpdateReplace()
{
    wire::AccountDetails details;
    details.set_account_id("A1");
    details.set_display_name("Mine");
    details.set_max_clip_size(10);
    details.set_order_routing(true);
    details.set_loss_limit(500);
    m_store->applyDetails(details);
    QCOMPARE(account().label(), std::string{"Mine"});
    QCOMPARE(account().maxClipSize, 10);
    QCOMPARE(account().lossLimit, std::optional{500.0});
    wire::AccountUpdate update;
    update.set_account_id("A1");
    update.set_status(t4proto::v1::common::ACCOUNT_STATUS_OK);
    update.set_balance(0);
    update.set_rpl(12);
    m_store->applyUpdate(update);
    QCOMPARE(account().status, AccountStatus::Ok);
    QCOMPARE(account().balance, std::optional{0.0});
    QCOMPARE(account().realised, std::optional{12.0});
    details.clear_display_name();
    details.clear_max_clip_size();
    m_store->applyDetails(details);
    QCOMPARE(account().maxClipSize, 0);
    QCOMPARE(account().label(), std::string{"A1"});
}

void TestAccountStore::aLimitOfZeroWasNotTold()
{
    wire::AccountDetails details;
    details.set_account_id("A1");
    m_store->applyDetails(details);
    QVERIFY(!account().lossLimit);
    QVERIFY(!account().minBalance);
}

void TestAccountStore::absentProfitFieldsStay()
{
    wire::AccountProfit profit;
    profit.set_account_id("A1");
    profit.set_rpl(5);
    profit.set_upl_trade(6);
    profit.set_available_cash(7);
    profit.set_total_working_orders(2);
    profit.set_is_alerting_live_margin(true);
    m_store->applyProfit(profit);
    wire::AccountProfit next;
    next.set_account_id("A1");
    next.set_rpl(0);
    m_store->applyProfit(next);
    QCOMPARE(account().realised, std::optional{0.0});
    QCOMPARE(account().unrealisedTrade, std::optional{6.0});
    QVERIFY(!account().unrealised);
    QCOMPARE(account().availableCash, std::optional{7.0});
    QCOMPARE(account().workingOrders, std::optional{2});
    QVERIFY(account().marginAlert);
    wire::AccountUpdate update; // its own rpl no longer counts
    update.set_account_id("A1");
    update.set_rpl(99);
    m_store->applyUpdate(update);
    QCOMPARE(account().realised, std::optional{0.0});
}

void TestAccountStore::currenciesAreReplacedByName()
{
    QSignalSpy changed{m_store.get(), &AccountStore::currenciesChanged};
    wire::AccountCurrency euro;
    euro.set_currency("EUR");
    euro.set_rate(1.1);
    m_store->applyCurrency(euro);
    m_store->applyCurrency(euro);
    euro.set_rate(1.2);
    m_store->applyCurrency(euro);
    QCOMPARE(changed.size(), 2);
    QCOMPARE(m_store->currencies().at("EUR").rate, 1.2);
}

void TestAccountStore::aPositionKeepsItsProfit()
{
    m_store->applyPosition(positionMessage(2, 0));
    QCOMPARE(position().realised, std::optional{7.0});
    auto profit = profitMessage();
    profit.set_upl_trade(55);
    profit.set_rpl(3);
    m_store->applyPositionProfit(profit);
    m_store->applyPosition(positionMessage(3, 0));
    QCOMPARE(position().unrealisedTrade, std::optional{55.0});
    QCOMPARE(position().realised, std::optional{3.0});
    QVERIFY(position().profitKnown);
    QCOMPARE(position().net().contracts, 3);
    QVERIFY(position().averageOpen == price("100.125"));
}

void TestAccountStore::profitBeforeThePositionMakesAShell()
{
    auto profit = profitMessage();
    profit.set_net(4);
    profit.set_upl(9);
    QSignalSpy changed{m_store.get(), &AccountStore::positionChanged};
    m_store->applyPositionProfit(profit);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(position().net().contracts, 4);
    m_store->applyPosition(positionMessage(4, 0));
    QCOMPARE(m_store->positions().size(), std::size_t{1});
    QCOMPARE(position().unrealised, std::optional{9.0});
    QCOMPARE(position().market.contract, ContractId{"C"});
}

void TestAccountStore::theServersNetIsTrusted()
{
    m_store->applyPosition(positionMessage(4, 1));
    QCOMPARE(position().net().contracts, 3);
    auto profit = profitMessage();
    profit.set_net(-2);
    m_store->applyPositionProfit(profit);
    QCOMPARE(position().net().contracts, -2);
}

void TestAccountStore::aFillMovesTheServersNetOn_data()
{
    QTest::addColumn<int>("overnight");
    QTest::addColumn<bool>("profitFirst");
    QTest::addColumn<int>("net");
    QTest::newRow("net is buys - sells, position told first") << 0 << false << 3;
    QTest::newRow("net is buys - sells, profit told first") << 0 << true << 3;
    QTest::newRow("net adds the overnight position, position told first") << 5 << false << 8;
    QTest::newRow("net adds the overnight position, profit told first") << 5 << true << 8;
}

void TestAccountStore::aFillMovesTheServersNetOn()
{
    QFETCH(int, overnight);
    QFETCH(bool, profitFirst);
    QFETCH(int, net);
    auto told = positionMessage(2, 0);
    told.set_overnight_position(overnight);
    m_store->applyPosition(told);
    auto profit = profitMessage();
    profit.set_net(2 + overnight);
    m_store->applyPositionProfit(profit);

    told.set_buys(3);
    profit.set_net(3 + overnight);
    if (profitFirst)
        m_store->applyPositionProfit(profit);
    m_store->applyPosition(told);
    QCOMPARE(position().net().contracts, net);
    m_store->applyPositionProfit(profit);
    QCOMPARE(position().net().contracts, net);
}

/// Buys hold the lots carried over, two more are bought, and the profit tells of them first.
void TestAccountStore::aProfitThatComesFirstTeachesNoWrongRule()
{
    auto told = positionMessage(2, 0);
    told.set_overnight_position(2);
    m_store->applyPosition(told);
    auto profit = profitMessage();
    profit.set_net(2);
    m_store->applyPositionProfit(profit);
    m_store->applyPositionProfit(profit);
    profit.set_net(4);
    m_store->applyPositionProfit(profit);
    told.set_buys(4);
    m_store->applyPosition(told);
    QCOMPARE(position().net().contracts, 4);
    told.set_sells(4);
    m_store->applyPosition(told);
    QCOMPARE(position().net().contracts, 0);
}

void TestAccountStore::anAbsurdNetIsIgnored()
{
    m_store->applyPosition(positionMessage(1, 0));
    auto profit = profitMessage();
    profit.set_net(std::numeric_limits<double>::quiet_NaN());
    m_store->applyPositionProfit(profit);
    profit.set_net(1e300);
    m_store->applyPositionProfit(profit);
    QCOMPARE(position().net().contracts, 1);
}

void TestAccountStore::anAverageThatDoesNotParseAppliesNothing()
{
    m_store->applyPosition(positionMessage(1, 0));
    auto bad = positionMessage(9, 0);
    bad.mutable_average_open_price()->set_value("abc");
    QSignalSpy rejected{m_store.get(), &AccountStore::messageRejected};
    m_store->applyPosition(bad);
    QCOMPARE(rejected.size(), 1);
    QCOMPARE(position().buys.contracts, 1);
}

void TestAccountStore::aSnapshotReplacesThePositionsOfItsAccount()
{
    m_store->applyPosition(positionMessage(1, 0, "M1"));
    m_store->applyPosition(positionMessage(1, 0, "M2"));
    auto other = positionMessage(1, 0, "M2");
    other.set_account_id("A2");
    m_store->applyPosition(other);
    wire::AccountSnapshot snapshot;
    snapshot.set_account_id("A1");
    *snapshot.add_messages()->mutable_account_position() = positionMessage(5, 0, "M1");
    *snapshot.add_messages()->mutable_account_position() = positionMessage(6, 0, "M3");
    snapshot.add_messages();
    QSignalSpy reset{m_store.get(), &AccountStore::positionsReset};
    m_store->applySnapshot(snapshot);
    QCOMPARE(reset.size(), 1);
    QCOMPARE(position().buys.contracts, 5);
    QVERIFY(m_store->position(AccountId{"A1"}, MarketId{"M2"}) == nullptr);
    QVERIFY(m_store->position(AccountId{"A2"}, MarketId{"M2"}) != nullptr);
    QCOMPARE(m_store->position(AccountId{"A1"}, MarketId{"M3"})->buys.contracts, 6);
}

void TestAccountStore::aSnapshotSubscribesTheAccountAndABreakEndsThat()
{
    wire::AccountSnapshot snapshot;
    snapshot.set_account_id("A1");
    snapshot.set_status(t4proto::v1::common::ACCOUNT_STATUS_OK);
    m_store->applySnapshot(snapshot);
    QVERIFY(account().subscribed);
    QCOMPARE(account().status, AccountStatus::Ok);
    m_store->setConfirmed(true);
    QSignalSpy confirmed{m_store.get(), &AccountStore::confirmedChanged};
    m_store->setConfirmed(false);
    QCOMPARE(confirmed.size(), 1);
    QVERIFY(!account().subscribed);
}

void TestAccountStore::profitOfAnEarlierConnectionDoesNotOutliveTheSnapshot()
{
    wire::AccountProfit profit;
    profit.set_account_id("A1");
    profit.set_upl(5);
    m_store->applyProfit(profit);
    auto positionProfit = profitMessage();
    positionProfit.set_net(9);
    m_store->applyPosition(positionMessage(1, 0));
    m_store->applyPositionProfit(positionProfit);
    wire::AccountSnapshot snapshot;
    snapshot.set_account_id("A1");
    *snapshot.add_messages()->mutable_account_position() = positionMessage(1, 0);
    m_store->applySnapshot(snapshot); // of the same connection
    QCOMPARE(account().unrealised, std::optional{5.0});
    QCOMPARE(position().net().contracts, 9);
    m_store->setConfirmed(false);
    QCOMPARE(account().unrealised, std::optional{5.0}); // shown, unconfirmed
    m_store->applySnapshot(snapshot);
    QVERIFY(!account().unrealised);
    QCOMPARE(position().net().contracts, 1);
    QVERIFY(!position().profitKnown);
}

void TestAccountStore::whatChangesNothingEmitsNothing()
{
    m_store->applyPosition(positionMessage(1, 0));
    QSignalSpy positionChanged{m_store.get(), &AccountStore::positionChanged};
    QSignalSpy accountChanged{m_store.get(), &AccountStore::accountChanged};
    m_store->applyPosition(positionMessage(1, 0));
    wire::AccountProfit profit;
    profit.set_account_id("A1");
    m_store->applyProfit(profit);
    QCOMPARE(positionChanged.size(), 0);
    QCOMPARE(accountChanged.size(), 0);
}

QTEST_GUILESS_MAIN(TestAccountStore)
#include "test_account_store.moc"
