// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/wire/credentials.h"
#include "app/wire/endpoint.h"

#include <QObject>

namespace depthdeck::ui {

/// Something that can bring up the embedded exchange. The composition root implements it over app/exchange, so that no
/// window links the exchange.
class ExchangeHost : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Answers by one of the signals, never before it returns. Started already: answers ready() again.
    virtual void start() = 0;

signals:
    void ready(const depthdeck::Endpoint &endpoint, const depthdeck::Credentials &credentials);
    /// @p sentence says what went wrong.
    void failed(const QString &sentence);
};

} // namespace depthdeck::ui
