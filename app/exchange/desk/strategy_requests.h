// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/price_codec.h"

namespace t4proto::v1::orderrouting {
class CreateUDS;
class CreateUDSResponse;
} // namespace t4proto::v1::orderrouting

namespace depthdeck::exchange {

class Venue;

/// Creates user-defined strategies for clients (t4-protocol.md f).
class StrategyRequests
{
public:
    /// @p venue is borrowed and outlives this.
    explicit StrategyRequests(Venue &venue) noexcept : m_venue{venue} {}

    /// Answers @p wish. @p accountIsSubscribed: the account it names is the sender's and subscribed.
    void create(const t4proto::v1::orderrouting::CreateUDS &wish, bool accountIsSubscribed, const PriceCodec &codec,
                t4proto::v1::orderrouting::CreateUDSResponse &answer);

private:
    Venue &m_venue;
};

} // namespace depthdeck::exchange
