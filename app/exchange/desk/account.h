// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/position.h"

#include <map>
#include <string>

namespace depthdeck::exchange {

/// An account's place in the desk's list.
using AccountIndex = std::size_t;

/// What the risk desk allows. The names are AccountDetails' (t4-protocol.md d.5); zero means no limit.
struct AccountLimits
{
    std::int32_t maxClipSize = 100;        ///< lots in one order
    std::int32_t maxAccountPosition = 250; ///< lots in one market, everything working counted as filled
    std::int32_t priceBanding = 0;         ///< ticks that a limit price may reach through the market
    std::int32_t wideMarket = 0;           ///< ticks between bid and offer beyond which market orders are refused
    Money lossLimit = Money::fromDollars(50'000);
    Money minBalance;
    bool checkMargin = true;
};

/// Percent of a limit from which the account is warned (AccountDetails.warning_threshold_*); zero never warns.
struct WarningThresholds
{
    std::int32_t profitAndLoss = 0; ///< of the balance lost
    std::int32_t lossLimit = 0;     ///< of the loss limit
    std::int32_t margin = 0;        ///< of balance and profit needed as margin
};

/// The numbers are the wire's AccountEnabled.
enum class AccountEnabled : std::int32_t { Disabled = 0, Enabled = 1, BackOfficeOnly = 2, PitTradeOnly = 3 };

/// The numbers are the wire's AccountStatus.
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

/// A daily span in minutes of US Central time, the end not included.
struct ActiveTime
{
    std::int32_t from = 0;
    std::int32_t until = 0;

    [[nodiscard]] bool contains(std::int32_t minute) const noexcept
    {
        return from <= until ? minute >= from && minute < until : minute >= from || minute < until;
    }
};

/// The currency an account is kept in. Rates are exact millionths of a dollar for one unit of it.
struct AccountCurrencySpec
{
    std::string code = "USD";
    std::int64_t rateMillionths = 1'000'000;
};

/// The static facts of an account.
struct AccountSpec
{
    AccountId id;
    std::string number;
    std::string name;
    Money balance = Money::fromDollars(250'000);
    Money feePerLot = Money::fromCents(125); ///< each side
    AccountLimits limits;
    WarningThresholds warnings;
    AccountCurrencySpec currency;
    AccountEnabled enabled = AccountEnabled::Enabled;
    AccountStatus status = AccountStatus::Ok; ///< at the start
    bool orderRouting = true;
    bool deleted = false;
    std::optional<ActiveTime> active; ///< absent: at all hours
};

/// One account's live state.
struct Account
{
    AccountSpec spec;
    AccountStatus status = AccountStatus::Ok;
    Money balance;          ///< at the start of the trading day
    Money previousRealised; ///< of the day before
    std::map<MarketIndex, Position> positions;
    std::int32_t workingOrders = 0;
    std::int32_t workingVolume = 0;
    std::uint64_t version = 0; ///< raised by every change of status, balance, fees or margin
};

/// An account's sums over its positions.
struct AccountFigures
{
    bool hasData = false; ///< false: some open position cannot be valued
    Money upl;
    Money uplTrade;
    Money rpl;
    Money dayUpl;
    Money dayUplTrade;
    Money dayRpl;
    Money overnightUpl;
    Money fees;
    Money dayMargin;      ///< of the net positions at the day rate
    Money fullMargin;     ///< of the net positions at the overnight rate
    Money preTradeMargin; ///< of the worst-case positions at the day rate
    Money availableCash;  ///< balance + profit - fees - pre-trade margin
    friend bool operator==(const AccountFigures &, const AccountFigures &) noexcept = default;
};

} // namespace depthdeck::exchange
