// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/storage/journal/journal_row.h"

#include <QStringList>
#include <QVariant>

#include <vector>

namespace depthdeck {

/// The stored form of a row: one value a column. Times are integers, nanoseconds since the Unix epoch in UTC; prices
/// are exact decimal text; what does not apply, or is empty, is null.
using JournalValues = std::vector<QVariant>;

/// The columns in their order, without the hash. The order is part of the hash: only append, under a new schema.
[[nodiscard]] const QStringList &journalColumns();
/// What CREATE TABLE needs: each column with its type.
[[nodiscard]] QString journalColumnDefinitions();

[[nodiscard]] JournalValues toValues(const JournalRow &row);
/// Values that cannot be read (of a damaged row) become absent ones.
[[nodiscard]] JournalRow fromValues(const JournalValues &values);

} // namespace depthdeck
