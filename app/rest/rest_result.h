// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

#include <functional>
#include <variant>

namespace depthdeck {

/// Why a request brought nothing. Those that may heal by themselves have been repeated before this is told.
struct RestError
{
    enum class Kind {
        Network,         ///< no HTTP answer
        Unauthorized,    ///< 401 or 403, with a fresh token too
        NotFound,        ///< 404
        BadRequest,      ///< any other 4xx
        TooManyRequests, ///< 429, still after the repeats
        Server,          ///< 5xx, or a redirect, which is not followed: the token belongs to this host alone
        MalformedJson,   ///< 2xx, but not what was promised
        TooLarge,        ///< the answer exceeds what this client accepts
        Timeout,         ///< no complete answer in time
        NotConnected,    ///< no session, hence no token; or the session ended meanwhile
    };

    Kind kind = Kind::Network;
    int httpStatus = 0; ///< 0 without an HTTP answer
    QString detail;     ///< the server's title and detail, or the first 300 characters of its text. Not translated
    QString path;       ///< the URL's path, without the query

    friend bool operator==(const RestError &, const RestError &) = default;
};

/// What was asked for, or why there is none.
template <typename T>
using RestResult = std::variant<T, RestError>;

template <typename T>
using RestReply = std::function<void(const RestResult<T> &)>;

} // namespace depthdeck

Q_DECLARE_METATYPE(depthdeck::RestError)
