// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/token_book.h"

#include "app/time/timestamp.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

#include <array>

namespace depthdeck::exchange {

namespace {

QByteArray base64(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray json(const QJsonObject &object)
{
    return QJsonDocument{object}.toJson(QJsonDocument::Compact);
}

QByteArray randomBytes()
{
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    return {reinterpret_cast<const char *>(words.data()), sizeof words};
}

} // namespace

Token TokenBook::issue(const User &user, WirePriceFormat format)
{
    forgetExpired();
    Token token;
    token.expires = m_clock.wallNow() + m_lifetime;
    const QJsonObject header{{QStringLiteral("alg"), QStringLiteral("HS256")},
                             {QStringLiteral("typ"), QStringLiteral("JWT")}};
    const QJsonObject claims{{QStringLiteral("sub"), QString::fromStdString(user.id())},
                             {QStringLiteral("iss"), QStringLiteral("depthdeck-exchange")},
                             {QStringLiteral("exp"), static_cast<qint64>(unixMilliseconds(token.expires) / 1000)}};
    token.text = (base64(json(header)) + '.' + base64(json(claims)) + '.' + base64(randomBytes())).toStdString();
    m_owners.emplace(token.text, Owner{&user, format, token.expires});
    return token;
}

std::optional<TokenBook::Owner> TokenBook::check(const std::string &token) const
{
    const auto found = m_owners.find(token);
    if (found == m_owners.end() || found->second.expires <= m_clock.wallNow())
        return std::nullopt;
    return found->second;
}

void TokenBook::forgetExpired()
{
    const WallTime now = m_clock.wallNow();
    std::erase_if(m_owners, [now](const auto &entry) { return entry.second.expires <= now; });
}

} // namespace depthdeck::exchange
