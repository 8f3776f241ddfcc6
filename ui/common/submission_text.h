// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_board.h"
#include "app/trading/submission_draft.h"
#include "ui/common/number_text.h"

#include <QString>

namespace depthdeck::ui {

/// What will be sent, in one sentence: "Buy 5 ESZ6 limit 6024.50, day."
[[nodiscard]] QString draftSentence(const OrderDraft &draft, const MarketState *market);
/// All that one press sends: "Buy 3 ESZ6 limit 6024.50, day; then sell 3 at 6026.50 (+8 ticks) or stop 6023.00
/// (−6 ticks), good till cancelled."
[[nodiscard]] QString submissionSentence(const SubmissionDraft &submission, const MarketState *market);
/// "Reward ≈ 300.00 · risk ≈ 225.00"; empty when nothing of it is known.
[[nodiscard]] QString stakesSentence(const SubmissionDraft &submission, const MarketState *market);
/// What an order waits for and when it is given up: "when a trade is at or above 6030.00, at least 50 lots"; empty for
/// an order that goes at once and stays.
[[nodiscard]] QString activationSentence(const Activation &activation, const Market *market);

/// Whether @p order is a limit that crosses the market as it is: it trades at the other side's price, not at its own.
[[nodiscard]] bool fillsAtOnce(const OrderDraft &order, const MarketState *market);
/// Where @p order is expected to trade first: its own price, or the side of the book that it takes. Nullopt when that
/// is not known, as for a trailing stop.
[[nodiscard]] std::optional<Price> expectedEntry(const OrderDraft &order, const MarketState *market);
/// Whether that price is the order's own, so that exits can be given as absolute prices.
[[nodiscard]] bool hasOwnPrice(const OrderDraft &order) noexcept;

/// What a bracket stands to win and to lose; nullopt where an exit is missing or the market does not tell its worth.
struct Stakes
{
    std::optional<double> reward;
    std::optional<double> risk;
};
[[nodiscard]] Stakes stakesOf(const SubmissionDraft &submission, const MarketState *market);

} // namespace depthdeck::ui
