// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/orders/panel_shots.h"
#include "tests/ui/orders/trading_scene.h"
#include "ui/common/number_text.h"
#include "ui/flatten/flatten_card.h"
#include "ui/flatten/flatten_panel.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace std::chrono_literals;
namespace wire = t4proto::v1::common;

namespace {

/// Long three ES with one working order, live and armed; the panel over a real desk of flattens.
struct Bench : TradingScene
{
    FlattenDesk flattens{clock, board, accounts, orders, desk};
    ui::FlattenPanel panel{flattens, board, accounts, theme};

    Bench()
    {
        logIn();
        orders.applyUpdate(workingOrder("U1", es, "6020.00", 2));
        tell(3, 0);
        flattens.noteSnapshot(account);
        static_cast<void>(desk.setArmed(true));
        panel.resize(520, 420);
        panel.show();
        QTEST_ASSERT(QTest::qWaitForWindowExposed(&panel));
    }
    void tell(int buys, int sells)
    {
        accounts.applyPosition(positionOf(es, buys, sells, buys == sells ? "" : "6021.75"));
    }
    FlattenDesk::RunId start()
    {
        const auto run = flattens.start(account, es.market, QStringLiteral("Positions"));
        panel.refresh();
        return run.value_or(-1);
    }
    /// The server pulled the working order.
    void pulled()
    {
        auto update = workingOrder("U1", es, "6020.00", 2);
        update.set_status(wire::ORDER_STATUS_FINISHED);
        update.set_change(wire::ORDER_CHANGE_PULL_SUCCESS);
        update.set_working_volume(0);
        update.set_sequence_order(2);
        orders.applyUpdate(update);
    }
    /// The server names the closing order and fills it, or refuses it.
    void answerClosing(bool fills)
    {
        const auto &sent = route.submits.back().orders(0);
        auto update = workingOrder("C1", es, "6020.00", sent.volume(), false);
        update.set_tag(sent.tag());
        if (!fills) {
            update.set_status(wire::ORDER_STATUS_REJECTED);
            update.set_change(wire::ORDER_CHANGE_SUBMISSION_REJECTED);
            update.set_status_detail("Market is halted");
        }
        orders.applyUpdate(update);
        if (fills)
            orders.applyTrade(tradeOf("C1", es, "6024.50", sent.volume(), sent.volume(), 0, 2));
    }
    [[nodiscard]] ui::FlattenCard *card() const { return panel.findChild<ui::FlattenCard *>(); }
    [[nodiscard]] QString texts() const
    {
        QStringList texts;
        for (const auto *label : panel.findChildren<QLabel *>())
            if (label->isVisible())
                texts << label->text();
        return texts.join(u'\n');
    }
    [[nodiscard]] QPushButton *button(const char *name) const
    {
        for (auto *each : panel.findChildren<QPushButton *>())
            if (each->text().startsWith(QLatin1StringView{name}))
                return each;
        return nullptr;
    }
};

} // namespace

class TestFlattenPanel : public QObject
{
    Q_OBJECT

private slots:
    void anEmptyPanelSaysWhatBelongsThere();
    void everyStepIsListedWithItsTime();
    void theWholeWayToFlatIsShown();
    void abortStopsTheRunAndSaysWhatItDoesNotTakeBack();
    void aRefusedClosingOrderCarriesTheServersWords();
    void theEndOfTheSessionIsSaid();
    void finishedRunsAreCleared();
    void aSecondRunStandsAbove();
    void looksRightAtEveryScale();
};

void TestFlattenPanel::anEmptyPanelSaysWhatBelongsThere()
{
    Bench bench;
    QVERIFY(bench.texts().contains(QStringLiteral("No flatten yet")));
    QVERIFY(!bench.button("Clear")->isEnabled());
    QCOMPARE(bench.panel.headerHint(), QString{});
}

void TestFlattenPanel::everyStepIsListedWithItsTime()
{
    Bench bench;
    bench.start();
    QVERIFY(bench.card() != nullptr);
    QVERIFY(bench.card()->accessibleName().contains(QStringLiteral("ESZ6, SIM-10421")));
    const QString texts = bench.texts();
    QVERIFY2(texts.contains(QStringLiteral("Pull what works: 1 pulled")), qPrintable(texts));
    QVERIFY(texts.contains(QStringLiteral("Wait until each of them is over: under way")));
    QVERIFY(texts.contains(QStringLiteral("Verify that the position is flat")));
    QVERIFY(texts.contains(ui::timeText(bench.clock.wallNow())));
    QVERIFY(texts.contains(QStringLiteral("round 1 of at most 3")));
    QCOMPARE(bench.panel.headerHint(), QStringLiteral("1 running"));
}

