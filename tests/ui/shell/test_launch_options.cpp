// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/launch_options.h"
#include "ui/shell/settings_file.h"
#include "ui/shell/workspace.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

class TestLaunchOptions : public QObject
{
    Q_OBJECT

private slots:
    void noSwitchMeansTheConnectDialog();
    void switchesAreRead();
    void helpNamesEverySwitchAndVersionIsOneLine();
    void badArgumentsEndWithTwoAndOneLine_data();
    void badArgumentsEndWithTwoAndOneLine();
    void aWorkspaceIsReadAsItWasWritten();
    void whatIsNoWorkspaceIsRefused_data();
    void whatIsNoWorkspaceIsRefused();
    void settingsAreKeptAndHoldNoSecret();
};

void TestLaunchOptions::noSwitchMeansTheConnectDialog()
{
    const auto read = readArguments({u"depthdeck"_s});
    const auto &options = std::get<LaunchOptions>(read);
    QVERIFY(!options.demo);
    QVERIFY(options.server.isEmpty());
    QVERIFY(!options.size.isValid());
}

void TestLaunchOptions::switchesAreRead()
{
    const auto read = readArguments({u"depthdeck"_s,
                                     u"--server"_s,
                                     u"ws://127.0.0.1:1/v1"_s,
                                     u"--rest"_s,
                                     u"http://127.0.0.1:2"_s,
                                     u"--firm"_s,
                                     u"F"_s,
                                     u"--user"_s,
                                     u"U"_s,
                                     u"--size"_s,
                                     u"1600x1000"_s,
                                     u"--scale"_s,
                                     u"1.5"_s,
                                     u"--theme"_s,
                                     u"light"_s,
                                     u"--screenshot"_s,
                                     u"x.png"_s,
                                     u"--after"_s,
                                     u"2.5"_s,
                                     u"--reset-layout"_s});
    const auto &options = std::get<LaunchOptions>(read);
    QCOMPARE(options.server, u"ws://127.0.0.1:1/v1"_s);
    QCOMPARE(options.firm, u"F"_s);
    QCOMPARE(options.size, QSize(1600, 1000));
    QCOMPARE(options.scale, std::optional<qreal>{1.5});
    QCOMPARE(options.after, std::optional{std::chrono::milliseconds{2500}});
    QVERIFY(options.resetLayout);
}

void TestLaunchOptions::helpNamesEverySwitchAndVersionIsOneLine()
{
    const auto help = std::get<LaunchEnd>(readArguments({u"depthdeck"_s, u"--help"_s}));
    QCOMPARE(help.exitCode, 0);
    QVERIFY(help.text.startsWith(u"Usage: "_s) && !help.text.contains(u"executable_name"_s));
    for (const char *name : {"--demo", "--server", "--rest", "--firm", "--user", "--app-name", "--app-license",
                             "--api-key-stdin", "--password-stdin", "--profile", "--data-dir", "--workspace",
                             "--reset-layout", "--theme", "--scale", "--screenshot", "--after", "--size", "--version"})
        QVERIFY2(help.text.contains(QLatin1StringView{name}), name);
    const auto version = std::get<LaunchEnd>(readArguments({u"depthdeck"_s, u"--version"_s}));
    QCOMPARE(version.exitCode, 0);
    QVERIFY(version.text.startsWith(u"depthdeck "_s));
}

void TestLaunchOptions::badArgumentsEndWithTwoAndOneLine_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("words");
    QTest::newRow("unknown") << QStringList{u"--nonsense"_s} << u"nonsense"_s;
    QTest::newRow("positional") << QStringList{u"file"_s} << u"file"_s;
    QTest::newRow("value missing") << QStringList{u"--server"_s} << u"server"_s;
    QTest::newRow("plain ws") << QStringList{u"--server"_s, u"ws://example.com/v1"_s, u"--rest"_s, u"https://e"_s}
                              << u"Plain ws://"_s;
    QTest::newRow("no rest") << QStringList{u"--server"_s, u"wss://example.com/v1"_s} << u"REST URL"_s;
    QTest::newRow("rest alone") << QStringList{u"--rest"_s, u"https://e"_s} << u"--server"_s;
    QTest::newRow("demo and server") << QStringList{u"--demo"_s, u"--server"_s, u"wss://e/v1"_s, u"--rest"_s,
                                                    u"https://e"_s}
                                     << u"exclude"_s;
    QTest::newRow("two secrets") << QStringList{u"--api-key-stdin"_s, u"--password-stdin"_s} << u"exclude"_s;
    QTest::newRow("scale") << QStringList{u"--scale"_s, u"9"_s} << u"--scale"_s;
    QTest::newRow("scale word") << QStringList{u"--scale"_s, u"big"_s} << u"big"_s;
    QTest::newRow("size") << QStringList{u"--size"_s, u"1600"_s} << u"1600x1000"_s;
    QTest::newRow("size tiny") << QStringList{u"--size"_s, u"1x1"_s} << u"1x1"_s;
    QTest::newRow("theme") << QStringList{u"--theme"_s, u"mauve"_s} << u"mauve"_s;
    QTest::newRow("replay and demo") << QStringList{u"--replay"_s, u"f"_s, u"--demo"_s} << u"--replay"_s;
    QTest::newRow("replay and record") << QStringList{u"--replay"_s, u"f"_s, u"--record"_s, u"g"_s} << u"exclude"_s;
    QTest::newRow("speed alone") << QStringList{u"--speed"_s, u"2"_s} << u"--replay"_s;
    QTest::newRow("after alone") << QStringList{u"--after"_s, u"1"_s} << u"--screenshot"_s;
}

