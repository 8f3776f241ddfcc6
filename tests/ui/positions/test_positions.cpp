// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/orders/panel_shots.h"
#include "tests/ui/orders/trading_scene.h"
#include "ui/common/cell_delegate.h"
#include "ui/common/table_view.h"
#include "ui/positions/own_profits.h"
#include "ui/positions/positions_panel.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace depthdeck;
using namespace depthdeck::test;
using depthdeck::ui::PositionsModel;
using FailureMode = QAbstractItemModelTester::FailureReportingMode;

namespace {

struct Bench : TradingScene
{
    ui::PositionsPanel panel{accounts, board, theme};
    std::vector<std::pair<AccountId, MarketKey>> flattens;
    ui::TableView *table = panel.findChild<ui::TableView *>();
    QAbstractItemModelTester tester{table->model(), FailureMode::QtTest};

    explicit Bench(const std::vector<std::string> &accountIds = {"acc-1"})
    {
        logIn(accountIds);
        QObject::connect(&panel, &ui::PositionsPanel::flattenRequested, &panel,
                         [this](const AccountId &id, const MarketKey &market) { flattens.emplace_back(id, market); });
        accounts.applyPosition(positionOf(es, 3, 0, "6021.75"));
        accounts.applyPositionProfit(profitOf(es, 562.5, 525, 1'250));
        accounts.applyPosition(positionOf(zn, 0, 2, "110.515625"));
        panel.refresh();
        panel.resize(900, 220);
        panel.show();
        QTEST_ASSERT(QTest::qWaitForWindowExposed(&panel));
    }

    [[nodiscard]] QString cell(int row, PositionsModel::Column column) const
    {
        return table->model()->index(row, column).data().toString();
    }
    [[nodiscard]] QPushButton *button(const char *name) const
    {
        for (auto *each : panel.findChildren<QPushButton *>())
            if (each->accessibleName() == QLatin1StringView{name})
                return each;
        return nullptr;
    }
    [[nodiscard]] QPushButton *flatten() const { return button("Flatten"); }
    /// Three bought at 6021.75, as the position says, while the market last traded at 6024.50.
    void fillOwnOrders()
    {
        orders.applyUpdate(workingOrder("A1", es, "6021.75", 3));
        orders.applyTrade(tradeOf("A1", es, "6021.75", 3, 3, 0, 2));
        panel.useOrders(orders);
        calculate();
    }
    void calculate()
    {
        for (int frame = 0; frame <= ui::OwnProfits::framesBetween; ++frame)
            panel.refresh();
    }
    void clickRow(int row, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(table->viewport(), Qt::LeftButton, modifiers,
                          table->visualRect(table->model()->index(row, 0)).center());
    }
};

} // namespace

class TestPositions : public QObject
{
    Q_OBJECT

private slots:
    void cellsReadAsTheServerTold();
    void figuresNotToldReadAsADash();
    void theBestPriceValuationIsInTheToolTip();
    void oneChangedPositionIsOneChangedRow();
    void aMarketOnlyLookedAtHasNoRow();
    void theButtonAsksToFlattenTheChosenPositions();
    void theKeyAsksToFlattenToo();
    void aFlatPositionCannotBeFlattened();
    void unconfirmedFiguresSaySo();
    void totalsAreAbsentWhileAFigureIsMissing();
    void theAccountColumnAppearsWithASecondAccount();
    void aReconnectReadsThePositionsAgain();
    void reverseAndFlattenAllAskToo();
    void ownFiguresStandBesideTheServers();
    void aDifferenceIsAlarmed();
    void otherLotsAreNoAlarm();
    void ownFiguresFollowTheMarketAFewTimesASecond();
    void liquidationIsSaidInWords();
    void theUsualColumnsFitTheDefaultDock();
    void otherColumnsAreChosenByName();
    void looksRightAtEveryScale();
};

void TestPositions::cellsReadAsTheServerTold()
{
    Bench bench;
    auto position = bench.positionOf(bench.es, 3, 0, "6021.75");
    position.set_working_buys(2);
    position.set_working_sells(5);
    bench.accounts.applyPosition(position);
    bench.panel.refresh();
    QCOMPARE(bench.cell(0, PositionsModel::Market), QStringLiteral("ESZ6"));
    QCOMPARE(bench.cell(0, PositionsModel::Net), QStringLiteral("+3"));
    QVERIFY(bench.cell(0, PositionsModel::Average).startsWith(QStringLiteral("6021.75")));
    QCOMPARE(bench.cell(0, PositionsModel::Open), QStringLiteral("▲ +562.50"));
    QCOMPARE(bench.cell(0, PositionsModel::Realised), QStringLiteral("▲ +1,250.00"));
    QCOMPARE(bench.cell(0, PositionsModel::Working), QStringLiteral("2 / 5"));
    QCOMPARE(bench.cell(0, PositionsModel::Margin), QStringLiteral("5,800.00"));
    QCOMPARE(bench.cell(0, PositionsModel::State), QStringLiteral("Confirmed"));
    QCOMPARE(bench.cell(1, PositionsModel::Net), QStringLiteral("−2"));
}

void TestPositions::figuresNotToldReadAsADash()
{
    Bench bench;
    QCOMPARE(bench.cell(1, PositionsModel::Open), QStringLiteral("–"));
    QCOMPARE(bench.cell(1, PositionsModel::Realised), QStringLiteral("–"));
    QCOMPARE(bench.cell(1, PositionsModel::State), QStringLiteral("No figures yet"));
    auto profit = bench.profitOf(bench.zn, 100, 90, 5);
    profit.set_has_data(false);
    bench.accounts.applyPositionProfit(profit);
    bench.panel.refresh();
    QCOMPARE(bench.cell(1, PositionsModel::Open), QStringLiteral("–"));
}

void TestPositions::theBestPriceValuationIsInTheToolTip()
{
    Bench bench;
    const QString tip = bench.table->model()->index(0, PositionsModel::Open).data(Qt::ToolTipRole).toString();
    QVERIFY(tip.contains(QStringLiteral("+525.00")));
}

void TestPositions::oneChangedPositionIsOneChangedRow()
{
    Bench bench;
    QSignalSpy changes{bench.table->model(), &QAbstractItemModel::dataChanged};
    bench.accounts.applyPositionProfit(bench.profitOf(bench.zn, -120, -151, 312.5));
    bench.accounts.applyPositionProfit(bench.profitOf(bench.zn, -125, -156, 312.5));
    QCOMPARE(changes.size(), 0);
    bench.panel.refresh();
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes.at(0).at(0).toModelIndex().row(), 1);
    QCOMPARE(bench.cell(1, PositionsModel::Open), QStringLiteral("▼ −125.00"));
    bench.panel.refresh();
    QCOMPARE(changes.size(), 1);
}

void TestPositions::aMarketOnlyLookedAtHasNoRow()
{
    Bench bench;
    bench.accounts.applyPosition(bench.positionOf(bench.option, 0, 0, ""));
    bench.panel.refresh();
    QCOMPARE(bench.table->model()->rowCount(), 2);
    bench.accounts.applyPosition(bench.positionOf(bench.option, 1, 0, "5"));
    bench.panel.refresh();
    QCOMPARE(bench.table->model()->rowCount(), 3);
}

void TestPositions::theButtonAsksToFlattenTheChosenPositions()
{
    Bench bench;
    QVERIFY(!bench.flatten()->isEnabled());
    bench.clickRow(0);
    bench.clickRow(1, Qt::ControlModifier);
    QTest::mouseClick(bench.flatten(), Qt::LeftButton);
    QCOMPARE(bench.flattens.size(), 2U);
    QCOMPARE(bench.flattens[0].first, bench.account);
    QCOMPARE(bench.flattens[0].second, bench.es);
    QCOMPARE(bench.flattens[1].second, bench.zn);
}

void TestPositions::theKeyAsksToFlattenToo()
{
    Bench bench;
    bench.clickRow(1);
    QTest::keyClick(bench.table, Qt::Key_F);
    QCOMPARE(bench.flattens.size(), 1U);
    QCOMPARE(bench.flattens[0].second, bench.zn);
}

void TestPositions::aFlatPositionCannotBeFlattened()
{
    Bench bench;
    bench.accounts.applyPosition(bench.positionOf(bench.es, 3, 3, ""));
    bench.panel.refresh();
    bench.clickRow(0);
    QVERIFY(!bench.flatten()->isEnabled());
    QTest::keyClick(bench.table, Qt::Key_F);
    QVERIFY(bench.flattens.empty());
    QCOMPARE(bench.cell(0, PositionsModel::Average), QStringLiteral("–"));
}

void TestPositions::unconfirmedFiguresSaySo()
{
    Bench bench;
    bench.accounts.setConfirmed(false);
    bench.panel.refresh();
    QCOMPARE(bench.cell(0, PositionsModel::State), QStringLiteral("Unconfirmed"));
    QCOMPARE(bench.cell(0, PositionsModel::Net), QStringLiteral("+3"));
    QCOMPARE(bench.panel.headerHint(), QStringLiteral("Unconfirmed"));
}

void TestPositions::totalsAreAbsentWhileAFigureIsMissing()
{
    Bench bench;
    const auto *model = static_cast<const PositionsModel *>(bench.table->model());
    QVERIFY(!model->totals().open);
    bench.accounts.applyPositionProfit(bench.profitOf(bench.zn, -125, -156, 312.5));
    bench.panel.refresh();
    QCOMPARE(model->totals().open.value_or(0), 437.5);
    QCOMPARE(model->totals().realised.value_or(0), 1'562.5);
    QCOMPARE(model->totals().positions, 2);
}

void TestPositions::theAccountColumnAppearsWithASecondAccount()
{
    Bench one;
    QVERIFY(one.table->isColumnHidden(PositionsModel::AccountOf));
    Bench two{{"acc-1", "acc-2"}};
    QVERIFY(!two.table->isColumnHidden(PositionsModel::AccountOf));
    two.accounts.applyPosition(two.positionOf(two.es, 1, 0, "6020", "acc-2"));
    two.panel.refresh();
    QCOMPARE(two.cell(2, PositionsModel::AccountOf), QStringLiteral("SIM-acc-2"));
    two.clickRow(2);
    QTest::keyClick(two.table, Qt::Key_F);
    QCOMPARE(two.flattens.size(), 1U);
    QCOMPARE(two.flattens[0].first, AccountId{"acc-2"});
}

void TestPositions::aReconnectReadsThePositionsAgain()
{
    Bench bench;
    bench.snapshotAccount(bench.account); // names no position: all are gone
    bench.panel.refresh();
    QCOMPARE(bench.table->model()->rowCount(), 0);
    bench.accounts.applyPosition(bench.positionOf(bench.zn, 0, 2, "110.5"));
    bench.panel.refresh();
    QCOMPARE(bench.table->model()->rowCount(), 1);
    QCOMPARE(bench.cell(0, PositionsModel::Market), QStringLiteral("ZNZ6"));
}

void TestPositions::reverseAndFlattenAllAskToo()
{
    Bench bench;
    QSignalSpy reversals{&bench.panel, &ui::PositionsPanel::reverseRequested};
    QSignalSpy all{&bench.panel, &ui::PositionsPanel::flattenAllRequested};
    QVERIFY(!bench.button("Reverse")->isEnabled());
    bench.clickRow(0);
    QTest::mouseClick(bench.button("Reverse"), Qt::LeftButton);
    QTest::keyClick(bench.table, Qt::Key_R);
    QCOMPARE(reversals.size(), 1);
    QTest::keyClick(bench.table, Qt::Key_R, Qt::ShiftModifier);
    QCOMPARE(reversals.size(), 2);
    QTest::mouseClick(bench.button("Flatten all"), Qt::LeftButton);
    QTest::keyClick(bench.table, Qt::Key_F, Qt::ShiftModifier);
    QCOMPARE(all.size(), 2);
    QVERIFY(bench.flattens.empty());
}

void TestPositions::ownFiguresStandBesideTheServers()
{
    Bench bench;
    QCOMPARE(bench.cell(0, PositionsModel::OwnOpen), QStringLiteral("–"));
    bench.accounts.applyPositionProfit(bench.profitOf(bench.es, 412.5, 412.5, 0));
    bench.fillOwnOrders();
    QCOMPARE(bench.cell(0, PositionsModel::OwnOpen), QStringLiteral("▲ +412.50"));
    QCOMPARE(bench.cell(0, PositionsModel::Check), QStringLiteral("Agrees"));
    QVERIFY(bench.panel.headerHint() == QStringLiteral("2 open"));
}

void TestPositions::aDifferenceIsAlarmed()
{
    Bench bench;
    bench.accounts.applyPositionProfit(bench.profitOf(bench.es, 9'000, 9'000, 0));
    bench.fillOwnOrders();
    QVERIFY(bench.cell(0, PositionsModel::Check).startsWith(QStringLiteral("Differs")));
    QCOMPARE(bench.table->model()->index(0, PositionsModel::OwnOpen).data(ui::CellColorRole).toInt(),
             static_cast<int>(ui::ColorRole::Warning));
    QVERIFY(bench.table->model()->index(0, PositionsModel::Check).data(ui::CellShapeRole).isValid());
    QVERIFY(bench.panel.headerHint().contains(QStringLiteral("differ")));
    QVERIFY(bench.table->model()
                ->index(0, PositionsModel::Check)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(QStringLiteral("counts")));
    bench.accounts.applyPositionProfit(bench.profitOf(bench.es, 412.5, 412.5, 0));
    bench.calculate();
    QCOMPARE(bench.cell(0, PositionsModel::Check), QStringLiteral("Agrees"));
}

void TestPositions::otherLotsAreNoAlarm()
{
    Bench bench;
    bench.orders.applyUpdate(bench.workingOrder("A1", bench.es, "6021.75", 1));
    bench.orders.applyTrade(bench.tradeOf("A1", bench.es, "6021.75", 1, 1, 0, 2));
    bench.panel.useOrders(bench.orders);
    bench.calculate();
    QCOMPARE(bench.cell(0, PositionsModel::Check), QStringLiteral("Other lots: +1"));
    QVERIFY(!bench.panel.headerHint().contains(QStringLiteral("differ")));
}

void TestPositions::ownFiguresFollowTheMarketAFewTimesASecond()
{
    Bench bench;
    bench.fillOwnOrders();
    QSignalSpy changes{bench.panel.ownProfits(), &ui::OwnProfits::changed};
    for (int frame = 0; frame < 3 * ui::OwnProfits::framesBetween; ++frame) {
        bench.quote(bench.es, frame % 2 == 0 ? "6025.75" : "6025.50", "6026.00");
        bench.panel.refresh();
    }
    QVERIFY2(changes.size() >= 1 && changes.size() <= 3, qPrintable(QString::number(changes.size())));
    bench.quote(bench.es, "6025.75", "6026.00");
    bench.calculate();
    QCOMPARE(bench.cell(0, PositionsModel::OwnOpen), QStringLiteral("▲ +600.00"));
}

void TestPositions::liquidationIsSaidInWords()
{
    Bench bench;
    auto position = bench.positionOf(bench.es, 3, 0, "6021.75");
    position.set_risk_status(t4proto::v1::common::CONTRACT_RISK_STATUS_LIQUIDATION);
    bench.accounts.applyPosition(position);
    bench.panel.refresh();
    QCOMPARE(bench.cell(0, PositionsModel::State), QStringLiteral("Being liquidated"));
    QCOMPARE(bench.cell(0, PositionsModel::Risk), QStringLiteral("Being liquidated"));
}

void TestPositions::theUsualColumnsFitTheDefaultDock()
{
    Bench bench;
    int width = 0;
    for (int column = 0; column < PositionsModel::ColumnCount; ++column)
        if (!bench.table->isColumnHidden(column) && column != PositionsModel::Realised) // the last one stretches
            width += bench.table->columnWidth(column);
    width += bench.theme.scaled(100);
    QVERIFY2(width <= 512, qPrintable(QString::number(width)));
}

void TestPositions::otherColumnsAreChosenByName()
{
    Bench bench;
    bench.panel.setColumns({QStringLiteral("market"), QStringLiteral("fees")});
    QCOMPARE(bench.panel.columns(), QStringList({QStringLiteral("market"), QStringLiteral("fees")}));
    QVERIFY(!bench.table->isColumnHidden(PositionsModel::Fees));
    QVERIFY(bench.table->isColumnHidden(PositionsModel::Net));
}

void TestPositions::looksRightAtEveryScale()
{
    for (const Look &look : looks()) {
        Bench bench;
        look.apply(bench.theme);
        bench.accounts.applyPositionProfit(bench.profitOf(bench.zn, -125, -156, 312.5));
        bench.fillOwnOrders();
        bench.clickRow(0);
        QVERIFY(look.save(bench.panel, QSize{512, 220}, "positions"));
    }
}

QTEST_MAIN(TestPositions)
#include "test_positions.moc"
