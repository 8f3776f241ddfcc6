// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/storage/journal/journal_entry.h"
#include "app/time/clock.h"

#include <QString>

namespace depthdeck {

/// When, where and seeing what a trader asked for something.
struct Click
{
    SteadyTime at{};
    WallTime wallTime{};
    QString window; ///< the window's name, as design.md 5 gives it; empty: a rule asked, not a person
    std::optional<SeenQuote> seen;
};

} // namespace depthdeck
