// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/gateway/outlet.h"

#include "app/exchange/gateway/server_frame.h"
#include "t4/v1/service.pb.h"

#include <QDateTime>
#include <QTimer>
#include <QWebSocket>

namespace depthdeck::exchange {

namespace {

using namespace t4proto::v1;
using Server = service::ServerMessage;

/// A field number far behind the last one of the envelope.
constexpr int unknownField = 9999;
/// A market mode of a later version.
constexpr int unknownMode = 77;

QByteArray unknownVariant(qsizetype padding)
{
    service::Heartbeat message;
    message.set_timestamp(1);
    QByteArray frame = serverFrame(unknownField, message);
    if (padding > 0) {
        common::Price filler; // any message with a string
        filler.set_value(std::string(static_cast<std::size_t>(padding), 'x'));
        frame = serverFrame(unknownField, filler);
    }
    return frame;
}

QByteArray unknownModeSnapshot(const std::string &market)
{
    market::MarketSnapshot message;
    message.set_market_id(market);
    message.set_mode(static_cast<common::MarketMode>(unknownMode));
    return serverFrame(Server::kMarketSnapshotFieldNumber, message);
}

QByteArray unreadablePrice(const std::string &market)
{
    market::MarketDepth message;
    message.set_market_id(market);
    message.set_mode(common::MARKET_MODE_OPEN);
    auto *bid = message.add_bids();
    bid->mutable_price()->set_value("12.x4");
    bid->set_volume(1);
    return serverFrame(Server::kMarketDepthFieldNumber, message);
}

} // namespace

Outlet::Outlet(QWebSocket &socket, const Faults &faults, QObject *parent)
    : QObject{parent},
      m_socket{socket},
      m_faults{faults},
      m_timer{new QTimer{this}}
{
    m_timer->setTimerType(Qt::PreciseTimer);
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, &Outlet::writeDelayed);
}

void Outlet::send(const QByteArray &frame)
{
    if (m_muted)
        return;
    write(frame);
    if (!m_armed)
        return;
    ++m_sinceLogin;
    addFaultyFrames(frame);
    if (m_faults.silentAfter > 0 && m_sinceLogin >= m_faults.silentAfter)
        m_muted = true;
    if (m_faults.dropAfter > 0 && m_sinceLogin == m_faults.dropAfter) {
        m_muted = true;
        // Queued: the caller is in the midst of a list of clients. Flushed: the frames before it do arrive.
        QMetaObject::invokeMethod(
            this,
            [this] {
                m_socket.flush();
                m_socket.abort();
            },
            Qt::QueuedConnection);
    }
}

void Outlet::armFaults()
{
    m_armed = true;
    if (m_faults.oversizedMegabytes > 0)
        write(unknownVariant(qsizetype{m_faults.oversizedMegabytes} * 1'000'000));
}

bool Outlet::isTurnOf(int every) const noexcept
{
    return every > 0 && m_sinceLogin % every == 0;
}

void Outlet::addFaultyFrames(const QByteArray &last)
{
    if (isTurnOf(m_faults.garbageEvery))
        write(QByteArrayLiteral("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff garbage"));
    if (isTurnOf(m_faults.truncatedEvery))
        write(last.left(last.size() / 2));
    if (isTurnOf(m_faults.emptyEvery))
        write({});
    if (isTurnOf(m_faults.textEvery))
        m_socket.sendTextMessage(QStringLiteral("this is not a binary frame"));
    if (isTurnOf(m_faults.unknownVariantEvery))
        write(unknownVariant(0));
    if (isTurnOf(m_faults.unknownEnumEvery) && !m_market.empty())
        write(unknownModeSnapshot(m_market));
    if (isTurnOf(m_faults.badPriceEvery) && !m_market.empty())
        write(unreadablePrice(m_market));
}

qint64 Outlet::backlogBytes() const noexcept
{
    return m_socket.bytesToWrite() + m_delayedBytes;
}

void Outlet::write(const QByteArray &frame)
{
    if (m_faults.delay.count() > 0)
        return writeLater(frame);
    ++m_frameCount;
    m_socket.sendBinaryMessage(frame);
}

void Outlet::writeLater(const QByteArray &frame)
{
    m_delayed.push_back({QDateTime::currentMSecsSinceEpoch() + m_faults.delay.count(), frame});
    m_delayedBytes += frame.size();
    if (!m_timer->isActive())
        m_timer->start(m_faults.delay);
}

void Outlet::writeDelayed()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    while (!m_delayed.empty() && m_delayed.front().dueMilliseconds <= now) {
        ++m_frameCount;
        m_socket.sendBinaryMessage(m_delayed.front().frame);
        m_delayedBytes -= m_delayed.front().frame.size();
        m_delayed.pop_front();
    }
    if (!m_delayed.empty())
        m_timer->start(std::chrono::milliseconds{std::max<qint64>(m_delayed.front().dueMilliseconds - now, 1)});
}

} // namespace depthdeck::exchange
