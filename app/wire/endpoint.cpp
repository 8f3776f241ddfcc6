// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wire/endpoint.h"

#include <QHostAddress>

namespace depthdeck {

using namespace Qt::StringLiterals;

namespace {

struct UrlProblems
{
    EndpointProblem missing;
    EndpointProblem invalid;
    EndpointProblem wrongScheme;
    EndpointProblem notSecure;
};

std::optional<EndpointProblem> validateUrl(const QUrl &url, QStringView plain, QStringView secure, UrlProblems problems)
{
    if (url.isEmpty())
        return problems.missing;
    // A user name or password in a URL would end up in logs and window titles.
    if (!url.isValid() || url.host().isEmpty() || url.hasFragment() || !url.userInfo().isEmpty())
        return problems.invalid;
    if (url.scheme() == secure)
        return std::nullopt;
    if (url.scheme() != plain)
        return problems.wrongScheme;
    if (!isLoopbackHost(url.host()))
        return problems.notSecure;
    return std::nullopt;
}

} // namespace

std::optional<EndpointProblem> validate(const Endpoint &endpoint)
{
    using enum EndpointProblem;
    if (const auto problem =
            validateUrl(endpoint.webSocket, u"ws", u"wss",
                        {WebSocketUrlMissing, WebSocketUrlInvalid, WebSocketWrongScheme, WebSocketNotSecure}))
        return problem;
    return validateUrl(endpoint.rest, u"http", u"https",
                       {RestUrlMissing, RestUrlInvalid, RestWrongScheme, RestNotSecure});
}

bool isLoopbackHost(const QString &host)
{
    if (host.compare("localhost"_L1, Qt::CaseInsensitive) == 0)
        return true;
    QHostAddress address;
    return address.setAddress(host) && address.isLoopback();
}

Endpoint liveEndpoint()
{
    return {u"T4 Live"_s, QUrl{u"wss://wss.t4login.com/v1"_s}, QUrl{u"https://api.t4login.com"_s},
            Endpoint::Kind::Live};
}

Endpoint simulatorEndpoint()
{
    return {u"T4 Simulator"_s, QUrl{u"wss://wss-sim.t4login.com/v1"_s}, QUrl{u"https://api-sim.t4login.com"_s},
            Endpoint::Kind::Simulator};
}

Endpoint simulatedEndpoint(quint16 webSocketPort, quint16 restPort)
{
    return {u"Simulated exchange"_s, QUrl{u"ws://127.0.0.1:%1/v1"_s.arg(webSocketPort)},
            QUrl{u"http://127.0.0.1:%1"_s.arg(restPort)}, Endpoint::Kind::Simulated};
}

} // namespace depthdeck
