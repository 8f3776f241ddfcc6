// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/recording.h"

#include "app/wire/connection.h"

namespace depthdeck {

Recording::Recording(const Clock &clock, Connection &connection, const QString &file)
    : m_file{file},
      m_recorder{new FrameRecorder{clock}}
{
    m_thread.setObjectName(QStringLiteral("Recording"));
    m_recorder->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_recorder, &QObject::deleteLater);
    connect(m_recorder, &FrameRecorder::recordingFailed, this, [this] { emit failed(-1); });
    m_thread.start();
    // Before the first frame: both calls go through the same queue.
    QMetaObject::invokeMethod(m_recorder, [this, recorder = m_recorder, file] {
        if (const std::optional<FrameFileProblem> problem = recorder->start(file))
            QMetaObject::invokeMethod(this, [this, code = static_cast<int>(*problem)] { emit failed(code); });
    });
    connect(&connection, &Connection::frameReceived, m_recorder, &FrameRecorder::frameReceived, Qt::QueuedConnection);
    connect(&connection, &Connection::frameSent, m_recorder, &FrameRecorder::frameSent, Qt::QueuedConnection);
}

Recording::~Recording()
{
    QMetaObject::invokeMethod(m_recorder, &FrameRecorder::stop, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

} // namespace depthdeck
