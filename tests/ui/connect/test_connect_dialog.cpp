// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/named_combo.h"
#include "ui/connect/connect_dialog.h"
#include "ui/theme/dress.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

class TestConnectDialog : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void everyControlHasItsName();
    void theEmbeddedExchangeIsPreselectedAndNeedsNothing();
    void aSimulatorLoginIsEmittedAsTyped();
    void anApiKeyNeedsNothingElse();
    void whatIsMissingIsNamedAndFocused_data();
    void whatIsMissingIsNamedAndFocused();
    void aBadAddressIsNamed_data();
    void aBadAddressIsNamed();
    void plainAddressesAreAcceptedOnThisMachine();
    void theLiveServerIsDressedDifferently();
    void anUnknownServerElsewhereCountsAsLive();
    void secretsAreGoneAfterClosing();
    void secretsAreNotRemembered();
    void whileWaitingNothingIsSentTwiceAndCancelIsTold();
    void aFailureIsShownAndCanBeCorrected();
    void memoryFillsTheForm();

private:
    void choose(ServerChoice choice)
    {
        auto *combo = field<NamedCombo>(u"Endpoint"_s);
        combo->setFocus();
        combo->setCurrentIndex(combo->findData(static_cast<int>(choice)));
    }
    void type(const QString &name, const QString &text)
    {
        auto *edit = field<QLineEdit>(name);
        QVERIFY2(edit->isVisible(), qPrintable(name));
        edit->clear();
        QTest::keyClicks(edit, text);
    }
    void typeLogin()
    {
        type(u"Firm"_s, u"CTS"_s);
        type(u"User name"_s, u"joe"_s);
        type(u"Password"_s, u"pass word"_s);
        type(u"Application name"_s, u"Deck"_s);
        type(u"Application license"_s, u"112A04B0-5AAF-42F4-994E-FA7CB959C60B"_s);
    }
    void pressConnect() { QTest::mouseClick(field<QPushButton>(u"Connect"_s), Qt::LeftButton); }
    QString answer() const { return m_dialog->findChild<QLabel *>(u"answer"_s)->text(); }
    template <typename T>
    T *field(const QString &accessibleName) const
    {
        for (T *child : m_dialog->findChildren<T *>()) {
            if (child->accessibleName() == accessibleName)
                return child;
        }
        qFatal("no control named %s", qPrintable(accessibleName));
    }

    Theme m_theme;
    std::unique_ptr<ConnectDialog> m_dialog;
    std::vector<ConnectRequest> m_requests;
};

void TestConnectDialog::init()
{
    m_requests.clear();
    m_dialog = std::make_unique<ConnectDialog>(m_theme);
    connect(m_dialog.get(), &ConnectDialog::connectRequested, this,
            [this](const ConnectRequest &request) { m_requests.push_back(request); });
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
}

void TestConnectDialog::cleanup()
{
    m_dialog.reset();
}

void TestConnectDialog::everyControlHasItsName()
{
    QCOMPARE(m_dialog->windowTitle(), u"Connect"_s);
    QVERIFY(!m_dialog->isModal());
    field<NamedCombo>(u"Endpoint"_s);
    field<QPushButton>(u"Connect"_s);
    for (const char *name : {"Firm", "User name", "Password", "API key", "Application name", "Application license"})
        field<QLineEdit>(QLatin1StringView{name});
    for (const char *name : {"Password", "API key", "Application license"})
        QCOMPARE(field<QLineEdit>(QLatin1StringView{name})->echoMode(), QLineEdit::Password);
}

void TestConnectDialog::theEmbeddedExchangeIsPreselectedAndNeedsNothing()
{
    QCOMPARE(field<NamedCombo>(u"Endpoint"_s)->currentText(), u"Embedded simulated exchange"_s);
    QVERIFY(!field<QLineEdit>(u"Firm"_s)->isVisible());
    QTest::keyClick(m_dialog.get(), Qt::Key_Return);
    QCOMPARE(m_requests.size(), std::size_t{1});
    QCOMPARE(m_requests.front().server, ServerChoice::Embedded);
}

