// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/account.h"

#include <functional>
#include <span>
#include <unordered_map>
#include <vector>

namespace depthdeck::exchange {

/// Asked for the prices that value a market. Never called from inside a venue event.
using PriceSource = std::function<MarketPrices(MarketIndex)>;

/// Keeps every account: the only writer of positions, balances and working totals. Knows no session and no wire.
class AccountDesk
{
public:
    /// @p markets is borrowed and outlives the desk.
    AccountDesk(std::vector<AccountSpec> accounts, const MarketSpecs &markets);

    [[nodiscard]] std::span<const Account> accounts() const noexcept { return m_accounts; }
    [[nodiscard]] const Account &account(AccountIndex index) const noexcept { return m_accounts[index]; }
    [[nodiscard]] std::optional<AccountIndex> find(const AccountId &id) const noexcept;
    /// A position nobody traded yet reads as an empty one.
    [[nodiscard]] const Position &position(AccountIndex index, MarketIndex market) const noexcept;

    void applyFill(AccountIndex index, MarketIndex market, Side side, std::int32_t volume, Price price);
    /// Takes a fill of this trading day back. False when there is none like it.
    bool bustFill(AccountIndex index, MarketIndex market, Side side, std::int32_t volume, Price price);
    /// A clearing fee for @p volume lots of an order in @p market; negative gives it back.
    void chargeFee(AccountIndex index, MarketIndex market, std::int32_t volume);
    /// Adds to what works in @p market: lots on @p side and orders, both may be negative.
    void addWorking(AccountIndex index, MarketIndex market, Side side, std::int32_t volume, std::int32_t orders);

    [[nodiscard]] AccountFigures figures(AccountIndex index, const PriceSource &prices) const;
    [[nodiscard]] PositionProfit profit(AccountIndex index, MarketIndex market, const PriceSource &prices) const;
    /// Sets or lifts LossLimitExceeded by the account's profit now.
    void checkLossLimit(AccountIndex index, const PriceSource &prices);
    /// Starts a trading day: realised profit and fees go to the balance, positions carry over at settlement.
    void rollOver(const PriceSource &prices);
    void setStatus(AccountIndex index, AccountStatus status);
    /// Opens or closes the account by its active time; @p minute of the day in US Central time.
    void checkActiveTime(AccountIndex index, std::int32_t minute);
    /// Sets what a unit of the account's currency is worth.
    void setRate(AccountIndex index, std::int64_t rateMillionths);

    [[nodiscard]] Money dayMarginPerLot(MarketIndex market) const noexcept;
    [[nodiscard]] Money fullMarginPerLot(MarketIndex market) const noexcept;

private:
    std::vector<Account> m_accounts;
    std::unordered_map<AccountId, AccountIndex> m_byId;
    const MarketSpecs &m_markets;
};

} // namespace depthdeck::exchange
