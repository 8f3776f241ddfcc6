// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/price_codec.h"
#include "tests/unit/exchange/desk/sample_markets.h"

#include <QTest>

using namespace depthdeck;
using namespace depthdeck::exchange;
using test::price;

Q_DECLARE_METATYPE(depthdeck::exchange::MarketSpec)

class TestPriceCodec : public QObject
{
    Q_OBJECT

private slots:
    void everyFormatWritesAndReadsBack_data();
    void everyFormatWritesAndReadsBack();
    void whatIsNoPriceIsRefused_data();
    void whatIsNoPriceIsRefused();
    void variableTickTablesFollowTheFormat();
    void pointValueIsThatOfADecimalUnitUnlessSwitched();
    void decimalTextIsExact_data();
    void decimalTextIsExact();
};

void TestPriceCodec::everyFormatWritesAndReadsBack_data()
{
    QTest::addColumn<MarketSpec>("market");
    QTest::addColumn<QString>("real");
    QTest::addColumn<QString>("wireReal");
    QTest::addColumn<QString>("wireDecimal");
    const MarketSpec es = test::es();
    const MarketSpec yen = test::market("6J", "0.0000005", "12500000", 7, 7);
    const MarketSpec note = test::market("ZN", "0.015625", "1000", 6, 0);
    const MarketSpec corn = test::market("ZC", "0.25", "50", 2, 1);
    QTest::newRow("ES") << es << "5954.75"
                        << "5954.75"
                        << "595475";
    QTest::newRow("ES whole") << es << "5955"
                              << "5955.00"
                              << "595500";
    QTest::newRow("ES negative") << es << "-0.25"
                                 << "-0.25"
                                 << "-25";
    QTest::newRow("ES zero") << es << "0"
                             << "0.00"
                             << "0";
    QTest::newRow("yen") << yen << "0.0067285"
                         << "0.0067285"
                         << "67285";
    QTest::newRow("note, no shift") << note << "110.515625"
                                    << "110.515625"
                                    << "110.515625";
    QTest::newRow("one place moved") << corn << "432.25"
                                     << "432.25"
                                     << "4322.5";
}

void TestPriceCodec::everyFormatWritesAndReadsBack()
{
    QFETCH(MarketSpec, market);
    QFETCH(QString, real);
    QFETCH(QString, wireReal);
    QFETCH(QString, wireDecimal);
    const Price value = price(real.toStdString());
    const std::array wires{wireDecimal, wireReal, wireReal}; // by format number: CLEARING_DECIMAL prints as REAL
    for (std::size_t format = 0; format < wires.size(); ++format) {
        const PriceCodec codec{static_cast<WirePriceFormat>(format)};
        QCOMPARE(QString::fromStdString(codec.encode(market, value)), wires[format]);
        QVERIFY(codec.decode(market, wires[format].toStdString()) == value);
    }
}

void TestPriceCodec::whatIsNoPriceIsRefused_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "-", ".", "12.x4", "1e400", "99999999999", "0.0000000001"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestPriceCodec::whatIsNoPriceIsRefused()
{
    QFETCH(QString, text);
    for (const auto format : {WirePriceFormat::Decimal, WirePriceFormat::Real})
        QVERIFY(!PriceCodec{format}.decode(test::es(), text.toStdString()));
}

void TestPriceCodec::variableTickTablesFollowTheFormat()
{
    const MarketSpec option = test::market("OES", "0.05", "50", 2, 2, "0.05;P<-5=0.25;P>5=0.25;");
    QCOMPARE(PriceCodec{WirePriceFormat::Real}.encodeVtt(option), option.vtt);
    QCOMPARE(PriceCodec{WirePriceFormat::Decimal}.encodeVtt(option), std::string{"5;P<-500=25;P>500=25;"});
}

void TestPriceCodec::pointValueIsThatOfADecimalUnitUnlessSwitched()
{
    QCOMPARE(PriceCodec{WirePriceFormat::Decimal}.encodePointValue(test::es()), std::string{"0.5"});
    QCOMPARE(PriceCodec{WirePriceFormat::Real}.encodePointValue(test::es()), std::string{"0.5"});
    const auto scaled = PointValueScaling::WithPriceFormat;
    QCOMPARE((PriceCodec{WirePriceFormat::Real, scaled}.encodePointValue(test::es())), std::string{"50"});
    QCOMPARE((PriceCodec{WirePriceFormat::Decimal, scaled}.encodePointValue(test::es())), std::string{"0.5"});
}

void TestPriceCodec::decimalTextIsExact_data()
{
    QTest::addColumn<qint64>("value");
    QTest::addColumn<int>("scale");
    QTest::addColumn<int>("minDecimals");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << qint64{0} << 9 << 0 << "0";
    QTest::newRow("zero with digits") << qint64{0} << 9 << 2 << "0.00";
    QTest::newRow("smallest") << std::numeric_limits<qint64>::min() << 9 << 0 << "-9223372036.854775808";
    QTest::newRow("negative scale") << qint64{-12} << -3 << 0 << "-12000";
    QTest::newRow("zero, negative scale") << qint64{0} << -3 << 0 << "0";
    QTest::newRow("far behind the point") << qint64{5} << 16 << 0 << "0.0000000000000005";
    QTest::newRow("zeros go") << qint64{1'500'000'000} << 9 << 0 << "1.5";
}

void TestPriceCodec::decimalTextIsExact()
{
    QFETCH(qint64, value);
    QFETCH(int, scale);
    QFETCH(int, minDecimals);
    QFETCH(QString, text);
    QCOMPARE(QString::fromStdString(decimalText(value, scale, minDecimals)), text);
}

QTEST_APPLESS_MAIN(TestPriceCodec)
#include "test_price_codec.moc"
