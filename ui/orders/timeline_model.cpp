// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/timeline_model.h"

#include "app/trading/order_store.h"
#include "ui/common/cell_delegate.h"
#include "ui/common/number_text.h"
#include "ui/orders/order_flight.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

bool isNumber(int column) noexcept
{
    return column == TimelineModel::At || column == TimelineModel::After || column == TimelineModel::ServerTime;
}

// "+12.4 ms": milliseconds throughout, so that steps compare at a glance.
QString afterText(std::chrono::nanoseconds after)
{
    const double milliseconds = std::chrono::duration<double, std::milli>{after}.count();
    return u"+%1"_s.arg(milliseconds, 0, 'f', milliseconds < 100.0 ? 1 : 0);
}

QString utcText(const std::optional<WallTime> &time)
{
    if (!time)
        return {};
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(time->time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC).toString(Qt::ISODateWithMs);
}

} // namespace

TimelineModel::TimelineModel(const OrderStore &store, QObject *parent) : QAbstractTableModel{parent}, m_store{store}
{
    connect(&store, &OrderStore::orderChanged, this, [this](int order) { m_dirty = m_dirty || order == m_order; });
    connect(&store, &OrderStore::storeReset, this, [this] { setOrder(-1); });
}

int TimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_steps.size());
}

int TimelineModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const Order *TimelineModel::order() const noexcept
{
    const auto at = static_cast<std::size_t>(m_order);
    return m_order >= 0 && at < m_store.orders().size() ? &m_store.orders()[at] : nullptr;
}

void TimelineModel::setOrder(int index)
{
    if (index == m_order)
        return;
    beginResetModel();
    m_order = index;
    m_steps = order() ? order()->timeline : OrderTimeline{};
    m_dirty = false;
    endResetModel();
}

void TimelineModel::refresh()
{
    if (!std::exchange(m_dirty, false) || !order())
        return;
    const OrderTimeline &steps = order()->timeline;
    if (steps == m_steps)
        return;
    const bool grew = steps.size() > m_steps.size() && std::equal(m_steps.begin(), m_steps.end(), steps.begin());
    if (!grew) { // the oldest but the first were dropped
        beginResetModel();
        m_steps = steps;
        endResetModel();
        return;
    }
    beginInsertRows({}, rowCount(), static_cast<int>(steps.size()) - 1);
    m_steps = steps;
    endInsertRows();
}

QString TimelineModel::text(std::size_t row, Column column) const
{
    const OrderStep &step = m_steps[row];
    switch (column) {
    case Step:
        return stageText(step.stage);
    case At:
        return timeText(step.at);
    case After:
        return row == 0 ? QString{absentMark} : afterText(step.steadyAt - m_steps[row - 1].steadyAt);
    case ServerTime:
        return step.exchangeTime || step.serverTime ? timeText(step.serverTime ? step.serverTime : step.exchangeTime)
                                                    : QString{absentMark};
    case Said:
        return orderChangeText(step.change);
    case Words:
        return textOf(step.detail);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const auto row = static_cast<std::size_t>(index.row());
    const auto column = static_cast<Column>(index.column());
    const OrderStep &step = m_steps[row];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::ToolTipRole:
        return column == ServerTime && step.exchangeTime ? tr("At the exchange: %1").arg(timeText(step.exchangeTime))
                                                         : text(row, column);
    case Qt::TextAlignmentRole:
        return static_cast<int>(Qt::AlignVCenter | (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft));
    case CellColorRole:
        return static_cast<int>(column == Step || colorOf(step.stage) == ColorRole::Warning ? colorOf(step.stage)
                                                                                            : ColorRole::Quiet);
    case CellFontRole:
        return static_cast<int>(isNumber(column) ? CellFont::Numbers : CellFont::Words);
    case CellShapeRole:
        return column == Step ? QVariant{static_cast<int>(shapeOf(step.stage))} : QVariant{};
    default:
        return {};
    }
}

QVariant TimelineModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignVCenter | (isNumber(section) ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Step:
        return tr("Step");
    case At:
        //: Column title: when this program did or heard it
        return tr("Here");
    case After:
        //: Column title: milliseconds since the step above
        return tr("After, ms");
    case ServerTime:
        //: Column title: the server's time of it
        return tr("Server");
    case Said:
        return tr("The server said");
    case Words:
        return tr("In its words");
    case ColumnCount:
        break;
    }
    return {};
}

QString TimelineModel::asText() const
{
    QStringList lines{tr("Order %1").arg(order() ? textOf(order()->id.text()) : QString{}),
                      tr("Step\tHere, UTC\tAfter, ms\tServer, UTC\tExchange, UTC\tThe server said\tIn its words")};
    for (std::size_t row = 0; row < m_steps.size(); ++row) {
        const OrderStep &step = m_steps[row];
        lines << QStringList{text(row, Step),          utcText(step.at),           text(row, After),
                             utcText(step.serverTime), utcText(step.exchangeTime), text(row, Said),
                             text(row, Words)}
                     .join(u'\t');
    }
    return lines.join(u'\n');
}

} // namespace depthdeck::ui
