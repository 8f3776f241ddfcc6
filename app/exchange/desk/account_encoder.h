// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/account_desk.h"
#include "app/exchange/desk/moment.h"
#include "app/exchange/desk/price_codec.h"

namespace t4proto::v1::account {
class AccountCurrency;
class AccountDetails;
class AccountPosition;
class AccountPositionProfit;
class AccountProfit;
class AccountUpdate;
} // namespace t4proto::v1::account

namespace depthdeck::exchange {

/// Writes accounts, positions and profits as wire messages (t4-protocol.md d). Money becomes doubles here alone.
class AccountEncoder
{
public:
    /// All borrowed; they outlive the encoder.
    AccountEncoder(const AccountDesk &accounts, std::span<const MarketSpec> markets, const Moment &moment) noexcept
        : m_accounts{accounts},
          m_markets{markets},
          m_moment{moment}
    {
    }

    void encodeDetails(AccountIndex index, t4proto::v1::account::AccountDetails &message) const;
    void encodeUpdate(AccountIndex index, const AccountFigures &figures,
                      t4proto::v1::account::AccountUpdate &message) const;
    static void encodeCurrency(t4proto::v1::account::AccountCurrency &message);
    void encodePosition(AccountIndex index, MarketIndex market, const PriceCodec &codec,
                        t4proto::v1::account::AccountPosition &message) const;
    void encodeProfit(AccountIndex index, const AccountFigures &figures,
                      t4proto::v1::account::AccountProfit &message) const;
    void encodePositionProfit(AccountIndex index, MarketIndex market, const PositionProfit &profit,
                              t4proto::v1::account::AccountPositionProfit &message) const;

private:
    const AccountDesk &m_accounts;
    std::span<const MarketSpec> m_markets;
    const Moment &m_moment;
};

} // namespace depthdeck::exchange