void TestConnectDialog::aSimulatorLoginIsEmittedAsTyped()
{
    choose(ServerChoice::Simulator);
    typeLogin();
    pressConnect();
    QCOMPARE(m_requests.size(), std::size_t{1});
    QCOMPARE(m_requests.front().endpoint, simulatorEndpoint());
    const auto &user = std::get<UserCredentials>(m_requests.front().credentials);
    QCOMPARE(user.firm, u"CTS"_s);
    QCOMPARE(user.user, u"joe"_s);
    QCOMPARE(QString::fromStdString(user.password.reveal()), u"pass word"_s);
    QCOMPARE(user.appName, u"Deck"_s);
    QCOMPARE(user.appLicense.reveal(), std::string{"112A04B0-5AAF-42F4-994E-FA7CB959C60B"});
}

void TestConnectDialog::anApiKeyNeedsNothingElse()
{
    choose(ServerChoice::Live);
    type(u"API key"_s, u"key-1"_s);
    QVERIFY(!field<QLineEdit>(u"Firm"_s)->isEnabled());
    pressConnect();
    QCOMPARE(m_requests.size(), std::size_t{1});
    QCOMPARE(m_requests.front().endpoint, liveEndpoint());
    QCOMPARE(std::get<ApiKeyCredentials>(m_requests.front().credentials).key.reveal(), std::string{"key-1"});
}

void TestConnectDialog::whatIsMissingIsNamedAndFocused_data()
{
    QTest::addColumn<QString>("missing");
    QTest::addColumn<QString>("words");
    QTest::newRow("firm") << u"Firm"_s << u"firm is missing"_s;
    QTest::newRow("user") << u"User name"_s << u"user name is missing"_s;
    QTest::newRow("password") << u"Password"_s << u"password is missing"_s;
    QTest::newRow("application") << u"Application name"_s << u"application name is missing"_s;
    QTest::newRow("license") << u"Application license"_s << u"application license is missing"_s;
}

void TestConnectDialog::whatIsMissingIsNamedAndFocused()
{
    QFETCH(const QString, missing);
    QFETCH(const QString, words);
    choose(ServerChoice::Simulator);
    typeLogin();
    auto *edit = field<QLineEdit>(missing);
    edit->clear();
    pressConnect();
    QCOMPARE(m_requests.size(), std::size_t{0});
    QVERIFY2(answer().contains(words), qPrintable(answer()));
    QVERIFY(hasFault(edit));
    QCOMPARE(edit->accessibleDescription(), answer());
    QCOMPARE(m_dialog->focusWidget(), edit);
    QTest::keyClicks(edit, u"x"_s);
    QVERIFY(!hasFault(edit));
    QVERIFY(answer().isEmpty());
    pressConnect();
    QCOMPARE(m_requests.size(), std::size_t{1});
}

void TestConnectDialog::aBadAddressIsNamed_data()
{
    QTest::addColumn<QString>("webSocket");
    QTest::addColumn<QString>("rest");
    QTest::addColumn<QString>("words");
    QTest::newRow("no web socket") << QString{} << u"https://h"_s << u"WebSocket URL is missing"_s;
    QTest::newRow("not an address") << u"wss:// h"_s << u"https://h"_s << u"WebSocket URL"_s;
    QTest::newRow("wrong scheme") << u"https://h/v1"_s << u"https://h"_s << u"must begin with wss"_s;
    QTest::newRow("plain ws elsewhere") << u"ws://h.example/v1"_s << u"https://h"_s << u"Plain ws://"_s;
    QTest::newRow("no rest") << u"wss://h/v1"_s << QString{} << u"REST URL is missing"_s;
    QTest::newRow("rest scheme") << u"wss://h/v1"_s << u"ftp://h"_s << u"must begin with https"_s;
    QTest::newRow("plain http elsewhere") << u"wss://h/v1"_s << u"http://h.example"_s << u"Plain http://"_s;
}

void TestConnectDialog::aBadAddressIsNamed()
{
    QFETCH(const QString, webSocket);
    QFETCH(const QString, rest);
    QFETCH(const QString, words);
    choose(ServerChoice::Custom);
    typeLogin();
    type(u"WebSocket URL"_s, webSocket);
    type(u"REST URL"_s, rest);
    pressConnect();
    QCOMPARE(m_requests.size(), std::size_t{0});
    QVERIFY2(answer().contains(words), qPrintable(answer()));
}

