// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/behaviours.h"

#include <QTest>

using namespace depthdeck::exchange;

class TestBehaviours : public QObject
{
    Q_OBJECT

private slots:
    void eachIsSetByItsNameAndValue();
    void aNameAloneTakesTheFirstOtherReading();
    void whatIsWrongIsNamed_data();
    void whatIsWrongIsNamed();
    void everyDescribedValueIsTaken();
};

void TestBehaviours::eachIsSetByItsNameAndValue()
{
    Behaviours behaviours;
    QVERIFY(!behaviours.add(QStringLiteral("mit-price=either")));
    QVERIFY(behaviours.touchPrice == Behaviours::TouchPrice::Either);
    QVERIFY(!behaviours.add(QStringLiteral("mit-price=limit")));
    QVERIFY(behaviours.touchPrice == Behaviours::TouchPrice::Limit);
    QVERIFY(!behaviours.add(QStringLiteral("disconnect=cancels")));
    QVERIFY(behaviours.cancelsAtDisconnect);
}

void TestBehaviours::aNameAloneTakesTheFirstOtherReading()
{
    Behaviours behaviours;
    QVERIFY(!behaviours.add(QStringLiteral("bust")));
    QVERIFY(behaviours.bustForm == Behaviours::BustForm::NegativeTrade);
    QVERIFY(!behaviours.add(QStringLiteral("status")));
    QVERIFY(behaviours.sparseStatus);
}

void TestBehaviours::whatIsWrongIsNamed_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    QTest::newRow("unknown name") << QStringLiteral("nothing=1") << QStringLiteral("no behaviour \"nothing\"");
    QTest::newRow("unknown value") << QStringLiteral("bust=loud") << QStringLiteral("trade|negative|status|update");
    QTest::newRow("no value") << QStringLiteral("bust=") << QStringLiteral("not \"\"");
    QTest::newRow("empty") << QString{} << QStringLiteral("no behaviour \"\"");
}

void TestBehaviours::whatIsWrongIsNamed()
{
    QFETCH(QString, text);
    QFETCH(QString, words);
    Behaviours behaviours;
    const auto error = behaviours.add(text);
    QVERIFY(error);
    QVERIFY2(error->contains(words), qPrintable(*error));
}

void TestBehaviours::everyDescribedValueIsTaken()
{
    int values = 0;
    for (const QString &line : Behaviours::describe()) {
        const QString head = line.trimmed().section(u' ', 0, 0);
        if (!head.contains(u'='))
            continue;
        const QStringList choices = head.section(u'=', 1).split(u'|');
        for (const QString &value : choices) {
            Behaviours behaviours;
            QVERIFY2(!behaviours.add(head.section(u'=', 0, 0) + u'=' + value), qPrintable(head));
            ++values;
        }
    }
    QVERIFY(values > 40);
}

QTEST_APPLESS_MAIN(TestBehaviours)
#include "test_behaviours.moc"
