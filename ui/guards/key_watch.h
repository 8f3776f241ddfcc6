// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThread>

#include <atomic>
#include <chrono>
#include <memory>

namespace depthdeck::ui {

/// Watches the kill key on a thread of its own with its own connection to the X server, for the time when the UI
/// thread stands still and no key event gets through. It only looks while that thread is late, and only counts the key
/// while a window of this process has the keyboard. Not on Wayland, where no program may look at keys: isWatching()
/// says so, and the window's own key handling is all there is.
class KeyWatch final : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        std::uint32_t keysym = 0xFFC9; ///< F12
        std::chrono::milliseconds hold{600};
        std::chrono::milliseconds late{250}; ///< the UI thread counts as standing still after so long
        std::chrono::milliseconds interval{40};
        QByteArray display; ///< empty: $DISPLAY
    };

    explicit KeyWatch(const Options &options, QObject *parent = nullptr);
    ~KeyWatch() override;

    /// Connects and begins to watch; false when there is no X server to ask.
    bool start();
    [[nodiscard]] bool isWatching() const noexcept { return m_watching.load(); }

    /// The UI thread lives; a timer of this object says so by itself once started.
    void noteAlive() noexcept;

signals:
    /// The key was held long enough while the UI thread stood still. Emitted on the watching thread: connect directly.
    void held(bool withShift);

private:
    class Watcher;

    Options m_options;
    std::atomic<bool> m_watching{false};
    std::atomic<std::int64_t> m_aliveAt{0};
    std::unique_ptr<Watcher> m_watcher;
};

} // namespace depthdeck::ui
