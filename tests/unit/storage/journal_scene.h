// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/storage/journal/journal.h"
#include "app/storage/journal/journal_columns.h"
#include "app/storage/journal/journal_row.h"
#include "app/storage/journal/sqlite_connection.h"
#include "tests/support/fake_clock.h"

#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <vector>

namespace depthdeck::test {

/// A folder with a journal file, and a second program's view of that file.
struct JournalScene
{
    QTemporaryDir folder;
    FakeClock clock;
    const QString file = folder.filePath(QStringLiteral("journal.sqlite"));

    /// Nothing is tried by itself: tests say when.
    [[nodiscard]] static JournalOptions options()
    {
        JournalOptions options;
        options.retryInterval = std::chrono::milliseconds{0};
        return options;
    }
    [[nodiscard]] static JournalEntry entry(const QString &detail, JournalKind kind = JournalKind::Note)
    {
        JournalEntry entry;
        entry.kind = kind;
        entry.detail = detail;
        return entry;
    }
    /// A journal that lived and ended with @p count notes between its first and its last row.
    void write(int count)
    {
        Journal journal{file, clock, options()};
        for (int at = 0; at < count; ++at)
            journal.record(entry(QString::number(at)));
    }
    /// Every row, over a connection of its own.
    [[nodiscard]] std::vector<JournalRow> rows() const
    {
        std::vector<JournalRow> found;
        SqliteConnection connection;
        if (!connection.open(file, SqliteConnection::Access::ReadOnly))
            return found;
        QSqlQuery query{connection.database()};
        query.exec(QStringLiteral("SELECT %1, hash FROM entries ORDER BY seq")
                       .arg(journalColumns().join(QStringLiteral(", "))));
        const auto count = static_cast<int>(journalColumns().size());
        while (query.next()) {
            JournalValues values;
            for (int column = 0; column < count; ++column)
                values.push_back(query.value(column));
            found.push_back(fromValues(values));
            found.back().hash = query.value(count).toByteArray();
        }
        return found;
    }
    [[nodiscard]] QStringList details(JournalKind kind = JournalKind::Note) const
    {
        QStringList found;
        for (const JournalRow &row : rows()) {
            if (row.entry.kind == kind)
                found.append(row.entry.detail);
        }
        return found;
    }
    /// Runs statements as another program would, its triggers out of the way. False when one fails.
    [[nodiscard]] bool tamper(const QStringList &statements) const
    {
        SqliteConnection connection;
        if (!connection.open(file, SqliteConnection::Access::ReadWrite))
            return false;
        QStringList all{QStringLiteral("DROP TRIGGER IF EXISTS entries_stay"),
                        QStringLiteral("DROP TRIGGER IF EXISTS entries_keep")};
        all += statements;
        for (const QString &statement : all) {
            if (!connection.run(statement)) {
                qWarning("%s: %s", qPrintable(statement), qPrintable(connection.error().text()));
                return false;
            }
        }
        return true;
    }
};

[[nodiscard]] inline bool reaches(const Journal &journal, JournalHealth health)
{
    return QTest::qWaitFor([&] { return journal.health() == health; });
}

/// Records and waits for the answer: 1 on disk, 0 not.
[[nodiscard]] inline int recordAndWait(Journal &journal, JournalEntry entry)
{
    auto answer = std::make_shared<std::atomic<int>>(-1);
    journal.record(std::move(entry), [answer](bool onDisk) { *answer = onDisk ? 1 : 0; });
    static_cast<void>(QTest::qWaitFor([&] { return *answer >= 0; }));
    return *answer;
}

} // namespace depthdeck::test
