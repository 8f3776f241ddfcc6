// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/wire/frame_file.h"

#include <QObject>
#include <QTimer>

namespace depthdeck {

/// Emits the received frames of a recording at the pace they came, or faster. Frames that were sent are passed over.
class FramePlayer final : public QObject
{
    Q_OBJECT

public:
    explicit FramePlayer(const Clock &clock, QObject *parent = nullptr);

    /// Opens the file; frames follow from the event loop. @p speed 2 is twice as fast; 0 or less means without waiting.
    [[nodiscard]] std::optional<FrameFileProblem> start(const QString &fileName, double speed);
    void stop();

signals:
    void frame(const QByteArray &bytes);
    /// No more frames will come. @p problem is empty at the regular end of the file.
    void finished(std::optional<depthdeck::FrameFileProblem> problem);

private:
    void playDue();
    [[nodiscard]] bool readNext();
    [[nodiscard]] std::chrono::nanoseconds untilDue() const;

    const Clock &m_clock;
    FrameFileReader m_reader;
    std::optional<FrameRecord> m_next;
    QTimer m_timer;
    SteadyTime m_start{};
    double m_speed = 1;
};

} // namespace depthdeck
