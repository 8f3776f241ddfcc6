// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/rest/rest_call.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkReply>

#include <utility>

namespace depthdeck {

namespace {

using std::chrono::milliseconds;

constexpr qsizetype maxDetailCharacters = 300;

RestError::Kind kindOf(int status) noexcept
{
    switch (status) {
    case 401:
    case 403:
        return RestError::Kind::Unauthorized;
    case 404:
        return RestError::Kind::NotFound;
    case 408:
        return RestError::Kind::Timeout;
    case 429:
        return RestError::Kind::TooManyRequests;
    default:
        return status >= 400 && status < 500 ? RestError::Kind::BadRequest : RestError::Kind::Server;
    }
}

bool mayHeal(int status) noexcept
{
    return status == 408 || status == 429 || status >= 500;
}

// The body of an error: JSON "problem details", or any text (t4-protocol.md g.1).
QString detailOf(const QByteArray &body)
{
    const QJsonObject problem = QJsonDocument::fromJson(body).object();
    QStringList words;
    for (const QString &key : {QStringLiteral("title"), QStringLiteral("detail")}) {
        if (const QString text = problem.value(key).toString(); !text.isEmpty())
            words << text;
    }
    const QString text = words.isEmpty() ? QString::fromUtf8(body).simplified() : words.join(QStringLiteral(": "));
    return text.left(maxDetailCharacters);
}

// Seconds only; a date falls back to the usual back-off.
milliseconds retryAfter(const QNetworkReply &reply)
{
    bool isNumber = false;
    const int seconds = reply.rawHeader("Retry-After").trimmed().toInt(&isNumber);
    return isNumber && seconds > 0 ? milliseconds{qint64{1'000} * seconds} : milliseconds::zero();
}

} // namespace

RestCall::RestCall(QNetworkAccessManager &network, const AuthorizationSource &authorization,
                   const RestClient::Limits &limits, RestReply<QByteArray> reply, QObject *parent)
    : QObject{parent},
      m_network{network},
      m_authorization{authorization},
      m_limits{limits},
      m_reply{std::move(reply)},
      m_timeout{this}
{
    m_timeout.setSingleShot(true);
    connect(&m_timeout, &QTimer::timeout, this, &RestCall::onTimeout);
}

RestCall::~RestCall()
{
    dropAttempt();
}

void RestCall::start(const QNetworkRequest &request, QObject *context)
{
    m_request = request;
    connect(context, &QObject::destroyed, this, &RestCall::cancel);
    QMetaObject::invokeMethod(this, &RestCall::authorizeAndSend, Qt::QueuedConnection);
}

void RestCall::fail(RestError::Kind kind, QObject *context)
{
    connect(context, &QObject::destroyed, this, &RestCall::cancel);
    QMetaObject::invokeMethod(
        this, [this, kind] { finish(error(kind)); }, Qt::QueuedConnection);
}

void RestCall::cancel()
{
    m_reply = nullptr;
    dropAttempt();
    deleteLater();
}

void RestCall::authorizeAndSend()
{
    if (m_reply)
        m_authorization.current(this, [this](const std::optional<QByteArray> &header) { send(header); });
}

void RestCall::send(const std::optional<QByteArray> &header)
{
    if (!m_reply)
        return;
    if (!header) {
        finish(
            error(m_isRenewed ? RestError::Kind::Unauthorized : RestError::Kind::NotConnected, m_isRenewed ? 401 : 0));
        return;
    }
    m_header = *header;
    m_request.setRawHeader("Authorization", m_header);
    m_attempt = m_network.get(m_request);
    connect(m_attempt, &QNetworkReply::readyRead, this, &RestCall::onBytes);
    connect(m_attempt, &QNetworkReply::finished, this, &RestCall::onFinished);
    m_timeout.start(m_limits.timeout);
}

void RestCall::onBytes()
{
    if (m_attempt && m_attempt->bytesAvailable() > m_limits.maxBytes)
        finish(error(RestError::Kind::TooLarge));
}

void RestCall::onTimeout()
{
    dropAttempt();
    repeatOrFail(error(RestError::Kind::Timeout), milliseconds::zero());
}

void RestCall::onFinished()
{
    m_timeout.stop();
    const int status = m_attempt->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const bool isCutOff = status >= 200 && status < 300 && m_attempt->error() != QNetworkReply::NoError;
    if (status == 0 || isCutOff) {
        const RestError broken = error(RestError::Kind::Network, 0, m_attempt->errorString());
        dropAttempt();
        repeatOrFail(broken, milliseconds::zero());
        return;
    }
    judge(status, m_attempt->readAll());
}

void RestCall::judge(int status, const QByteArray &body)
{
    const milliseconds wished = retryAfter(*m_attempt);
    dropAttempt();
    if (status >= 200 && status < 300)
        finish(body);
    else if (status == 401 && !m_isRenewed)
        renewAndRepeat();
    else if (mayHeal(status))
        repeatOrFail(error(kindOf(status), status, detailOf(body)), wished);
    else
        finish(error(kindOf(status), status, detailOf(body)));
}

void RestCall::renewAndRepeat()
{
    m_isRenewed = true;
    m_authorization.renewed(m_header, this, [this](const std::optional<QByteArray> &header) { send(header); });
}

void RestCall::repeatOrFail(RestError error, milliseconds atLeast)
{
    if (m_repeats >= m_limits.repeats || atLeast > m_limits.longestBackOff) {
        finish(std::move(error));
        return;
    }
    const milliseconds backOff =
        std::min(m_limits.firstBackOff * (1 << std::min(m_repeats, 16)), m_limits.longestBackOff);
    ++m_repeats;
    QTimer::singleShot(std::max(backOff, atLeast), this, &RestCall::authorizeAndSend);
}

void RestCall::dropAttempt()
{
    m_timeout.stop();
    if (QNetworkReply *attempt = std::exchange(m_attempt, nullptr)) {
        attempt->disconnect(this);
        attempt->abort();
        attempt->deleteLater();
    }
}

void RestCall::finish(RestResult<QByteArray> result)
{
    dropAttempt();
    deleteLater();
    if (const auto reply = std::exchange(m_reply, nullptr))
        reply(result);
}

RestError RestCall::error(RestError::Kind kind, int status, QString detail) const
{
    return {kind, status, std::move(detail), m_request.url().path()};
}

} // namespace depthdeck
