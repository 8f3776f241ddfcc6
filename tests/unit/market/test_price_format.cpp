// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/price_code_table.h"
#include "app/market/price_format.h"
#include "tests/unit/market/csv_rows.h"

#include <QTest>

#include <limits>

using namespace depthdeck;
using namespace Qt::StringLiterals;

namespace {

Price price(const QString &text)
{
    return Price::parse(text.toStdString()).value();
}

QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

PriceFormat::Fraction fraction(const QString &main, const QString &sub)
{
    return {main.toInt(), sub.toInt()};
}

} // namespace

class TestPriceFormat final : public QObject
{
    Q_OBJECT

private slots:
    void decimalVectors_data();
    void decimalVectors();
    void fractionVectors_data();
    void fractionVectors();
    void averagesHaveTwoDigitsMore();
    void theDashFormHasAPointBeforeTheHalf();
    void extremePricesFormat();
    void readsWhatATraderTypes_data();
    void readsWhatATraderTypes();
    void refusesWhatIsNotThisNotation_data();
    void refusesWhatIsNotThisNotation();
    void readsDecimals_data();
    void readsDecimals();
    void theSeparatorIsTheUsers();
    void everyTickOfEveryFractionReadsBack_data();
    void everyTickOfEveryFractionReadsBack();
    void choosesByPriceCode_data();
    void choosesByPriceCode();
    void anImpossibleFractionIsDecimal_data();
    void anImpossibleFractionIsDecimal();
    void theTableKnowsTheLettersOfTheVectors();
    void aBadTableIsRefusedWhole_data();
    void aBadTableIsRefusedWhole();
};

void TestPriceFormat::decimalVectors_data()
{
    QTest::addColumn<QStringList>("cells");
    const auto rows = test::csvRows(u"price_decimal_vectors.csv"_s);
    QCOMPARE(rows.size(), std::size_t{21});
    for (const auto &[line, cells] : rows)
        QTest::addRow("line %d: %s", line, qPrintable(cells.at(0))) << cells;
}

void TestPriceFormat::decimalVectors()
{
    QFETCH(QStringList, cells);
    QCOMPARE(cells.size(), 5);
    const auto parsed = Price::parse(cells.at(0).toStdString());
    if (cells.at(0) == u"1.0000000005" || cells.at(0) == u"99999999999.25") {
        QVERIFY(!parsed); // more than nine decimals, or beyond 64 bits of them: refused, never rounded
        return;
    }
    QVERIFY(parsed);
    const int digits = cells.at(1).toInt();
    QCOMPARE(text(formatDecimal(*parsed, digits, DecimalMode::Exact)), cells.at(2));
    QCOMPARE(text(formatDecimal(*parsed, digits, DecimalMode::Truncated)), cells.at(3));
    QCOMPARE(text(formatDecimal(*parsed, digits, DecimalMode::HalfEven)), cells.at(4));
    QCOMPARE(text(PriceFormat::decimal(digits).format(*parsed)), cells.at(2));
}

void TestPriceFormat::fractionVectors_data()
{
    QTest::addColumn<QStringList>("cells");
    const auto rows = test::csvRows(u"price_fraction_vectors.csv"_s);
    QCOMPARE(rows.size(), std::size_t{58});
    for (const auto &[line, cells] : rows)
        QTest::addRow("line %d: %s %s", line, qPrintable(cells.at(0)), qPrintable(cells.at(4))) << cells;
}

void TestPriceFormat::fractionVectors()
{
    QFETCH(QStringList, cells);
    QCOMPARE(cells.size(), 9);
    const Price value = price(cells.at(4));
    const auto plain = PriceFormat::fractional(fraction(cells.at(2), cells.at(3)), 0, '\0');
    const auto ticked = PriceFormat::fractional(fraction(cells.at(2), cells.at(3)), 0, '\'');
    QCOMPARE(text(plain.format(value)), cells.at(5));
    QCOMPARE(text(ticked.format(value)), cells.at(6));
    QVERIFY(plain.parse(cells.at(5).toStdString()) == value);
    QVERIFY(plain.parse(cells.at(6).toStdString()) == value);
    QVERIFY(ticked.parse(cells.at(5).toStdString()) == value);
    QVERIFY(ticked.parse(cells.at(6).toStdString()) == value);
    QCOMPARE(cells.at(6).contains(u'.'), cells.at(7) == u"0");
}

