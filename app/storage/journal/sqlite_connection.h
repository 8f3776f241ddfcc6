// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSqlDatabase>
#include <QSqlError>
#include <QString>

namespace depthdeck {

/// One connection to one SQLite file under a name of its own. Made, used and destroyed on one thread: destroy every
/// query before it.
class SqliteConnection final
{
public:
    enum class Access : std::uint8_t { ReadOnly, ReadWrite };

    SqliteConnection() = default;
    SqliteConnection(const SqliteConnection &) = delete;
    SqliteConnection &operator=(const SqliteConnection &) = delete;
    ~SqliteConnection();

    /// False with error(). ReadOnly also opens a file on read-only media, if nobody left a write-ahead log beside it.
    [[nodiscard]] bool open(const QString &file, Access access);
    void close();
    [[nodiscard]] bool isOpen() const noexcept { return !m_name.isEmpty(); }
    [[nodiscard]] QSqlDatabase database() const;
    [[nodiscard]] const QSqlError &error() const noexcept { return m_error; }
    /// Runs one statement; false with error().
    [[nodiscard]] bool run(const QString &statement);

private:
    [[nodiscard]] bool openAs(const QString &name, const QString &options);

    QString m_name; ///< empty: not open
    QSqlError m_error;
};

/// SQLite's primary result code, for example 13 for a full disk; 0 when there is none.
[[nodiscard]] int sqliteCode(const QSqlError &error);

} // namespace depthdeck
