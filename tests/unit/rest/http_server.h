// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>
#include <QUrlQuery>

#include <functional>
#include <vector>

namespace depthdeck::test {

struct HttpRequest
{
    QString path;
    QUrlQuery query;
    QByteArray target;                     ///< as it came: path and query, still encoded
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
};

/// The whole answer as bytes; empty: none, the request stays open.
inline QByteArray httpAnswer(int status, const QByteArray &body, const QByteArray &headers = {})
{
    return "HTTP/1.1 " + QByteArray::number(status) + " Status\r\nContent-Length: " + QByteArray::number(body.size()) +
           "\r\nConnection: close\r\n" + headers + "\r\n" + body;
}

/// An HTTP server on a free loopback port that answers as told, badly too, and keeps what it was asked.
class HttpServer : public QObject
{
public:
    using Answer = std::function<QByteArray(const HttpRequest &)>;

    HttpServer() { connect(&m_server, &QTcpServer::newConnection, this, &HttpServer::accept); }

    bool listen() { return m_server.listen(QHostAddress::LocalHost); }
    void close() { m_server.close(); }
    [[nodiscard]] QUrl base() const { return QUrl{QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort())}; }

    Answer answer = [](const HttpRequest &) { return httpAnswer(200, "[]"); };
    std::vector<HttpRequest> requests;

private:
    void accept()
    {
        QTcpSocket *client = m_server.nextPendingConnection(); // child of m_server
        connect(client, &QTcpSocket::readyRead, this, [this, client] {
            // A request of a few hundred bytes over loopback comes in one piece.
            const QByteArray head = client->readAll();
            if (!head.endsWith("\r\n\r\n"))
                return;
            requests.push_back(parse(head));
            const QByteArray bytes = answer(requests.back());
            if (bytes.isEmpty())
                return;
            client->write(bytes);
            client->disconnectFromHost();
        });
    }

    static HttpRequest parse(const QByteArray &head)
    {
        HttpRequest request;
        const QList<QByteArray> lines = head.split('\n');
        request.target = lines.at(0).split(' ').value(1);
        const QUrl url = QUrl::fromEncoded(request.target);
        request.path = url.path();
        request.query = QUrlQuery{url};
        for (const QByteArray &line : lines.mid(1)) {
            if (const auto colon = line.indexOf(':'); colon > 0)
                request.headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
        }
        return request;
    }

    QTcpServer m_server;
};

} // namespace depthdeck::test
