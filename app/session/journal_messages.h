// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/click.h"

#include <t4/v1/orderrouting/orderrouting.pb.h>

#include <memory>
#include <string_view>
#include <vector>

namespace depthdeck {

class MarketBoard;
class OrderStore;

/// The whole message as protobuf JSON, with the wire's field names.
[[nodiscard]] QString jsonOf(const google::protobuf::Message &message);
/// The same, made later: from a copy taken now.
template <typename Message>
[[nodiscard]] std::function<QString()> jsonLater(const Message &message)
{
    return [copy = std::make_shared<const Message>(message)] { return jsonOf(*copy); };
}

/// The wire's name of an enum's value without its prefix ("SUBMISSION_SENT"), or the number of one it does not name.
[[nodiscard]] QString wireName(const std::string &name, std::string_view prefix, int number);
[[nodiscard]] QString changeName(t4proto::v1::common::OrderChange change);
[[nodiscard]] QString statusName(t4proto::v1::common::OrderStatus status, t4proto::v1::common::ResponsePending pending);
[[nodiscard]] QString priceTypeName(t4proto::v1::common::PriceType type);
[[nodiscard]] QString timeTypeName(t4proto::v1::common::TimeType type);
[[nodiscard]] std::optional<Side> sideOf(t4proto::v1::common::BuySell side);
/// Nullopt when absent or not a price.
[[nodiscard]] std::optional<Price> priceOf(bool isPresent, const t4proto::v1::common::Price &price);

// The rows of an intent: one for each order of the message, the first with the message as JSON. What the click saw is
// on each.
[[nodiscard]] std::vector<JournalEntry> journalRows(const t4proto::v1::orderrouting::OrderSubmit &message,
                                                    const Click &click, const MarketBoard &markets);
[[nodiscard]] std::vector<JournalEntry> journalRows(const t4proto::v1::orderrouting::OrderBatch &message,
                                                    const Click &click, const MarketBoard &markets);
[[nodiscard]] std::vector<JournalEntry> journalRows(const t4proto::v1::orderrouting::OrderRevise &message,
                                                    const Click &click, const MarketBoard &markets,
                                                    const OrderStore &orders);
[[nodiscard]] std::vector<JournalEntry> journalRows(const t4proto::v1::orderrouting::OrderPull &message,
                                                    const Click &click, const MarketBoard &markets,
                                                    const OrderStore &orders);

} // namespace depthdeck