void TestPriceFormat::averagesHaveTwoDigitsMore()
{
    QCOMPARE(text(PriceFormat::decimal(2).formatAverage(price(u"5954.123456"_s))), u"5954.1235"_s);
    QCOMPARE(text(PriceFormat::decimal(0).formatAverage(price(u"-0.005"_s))), u"0.00"_s);
    QCOMPARE(text(PriceFormat::fractional({32, 2}, 6).formatAverage(price(u"107.515625"_s))), u"107'165"_s);
    QCOMPARE(text(PriceFormat::fractional({32, 2}, 6).formatAverage(price(u"107.51171875"_s))), u"107.511719"_s);
}

void TestPriceFormat::theDashFormHasAPointBeforeTheHalf()
{
    const auto halves = PriceFormat::fractional({32, 2}, 6, '-');
    QCOMPARE(text(halves.format(price(u"110.515625"_s))), u"110-16.5"_s);
    QCOMPARE(text(halves.format(price(u"110.53125"_s))), u"110-17.0"_s);
    QCOMPARE(text(halves.format(price(u"-0.109375"_s))), u"-0-03.5"_s);
    QCOMPARE(text(PriceFormat::fractional({8, 1}, 3, '-').format(price(u"438.25"_s))), u"438-2"_s);
    for (const char *const shown : {"110-16.5", "110-17.0", "-0-03.5"})
        QCOMPARE(halves.format(*halves.parse(shown)), std::string{shown});
}

void TestPriceFormat::extremePricesFormat()
{
    const Price smallest = Price::fromUnits(std::numeric_limits<std::int64_t>::min());
    QCOMPARE(text(formatDecimal(smallest, 0, DecimalMode::HalfEven)), u"-9223372037"_s);
    QCOMPARE(text(formatDecimal(smallest, 2, DecimalMode::Truncated)), u"-9223372036.85"_s);
    QCOMPARE(text(PriceFormat::fractional({32, 2}, 2).format(smallest)), u"-9223372036.854775808"_s);
    QCOMPARE(text(formatDecimal(price(u"0.999999999"_s), 3, DecimalMode::HalfEven)), u"1.000"_s);
    QCOMPARE(text(formatDecimal(price(u"1.5"_s), 0, DecimalMode::HalfEven)), u"2"_s);
    QCOMPARE(text(formatDecimal(price(u"2.5"_s), 0, DecimalMode::HalfEven)), u"2"_s);
}

void TestPriceFormat::readsWhatATraderTypes_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("value");
    QTest::newRow("apostrophe") << u"107'160"_s << u"107.5"_s;
    QTest::newRow("no separator") << u"107160"_s << u"107.5"_s;
    QTest::newRow("decimals") << u"107.515625"_s << u"107.515625"_s;
    QTest::newRow("decimals off the grid") << u"107.52"_s << u"107.52"_s;
    QTest::newRow("blanks around") << u"  107'165 "_s << u"107.515625"_s;
    QTest::newRow("minus") << u"-0'095"_s << u"-0.296875"_s;
    QTest::newRow("typographic minus") << u"\u22120'095"_s << u"-0.296875"_s;
    QTest::newRow("plus") << u"+1'000"_s << u"1"_s;
    QTest::newRow("dash and point") << u"107-16.5"_s << u"107.515625"_s;
    QTest::newRow("dash") << u"107-165"_s << u"107.515625"_s;
    QTest::newRow("apostrophe and point") << u"107'16.5"_s << u"107.515625"_s;
    QTest::newRow("blank between") << u"107 16.5"_s << u"107.515625"_s;
    QTest::newRow("half left out") << u"107-16"_s << u"107.5"_s;
    QTest::newRow("negative with a dash") << u"-0-09.5"_s << u"-0.296875"_s;
    QTest::newRow("zero") << u"0000"_s << u"0"_s;
}

void TestPriceFormat::readsWhatATraderTypes()
{
    QFETCH(QString, typed);
    QFETCH(QString, value);
    QVERIFY(PriceFormat::fractional({32, 2}, 6).parse(typed.toStdString()) == price(value));
}

void TestPriceFormat::refusesWhatIsNotThisNotation_data()
{
    QTest::addColumn<QString>("typed");
    for (const char *const typed : {"",
                                    " ",
                                    "-",
                                    "'",
                                    "107'",
                                    "107'1600",
                                    "107-16.",
                                    "107-16.55",
                                    "107-1.5",
                                    "107-16.1",
                                    "'160",
                                    "107'320",
                                    "107'161",
                                    "107'162",
                                    "107''160",
                                    "107'16x",
                                    "1O7160",
                                    "107",
                                    "160",
                                    "--107'160",
                                    "1-107'160",
                                    "9223372037'000",
                                    "99999999999999999999'000",
                                    "1.5.5",
                                    "1.5e2",
                                    "+-1'000"})
        QTest::addRow("\"%s\"", typed) << QString::fromLatin1(typed);
}

