// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>
#include <mutex>

namespace depthdeck {

/// The one way from the socket's thread to this object's for everything that is not market data: lossless and in the
/// order of the wire. Works a burst off in slices, so that windows keep painting meanwhile.
class Inbox final : public QObject
{
    Q_OBJECT

public:
    using Delivery = std::function<void()>;

    explicit Inbox(QObject *parent = nullptr);

    /// The socket's thread: what is posted from now on belongs to connection @p number.
    void setSource(int number) noexcept { m_source = number; }
    /// The socket's thread.
    void post(Delivery delivery);
    /// The socket's thread: delivered whatever connection is expected.
    void postAlways(Delivery delivery);

    /// This object's thread: deliveries of other connections are dropped from now on, also those already here.
    void expect(int number) noexcept { m_expected = number; }

private:
    struct Entry
    {
        int source = 0;
        Delivery delivery;
    };

    void put(Entry entry);
    void drain();

    std::mutex m_mutex;
    std::deque<Entry> m_entries; ///< under the mutex
    bool m_isWoken = false;      ///< under the mutex
    int m_source = 0;
    int m_expected = 0;
    QTimer m_nextSlice;
};

} // namespace depthdeck
