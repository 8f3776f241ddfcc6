// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTest>

class TestExchangeProgram : public QObject
{
    Q_OBJECT

private slots:
    void itPrintsItsUrlsAndEndsCleanlyOnSigterm();
    void badArgumentsAreNamedInOneLine_data();
    void badArgumentsAreNamedInOneLine();
    void aPortInUseIsNamed();
    void helpAndVersionArePrinted();

private:
    struct Ended
    {
        int code = -1;
        QString out;
        QString err;
    };
    [[nodiscard]] static Ended run(const QStringList &arguments);
};

TestExchangeProgram::Ended TestExchangeProgram::run(const QStringList &arguments)
{
    QProcess program;
    program.start(QStringLiteral(DEPTHDECK_EXCHANGE_PROGRAM), arguments);
    if (!program.waitForFinished(20'000))
        return {};
    return {program.exitCode(), QString::fromUtf8(program.readAllStandardOutput()),
            QString::fromUtf8(program.readAllStandardError())};
}

void TestExchangeProgram::itPrintsItsUrlsAndEndsCleanlyOnSigterm()
{
    QProcess program;
    program.start(QStringLiteral(DEPTHDECK_EXCHANGE_PROGRAM),
                  {QStringLiteral("--port=0"), QStringLiteral("--rest-port=0"), QStringLiteral("--markets=3")});
    QByteArray out;
    QTRY_VERIFY_WITH_TIMEOUT((out += program.readAllStandardOutput()).count('\n') == 2, 20'000);
    static const QRegularExpression urls{
        QStringLiteral("^WebSocket ws://127\\.0\\.0\\.1:\\d+/v1\nREST http://127\\.0\\.0\\.1:\\d+\n$")};
    QVERIFY2(urls.match(QString::fromUtf8(out)).hasMatch(), out.constData());
    program.terminate();
    QVERIFY(program.waitForFinished(10'000));
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 0);
    QCOMPARE(program.readAllStandardError(), QByteArray{});
}

void TestExchangeProgram::badArgumentsAreNamedInOneLine_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *word, const QStringList &arguments) {
        QTest::newRow(qPrintable(arguments.join(u' '))) << arguments << QString::fromLatin1(word);
    };
    row("--port", {QStringLiteral("--port=70000")});
    row("--rest-port", {QStringLiteral("--rest-port=x")});
    row("--speed", {QStringLiteral("--speed=0")});
    row("--rate", {QStringLiteral("--rate=-1")});
    row("--latency", {QStringLiteral("--latency=fast")});
    row("--start", {QStringLiteral("--start=yesterday")});
    row("nonsense", {QStringLiteral("--nonsense")});
    row("extra", {QStringLiteral("extra")});
    row("no fault", {QStringLiteral("--fault=nope")});
    row("exclude", {QStringLiteral("--calendar"), QStringLiteral("--always-open")});
}

void TestExchangeProgram::badArgumentsAreNamedInOneLine()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, word);
    const Ended ended = run(arguments);
    QCOMPARE(ended.code, 2);
    QCOMPARE(ended.out, QString{});
    QCOMPARE(ended.err.count(u'\n'), 1);
    QVERIFY2(ended.err.contains(word), qPrintable(ended.err));
}

void TestExchangeProgram::aPortInUseIsNamed()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const QString port = QString::number(taken.serverPort());
    for (const QString &option : {QStringLiteral("--port"), QStringLiteral("--rest-port")}) {
        const QString other =
            option == QStringLiteral("--port") ? QStringLiteral("--rest-port") : QStringLiteral("--port");
        const Ended ended = run({option, port, other, QStringLiteral("0"), QStringLiteral("--markets=1")});
        QCOMPARE(ended.code, 1);
        QCOMPARE(ended.err.count(u'\n'), 1);
        QVERIFY2(ended.err.contains(port), qPrintable(ended.err));
    }
}

void TestExchangeProgram::helpAndVersionArePrinted()
{
    const Ended help = run({QStringLiteral("--help")});
    QCOMPARE(help.code, 0);
    for (const char *word : {"--seed", "--fault", "drop-after", "sim-key", "twofactor"})
        QVERIFY2(help.out.contains(QString::fromLatin1(word)), word);
    const Ended version = run({QStringLiteral("--version")});
    QCOMPARE(version.code, 0);
    QVERIFY(version.out.startsWith(QStringLiteral("depthdeck-exchange ")));
}

QTEST_GUILESS_MAIN(TestExchangeProgram)
#include "test_exchange_program.moc"