void TestPriceFormat::refusesWhatIsNotThisNotation()
{
    QFETCH(QString, typed);
    QVERIFY(!PriceFormat::fractional({32, 2}, 6).parse(typed.toStdString()));
}

void TestPriceFormat::readsDecimals_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("value");
    QTest::newRow("whole") << u"6000"_s << u"6000"_s;
    QTest::newRow("decimals") << u"5954.75"_s << u"5954.75"_s;
    QTest::newRow("typographic minus") << u"\u22121.50"_s << u"-1.5"_s;
    QTest::newRow("no leading zero") << u".25"_s << u"0.25"_s;
    QTest::newRow("exponent is not typed") << u"1e3"_s << QString{};
    QTest::newRow("grouping") << u"6,000"_s << QString{};
    QTest::newRow("fraction") << u"107'160"_s << QString{};
    QTest::newRow("two signs") << u"--1"_s << QString{};
    QTest::newRow("nothing") << QString{} << QString{};
}

void TestPriceFormat::readsDecimals()
{
    QFETCH(QString, typed);
    QFETCH(QString, value);
    const auto parsed = PriceFormat::decimal(2).parse(typed.toStdString());
    QVERIFY(parsed == (value.isEmpty() ? std::nullopt : std::optional{price(value)}));
}

void TestPriceFormat::theSeparatorIsTheUsers()
{
    const auto dash = PriceFormat::fractional({8, 1}, 2, '-');
    QCOMPARE(text(dash.format(price(u"-456.25"_s))), u"-456-2"_s);
    QVERIFY(dash.parse("-456-2") == price(u"-456.25"_s));
    QVERIFY(dash.parse("456'2") == price(u"456.25"_s));
    QVERIFY(dash.parse("4562") == price(u"456.25"_s));
}

void TestPriceFormat::everyTickOfEveryFractionReadsBack_data()
{
    QTest::addColumn<int>("main");
    QTest::addColumn<int>("sub");
    for (const auto &[main, sub] : {std::pair{2, 1},
                                    {4, 1},
                                    {8, 1},
                                    {16, 1},
                                    {32, 1},
                                    {32, 2},
                                    {32, 4},
                                    {32, 8},
                                    {64, 1},
                                    {64, 2},
                                    {128, 1},
                                    {256, 1}})
        QTest::addRow("%d/%d", main, sub) << main << sub;
}

void TestPriceFormat::everyTickOfEveryFractionReadsBack()
{
    QFETCH(int, main);
    QFETCH(int, sub);
    const std::int64_t step = Price::unitsPerOne / (main * sub);
    for (const char separator : {'\'', '\0', '-'}) {
        const auto format = PriceFormat::fractional({main, sub}, 2, separator);
        for (int tick = -2 * main * sub; tick <= 2 * main * sub; ++tick) {
            const Price value = Price::fromUnits(tick * step);
            QVERIFY2(format.parse(format.format(value)) == value, format.format(value).c_str());
        }
    }
}

