// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/journal/journal_file.h"

#include "app/storage/journal/journal_chain.h"
#include "app/storage/journal/journal_verification.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace depthdeck {

using namespace Qt::StringLiterals;

namespace {

/// How many of the newest rows are checked when the file is opened; verifyJournal() checks all.
constexpr std::int64_t checkedAtOpening = 500;

JournalHealth healthOf(int code)
{
    constexpr int busy = 5;
    constexpr int locked = 6;
    constexpr int readOnly = 8;
    constexpr int corrupt = 11;
    constexpr int full = 13;
    constexpr int cannotOpen = 14;
    constexpr int notADatabase = 26;
    switch (code) {
    case busy:
    case locked:
        return JournalHealth::Locked;
    case full:
        return JournalHealth::DiskFull;
    case corrupt:
    case notADatabase:
        return JournalHealth::Corrupt;
    case readOnly:
    case cannotOpen:
        return JournalHealth::NotOpen;
    default:
        return JournalHealth::Failed;
    }
}

} // namespace

JournalFile::JournalFile(QString file, QString run, int maxPages)
    : m_file{std::move(file)},
      m_run{std::move(run)},
      m_maxPages{maxPages}
{
}

JournalFile::~JournalFile()
{
    close();
}

void JournalFile::close()
{
    m_insert.reset();
    m_readHead.reset();
    m_writeHead.reset();
    m_connection.close();
    m_lock.reset();
}

JournalTrouble JournalFile::troubleOf(const QSqlError &error) const
{
    QString words = error.driverText();
    if (!error.databaseText().isEmpty() && !words.contains(error.databaseText()))
        words += (words.isEmpty() ? QString{} : u": "_s) + error.databaseText();
    return {healthOf(sqliteCode(error)), words};
}

std::optional<JournalTrouble> JournalFile::run(const char *statement)
{
    if (m_connection.run(QString::fromLatin1(statement)))
        return std::nullopt;
    return troubleOf(m_connection.error());
}

std::optional<JournalTrouble> JournalFile::open()
{
    close();
    if (auto trouble = lock())
        return trouble;
    if (!m_connection.open(m_file, SqliteConnection::Access::ReadWrite)) {
        const JournalTrouble trouble = troubleOf(m_connection.error());
        close();
        return JournalTrouble{trouble.health == JournalHealth::Failed ? JournalHealth::NotOpen : trouble.health,
                              trouble.words};
    }
    if (auto trouble = prepare()) {
        close();
        return trouble;
    }
    return std::nullopt;
}

/// Two writers would fork the chain.
std::optional<JournalTrouble> JournalFile::lock()
{
    const QFileInfo folder{QFileInfo{m_file}.absolutePath()};
    if (!folder.isDir() && !QDir{}.mkpath(folder.absoluteFilePath()))
        return JournalTrouble{JournalHealth::NotOpen, u"cannot make the folder %1"_s.arg(folder.absoluteFilePath())};
    m_lock = std::make_unique<QLockFile>(m_file + u".lock"_s);
    m_lock->setStaleLockTime(0); // only the lock of a program that is gone is stale
    if (m_lock->tryLock(0))
        return std::nullopt;
    const QLockFile::LockError error = m_lock->error();
    qint64 process = 0;
    QString host;
    QString program;
    m_lock->getLockInfo(&process, &host, &program);
    m_lock.reset();
    if (error == QLockFile::LockFailedError)
        return JournalTrouble{JournalHealth::Locked,
                              u"another DepthDeck is using this journal (process %1)"_s.arg(process)};
    return JournalTrouble{JournalHealth::NotOpen, u"cannot write in %1"_s.arg(folder.absoluteFilePath())};
}

