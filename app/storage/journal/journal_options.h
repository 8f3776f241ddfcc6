// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>

namespace depthdeck {

/// How a journal writes. The defaults are what the program uses.
struct JournalOptions
{
    std::chrono::milliseconds groupDelay{50};      ///< rows that nobody waits for are on disk after this at the latest
    std::chrono::milliseconds retryInterval{5000}; ///< after a failure it tries again by itself; 0: only retry()
    std::chrono::milliseconds closePatience{3000}; ///< the longest the destructor waits for a disk that does nothing
    std::size_t maxKept = 10'000;                  ///< rows kept for later while nothing can be written
    int maxPages = 0;                              ///< the file may not grow beyond so many pages; 0: no bound
    std::function<void()> beforeCommit;            ///< called on the journal's thread before each commit
};

} // namespace depthdeck