void TestConnectDialog::plainAddressesAreAcceptedOnThisMachine()
{
    choose(ServerChoice::Custom);
    typeLogin();
    type(u"WebSocket URL"_s, u"ws://127.0.0.1:8765/v1"_s);
    type(u"REST URL"_s, u"http://localhost:8766"_s);
    pressConnect();
    QCOMPARE(m_requests.size(), std::size_t{1});
    QCOMPARE(m_requests.front().endpoint.webSocket.port(), 8765);
    QCOMPARE(m_requests.front().endpoint.kind, Endpoint::Kind::Simulated);
}

void TestConnectDialog::theLiveServerIsDressedDifferently()
{
    auto *banner = m_dialog->findChild<QLabel *>(u"banner"_s);
    choose(ServerChoice::Simulator);
    const QColor calm = banner->palette().color(QPalette::WindowText);
    QCOMPARE(dressOf(field<QPushButton>(u"Connect"_s)), Dress::Primary);
    choose(ServerChoice::Live);
    QVERIFY(banner->text().startsWith(u"LIVE TRADING"_s));
    QVERIFY(banner->palette().color(QPalette::WindowText) != calm);
    QCOMPARE(dressOf(field<QPushButton>(u"Connect"_s)), Dress::Warning);
}

void TestConnectDialog::anUnknownServerElsewhereCountsAsLive()
{
    choose(ServerChoice::Custom);
    typeLogin();
    type(u"WebSocket URL"_s, u"wss://t4.example.com/v1"_s);
    type(u"REST URL"_s, u"https://t4.example.com"_s);
    pressConnect();
    QCOMPARE(m_requests.front().endpoint.kind, Endpoint::Kind::Live);
}

void TestConnectDialog::secretsAreGoneAfterClosing()
{
    choose(ServerChoice::Simulator);
    typeLogin();
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible());
    QVERIFY(field<QLineEdit>(u"Password"_s)->text().isEmpty());
    QVERIFY(field<QLineEdit>(u"Application license"_s)->text().isEmpty());
    QCOMPARE(field<QLineEdit>(u"Firm"_s)->text(), u"CTS"_s);
}

void TestConnectDialog::secretsAreNotRemembered()
{
    choose(ServerChoice::Simulator);
    typeLogin();
    const ConnectMemory memory = m_dialog->memory();
    for (const QString &text : {memory.webSocket, memory.rest, memory.firm, memory.user, memory.appName}) {
        QVERIFY(!text.contains(u"pass word"_s));
        QVERIFY(!text.contains(u"112A04B0"_s));
    }
}

void TestConnectDialog::whileWaitingNothingIsSentTwiceAndCancelIsTold()
{
    QSignalSpy cancels{m_dialog.get(), &ConnectDialog::cancelled};
    pressConnect();
    QVERIFY(!field<QPushButton>(u"Connect"_s)->isEnabled());
    pressConnect();
    QTest::keyClick(m_dialog.get(), Qt::Key_Return);
    QCOMPARE(m_requests.size(), std::size_t{1});
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QCOMPARE(cancels.size(), 1);
    QVERIFY(m_dialog->isVisible());
    QVERIFY(field<QPushButton>(u"Connect"_s)->isEnabled());
}

void TestConnectDialog::aFailureIsShownAndCanBeCorrected()
{
    pressConnect();
    m_dialog->showFailure(u"Nobody answers at 127.0.0.1:1/v1."_s);
    QCOMPARE(answer(), u"Nobody answers at 127.0.0.1:1/v1."_s);
    pressConnect();
    QCOMPARE(m_requests.size(), std::size_t{2});
    QSignalSpy cancels{m_dialog.get(), &ConnectDialog::cancelled};
    m_dialog->showSuccess();
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE(cancels.size(), 0);
}

void TestConnectDialog::memoryFillsTheForm()
{
    const ConnectMemory memory{ServerChoice::Custom, u"wss://h/v1"_s, u"https://h"_s, u"F"_s, u"U"_s, u"A"_s};
    m_dialog->setMemory(memory);
    QCOMPARE(m_dialog->memory(), memory);
    QCOMPARE(field<QLineEdit>(u"WebSocket URL"_s)->text(), u"wss://h/v1"_s);
}

} // namespace depthdeck::ui

QTEST_MAIN(depthdeck::ui::TestConnectDialog)
#include "test_connect_dialog.moc"
