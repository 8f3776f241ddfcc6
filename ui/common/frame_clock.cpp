// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/frame_clock.h"

#include <QGuiApplication>
#include <QScreen>

#include <algorithm>

namespace depthdeck::ui {

namespace {

constexpr qint64 nanosecondsPerSecond = 1'000'000'000;

// One tick per display frame, rounded down to whole milliseconds: a tick a little early costs nothing, a late one
// shows.
int frameMilliseconds()
{
    const QScreen *screen = QGuiApplication::primaryScreen();
    const qreal rate = screen != nullptr && screen->refreshRate() > 1.0 ? screen->refreshRate() : 60.0;
    return static_cast<int>(1000.0 / std::clamp(rate, 30.0, 144.0));
}

} // namespace

FrameClock::FrameClock(QObject *parent) : QObject{parent}
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(frameMilliseconds());
    connect(&m_timer, &QTimer::timeout, this, &FrameClock::tick);
}

void FrameClock::start()
{
    m_sinceTick.start();
    m_sinceSecond.start();
    m_framesThisSecond = 0;
    m_lateThisSecond = 0;
    m_timer.start();
}

void FrameClock::stop()
{
    m_timer.stop();
    m_framesPerSecond = 0;
    m_lateFrames = 0;
}

void FrameClock::tick()
{
    const qint64 gap = m_sinceTick.nsecsElapsed();
    m_sinceTick.start();
    ++m_framesThisSecond;
    if (gap > qint64{m_timer.interval()} * 1'500'000)
        ++m_lateThisSecond;
    if (m_sinceSecond.nsecsElapsed() >= nanosecondsPerSecond) {
        m_framesPerSecond = m_framesThisSecond;
        m_lateFrames = m_lateThisSecond;
        m_framesThisSecond = 0;
        m_lateThisSecond = 0;
        m_sinceSecond.start();
    }
    emit collect();
    emit paint();
    emit ticked(gap);
}

} // namespace depthdeck::ui
