// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/wire/connection.h"

#include <QThread>

namespace depthdeck {

/// A Connection on a thread of its own, from the constructor to the destructor. Whatever is connected directly to its
/// signals must outlive this.
class ConnectionThread final
{
public:
    explicit ConnectionThread(const Clock &clock, const Connection::Limits &limits = {});
    ConnectionThread(const ConnectionThread &) = delete;
    ConnectionThread &operator=(const ConnectionThread &) = delete;
    /// Drops the socket, waits for the thread to end.
    ~ConnectionThread();

    [[nodiscard]] Connection &connection() noexcept { return *m_connection; }
    [[nodiscard]] QThread &thread() noexcept { return m_thread; }

private:
    QThread m_thread;
    Connection *m_connection; // deleted on m_thread when that ends
};

} // namespace depthdeck
