// SPDX-License-Identifier: GPL-3.0-or-later

// The program's main job, by its own keys, against the real exchange over real sockets.

#include "app/exchange/embedded_exchange.h"
#include "app/session/flatten_desk.h"
#include "app/session/kill_switch.h"
#include "app/storage/journal/journal_verification.h"
#include "app/trading/order_template.h"
#include "app/trading/personal_limits.h"
#include "ui/guards/alert_bar.h"
#include "ui/guards/kill_key.h"
#include "ui/messages/messages_model.h"
#include "ui/orders/orders_panel.h"
#include "ui/positions/positions_panel.h"
#include "ui/shell/exchange_host.h"
#include "ui/shell/terminal.h"
#include "ui/ticket/ticket_panel.h"
#include "ui/watchlist/watchlist_panel.h"

#include <QApplication>
#include <QDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <sstream>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000;

class TestHost final : public ExchangeHost
{
public:
    TestHost()
    {
        connect(
            &m_exchange, &exchange::EmbeddedExchange::started, this, [this](const QUrl &webSocket, const QUrl &rest) {
                emit ready({u"test"_s, webSocket, rest, Endpoint::Kind::Simulated},
                           UserCredentials{u"SIM"_s, u"trader"_s, Secret{u"trader"_s}, u"test"_s, Secret{u"test"_s}});
            });
        connect(&m_exchange, &exchange::EmbeddedExchange::failed, this, &ExchangeHost::failed);
    }
    void start() override { m_exchange.start({}); }

private:
    exchange::EmbeddedExchange m_exchange;
};

LaunchOptions demoOptions(const QTemporaryDir &folder)
{
    LaunchOptions options;
    options.demo = true;
    options.dataFolder = folder.path();
    options.size = {1600, 1000};
    return options;
}

} // namespace

class TestTerminal : public QObject
{
    Q_OBJECT

private slots:
    void theDemoTradesFromLoginToFlat();
    void closingSavesTheWorkspace();
    void withoutASwitchTheConnectDialogOpens();
    void aServerThatIsNotThereIsToldInTheDialog();
    void anUnreadableWorkspaceIsToldAndNothingOpens();
    void theKillKeyPullsLocksAndSaysSo();
    void whatWasSentIsInTheJournal();
    void aSecondTerminalOnTheSameFolderDoesNotTradeUnrecorded();
    void limitsAndTemplatesOutliveTheProgram();
};

void TestTerminal::theDemoTradesFromLoginToFlat()
{
    QTemporaryDir folder;
    TestHost host;
    Terminal terminal{demoOptions(folder), host};
    QCOMPARE(terminal.open(), QString{});
    QVERIFY(QTest::qWaitForWindowActive(&terminal.window()));
    Session &session = terminal.session();
    PanelSet &panels = terminal.window().panels();
    const auto press = [&terminal](Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(&terminal.window(), key, modifiers);
    };

    QTRY_COMPARE_WITH_TIMEOUT(session.state(), SessionState::Live, patience);
    QVERIFY(!session.desk().isArmed());
    QTRY_VERIFY_WITH_TIMEOUT(panels.watchlists().front()->markets().size() >= 8, patience);
    QTRY_VERIFY(panels.link().market().has_value());
    const MarketKey market = *panels.link().market();
    const auto state = [&] { return session.markets().find(market.market); };
    QTRY_VERIFY_WITH_TIMEOUT(state() && state()->definition && state()->book.bestBid() && state()->book.bestOffer(),
                             patience);

    // Locked: F9 sends nothing.
    press(Qt::Key_F9);
    QVERIFY(session.orders().orders().empty());

    // Armed: one bought through the offer fills, and there is a position.
    press(Qt::Key_L, Qt::ControlModifier);
    QVERIFY(session.desk().isArmed());
    press(Qt::Key_F7);
    panels.ticket().setQuantity(Quantity{1});
    panels.ticket().setLimitPrice(*state()->definition->ticks.stepped(state()->book.bestOffer()->price, 8));
    press(Qt::Key_F9);
    QTRY_COMPARE_WITH_TIMEOUT(session.orders().fills().size(), std::size_t{1}, patience);
    const AccountId account = panels.ticket().account();
    const auto net = [&] {
        const Position *position = session.accounts().position(account, market.market);
        return position != nullptr ? position->net().contracts : 0;
    };
    QTRY_COMPARE_WITH_TIMEOUT(net(), 1, patience);

    // A bid far below works until Shift+Esc pulls it.
    panels.ticket().setLimitPrice(*state()->definition->ticks.stepped(state()->book.bestBid()->price, -60));
    press(Qt::Key_F9);
    QTRY_COMPARE_WITH_TIMEOUT(session.orders().activeOrders().size(), std::size_t{1}, patience);
    QTRY_COMPARE_WITH_TIMEOUT(session.orders().orders().back().state(), OrderState::Working, patience);
    press(Qt::Key_Escape, Qt::ShiftModifier);
    QTRY_VERIFY_WITH_TIMEOUT(session.orders().activeOrders().empty(), patience);

    // Flatten closes it and proves that nothing is left.
    emit panels.positions().flattenRequested(account, market);
    QTRY_VERIFY_WITH_TIMEOUT(!session.flattens().runs().empty() &&
                                 session.flattens().run(session.flattens().runs().back())->outcome() ==
                                     FlattenOutcome::Flat,
                             patience);
    QCOMPARE(net(), 0);
    QTRY_VERIFY_WITH_TIMEOUT(session.status().clickToWire.has_value(), patience);
    const auto *messages = terminal.window().findChild<QTableView *>(u"messages"_s);
    bool told = false;
    for (int row = 0; row < messages->model()->rowCount(); ++row)
        told = told || messages->model()->index(row, MessagesModel::Message).data().toString().startsWith(u"Sold 1 "_s);
    QVERIFY(told);
}

