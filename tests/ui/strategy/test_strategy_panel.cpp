// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/orders/panel_shots.h"
#include "tests/unit/session/session_scene.h"
#include "ui/common/named_combo.h"
#include "ui/common/table_view.h"
#include "ui/strategy/strategy_panel.h"
#include "ui/strategy/strategy_words.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QPushButton>

using namespace depthdeck;
using namespace depthdeck::test;
using depthdeck::ui::StrategyRequestsModel;
using FailureMode = QAbstractItemModelTester::FailureReportingMode;
namespace common = t4proto::v1::common;
using Sent = ScriptedServer::ClientMessage;

namespace {

/// The application's style keeps the first theme that is applied, so there is one for the whole run.
ui::Theme &sharedTheme()
{
    static auto *const theme = new ui::Theme; // fonts must not outlive the application: never deleted
    return *theme;
}

struct Bench : SessionScene
{
    ui::Theme &theme = sharedTheme();
    ui::StrategyPanel panel{session.strategies(), session.markets(), session.accounts(), theme};
    QAbstractItemModelTester tester{table()->model(), FailureMode::QtTest};
    std::vector<int> searches;
    std::vector<MarketKey> opened;
    const MarketKey far{ExchangeId{"X"}, ContractId{"ES"}, MarketId{"M2"}};

    Bench()
    {
        theme.load(QStringLiteral("dark"));
        theme.setScale(1.0);
        theme.applyToApplication();
        QObject::connect(&panel, &ui::StrategyPanel::marketSearchRequested, &panel,
                         [this](int leg) { searches.push_back(leg); });
        QObject::connect(&panel, &ui::StrategyPanel::marketActivated, &panel,
                         [this](const MarketKey &key) { opened.push_back(key); });
        panel.resize(640, 620);
        panel.show();
        QTEST_ASSERT(QTest::qWaitForWindowExposed(&panel));
    }
    void goLive()
    {
        QTEST_ASSERT(isReadyToTrade());
        panel.refresh();
    }
    void chooseLegs()
    {
        panel.setLegMarket(0, market);
        panel.setLegMarket(1, far);
    }
    /// The server's answer to the newest request.
    void answer(common::UDSStatus status, const std::string &reference, const std::string &words = {})
    {
        ScriptedServer::ServerMessage message;
        auto &response = *message.mutable_create_uds_response();
        response.set_request_id(session.strategies().requests().back().id);
        response.set_uds_status(status);
        response.set_marketref(reference);
        response.set_status_detail(words);
        server.send(message);
    }
    void define(const std::string &id, const std::string &reference)
    {
        ScriptedServer::ServerMessage message;
        auto &details = *message.mutable_market_details();
        details.set_market_id(id);
        details.set_exchange_id("X");
        details.set_contract_id("ES");
        details.set_real_decimals(2);
        details.mutable_min_price_increment()->set_value("0.05");
        details.mutable_point_value()->set_value("50");
        details.set_market_ref(reference);
        server.send(message);
    }
    [[nodiscard]] ui::TableView *table() const { return panel.findChild<ui::TableView *>(); }
    [[nodiscard]] QString state() const
    {
        return table()->model()->index(0, StrategyRequestsModel::State).data().toString();
    }
    /// Waits until the newest request stands so.
    [[nodiscard]] bool reachesState(StrategyState wanted)
    {
        return QTest::qWaitFor([&] {
            session.takeFrame();
            panel.refresh();
            return state() == ui::stateText(wanted);
        });
    }
    template <typename Widget>
    [[nodiscard]] Widget *named(const char *name) const
    {
        for (Widget *widget : panel.findChildren<Widget *>())
            if (widget->accessibleName() == QLatin1StringView{name})
                return widget;
        return nullptr;
    }
    [[nodiscard]] QPushButton *button(const char *text) const
    {
        for (auto *each : panel.findChildren<QPushButton *>())
            if (each->text() == QLatin1StringView{text})
                return each;
        return nullptr;
    }
    [[nodiscard]] QString reasons() const { return named<QLabel>("Why it cannot be created")->text(); }
};

} // namespace

class TestStrategyPanel : public QObject
{
    Q_OBJECT

private slots:
    void legsWithoutAMarketCannotBeSent();
    void aLegAsksForItsMarket();
    void withoutASessionNothingCanBeCreated();
    void legsAreAddedAndRemoved();
    void theSameMarketTwiceCannotBeSent();
    void createAsksOnceForWhatIsShown();
    void coveredStrategiesCarryHedgePriceAndDelta();
    void theMarketThatWasFoundIsOpened();
    void aRefusalCarriesTheExchangesWords();
    void aSearchIsStoppedByHand();
    void looksRightAtEveryScale();
};

