// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <atomic>
#include <mutex>
#include <utility>
#include <vector>

namespace depthdeck {

/// Frames on their way from the threads that send to the thread of the socket. Every frame belongs to the session it
/// was put in for; a session that ends takes its frames with it, so that none can reach the next one (design.md 1.4).
class Outbox final
{
public:
    struct Frame
    {
        QByteArray bytes;
        quint64 token = 0; ///< the caller's; 0 for none
    };

    /// Any thread. False, with @p wake left alone, when no session is open. Otherwise @p wake tells
    /// whether the socket thread must be called: false while an earlier call is still under way.
    [[nodiscard]] bool put(Frame frame, bool &wake);

    /// The socket's thread: from now on frames are taken.
    void open();
    /// The socket's thread: no more frames are taken; returns those not yet handed over, which are now refused.
    [[nodiscard]] std::vector<Frame> close();
    /// The socket's thread: all frames, oldest first. Cheap when there are none.
    [[nodiscard]] std::vector<Frame> take();

    [[nodiscard]] bool isEmpty() const noexcept { return !m_hasFrames.load(std::memory_order_acquire); }

private:
    std::mutex m_mutex;
    std::vector<Frame> m_frames;
    bool m_isOpen = false;
    std::atomic<bool> m_hasFrames{false};
};

} // namespace depthdeck
