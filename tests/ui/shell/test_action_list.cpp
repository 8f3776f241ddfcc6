// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/action_finder.h"
#include "ui/shell/action_list.h"

#include <QLineEdit>
#include <QListWidget>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

class TestActionList : public QObject
{
    Q_OBJECT

private slots:
    void everyActionHasAKeyATextAndAName();
    void aHeldKeySendsNoSecondOrder();
    void noTwoActionsShareAKeyOrAName();
    void everyActionIsInAMenu();
    void typingFindsActions_data();
    void typingFindsActions();
    void theFinderRunsTheChosenActionAndGivesTheFocusBack();
    void escapeClosesTheFinderAndRunsNothing();
};

void TestActionList::aHeldKeySendsNoSecondOrder()
{
    ActionList list;
    for (const ActionId id : {ActionId::SubmitOrder, ActionId::ToggleArm, ActionId::PullAll})
        QVERIFY(!list.action(id).autoRepeat());
}

void TestActionList::everyActionHasAKeyATextAndAName()
{
    const ActionList actions;
    for (const QAction *action : actions.all()) {
        QVERIFY2(!action->shortcut().isEmpty(), qPrintable(action->text()));
        QVERIFY(!action->text().isEmpty());
        QVERIFY(!action->objectName().isEmpty());
    }
    QCOMPARE(actions.all().size(), static_cast<std::size_t>(ActionId::About) + 1);
}

void TestActionList::noTwoActionsShareAKeyOrAName()
{
    const ActionList actions;
    QSet<QString> keys;
    QSet<QString> names;
    for (const QAction *action : actions.all()) {
        for (const QKeySequence &key : action->shortcuts()) {
            QVERIFY2(!keys.contains(key.toString()), qPrintable(key.toString()));
            keys.insert(key.toString());
        }
        QVERIFY(!names.contains(action->objectName()));
        names.insert(action->objectName());
    }
}

void TestActionList::everyActionIsInAMenu()
{
    const ActionList actions;
    std::size_t count = 0;
    for (const MenuId menu : {MenuId::Session, MenuId::Trade, MenuId::View, MenuId::Window, MenuId::Help})
        count += actions.ofMenu(menu).size();
    QCOMPARE(count, actions.all().size());
}

void TestActionList::typingFindsActions_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("found");
    QTest::newRow("nothing") << QString{} << true;
    QTest::newRow("part of a word") << u"ull"_s << true;
    QTest::newRow("beginnings in any order") << u"ord pu"_s << true;
    QTest::newRow("upper case") << u"PULL ALL"_s << true;
    QTest::newRow("another thing") << u"theme"_s << false;
    QTest::newRow("one word of two") << u"pull theme"_s << false;
}

void TestActionList::typingFindsActions()
{
    QFETCH(const QString, typed);
    QFETCH(const bool, found);
    QCOMPARE(matchesTyped(u"Pull all orders"_s, typed), found);
}

void TestActionList::theFinderRunsTheChosenActionAndGivesTheFocusBack()
{
    Theme theme;
    ActionList actions;
    QWidget window;
    window.resize(800, 600);
    auto *before = new QLineEdit{&window}; // child of window
    ActionFinder finder{theme, actions.all(), &window};
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    window.activateWindow();
    before->setFocus();
    QTRY_VERIFY(before->hasFocus());
    finder.open();
    QTRY_VERIFY(finder.isVisible());
    auto *field = finder.findChild<QLineEdit *>();
    QSignalSpy themes{&actions.action(ActionId::NextTheme), &QAction::triggered};
    QSignalSpy layout{&actions.action(ActionId::ResetLayout), &QAction::triggered};
    QTest::keyClicks(field, u"next th"_s);
    QCOMPARE(finder.findChild<QListWidget *>()->count(), 1);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(themes.size(), 1);
    QCOMPARE(layout.size(), 0);
    QVERIFY(!finder.isVisible());
    QVERIFY(before->hasFocus());
}

void TestActionList::escapeClosesTheFinderAndRunsNothing()
{
    Theme theme;
    ActionList actions;
    QWidget window;
    window.resize(800, 600);
    ActionFinder finder{theme, actions.all(), &window};
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    int triggered = 0;
    for (QAction *action : actions.all())
        connect(action, &QAction::triggered, this, [&triggered] { ++triggered; });
    finder.open();
    QTest::keyClick(finder.findChild<QLineEdit *>(), Qt::Key_Down);
    QTest::keyClick(finder.findChild<QLineEdit *>(), Qt::Key_Escape);
    QVERIFY(!finder.isVisible());
    QCoreApplication::processEvents();
    QCOMPARE(triggered, 0);
}

} // namespace depthdeck::ui

QTEST_MAIN(depthdeck::ui::TestActionList)
#include "test_action_list.moc"
