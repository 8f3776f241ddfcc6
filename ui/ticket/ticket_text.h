// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/account.h"
#include "app/trading/order_draft.h"
#include "ui/common/submission_text.h"

#include <QString>

namespace depthdeck {
struct MarketState;
}

namespace depthdeck::ui {

/// What a fill of a draft would do to the account. Worst case: everything that works on the draft's side fills too.
struct Outlook
{
    Quantity afterFill;
    Quantity worstCase;
    std::optional<Quantity> positionLeft; ///< contracts left to max_account_position after the worst case
    std::optional<Quantity> clipLimit;    ///< max_clip_size
};

/// @p account and @p position may be null: no limits, flat.
[[nodiscard]] Outlook outlookOf(const OrderDraft &draft, const Account *account, const Position *position) noexcept;

/// "Long 8 if filled · worst case long 10 · 40 left of 50 · clip 5 of 100 · tick $12.50"
[[nodiscard]] QString outlookSentence(const OrderDraft &draft, const Outlook &outlook, const MarketState *market);
/// "Long 8", "Short 2", "Flat".
[[nodiscard]] QString positionText(Quantity net);

} // namespace depthdeck::ui
