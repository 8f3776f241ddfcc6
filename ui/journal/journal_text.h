// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/storage/journal/journal.h"
#include "app/storage/journal/journal_export.h"
#include "app/storage/journal/journal_row.h"

#include <QString>

namespace depthdeck::ui {

/// What a row is about, in a word or two.
[[nodiscard]] QString journalKindText(JournalKind kind);
[[nodiscard]] QString journalGroupText(JournalGroup group);
/// Whether and why not the journal is written, a sentence. @p trouble: the system's words.
[[nodiscard]] QString journalHealthText(JournalHealth health, const QString &trouble);
[[nodiscard]] QString verdictText(const JournalVerdict &verdict, bool complete);
[[nodiscard]] QString exportText(const JournalExportResult &result, const QString &file);
/// Every field that a row has, one a line, names first.
[[nodiscard]] QString journalRowText(const JournalRow &row);
/// "2026-08-01 12:00:00.123", UTC.
[[nodiscard]] QString journalTimeText(WallTime time);
/// "Manual", "Automatic" or nothing.
[[nodiscard]] QString manualText(const std::optional<bool> &manual);

} // namespace depthdeck::ui
