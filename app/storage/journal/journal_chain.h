// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/storage/journal/journal_columns.h"

namespace depthdeck {

/// What the first row of a file is chained to.
[[nodiscard]] QByteArray journalGenesisHash();

/// The bytes of a row that its hash covers: for each column in order its kind ('n' null, 'i' integer, 't' text, 'b'
/// bytes), the length and the value, so that no two rows share their bytes.
[[nodiscard]] QByteArray canonicalBytes(const JournalValues &values);

/// SHA-256 of @p previous and the row. It shows that a row was changed, not who changed it: somebody who rewrites every
/// row after it as well leaves a chain that fits, so keep the newest hash elsewhere when that matters.
[[nodiscard]] QByteArray chainedHash(const QByteArray &previous, const JournalValues &values);

} // namespace depthdeck
