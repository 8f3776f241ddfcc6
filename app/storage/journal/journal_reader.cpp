// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/journal/journal_reader.h"

#include "app/storage/journal/journal_columns.h"
#include "app/storage/journal/journal_verification.h"
#include "app/storage/journal/sqlite_connection.h"

#include <QSqlQuery>

namespace depthdeck {

using namespace Qt::StringLiterals;

struct JournalReader::Request
{
    quint64 number = 0;
    JournalFilter filter;
    std::int64_t after = 0;  ///< rows with greater numbers
    std::int64_t before = 0; ///< and smaller ones; 0: no bound
    int limit = 0;
};

/// Lives on the reader's thread; the only user of its connection.
class JournalReader::Worker final : public QObject
{
public:
    Worker(QString file, std::shared_ptr<std::atomic<quint64>> newest)
        : m_file{std::move(file)},
          m_newest{std::move(newest)}
    {
    }

    /// Nullopt when a newer request makes this one moot.
    [[nodiscard]] std::optional<JournalPage> answer(const Request &request)
    {
        if (isMoot(request))
            return std::nullopt;
        JournalPage page;
        page.request = request.number;
        if (!isReady(page))
            return page;
        page.examinedTo = newestRow(page);
        std::int64_t upper = request.before > 0 ? std::min(request.before, page.examinedTo + 1) : page.examinedTo + 1;
        // In stretches, so that a search for something rare can be given up.
        constexpr std::int64_t stretch = 20'000;
        while (page.trouble.isEmpty() && upper > request.after + 1 &&
               static_cast<int>(page.rows.size()) < request.limit) {
            if (isMoot(request))
                return std::nullopt;
            const std::int64_t lower = std::max(request.after, upper - stretch - 1);
            readStretch(request, lower, upper, page);
            upper = lower + 1;
        }
        page.hasOlder = static_cast<int>(page.rows.size()) >= request.limit;
        if (!page.trouble.isEmpty())
            m_connection.close(); // perhaps another file stands there next time
        return page;
    }

    void close() { m_connection.close(); }

private:
    [[nodiscard]] bool isMoot(const Request &request) const
    {
        return m_newest->load(std::memory_order_acquire) != request.number;
    }

    [[nodiscard]] bool isReady(JournalPage &page)
    {
        if (m_connection.isOpen())
            return true;
        if (!m_connection.open(m_file, SqliteConnection::Access::ReadOnly)) {
            page.trouble = m_connection.error().text();
            return false;
        }
        const JournalSchemaAnswer schema = journalSchemaOf(m_connection);
        if (schema.kind == JournalSchemaAnswer::Kind::Known)
            return true;
        page.trouble = schema.words;
        m_connection.close();
        return false;
    }

    [[nodiscard]] std::int64_t newestRow(JournalPage &page)
    {
        QSqlQuery query{m_connection.database()};
        if (query.exec(u"SELECT max(seq) FROM entries"_s) && query.next())
            return query.value(0).toLongLong();
        page.trouble = query.lastError().text();
        return 0;
    }

    void readStretch(const Request &request, std::int64_t lower, std::int64_t upper, JournalPage &page)
    {
        const JournalCondition condition = conditionOf(request.filter);
        QSqlQuery query{m_connection.database()};
        query.setForwardOnly(true);
        const QString columns = journalColumns().join(u", "_s);
        const int room = request.limit - static_cast<int>(page.rows.size());
        bool isRead = query.prepare(
            u"SELECT %1, hash FROM entries WHERE seq > ? AND seq < ? AND %2 ORDER BY seq DESC LIMIT ?"_s.arg(
                columns, condition.sql));
        query.addBindValue(qlonglong{lower});
        query.addBindValue(qlonglong{upper});
        for (const QVariant &value : condition.values)
            query.addBindValue(value);
        query.addBindValue(room);
        isRead = isRead && query.exec();
        const auto count = static_cast<int>(journalColumns().size());
        while (isRead && query.next()) {
            JournalValues values;
            values.reserve(static_cast<std::size_t>(count));
            for (int column = 0; column < count; ++column)
                values.push_back(query.value(column));
            page.rows.push_back(fromValues(values));
            page.rows.back().hash = query.value(count).toByteArray();
        }
        if (query.lastError().isValid())
            page.trouble = query.lastError().text();
    }

    const QString m_file;
    const std::shared_ptr<std::atomic<quint64>> m_newest;
    SqliteConnection m_connection;
};

JournalReader::JournalReader(const QString &file, QObject *parent)
    : QObject{parent},
      m_file{file},
      m_newest{std::make_shared<std::atomic<quint64>>(0)},
      m_worker{new Worker{file, m_newest}}
{
    m_thread.setObjectName(u"journal reader"_s);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start(QThread::LowPriority);
}

JournalReader::~JournalReader()
{
    m_newest->fetch_add(1); // what runs is moot
    m_thread.quit();
    m_thread.wait();
}

quint64 JournalReader::readOlder(const JournalFilter &filter, std::int64_t before, int limit)
{
    return ask({0, filter, 0, before, limit});
}

quint64 JournalReader::readNewer(const JournalFilter &filter, std::int64_t after, int limit)
{
    return ask({0, filter, after, 0, limit});
}

void JournalReader::reopen()
{
    m_newest->fetch_add(1);
    QMetaObject::invokeMethod(m_worker, [worker = m_worker] { worker->close(); });
}

quint64 JournalReader::ask(Request request)
{
    request.number = m_newest->fetch_add(1) + 1;
    const quint64 number = request.number;
    QMetaObject::invokeMethod(m_worker, [this, worker = m_worker, request = std::move(request)] {
        const auto page = worker->answer(request);
        if (!page)
            return;
        QMetaObject::invokeMethod(
            this, [this, page = *page] { emit pageRead(page); }, Qt::QueuedConnection);
    });
    return number;
}

} // namespace depthdeck
