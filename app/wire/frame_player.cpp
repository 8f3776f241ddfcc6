// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wire/frame_player.h"

#include <cmath>

namespace depthdeck {

namespace {
// After this many frames the event loop gets a turn, so that a fast replay can be stopped and does not starve timers.
constexpr int framesPerTurn = 256;
// Silence longer than any session: keeps a slow replay's arithmetic in range.
constexpr double maxWaitNanoseconds = 1e18;
} // namespace

FramePlayer::FramePlayer(const Clock &clock, QObject *parent) : QObject{parent}, m_clock{clock}, m_timer{this}
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &FramePlayer::playDue);
}

std::optional<FrameFileProblem> FramePlayer::start(const QString &fileName, double speed)
{
    stop();
    m_speed = std::isfinite(speed) ? speed : 0;
    if (const auto problem = m_reader.open(fileName))
        return problem;
    m_start = m_clock.steadyNow();
    m_timer.start(0);
    return std::nullopt;
}

void FramePlayer::stop()
{
    m_timer.stop();
    m_next.reset();
}

void FramePlayer::playDue()
{
    for (int played = 0; played < framesPerTurn; ++played) {
        if (!m_next && !readNext())
            return;
        const std::chrono::nanoseconds wait = untilDue();
        if (wait > std::chrono::nanoseconds::zero()) {
            // Looked at again each second at least, as the clock may be faster than the timer's.
            m_timer.start(
                std::min(std::chrono::ceil<std::chrono::milliseconds>(wait), std::chrono::milliseconds{1'000}));
            return;
        }
        const QByteArray bytes = std::exchange(m_next, std::nullopt)->bytes;
        // Started before the signal: a receiver may stop the player.
        m_timer.start(0);
        emit frame(bytes);
        if (!m_timer.isActive())
            return;
    }
}

bool FramePlayer::readNext()
{
    for (;;) {
        auto read = m_reader.next();
        if (const auto *problem = std::get_if<FrameFileProblem>(&read)) {
            m_timer.stop();
            emit finished(*problem);
            return false;
        }
        m_next = std::get<std::optional<FrameRecord>>(std::move(read));
        if (!m_next) {
            m_timer.stop();
            emit finished(std::nullopt);
            return false;
        }
        if (m_next->direction == FrameRecord::Direction::Received)
            return true;
    }
}

std::chrono::nanoseconds FramePlayer::untilDue() const
{
    if (m_speed <= 0)
        return std::chrono::nanoseconds::zero();
    const double offset = static_cast<double>(m_next->sinceStart.count()) / m_speed;
    const std::chrono::nanoseconds due{static_cast<std::int64_t>(std::min(offset, maxWaitNanoseconds))};
    return due - (m_clock.steadyNow() - m_start);
}

} // namespace depthdeck
