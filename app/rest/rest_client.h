// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/rest/authorization.h"
#include "app/rest/rest_result.h"

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>
#include <QUrlQuery>

#include <chrono>

namespace depthdeck {

/// Sends GET requests to one REST base with the session's token. Answers 401 by renewing the token once, repeats 408,
/// 429, 5xx and network errors with back-off, a bounded number of times (t4-protocol.md g.1). Lives on one thread,
/// never blocks it. Redirects are not followed: the token belongs to this host alone.
class RestClient final : public QObject
{
    Q_OBJECT

public:
    struct Limits
    {
        std::chrono::milliseconds timeout{15'000};       ///< of one attempt
        std::chrono::milliseconds firstBackOff{500};     ///< doubled with each repeat
        std::chrono::milliseconds longestBackOff{8'000}; ///< a longer Retry-After is not waited for
        int repeats = 3;
        qint64 maxBytes = 32ll << 20;
    };

    explicit RestClient(AuthorizationSource authorization, QObject *parent = nullptr);
    RestClient(AuthorizationSource authorization, const Limits &limits, QObject *parent = nullptr);
    ~RestClient() override;

    /// Where requests go from now on; empty: nowhere, they answer NotConnected. From a validated Endpoint. Those under
    /// way are cancelled: nobody gets an answer from another server.
    void setBase(const QUrl &base);
    [[nodiscard]] const QUrl &base() const noexcept { return m_base; }

    /// Fetches @p path. @p reply is called exactly once, later, unless @p context is destroyed or cancelAll() is called
    /// first. @p accept is the Accept header.
    void get(const QString &path, const QUrlQuery &query, const QByteArray &accept, QObject *context,
             RestReply<QByteArray> reply);
    /// Ends all requests; their replies are not called.
    void cancelAll();

private:
    AuthorizationSource m_authorization;
    Limits m_limits;
    QUrl m_base;
    QNetworkAccessManager m_network;
};

} // namespace depthdeck
