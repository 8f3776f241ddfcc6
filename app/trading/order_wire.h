// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/order_draft.h"

#include <t4/v1/orderrouting/orderrouting.pb.h>

namespace depthdeck {

// Shared by the builders of wire messages; for the sources of this room alone.

/// Fills @p order in; prices only where the type uses them (t4-protocol.md e.2).
void writeOrder(const OrderDraft &draft, int decimals, const std::string &tag,
                t4proto::v1::orderrouting::OrderSubmit::Order &order);

/// What @p activation needs beside its kind. Nullopt when it needs nothing: the field stays absent.
[[nodiscard]] std::optional<t4proto::v1::orderrouting::OrderActivation> activationData(const Activation &activation,
                                                                                       int decimals);

} // namespace depthdeck
