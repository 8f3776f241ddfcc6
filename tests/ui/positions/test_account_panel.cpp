// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/orders/panel_shots.h"
#include "tests/ui/orders/trading_scene.h"
#include "ui/common/table_view.h"
#include "ui/positions/account_panel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace depthdeck;
using namespace depthdeck::test;
using FailureMode = QAbstractItemModelTester::FailureReportingMode;

namespace {

struct Bench : TradingScene
{
    ui::AccountPanel panel{accounts, theme};
    ui::TableView *accountTable = named("Accounts");
    ui::TableView *figureTable = named("Account figures");
    QAbstractItemModelTester accountTester{accountTable->model(), FailureMode::QtTest};
    QAbstractItemModelTester figureTester{figureTable->model(), FailureMode::QtTest};

    [[nodiscard]] ui::TableView *named(const char *name)
    {
        for (auto *table : panel.findChildren<ui::TableView *>())
            if (table->accessibleName() == QLatin1StringView{name})
                return table;
        return nullptr;
    }
    [[nodiscard]] QString figure(const char *name) const
    {
        const QAbstractItemModel &model = *figureTable->model();
        for (int row = 0; row < model.rowCount(); ++row)
            if (model.index(row, 0).data().toString() == QLatin1StringView{name})
                return model.index(row, 1).data().toString();
        return QStringLiteral("(no such row)");
    }
    /// What the table "Limits" says of one: used, and its share.
    [[nodiscard]] QString limit(const char *name, int column = 1)
    {
        const QAbstractItemModel &model = *named("Limits")->model();
        for (int row = 0; row < model.rowCount(); ++row)
            if (model.index(row, 0).data().toString() == QLatin1StringView{name})
                return model.index(row, column).data().toString();
        return QStringLiteral("(no such row)");
    }
    void showPanel()
    {
        panel.refresh();
        panel.resize(420, 320);
        panel.show();
        QTEST_ASSERT(QTest::qWaitForWindowExposed(&panel));
    }
};

} // namespace

class TestAccountPanel : public QObject
{
    Q_OBJECT

private slots:
    void figuresReadAsTheServerTold();
    void withoutAnAccountThePanelSaysWhatBelongsThere();
    void aFigureThatWasNotToldReadsAsADash();
    void oneChangedFigureIsOneChangedRow();
    void aBlockedAccountSaysSoInWords();
    void unconfirmedFiguresSaySo();
    void severalAccountsStandInATableToChooseFrom();
    void theBoardShowsEachAccountsMoneyAndWarnings();
    void limitsSayHowMuchOfThemIsUsed();
    void aLimitThatIsNearSaysSo();
    void ownLimitsStandBesideTheServers();
    void everyToldRuleIsListed();
    void currencyRatesAreListed();
    void looksRightAtEveryScale();
};

void TestAccountPanel::figuresReadAsTheServerTold()
{
    Bench bench;
    bench.logIn();
    bench.showPanel();
    QVERIFY(!bench.accountTable->isVisible());
    QCOMPARE(bench.figure("Account"), QStringLiteral("SIM-10421"));
    QCOMPARE(bench.figure("Balance"), QStringLiteral("200,000.00"));
    QCOMPARE(bench.figure("Available cash"), QStringLiteral("188,400.00"));
    QCOMPARE(bench.figure("Realised"), QStringLiteral("▲ +1,442.50"));
    QCOMPARE(bench.figure("Open, last trade"), QStringLiteral("▲ +1,502.50"));
    QCOMPARE(bench.figure("Open, best price"), QStringLiteral("▲ +1,490.00"));
    QCOMPARE(bench.figure("Margin"), QStringLiteral("11,600.00"));
    QCOMPARE(bench.figure("Working orders"), QStringLiteral("4"));
    QCOMPARE(bench.figure("Largest order"), QStringLiteral("20"));
    QCOMPARE(bench.figure("Largest position"), QStringLiteral("50"));
    QCOMPARE(bench.figure("Loss limit"), QStringLiteral("25,000.00"));
    QCOMPARE(bench.panel.headerSubject(), QStringLiteral("SIM-10421"));
}

void TestAccountPanel::withoutAnAccountThePanelSaysWhatBelongsThere()
{
    Bench bench;
    bench.showPanel();
    QCOMPARE(bench.figureTable->model()->rowCount(), 0);
    QVERIFY(!bench.figureTable->emptyText().isEmpty());
    bench.logIn();
    bench.panel.refresh();
    QVERIFY(bench.figureTable->model()->rowCount() > 0);
}

