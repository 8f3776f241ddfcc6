// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/journal/journal_filter.h"

namespace depthdeck {

using namespace Qt::StringLiterals;

namespace {

/// What LIKE takes for a wildcard is meant as itself.
QString likePattern(QString text)
{
    text.replace(u'\\', u"\\\\"_s).replace(u'%', u"\\%"_s).replace(u'_', u"\\_"_s);
    return u'%' + text + u'%';
}

} // namespace

JournalCondition conditionOf(const JournalFilter &filter)
{
    QStringList parts{u"1"_s};
    std::vector<QVariant> values;
    const auto add = [&](const QString &part, const QVariant &value) {
        parts.append(part);
        values.push_back(value);
    };
    const auto equal = [&](const char *column, const std::string &value) {
        if (!value.empty())
            add(QString::fromLatin1(column) + u" = ?"_s, QString::fromStdString(value));
    };
    if (filter.from)
        add(u"at_ns >= ?"_s, qlonglong{filter.from->time_since_epoch().count()});
    if (filter.until)
        add(u"at_ns < ?"_s, qlonglong{filter.until->time_since_epoch().count()});
    if (filter.group != JournalGroup::All) {
        QStringList kinds;
        for (const JournalKind kind : kindsOf(filter.group))
            kinds.append(QString::number(static_cast<std::int32_t>(kind)));
        parts.append(u"kind IN (%1)"_s.arg(kinds.join(u", "_s)));
    }
    equal("account", filter.account);
    equal("market", filter.market);
    equal("order_id", filter.order);
    equal("tag", filter.tag);
    if (filter.manual)
        add(u"manual = ?"_s, qlonglong{*filter.manual ? 1 : 0});
    if (!filter.text.isEmpty()) {
        QStringList columns;
        for (const char *column : {"operator", "endpoint", "account", "market", "order_id", "exchange_order_id", "tag",
                                   "relation", "trade_id", "side", "order_type", "time_in_force", "change", "status",
                                   "price", "stop", "window", "detail", "json"}) {
            columns.append(QString::fromLatin1(column) + u" LIKE ? ESCAPE '\\'"_s);
            values.emplace_back(likePattern(filter.text));
        }
        parts.append(u'(' + columns.join(u" OR "_s) + u')');
    }
    return {parts.join(u" AND "_s), std::move(values)};
}

} // namespace depthdeck
