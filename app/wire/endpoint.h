// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>
#include <QUrl>

#include <optional>

namespace depthdeck {

/// Where a server lives: its WebSocket and its REST base, always of the same system (t4-protocol.md a.1).
struct Endpoint
{
    enum class Kind {
        Simulated, ///< the exchange this project brings, in this process or on this machine
        Simulator, ///< the vendor's simulator: real data, no money
        Live,      ///< money
    };

    QString name; ///< as the user calls it; not translated
    QUrl webSocket;
    QUrl rest; ///< without a trailing slash
    Kind kind = Kind::Simulated;

    friend bool operator==(const Endpoint &, const Endpoint &) = default;
};

/// Why an endpoint cannot be used.
enum class EndpointProblem {
    WebSocketUrlMissing,
    WebSocketUrlInvalid,  ///< not a URL with a host, or it carries a user name, a password or a fragment
    WebSocketWrongScheme, ///< neither ws nor wss
    WebSocketNotSecure,   ///< ws to something else than a loopback address
    RestUrlMissing,
    RestUrlInvalid,
    RestWrongScheme, ///< neither http nor https
    RestNotSecure,   ///< http to something else than a loopback address
};

/// Nullopt if @p endpoint may be used. Plain ws and http are for loopback addresses alone (design.md 4).
[[nodiscard]] std::optional<EndpointProblem> validate(const Endpoint &endpoint);

/// True for "localhost", 127.0.0.0/8 and ::1.
[[nodiscard]] bool isLoopbackHost(const QString &host);

[[nodiscard]] Endpoint liveEndpoint();
[[nodiscard]] Endpoint simulatorEndpoint();
/// The exchange of this project, listening on 127.0.0.1.
[[nodiscard]] Endpoint simulatedEndpoint(quint16 webSocketPort, quint16 restPort);

} // namespace depthdeck

Q_DECLARE_METATYPE(depthdeck::Endpoint)
