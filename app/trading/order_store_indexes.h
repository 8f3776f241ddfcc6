// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/fill_index.h"
#include "app/trading/order_store.h"

#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace depthdeck {

/// How rows are found without a scan.
struct OrderStore::Indexes
{
    std::unordered_map<OrderId, int> byId;
    std::unordered_map<std::string, int> unnamedByTag; ///< this program's submissions the server has not named
    std::unordered_map<std::string, int> ownByTag;     ///< every submission of this program
    std::set<int> active;
    std::unordered_map<AccountId, std::unordered_set<int>> openSnapshots; ///< rows each has named so far
    FillIndex fills;
    /// What told of each busted trade, by row and exchange trade id: its fill may be told only after that.
    std::map<std::pair<int, std::string>, Fill> busts;
};

} // namespace depthdeck
