// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/deck_style.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

namespace depthdeck::ui {

namespace {

qreal linear(float channel)
{
    const qreal value = static_cast<qreal>(channel);
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

// WCAG 2 relative luminance and contrast.
qreal luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

qreal contrast(const QColor &a, const QColor &b)
{
    const qreal first = luminance(a);
    const qreal second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private slots:
    void textKeepsItsContrastOnEveryBackground_data();
    void textKeepsItsContrastOnEveryBackground();
    void accentTextIsReadableOnAccent_data() { themeRows(); }
    void accentTextIsReadableOnAccent();
    void everyThemeLoadsAndAnnouncesItself_data() { themeRows(); }
    void everyThemeLoadsAndAnnouncesItself();
    void unknownThemeChangesNothing();
    void sizesFollowTheScale();
    void buySideIsBlueAndSellSideOrangeInEveryTheme();
    void everyIconDrawsInTheAskedColour();
    void applyingTwiceKeepsOneStyle();

private:
    static void themeRows()
    {
        QTest::addColumn<QString>("name");
        for (const QString &name : Theme::names())
            QTest::newRow(qPrintable(name)) << name;
    }
};

void TestTheme::textKeepsItsContrastOnEveryBackground_data()
{
    QTest::addColumn<QString>("theme");
    QTest::addColumn<int>("text");
    QTest::addColumn<int>("background");
    const std::vector<std::pair<const char *, ColorRole>> texts{
        {"text", ColorRole::Text},       {"quiet", ColorRole::Quiet}, {"bid", ColorRole::Bid},
        {"offer", ColorRole::Offer},     {"up", ColorRole::Up},       {"down", ColorRole::Down},
        {"warning", ColorRole::Warning}, {"own", ColorRole::Own}};
    const std::vector<std::pair<const char *, ColorRole>> backgrounds{{"window", ColorRole::Window},
                                                                      {"panel", ColorRole::Panel},
                                                                      {"row", ColorRole::Row},
                                                                      {"raised", ColorRole::Raised},
                                                                      {"selection", ColorRole::Selection}};
    for (const QString &theme : Theme::names()) {
        for (const auto &[textName, text] : texts) {
            for (const auto &[groundName, ground] : backgrounds)
                QTest::addRow("%s: %s on %s", qPrintable(theme), textName, groundName)
                    << theme << static_cast<int>(text) << static_cast<int>(ground);
        }
        QTest::addRow("%s: bid on its bar", qPrintable(theme))
            << theme << static_cast<int>(ColorRole::Bid) << static_cast<int>(ColorRole::BidBar);
        QTest::addRow("%s: offer on its bar", qPrintable(theme))
            << theme << static_cast<int>(ColorRole::Offer) << static_cast<int>(ColorRole::OfferBar);
    }
}

void TestTheme::textKeepsItsContrastOnEveryBackground()
{
    QFETCH(const QString, theme);
    QFETCH(const int, text);
    QFETCH(const int, background);
    Theme colors;
    QVERIFY(colors.load(theme));
    const qreal ratio =
        contrast(colors.color(static_cast<ColorRole>(text)), colors.color(static_cast<ColorRole>(background)));
    QVERIFY2(ratio >= 4.5, qPrintable(QString::number(ratio)));
}

void TestTheme::accentTextIsReadableOnAccent()
{
    QFETCH(const QString, name);
    Theme theme;
    QVERIFY(theme.load(name));
    QVERIFY(contrast(theme.color(ColorRole::AccentText), theme.color(ColorRole::Accent)) >= 4.5);
    QVERIFY(contrast(theme.color(ColorRole::Accent), theme.color(ColorRole::Panel)) >= 3.0);
    QVERIFY(contrast(theme.color(ColorRole::Window), theme.color(ColorRole::Warning)) >= 4.5);
}

void TestTheme::everyThemeLoadsAndAnnouncesItself()
{
    QFETCH(const QString, name);
    Theme theme;
    QSignalSpy changes{&theme, &Theme::changed};
    QVERIFY(theme.load(name));
    QCOMPARE(theme.name(), name);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(theme.isDark(), name != u"light");
}

void TestTheme::unknownThemeChangesNothing()
{
    Theme theme;
    QSignalSpy changes{&theme, &Theme::changed};
    QVERIFY(!theme.load(QStringLiteral("mauve")));
    QVERIFY(!theme.load(QStringLiteral("../icons/x")));
    QCOMPARE(theme.name(), QStringLiteral("dark"));
    QCOMPARE(changes.size(), 0);
}

void TestTheme::sizesFollowTheScale()
{
    Theme theme;
    const int row = theme.rowHeight();
    const qreal points = theme.numberFont().pointSizeF();
    theme.setScale(2.0);
    QCOMPARE(theme.scaled(30), 60);
    QVERIFY(std::abs(theme.rowHeight() - 2 * row) <= 1);
    QVERIFY(qFuzzyCompare(theme.numberFont().pointSizeF(), 2 * points));
    QCOMPARE(theme.scaled(0.1), 1);
}

void TestTheme::buySideIsBlueAndSellSideOrangeInEveryTheme()
{
    Theme theme;
    for (const QString &name : Theme::names()) {
        QVERIFY(theme.load(name));
        const int bid = theme.color(ColorRole::Bid).hue();
        const int offer = theme.color(ColorRole::Offer).hue();
        QVERIFY2(bid > 190 && bid < 230, qPrintable(name));
        QVERIFY2(offer > 10 && offer < 50, qPrintable(name));
    }
}

void TestTheme::everyIconDrawsInTheAskedColour()
{
    for (int at = 0; at < iconCount; ++at) {
        const QImage image = iconPixmap(static_cast<Icon>(at), 16, 2.0, QColor{255, 0, 0}).toImage();
        QCOMPARE(image.size(), QSize(32, 32));
        bool drawn = false;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QColor pixel = image.pixelColor(x, y);
                drawn = drawn || (pixel.alpha() == 255 && pixel.red() > 200 && pixel.green() < 40);
            }
        }
        QVERIFY2(drawn, qPrintable(QString::number(at)));
    }
}

void TestTheme::applyingTwiceKeepsOneStyle()
{
    Theme theme;
    theme.applyToApplication();
    const QStyle *style = QApplication::style();
    QVERIFY(qobject_cast<const DeckStyle *>(style) != nullptr);
    QVERIFY(theme.load(QStringLiteral("light")));
    theme.applyToApplication();
    QCOMPARE(QApplication::style(), style);
    QCOMPARE(QApplication::palette().color(QPalette::Base), theme.color(ColorRole::Panel));
}

} // namespace depthdeck::ui

QTEST_MAIN(depthdeck::ui::TestTheme)
#include "test_theme.moc"
