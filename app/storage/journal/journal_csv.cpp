// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/journal/journal_csv.h"

#include "app/storage/journal/journal_columns.h"

#include <array>

namespace depthdeck {

using namespace Qt::StringLiterals;

namespace {

/// The numbers of @p kinds for SQL's IN.
QString list(std::initializer_list<JournalKind> kinds)
{
    QStringList numbers;
    for (const JournalKind kind : kinds)
        numbers.append(QString::number(static_cast<std::int32_t>(kind)));
    return numbers.join(u", "_s);
}

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}
QString text(const std::optional<WallTime> &time)
{
    return time ? isoTime(*time) : QString{};
}
QString text(const std::optional<Price> &price)
{
    return price ? QString::fromStdString(price->toWire()) : QString{};
}
QString text(const std::optional<Quantity> &quantity)
{
    return quantity ? QString::number(quantity->contracts) : QString{};
}
QString text(const std::optional<std::int32_t> &number)
{
    return number ? QString::number(*number) : QString{};
}
QString sideText(const std::optional<Side> &side)
{
    if (!side)
        return {};
    return *side == Side::Buy ? u"Buy"_s : u"Sell"_s;
}
/// As CME writes tag 1028.
QString manualText(const std::optional<bool> &manual)
{
    if (!manual)
        return {};
    return *manual ? u"Y"_s : u"N"_s;
}

bool isFill(JournalKind kind)
{
    return kind == JournalKind::Fill || kind == JournalKind::LegFill || kind == JournalKind::FillBusted;
}

bool isToServer(JournalKind kind)
{
    return kind == JournalKind::SubmitIntent || kind == JournalKind::ReviseIntent || kind == JournalKind::PullIntent ||
           kind == JournalKind::BatchIntent;
}

/// What a message of the server was, in the words of an audit trail.
QString answerType(const JournalEntry &entry)
{
    struct Word
    {
        QString change;
        QString type;
    };
    static const std::array words{
        Word{u"SUBMISSION_SUCCESS"_s, u"New Ack"_s},    Word{u"SUBMISSION_RISK_REJECTED"_s, u"Reject"_s},
        Word{u"SUBMISSION_FAILED"_s, u"Reject"_s},      Word{u"SUBMISSION_REJECTED"_s, u"Reject"_s},
        Word{u"REVISION_SUCCESS"_s, u"Modify Ack"_s},   Word{u"REVISION_RISK_FAILED"_s, u"Modify Reject"_s},
        Word{u"REVISION_FAILED"_s, u"Modify Reject"_s}, Word{u"REVISION_REJECTED"_s, u"Modify Reject"_s},
        Word{u"PULL_SUCCESS"_s, u"Cancel Ack"_s},       Word{u"PULL_RISK_FAILED"_s, u"Cancel Reject"_s},
        Word{u"PULL_FAILED"_s, u"Cancel Reject"_s},     Word{u"PULL_REJECTED"_s, u"Cancel Reject"_s},
    };
    for (const Word &word : words) {
        if (word.change == entry.change)
            return word.type;
    }
    return entry.kind == JournalKind::OrderRefused ? u"Reject"_s : u"Status"_s;
}

QString messageType(const JournalEntry &entry)
{
    switch (entry.kind) {
    case JournalKind::SubmitIntent:
    case JournalKind::BatchIntent:
        return u"New"_s;
    case JournalKind::ReviseIntent:
        return u"Modify"_s;
    case JournalKind::PullIntent:
        return u"Cancel"_s;
    case JournalKind::IntentNotSent:
        return u"Not Sent"_s;
    case JournalKind::Refused:
        return u"Refused Before Sending"_s;
    case JournalKind::Fill:
        return entry.working && entry.working->contracts > 0 ? u"Partial Fill"_s : u"Complete Fill"_s;
    case JournalKind::LegFill:
        return u"Leg Fill"_s;
    case JournalKind::FillBusted:
        return u"Trade Cancel"_s;
    default:
        return answerType(entry);
    }
}

QString direction(JournalKind kind)
{
    if (isToServer(kind))
        return u"To"_s;
    return kind == JournalKind::IntentNotSent || kind == JournalKind::Refused ? u"None"_s : u"From"_s;
}

QStringList orderCells(const JournalExportRow &line)
{
    const JournalEntry &entry = line.row.entry;
    return {text(line.firstSeen),
            isoTime(entry.at),
            text(entry.exchangeTime),
            entry.operatorName,
            manualText(line.manual),
            text(entry.account),
            text(entry.exchange),
            text(entry.contract),
            text(entry.market),
            text(entry.order),
            text(entry.exchangeOrder),
            text(entry.tag),
            text(entry.relation),
            sideText(entry.side),
            entry.orderType,
            entry.timeInForce,
            text(entry.volume),
            text(entry.maxShow),
            text(entry.price),
            text(entry.stop),
            text(entry.working),
            text(entry.filled),
            entry.status,
            entry.change,
            entry.detail};
}

QStringList fillCells(const JournalExportRow &line)
{
    const JournalEntry &entry = line.row.entry;
    return {isoTime(entry.at),   text(entry.serverTime),  text(entry.exchangeTime),
            entry.operatorName,  manualText(line.manual), journalKindName(entry.kind),
            text(entry.account), text(entry.exchange),    text(entry.contract),
            text(entry.market),  text(entry.order),       text(entry.exchangeOrder),
            text(entry.tag),     sideText(entry.side),    text(entry.leg),
            text(entry.volume),  text(entry.price),       text(entry.filled),
            text(entry.working), text(entry.trade),       text(entry.sequence),
            entry.detail};
}

QStringList auditCells(const JournalExportRow &line)
{
    const JournalEntry &entry = line.row.entry;
    const bool isExecution = isFill(entry.kind);
    const bool isSent = isToServer(entry.kind);
    const QString time = isoTime(entry.at);
    const QString none;
    return {QString::number(line.row.sequence),
            isSent ? (line.handedOver ? isoTime(*line.handedOver) : time) : none,
            isSent ? none : time,
            text(entry.serverTime),
            text(entry.exchangeTime),
            direction(entry.kind),
            entry.operatorName,
            none, // self-match prevention id
            text(entry.account),
            none, // session id
            none, // executing firm id
            manualText(line.manual),
            messageType(entry),
            none, // customer type indicator
            none, // customer or firm
            text(entry.tag.empty() ? entry.order : entry.tag),
            text(entry.relation),
            text(entry.exchange),
            text(entry.contract),
            text(entry.market),
            text(entry.exchangeOrder),
            text(entry.order),
            text(entry.tag),
            sideText(entry.side),
            isExecution ? none : text(entry.volume),
            text(entry.maxShow),
            isExecution ? none : text(entry.price),
            isExecution ? none : text(entry.stop),
            entry.orderType,
            entry.timeInForce,
            isExecution ? text(entry.price) : none,
            isExecution ? text(entry.volume) : none,
            text(entry.filled),
            text(entry.working),
            text(entry.trade),
            text(entry.leg),
            entry.status,
            entry.detail};
}

} // namespace

