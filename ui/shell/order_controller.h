// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/session.h"

#include <QObject>

namespace depthdeck::ui {

class DepthPanel;
class MainWindow;

/// Carries every wish about orders from the panels to the order desk and the flatten desk, and their answers back.
/// Decides nothing about an order: the desks do. UI thread.
class OrderController final : public QObject
{
    Q_OBJECT

public:
    OrderController(Session &session, MainWindow &window);

    /// A further depth window.
    void adoptDepth(DepthPanel &panel);

signals:
    void marketWanted(const depthdeck::MarketKey &market);

private:
    void connectTicket();
    void connectBatch();
    void connectOrders();
    void connectPositions();
    void connectBook();
    void connectActions();
    void loadTicket(const MarketKey &market, Side side, Price price);
    void flatten(const AccountId &account, const MarketKey &market, const QString &window);
    void flattenAll(const AccountId &account, const QString &window);
    void reverse(const AccountId &account, const MarketKey &market, const QString &window);
    void pullInMarket(const MarketId &market, std::optional<Side> side, const QString &window);
    void arm(bool armed);
    void turnToAccount(const AccountId &account);

    Session &m_session;
    MainWindow &m_window;
};

} // namespace depthdeck::ui