void TestTerminal::closingSavesTheWorkspace()
{
    QTemporaryDir folder;
    TestHost host;
    LaunchOptions options = demoOptions(folder);
    options.demo = false;
    const MarketKey key{ExchangeId{"E"}, ContractId{"C"}, MarketId{"M"}};
    {
        Terminal terminal{options, host};
        QCOMPARE(terminal.open(), QString{});
        terminal.window().panels().watchlists().front()->setMarkets({key});
        terminal.window().close();
    }
    QVERIFY(QFileInfo::exists(folder.filePath(u"workspace.json"_s)));
    {
        Terminal terminal{options, host};
        QCOMPARE(terminal.open(), QString{});
        QCOMPARE(terminal.window().panels().watchlists().front()->markets(), std::vector<MarketKey>{key});
    }
    options.resetLayout = true;
    Terminal terminal{options, host};
    QCOMPARE(terminal.open(), QString{});
    QVERIFY(terminal.window().panels().watchlists().front()->markets().empty());
}

void TestTerminal::withoutASwitchTheConnectDialogOpens()
{
    QTemporaryDir folder;
    TestHost host;
    LaunchOptions options = demoOptions(folder);
    options.demo = false;
    Terminal terminal{options, host};
    QCOMPARE(terminal.open(), QString{});
    auto *dialog = terminal.window().findChild<QDialog *>(u"connect"_s);
    QTRY_VERIFY(dialog->isVisible());
    QCOMPARE(terminal.session().state(), SessionState::Offline);
    QTest::keyClick(dialog, Qt::Key_Return); // the embedded exchange is preselected
    QTRY_COMPARE_WITH_TIMEOUT(terminal.session().state(), SessionState::Live, patience);
    QTRY_VERIFY(!dialog->isVisible());
}

void TestTerminal::aServerThatIsNotThereIsToldInTheDialog()
{
    QTemporaryDir folder;
    TestHost host;
    LaunchOptions options = demoOptions(folder);
    options.demo = false;
    options.server = u"ws://127.0.0.1:1/v1"_s;
    options.rest = u"http://127.0.0.1:1"_s;
    options.firm = u"F"_s;
    options.user = u"U"_s;
    options.appName = u"A"_s;
    options.appLicense = u"L"_s;
    Terminal terminal{options, host}; // without a password the dialog asks for it
    QCOMPARE(terminal.open(), QString{});
    auto *dialog = terminal.window().findChild<QDialog *>(u"connect"_s);
    QTRY_VERIFY(dialog->isVisible());
    for (QLineEdit *field : dialog->findChildren<QLineEdit *>()) {
        if (field->accessibleName() == u"Password")
            QTest::keyClicks(field, u"secret"_s);
    }
    QTest::keyClick(dialog, Qt::Key_Return);
    auto *answer = dialog->findChild<QLabel *>(u"answer"_s);
    QTRY_VERIFY_WITH_TIMEOUT(answer->text().contains(u"127.0.0.1:1/v1"_s), patience);
    QVERIFY(!answer->text().contains(u"secret"_s));
}

void TestTerminal::anUnreadableWorkspaceIsToldAndNothingOpens()
{
    QTemporaryDir folder;
    QFile file{folder.filePath(u"broken.json"_s)};
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("hello");
    file.close();
    TestHost host;
    LaunchOptions options = demoOptions(folder);
    options.workspace = file.fileName();
    Terminal terminal{options, host};
    QVERIFY(terminal.open().contains(u"broken.json"_s));
    QVERIFY(!terminal.window().isVisible());
}

