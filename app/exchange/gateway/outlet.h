// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/gateway/faults.h"

#include <QByteArray>
#include <QObject>

#include <deque>

class QTimer;
class QWebSocket;

namespace depthdeck::exchange {

/// The last station of every frame to one client: writes it to the socket, with the faults that were asked for.
class Outlet final : public QObject
{
    Q_OBJECT

public:
    /// Both borrowed; they outlive the outlet.
    Outlet(QWebSocket &socket, const Faults &faults, QObject *parent);

    void send(const QByteArray &frame);
    /// The login response has been sent: faults count from here.
    void armFaults();
    /// The market that made-up messages are about.
    void setMarket(const std::string &market) { m_market = market; }
    /// Bytes that were sent and are not with the operating system yet.
    [[nodiscard]] qint64 backlogBytes() const noexcept;
    /// How many frames were written.
    [[nodiscard]] std::uint64_t frameCount() const noexcept { return m_frameCount; }

private:
    void write(const QByteArray &frame);
    void writeLater(const QByteArray &frame);
    void writeDelayed();
    void addFaultyFrames(const QByteArray &last);
    [[nodiscard]] bool isTurnOf(int every) const noexcept;

    struct Delayed
    {
        qint64 dueMilliseconds;
        QByteArray frame;
    };

    QWebSocket &m_socket;
    const Faults &m_faults;
    QTimer *m_timer; // child of this
    std::deque<Delayed> m_delayed;
    qint64 m_delayedBytes = 0;
    std::string m_market;
    std::uint64_t m_frameCount = 0;
    int m_sinceLogin = 0;
    bool m_armed = false;
    bool m_muted = false;
};

} // namespace depthdeck::exchange
