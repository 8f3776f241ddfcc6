// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/journal/csv_text.h"

#include <algorithm>

namespace depthdeck {

using namespace Qt::StringLiterals;

namespace {

/// An optional sign, digits, and digits after one point: nothing a spreadsheet could run.
bool isPlainNumber(QStringView text)
{
    if (text.startsWith(u'-') || text.startsWith(u'+'))
        text = text.sliced(1);
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    const auto points = std::count(text.begin(), text.end(), QChar{u'.'});
    const bool allowed = std::all_of(text.begin(), text.end(), [&](QChar c) { return isDigit(c) || c == u'.'; });
    return allowed && points <= 1 && !text.isEmpty() && isDigit(text.front()) && isDigit(text.back());
}

} // namespace

QString csvCell(const QString &text)
{
    QString cell = text;
    const QString dangerous = u"=+-@\t\r"_s;
    if (!cell.isEmpty() && dangerous.contains(cell.front()) && !isPlainNumber(cell))
        cell.prepend(u'\'');
    const bool needsQuotes = std::any_of(cell.begin(), cell.end(),
                                         [](QChar c) { return c == u',' || c == u'"' || c == u'\n' || c == u'\r'; });
    if (!needsQuotes)
        return cell;
    return u'"' + cell.replace(u'"', u"\"\""_s) + u'"';
}

QByteArray csvLine(const QStringList &cells)
{
    QStringList texts;
    texts.reserve(cells.size());
    for (const QString &cell : cells)
        texts.append(csvCell(cell));
    return texts.join(u',').toUtf8() + "\r\n";
}

} // namespace depthdeck
