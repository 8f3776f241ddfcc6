// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/gateway/rest_router.h"

#include "app/exchange/gateway/trading_floor.h"
#include "app/time/timestamp.h"
#include "t4/v1/auth/auth.pb.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace depthdeck::exchange {

namespace {

using namespace Qt::StringLiterals;
using namespace t4proto::v1;

using Handler = RestResponse (MarketsDirectory::*)(const QMap<QString, QString> &) const;

struct Route
{
    const char16_t *path;
    Handler handler;
};

constexpr std::array routes{Route{u"/markets/contracts", &MarketsDirectory::contracts},
                            Route{u"/markets/contracts/search", &MarketsDirectory::search},
                            Route{u"/markets/picker/firstmarket", &MarketsDirectory::firstMarket},
                            Route{u"/markets/picker/groups", &MarketsDirectory::groups},
                            Route{u"/markets/picker", &MarketsDirectory::picker}};

QString titleOf(int status)
{
    switch (status) {
    case 400:
        return u"Bad Request"_s;
    case 401:
        return u"Unauthorized"_s;
    case 404:
        return u"Not Found"_s;
    case 405:
        return u"Method Not Allowed"_s;
    default:
        return u"Error"_s;
    }
}

/// The value of @p key whatever its case.
QString field(const QJsonObject &object, const QString &key)
{
    for (auto entry = object.begin(); entry != object.end(); ++entry)
        if (entry.key().compare(key, Qt::CaseInsensitive) == 0)
            return entry.value().toString();
    return {};
}

common::PriceFormat priceFormatOf(const QString &name)
{
    if (name.compare(u"Real"_s, Qt::CaseInsensitive) == 0)
        return common::PRICE_FORMAT_REAL;
    if (name.compare(u"ClearingDecimal"_s, Qt::CaseInsensitive) == 0)
        return common::PRICE_FORMAT_CLEARING_DECIMAL;
    return common::PRICE_FORMAT_DECIMAL;
}

} // namespace

RestResponse problem(int status, const QString &detail)
{
    const QJsonObject body{{u"title"_s, titleOf(status)}, {u"status"_s, status}, {u"detail"_s, detail}};
    return {status, QByteArrayLiteral("application/problem+json"), QJsonDocument{body}.toJson(QJsonDocument::Compact)};
}

RestRouter::RestRouter(TradingFloor &floor, std::string_view catalogue, const Faults &faults)
    : m_floor{floor},
      m_directory{floor.venue(), catalogue},
      m_faults{faults}
{
}

RestResponse RestRouter::answer(const RestRequest &request) const
{
    if (request.method == "OPTIONS")
        return {204, {}, {}};
    if (m_faults.restStatus != 0)
        return problem(m_faults.restStatus, u"Refused by the fault switch."_s);
    QString path = request.path.toLower();
    if (path.size() > 1 && path.endsWith(u'/'))
        path.chop(1);
    if (path == u"/login"_s)
        return request.method == "POST" ? login(request.body) : problem(405, u"/login takes POST only."_s);
    const bool isExchanges = path == u"/markets/exchanges"_s;
    const auto route = std::find_if(routes.begin(), routes.end(),
                                    [&path](const Route &known) { return path == QString::fromUtf16(known.path); });
    if (!isExchanges && route == routes.end())
        return problem(404, u"There is nothing at %1."_s.arg(request.path));
    if (request.method != "GET" && request.method != "HEAD")
        return problem(405, u"%1 takes GET only."_s.arg(request.path));
    if (!isAuthorized(request.authorization))
        return problem(401, u"The request needs an Authorization header with a valid Bearer token or APIKey."_s);
    return isExchanges ? m_directory.exchanges() : (m_directory.*route->handler)(request.query);
}

bool RestRouter::isAuthorized(const QByteArray &authorization) const
{
    const qsizetype blank = authorization.indexOf(' ');
    if (blank < 0)
        return false;
    const QByteArray scheme = authorization.left(blank).toLower();
    const std::string secret = authorization.mid(blank + 1).trimmed().toStdString();
    if (scheme == "bearer")
        return m_floor.tokens().check(secret).has_value();
    return (scheme == "apikey" || scheme == "authkey") && m_floor.logins().userOfKey(secret) != nullptr;
}

RestResponse RestRouter::login(const QByteArray &body) const
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject())
        return problem(400, u"The body is no JSON object."_s);
    const QJsonObject object = document.object();
    auth::LoginRequest request;
    request.set_firm(field(object, u"firm"_s).toStdString());
    request.set_username(field(object, u"userName"_s).toStdString());
    request.set_password(field(object, u"password"_s).toStdString());
    request.set_app_name(field(object, u"appName"_s).toStdString());
    request.set_app_license(field(object, u"appLicense"_s).toStdString());
    request.set_price_format(priceFormatOf(field(object, u"priceFormat"_s)));
    const LoginOutcome outcome = m_floor.logins().check(request);
    if (outcome.user == nullptr)
        return problem(401, outcome.message.empty() ? u"The login was refused (%1)."_s.arg(outcome.result)
                                                    : QString::fromStdString(outcome.message));
    const Token token = m_floor.tokens().issue(*outcome.user, outcome.format);
    const QJsonObject reply{{u"token"_s, QString::fromStdString(token.text)},
                            {u"expires"_s, static_cast<qint64>(unixMilliseconds(token.expires) / 1000)}};
    return {200, QByteArrayLiteral("application/json"), QJsonDocument{reply}.toJson(QJsonDocument::Compact)};
}

} // namespace depthdeck::exchange
