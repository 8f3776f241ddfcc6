// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/storage/journal/journal.h"
#include "app/storage/journal/journal_row.h"
#include "app/storage/journal/sqlite_connection.h"

#include <QLockFile>
#include <QSqlQuery>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace depthdeck {

/// What the newest schema is called that this build knows.
inline constexpr int journalSchema = 1;

/// Why a journal cannot be written. The words are SQLite's, the system's or this room's, in English, for a log and for
/// the trader's window.
struct JournalTrouble
{
    JournalHealth health = JournalHealth::Failed;
    QString words;
};

/// The file of a journal as its one writer sees it: makes or opens it, checks the newest rows, appends. Holds a lock
/// file beside it so that no second program writes. Everything on one thread.
class JournalFile final
{
public:
    /// @p run names this program run in every row. @p maxPages: 0 for no bound.
    JournalFile(QString file, QString run, int maxPages);
    ~JournalFile();
    JournalFile(const JournalFile &) = delete;
    JournalFile &operator=(const JournalFile &) = delete;

    /// Nullopt when it may be appended to.
    [[nodiscard]] std::optional<JournalTrouble> open();
    void close();
    [[nodiscard]] bool isOpen() const noexcept { return m_insert != nullptr; }

    /// Appends all or none, on disk when it returns without trouble. @p beforeCommit may be empty.
    [[nodiscard]] std::optional<JournalTrouble> append(std::vector<JournalEntry> &entries,
                                                       const std::function<void()> &beforeCommit);
    /// Moves what the log holds into the file: when nobody waits.
    void checkpoint();
    /// Renames the file (and its log) to "<name>-set-aside-<UTC time>", for a file that cannot be continued.
    [[nodiscard]] bool setAside(WallTime now);

private:
    [[nodiscard]] std::optional<JournalTrouble> lock();
    [[nodiscard]] std::optional<JournalTrouble> prepare();
    [[nodiscard]] std::optional<JournalTrouble> create();
    [[nodiscard]] std::optional<JournalTrouble> checkSchema();
    [[nodiscard]] std::optional<JournalTrouble> checkNewestRows();
    [[nodiscard]] std::optional<JournalTrouble> prepareStatements();
    [[nodiscard]] std::optional<JournalTrouble> readHead(std::int64_t &rows, QByteArray &hash);
    [[nodiscard]] std::optional<JournalTrouble> appendWithin(std::vector<JournalEntry> &entries, std::int64_t &rows,
                                                             QByteArray &hash);
    [[nodiscard]] std::optional<JournalTrouble> run(const char *statement);
    [[nodiscard]] JournalTrouble troubleOf(const QSqlError &error) const;

    const QString m_file;
    const QString m_run;
    const int m_maxPages;
    std::unique_ptr<QLockFile> m_lock;
    SqliteConnection m_connection;
    std::unique_ptr<QSqlQuery> m_insert;
    std::unique_ptr<QSqlQuery> m_readHead;
    std::unique_ptr<QSqlQuery> m_writeHead;
    std::int64_t m_rows = 0; ///< the file's head as this writer left it
    QByteArray m_hash;
};

} // namespace depthdeck