void TestAccountPanel::aFigureThatWasNotToldReadsAsADash()
{
    Bench bench;
    t4proto::v1::auth::LoginResponse login;
    login.add_accounts()->set_account_id("acc-9");
    bench.accounts.applyLogin(login);
    bench.accounts.setConfirmed(true);
    bench.showPanel();
    QCOMPARE(bench.figure("Balance"), QStringLiteral("–"));
    QCOMPARE(bench.figure("Largest order"), QStringLiteral("–"));
}

void TestAccountPanel::oneChangedFigureIsOneChangedRow()
{
    Bench bench;
    bench.logIn();
    bench.showPanel();
    QSignalSpy changes{bench.figureTable->model(), &QAbstractItemModel::dataChanged};
    t4proto::v1::account::AccountProfit profit;
    profit.set_account_id("acc-1");
    profit.set_upl_trade(-20);
    bench.accounts.applyProfit(profit);
    bench.panel.refresh();
    QCOMPARE(changes.size(), 1);
    QCOMPARE(bench.figure("Open, last trade"), QStringLiteral("▼ −20.00"));
}

void TestAccountPanel::aBlockedAccountSaysSoInWords()
{
    Bench bench;
    bench.logIn();
    bench.snapshotAccount(bench.account, t4proto::v1::common::ACCOUNT_STATUS_BLOCKED);
    bench.showPanel();
    QVERIFY(bench.figure("Status").contains(QStringLiteral("locked")));
}

void TestAccountPanel::unconfirmedFiguresSaySo()
{
    Bench bench;
    bench.logIn();
    bench.accounts.setConfirmed(false);
    bench.showPanel();
    QVERIFY(bench.figure("Status").contains(QStringLiteral("unconfirmed")));
    QCOMPARE(bench.figure("Balance"), QStringLiteral("200,000.00"));
    QCOMPARE(bench.panel.headerHint(), QStringLiteral("Unconfirmed"));
}

void TestAccountPanel::severalAccountsStandInATableToChooseFrom()
{
    Bench bench;
    bench.logIn({"acc-1", "acc-2"});
    bench.showPanel();
    QVERIFY(bench.accountTable->isVisible());
    QCOMPARE(bench.accountTable->model()->rowCount(), 2);
    QTest::mouseClick(bench.accountTable->viewport(), Qt::LeftButton, {},
                      bench.accountTable->visualRect(bench.accountTable->model()->index(1, 0)).center());
    QCOMPARE(bench.figure("Account"), QStringLiteral("SIM-acc-2"));
    bench.panel.setAccount(AccountId{"acc-1"});
    QCOMPARE(bench.figure("Account"), QStringLiteral("SIM-10421"));
}

void TestAccountPanel::theBoardShowsEachAccountsMoneyAndWarnings()
{
    using Accounts = ui::AccountsModel;
    Bench bench;
    bench.logIn({"acc-1", "acc-2"});
    t4proto::v1::account::AccountProfit profit;
    profit.set_account_id("acc-2");
    profit.set_day_rpl(100);
    profit.set_day_upl_trade(-350);
    profit.set_is_alerting_live_margin(true);
    profit.set_total_working_volume(12);
    bench.accounts.applyProfit(profit);
    bench.snapshotAccount(AccountId{"acc-1"}, t4proto::v1::common::ACCOUNT_STATUS_LOSS_LIMIT_EXCEEDED);
    bench.showPanel();
    const auto cell = [&bench](int row, Accounts::Column column) {
        return bench.accountTable->model()->index(row, column).data().toString();
    };
    QCOMPARE(cell(0, Accounts::Status), QStringLiteral("Loss limit exceeded"));
    QVERIFY(cell(0, Accounts::Warnings).contains(QStringLiteral("Loss limit exceeded")));
    QCOMPARE(cell(1, Accounts::Day), QStringLiteral("▼ −250.00"));
    QCOMPARE(cell(1, Accounts::WorkingVolume), QStringLiteral("12"));
    QCOMPARE(cell(1, Accounts::OwnDay), QStringLiteral("–"));
    QCOMPARE(cell(1, Accounts::Warnings), QStringLiteral("Live margin alert"));
    bench.panel.setAccount(AccountId{"acc-2"});
    QCOMPARE(bench.panel.headerHint(), QStringLiteral("Live margin alert"));
}

void TestAccountPanel::limitsSayHowMuchOfThemIsUsed()
{
    Bench bench;
    bench.logIn();
    auto position = bench.positionOf(bench.es, 10, 0, "6021.75");
    position.set_working_buys(5);
    bench.accounts.applyPosition(position);
    bench.showPanel();
    QCOMPARE(bench.limit("Largest position"), QStringLiteral("15 of 50"));
    QCOMPARE(bench.limit("Largest position", 2), QStringLiteral("30 %"));
    QCOMPARE(bench.limit("Largest order"), QStringLiteral("20 lots an order"));
    QVERIFY(bench.limit("Loss limit").endsWith(QStringLiteral("of 25,000.00")));
    QCOMPARE(bench.limit("Margin bound"), QStringLiteral("11,600.00 of 200,000.00"));
}