void TestFlattenPanel::theWholeWayToFlatIsShown()
{
    Bench bench;
    bench.start();
    bench.clock.advance(12ms);
    bench.pulled();
    QTRY_COMPARE(bench.route.submits.size(), 1U);
    bench.panel.refresh();
    QVERIFY2(bench.texts().contains(QStringLiteral("Send the closing order: Sell 3 at the market")),
             qPrintable(bench.texts()));
    QVERIFY(bench.texts().contains(QStringLiteral("Read the net position: +3")));
    bench.answerClosing(true);
    QTest::qWait(1);
    bench.tell(3, 3);
    QTRY_COMPARE(bench.flattens.run(bench.flattens.runs().back())->outcome(), FlattenOutcome::Flat);
    bench.panel.refresh();
    const QString texts = bench.texts();
    QVERIFY2(texts.contains(QStringLiteral("Flat: nothing works here")), qPrintable(texts));
    QVERIFY(texts.contains(QStringLiteral("Net before: +3. Net now: 0. Pulled: 1. Closing order: Sell 3.")));
    QVERIFY(!bench.button("Abort")->isVisible());
    QCOMPARE(bench.panel.headerHint(), QStringLiteral("Flat, verified"));
}

void TestFlattenPanel::abortStopsTheRunAndSaysWhatItDoesNotTakeBack()
{
    Bench bench;
    bench.start();
    QPushButton *abort = bench.button("Abort");
    QVERIFY(abort->isEnabled());
    QVERIFY(abort->toolTip().contains(QStringLiteral("not taken back")));
    QTest::mouseClick(abort, Qt::LeftButton);
    bench.panel.refresh();
    QVERIFY(bench.texts().contains(QStringLiteral("Aborted.")));
    QVERIFY(!abort->isVisible());
    bench.pulled();
    QTest::qWait(5);
    QVERIFY(bench.route.submits.empty());
}

void TestFlattenPanel::aRefusedClosingOrderCarriesTheServersWords()
{
    Bench bench;
    bench.start();
    bench.pulled();
    QTRY_COMPARE(bench.route.submits.size(), 1U);
    bench.answerClosing(false);
    QTRY_VERIFY(!bench.flattens.run(bench.flattens.runs().back())->isRunning());
    bench.panel.refresh();
    QVERIFY2(bench.texts().contains(QStringLiteral("Market is halted")), qPrintable(bench.texts()));
    QVERIFY(bench.texts().contains(QStringLiteral("Not flat")));
    QCOMPARE(bench.panel.headerHint(), QStringLiteral("Not flat"));
}

void TestFlattenPanel::theEndOfTheSessionIsSaid()
{
    Bench bench;
    bench.start();
    bench.desk.setLive(false);
    bench.flattens.tick();
    QTRY_VERIFY(!bench.flattens.run(bench.flattens.runs().back())->isRunning());
    bench.panel.refresh();
    QVERIFY(bench.texts().contains(QStringLiteral("The session ended meanwhile")));
}

void TestFlattenPanel::finishedRunsAreCleared()
{
    Bench bench;
    bench.flattens.abort(bench.start());
    bench.panel.refresh();
    QTest::mouseClick(bench.button("Clear"), Qt::LeftButton);
    QVERIFY(bench.texts().contains(QStringLiteral("No flatten yet")));
    bench.tell(4, 0); // a position that changes does not bring it back
    bench.panel.refresh();
    QVERIFY(bench.texts().contains(QStringLiteral("No flatten yet")));
}

void TestFlattenPanel::aSecondRunStandsAbove()
{
    Bench bench;
    bench.flattens.abort(bench.start());
    bench.clock.advance(1s);
    bench.start();
    QTest::qWait(5);
    const auto cards = bench.panel.findChildren<ui::FlattenCard *>();
    QCOMPARE(cards.size(), 2);
    const auto *newer = cards.at(0)->id() > cards.at(1)->id() ? cards.at(0) : cards.at(1);
    const auto *older = newer == cards.at(0) ? cards.at(1) : cards.at(0);
    QVERIFY(newer->y() < older->y());
}

void TestFlattenPanel::looksRightAtEveryScale()
{
    for (const Look &look : looks()) {
        Bench bench;
        look.apply(bench.theme);
        bench.flattens.abort(bench.start());
        bench.clock.advance(3s);
        bench.start();
        bench.pulled();
        QTRY_COMPARE(bench.route.submits.size(), 1U);
        bench.panel.refresh();
        QVERIFY(look.save(bench.panel, QSize{520, 480}, "flatten"));
    }
}

QTEST_MAIN(TestFlattenPanel)
#include "test_flatten_panel.moc"
