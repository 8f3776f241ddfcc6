// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>

namespace depthdeck::exchange {

/// One REST request, free of the HTTP library.
struct RestRequest
{
    QByteArray method;
    QString path;
    QMap<QString, QString> query; ///< keys in lower case, values decoded
    QByteArray authorization;
    QByteArray body;
};

struct RestResponse
{
    int status = 200;
    QByteArray contentType = QByteArrayLiteral("application/json");
    QByteArray body;
};

/// An error in the form of RFC 9457: application/problem+json with title, status and detail.
[[nodiscard]] RestResponse problem(int status, const QString &detail);

} // namespace depthdeck::exchange
