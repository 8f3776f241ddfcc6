// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/order.h"

#include <QAbstractTableModel>

namespace depthdeck {
class OrderStore;
}

namespace depthdeck::ui {

/// The steps of one order, oldest first, each with its times and the server's own words. Announces what came in
/// refresh(). Never writes the store.
class TimelineModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column : int { Step, At, After, ServerTime, Said, Words, ColumnCount };

    explicit TimelineModel(const OrderStore &store, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// The order at @p index of the store; -1: none.
    void setOrder(int index);
    [[nodiscard]] const Order *order() const noexcept;
    void refresh();
    /// The whole of it, for a mail to a broker: a line a step, tab separated, UTC times.
    [[nodiscard]] QString asText() const;

private:
    [[nodiscard]] QString text(std::size_t row, Column column) const;

    const OrderStore &m_store;
    OrderTimeline m_steps;
    int m_order = -1;
    bool m_dirty = false;
};

} // namespace depthdeck::ui
