// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/embedded_exchange.h"

namespace depthdeck::exchange {

EmbeddedExchange::EmbeddedExchange(QObject *parent) : QObject{parent}
{
    m_thread.setObjectName(QStringLiteral("simulated exchange"));
}

EmbeddedExchange::~EmbeddedExchange()
{
    m_thread.quit();
    m_thread.wait();
}

void EmbeddedExchange::start(const SimulatedExchange::Options &options)
{
    if (m_thread.isRunning())
        return;
    auto *exchange = new SimulatedExchange{options};
    exchange->moveToThread(&m_thread);
    // Made here, started and destroyed there: sockets and timers never change threads.
    connect(&m_thread, &QThread::finished, exchange, &QObject::deleteLater);
    connect(&m_thread, &QThread::started, exchange, [this, exchange] {
        QString error;
        const bool isUp = exchange->start(&error);
        const QUrl webSocket = exchange->webSocketUrl();
        const QUrl rest = exchange->restUrl();
        QMetaObject::invokeMethod(this, [this, isUp, error, webSocket, rest] {
            m_webSocketUrl = webSocket;
            m_restUrl = rest;
            if (isUp) {
                emit started(webSocket, rest);
                return;
            }
            m_thread.quit();
            emit failed(error);
        });
    });
    m_thread.start();
}

} // namespace depthdeck::exchange
