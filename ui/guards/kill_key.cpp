// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/guards/kill_key.h"

#include <QKeyEvent>

#include <algorithm>

namespace depthdeck::ui {

KillKey::KillKey(QObject *parent) : QObject{parent}
{
    constexpr std::chrono::milliseconds interval{30};
    m_tick.setInterval(interval);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (!m_isTold && progress() >= 1.0) {
            m_isTold = true;
            emit held(m_withFlatten);
        }
        emit progressChanged();
    });
}

double KillKey::progress() const
{
    if (!m_isDown)
        return 0.0;
    return std::min(1.0, static_cast<double>(m_down.elapsed()) / static_cast<double>(hold.count()));
}

void KillKey::release()
{
    m_isDown = false;
    m_isTold = false;
    m_tick.stop();
    emit progressChanged();
}

bool KillKey::eventFilter(QObject *watched, QEvent *event)
{
    // The window system repeats a held key as presses and releases marked so; only the first and the last count.
    switch (event->type()) {
    case QEvent::ShortcutOverride:
    case QEvent::KeyPress: {
        const auto *press = static_cast<QKeyEvent *>(event);
        if (press->key() != key)
            break;
        if (event->type() == QEvent::KeyPress && !press->isAutoRepeat() && !m_isDown) {
            m_isDown = true;
            m_withFlatten = press->modifiers().testFlag(Qt::ShiftModifier);
            m_down.start();
            m_tick.start();
            emit progressChanged();
        }
        event->accept();
        return true;
    }
    case QEvent::KeyRelease: {
        const auto *up = static_cast<QKeyEvent *>(event);
        if (up->key() != key)
            break;
        if (!up->isAutoRepeat() && m_isDown)
            release();
        return true;
    }
    case QEvent::ApplicationStateChange:
    case QEvent::ApplicationDeactivate:
        // The release goes to somebody else now.
        if (m_isDown)
            release();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace depthdeck::ui
