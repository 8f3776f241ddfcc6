// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/storage/journal/journal_entry.h"
#include "app/storage/journal/journal_options.h"

#include <QMetaType>
#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>
#include <memory>

namespace depthdeck {

enum class JournalHealth : std::uint8_t {
    Opening,
    Writing,
    NotOpen, ///< the file cannot be made or opened
    Locked,  ///< somebody else holds it
    DiskFull,
    Corrupt, ///< not a database, or its chain is broken
    Failed   ///< anything else
};

/// The audit trail of one program run, appended to one SQLite file in WAL mode on a thread of its own. Each row carries
/// the hash of the row before it, so that a change, a removal or a gap shows (verifyJournal). Rows become durable in
/// the order of record(). All functions may be called from any thread; signals come on this object's thread.
///
/// While nothing can be written, rows are kept for later, a bounded number; how many were lost beyond that is itself
/// recorded. It tries again by itself every few seconds, except over a corrupt file.
class Journal final : public QObject
{
    Q_OBJECT

public:
    /// Called on the journal's thread: true once the row is on disk, false when it is not. After false it may still be
    /// written later, when the journal can be again.
    using Written = std::function<void(bool onDisk)>;

    /// Opens or makes @p file in the background; health() says how that went.
    explicit Journal(const QString &file, const Clock &clock, QObject *parent = nullptr);
    Journal(const QString &file, const Clock &clock, const JournalOptions &options, QObject *parent = nullptr);
    /// Writes what waits, for a moment at most, and ends the thread.
    ~Journal() override;

    [[nodiscard]] const QString &file() const noexcept { return m_file; }
    /// Who is logged in where: stamped on every entry that does not say so itself.
    void setOrigin(const QString &operatorName, const QString &endpoint);

    /// Appends soon: rows that nobody waits for share a transaction. An entry without a time gets the present.
    void record(JournalEntry entry);
    /// Appends and makes durable at once, then calls @p written. After a failure @p written is told false at once, and
    /// the entry is kept for a later try while there is room.
    void record(JournalEntry entry, Written written);

    [[nodiscard]] JournalHealth health() const noexcept;
    /// The system's or SQLite's words for what is wrong; empty while all is well.
    [[nodiscard]] QString trouble() const;
    /// Tries again after a failure (space was made, the lock was released).
    void retry();
    /// Puts the file aside under another name and begins a new one: after the chain was broken, or a file that is no
    /// journal. Nothing while it writes.
    void startAnew();

signals:
    void healthChanged(depthdeck::JournalHealth health);
    /// Rows were appended since the last time, a few times a second at most.
    void appended();

private:
    class Writer;

    QString m_file;
    QTimer m_announcement; ///< paces appended()
    std::unique_ptr<Writer> m_writer;
};

} // namespace depthdeck

Q_DECLARE_METATYPE(depthdeck::JournalHealth)
