// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/journal/journal_export.h"

#include "app/storage/journal/csv_text.h"
#include "app/storage/journal/journal_columns.h"
#include "app/storage/journal/sqlite_connection.h"

#include <QSaveFile>
#include <QSqlQuery>
#include <QThread>

namespace depthdeck {

using namespace Qt::StringLiterals;

namespace {

JournalExportRow readRow(const QSqlQuery &query)
{
    const auto count = static_cast<int>(journalColumns().size());
    JournalValues values;
    values.reserve(static_cast<std::size_t>(count));
    for (int column = 0; column < count; ++column)
        values.push_back(query.value(column));
    JournalExportRow row;
    row.row = fromValues(values);
    const auto timeAt = [&query](int column) -> std::optional<WallTime> {
        if (query.isNull(column))
            return std::nullopt;
        return WallTime{std::chrono::nanoseconds{query.value(column).toLongLong()}};
    };
    if (!query.isNull(count))
        row.manual = query.value(count).toInt() != 0;
    row.firstSeen = timeAt(count + 1);
    row.handedOver = timeAt(count + 2);
    return row;
}

std::int64_t newestRow(const SqliteConnection &connection)
{
    QSqlQuery query{connection.database()};
    return query.exec(u"SELECT max(seq) FROM entries"_s) && query.next() ? query.value(0).toLongLong() : 0;
}

using Outcome = JournalExportResult::Outcome;

/// Writes what @p query yields; the file is not committed.
JournalExportResult writeLines(QSqlQuery &query, JournalExportKind kind, QSaveFile &file, std::int64_t newest,
                               const std::function<bool(int)> &progress)
{
    constexpr std::int64_t progressEvery = 500;
    constexpr std::int64_t perMille = 1000;
    JournalExportResult result;
    const QStringList header = exportHeader(kind);
    bool isWritten = file.write(csvLine(header)) >= 0;
    while (isWritten && query.next()) {
        const JournalExportRow row = readRow(query);
        isWritten = file.write(csvLine(exportCells(kind, row))) >= 0;
        ++result.lines;
        const bool reports = progress && result.lines % progressEvery == 0;
        if (reports && !progress(static_cast<int>(row.row.sequence * perMille / std::max<std::int64_t>(newest, 1)))) {
            result.outcome = Outcome::Cancelled;
            return result;
        }
    }
    if (!isWritten)
        return {Outcome::CannotWrite, result.lines, file.errorString()};
    if (query.lastError().isValid())
        return {Outcome::CannotRead, result.lines, query.lastError().text()};
    return result;
}

} // namespace

JournalExportResult exportJournal(const QString &journalFile, const JournalFilter &filter, JournalExportKind kind,
                                  const QString &target, const std::function<bool(int)> &progress)
{
    SqliteConnection connection;
    if (!connection.open(journalFile, SqliteConnection::Access::ReadOnly))
        return {Outcome::CannotRead, 0, connection.error().text()};
    const JournalSchemaAnswer schema = journalSchemaOf(connection);
    if (schema.kind != JournalSchemaAnswer::Kind::Known)
        return {Outcome::CannotRead, 0, schema.words};
    QSaveFile file{target};
    if (!file.open(QSaveFile::WriteOnly))
        return {Outcome::CannotWrite, 0, file.errorString()};
    if (progress && !progress(0))
        return {Outcome::Cancelled, 0, {}};
    const JournalCondition condition = conditionOf(filter);
    QSqlQuery query{connection.database()};
    query.setForwardOnly(true);
    if (!query.prepare(exportStatement(kind, condition.sql)))
        return {Outcome::CannotRead, 0, query.lastError().text()};
    for (const QVariant &value : condition.values)
        query.addBindValue(value);
    if (!query.exec())
        return {Outcome::CannotRead, 0, query.lastError().text()};
    JournalExportResult result = writeLines(query, kind, file, newestRow(connection), progress);
    if (result.outcome == Outcome::Done && !file.commit())
        return {Outcome::CannotWrite, result.lines, file.errorString()};
    return result;
}

JournalJob::JournalJob(QObject *parent) : QObject{parent} {}

JournalJob::~JournalJob()
{
    cancel();
    if (m_thread != nullptr)
        m_thread->wait();
}

void JournalJob::cancel()
{
    if (m_isCancelled != nullptr)
        *m_isCancelled = true;
}

bool JournalJob::start(std::function<void()> work)
{
    m_thread.reset(QThread::create(std::move(work)));
    m_thread->setObjectName(u"journal job"_s);
    m_thread->start(QThread::LowPriority);
    return true;
}

/// For the job's thread: tells the progress, and whether to go on.
std::function<bool(int)> JournalJob::reporter()
{
    m_isCancelled = std::make_shared<std::atomic<bool>>(false);
    return [this, isCancelled = m_isCancelled](int perMille) {
        if (*isCancelled)
            return false;
        QMetaObject::invokeMethod(
            this, [this, perMille] { emit progressed(perMille); }, Qt::QueuedConnection);
        return true;
    };
}

void JournalJob::end()
{
    m_thread->wait();
    m_thread.reset();
}

bool JournalJob::startExport(const QString &journalFile, const JournalFilter &filter, JournalExportKind kind,
                             const QString &target)
{
    if (isRunning())
        return false;
    return start([this, journalFile, filter, kind, target, report = reporter()] {
        const JournalExportResult result = exportJournal(journalFile, filter, kind, target, report);
        QMetaObject::invokeMethod(
            this,
            [this, result] {
                end();
                emit exported(result);
            },
            Qt::QueuedConnection);
    });
}

bool JournalJob::startVerification(const QString &journalFile)
{
    if (isRunning())
        return false;
    const auto report = reporter();
    return start([this, journalFile, report, isCancelled = m_isCancelled] {
        const auto progress = [&report](std::int64_t done, std::int64_t all) {
            constexpr std::int64_t perMille = 1000;
            return report(static_cast<int>(done * perMille / std::max<std::int64_t>(all, 1)));
        };
        const JournalVerdict verdict = verifyJournal(journalFile, progress);
        QMetaObject::invokeMethod(
            this,
            [this, verdict, complete = !*isCancelled] {
                end();
                emit verified(verdict, complete);
            },
            Qt::QueuedConnection);
    });
}

} // namespace depthdeck
