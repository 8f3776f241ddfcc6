// SPDX-License-Identifier: GPL-3.0-or-later

// The kill key while the UI thread stands still, asked of a real X server with keys pressed through XTEST.

#include "ui/guards/key_watch.h"

#include <QProcess>
#include <QTest>

#include <xcb/xcb.h>
#include <xcb/xtest.h>

#include <atomic>
#include <thread>
#include <unistd.h>

namespace depthdeck::ui {

namespace {

constexpr std::uint32_t f12 = 0xFFC9;
constexpr std::uint32_t shift = 0xFFE1;

/// A window of a given process that has the keyboard, and hands on the keys.
class FakeDesk
{
public:
    explicit FakeDesk(const QByteArray &display) : m_connection{xcb_connect(display.constData(), nullptr)} {}
    ~FakeDesk() { xcb_disconnect(m_connection); }
    FakeDesk(const FakeDesk &) = delete;
    FakeDesk &operator=(const FakeDesk &) = delete;

    void focusWindowOf(std::uint32_t process)
    {
        const xcb_screen_t *screen = xcb_setup_roots_iterator(xcb_get_setup(m_connection)).data;
        const xcb_window_t window = xcb_generate_id(m_connection);
        xcb_create_window(m_connection, XCB_COPY_FROM_PARENT, window, screen->root, 0, 0, 50, 50, 0,
                          XCB_WINDOW_CLASS_INPUT_OUTPUT, screen->root_visual, 0, nullptr);
        constexpr std::string_view name = "_NET_WM_PID";
        xcb_intern_atom_reply_t *atom = xcb_intern_atom_reply(
            m_connection, xcb_intern_atom(m_connection, 0, static_cast<std::uint16_t>(name.size()), name.data()),
            nullptr);
        constexpr std::uint8_t format = 32;
        xcb_change_property(m_connection, XCB_PROP_MODE_REPLACE, window, atom->atom, XCB_ATOM_CARDINAL, format, 1,
                            &process);
        std::free(atom);
        xcb_map_window(m_connection, window);
        xcb_set_input_focus(m_connection, XCB_INPUT_FOCUS_PARENT, window, XCB_CURRENT_TIME);
        settle();
    }

    void press(std::uint32_t keysym) { fake(XCB_KEY_PRESS, keysym); }
    void release(std::uint32_t keysym) { fake(XCB_KEY_RELEASE, keysym); }

private:
    void fake(std::uint8_t what, std::uint32_t keysym)
    {
        xcb_test_fake_input(m_connection, what, codeOf(keysym), XCB_CURRENT_TIME, XCB_NONE, 0, 0, 0);
        settle();
    }

    [[nodiscard]] std::uint8_t codeOf(std::uint32_t keysym) const
    {
        const xcb_setup_t *setup = xcb_get_setup(m_connection);
        const auto count = static_cast<std::uint8_t>(setup->max_keycode - setup->min_keycode + 1);
        xcb_get_keyboard_mapping_reply_t *mapping = xcb_get_keyboard_mapping_reply(
            m_connection, xcb_get_keyboard_mapping(m_connection, setup->min_keycode, count), nullptr);
        const xcb_keysym_t *symbols = xcb_get_keyboard_mapping_keysyms(mapping);
        std::uint8_t code = 0;
        for (int at = xcb_get_keyboard_mapping_keysyms_length(mapping) - 1; at >= 0; --at)
            if (symbols[at] == keysym)
                code = static_cast<std::uint8_t>(setup->min_keycode + at / mapping->keysyms_per_keycode);
        std::free(mapping);
        return code;
    }

    void settle() { std::free(xcb_get_input_focus_reply(m_connection, xcb_get_input_focus(m_connection), nullptr)); }

    xcb_connection_t *m_connection;
};

} // namespace

class TestKeyWatch : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void withoutAnXServerNothingIsWatched();
    void theKeyHeldWhileTheThreadStandsStillIsHeard_data();
    void theKeyHeldWhileTheThreadStandsStillIsHeard();
    void theKeyIsNotCountedWhileTheThreadLives();
    void theKeyOfAnotherProgramIsNotOurs();
    void aShortPressIsNoKill();

private:
    [[nodiscard]] KeyWatch::Options options() const;

    QProcess m_server;
    QByteArray m_display;
};

