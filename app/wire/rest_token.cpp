// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wire/rest_token.h"

#include "app/time/timestamp.h"

#include <t4/v1/auth/auth.pb.h>

#include <QUuid>

#include <utility>

namespace depthdeck {

RestToken::RestToken(const Clock &clock, SendRequest sendRequest, QObject *parent)
    : RestToken{clock, std::move(sendRequest), Limits{}, parent}
{
}

RestToken::RestToken(const Clock &clock, SendRequest sendRequest, Limits limits, QObject *parent)
    : QObject{parent},
      m_clock{clock},
      m_sendRequest{std::move(sendRequest)},
      m_limits{limits},
      m_patience{this}
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &RestToken::answerAll);
}

RestToken::~RestToken() = default;

void RestToken::useApiKey(Secret key)
{
    m_apiKey = std::move(key);
}

void RestToken::applyLogin(const t4proto::v1::auth::LoginResponse &message)
{
    if (message.has_authentication_token())
        keep(message.authentication_token());
}

void RestToken::applyToken(const t4proto::v1::auth::AuthenticationToken &message)
{
    if (m_requestId.empty() || message.request_id() != m_requestId)
        return;
    m_token = {};
    keep(message);
    answerAll();
}

void RestToken::clear()
{
    m_apiKey = {};
    m_token = {};
    m_expiry.reset();
    answerAll();
}

void RestToken::authorization(QObject *context, Reply reply)
{
    if (!m_apiKey.isEmpty() || isFresh())
        reply(header());
    else
        request(context, std::move(reply));
}

void RestToken::renewAuthorization(const QByteArray &refused, QObject *context, Reply reply)
{
    // Someone else may have renewed it since; and a key cannot be renewed.
    const bool isNewer = isFresh() && header() != refused;
    if (!m_apiKey.isEmpty())
        reply(std::nullopt);
    else if (isNewer)
        reply(header());
    else
        request(context, std::move(reply));
}

bool RestToken::isFresh() const noexcept
{
    if (m_token.isEmpty())
        return false;
    return !m_expiry || *m_expiry - m_clock.wallNow() >= m_limits.refreshBelow;
}

QByteArray RestToken::header() const
{
    if (!m_apiKey.isEmpty())
        return "APIKey " + QByteArray::fromStdString(m_apiKey.reveal());
    return "Bearer " + QByteArray::fromStdString(m_token.reveal());
}

void RestToken::keep(const t4proto::v1::auth::AuthenticationToken &message)
{
    if (message.token().empty() || !message.fail_message().empty())
        return;
    m_token = Secret{message.token()};
    m_expiry = message.has_expire_time() ? fromWire(message.expire_time()) : std::nullopt;
}

void RestToken::request(QObject *context, Reply reply)
{
    m_waiting.push_back({context, std::move(reply)});
    if (!m_requestId.empty())
        return;
    m_token = {};
    m_requestId = QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
    m_patience.start(m_limits.giveUpAfter);
    if (!m_sendRequest(m_requestId))
        answerAll();
}

void RestToken::answerAll()
{
    m_patience.stop();
    m_requestId.clear();
    const std::optional<QByteArray> answer = m_token.isEmpty() ? std::nullopt : std::optional{header()};
    for (const Waiting &waiting : std::exchange(m_waiting, {})) {
        if (waiting.context)
            waiting.reply(answer);
    }
}

} // namespace depthdeck
