// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/order.h"

namespace t4proto::v1::orderrouting {
class OrderUpdate;
class OrderUpdateFailed;
class OrderUpdateStatus;
class OrderUpdateTrade;
class OrderUpdateTradeLeg;
} // namespace t4proto::v1::orderrouting

namespace depthdeck {

enum class MergeOutcome : std::uint8_t {
    Applied,
    Late,    ///< its sequence is behind the order's: the order's state stays (t4-protocol.md e.6); a fill still counts
    BadPrice ///< a price does not parse: nothing was applied
};

/// What one message did to an order, and the fills it told of. Ids, side and market of a fill are the store's business.
struct MergeResult
{
    MergeOutcome outcome = MergeOutcome::Applied;
    std::vector<Fill> fills;
    std::string bustedTradeId; ///< the trade that was taken back
    bool bust = false;
};

// The rules of the table in t4-protocol.md e.6, one function a row. Pure: they know no other order and no time.
[[nodiscard]] MergeResult mergeUpdate(Order &order, const t4proto::v1::orderrouting::OrderUpdate &message,
                                      bool historical);
[[nodiscard]] MergeResult mergeStatus(Order &order, const t4proto::v1::orderrouting::OrderUpdateStatus &message,
                                      bool historical);
[[nodiscard]] MergeResult mergeFailed(Order &order, const t4proto::v1::orderrouting::OrderUpdateFailed &message,
                                      bool historical);
[[nodiscard]] MergeResult mergeTrade(Order &order, const t4proto::v1::orderrouting::OrderUpdateTrade &message,
                                     bool historical);
[[nodiscard]] MergeResult mergeTradeLeg(Order &order, const t4proto::v1::orderrouting::OrderUpdateTradeLeg &message,
                                        bool historical);

/// Whether @p change says that the server or the exchange refused something.
[[nodiscard]] bool isRefusal(OrderChange change) noexcept;

} // namespace depthdeck
