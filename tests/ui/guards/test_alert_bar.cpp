// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/guards/alert_bar.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

class TestAlertBar : public QObject
{
    Q_OBJECT

private slots:
    void itIsHiddenWhileThereIsNothingToSay();
    void aButtonTellsWhichAlertAndWhichButton();
    void anAlertThatIsShownAgainIsReplaced();
    void anAlertMayBeEndedByItsOwnButton();
    void theSentenceIsItsAccessibleName();
};

void TestAlertBar::itIsHiddenWhileThereIsNothingToSay()
{
    Theme theme;
    AlertBar bar{theme};
    QVERIFY(bar.isHidden());
    bar.show(u"journal"_s, Severity::Error, u"The journal cannot be written."_s);
    QVERIFY(!bar.isHidden());
    QCOMPARE(bar.text(u"journal"_s), u"The journal cannot be written."_s);
    bar.clear(u"another"_s);
    QVERIFY(!bar.isHidden());
    bar.clear(u"journal"_s);
    QVERIFY(bar.isHidden());
    QCOMPARE(bar.text(u"journal"_s), QString{});
}

void TestAlertBar::aButtonTellsWhichAlertAndWhichButton()
{
    Theme theme;
    AlertBar bar{theme};
    bar.show(u"kill"_s, Severity::Error, u"Shut."_s, {u"Open"_s});
    bar.show(u"journal"_s, Severity::Error, u"Full."_s, {u"Try again"_s, u"Go on without"_s});
    const QSignalSpy chosen{&bar, &AlertBar::chosen};
    for (QPushButton *button : bar.findChildren<QPushButton *>())
        if (button->text() == u"Go on without"_s)
            QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.front().at(0).toString(), u"journal"_s);
    QCOMPARE(chosen.front().at(1).toInt(), 1);
}

void TestAlertBar::anAlertThatIsShownAgainIsReplaced()
{
    Theme theme;
    AlertBar bar{theme};
    bar.show(u"kill"_s, Severity::Error, u"3 orders still work."_s, {u"Open"_s});
    bar.show(u"kill"_s, Severity::Warning, u"Nothing works any more."_s, {u"Open"_s});
    QCOMPARE(bar.text(u"kill"_s), u"Nothing works any more."_s);
    QCOMPARE(bar.findChildren<QPushButton *>().size(), 1);
}

void TestAlertBar::anAlertMayBeEndedByItsOwnButton()
{
    Theme theme;
    AlertBar bar{theme};
    connect(&bar, &AlertBar::chosen, &bar, [&bar](const QString &id) { bar.clear(id); });
    bar.show(u"kill"_s, Severity::Error, u"Shut."_s, {u"Open"_s});
    QTest::mouseClick(bar.findChild<QPushButton *>(), Qt::LeftButton);
    QVERIFY(bar.isHidden());
    QTRY_COMPARE(bar.findChildren<QPushButton *>().size(), 0);
}

void TestAlertBar::theSentenceIsItsAccessibleName()
{
    Theme theme;
    AlertBar bar{theme};
    bar.show(u"kill"_s, Severity::Error, u"Trading is shut."_s);
    QVERIFY(std::ranges::any_of(bar.findChildren<QWidget *>(),
                                [](const QWidget *child) { return child->accessibleName() == u"Trading is shut."_s; }));
}

} // namespace depthdeck::ui

QTEST_MAIN(depthdeck::ui::TestAlertBar)
#include "test_alert_bar.moc"
