// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market.h"
#include "app/trading/order_check.h"
#include "ui/common/cell_delegate.h"
#include "ui/orders/orders_model.h"

#include <QPointer>

#include <functional>

namespace depthdeck {
class MarketBoard;
class OrderStore;
} // namespace depthdeck

namespace depthdeck::ui {

class PriceField;
class QuantityField;

using RevisionCheck = std::function<std::vector<OrderProblem>(const OrderRevision &)>;

/// Paints the branch lines of orders that stand together, and edits one value of an order in its cell: wheel and arrows
/// step by tick, Return asks to send that value alone, Esc or leaving the cell gives up. A refused revision keeps the
/// editor open. Never sends itself.
class OrdersDelegate final : public CellDelegate
{
    Q_OBJECT

public:
    OrdersDelegate(const Theme &theme, const OrderStore &store, const MarketBoard &board, QObject *parent);

    void setChecker(RevisionCheck checker) { m_checker = std::move(checker); }
    [[nodiscard]] bool isEditing() const noexcept { return !m_editor.isNull(); }
    /// The last revision asked for was not sent: stays open with the reason.
    void showRefusal(const QString &reason);
    /// Checks again: the order or the market may have changed.
    void recheck();
    /// What a click at @p where in the State cell @p cell of a group's head means.
    [[nodiscard]] bool isFoldMark(const QRect &cell, const QPoint &where) const;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                        const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;
    bool eventFilter(QObject *watched, QEvent *event) override;

signals:
    void sendRequested(const depthdeck::OrderRevision &revision);
    /// What the open editor has to say; empty: it is closed.
    void noteChanged(const QString &note, bool blocks);

private:
    [[nodiscard]] PriceField *makePriceField(QWidget *parent, const QString &name, const Market *market,
                                             const std::optional<Price> &value) const;
    [[nodiscard]] QuantityField *makeQuantityField(QWidget *parent, const QString &name, const Market *market,
                                                   Quantity value) const;
    [[nodiscard]] OrderRevision revision() const;
    [[nodiscard]] QString faultText() const;
    [[nodiscard]] const Market *definition() const;
    void begin(QWidget *editor, const Order &order, OrdersModel::Column column) const;
    void send();
    void shut();
    void tell() const;

    const OrderStore &m_store;
    const MarketBoard &m_board;
    RevisionCheck m_checker;
    // One editor at a time; made by a const function of Qt's.
    mutable QPointer<QWidget> m_editor;
    mutable OrderId m_order;
    mutable MarketId m_market;
    mutable OrdersModel::Column m_column = OrdersModel::ColumnCount;
    mutable OrderValues m_before; ///< when the editor was opened
    mutable std::optional<Price> m_trailBefore;
    mutable bool m_refused = false;
};

} // namespace depthdeck::ui
