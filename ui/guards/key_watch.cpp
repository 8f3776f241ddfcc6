// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/guards/key_watch.h"

#include <QTimer>

#include <xcb/xcb.h>

#include <cstdlib>
#include <optional>
#include <unistd.h>

namespace depthdeck::ui {

namespace {

using Milliseconds = std::chrono::milliseconds;

constexpr std::uint32_t leftShift = 0xFFE1;
constexpr std::uint32_t rightShift = 0xFFE2;

std::int64_t steadyMilliseconds() noexcept
{
    using std::chrono::steady_clock;
    return std::chrono::duration_cast<Milliseconds>(steady_clock::now().time_since_epoch()).count();
}

/// What xcb hands out is freed by free().
template <typename T>
struct Freed
{
    void operator()(T *reply) const noexcept { std::free(reply); }
};
template <typename T>
using Reply = std::unique_ptr<T, Freed<T>>;

/// The few questions that the watch asks of an X server. One thread.
class Keyboard
{
public:
    explicit Keyboard(const QByteArray &display)
        : m_connection{xcb_connect(display.isEmpty() ? nullptr : display.constData(), nullptr)}
    {
        if (isOpen())
            m_processAtom = atom("_NET_WM_PID");
    }
    ~Keyboard() { xcb_disconnect(m_connection); }
    Keyboard(const Keyboard &) = delete;
    Keyboard &operator=(const Keyboard &) = delete;

    [[nodiscard]] bool isOpen() const noexcept { return xcb_connection_has_error(m_connection) == 0; }

    /// The key on which @p keysym stands, shifted or not; 0 for none.
    [[nodiscard]] xcb_keycode_t keycode(std::uint32_t keysym) const
    {
        const xcb_setup_t *setup = xcb_get_setup(m_connection);
        const auto count = static_cast<std::uint8_t>(setup->max_keycode - setup->min_keycode + 1);
        const Reply<xcb_get_keyboard_mapping_reply_t> mapping{xcb_get_keyboard_mapping_reply(
            m_connection, xcb_get_keyboard_mapping(m_connection, setup->min_keycode, count), nullptr)};
        if (!mapping)
            return 0;
        const xcb_keysym_t *symbols = xcb_get_keyboard_mapping_keysyms(mapping.get());
        const int total = xcb_get_keyboard_mapping_keysyms_length(mapping.get());
        for (int at = 0; at < total; ++at) {
            if (symbols[at] == keysym)
                return static_cast<xcb_keycode_t>(setup->min_keycode + at / mapping->keysyms_per_keycode);
        }
        return 0;
    }

    /// Whether each of @p keys is down now.
    [[nodiscard]] std::vector<bool> areDown(const std::vector<xcb_keycode_t> &keys) const
    {
        std::vector<bool> down(keys.size(), false);
        const Reply<xcb_query_keymap_reply_t> state{
            xcb_query_keymap_reply(m_connection, xcb_query_keymap(m_connection), nullptr)};
        if (!state)
            return down;
        constexpr unsigned bits = 8;
        for (std::size_t at = 0; at < keys.size(); ++at) {
            const unsigned key = keys[at];
            down[at] = key != 0 && ((state->keys[key / bits] >> (key % bits)) & 1U) != 0;
        }
        return down;
    }

    /// Whether the keyboard is with a window of this process, or inside one.
    [[nodiscard]] bool isOurs() const
    {
        const Reply<xcb_get_input_focus_reply_t> focus{
            xcb_get_input_focus_reply(m_connection, xcb_get_input_focus(m_connection), nullptr)};
        xcb_window_t window = focus ? focus->focus : xcb_window_t{XCB_NONE};
        while (window != XCB_NONE && window != XCB_INPUT_FOCUS_POINTER_ROOT) {
            if (processOf(window) == static_cast<std::uint32_t>(getpid()))
                return true;
            const Reply<xcb_query_tree_reply_t> tree{
                xcb_query_tree_reply(m_connection, xcb_query_tree(m_connection, window), nullptr)};
            window = tree ? tree->parent : xcb_window_t{XCB_NONE};
        }
        return false;
    }

private:
    [[nodiscard]] xcb_atom_t atom(std::string_view name) const
    {
        const Reply<xcb_intern_atom_reply_t> reply{xcb_intern_atom_reply(
            m_connection, xcb_intern_atom(m_connection, 0, static_cast<std::uint16_t>(name.size()), name.data()),
            nullptr)};
        return reply ? reply->atom : xcb_atom_t{XCB_ATOM_NONE};
    }

    [[nodiscard]] std::optional<std::uint32_t> processOf(xcb_window_t window) const
    {
        const Reply<xcb_get_property_reply_t> reply{xcb_get_property_reply(
            m_connection, xcb_get_property(m_connection, 0, window, m_processAtom, XCB_ATOM_CARDINAL, 0, 1), nullptr)};
        constexpr int oneCardinal = 4;
        if (!reply || xcb_get_property_value_length(reply.get()) != oneCardinal)
            return std::nullopt;
        return *static_cast<const std::uint32_t *>(xcb_get_property_value(reply.get()));
    }

    xcb_connection_t *m_connection;
    xcb_atom_t m_processAtom = XCB_ATOM_NONE;
};

} // namespace

/// The watching thread.
class KeyWatch::Watcher final : public QThread
{
public:
    explicit Watcher(KeyWatch &owner) : m_owner{owner}, m_keyboard{owner.m_options.display} {}

    [[nodiscard]] bool canWatch()
    {
        if (!m_keyboard.isOpen())
            return false;
        m_keys = {m_keyboard.keycode(m_owner.m_options.keysym), m_keyboard.keycode(leftShift),
                  m_keyboard.keycode(rightShift)};
        return m_keys.front() != 0;
    }

protected:
    void run() override
    {
        std::optional<std::int64_t> downSince;
        bool isTold = false;
        while (!isInterruptionRequested() && m_keyboard.isOpen()) {
            msleep(static_cast<unsigned long>(m_owner.m_options.interval.count()));
            const std::int64_t now = steadyMilliseconds();
            const bool isLate = now - m_owner.m_aliveAt.load() > m_owner.m_options.late.count();
            const std::vector<bool> down = isLate ? m_keyboard.areDown(m_keys) : std::vector<bool>(m_keys.size());
            if (!down.front() || !m_keyboard.isOurs()) {
                downSince.reset();
                isTold = false;
                continue;
            }
            downSince = downSince.value_or(now);
            if (isTold || now - *downSince < m_owner.m_options.hold.count())
                continue;
            isTold = true;
            emit m_owner.held(down[1] || down[2]);
        }
        m_owner.m_watching.store(false);
    }

private:
    KeyWatch &m_owner;
    Keyboard m_keyboard;
    std::vector<xcb_keycode_t> m_keys;
};

KeyWatch::KeyWatch(const Options &options, QObject *parent) : QObject{parent}, m_options{options} {}

KeyWatch::~KeyWatch()
{
    if (!m_watcher)
        return;
    m_watcher->requestInterruption();
    m_watcher->wait();
}

bool KeyWatch::start()
{
    auto watcher = std::make_unique<Watcher>(*this);
    if (!watcher->canWatch())
        return false;
    noteAlive();
    auto *alive = new QTimer{this}; // child of this
    connect(alive, &QTimer::timeout, this, &KeyWatch::noteAlive);
    alive->start(m_options.interval);
    m_watcher = std::move(watcher);
    m_watching.store(true);
    m_watcher->start();
    return true;
}

void KeyWatch::noteAlive() noexcept
{
    m_aliveAt.store(steadyMilliseconds());
}

} // namespace depthdeck::ui