std::optional<JournalTrouble> JournalFile::prepare()
{
    // Readable by its user alone: it tells what somebody trades.
    QFile::setPermissions(m_file, QFile::ReadOwner | QFile::WriteOwner);
    // Automatic checkpoints would make some intents wait for them: checkpoint() is for when nobody waits.
    for (const char *setting : {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA wal_autocheckpoint=0"}) {
        if (auto trouble = run(setting))
            return trouble;
    }
    if (m_maxPages > 0 && !m_connection.run(u"PRAGMA max_page_count=%1"_s.arg(m_maxPages)))
        return troubleOf(m_connection.error());
    QSqlQuery tables{m_connection.database()};
    if (!tables.exec(u"SELECT count(*) FROM sqlite_master"_s) || !tables.next())
        return troubleOf(tables.lastError());
    const bool isEmpty = tables.value(0).toInt() == 0;
    tables.finish();
    if (auto trouble = isEmpty ? create() : checkSchema())
        return trouble;
    if (auto trouble = readHead(m_rows, m_hash))
        return trouble;
    if (auto trouble = checkNewestRows())
        return trouble;
    return prepareStatements();
}

std::optional<JournalTrouble> JournalFile::create()
{
    if (auto trouble = run("BEGIN IMMEDIATE"))
        return trouble;
    const QString table = u"CREATE TABLE entries (%1, hash BLOB NOT NULL)"_s.arg(journalColumnDefinitions());
    const QStringList statements{
        u"CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)"_s,
        u"INSERT INTO meta VALUES ('schema', '%1'), ('program', 'DepthDeck')"_s.arg(journalSchema),
        table,
        u"CREATE INDEX entries_by_order ON entries (order_id)"_s,
        u"CREATE INDEX entries_by_tag ON entries (tag)"_s,
        // One row, always that of the newest entry: entries cut off at the end show by it.
        u"CREATE TABLE head (id INTEGER PRIMARY KEY CHECK (id = 1), entries INTEGER NOT NULL, hash BLOB NOT NULL)"_s,
        u"INSERT INTO head VALUES (1, 0, x'%1')"_s.arg(QString::fromLatin1(journalGenesisHash().toHex())),
        // Against mistakes only; against intent there is the chain.
        u"CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'append only'); END"_s,
        u"CREATE TRIGGER entries_keep BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'append only'); END"_s,
    };
    for (const QString &statement : statements) {
        if (m_connection.run(statement))
            continue;
        const JournalTrouble trouble = troubleOf(m_connection.error());
        static_cast<void>(run("ROLLBACK"));
        return trouble;
    }
    return run("COMMIT");
}

std::optional<JournalTrouble> JournalFile::checkSchema()
{
    const JournalSchemaAnswer answer = journalSchemaOf(m_connection);
    switch (answer.kind) {
    case JournalSchemaAnswer::Kind::Known:
        return std::nullopt;
    case JournalSchemaAnswer::Kind::Newer:
        return JournalTrouble{JournalHealth::NotOpen, answer.words};
    case JournalSchemaAnswer::Kind::NotAJournal:
        return JournalTrouble{JournalHealth::Corrupt, answer.words};
    case JournalSchemaAnswer::Kind::Unreadable:
        break;
    }
    return troubleOf(answer.error);
}

std::optional<JournalTrouble> JournalFile::readHead(std::int64_t &rows, QByteArray &hash)
{
    if (m_readHead == nullptr) {
        m_readHead = std::make_unique<QSqlQuery>(m_connection.database());
        m_readHead->setForwardOnly(true);
        if (!m_readHead->prepare(u"SELECT entries, hash FROM head WHERE id = 1"_s))
            return troubleOf(m_readHead->lastError());
    }
    if (!m_readHead->exec())
        return troubleOf(m_readHead->lastError());
    if (!m_readHead->next())
        return JournalTrouble{JournalHealth::Corrupt, u"the head record is missing"_s};
    rows = m_readHead->value(0).toLongLong();
    hash = m_readHead->value(1).toByteArray();
    m_readHead->finish();
    return std::nullopt;
}

std::optional<JournalTrouble> JournalFile::checkNewestRows()
{
    const JournalVerdict verdict = verifyNewest(m_connection, checkedAtOpening);
    if (verdict.isGood())
        return std::nullopt;
    const bool cannotRead = verdict.flaw == JournalFlaw::Unreadable && !verdict.detail.isEmpty();
    return JournalTrouble{JournalHealth::Corrupt, cannotRead ? verdict.detail : verdictLine(m_file, verdict)};
}

std::optional<JournalTrouble> JournalFile::prepareStatements()
{
    QStringList names = journalColumns();
    names.append(u"hash"_s);
    const QStringList marks(names.size(), u"?"_s);
    auto insert = std::make_unique<QSqlQuery>(m_connection.database());
    if (!insert->prepare(u"INSERT INTO entries (%1) VALUES (%2)"_s.arg(names.join(u", "_s), marks.join(u", "_s))))
        return troubleOf(insert->lastError());
    m_writeHead = std::make_unique<QSqlQuery>(m_connection.database());
    if (!m_writeHead->prepare(u"UPDATE head SET entries = ?, hash = ? WHERE id = 1"_s))
        return troubleOf(m_writeHead->lastError());
    m_insert = std::move(insert);
    return std::nullopt;
}

std::optional<JournalTrouble> JournalFile::append(std::vector<JournalEntry> &entries,
                                                  const std::function<void()> &beforeCommit)
{
    if (!isOpen())
        return JournalTrouble{JournalHealth::NotOpen, u"not open"_s};
    if (auto trouble = run("BEGIN IMMEDIATE"))
        return trouble;
    std::int64_t rows = 0;
    QByteArray hash;
    auto trouble = appendWithin(entries, rows, hash);
    if (!trouble && beforeCommit)
        beforeCommit();
    if (!trouble)
        trouble = run("COMMIT");
    if (trouble) {
        static_cast<void>(run("ROLLBACK")); // SQLite may have done so already
        return trouble;
    }
    m_rows = rows;
    m_hash = hash;
    return std::nullopt;
}

std::optional<JournalTrouble> JournalFile::appendWithin(std::vector<JournalEntry> &entries, std::int64_t &rows,
                                                        QByteArray &hash)
{
    if (auto trouble = readHead(rows, hash))
        return trouble;
    // Somebody wrote in spite of the lock file. What it wrote is checked when the file is opened again.
    if (rows != m_rows || hash != m_hash)
        return JournalTrouble{JournalHealth::Locked, u"another program wrote into this journal"_s};
    JournalRow row;
    row.run = m_run;
    for (JournalEntry &entry : entries) {
        row.sequence = ++rows;
        std::swap(row.entry, entry); // lent, not copied
        const JournalValues values = toValues(row);
        std::swap(row.entry, entry);
        hash = chainedHash(hash, values);
        int place = 0;
        for (const QVariant &value : values)
            m_insert->bindValue(place++, value);
        m_insert->bindValue(place, hash);
        if (!m_insert->exec())
            return troubleOf(m_insert->lastError());
    }
    m_writeHead->bindValue(0, qlonglong{rows});
    m_writeHead->bindValue(1, hash);
    if (!m_writeHead->exec())
        return troubleOf(m_writeHead->lastError());
    return std::nullopt;
}

void JournalFile::checkpoint()
{
    if (isOpen())
        static_cast<void>(run("PRAGMA wal_checkpoint(PASSIVE)")); // readers that hold it back are no trouble
}

bool JournalFile::setAside(WallTime now)
{
    close();
    if (lock()) // somebody uses it
        return false;
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch());
    const QString stamp =
        QDateTime::fromMSecsSinceEpoch(milliseconds.count(), Qt::UTC).toString(u"yyyyMMdd'T'HHmmsszzz'Z'"_s);
    const QFileInfo info{m_file};
    const QString suffix = info.suffix().isEmpty() ? QString{} : u'.' + info.suffix();
    const QString name = info.absoluteDir().filePath(info.completeBaseName() + u"-set-aside-"_s + stamp + suffix);
    for (const QString &part : {u"-wal"_s, u"-shm"_s}) {
        if (QFile::exists(m_file + part) && !QFile::rename(m_file + part, name + part))
            return false;
    }
    const bool isAside = !QFile::exists(m_file) || QFile::rename(m_file, name);
    m_lock.reset();
    return isAside;
}

} // namespace depthdeck
