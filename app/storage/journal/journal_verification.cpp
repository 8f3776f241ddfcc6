// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/journal/journal_verification.h"

#include "app/storage/journal/journal_chain.h"
#include "app/storage/journal/journal_file.h"

#include <QFileInfo>
#include <QSqlQuery>

#include <ostream>

namespace depthdeck {

using namespace Qt::StringLiterals;

namespace {

struct Head
{
    std::int64_t rows = 0;
    QByteArray hash;
};

JournalVerdict unreadable(const QSqlError &error, JournalVerdict so_far = {})
{
    so_far.flaw = JournalFlaw::Unreadable;
    so_far.detail = error.databaseText().isEmpty() ? error.text() : error.databaseText();
    return so_far;
}

bool readHead(QSqlQuery &query, Head &head)
{
    if (!query.exec(u"SELECT entries, hash FROM head WHERE id = 1"_s) || !query.next())
        return false;
    head = {query.value(0).toLongLong(), query.value(1).toByteArray()};
    query.finish();
    return true;
}

QString selectRows(const QString &where)
{
    return u"SELECT %1, hash FROM entries %2 ORDER BY seq"_s.arg(journalColumns().join(u", "_s), where);
}

/// Follows the chain from row @p first, which is chained to @p previous.
class ChainWalk
{
public:
    ChainWalk(Head head, std::int64_t first, QByteArray previous)
        : m_head{std::move(head)},
          m_next{first},
          m_previous{std::move(previous)}
    {
    }

    /// False when this row is bad.
    [[nodiscard]] bool take(const QSqlQuery &row)
    {
        const auto columns = static_cast<int>(journalColumns().size());
        const std::int64_t number = row.value(0).toLongLong();
        if (number != m_next)
            return stop(number > m_next ? JournalFlaw::Missing : JournalFlaw::Order, m_next);
        if (number > m_head.rows)
            return stop(JournalFlaw::BeyondHead, number);
        m_values.clear();
        for (int column = 0; column < columns; ++column)
            m_values.push_back(row.value(column));
        const QByteArray hash = chainedHash(m_previous, m_values);
        if (hash != row.value(columns).toByteArray())
            return stop(JournalFlaw::Changed, number);
        m_previous = hash;
        ++m_next;
        ++m_verdict.rows;
        return true;
    }

    [[nodiscard]] JournalVerdict finish()
    {
        m_verdict.newestHash = m_previous;
        if (!m_verdict.isGood())
            return m_verdict;
        if (m_next - 1 < m_head.rows)
            stop(JournalFlaw::CutOff, m_next);
        else if (m_previous != m_head.hash)
            stop(JournalFlaw::Changed, m_head.rows);
        return m_verdict;
    }

    [[nodiscard]] const JournalVerdict &verdict() const noexcept { return m_verdict; }

private:
    bool stop(JournalFlaw flaw, std::int64_t row)
    {
        m_verdict.flaw = flaw;
        m_verdict.firstBad = row;
        return false;
    }

