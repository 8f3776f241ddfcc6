// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/identifiers.h"
#include "app/market/price.h"
#include "app/market/quantity.h"
#include "app/time/clock.h"

#include <cstdint>
#include <optional>
#include <string>

namespace depthdeck {

/// Numbers are the wire's (t4-protocol.md b.5). Only Ok and Unrestricted may trade.
enum class AccountStatus : std::int32_t {
    Unknown = 0,
    Blocked = 1,
    Ok = 2,
    Unrestricted = 3,
    Deleted = 4,
    Disabled = 5,
    OutsideActiveTime = 6,
    NotAccessible = 7,
    PitTradeOnly = 8,
    LossLimitExceeded = 9
};

[[nodiscard]] constexpr bool mayTrade(AccountStatus status) noexcept
{
    return status == AccountStatus::Ok || status == AccountStatus::Unrestricted;
}

/// One account: who it is, its limits, its money. Money is the wire's double (t4-protocol.md a.8), shown, never used
/// to make a price. An absent figure was not told.
struct Account
{
    AccountId id;
    std::string number;
    std::string name;
    std::string displayName;
    std::string currency = "USD";
    AccountStatus status = AccountStatus::Unknown;
    bool subscribed = false; ///< its snapshot has arrived; before that no order is sent for it

    std::int32_t maxClipSize = 0;        ///< 0: not told
    std::int32_t maxAccountPosition = 0; ///< 0: not told
    bool orderRouting = true;
    std::optional<double> lossLimit;
    std::optional<double> dayLossLimit;
    std::optional<double> minBalance;

    std::optional<double> balance;
    std::optional<double> margin;
    std::optional<double> dayMargin;
    std::optional<double> feesAndCommissions;
    std::optional<double> realised;        ///< rpl
    std::optional<double> unrealised;      ///< upl: against the opposite best price
    std::optional<double> unrealisedTrade; ///< upl_trade: against the last trade
    std::optional<double> availableCash;
    std::optional<std::int32_t> workingOrders;
    std::optional<std::int32_t> workingVolume;
    bool marginAlert = false;
    std::optional<WallTime> profitTime;

    /// displayName, else name, else number, else the id.
    [[nodiscard]] const std::string &label() const noexcept;
    friend bool operator==(const Account &, const Account &) = default;
};

/// What one unit of a currency is worth (AccountCurrency).
struct CurrencyRate
{
    double rate = 0;
    double importFactor = 0;
    friend bool operator==(const CurrencyRate &, const CurrencyRate &) = default;
};

/// One account's position in one market (t4-protocol.md d.3).
struct Position
{
    AccountId account;
    MarketKey market;
    Quantity buys;
    Quantity sells;
    Quantity workingBuys;
    Quantity workingSells;
    Quantity overnight;
    /// AccountPositionProfit.net, trusted over buys - sells, carried on by what was bought and sold since it was told.
    std::optional<Quantity> serverNet;
    std::optional<Price> averageOpen;
    std::optional<double> realised;
    std::optional<double> unrealised;
    std::optional<double> unrealisedTrade;
    std::optional<double> margin;
    std::optional<double> feesAndCommissions;
    bool profitKnown = false; ///< has_data
    bool delayed = false;
    std::int32_t riskStatus = 0;
    std::optional<WallTime> profitTime;

    [[nodiscard]] Quantity net() const noexcept { return serverNet ? *serverNet : buys - sells; }
    friend bool operator==(const Position &, const Position &) = default;
};

} // namespace depthdeck