QString exportStatement(JournalExportKind kind, const QString &condition)
{
    QStringList columns;
    for (const QString &column : journalColumns())
        columns.append(u"e."_s + column);
    // Answers do not say whether a person asked: the intent with the order's tag does.
    const QString manual =
        u"coalesce(e.manual, (SELECT i.manual FROM entries i WHERE i.tag = e.tag AND i.kind IN (%1) "
        "AND i.manual IS NOT NULL LIMIT 1))"_s.arg(list({JournalKind::SubmitIntent, JournalKind::BatchIntent}));
    const QString first = kind == JournalExportKind::Orders
                              ? u"(SELECT min(f.at_ns) FROM entries f WHERE f.order_id = e.order_id)"_s
                              : u"NULL"_s;
    const QString handedOver =
        kind == JournalExportKind::AuditTrail
            ? u"(SELECT h.at_ns FROM entries h WHERE h.tag = e.tag AND h.kind = %1 LIMIT 1)"_s.arg(
                  list({JournalKind::HandedToSocket}))
            : u"NULL"_s;
    QString which;
    switch (kind) {
    case JournalExportKind::Orders: {
        const QString told = list({JournalKind::OrderUpdate, JournalKind::OrderRefused});
        which = u"e.kind IN (%1) AND e.seq = (SELECT max(n.seq) FROM entries n WHERE n.order_id = e.order_id "
                "AND n.kind IN (%1))"_s.arg(told);
        break;
    }
    case JournalExportKind::Fills:
        // A later run heard of the same fills in its snapshot.
        which =
            u"e.kind IN (%1) AND e.seq IN (SELECT min(seq) FROM entries WHERE kind IN (%1) GROUP BY kind, order_id, "
            "leg, CASE WHEN sequence_order IS NOT NULL THEN 's' || sequence_order WHEN trade_id IS NOT NULL "
            "THEN 't' || trade_id ELSE 'r' || seq END)"_s.arg(
                list({JournalKind::Fill, JournalKind::LegFill, JournalKind::FillBusted}));
        break;
    case JournalExportKind::AuditTrail:
        which = u"e.kind IN (%1) AND e.historical = 0"_s.arg(
            list({JournalKind::SubmitIntent, JournalKind::ReviseIntent, JournalKind::PullIntent,
                  JournalKind::BatchIntent, JournalKind::IntentNotSent, JournalKind::Refused, JournalKind::OrderUpdate,
                  JournalKind::OrderRefused, JournalKind::Fill, JournalKind::LegFill, JournalKind::FillBusted}));
        break;
    }
    return u"SELECT %1, %2, %3, %4 FROM entries e WHERE %5 AND %6 ORDER BY e.seq"_s.arg(
        columns.join(u", "_s), manual, first, handedOver, which, condition);
}

