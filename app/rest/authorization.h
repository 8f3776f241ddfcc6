// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>

#include <functional>
#include <optional>

namespace depthdeck {

/// Where the value of the Authorization header comes from: "Bearer <jwt>" or "APIKey <key>" (t4-protocol.md a.6).
/// The session's token keeper stands behind it.
struct AuthorizationSource
{
    /// Gets the header's value, or nothing when there is no session.
    using Reply = std::function<void(const std::optional<QByteArray> &header)>;

    /// A header believed good. The reply may come at once.
    std::function<void(QObject *context, Reply reply)> current;
    /// The server answered 401 to @p refused: a newer one.
    std::function<void(const QByteArray &refused, QObject *context, Reply reply)> renewed;
};

} // namespace depthdeck