void TestAccountPanel::aLimitThatIsNearSaysSo()
{
    Bench bench;
    bench.logIn();
    bench.accounts.applyPosition(bench.positionOf(bench.es, 45, 0, "6021.75"));
    bench.showPanel();
    QCOMPARE(bench.limit("Largest position", 2), QStringLiteral("90 %, near"));
    bench.accounts.applyPosition(bench.positionOf(bench.es, 55, 0, "6021.75"));
    bench.panel.refresh();
    QCOMPARE(bench.limit("Largest position", 2), QStringLiteral("100 %, used up"));
}

void TestAccountPanel::ownLimitsStandBesideTheServers()
{
    Bench bench;
    bench.logIn();
    bench.orders.applyUpdate(bench.workingOrder("A1", bench.es, "6024.25", 2));
    bench.panel.useLimits(bench.limits, bench.orders);
    RiskLimits own;
    own.maxPosition = 4;
    own.maxWorkingOrders = 10;
    QCOMPARE(bench.limits.set(own), PersonalLimits::Answer::Accepted);
    bench.showPanel();
    QCOMPARE(bench.limit("Own largest position"), QStringLiteral("0 of 4"));
    QCOMPARE(bench.limit("Own working orders"), QStringLiteral("1 of 10"));
}

void TestAccountPanel::everyToldRuleIsListed()
{
    Bench bench;
    bench.logIn();
    t4proto::v1::account::AccountDetails details;
    details.set_account_id("acc-1");
    details.set_enabled(t4proto::v1::common::ACCOUNT_ENABLED_ENABLED);
    details.set_order_routing(true);
    details.set_margin_pc(80);
    details.set_day_loss_limit(5'000);
    details.set_price_banding(12);
    details.set_firm("CTS");
    details.set_active_time_start("07:00");
    details.set_use_pl_for_margin(true);
    details.set_risk_details("Day trading only");
    bench.accounts.applyDetails(details);
    bench.showPanel();
    QCOMPARE(bench.figure("Trading"), QStringLiteral("Enabled"));
    QCOMPARE(bench.figure("Margin, percent"), QStringLiteral("80 %"));
    QCOMPARE(bench.figure("Day loss limit"), QStringLiteral("5,000.00"));
    QCOMPARE(bench.figure("Price banding"), QStringLiteral("12"));
    QCOMPARE(bench.figure("Firm"), QStringLiteral("CTS"));
    QCOMPARE(bench.figure("Active from"), QStringLiteral("07:00"));
    QCOMPARE(bench.figure("P&L counts for margin"), QStringLiteral("Yes"));
    QCOMPARE(bench.figure("Risk details"), QStringLiteral("Day trading only"));
}

void TestAccountPanel::currencyRatesAreListed()
{
    Bench bench;
    bench.logIn();
    bench.showPanel();
    QVERIFY(!bench.named("Currency rates")->isVisible());
    t4proto::v1::account::AccountCurrency euro;
    euro.set_currency("EUR");
    euro.set_rate(1.0825);
    euro.set_import_factor(1);
    bench.accounts.applyCurrency(euro);
    bench.panel.refresh();
    auto *rates = bench.named("Currency rates");
    QVERIFY(rates->isVisible());
    QCOMPARE(rates->model()->index(0, ui::CurrencyModel::Currency).data().toString(), QStringLiteral("EUR"));
    QCOMPARE(rates->model()->index(0, ui::CurrencyModel::Rate).data().toString(), QStringLiteral("1.082500"));
}

void TestAccountPanel::looksRightAtEveryScale()
{
    for (const Look &look : looks()) {
        Bench bench;
        look.apply(bench.theme);
        bench.logIn({"acc-1", "acc-2"});
        auto position = bench.positionOf(bench.es, 42, 0, "6021.75");
        bench.accounts.applyPosition(position);
        t4proto::v1::account::AccountCurrency euro;
        euro.set_currency("EUR");
        euro.set_rate(1.0825);
        bench.accounts.applyCurrency(euro);
        t4proto::v1::account::AccountProfit profit;
        profit.set_account_id("acc-2");
        profit.set_is_alerting_live_margin(true);
        bench.accounts.applyProfit(profit);
        bench.showPanel();
        QVERIFY(look.save(bench.panel, QSize{1080, 300}, "account"));
    }
}

QTEST_MAIN(TestAccountPanel)
#include "test_account_panel.moc"