void TestStrategyPanel::legsWithoutAMarketCannotBeSent()
{
    Bench bench;
    bench.goLive();
    QVERIFY(!bench.button("Create strategy")->isEnabled());
    QVERIFY(bench.reasons().contains(QStringLiteral("Leg 1 has no market yet.")));
    QVERIFY(bench.reasons().contains(QStringLiteral("Leg 2 has no market yet.")));
    bench.panel.setLegMarket(0, bench.market);
    QVERIFY(!bench.reasons().contains(QStringLiteral("Leg 1")));
    bench.panel.setLegMarket(7, bench.far); // no such leg
    QVERIFY(bench.reasons().contains(QStringLiteral("Leg 2")));
}

void TestStrategyPanel::aLegAsksForItsMarket()
{
    Bench bench;
    QTest::mouseClick(bench.named<QPushButton>("Leg 2 market"), Qt::LeftButton);
    QCOMPARE(bench.searches, std::vector<int>{1});
    bench.panel.setLegMarket(1, bench.far);
    QCOMPARE(bench.named<QPushButton>("Leg 2 market")->text(), QStringLiteral("M2"));
}

void TestStrategyPanel::withoutASessionNothingCanBeCreated()
{
    Bench bench;
    bench.chooseLegs();
    QVERIFY(!bench.button("Create strategy")->isEnabled());
    QVERIFY2(bench.reasons().contains(QStringLiteral("not live")), qPrintable(bench.reasons()));
    bench.goLive();
    QVERIFY2(bench.button("Create strategy")->isEnabled(), qPrintable(bench.reasons()));
}

void TestStrategyPanel::legsAreAddedAndRemoved()
{
    Bench bench;
    QVERIFY(!bench.button("Remove leg")->isEnabled());
    QTest::mouseClick(bench.button("Add leg"), Qt::LeftButton);
    QCOMPARE(bench.panel.draft().legs.size(), 3U);
    QTRY_VERIFY(bench.named<QLineEdit>("Leg 3 ratio")->isVisible());
    QTest::mouseClick(bench.button("Remove leg"), Qt::LeftButton);
    QCOMPARE(bench.panel.draft().legs.size(), 2U);
    for (int leg = 0; leg < 20; ++leg)
        QTest::mouseClick(bench.button("Add leg"), Qt::LeftButton);
    QCOMPARE(bench.panel.draft().legs.size(), static_cast<std::size_t>(ui::StrategyPanel::maxLegs));
    QVERIFY(!bench.button("Add leg")->isEnabled());
}

void TestStrategyPanel::theSameMarketTwiceCannotBeSent()
{
    Bench bench;
    bench.goLive();
    bench.panel.setLegMarket(0, bench.market);
    bench.panel.setLegMarket(1, bench.market);
    QVERIFY(!bench.button("Create strategy")->isEnabled());
    QVERIFY(bench.reasons().contains(QStringLiteral("once only")));
    auto *ratio = bench.named<QLineEdit>("Leg 1 ratio");
    ratio->setFocus();
    ratio->selectAll();
    QTest::keyClicks(ratio, QStringLiteral("0"));
    QVERIFY2(bench.reasons().startsWith(QStringLiteral("Leg 1:")), qPrintable(bench.reasons()));
}

void TestStrategyPanel::createAsksOnceForWhatIsShown()
{
    Bench bench;
    bench.goLive();
    bench.chooseLegs();
    bench.panel.setStrategyType(common::STRATEGY_TYPE_RATIO_1X2);
    auto *ratio = bench.named<QLineEdit>("Leg 2 ratio");
    ratio->setFocus();
    QTest::keyClick(ratio, Qt::Key_Up);
    QTest::mouseClick(bench.button("Create strategy"), Qt::LeftButton);
    QTRY_COMPARE(bench.server.count(Sent::kCreateUds), 1);
    const StrategyRequest &request = bench.session.strategies().requests().back();
    QCOMPARE(request.draft.strategyType, static_cast<std::int32_t>(common::STRATEGY_TYPE_RATIO_1X2));
    QCOMPARE(request.draft.legs[0].side, Side::Buy);
    QCOMPARE(request.draft.legs[1].side, Side::Sell);
    QCOMPARE(request.draft.legs[1].ratio, Quantity{2});
    QCOMPARE(bench.state(), QStringLiteral("Sent"));
    QVERIFY(!bench.button("Create strategy")->isEnabled());
    QVERIFY(bench.reasons().contains(QStringLiteral("asked for already")));
    QTest::mouseClick(bench.button("Create strategy"), Qt::LeftButton);
    QCOMPARE(bench.session.strategies().requests().size(), 1U);
    bench.named<ui::NamedCombo>("Leg 2 side")->setCurrentIndex(0); // another strategy
    QVERIFY(bench.button("Create strategy")->isEnabled());
}

