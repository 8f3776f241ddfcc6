// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/storage/journal/sqlite_connection.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <iosfwd>

namespace depthdeck {

/// What is wrong with a journal.
enum class JournalFlaw : std::uint8_t {
    None,
    Changed,    ///< a row does not fit the one before it: it was changed, put in, or moved
    Missing,    ///< a number is missing: rows were removed
    Order,      ///< a number comes twice, or too early
    CutOff,     ///< the newest rows are missing: the head record knows of more
    BeyondHead, ///< there are rows that the head record does not know of
    Unreadable, ///< no file, no SQLite database, or one whose pages are damaged
    NotAJournal,
    NewerSchema ///< written by a newer program
};

/// The outcome of a verification.
struct JournalVerdict
{
    JournalFlaw flaw = JournalFlaw::None;
    std::int64_t rows = 0;     ///< that were read and are good
    std::int64_t firstBad = 0; ///< the number of the first bad or missing row; 0: none
    QByteArray newestHash;     ///< of the last good row
    QString detail;            ///< SQLite's words, if it said any
    [[nodiscard]] bool isGood() const noexcept { return flaw == JournalFlaw::None; }
};

/// Called with rows done and rows in all; returns false to stop.
using VerificationProgress = std::function<bool(std::int64_t done, std::int64_t all)>;

/// Checks every row of @p file against the chain and the head record. A change, a removal, an insertion or a reordering
/// anywhere shows; so do rows cut off at the end, unless the head record was cut with them: compare newestHash with one
/// noted earlier when that matters. Reads only; the file may be written meanwhile, rows appended after the start are
/// not looked at. Takes a few microseconds a row: not for the UI thread.
[[nodiscard]] JournalVerdict verifyJournal(const QString &file, const VerificationProgress &progress = {});

/// The newest @p count rows of an open file, against the row before them and the head record.
[[nodiscard]] JournalVerdict verifyNewest(const SqliteConnection &connection, std::int64_t count);

/// `depthdeck --verify-journal FILE`: one line to @p out when it is good, to @p errors otherwise. 0: good; 1: tampered
/// with or damaged; 2: not a file that can be read as a journal at all.
[[nodiscard]] int verifyJournalCommand(const QString &file, std::ostream &out, std::ostream &errors);

/// That line, English.
[[nodiscard]] QString verdictLine(const QString &file, const JournalVerdict &verdict);

/// Whether a database is a journal this build can read.
struct JournalSchemaAnswer
{
    enum class Kind : std::uint8_t { Known, Newer, NotAJournal, Unreadable } kind = Kind::Known;
    QString words;
    QSqlError error;
};
[[nodiscard]] JournalSchemaAnswer journalSchemaOf(const SqliteConnection &connection);

} // namespace depthdeck
