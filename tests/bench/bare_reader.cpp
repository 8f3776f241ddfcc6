// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bare_reader.h"

#include "tests/bench/frame_source.h"

#include "t4/v1/service.pb.h"

#include <QEventLoop>
#include <QThread>
#include <QWebSocket>

#include <chrono>
#include <stdexcept>

namespace depthdeck::bench {

namespace {

using Moment = std::chrono::steady_clock::time_point;

/// Lives on the reading thread.
class BareReader final : public QObject
{
public:
    BareReader(FrameSource &source, std::int64_t frames, QEventLoop &loop)
        : m_source{source},
          m_frames{frames},
          m_loop{loop}
    {
    }

    void open()
    {
        m_socket = std::make_unique<QWebSocket>();
        connect(m_socket.get(), &QWebSocket::connected, this, [this] { m_source.blast(m_frames, 0); });
        connect(m_socket.get(), &QWebSocket::binaryMessageReceived, this,
                [this](const QByteArray &frame) { take(frame); });
        m_socket->open(m_source.url());
    }

    void close() { m_socket.reset(); }

    [[nodiscard]] double framesPerSecond() const
    {
        return static_cast<double>(m_frames - 1) / std::chrono::duration<double>(m_last - m_first).count();
    }

private:
    void take(const QByteArray &frame)
    {
        if (m_count == 0)
            m_first = std::chrono::steady_clock::now();
        if (!m_message.ParseFromArray(frame.constData(), static_cast<int>(frame.size())))
            throw std::runtime_error("bare reader: a frame did not parse");
        if (++m_count == m_frames) {
            m_last = std::chrono::steady_clock::now();
            QMetaObject::invokeMethod(&m_loop, &QEventLoop::quit, Qt::QueuedConnection);
        }
    }

    FrameSource &m_source;
    std::int64_t m_frames;
    QEventLoop &m_loop;
    std::unique_ptr<QWebSocket> m_socket;
    t4proto::v1::service::ServerMessage m_message;
    std::int64_t m_count = 0;
    Moment m_first;
    Moment m_last;
};

} // namespace

double bareFramesPerSecond(FrameSource &source, std::int64_t frames)
{
    QEventLoop loop;
    QThread thread;
    BareReader reader{source, frames, loop};
    reader.moveToThread(&thread);
    thread.start();
    QMetaObject::invokeMethod(&reader, [&reader] { reader.open(); });
    loop.exec();
    QMetaObject::invokeMethod(
        &reader, [&reader] { reader.close(); }, Qt::BlockingQueuedConnection);
    thread.quit();
    thread.wait();
    return reader.framesPerSecond();
}

} // namespace depthdeck::bench