void TestStrategyPanel::coveredStrategiesCarryHedgePriceAndDelta()
{
    Bench bench;
    bench.goLive();
    bench.chooseLegs();
    QVERIFY(!bench.named<QLineEdit>("Leg 1 hedge price")->isVisible());
    bench.panel.setStrategyType(common::STRATEGY_TYPE_COVERED_STRADDLE);
    auto *price = bench.named<QLineEdit>("Leg 1 hedge price");
    QVERIFY(price->isVisible());
    price->setFocus();
    QTest::keyClicks(price, QStringLiteral("100.25"));
    auto *delta = bench.named<QLineEdit>("Leg 1 delta");
    delta->setFocus();
    QTest::keyClicks(delta, QStringLiteral("-0.5x"));
    QVERIFY(bench.reasons().contains(QStringLiteral("delta")));
    QTest::keyClick(delta, Qt::Key_Backspace);
    const StrategyDraft draft = bench.panel.draft();
    QCOMPARE(draft.legs[0].price, Price::parse("100.25"));
    QCOMPARE(draft.legs[0].delta, Price::parse("-0.5"));
    QVERIFY(!draft.legs[1].price);
    auto *unknown = bench.named<QLineEdit>("Leg 2 hedge price"); // of a market that nobody defined yet
    unknown->setFocus();
    QTest::keyClicks(unknown, QStringLiteral("5"));
    QVERIFY(bench.reasons().contains(QStringLiteral("Leg 2: the prices of its market are not known yet.")));
    unknown->clear();
    QVERIFY2(bench.button("Create strategy")->isEnabled(), qPrintable(bench.reasons()));
}

void TestStrategyPanel::theMarketThatWasFoundIsOpened()
{
    Bench bench;
    bench.goLive();
    bench.chooseLegs();
    QTest::mouseClick(bench.button("Create strategy"), Qt::LeftButton);
    QVERIFY(!bench.button("Open market")->isEnabled());
    bench.answer(common::UDS_STATUS_Success, "REF-7");
    QVERIFY(bench.reachesState(StrategyState::Created));
    bench.define("S7", "REF-7");
    QVERIFY2(bench.reachesState(StrategyState::Found), qPrintable(bench.state()));
    QTest::mouseClick(bench.button("Open market"), Qt::LeftButton);
    QCOMPARE(bench.opened.size(), 1U);
    QCOMPARE(bench.opened[0].market, MarketId{"S7"});
    QCOMPARE(bench.panel.headerHint(), QStringLiteral("Ready to trade"));
}

void TestStrategyPanel::aRefusalCarriesTheExchangesWords()
{
    Bench bench;
    bench.goLive();
    bench.chooseLegs();
    QTest::mouseClick(bench.button("Create strategy"), Qt::LeftButton);
    bench.answer(common::UDS_STATUS_FAILED, {}, "Too many strategies today");
    QVERIFY(bench.reachesState(StrategyState::Failed));
    QCOMPARE(bench.table()->model()->index(0, StrategyRequestsModel::Words).data().toString(),
             QStringLiteral("Too many strategies today"));
    bench.named<ui::NamedCombo>("Leg 2 side")->setCurrentIndex(0);
    bench.named<ui::NamedCombo>("Leg 2 side")->setCurrentIndex(1); // the same again: allowed after a refusal
    QVERIFY2(bench.button("Create strategy")->isEnabled(), qPrintable(bench.reasons()));
}

void TestStrategyPanel::aSearchIsStoppedByHand()
{
    Bench bench;
    bench.goLive();
    bench.chooseLegs();
    QVERIFY(!bench.button("Stop looking")->isEnabled());
    QTest::mouseClick(bench.button("Create strategy"), Qt::LeftButton);
    bench.answer(common::UDS_STATUS_Success, "REF-8");
    QVERIFY(bench.reachesState(StrategyState::Created));
    QVERIFY(bench.button("Stop looking")->isEnabled());
    QTest::mouseClick(bench.button("Stop looking"), Qt::LeftButton);
    bench.panel.refresh();
    QVERIFY(!bench.session.strategies().requests().back().isUnderWay());
    QVERIFY(!bench.button("Stop looking")->isEnabled());
}

void TestStrategyPanel::looksRightAtEveryScale()
{
    for (const Look &look : looks()) {
        Bench bench;
        look.apply(bench.theme);
        bench.goLive();
        bench.chooseLegs();
        QTest::mouseClick(bench.button("Create strategy"), Qt::LeftButton);
        bench.answer(common::UDS_STATUS_FAILED, {}, "Too many strategies today");
        QVERIFY(bench.reachesState(StrategyState::Failed));
        bench.panel.setStrategyType(common::STRATEGY_TYPE_COVERED_STRADDLE);
        QVERIFY(look.save(bench.panel, QSize{640, 560}, "strategy"));
    }
}

QTEST_MAIN(TestStrategyPanel)
#include "test_strategy_panel.moc"
