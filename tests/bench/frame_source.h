// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace depthdeck::bench {

/// A T4 endpoint that only measures: it answers login and subscriptions like a server, then sends depth frames that
/// were serialised beforehand, as fast as the reader takes them or at a rate. Plain sockets on a thread of its own, so
/// that the sending costs next to nothing beside the reading that is measured. One client at a time.
class FrameSource
{
public:
    /// @p markets different markets, ten levels a side each.
    explicit FrameSource(int markets);
    ~FrameSource();
    FrameSource(const FrameSource &) = delete;
    FrameSource &operator=(const FrameSource &) = delete;

    [[nodiscard]] QUrl url() const;
    [[nodiscard]] static std::string marketId(int market);
    /// Bytes of one depth frame without the WebSocket header.
    [[nodiscard]] std::size_t frameBytes() const noexcept { return m_frameBytes; }

    /// Starts sending @p frames depth frames; @p perSecond 0 sends as fast as they are taken.
    void blast(std::int64_t frames, std::int64_t perSecond);
    /// Sends these messages once, back to back, before anything else. From any thread.
    void inject(const std::vector<std::string> &payloads);
    /// Depth frames handed to the socket so far, over all blasts.
    [[nodiscard]] std::int64_t sent() const noexcept { return m_sent.load(); }

private:
    void buildFrames(int markets);
    void serve();
    void serveClient(int client);
    void pump(int client);
    [[nodiscard]] bool handshake(int client);
    /// False when the client is gone.
    [[nodiscard]] bool readClient(int client);
    void answer(int client, const std::string &payload);
    void sendAll(int client, const std::string &bytes);

    int m_listener = -1;
    std::uint16_t m_port = 0;
    int m_markets = 0;
    std::size_t m_frameBytes = 0;
    std::string m_frames;                  ///< all frames with their headers, one after the other
    std::vector<std::size_t> m_boundaries; ///< where each frame ends
    std::size_t m_offset = 0;              ///< next byte of m_frames
    std::size_t m_nextBoundary = 0;
    std::string m_input;
    std::atomic<std::int64_t> m_sent{0};
    std::atomic<std::int64_t> m_wanted{0};
    std::atomic<std::int64_t> m_perSecond{0};
    std::atomic<bool> m_stopping{false};
    std::int64_t m_blastStart = 0; ///< steady nanoseconds
    std::int64_t m_blastBase = 0;
    std::atomic<bool> m_newBlast{false};
    std::mutex m_mutex;
    std::string m_injected; ///< framed, under the mutex
    std::thread m_thread;
};

} // namespace depthdeck::bench
