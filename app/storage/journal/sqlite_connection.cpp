// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/journal/sqlite_connection.h"

#include <QFileInfo>
#include <QSqlQuery>
#include <QUrl>

#include <atomic>

namespace depthdeck {

using namespace Qt::StringLiterals;

SqliteConnection::~SqliteConnection()
{
    close();
}

void SqliteConnection::close()
{
    if (m_name.isEmpty())
        return;
    QSqlDatabase::database(m_name, false).close();
    QSqlDatabase::removeDatabase(m_name);
    m_name.clear();
}

QSqlDatabase SqliteConnection::database() const
{
    return QSqlDatabase::database(m_name, false);
}

bool SqliteConnection::open(const QString &file, Access access)
{
    close();
    constexpr auto busyTimeout = "QSQLITE_BUSY_TIMEOUT=500";
    const QString patience = QString::fromLatin1(busyTimeout);
    if (access == Access::ReadWrite)
        return openAs(file, patience);
    // SQLite would say nothing of a missing file before the first statement.
    if (!QFileInfo::exists(file)) {
        m_error = QSqlError{u"no such file"_s, file, QSqlError::ConnectionError};
        return false;
    }
    // A WAL file is read through its shared memory, which read-only media cannot hold: then it is read as it stands,
    // which is right only if nothing waits in a log and nobody writes.
    if (openAs(file, patience + u";QSQLITE_OPEN_READONLY"_s) && run(u"SELECT count(*) FROM sqlite_master"_s))
        return true;
    const QSqlError first = m_error;
    if (QFileInfo{file + u"-wal"_s}.size() > 0 || QFileInfo{QFileInfo{file}.path()}.isWritable())
        return false;
    close();
    const QString url = QUrl::fromLocalFile(QFileInfo{file}.absoluteFilePath()).toString(QUrl::FullyEncoded);
    if (openAs(url + u"?immutable=1"_s, patience + u";QSQLITE_OPEN_READONLY;QSQLITE_OPEN_URI"_s))
        return true;
    m_error = first;
    return false;
}

bool SqliteConnection::openAs(const QString &name, const QString &options)
{
    static std::atomic<int> number{0};
    m_name = u"journal-%1"_s.arg(++number);
    bool isOpen = false;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
        database.setConnectOptions(options);
        database.setDatabaseName(name);
        isOpen = database.open();
        m_error = database.lastError();
    }
    if (!isOpen)
        close();
    return isOpen;
}

bool SqliteConnection::run(const QString &statement)
{
    QSqlQuery query{database()};
    if (query.exec(statement))
        return true;
    m_error = query.lastError();
    return false;
}

int sqliteCode(const QSqlError &error)
{
    constexpr int primary = 0xff; // the rest of an extended code says more of the same
    return error.nativeErrorCode().toInt() & primary;
}

} // namespace depthdeck