void TestLaunchOptions::badArgumentsEndWithTwoAndOneLine()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, words);
    const auto read = readArguments(QStringList{u"depthdeck"_s} + arguments);
    QVERIFY(std::holds_alternative<LaunchEnd>(read));
    const auto &end = std::get<LaunchEnd>(read);
    QCOMPARE(end.exitCode, 2);
    QVERIFY2(end.text.contains(words), qPrintable(end.text));
    QVERIFY(!end.text.trimmed().contains(u'\n'));
}

void TestLaunchOptions::aWorkspaceIsReadAsItWasWritten()
{
    const MarketKey es{ExchangeId{"CME_Eq"}, ContractId{"ES"}, MarketId{"XCME_Eq ES (Z26)"}};
    Workspace workspace;
    workspace.geometry = QByteArray{"\x01\x00\xff", 3};
    workspace.state = "state";
    workspace.watchlists = {{es}, {}};
    workspace.depths = {es, std::nullopt};
    workspace.market = es;
    workspace.columns = {{u"orders"_s, {u"state"_s, u"price"_s}}, {u"fills"_s, {}}};
    QCOMPARE(readWorkspace(writeWorkspace(workspace)), std::optional{workspace});

    QTemporaryDir folder;
    const QString path = folder.filePath(u"deep/er/workspace.json"_s);
    QVERIFY(!loadWorkspace(path));
    QVERIFY(saveWorkspace(path, workspace));
    QCOMPARE(loadWorkspace(path), std::optional{workspace});
    QVERIFY(!saveWorkspace(u"/proc/nowhere/workspace.json"_s, workspace));
}

void TestLaunchOptions::whatIsNoWorkspaceIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray{};
    QTest::newRow("no json") << QByteArray{"hello"};
    QTest::newRow("a list") << QByteArray{"[1]"};
    QTest::newRow("a later version") << QByteArray{R"({"version":99})"};
    QTest::newRow("cut off") << QByteArray{R"({"version":1,"state":"aa)"};
}

void TestLaunchOptions::whatIsNoWorkspaceIsRefused()
{
    QFETCH(const QByteArray, text);
    QVERIFY(!readWorkspace(text));
}

void TestLaunchOptions::settingsAreKeptAndHoldNoSecret()
{
    QTemporaryDir folder;
    const ConnectMemory memory{ServerChoice::Custom, u"wss://h/v1"_s, u"https://h"_s, u"F"_s, u"U"_s, u"A"_s};
    RiskLimits limits;
    limits.maxClip = 7;
    limits.maxDayLossCents = 12'345;
    const WallTime until{std::chrono::seconds{1'900'000'000}};
    {
        SettingsFile settings{DataPlaces::under(folder.path())};
        QCOMPARE(settings.theme(), u"dark"_s);
        QVERIFY(settings.limits() == RiskLimits{});
        QVERIFY(!settings.limitsLockedUntil());
        settings.setTheme(u"light"_s);
        settings.setScale(1.25);
        settings.setConnection(memory);
        settings.setProfile(u"desk"_s, memory);
        settings.setTemplates("[1]");
        settings.setLimits(limits);
        settings.setLimitsLockedUntil(until);
    }
    SettingsFile settings{DataPlaces::under(folder.path())};
    QCOMPARE(settings.theme(), u"light"_s);
    QCOMPARE(settings.scale(), 1.25);
    QCOMPARE(settings.connection(), memory);
    QCOMPARE(settings.profile(u"desk"_s), std::optional{memory});
    QVERIFY(!settings.profile(u"other"_s));
    QCOMPARE(settings.templates(), QByteArray{"[1]"});
    QVERIFY(settings.limits() == limits);
    QVERIFY(settings.limitsLockedUntil() == std::optional{until});
    QFile file{folder.filePath(u"depthdeck.ini"_s)};
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll().toLower();
    QVERIFY(!text.contains("password") && !text.contains("license") && !text.contains("apikey="));
}

} // namespace depthdeck::ui

QTEST_MAIN(depthdeck::ui::TestLaunchOptions)
#include "test_launch_options.moc"
