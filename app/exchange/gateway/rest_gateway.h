// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/gateway/rest_router.h"

#include <QAbstractHttpServer>

class QHostAddress;
class QTcpServer;

namespace depthdeck::exchange {

/// Serves a RestRouter over HTTP, with CORS on every answer so that browser clients work.
class RestGateway final : public QAbstractHttpServer
{
    Q_OBJECT

public:
    RestGateway(RestRouter router, QObject *parent);

    /// False when the port cannot be had: errorString says why.
    [[nodiscard]] bool open(const QHostAddress &address, quint16 port);
    [[nodiscard]] quint16 port() const;
    [[nodiscard]] QString errorString() const;

private:
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override;
    void missingHandler(const QHttpServerRequest &request, QTcpSocket *socket) override;

    RestRouter m_router;
    QTcpServer *m_server; // child of this
};

} // namespace depthdeck::exchange
