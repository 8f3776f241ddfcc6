// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/storage/journal/journal_words.h"

#include <QStringList>
#include <QVariant>

#include <optional>
#include <vector>

namespace depthdeck {

/// Which rows of a journal somebody wants to see; what is empty or absent asks for nothing.
struct JournalFilter
{
    std::optional<WallTime> from;  ///< included
    std::optional<WallTime> until; ///< not included
    JournalGroup group = JournalGroup::All;
    std::string account;
    std::string market;
    std::string order; ///< unique_id
    std::string tag;
    QString text; ///< part of any column with words, in any case of ASCII letters
    std::optional<bool> manual;
    friend bool operator==(const JournalFilter &, const JournalFilter &) = default;
};

/// A condition for WHERE with its values, in the order of the question marks.
struct JournalCondition
{
    QString sql; ///< never empty
    std::vector<QVariant> values;
};
[[nodiscard]] JournalCondition conditionOf(const JournalFilter &filter);

} // namespace depthdeck
