// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/inbox.h"

#include <QElapsedTimer>

#include <utility>

namespace depthdeck {

namespace {

// Half a display frame: leaves the other half to the windows.
constexpr qint64 sliceMilliseconds = 8;
constexpr int everyConnection = -1;

} // namespace

Inbox::Inbox(QObject *parent) : QObject{parent}, m_nextSlice{this}
{
    m_nextSlice.setSingleShot(true);
    connect(&m_nextSlice, &QTimer::timeout, this, &Inbox::drain);
}

void Inbox::post(Delivery delivery)
{
    put({m_source, std::move(delivery)});
}

void Inbox::postAlways(Delivery delivery)
{
    put({everyConnection, std::move(delivery)});
}

void Inbox::put(Entry entry)
{
    {
        const std::lock_guard lock{m_mutex};
        m_entries.push_back(std::move(entry));
        if (std::exchange(m_isWoken, true))
            return;
    }
    QMetaObject::invokeMethod(this, &Inbox::drain, Qt::QueuedConnection);
}

void Inbox::drain()
{
    QElapsedTimer slice;
    slice.start();
    for (;;) {
        Entry entry;
        {
            const std::lock_guard lock{m_mutex};
            if (m_entries.empty()) {
                m_isWoken = false;
                return;
            }
            entry = std::move(m_entries.front());
            m_entries.pop_front();
        }
        if (entry.source == m_expected || entry.source == everyConnection)
            entry.delivery();
        if (slice.elapsed() >= sliceMilliseconds) {
            m_nextSlice.start(0); // a timer lets painting and input pass, a posted event would not
            return;
        }
    }
}

} // namespace depthdeck