void TestPriceFormat::choosesByPriceCode_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("increment");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("shown");
    QTest::newRow("no code") << u""_s << u"0.25"_s << 2 << u"5954.5"_s << u"5954.50"_s;
    QTest::newRow("no code in 32nds") << u""_s << u"0.03125"_s << 2 << u"107.5"_s << u"107.50000"_s;
    QTest::newRow("half 32nds") << u"U"_s << u"0.015625"_s << 6 << u"107.5"_s << u"107'160"_s;
    QTest::newRow("eighths") << u"E"_s << u"0.25"_s << 2 << u"456.25"_s << u"456'2"_s;
    QTest::newRow("digits") << u"4"_s << u"0.0001"_s << 2 << u"1.5"_s << u"1.5000"_s;
    QTest::newRow("digits too few") << u"0"_s << u"0.25"_s << 2 << u"1.5"_s << u"1.50"_s;
    QTest::newRow("the increment is finer than the fraction") << u"T"_s << u"0.01"_s << 2 << u"1.5"_s << u"1.50"_s;
    QTest::newRow("unknown, 1/32") << u"?"_s << u"0.03125"_s << 5 << u"107.5"_s << u"107'16"_s;
    QTest::newRow("unknown, 1/64") << u"?"_s << u"0.015625"_s << 6 << u"107.5"_s << u"107'160"_s;
    QTest::newRow("unknown, 1/128") << u"?"_s << u"0.0078125"_s << 7 << u"108.109375"_s << u"108'035"_s;
    QTest::newRow("unknown, 1/256") << u"?"_s << u"0.00390625"_s << 8 << u"103.00390625"_s << u"103'001"_s;
    QTest::newRow("unknown, 1/8") << u"?"_s << u"0.125"_s << 3 << u"456.125"_s << u"456'1"_s;
    QTest::newRow("unknown, 1/4") << u"?"_s << u"0.25"_s << 2 << u"456.25"_s << u"456'2"_s;
    QTest::newRow("unknown, other") << u"?"_s << u"0.01"_s << 2 << u"70.5"_s << u"70.50"_s;
    QTest::newRow("a letter without a safe meaning") << u"K"_s << u"0.01"_s << 2 << u"70.5"_s << u"70.50"_s;
}

void TestPriceFormat::choosesByPriceCode()
{
    QFETCH(QString, code);
    QFETCH(QString, increment);
    QFETCH(int, decimals);
    QFETCH(QString, value);
    QFETCH(QString, shown);
    const auto format = choosePriceFormat(code.toStdString(), price(increment), decimals);
    QCOMPARE(text(format.format(price(value))), shown);
}

void TestPriceFormat::anImpossibleFractionIsDecimal_data()
{
    QTest::addColumn<int>("main");
    QTest::addColumn<int>("sub");
    QTest::newRow("zero") << 0 << 1;
    QTest::newRow("one") << 1 << 1;
    QTest::newRow("negative") << -32 << 2;
    QTest::newRow("no sub") << 32 << 0;
    QTest::newRow("too fine") << 1024 << 1;
    QTest::newRow("sub too fine") << 32 << 16;
}

void TestPriceFormat::anImpossibleFractionIsDecimal()
{
    QFETCH(int, main);
    QFETCH(int, sub);
    const auto format = PriceFormat::fractional({main, sub}, 2);
    QVERIFY(!format.fraction());
    QCOMPARE(text(format.format(price(u"1.5"_s))), u"1.50"_s);
}

void TestPriceFormat::theTableKnowsTheLettersOfTheVectors()
{
    const PriceCodeTable &table = PriceCodeTable::builtIn();
    QCOMPARE(table.size(), std::size_t{19});
    for (const auto &[line, cells] : test::csvRows(u"price_fraction_vectors.csv"_s)) {
        if (cells.at(1).isEmpty())
            continue;
        const PriceCode *code = table.find(cells.at(1).toStdString());
        QVERIFY2(code, qPrintable(cells.at(1)));
        QVERIFY(code->fraction == fraction(cells.at(2), cells.at(3)));
    }
    QVERIFY(!table.find("C"));
    QVERIFY(!table.find(""));
}

void TestPriceFormat::aBadTableIsRefusedWhole_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty") << QByteArray{};
    QTest::newRow("no JSON") << QByteArray{"{ codes: }"};
    QTest::newRow("no codes") << QByteArray{R"({"code": []})"};
    QTest::newRow("no code") << QByteArray{R"({"codes": [{"main": 32}]})"};
    QTest::newRow("no meaning") << QByteArray{R"({"codes": [{"code": "A"}]})"};
    QTest::newRow("two meanings") << QByteArray{R"({"codes": [{"code": "A", "main": 32, "decimals": 2}]})"};
    QTest::newRow("twice") << QByteArray{R"({"codes": [{"code": "A", "main": 32}, {"code": "A", "main": 8}]})"};
    QTest::newRow("impossible") << QByteArray{R"({"codes": [{"code": "A", "main": 1}]})"};
    QTest::newRow("too many digits") << QByteArray{R"({"codes": [{"code": "A", "decimals": 10}]})"};
    QTest::newRow("negative digits") << QByteArray{R"({"codes": [{"code": "A", "decimals": -2}]})"};
}

void TestPriceFormat::aBadTableIsRefusedWhole()
{
    QFETCH(QByteArray, json);
    QVERIFY(!PriceCodeTable::fromJson(json));
}

QTEST_GUILESS_MAIN(TestPriceFormat)
#include "test_price_format.moc"