    Head m_head;
    std::int64_t m_next;
    QByteArray m_previous;
    JournalValues m_values;
    JournalVerdict m_verdict;
};

JournalVerdict walk(QSqlQuery &query, ChainWalk &chain, std::int64_t all, const VerificationProgress &progress)
{
    constexpr std::int64_t progressEvery = 2'000;
    while (query.next()) {
        if (!chain.take(query))
            break;
        if (progress && chain.verdict().rows % progressEvery == 0 && !progress(chain.verdict().rows, all))
            return chain.verdict(); // stopped: what was read is good
    }
    if (query.lastError().isValid())
        return unreadable(query.lastError(), chain.verdict());
    return chain.finish();
}

JournalFlaw flawOf(JournalSchemaAnswer::Kind kind)
{
    switch (kind) {
    case JournalSchemaAnswer::Kind::Known:
        return JournalFlaw::None;
    case JournalSchemaAnswer::Kind::Newer:
        return JournalFlaw::NewerSchema;
    case JournalSchemaAnswer::Kind::NotAJournal:
        return JournalFlaw::NotAJournal;
    case JournalSchemaAnswer::Kind::Unreadable:
        break;
    }
    return JournalFlaw::Unreadable;
}

} // namespace

JournalSchemaAnswer journalSchemaOf(const SqliteConnection &connection)
{
    QSqlQuery query{connection.database()};
    const auto unreadableAs = [](const QSqlError &error) {
        return JournalSchemaAnswer{JournalSchemaAnswer::Kind::Unreadable, error.databaseText(), error};
    };
    if (!query.exec(u"SELECT count(*) FROM sqlite_master WHERE name IN ('meta', 'entries', 'head')"_s) || !query.next())
        return unreadableAs(query.lastError());
    constexpr int tables = 3;
    if (query.value(0).toInt() != tables)
        return {
            JournalSchemaAnswer::Kind::NotAJournal, u"the file is a database, but not a journal of DepthDeck"_s, {}};
    if (!query.exec(u"SELECT value FROM meta WHERE key = 'schema'"_s))
        return unreadableAs(query.lastError());
    const int schema = query.next() ? query.value(0).toInt() : 0;
    if (schema > journalSchema)
        return {JournalSchemaAnswer::Kind::Newer,
                u"the journal was written by a newer DepthDeck (schema %1, this one knows %2)"_s.arg(schema).arg(
                    journalSchema),
                {}};
    if (schema < 1)
        return {JournalSchemaAnswer::Kind::NotAJournal, u"the journal does not say its schema"_s, {}};
    return {};
}

JournalVerdict verifyJournal(const QString &file, const VerificationProgress &progress)
{
    SqliteConnection connection;
    if (!connection.open(file, SqliteConnection::Access::ReadOnly))
        return unreadable(connection.error());
    const JournalSchemaAnswer schema = journalSchemaOf(connection);
    if (schema.kind != JournalSchemaAnswer::Kind::Known) {
        JournalVerdict verdict;
        verdict.flaw = flawOf(schema.kind);
        verdict.detail = schema.words;
        return verdict;
    }
    // One transaction: the head and the rows are those of one moment.
    if (!connection.run(u"BEGIN"_s))
        return unreadable(connection.error());
    QSqlQuery query{connection.database()};
    query.setForwardOnly(true);
    Head head;
    if (!readHead(query, head)) {
        JournalVerdict verdict = unreadable(query.lastError());
        if (!query.lastError().isValid())
            verdict.detail = u"the head record is missing"_s;
        return verdict;
    }
    const std::int64_t all = head.rows;
    ChainWalk chain{std::move(head), 1, journalGenesisHash()};
    if (!query.exec(selectRows({})))
        return unreadable(query.lastError());
    return walk(query, chain, all, progress);
}

JournalVerdict verifyNewest(const SqliteConnection &connection, std::int64_t count)
{
    QSqlQuery query{connection.database()};
    query.setForwardOnly(true);
    Head head;
    if (!readHead(query, head))
        return unreadable(query.lastError());
    const std::int64_t all = head.rows;
    const std::int64_t first = std::max<std::int64_t>(1, all - count + 1);
    QByteArray previous = journalGenesisHash();
    if (first > 1) {
        if (!query.exec(u"SELECT hash FROM entries WHERE seq = %1"_s.arg(first - 1)))
            return unreadable(query.lastError());
        // Missing: then the chain cannot fit either.
        previous = query.next() ? query.value(0).toByteArray() : QByteArray{};
    }
    ChainWalk chain{std::move(head), first, previous};
    if (!query.exec(selectRows(u"WHERE seq >= %1"_s.arg(first))))
        return unreadable(query.lastError());
    return walk(query, chain, all, {});
}

QString verdictLine(const QString &file, const JournalVerdict &verdict)
{
    const QString name = QFileInfo{file}.fileName();
    const QString row = QString::number(verdict.firstBad);
    switch (verdict.flaw) {
    case JournalFlaw::None:
        return u"%1: good, %2 rows, newest hash %3"_s.arg(name, QString::number(verdict.rows),
                                                          QString::fromLatin1(verdict.newestHash.toHex()));
    case JournalFlaw::Changed:
        return u"%1: row %2 does not fit the row before it: it was changed, put in or moved"_s.arg(name, row);
    case JournalFlaw::Missing:
        return u"%1: row %2 is missing: rows were removed"_s.arg(name, row);
    case JournalFlaw::Order:
        return u"%1: where row %2 should be, an earlier number stands"_s.arg(name, row);
    case JournalFlaw::CutOff:
        return u"%1: the newest rows, from %2 on, were cut off"_s.arg(name, row);
    case JournalFlaw::BeyondHead:
        return u"%1: row %2 is beyond the head record: it was put in"_s.arg(name, row);
    case JournalFlaw::Unreadable:
        return u"%1: cannot be read after %2 good rows: %3"_s.arg(name, QString::number(verdict.rows), verdict.detail);
    case JournalFlaw::NotAJournal:
    case JournalFlaw::NewerSchema:
        break;
    }
    return u"%1: %2"_s.arg(name, verdict.detail);
}

int verifyJournalCommand(const QString &file, std::ostream &out, std::ostream &errors)
{
    const JournalVerdict verdict = verifyJournal(file);
    const std::string line = verdictLine(file, verdict).toStdString();
    if (verdict.isGood()) {
        out << line << std::endl;
        return 0;
    }
    errors << line << std::endl;
    constexpr int bad = 1;
    constexpr int notReadable = 2;
    // A file that was a journal and whose pages are damaged is bad; one that never was one is the wrong argument.
    const bool isWrongFile = verdict.flaw == JournalFlaw::NotAJournal || verdict.flaw == JournalFlaw::NewerSchema ||
                             !QFileInfo{file}.isFile() || !QFileInfo{file}.isReadable();
    return isWrongFile ? notReadable : bad;
}

} // namespace depthdeck
