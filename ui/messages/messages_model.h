// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/notice.h"

#include <QAbstractTableModel>

#include <deque>

namespace depthdeck::ui {

/// The notices as rows, newest first. Keeps the sentences, so nothing is formatted while painting; bounded as the log
/// is.
class MessagesModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Kind, Message, ColumnCount };

    explicit MessagesModel(const NoticeLog &log, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Among the rows kept.
    [[nodiscard]] int errorCount() const noexcept { return m_errors; }

private:
    struct Row
    {
        QString time;
        QString text;
        Severity severity = Severity::Info;
    };

    static Row rowFor(const Notice &notice);
    void insertNewest();
    void updateNewest();
    void removeOldest();

    const NoticeLog &m_log;
    std::deque<Row> m_rows;
    int m_errors = 0;
};

} // namespace depthdeck::ui
