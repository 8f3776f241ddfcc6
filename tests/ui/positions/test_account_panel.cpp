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

void TestAccountPanel::looksRightAtEveryScale()
{
    for (const Look &look : looks()) {
        Bench bench;
        look.apply(bench.theme);
        bench.logIn({"acc-1", "acc-2"});
        bench.showPanel();
        QVERIFY(look.save(bench.panel, QSize{560, 400}, "account"));
    }
}

QTEST_MAIN(TestAccountPanel)
#include "test_account_panel.moc"
