// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/journal/journal_columns.h"

namespace depthdeck {

using namespace Qt::StringLiterals;

namespace {

QVariant valueOf(std::optional<WallTime> time)
{
    return time ? QVariant{qlonglong{time->time_since_epoch().count()}} : QVariant{};
}
QVariant valueOf(const std::optional<Quantity> &quantity)
{
    return quantity ? QVariant{qlonglong{quantity->contracts}} : QVariant{};
}
QVariant valueOf(const std::optional<std::int32_t> &number)
{
    return number ? QVariant{qlonglong{*number}} : QVariant{};
}
QVariant valueOf(const std::optional<Price> &price)
{
    return price ? QVariant{QString::fromStdString(price->toWire())} : QVariant{};
}
QVariant valueOf(const QString &text)
{
    return text.isEmpty() ? QVariant{} : QVariant{text};
}
QVariant valueOf(const std::string &text)
{
    return valueOf(QString::fromStdString(text));
}
QVariant valueOf(std::uint64_t number)
{
    return QVariant{static_cast<qlonglong>(number)};
}

void read(const QVariant &value, std::optional<WallTime> &into)
{
    if (!value.isNull())
        into = WallTime{std::chrono::nanoseconds{value.toLongLong()}};
}
void read(const QVariant &value, WallTime &into)
{
    into = WallTime{std::chrono::nanoseconds{value.toLongLong()}};
}
void read(const QVariant &value, Quantity &into)
{
    into = {value.toInt()};
}
void read(const QVariant &value, std::optional<Quantity> &into)
{
    if (!value.isNull())
        into = Quantity{value.toInt()};
}
void read(const QVariant &value, std::optional<std::int32_t> &into)
{
    if (!value.isNull())
        into = value.toInt();
}
void read(const QVariant &value, std::optional<Price> &into)
{
    if (!value.isNull())
        into = Price::parse(value.toString().toStdString());
}
void read(const QVariant &value, QString &into)
{
    into = value.toString();
}
void read(const QVariant &value, std::string &into)
{
    into = value.toString().toStdString();
}
void read(const QVariant &value, std::uint64_t &into)
{
    into = static_cast<std::uint64_t>(value.toLongLong());
}
void read(const QVariant &value, std::int64_t &into)
{
    into = value.toLongLong();
}

QVariant sideValue(const std::optional<Side> &side)
{
    if (!side)
        return {};
    return *side == Side::Buy ? u"Buy"_s : u"Sell"_s;
}

/// One column: its name, its SQL type, and how it goes into and out of a row.
struct Column
{
    QString name;
    QString type;
    QVariant (*get)(const JournalRow &row);
    void (*set)(JournalRow &row, const QVariant &value);
};

/// A member of the entry as a column.
template <auto Member>
Column ofEntry(const char *name, const char *type)
{
    return {QString::fromLatin1(name), QString::fromLatin1(type),
            [](const JournalRow &row) -> QVariant { return valueOf(row.entry.*Member); },
            [](JournalRow &row, const QVariant &value) { read(value, row.entry.*Member); }};
}

/// A member of the seen quote; all are null when there was none. The age is there whenever there was one.
template <auto Member>
Column ofSeen(const char *name, const char *type)
{
    return {QString::fromLatin1(name), QString::fromLatin1(type),
            [](const JournalRow &row) -> QVariant {
                return row.entry.seen ? valueOf((*row.entry.seen).*Member) : QVariant{};
            },
            [](JournalRow &row, const QVariant &value) {
                if (row.entry.seen)
                    read(value, (*row.entry.seen).*Member);
            }};
}

const std::vector<Column> &columns()
{
    static const std::vector<Column> all{
        {u"seq"_s, u"INTEGER PRIMARY KEY"_s, [](const JournalRow &row) -> QVariant { return qlonglong{row.sequence}; },
         [](JournalRow &row, const QVariant &value) { row.sequence = value.toLongLong(); }},
        {u"run"_s, u"TEXT NOT NULL"_s, [](const JournalRow &row) -> QVariant { return row.run; },
         [](JournalRow &row, const QVariant &value) { row.run = value.toString(); }},
        {u"kind"_s, u"INTEGER NOT NULL"_s,
         [](const JournalRow &row) -> QVariant { return qlonglong{static_cast<std::int32_t>(row.entry.kind)}; },
         [](JournalRow &row, const QVariant &value) { row.entry.kind = static_cast<JournalKind>(value.toInt()); }},
        ofEntry<&JournalEntry::at>("at_ns", "INTEGER NOT NULL"),
        ofEntry<&JournalEntry::serverTime>("server_ns", "INTEGER"),
        ofEntry<&JournalEntry::exchangeTime>("exchange_ns", "INTEGER"),
        ofEntry<&JournalEntry::operatorName>("operator", "TEXT"),
        ofEntry<&JournalEntry::endpoint>("endpoint", "TEXT"),
        ofEntry<&JournalEntry::account>("account", "TEXT"),
        ofEntry<&JournalEntry::exchange>("exchange", "TEXT"),
        ofEntry<&JournalEntry::contract>("contract", "TEXT"),
        ofEntry<&JournalEntry::market>("market", "TEXT"),
        ofEntry<&JournalEntry::order>("order_id", "TEXT"),
        ofEntry<&JournalEntry::exchangeOrder>("exchange_order_id", "TEXT"),
        ofEntry<&JournalEntry::tag>("tag", "TEXT"),
        ofEntry<&JournalEntry::relation>("relation", "TEXT"),
        ofEntry<&JournalEntry::trade>("trade_id", "TEXT"),
        {u"side"_s, u"TEXT"_s, [](const JournalRow &row) -> QVariant { return sideValue(row.entry.side); },
         [](JournalRow &row, const QVariant &value) {
             if (!value.isNull())
                 row.entry.side = value.toString() == u"Sell"_s ? Side::Sell : Side::Buy;
         }},
        {u"manual"_s, u"INTEGER"_s,
         [](const JournalRow &row) -> QVariant {
             return row.entry.manual ? QVariant{qlonglong{*row.entry.manual ? 1 : 0}} : QVariant{};
         },
         [](JournalRow &row, const QVariant &value) {
             if (!value.isNull())
                 row.entry.manual = value.toInt() != 0;
         }},
        ofEntry<&JournalEntry::orderType>("order_type", "TEXT"),
        ofEntry<&JournalEntry::timeInForce>("time_in_force", "TEXT"),
        ofEntry<&JournalEntry::change>("change", "TEXT"),
        ofEntry<&JournalEntry::status>("status", "TEXT"),
        ofEntry<&JournalEntry::sequence>("sequence_order", "INTEGER"),
        ofEntry<&JournalEntry::leg>("leg", "INTEGER"),
        {u"historical"_s, u"INTEGER NOT NULL"_s,
         [](const JournalRow &row) -> QVariant { return qlonglong{row.entry.historical ? 1 : 0}; },
         [](JournalRow &row, const QVariant &value) { row.entry.historical = value.toInt() != 0; }},
        ofEntry<&JournalEntry::volume>("volume", "INTEGER"),
        ofEntry<&JournalEntry::maxShow>("max_show", "INTEGER"),
        ofEntry<&JournalEntry::working>("working", "INTEGER"),
        ofEntry<&JournalEntry::filled>("filled", "INTEGER"),
        ofEntry<&JournalEntry::price>("price", "TEXT"),
        ofEntry<&JournalEntry::stop>("stop", "TEXT"),
        {u"seen_age_ns"_s, u"INTEGER"_s,
         [](const JournalRow &row) -> QVariant {
             return row.entry.seen ? QVariant{qlonglong{row.entry.seen->ageNanoseconds}} : QVariant{};
         },
         [](JournalRow &row, const QVariant &value) {
             if (!value.isNull())
                 read(value, row.entry.seen.emplace().ageNanoseconds);
         }},
        ofSeen<&SeenQuote::bid>("seen_bid", "TEXT"),
        ofSeen<&SeenQuote::offer>("seen_offer", "TEXT"),
        ofSeen<&SeenQuote::bidVolume>("seen_bid_volume", "INTEGER"),
        ofSeen<&SeenQuote::offerVolume>("seen_offer_volume", "INTEGER"),
        ofSeen<&SeenQuote::last>("seen_last", "TEXT"),
        ofSeen<&SeenQuote::revision>("seen_revision", "INTEGER"),
        ofSeen<&SeenQuote::frame>("seen_frame", "INTEGER"),
        ofSeen<&SeenQuote::freshness>("seen_freshness", "TEXT"),
        ofEntry<&JournalEntry::window>("window", "TEXT"),
        ofEntry<&JournalEntry::detail>("detail", "TEXT"),
        ofEntry<&JournalEntry::json>("json", "TEXT"),
    };
    return all;
}

} // namespace

const QStringList &journalColumns()
{
    static const QStringList names = [] {
        QStringList list;
        for (const Column &column : columns())
            list.append(column.name);
        return list;
    }();
    return names;
}

QString journalColumnDefinitions()
{
    QStringList definitions;
    for (const Column &column : columns())
        definitions.append(column.name + u' ' + column.type);
    return definitions.join(u", "_s);
}

JournalValues toValues(const JournalRow &row)
{
    JournalValues values;
    values.reserve(columns().size());
    for (const Column &column : columns())
        values.push_back(column.get(row));
    return values;
}

JournalRow fromValues(const JournalValues &values)
{
    JournalRow row;
    for (std::size_t at = 0; at < values.size() && at < columns().size(); ++at)
        columns()[at].set(row, values[at]);
    return row;
}

} // namespace depthdeck
