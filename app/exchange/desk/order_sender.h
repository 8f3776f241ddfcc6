// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/order.h"
#include "app/exchange/desk/price_codec.h"

namespace depthdeck::exchange {

/// A client as the order desk sees it.
struct OrderSender
{
    const OrderOrigin &origin;
    const PriceCodec &codec;
    /// The account named in the message; nullopt when this user has none of that name.
    std::optional<AccountIndex> account;
    bool subscribed = false; ///< the account is subscribed (t4-protocol.md d.1)
};

} // namespace depthdeck::exchange
