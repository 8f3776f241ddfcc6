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
    Money lossLimit = Money::fromDollars(50'000);
    Money minBalance;
    bool checkMargin = true;
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
    bool enabled = true;
};

/// The numbers are the wire's AccountStatus.
enum class AccountStatus : std::int32_t { Unknown = 0, Blocked = 1, Ok = 2, Disabled = 5, LossLimitExceeded = 9 };

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
