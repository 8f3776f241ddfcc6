// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wire/connection_thread.h"

namespace depthdeck {

ConnectionThread::ConnectionThread(const Clock &clock, const Connection::Limits &limits)
    : m_connection{new Connection{clock, limits}}
{
    m_thread.setObjectName(QStringLiteral("Connection"));
    m_connection->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_connection, &QObject::deleteLater);
    m_thread.start();
}

ConnectionThread::~ConnectionThread()
{
    m_thread.quit();
    m_thread.wait();
}

} // namespace depthdeck
