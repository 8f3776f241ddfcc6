// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/storage/journal/journal_entry.h"

#include <QByteArray>

namespace depthdeck {

/// An entry as it stands in the file.
struct JournalRow
{
    std::int64_t sequence = 0; ///< 1 is the genesis row
    QString run;               ///< which program run wrote it
    JournalEntry entry;
    QByteArray hash; ///< SHA-256 over the hash of the row before and this row
};

} // namespace depthdeck
