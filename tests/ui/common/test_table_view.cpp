// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/digit_cache.h"
#include "ui/common/frame_clock.h"
#include "ui/common/panel_header.h"
#include "ui/common/table_view.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QPainter>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>

namespace depthdeck::ui {

class TestTableView : public QObject
{
    Q_OBJECT

private slots:
    void rowsFollowTheThemesScale();
    void columnsAreAsWideAsTheirSamples();
    void ctrlCCopiesTheChosenRowsWithTheHeader();
    void anEmptyTableShowsItsText();
    void cachedDigitsLookLikeTheirColourAndAlignRight();
    void theCacheForgetsWhenTheThemeChanges();
    void theHeaderTellsItsSubjectToAssistiveTechnology();
    void theFrameClockCollectsBeforeItPaints();
};

void TestTableView::rowsFollowTheThemesScale()
{
    Theme theme;
    TableView view{theme, QStringLiteral("Fills")};
    QStandardItemModel model{2, 2};
    view.setModel(&model);
    QCOMPARE(view.rowHeight(0), theme.rowHeight());
    theme.setScale(2.0);
    QCOMPARE(view.rowHeight(0), theme.rowHeight());
}

void TestTableView::columnsAreAsWideAsTheirSamples()
{
    Theme theme;
    TableView view{theme, QStringLiteral("Fills")};
    QStandardItemModel model{1, 2};
    view.setModel(&model);
    view.setColumnSamples({QStringLiteral("8"), QStringLiteral("21345.25")});
    QVERIFY(view.columnWidth(1) >= QFontMetrics{theme.numberFont()}.horizontalAdvance(QStringLiteral("21345.25")));
    const int before = view.columnWidth(0);
    model.setItem(0, 0, new QStandardItem{QString(200, u'8')}); // owned by the model
    QCOMPARE(view.columnWidth(0), before);
}

void TestTableView::ctrlCCopiesTheChosenRowsWithTheHeader()
{
    Theme theme;
    TableView view{theme, QStringLiteral("Fills")};
    QStandardItemModel model{0, 2};
    model.setHorizontalHeaderLabels({QStringLiteral("Market"), QStringLiteral("Price")});
    for (const char *name : {"ESZ6", "CLF7", "ZNH7"})
        model.appendRow({new QStandardItem{QLatin1StringView{name}}, new QStandardItem{QStringLiteral("1.5")}});
    view.setModel(&model);
    view.setColumnSamples({QStringLiteral("ESZ6"), QStringLiteral("1.5")});
    view.resize(400, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(model.index(2, 0)).center());
    QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::ControlModifier,
                      view.visualRect(model.index(0, 0)).center());
    QTest::keySequence(&view, QKeySequence::Copy);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("Market\tPrice\nESZ6\t1.5\nZNH7\t1.5"));
}

void TestTableView::anEmptyTableShowsItsText()
{
    Theme theme;
    TableView view{theme, QStringLiteral("Fills")};
    QStandardItemModel model{0, 2};
    view.setModel(&model);
    view.resize(300, 200);
    const QImage without = view.grab().toImage();
    view.setEmptyText(QStringLiteral("No fill yet."));
    QVERIFY(view.grab().toImage() != without);
    model.appendRow(new QStandardItem{});
    const QImage withRow = view.grab().toImage();
    view.setEmptyText({});
    QVERIFY(view.grab().toImage() == withRow);
}

void TestTableView::cachedDigitsLookLikeTheirColourAndAlignRight()
{
    Theme theme;
    DigitCache digits{theme};
    QImage image{100, 30, QImage::Format_ARGB32_Premultiplied};
    image.fill(Qt::black);
    QPainter painter{&image};
    digits.drawText(painter, QRect{0, 0, 100, 30}, Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("88"),
                    ColorRole::Offer);
    painter.end();
    const int left = 100 - digits.textWidth(QStringLiteral("88"));
    bool outside = false;
    int brightest = 0;
    for (int y = 0; y < 30; ++y) {
        for (int x = 0; x < 100; ++x) {
            outside = outside || (x < left && image.pixelColor(x, y) != QColor{Qt::black});
            brightest = std::max(brightest, image.pixelColor(x, y).red());
        }
    }
    QVERIFY(!outside);
    QVERIFY(brightest > 180);
}

void TestTableView::theCacheForgetsWhenTheThemeChanges()
{
    Theme theme;
    DigitCache digits{theme};
    const auto draw = [&] {
        QImage image{60, 30, QImage::Format_ARGB32_Premultiplied};
        image.fill(Qt::transparent);
        QPainter painter{&image};
        digits.drawText(painter, image.rect(), Qt::AlignCenter, QStringLiteral("5"), ColorRole::Bid);
        return image;
    };
    const QImage dark = draw();
    QCOMPARE(draw(), dark);
    QVERIFY(theme.load(QStringLiteral("light")));
    QVERIFY(draw() != dark);
    const int narrow = digits.textWidth(QStringLiteral("55555"));
    theme.setScale(2.0);
    QVERIFY(digits.textWidth(QStringLiteral("55555")) > narrow * 3 / 2);
}

void TestTableView::theHeaderTellsItsSubjectToAssistiveTechnology()
{
    Theme theme;
    PanelHeader header{theme, QStringLiteral("Depth")};
    header.setSubject(QStringLiteral("ESZ6"));
    header.setHint(QStringLiteral("Live"));
    QVERIFY(header.accessibleName().contains(QStringLiteral("ESZ6")));
    QCOMPARE(header.accessibleDescription(), QStringLiteral("Live"));
}

void TestTableView::theFrameClockCollectsBeforeItPaints()
{
    FrameClock clock;
    QString order;
    connect(&clock, &FrameClock::collect, this, [&order] { order += u'c'; });
    connect(&clock, &FrameClock::paint, this, [&order] { order += u'p'; });
    clock.start();
    QTRY_VERIFY(order.size() >= 4);
    clock.stop();
    QVERIFY(order.startsWith(QStringLiteral("cpcp")));
    const qsizetype ticks = order.size();
    QTest::qWait(50);
    QCOMPARE(order.size(), ticks);
}

} // namespace depthdeck::ui

QTEST_MAIN(depthdeck::ui::TestTableView)
#include "test_table_view.moc"
