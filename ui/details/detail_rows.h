// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_board.h"
#include "ui/theme/theme.h"

#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace depthdeck::ui {

/// One line of the details: a caption and what the server told, or the title of a group.
struct DetailRow
{
    QString caption;
    QString value;
    bool isTitle = false;
    ColorRole role = ColorRole::Text;
    std::optional<MarketKey> link; ///< the market that the line leads to
    friend bool operator==(const DetailRow &, const DetailRow &) noexcept = default;
};

/// Everything that is known of @p market. What was not told shows as a dash, so that the lines stay where they are; a
/// group that does not apply to the market is left out. @p board names the legs of a strategy: one that it does not
/// know has only its id and leads nowhere, because the other two ids of a market are never guessed (t4-protocol.md
/// a.10).
[[nodiscard]] std::vector<DetailRow> detailRows(const MarketState &market, const MarketBoard &board);

} // namespace depthdeck::ui
