// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/storage/journal/journal_row.h"

#include <QAbstractTableModel>

#include <array>
#include <deque>
#include <vector>

namespace depthdeck::ui {

/// The part of a journal that was read so far, newest first. Older rows are asked for as the view comes to the end.
/// Keeps the cells' texts, so nothing is formatted while painting.
class JournalModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Event, Account, Market, Side, Volume, Price, By, Detail, ColumnCount };
    /// More are not kept: the oldest leave when newer ones come, and are read again when they are looked at.
    static constexpr int maxRows = 20'000;

    explicit JournalModel(QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    /// Everything anew. @p hasOlder: whether more may follow @p rows.
    void replace(std::vector<JournalRow> rows, bool hasOlder);
    void appendOlder(std::vector<JournalRow> rows, bool hasOlder);
    void prependNewer(std::vector<JournalRow> rows);

    /// Nullptr outside.
    [[nodiscard]] const JournalRow *row(int number) const noexcept;
    /// The oldest row's number in the journal; 0: none.
    [[nodiscard]] std::int64_t oldest() const noexcept;

signals:
    /// The view came to the end; appendOlder() is expected.
    void olderWanted();

private:
    struct Line
    {
        JournalRow row;
        std::array<QString, ColumnCount> cells;
    };
    [[nodiscard]] static Line lineOf(JournalRow row);
    void dropBeyondBound();

    std::deque<Line> m_lines;
    bool m_hasOlder = false;
    bool m_isOlderAsked = false;
};

} // namespace depthdeck::ui
