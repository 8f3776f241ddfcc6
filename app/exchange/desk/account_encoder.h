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

struct Behaviours;

/// Writes accounts, positions and profits as wire messages (t4-protocol.md d). Money becomes doubles here alone.
class AccountEncoder
{
public:
    /// All borrowed; they outlive the encoder.
    AccountEncoder(const AccountDesk &accounts, const MarketSpecs &markets, const Moment &moment,
                   const Behaviours &behaviours) noexcept
        : m_accounts{accounts},
          m_markets{markets},
          m_moment{moment},
          m_behaviours{behaviours}
    {
    }

    void encodeDetails(AccountIndex index, t4proto::v1::account::AccountDetails &message) const;
    void encodeUpdate(AccountIndex index, const AccountFigures &figures,
                      t4proto::v1::account::AccountUpdate &message) const;
    /// The rate of the account's own currency; an account in dollars tells that of the dollar.
    void encodeCurrency(AccountIndex index, t4proto::v1::account::AccountCurrency &message) const;
    static void encodeDollar(t4proto::v1::account::AccountCurrency &message);
    void encodePosition(AccountIndex index, MarketIndex market, const PriceCodec &codec,
                        t4proto::v1::account::AccountPosition &message) const;
    void encodeProfit(AccountIndex index, const AccountFigures &figures,
                      t4proto::v1::account::AccountProfit &message) const;
    void encodePositionProfit(AccountIndex index, MarketIndex market, const PositionProfit &profit,
                              t4proto::v1::account::AccountPositionProfit &message) const;

private:
    void encodeWarnings(AccountIndex index, const AccountFigures &figures,
                        t4proto::v1::account::AccountProfit &message) const;
    /// What percentage of a limit is reached, as the warning field tells it.
    [[nodiscard]] std::int32_t warning(std::int32_t threshold, Money reached, Money limit) const noexcept;
    /// @p amount in the account's currency.
    [[nodiscard]] double cash(AccountIndex index, Money amount) const noexcept;

    const AccountDesk &m_accounts;
    const MarketSpecs &m_markets;
    const Moment &m_moment;
    const Behaviours &m_behaviours;
};

} // namespace depthdeck::exchange