namespace {

/// Waits until the demo is live and its linked market has two sides.
void goLive(Terminal &terminal)
{
    QCOMPARE(terminal.open(), QString{});
    QVERIFY(QTest::qWaitForWindowActive(&terminal.window()));
    QTRY_COMPARE_WITH_TIMEOUT(terminal.session().state(), SessionState::Live, patience);
    PanelSet &panels = terminal.window().panels();
    QTRY_VERIFY_WITH_TIMEOUT(panels.link().market().has_value(), patience);
    const MarketId market = panels.link().market()->market;
    const MarketBoard &board = terminal.session().markets();
    QTRY_VERIFY_WITH_TIMEOUT(board.find(market) && board.find(market)->definition &&
                                 board.find(market)->book.bestBid() && board.find(market)->book.bestOffer(),
                             patience);
}

/// A bid far below the market, through the ticket and its key.
void placeRestingBid(Terminal &terminal)
{
    PanelSet &panels = terminal.window().panels();
    const MarketState *market = terminal.session().markets().find(panels.link().market()->market);
    terminal.session().desk().setArmed(true);
    QTest::keyClick(&terminal.window(), Qt::Key_F7);
    panels.ticket().setLimitPrice(*market->definition->ticks.stepped(market->book.bestBid()->price, -60));
    QTest::keyClick(&terminal.window(), Qt::Key_F9);
    QTRY_VERIFY_WITH_TIMEOUT(!terminal.session().orders().orders().empty() &&
                                 terminal.session().orders().orders().back().state() == OrderState::Working,
                             patience);
}

} // namespace

void TestTerminal::theKillKeyPullsLocksAndSaysSo()
{
    QTemporaryDir folder;
    TestHost host;
    Terminal terminal{demoOptions(folder), host};
    goLive(terminal);
    placeRestingBid(terminal);
    AlertBar &alerts = terminal.window().alerts();
    QTest::keyPress(&terminal.window(), KillKey::key);
    QTRY_VERIFY_WITH_TIMEOUT(terminal.session().killSwitch().isShut(), patience);
    QTest::keyRelease(&terminal.window(), KillKey::key);
    QTRY_VERIFY_WITH_TIMEOUT(terminal.session().orders().activeOrders().empty(), patience);
    QVERIFY(!terminal.session().desk().isArmed());
    QTRY_VERIFY_WITH_TIMEOUT(alerts.text(u"kill"_s).contains(u"None works any more"_s), patience);
    const auto before = terminal.session().orders().orders().size();
    terminal.session().desk().setArmed(true);
    QTest::keyClick(&terminal.window(), Qt::Key_F9);
    QCOMPARE(terminal.session().orders().orders().size(), before);
    emit alerts.chosen(u"kill"_s, 0);
    QVERIFY(!terminal.session().killSwitch().isShut());
    QCOMPARE(alerts.text(u"kill"_s), QString{});
}

void TestTerminal::whatWasSentIsInTheJournal()
{
    QTemporaryDir folder;
    {
        TestHost host;
        Terminal terminal{demoOptions(folder), host};
        goLive(terminal);
        placeRestingBid(terminal);
    }
    std::ostringstream out;
    std::ostringstream errors;
    QCOMPARE(verifyJournalCommand(folder.filePath(u"journal.sqlite"_s), out, errors), 0);
    QCOMPARE(errors.str(), std::string{});
}

void TestTerminal::aSecondTerminalOnTheSameFolderDoesNotTradeUnrecorded()
{
    QTemporaryDir folder;
    TestHost firstHost;
    Terminal first{demoOptions(folder), firstHost};
    goLive(first);
    TestHost secondHost;
    Terminal second{demoOptions(folder), secondHost};
    goLive(second);
    AlertBar &alerts = second.window().alerts();
    QTRY_VERIFY_WITH_TIMEOUT(alerts.text(u"journal"_s).contains(u"Another DepthDeck"_s), patience);
    OrderDesk &desk = second.session().desk();
    QVERIFY(desk.setArmed(true));
    const MarketState *market = second.session().markets().find(second.window().panels().link().market()->market);
    OrderDraft draft;
    draft.account = second.window().panels().ticket().account();
    draft.market = market->key.market;
    draft.limit = market->definition->ticks.stepped(market->book.bestBid()->price, -60);
    QCOMPARE(desk.submit(draft).refusal, DeskRefusal::JournalFailed);
    emit alerts.chosen(u"journal"_s, 1);
    QVERIFY(second.session().tradesWithoutJournal());
    QVERIFY(desk.submit(draft).sent());
    QTRY_VERIFY_WITH_TIMEOUT(!second.session().orders().orders().empty() &&
                                 second.session().orders().orders().back().state() == OrderState::Working,
                             patience);
}

void TestTerminal::limitsAndTemplatesOutliveTheProgram()
{
    QTemporaryDir folder;
    RiskLimits limits;
    limits.maxClip = 3;
    OrderTemplate scalp;
    scalp.name = u"Scalp"_s;
    {
        TestHost host;
        Terminal terminal{demoOptions(folder), host};
        QCOMPARE(terminal.session().limits().set(limits), PersonalLimits::Answer::Accepted);
        QVERIFY(terminal.templates().put(scalp));
    }
    TestHost host;
    Terminal terminal{demoOptions(folder), host};
    QCOMPARE(terminal.session().limits().limits().maxClip, 3);
    QCOMPARE(terminal.templates().templates().size(), std::size_t{1});
    QVERIFY(terminal.templates().templates().front() == scalp);
}

} // namespace depthdeck::ui

QTEST_MAIN(depthdeck::ui::TestTerminal)
#include "test_terminal.moc"
