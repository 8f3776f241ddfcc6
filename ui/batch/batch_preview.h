// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_board.h"
#include "app/trading/account_store.h"
#include "app/trading/submission_draft.h"

#include <QString>

#include <vector>

namespace depthdeck::ui {

/// What a batch comes to in one market of one account. Exits only close and are not counted; of an OCO the larger order
/// of each side is, because one cancels the other.
struct BatchTotal
{
    AccountId account;
    MarketId market;
    Quantity buys;
    Quantity sells;
    Quantity net;                   ///< the position now
    Quantity worstLong;             ///< everything that buys fills, what works already too
    Quantity worstShort;            ///< the same of what sells; negative when short
    std::int32_t positionLimit = 0; ///< max_account_position; 0: not told
    std::optional<double> margin;   ///< for the larger worst case, from what the server holds for the position now
    friend bool operator==(const BatchTotal &, const BatchTotal &) = default;
};

/// In the order in which accounts and markets first come.
[[nodiscard]] std::vector<BatchTotal> totalsOf(const std::vector<SubmissionDraft> &batch, const AccountStore &accounts);
/// "SIM-10421 · ESZ6: buy 5, sell 2 · from long 1 to long 8 or short 3 at worst, limit 50 · margin ≈ 46,400.00"
[[nodiscard]] QString totalSentence(const BatchTotal &total, const MarketState *market, const Account *account);

} // namespace depthdeck::ui
