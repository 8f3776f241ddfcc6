// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/order_request.h"

#include <span>

namespace depthdeck::exchange {

/// Why linked orders cannot be taken together.
struct LinkRefusal
{
    int order = -1; ///< the order at fault; -1: the link as a whole
    Refusal refusal;
};

/// Whether well-formed orders make up the link they were sent with (t4-protocol.md e.3). Nullopt when they do.
[[nodiscard]] std::optional<LinkRefusal> checkLink(std::int32_t link, std::span<const OrderRequest> orders);

/// Whether this exchange knows the link at all.
[[nodiscard]] bool isKnownLink(std::int32_t link) noexcept;

} // namespace depthdeck::exchange
