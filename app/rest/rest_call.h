// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/rest/rest_client.h"

#include <QNetworkRequest>
#include <QTimer>

QT_BEGIN_NAMESPACE
class QNetworkReply;
QT_END_NAMESPACE

namespace depthdeck {

/// One GET with its repeats, from the first attempt to the reply. Deletes itself when it is done or cancelled.
class RestCall final : public QObject
{
    Q_OBJECT

public:
    RestCall(QNetworkAccessManager &network, const AuthorizationSource &authorization, const RestClient::Limits &limits,
             RestReply<QByteArray> reply, QObject *parent);
    ~RestCall() override;

    /// Begins when the event loop turns next; ends without a reply if @p context goes first.
    void start(const QNetworkRequest &request, QObject *context);
    /// Ends with this error when the event loop turns next, under the same condition.
    void fail(RestError::Kind kind, QObject *context);
    /// No reply will follow.
    void cancel();

private:
    void authorizeAndSend();
    void send(const std::optional<QByteArray> &header);
    void onBytes();
    void onTimeout();
    void onFinished();
    void judge(int status, const QByteArray &body);
    void renewAndRepeat();
    void repeatOrFail(RestError error, std::chrono::milliseconds atLeast);
    void dropAttempt();
    void finish(RestResult<QByteArray> result);
    [[nodiscard]] RestError error(RestError::Kind kind, int status = 0, QString detail = {}) const;

    QNetworkAccessManager &m_network;
    const AuthorizationSource &m_authorization;
    const RestClient::Limits &m_limits;
    RestReply<QByteArray> m_reply; ///< empty once answered or cancelled
    QNetworkRequest m_request;
    QNetworkReply *m_attempt = nullptr; // deleted later, after its signal
    QTimer m_timeout;
    QByteArray m_header;
    int m_repeats = 0;
    bool m_isRenewed = false;
};

} // namespace depthdeck
