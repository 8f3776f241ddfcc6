// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/guards/activity_watch.h"

#include <QEvent>

namespace depthdeck::ui {

ActivityWatch::ActivityWatch(QObject *parent) : QObject{parent} {}

bool ActivityWatch::eventFilter(QObject *watched, QEvent *event)
{
    constexpr qint64 interval = 1000;
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
        if (!m_told.isValid() || m_told.elapsed() >= interval) {
            m_told.start();
            emit active();
        }
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace depthdeck::ui
