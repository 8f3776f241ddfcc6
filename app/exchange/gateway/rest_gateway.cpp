// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/gateway/rest_gateway.h"

#include <QHostAddress>
#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QTcpServer>
#include <QUrl>
#include <QUrlQuery>

namespace depthdeck::exchange {

namespace {

QByteArray methodName(QHttpServerRequest::Method method)
{
    switch (method) {
    case QHttpServerRequest::Method::Get:
        return QByteArrayLiteral("GET");
    case QHttpServerRequest::Method::Head:
        return QByteArrayLiteral("HEAD");
    case QHttpServerRequest::Method::Post:
        return QByteArrayLiteral("POST");
    case QHttpServerRequest::Method::Options:
        return QByteArrayLiteral("OPTIONS");
    default:
        return QByteArrayLiteral("other");
    }
}

/// Decodes a query by the rules of HTML forms, which URLSearchParams and most HTTP libraries follow: '+' is a blank.
QMap<QString, QString> decodedQuery(const QUrl &url)
{
    QString encoded = url.query(QUrl::FullyEncoded);
    encoded.replace(u'+', QStringLiteral("%20"));
    QMap<QString, QString> query;
    const auto items = QUrlQuery{encoded}.queryItems(QUrl::FullyDecoded);
    for (const auto &[key, value] : items)
        query.insert(key.toLower(), value);
    return query;
}

} // namespace

RestGateway::RestGateway(RestRouter router, QObject *parent)
    : QAbstractHttpServer{parent},
      m_router{std::move(router)},
      m_server{new QTcpServer{this}}
{
}

bool RestGateway::open(const QHostAddress &address, quint16 port)
{
    if (!m_server->listen(address, port))
        return false;
    bind(m_server);
    return true;
}

quint16 RestGateway::port() const
{
    return m_server->serverPort();
}

QString RestGateway::errorString() const
{
    return m_server->errorString();
}

bool RestGateway::handleRequest(const QHttpServerRequest &request, QTcpSocket *socket)
{
    RestRequest asked;
    asked.method = methodName(request.method());
    asked.path = request.url().path();
    asked.query = decodedQuery(request.url());
    asked.authorization = request.value(QByteArrayLiteral("Authorization"));
    asked.body = request.body();
    const RestResponse answer = m_router.answer(asked);
    const auto status = static_cast<QHttpServerResponder::StatusCode>(answer.status);
    const QByteArray mimeType = answer.contentType.isEmpty() ? QByteArrayLiteral("text/plain") : answer.contentType;
    auto responder = makeResponder(request, socket);
    responder.write(
        answer.body,
        {{QByteArrayLiteral("Content-Type"), mimeType},
         {QByteArrayLiteral("Access-Control-Allow-Origin"), QByteArrayLiteral("*")},
         {QByteArrayLiteral("Access-Control-Allow-Methods"), QByteArrayLiteral("GET, POST, OPTIONS")},
         {QByteArrayLiteral("Access-Control-Allow-Headers"), QByteArrayLiteral("Authorization, Content-Type, Accept")},
         {QByteArrayLiteral("Access-Control-Max-Age"), QByteArrayLiteral("86400")},
         {QByteArrayLiteral("Cache-Control"), QByteArrayLiteral("no-store")}},
        status);
    return true;
}

void RestGateway::missingHandler(const QHttpServerRequest &, QTcpSocket *)
{
    // Never reached: handleRequest answers everything.
}

} // namespace depthdeck::exchange
