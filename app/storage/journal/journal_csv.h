// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/storage/journal/journal_filter.h"
#include "app/storage/journal/journal_row.h"

#include <QStringList>

namespace depthdeck {

/// What is exported.
enum class JournalExportKind : std::uint8_t {
    Orders, ///< one line an order, as last told
    Fills,  ///< one line an execution, a leg's execution or a bust; what a snapshot told again is left out
    /// Every message to and from the server, with the fields that CME Group's rule 536.B asks an order routing system
    /// to keep (CME Globex front-end audit trail requirements): times, direction, operator (tag 50), manual indicator
    /// (tag 1028), order flow, terms, fills, reasons. What T4 does not tell a client (CTI, origin, session and firm id)
    /// has its column and stays empty.
    AuditTrail
};

/// A row with what only the rows around it tell.
struct JournalExportRow
{
    JournalRow row;
    std::optional<bool> manual;         ///< of the intent that the order began with
    std::optional<WallTime> firstSeen;  ///< of the order
    std::optional<WallTime> handedOver; ///< when the bytes of this intent went to the socket
};

/// SELECT over `entries e`, ordered by seq, whose columns are those of journalColumns(), then manual, first seen and
/// handed over. @p condition is that of the filter.
[[nodiscard]] QString exportStatement(JournalExportKind kind, const QString &condition);

[[nodiscard]] QStringList exportHeader(JournalExportKind kind);
[[nodiscard]] QStringList exportCells(JournalExportKind kind, const JournalExportRow &row);

} // namespace depthdeck
