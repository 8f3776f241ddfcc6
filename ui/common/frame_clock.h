// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace depthdeck::ui {

/// The display frame: everything that paints market data does so on its tick, never on a message (design.md 3).
class FrameClock final : public QObject
{
    Q_OBJECT

public:
    explicit FrameClock(QObject *parent = nullptr);

    void start();
    void stop();
    /// Frames a second over the last second, and how many of them came later than 1.5 frames.
    [[nodiscard]] int framesPerSecond() const noexcept { return m_framesPerSecond; }
    [[nodiscard]] int lateFrames() const noexcept { return m_lateFrames; }

signals:
    /// First collect (the session moves the feed's changes to the board), then paint.
    void collect();
    void paint();
    /// The gap since the tick before, for measurement.
    void ticked(qint64 gapNanoseconds);

private:
    void tick();

    QTimer m_timer;
    QElapsedTimer m_sinceTick;
    QElapsedTimer m_sinceSecond;
    int m_framesThisSecond = 0;
    int m_lateThisSecond = 0;
    int m_framesPerSecond = 0;
    int m_lateFrames = 0;
};

} // namespace depthdeck::ui