QStringList exportHeader(JournalExportKind kind)
{
    switch (kind) {
    case JournalExportKind::Orders:
        return {u"First seen (UTC)"_s,
                u"Last update (UTC)"_s,
                u"Exchange time (UTC)"_s,
                u"Operator"_s,
                u"Manual"_s,
                u"Account"_s,
                u"Exchange"_s,
                u"Contract"_s,
                u"Market"_s,
                u"Order ID"_s,
                u"Exchange order ID"_s,
                u"Tag"_s,
                u"Correlation ID"_s,
                u"Side"_s,
                u"Order type"_s,
                u"Time in force"_s,
                u"Quantity"_s,
                u"Displayed quantity"_s,
                u"Limit price"_s,
                u"Stop price"_s,
                u"Working"_s,
                u"Filled"_s,
                u"Status"_s,
                u"Last change"_s,
                u"Reason"_s};
    case JournalExportKind::Fills:
        return {u"Received (UTC)"_s,
                u"Server time (UTC)"_s,
                u"Exchange time (UTC)"_s,
                u"Operator"_s,
                u"Manual"_s,
                u"Event"_s,
                u"Account"_s,
                u"Exchange"_s,
                u"Contract"_s,
                u"Market"_s,
                u"Order ID"_s,
                u"Exchange order ID"_s,
                u"Tag"_s,
                u"Side"_s,
                u"Leg"_s,
                u"Quantity"_s,
                u"Price"_s,
                u"Cumulative"_s,
                u"Remaining"_s,
                u"Trade ID"_s,
                u"Sequence"_s,
                u"Detail"_s};
    case JournalExportKind::AuditTrail:
        break;
    }
    return {u"Journal Row"_s,
            u"Sending Timestamp (UTC)"_s,
            u"Receiving Timestamp (UTC)"_s,
            u"Server Transaction Time (UTC)"_s,
            u"Exchange Time (UTC)"_s,
            u"Message Direction"_s,
            u"Operator ID (Tag 50)"_s,
            u"Self-Match Prevention ID (Tag 7928)"_s,
            u"Account Number (Tag 1)"_s,
            u"Session ID"_s,
            u"Executing Firm ID"_s,
            u"Manual Order Indicator (Tag 1028)"_s,
            u"Message Type"_s,
            u"Customer Type Indicator (Tag 9702)"_s,
            u"Customer or Firm (Tag 204)"_s,
            u"Order Flow ID"_s,
            u"Correlation ID"_s,
            u"Exchange"_s,
            u"Contract"_s,
            u"Instrument"_s,
            u"Exchange Order ID (Tag 37)"_s,
            u"T4 Order ID"_s,
            u"Client Order ID (Tag 11)"_s,
            u"Side (Tag 54)"_s,
            u"Quantity (Tag 38)"_s,
            u"Displayed Quantity (Tag 210)"_s,
            u"Limit Price (Tag 44)"_s,
            u"Stop Price (Tag 99)"_s,
            u"Order Type (Tag 40)"_s,
            u"Time In Force (Tag 59)"_s,
            u"Fill Price (Tag 31)"_s,
            u"Fill Quantity (Tag 32)"_s,
            u"Cumulative Quantity (Tag 14)"_s,
            u"Remaining Quantity (Tag 151)"_s,
            u"Trade ID"_s,
            u"Spread Leg"_s,
            u"Status"_s,
            u"Reason (Tag 58)"_s};
}

QStringList exportCells(JournalExportKind kind, const JournalExportRow &row)
{
    switch (kind) {
    case JournalExportKind::Orders:
        return orderCells(row);
    case JournalExportKind::Fills:
        return fillCells(row);
    case JournalExportKind::AuditTrail:
        break;
    }
    return auditCells(row);
}

} // namespace depthdeck
