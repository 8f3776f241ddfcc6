// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/time/clock.h"
#include "app/wire/wire_messages.h"

#include <QByteArray>
#include <QObject>

#include <memory>

Q_MOC_INCLUDE("t4/v1/service.pb.h")

namespace depthdeck {

/// Decodes frames and says what was in them: one signal per variant of ServerMessage, and two more. Knows no socket, so
/// that a live connection and a recording go the same way. Signals are emitted on the thread that calls dispatch(); the
/// message lives only until the slot returns. Connect directly on that thread for market data (20 ns a message), queued
/// for what may cross to another thread (about 5,500 ns, nothing is lost).
class ServerMessages : public QObject
{
    Q_OBJECT

public:
    explicit ServerMessages(QObject *parent = nullptr);
    ~ServerMessages() override;

    /// Decodes one binary frame that arrived at @p arrival and emits exactly one of the signals below.
    void dispatch(const QByteArray &frame, SteadyTime arrival);

    /// When the frame arrived whose signal is being emitted. For slots connected directly.
    [[nodiscard]] SteadyTime arrival() const noexcept { return m_arrival; }

signals:
    void heartbeat(const t4proto::v1::service::Heartbeat &message);
    void loginResponse(const t4proto::v1::auth::LoginResponse &message);
    void authenticationToken(const t4proto::v1::auth::AuthenticationToken &message);
    void marketDepthSubscribeReject(const t4proto::v1::market::MarketDepthSubscribeReject &message);
    void marketByOrderSubscribeReject(const t4proto::v1::market::MarketByOrderSubscribeReject &message);
    void marketDetails(const t4proto::v1::market::MarketDetails &message);
    void marketDepth(const t4proto::v1::market::MarketDepth &message);
    void marketDepthTrade(const t4proto::v1::market::MarketDepthTrade &message);
    void marketHighLow(const t4proto::v1::market::MarketHighLow &message);
    void marketPriceLimits(const t4proto::v1::market::MarketPriceLimits &message);
    void marketSettlement(const t4proto::v1::market::MarketSettlement &message);
    void marketSnapshot(const t4proto::v1::market::MarketSnapshot &message);
    void marketByOrderSnapshot(const t4proto::v1::market::MarketByOrderSnapshot &message);
    void marketByOrderUpdate(const t4proto::v1::market::MarketByOrderUpdate &message);
    void marketByOrderTrade(const t4proto::v1::market::MarketByOrderTrade &message);
    void accountSubscribeResponse(const t4proto::v1::account::AccountSubscribeResponse &message);
    void accountCurrency(const t4proto::v1::account::AccountCurrency &message);
    void accountPosition(const t4proto::v1::account::AccountPosition &message);
    void accountUpdate(const t4proto::v1::account::AccountUpdate &message);
    void accountDetails(const t4proto::v1::account::AccountDetails &message);
    void accountSnapshot(const t4proto::v1::account::AccountSnapshot &message);
    void accountProfit(const t4proto::v1::account::AccountProfit &message);
    void accountPositionProfit(const t4proto::v1::account::AccountPositionProfit &message);
    void orderUpdate(const t4proto::v1::orderrouting::OrderUpdate &message);
    void orderUpdateMulti(const t4proto::v1::orderrouting::OrderUpdateMulti &message);
    void orderUpdateFailed(const t4proto::v1::orderrouting::OrderUpdateFailed &message);
    void orderUpdateStatus(const t4proto::v1::orderrouting::OrderUpdateStatus &message);
    void orderUpdateTrade(const t4proto::v1::orderrouting::OrderUpdateTrade &message);
    void orderUpdateTradeLeg(const t4proto::v1::orderrouting::OrderUpdateTradeLeg &message);
    void orderBatchAcknowledge(const t4proto::v1::orderrouting::OrderBatchAcknowledge &message);
    void orderBatchReject(const t4proto::v1::orderrouting::OrderBatchReject &message);
    void createUdsResponse(const t4proto::v1::orderrouting::CreateUDSResponse &message);

    /// An envelope that is empty, or of a variant newer than this build: proto3 cannot tell them apart. Ignore it; the
    /// vendor adds messages without notice (t4-protocol.md a.2).
    void unknownVariant(qsizetype byteCount);
    /// Not a ServerMessage, or a text frame. The connection stays open. @p head is the frame's first 32 bytes.
    void malformedFrame(qsizetype byteCount, const QByteArray &head);

private:
    class Decoder;

    void emitVariant(const t4proto::v1::service::ServerMessage &message, qsizetype byteCount);

    std::unique_ptr<Decoder> m_decoder;
    SteadyTime m_arrival{};
};

} // namespace depthdeck
