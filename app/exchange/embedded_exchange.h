// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/simulated_exchange.h"

#include <QThread>

namespace depthdeck::exchange {

/// A SimulatedExchange on a thread of its own, for a program with a user interface. All calls and signals belong to
/// the thread that made this object; nothing here waits but the destructor, until the exchange's thread has ended.
class EmbeddedExchange final : public QObject
{
    Q_OBJECT

public:
    explicit EmbeddedExchange(QObject *parent = nullptr);
    ~EmbeddedExchange() override;

    /// Starts the exchange unless it is there. Answered by one of the signals.
    void start(const SimulatedExchange::Options &options);
    [[nodiscard]] bool isRunning() const noexcept { return m_webSocketUrl.isValid(); }
    /// Empty until started.
    [[nodiscard]] QUrl webSocketUrl() const { return m_webSocketUrl; }
    [[nodiscard]] QUrl restUrl() const { return m_restUrl; }

signals:
    void started(const QUrl &webSocket, const QUrl &rest);
    /// @p text is for the log and for the reason shown to the user.
    void failed(const QString &text);

private:
    QThread m_thread;
    QUrl m_webSocketUrl;
    QUrl m_restUrl;
};

} // namespace depthdeck::exchange
