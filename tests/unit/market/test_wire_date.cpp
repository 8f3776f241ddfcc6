// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/wire_date.h"

#include <QTest>

using namespace depthdeck;

class TestWireDate final : public QObject
{
    Q_OBJECT

private slots:
    void readsEveryFormInUse_data();
    void readsEveryFormInUse();
};

void TestWireDate::readsEveryFormInUse_data()
{
    QTest::addColumn<qint64>("value");
    QTest::addColumn<QString>("date"); // empty: unreadable
    const auto row = [](const char *name, qint64 value, const char *date) {
        QTest::newRow(name) << value << QString::fromLatin1(date);
    };
    row("absent", 0, "");
    row("month", 202612, "2026-12-0");
    row("day", 20261218, "2026-12-18");
    row("day 00", 20261200, "2026-12-0");
    row("no 13th month", 202613, "");
    row("no month 0", 20260018, "");
    row("no 31 November", 20261131, "");
    row("leap day", 20280229, "2028-2-29");
    row("no leap day", 20260229, "");
    row(".NET ticks", 639'029'088'000'000'000, "2026-1-2");
    row("Unix seconds", 1'785'585'600, "2026-8-1");
    row("Unix milliseconds", 1'785'585'600'000, "2026-8-1");
    row("negative", -20261218, "");
    row("small number", 42, "");
    row("seven digits", 2026121, "");
    row("largest", std::numeric_limits<qint64>::max(), "");
    row("smallest", std::numeric_limits<qint64>::min(), "");
    row("year one in ticks", 100'000'000'000'000'000, "");
}

void TestWireDate::readsEveryFormInUse()
{
    QFETCH(qint64, value);
    QFETCH(QString, date);
    const auto read = readWireDate(value);
    const QString text = read ? QStringLiteral("%1-%2-%3").arg(read->year).arg(read->month).arg(read->day) : QString{};
    QCOMPARE(text, date);
}

QTEST_APPLESS_MAIN(TestWireDate)
#include "test_wire_date.moc"
