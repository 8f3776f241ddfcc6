// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/order.h"
#include "app/trading/order_check.h"

#include "ui/orders/orders_delegate.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QPushButton;

namespace depthdeck {
class MarketBoard;
class OrderStore;
} // namespace depthdeck

namespace depthdeck::ui {

class ActivationFields;
class PriceField;
class QuantityField;
class Theme;

/// The editor for one order, in a line below the table: prices, quantity, max show, trail, and what a held order waits
/// for. Starts from the order's values and asks to send those alone that the trader changed. Never sends itself; stays
/// open, with the reason, when told of a refusal.
class ReviseBar final : public QFrame
{
    Q_OBJECT

public:
    ReviseBar(const OrderStore &store, const MarketBoard &board, const Theme &theme, QWidget *parent = nullptr);

    void setChecker(RevisionCheck checker) { m_checker = std::move(checker); }
    /// Shows @p order and puts the keyboard into its price. Nothing for an order that the store does not know.
    void openFor(const OrderId &order);
    /// What would be sent now.
    [[nodiscard]] OrderRevision revision() const;
    [[nodiscard]] const OrderId &order() const noexcept { return m_order; }
    /// Checks again: prices and the order's state may have changed.
    void refresh();
    void showRefusal(const QString &reason);

signals:
    void sendRequested(const depthdeck::OrderRevision &revision);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    void layOut();
    void watchFields();
    void send();
    void release();
    void shut();
    void fillFrom(const Order &order);
    void fillConditions(const Order &order);
    [[nodiscard]] QLineEdit &firstField(const Order &order) const;
    void showChecks();
    [[nodiscard]] QString faultText() const;
    [[nodiscard]] std::optional<Quantity> revisedMaxShow() const;
    [[nodiscard]] const Market *definition() const;

    const OrderStore &m_store;
    const MarketBoard &m_board;
    const Theme &m_theme;
    RevisionCheck m_checker;
    OrderId m_order;
    MarketId m_market;
    OrderValues m_before; ///< when the bar was opened: what was not touched since is not sent
    std::optional<Price> m_trailBefore;
    bool m_refused = false;
    // Children of this.
    QLabel *m_title;
    QLabel *m_limitLabel;
    QLabel *m_stopLabel;
    QLabel *m_maxShowLabel;
    PriceField *m_limit;
    PriceField *m_stop;
    QuantityField *m_quantity;
    QuantityField *m_maxShow;
    QLabel *m_trailLabel;
    PriceField *m_trail;
    ActivationFields *m_activation;
    QPushButton *m_release;
    QWidget *m_conditions; ///< the second line: trail, activation, release
    QPushButton *m_send;
    QPushButton *m_close;
    QLabel *m_problems;
};

} // namespace depthdeck::ui
