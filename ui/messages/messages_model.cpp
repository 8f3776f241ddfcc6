// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messages/messages_model.h"

#include "ui/common/cell_delegate.h"
#include "ui/common/number_text.h"
#include "ui/common/state_icon.h"
#include "ui/messages/notice_text.h"

namespace depthdeck::ui {

MessagesModel::MessagesModel(const NoticeLog &log, QObject *parent) : QAbstractTableModel{parent}, m_log{log}
{
    for (const Notice &notice : log.notices()) {
        m_rows.push_front(rowFor(notice));
        m_errors += notice.severity == Severity::Error ? 1 : 0;
    }
    connect(&log, &NoticeLog::noticeAdded, this, &MessagesModel::insertNewest);
    connect(&log, &NoticeLog::lastNoticeRepeated, this, &MessagesModel::updateNewest);
    connect(&log, &NoticeLog::oldestDropped, this, &MessagesModel::removeOldest);
}

MessagesModel::Row MessagesModel::rowFor(const Notice &notice)
{
    QString text = noticeText(notice);
    if (notice.repeats > 1)
        text = tr("%1 (%n times)", nullptr, notice.repeats).arg(text);
    return {timeText(notice.time), text, notice.severity};
}

void MessagesModel::insertNewest()
{
    if (m_log.notices().empty())
        return;
    const Notice &notice = m_log.notices().back();
    beginInsertRows({}, 0, 0);
    m_rows.push_front(rowFor(notice));
    m_errors += notice.severity == Severity::Error ? 1 : 0;
    endInsertRows();
}

void MessagesModel::updateNewest()
{
    if (m_log.notices().empty() || m_rows.empty())
        return;
    m_rows.front() = rowFor(m_log.notices().back());
    emit dataChanged(index(0, Time), index(0, Message), {Qt::DisplayRole});
}

void MessagesModel::removeOldest()
{
    if (m_rows.empty())
        return;
    const int last = rowCount() - 1;
    beginRemoveRows({}, last, last);
    m_errors -= m_rows.back().severity == Severity::Error ? 1 : 0;
    m_rows.pop_back();
    endRemoveRows();
}

int MessagesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int MessagesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant MessagesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        switch (static_cast<Column>(index.column())) {
        case Time:
            return row.time;
        case Kind:
            return severityText(row.severity);
        case Message:
            return row.text;
        case ColumnCount:
            break;
        }
        return {};
    case Qt::ToolTipRole:
        return row.text;
    case CellColorRole:
        if (index.column() == Message)
            return static_cast<int>(ColorRole::Text);
        return static_cast<int>(index.column() == Kind ? colorOf(row.severity) : ColorRole::Quiet);
    case CellFontRole:
        return static_cast<int>(index.column() == Time ? CellFont::Numbers : CellFont::Words);
    case CellShapeRole:
        return index.column() == Kind ? QVariant{static_cast<int>(shapeOf(row.severity))} : QVariant{};
    default:
        return {};
    }
}

QVariant MessagesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Time:
        return tr("Time (Chicago)");
    case Kind:
        //: Column title: information, warning or error
        return tr("Kind");
    case Message:
        return tr("Message");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace depthdeck::ui
