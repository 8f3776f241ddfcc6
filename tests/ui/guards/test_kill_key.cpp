// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/guards/activity_watch.h"
#include "ui/guards/kill_key.h"

#include <QApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

namespace depthdeck::ui {

class TestKillKey : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void heldLongEnoughItKillsOnce();
    void withShiftItAlsoFlattens();
    void aShortPressOnlyShowsProgress();
    void repeatsOfTheKeyboardDoNotCountAsReleases();
    void theKeyNeverReachesAField();
    void otherKeysPass();
    void everyKindOfActivityIsHeard();

private:
    std::unique_ptr<QLineEdit> m_field;
    std::unique_ptr<KillKey> m_key;
};

void TestKillKey::init()
{
    m_field = std::make_unique<QLineEdit>();
    m_field->show();
    QVERIFY(QTest::qWaitForWindowActive(m_field.get()));
    m_key = std::make_unique<KillKey>();
    QApplication::instance()->installEventFilter(m_key.get());
}

void TestKillKey::cleanup()
{
    m_key.reset();
    m_field.reset();
}

void TestKillKey::heldLongEnoughItKillsOnce()
{
    const QSignalSpy held{m_key.get(), &KillKey::held};
    QTest::keyPress(m_field.get(), KillKey::key);
    QTRY_COMPARE(held.size(), 1);
    QCOMPARE(held.front().front().toBool(), false);
    QTest::qWait(100);
    QCOMPARE(m_key->progress(), 1.0);
    QTest::keyRelease(m_field.get(), KillKey::key);
    QCOMPARE(held.size(), 1);
    QCOMPARE(m_key->progress(), 0.0);
}

void TestKillKey::withShiftItAlsoFlattens()
{
    const QSignalSpy held{m_key.get(), &KillKey::held};
    QTest::keyPress(m_field.get(), KillKey::key, Qt::ShiftModifier);
    QVERIFY(m_key->withFlatten());
    QTRY_COMPARE(held.size(), 1);
    QCOMPARE(held.front().front().toBool(), true);
    QTest::keyRelease(m_field.get(), KillKey::key, Qt::ShiftModifier);
}

void TestKillKey::aShortPressOnlyShowsProgress()
{
    const QSignalSpy held{m_key.get(), &KillKey::held};
    const QSignalSpy progress{m_key.get(), &KillKey::progressChanged};
    QTest::keyClick(m_field.get(), KillKey::key);
    QVERIFY(progress.size() >= 2);
    QTest::qWait(static_cast<int>(KillKey::hold.count()) + 100);
    QCOMPARE(held.size(), 0);
}

void TestKillKey::repeatsOfTheKeyboardDoNotCountAsReleases()
{
    const QSignalSpy held{m_key.get(), &KillKey::held};
    QTest::keyPress(m_field.get(), KillKey::key);
    QKeyEvent repeatedRelease{QEvent::KeyRelease, KillKey::key, Qt::NoModifier, {}, true};
    QKeyEvent repeatedPress{QEvent::KeyPress, KillKey::key, Qt::NoModifier, {}, true};
    QApplication::sendEvent(m_field.get(), &repeatedRelease);
    QApplication::sendEvent(m_field.get(), &repeatedPress);
    QTRY_COMPARE(held.size(), 1);
    QTest::keyRelease(m_field.get(), KillKey::key);
}

void TestKillKey::theKeyNeverReachesAField()
{
    int seen = 0;
    class Counter final : public QLineEdit
    {
    public:
        explicit Counter(int &count) : m_count{count} {}

    protected:
        void keyPressEvent(QKeyEvent *) override { ++m_count; }

    private:
        int &m_count;
    } counter{seen};
    counter.show();
    QVERIFY(QTest::qWaitForWindowActive(&counter));
    QTest::keyClick(&counter, KillKey::key);
    QCOMPARE(seen, 0);
    QTest::keyClick(&counter, Qt::Key_A);
    QCOMPARE(seen, 1);
}

void TestKillKey::otherKeysPass()
{
    const QSignalSpy progress{m_key.get(), &KillKey::progressChanged};
    QTest::keyClicks(m_field.get(), QStringLiteral("12"));
    QCOMPARE(m_field->text(), QStringLiteral("12"));
    QCOMPARE(progress.size(), 0);
}

void TestKillKey::everyKindOfActivityIsHeard()
{
    ActivityWatch watch;
    QApplication::instance()->installEventFilter(&watch);
    const QSignalSpy active{&watch, &ActivityWatch::active};
    QTest::keyClick(m_field.get(), Qt::Key_A);
    QCOMPARE(active.size(), 1);
    QTest::mouseClick(m_field.get(), Qt::LeftButton);
    QCOMPARE(active.size(), 1); // within the same second: told once
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            QTest::mouseClick(m_field.get(), Qt::LeftButton);
            return active.size() == 2;
        }(),
        5000);
}

} // namespace depthdeck::ui

QTEST_MAIN(depthdeck::ui::TestKillKey)
#include "test_kill_key.moc"
