// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/wire/frame_recorder.h"

#include <QThread>

namespace depthdeck {

class Connection;

/// Records a connection's frames on a thread of its own, so that the disk never holds up the socket.
class Recording final : public QObject
{
    Q_OBJECT

public:
    Recording(const Clock &clock, Connection &connection, const QString &file);
    /// Writes what has arrived and ends the file.
    ~Recording() override;

    [[nodiscard]] const QString &file() const noexcept { return m_file; }

signals:
    /// Nothing (more) is recorded. @p problem: a FrameFileProblem, or -1 when the disk failed later.
    void failed(int problem);

private:
    QString m_file;
    QThread m_thread;
    FrameRecorder *m_recorder; ///< lives and dies on m_thread
};

} // namespace depthdeck
