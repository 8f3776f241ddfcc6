// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/id.h"

#include <QMetaType>

namespace depthdeck {

using ExchangeId = Id<struct ExchangeIdTag>;
using ContractId = Id<struct ContractIdTag>;
using MarketId = Id<struct MarketIdTag>;
using AccountId = Id<struct AccountIdTag>;
/// The server's `unique_id`: permanent over revisions, unique over sessions (t4-protocol.md a.10).
using OrderId = Id<struct OrderIdTag>;

/// The three ids that a subscription needs (t4-protocol.md c.1).
struct MarketKey
{
    ExchangeId exchange;
    ContractId contract;
    MarketId market;

    friend bool operator==(const MarketKey &, const MarketKey &) noexcept = default;
};

} // namespace depthdeck

Q_DECLARE_METATYPE(depthdeck::MarketId)
Q_DECLARE_METATYPE(depthdeck::OrderId)
Q_DECLARE_METATYPE(depthdeck::AccountId)