void TestKeyWatch::initTestCase()
{
    // The server writes the number of the display it took to its standard output. Without -noreset it would start over
    // whenever the last client leaves.
    m_server.start(QStringLiteral(XVFB_PROGRAM),
                   {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"), QStringLiteral("0"),
                    QStringLiteral("320x240x24"), QStringLiteral("-noreset"), QStringLiteral("-nolisten"),
                    QStringLiteral("tcp")});
    QVERIFY(m_server.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(
        [this] {
            m_server.waitForReadyRead(50);
            m_display += m_server.readAllStandardOutput();
            return m_display.endsWith('\n');
        }(),
        20'000);
    m_display = ':' + m_display.trimmed().split('\n').last();
}

void TestKeyWatch::cleanupTestCase()
{
    m_server.terminate();
    m_server.waitForFinished();
}

KeyWatch::Options TestKeyWatch::options() const
{
    using namespace std::chrono_literals;
    return {.keysym = f12, .hold = 200ms, .late = 100ms, .interval = 10ms, .display = m_display};
}

void TestKeyWatch::withoutAnXServerNothingIsWatched()
{
    KeyWatch::Options nowhere = options();
    nowhere.display = ":65000";
    KeyWatch watch{nowhere};
    QVERIFY(!watch.start());
    QVERIFY(!watch.isWatching());
}

void TestKeyWatch::theKeyHeldWhileTheThreadStandsStillIsHeard_data()
{
    QTest::addColumn<bool>("withShift");
    QTest::newRow("pull") << false;
    QTest::newRow("pull and flatten") << true;
}

void TestKeyWatch::theKeyHeldWhileTheThreadStandsStillIsHeard()
{
    QFETCH(const bool, withShift);
    FakeDesk desk{m_display};
    desk.focusWindowOf(static_cast<std::uint32_t>(getpid()));
    KeyWatch watch{options()};
    std::atomic<int> heard{0};
    std::atomic<bool> heardShift{false};
    connect(
        &watch, &KeyWatch::held, &watch,
        [&](bool shifted) {
            heardShift = shifted;
            ++heard;
        },
        Qt::DirectConnection);
    QVERIFY(watch.start());
    QVERIFY(watch.isWatching());
    if (withShift)
        desk.press(shift);
    desk.press(f12);
    // This thread stands still: no event loop runs, and nothing but the other thread can see the key.
    for (int waited = 0; waited < 500 && heard == 0; ++waited)
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    std::this_thread::sleep_for(std::chrono::milliseconds{300});
    desk.release(f12);
    if (withShift)
        desk.release(shift);
    QCOMPARE(heard.load(), 1); // held on, told once
    QCOMPARE(heardShift.load(), withShift);
}

void TestKeyWatch::theKeyIsNotCountedWhileTheThreadLives()
{
    FakeDesk desk{m_display};
    desk.focusWindowOf(static_cast<std::uint32_t>(getpid()));
    KeyWatch::Options patient = options();
    patient.late = std::chrono::seconds{30};
    KeyWatch watch{patient};
    std::atomic<int> heard{0};
    connect(
        &watch, &KeyWatch::held, &watch, [&heard] { ++heard; }, Qt::DirectConnection);
    QVERIFY(watch.start());
    desk.press(f12);
    QTest::qWait(500);
    desk.release(f12);
    QCOMPARE(heard.load(), 0);
}

void TestKeyWatch::theKeyOfAnotherProgramIsNotOurs()
{
    FakeDesk desk{m_display};
    desk.focusWindowOf(static_cast<std::uint32_t>(getppid()));
    KeyWatch watch{options()};
    std::atomic<int> heard{0};
    connect(
        &watch, &KeyWatch::held, &watch, [&heard] { ++heard; }, Qt::DirectConnection);
    QVERIFY(watch.start());
    desk.press(f12);
    std::this_thread::sleep_for(std::chrono::milliseconds{600});
    desk.release(f12);
    QCOMPARE(heard.load(), 0);
}

void TestKeyWatch::aShortPressIsNoKill()
{
    FakeDesk desk{m_display};
    desk.focusWindowOf(static_cast<std::uint32_t>(getpid()));
    KeyWatch::Options slow = options();
    slow.hold = std::chrono::seconds{20};
    KeyWatch watch{slow};
    std::atomic<int> heard{0};
    connect(
        &watch, &KeyWatch::held, &watch, [&heard] { ++heard; }, Qt::DirectConnection);
    QVERIFY(watch.start());
    desk.press(f12);
    std::this_thread::sleep_for(std::chrono::milliseconds{400});
    desk.release(f12);
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
    QCOMPARE(heard.load(), 0);
}

} // namespace depthdeck::ui

QTEST_GUILESS_MAIN(depthdeck::ui::TestKeyWatch)
#include "test_key_watch.moc"
