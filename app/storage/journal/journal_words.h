// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/storage/journal/journal_entry.h"

#include <QString>

#include <initializer_list>
#include <vector>

namespace depthdeck {

/// Kinds that a search asks for together.
enum class JournalGroup : std::uint8_t { All, Session, Guards, Intents, Orders, Fills };

/// Empty for All.
[[nodiscard]] const std::vector<JournalKind> &kindsOf(JournalGroup group);
[[nodiscard]] JournalGroup groupOf(JournalKind kind) noexcept;
/// The kind's name as exports write it, English: "SubmitIntent".
[[nodiscard]] QString journalKindName(JournalKind kind);

/// "2026-08-01T12:00:00.123Z": UTC to the millisecond, rounded down.
[[nodiscard]] QString isoTime(WallTime time);

} // namespace depthdeck
