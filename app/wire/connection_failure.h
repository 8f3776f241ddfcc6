// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/wire/endpoint.h"
#include "app/wire/frame_file.h"
#include "app/wire/login_outcome.h"

#include <QMetaType>
#include <QString>

#include <optional>

namespace depthdeck {

/// Why there is no connection, or no longer one.
enum class FailureCause {
    InvalidEndpoint, ///< never tried; endpointProblem says why
    HostNotFound,
    Refused,        ///< nobody listens on that port
    Unreachable,    ///< no route, no network
    ConnectTimeout, ///< no answer to connecting or to the WebSocket handshake
    HttpRedirect,   ///< answered with 3xx: mostly a wrong path or host (t4-protocol.md a.1); httpStatus
    HttpError,      ///< answered with something else than a WebSocket; httpStatus, 0 if it was not HTTP either
    TlsFailure,     ///< no trusted, encrypted connection; tlsErrors
    LoginTimeout,   ///< connected, but the login was not answered
    LoginRefused,   ///< also an established session that the server ended; login
    ClosedByServer, ///< with a close frame; closeCode and closeReason
    Dropped,        ///< the connection broke without a close frame
    Silent,         ///< nothing received for 60 s (t4-protocol.md a.5)
    OversizedFrame, ///< a message larger than this client accepts
    ProtocolError,  ///< one side broke the WebSocket protocol in the eyes of the other; closeCode and closeReason
    ReplayEnded,    ///< a recording has no more frames, or could not be read
    Other,          ///< technicalDetail is all there is
};

struct ConnectionFailure
{
    FailureCause cause = FailureCause::Other;
    QString host;
    int port = -1; ///< as used, the scheme's default filled in
    QString path;
    int httpStatus = 0;
    QString redirectLocation; ///< of HttpRedirect, if the server named one
    int closeCode = 0;        ///< WebSocket close code, 0 without one
    QString closeReason;
    QString tlsErrors;       ///< the library's words, one error a line
    QString technicalDetail; ///< for a log; never holds a secret
    std::optional<EndpointProblem> endpointProblem;
    std::optional<LoginOutcome> login;
    std::optional<FrameFileProblem> replayProblem; ///< of ReplayEnded; empty at the regular end
};

} // namespace depthdeck

Q_DECLARE_METATYPE(depthdeck::ConnectionFailure)
