// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/gateway/faults.h"

#include <QRegularExpression>
#include <QTest>

using namespace depthdeck::exchange;

class TestFaults : public QObject
{
    Q_OBJECT

private slots:
    void everyDescribedFaultIsUnderstood();
    void valuesAreTaken();
    void whatIsNoFaultIsNamed_data();
    void whatIsNoFaultIsNamed();
};

void TestFaults::everyDescribedFaultIsUnderstood()
{
    for (const QString &line : Faults::describe()) {
        const QString name = line.trimmed().section(QRegularExpression{QStringLiteral("[=\\[ ]")}, 0, 0);
        const bool needsValue = line.trimmed().startsWith(name + u'=');
        Faults faults;
        QVERIFY2(!faults.add(needsValue ? name + QStringLiteral("=3") : name), qPrintable(line));
    }
}

void TestFaults::valuesAreTaken()
{
    Faults faults;
    QVERIFY(!faults.add(QStringLiteral("drop-after=7")));
    QVERIFY(!faults.add(QStringLiteral("delay=30")));
    QVERIFY(!faults.add(QStringLiteral("reject-orders=never")));
    QVERIFY(!faults.add(QStringLiteral("garbage")));
    QVERIFY(!faults.add(QStringLiteral("refuse-login=-1")));
    QCOMPARE(faults.dropAfter, 7);
    QVERIFY(faults.delay == std::chrono::milliseconds{30});
    QVERIFY(faults.orders == OrderFault::NeverAnswered);
    QCOMPARE(faults.garbageEvery, 20);
    QCOMPARE(faults.refuseLogin, -1);
}

void TestFaults::whatIsNoFaultIsNamed_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "nothing", "drop-after", "drop-after=", "drop-after=0", "drop-after=-3",
                             "garbage=often", "reject-orders=maybe", "delay=x", "rest-status=200"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestFaults::whatIsNoFaultIsNamed()
{
    QFETCH(QString, text);
    Faults faults;
    const auto error = faults.add(text);
    QVERIFY(error);
    QVERIFY(!error->isEmpty());
}

QTEST_APPLESS_MAIN(TestFaults)
#include "test_faults.moc"
