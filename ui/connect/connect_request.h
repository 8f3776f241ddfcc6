// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/wire/credentials.h"
#include "app/wire/endpoint.h"

#include <QMetaType>
#include <QString>

#include <optional>
#include <variant>

namespace depthdeck::ui {

/// The servers that the Connect dialog offers, in its order.
enum class ServerChoice : std::uint8_t {
    Embedded,  ///< the exchange inside this program; it has a login of its own
    Simulator, ///< T4's
    Live,      ///< T4's, money
    Custom
};

/// What the dialog remembers: never a secret.
struct ConnectMemory
{
    ServerChoice server = ServerChoice::Embedded;
    QString webSocket; ///< of Custom
    QString rest;
    QString firm;
    QString user;
    QString appName;
    friend bool operator==(const ConnectMemory &, const ConnectMemory &) = default;
};

/// What the trader asked for: valid when the dialog emits it. For Embedded the endpoint has no URLs yet and the
/// credentials are empty.
struct ConnectRequest
{
    ServerChoice server = ServerChoice::Embedded;
    Endpoint endpoint;
    Credentials credentials;
    bool remember = false;
};

/// A field that is missing.
enum class LoginField : std::uint8_t { Firm, UserName, Password, ApplicationName, ApplicationLicense };
using ConnectProblem = std::variant<LoginField, EndpointProblem>;

/// The first thing that is wrong, from the top of the form; nullopt when it may be sent. An API key needs nothing else.
[[nodiscard]] std::optional<ConnectProblem> checkRequest(const ConnectRequest &request);
[[nodiscard]] QString connectProblemText(const ConnectProblem &problem);

} // namespace depthdeck::ui

Q_DECLARE_METATYPE(depthdeck::ui::ConnectRequest)
