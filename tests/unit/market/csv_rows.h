// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QStringList>

#include <vector>

namespace depthdeck::test {

/// One line of a CSV file with its number, 1 being the header.
struct CsvRow
{
    int line = 0;
    QStringList cells;
};

/// The cells of @p line; a cell in double quotes may hold commas.
inline QStringList csvCells(const QString &line)
{
    QStringList cells{QString{}};
    bool quoted = false;
    for (const QChar c : line) {
        if (c == u'"')
            quoted = !quoted;
        else if (c == u',' && !quoted)
            cells.append(QString{});
        else
            cells.last().append(c);
    }
    return cells;
}

/// The rows of tests/data/t4/@p name below its header. Empty when the file cannot be read.
inline std::vector<CsvRow> csvRows(const QString &name)
{
    QFile file{QStringLiteral(DEPTHDECK_SOURCE_DIR "/tests/data/t4/") + name};
    std::vector<CsvRow> rows;
    if (!file.open(QIODevice::ReadOnly))
        return rows;
    for (int line = 1; !file.atEnd(); ++line) {
        QString text = QString::fromUtf8(file.readLine());
        if (text.endsWith(u'\n'))
            text.chop(1);
        if (line > 1)
            rows.push_back({line, csvCells(text)});
    }
    return rows;
}

} // namespace depthdeck::test
