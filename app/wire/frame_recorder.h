// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/wire/frame_file.h"

#include <QObject>

namespace depthdeck {

/// @p clientFrame with the login's API key, password and licence emptied. Anything else is returned as it is; a frame
/// that does not parse is replaced by nothing, as it might hide a secret.
[[nodiscard]] QByteArray withoutSecretsSent(const QByteArray &clientFrame);
/// @p serverFrame with bearer tokens emptied. The same rule.
[[nodiscard]] QByteArray withoutSecretsReceived(const QByteArray &serverFrame);

/// Writes every frame of a Connection with its time, both directions, secrets blanked. Connect
/// Connection::frameReceived and frameSent to its slots: queued with the recorder on a thread of its own, so that the
/// disk never holds up the socket (a frame's bytes are shared, not copied). A frame's time is the one it was stamped
/// with on arrival.
class FrameRecorder final : public QObject
{
    Q_OBJECT

public:
    explicit FrameRecorder(const Clock &clock, QObject *parent = nullptr);
    ~FrameRecorder() override;

    [[nodiscard]] std::optional<FrameFileProblem> start(const QString &fileName);
    /// Flushes and ends the recording. Nothing if there is none.
    void stop();
    [[nodiscard]] quint64 framesWritten() const noexcept { return m_framesWritten; }

public slots:
    void frameReceived(const QByteArray &bytes, depthdeck::SteadyTime arrival);
    void frameSent(const QByteArray &bytes, depthdeck::SteadyTime time);

signals:
    /// The disk is full or gone; nothing more is recorded.
    void recordingFailed();

private:
    void append(FrameRecord record);

    const Clock &m_clock;
    std::optional<FrameFileWriter> m_writer;
    SteadyTime m_start{};
    std::chrono::nanoseconds m_last{}; ///< times in the file never go back
    quint64 m_framesWritten = 0;
};

} // namespace depthdeck
