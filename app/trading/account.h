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

// The numbers of these enums are the wire's, so that a number this build does not know survives (t4-protocol.md b.5).

/// Only Ok and Unrestricted may trade.
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

enum class AccountEnabled : std::int32_t { Disabled = 0, Enabled = 1, BackOfficeOnly = 2, PitTradeOnly = 3 };

/// How risk limits net. For display.
enum class AccountMode : std::int32_t {
    ByMarket = 0,
    ByContract = 1,
    ByAccount = 2,
    ByAccountDay = 3,
    ByPortfolio = 4,
    T500 = 5,
    T500Demo = 6,
    AutoLiquidation = 7,
    Unknown = -1
};

enum class AccountMarginType : std::int32_t { Speculator = 0, HedgeOrMember = 1, FirmOrAccount = 2 };

/// What the risk system does with one position.
enum class ContractRiskStatus : std::int32_t {
    None = 0,
    DayTrading = 1,
    Alerting = 2,
    Liquidation = 3,
    LiquidationWaiting = 4,
    BlockExpirationLiquidation = 5,
    PriceLimitLiquidation = 6
};

/// The risk settings of an account (AccountDetails). Units and exact effect are the server's, which enforces them: for
/// display and warnings only (t4-protocol.md d.5). 0 is "not told" on the wire and absent here.
struct AccountRules
{
    AccountEnabled enabled = AccountEnabled::Disabled;
    bool deleted = false;
    bool preTradeDisabled = false;
    bool positionRollover = false;
    bool profitRollover = false;
    bool optionsSettlement = false;
    bool useProfitForMargin = false;
    bool usePremiumForMargin = false;
    AccountMode mode = AccountMode::ByMarket;
    AccountMarginType marginType = AccountMarginType::Speculator;
    std::optional<std::int32_t> marginPercent;
    std::optional<std::int32_t> overnightMarginPercent;
    std::optional<std::int32_t> lossLimitPercent;
    std::optional<std::int32_t> dayLossLimitPercent;
    std::optional<std::int32_t> priceBanding;
    std::optional<std::int32_t> wideMarket;
    std::optional<std::int32_t> warnProfit; ///< warning_threshold_pl
    std::optional<std::int32_t> warnLossLimit;
    std::optional<std::int32_t> warnMargin;
    std::optional<double> warnMinNetEquity;
    std::string firm;
    std::string firmId;
    std::string group;
    std::string activeTimeStart; ///< as received: its format is not specified (t4-protocol.md a.9)
    std::string activeTimeStop;
    std::string riskDetails;
    friend bool operator==(const AccountRules &, const AccountRules &) = default;
};

/// The rest of AccountUpdate: what the margin is made of and what was imported. Money in the account's currency.
struct AccountBalances
{
    double overnightUnrealised = 0;
    double fullMargin = 0;
    double baseMargin = 0;
    double alertingMargin = 0;
    double preTradeMargin = 0;
    double previousMargin = 0;
    double marketPremium = 0; ///< mp
    double longMarketPremium = 0;
    double shortMarketPremium = 0;
    double premium = 0;
    double importedNetLiquidation = 0;
    double previousImportedNetLiquidation = 0;
    double filledDelta = 0;
    double workingDelta = 0;
    std::optional<WallTime> importedNetLiquidationDate;
    std::optional<WallTime> previousImportedNetLiquidationDate;
    std::optional<WallTime> marginTime;
    std::optional<WallTime> alertingTime;
    friend bool operator==(const AccountBalances &, const AccountBalances &) = default;
};

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
    std::optional<AccountRules> rules; ///< absent until AccountDetails came

    std::optional<double> balance;
    std::optional<double> margin;
    std::optional<double> dayMargin;
    std::optional<double> feesAndCommissions;
    std::optional<AccountBalances> balances; ///< absent until AccountUpdate came

    std::optional<double> realised;           ///< rpl
    std::optional<double> unrealised;         ///< upl: against the opposite best price
    std::optional<double> unrealisedTrade;    ///< upl_trade: against the last trade
    std::optional<double> dayRealised;        ///< what was earned today
    std::optional<double> dayUnrealised;      ///< against the opposite best price
    std::optional<double> dayUnrealisedTrade; ///< against the last trade
    std::optional<double> availableCash;
    std::optional<std::int32_t> workingOrders;
    std::optional<std::int32_t> workingVolume;
    /// Thresholds or levels reached, which is open: to be shown only above 0 (t4-protocol.md d.4).
    std::optional<std::int32_t> warningProfit;
    std::optional<std::int32_t> warningLossLimit;
    std::optional<std::int32_t> warningMargin;
    bool liveMarginAlert = false;
    bool fullMarginAlert = false;
    bool marginAlert = false; ///< either of both
    std::optional<WallTime> profitTime;

    /// displayName, else name, else number, else the id.
    [[nodiscard]] const std::string &label() const noexcept;
    /// Realised and unrealised of today, against the last trade where told: the day's own figures, or, before they are
    /// told, those of the account. Nullopt when neither is.
    [[nodiscard]] std::optional<double> dayProfit() const noexcept;
    /// Realised and unrealised; nullopt while neither is told.
    [[nodiscard]] std::optional<double> profit() const noexcept;
    friend bool operator==(const Account &, const Account &) = default;
};

/// What one unit of a currency is worth (AccountCurrency).
struct CurrencyRate
{
    double rate = 0;
    double importFactor = 0;
    friend bool operator==(const CurrencyRate &, const CurrencyRate &) = default;
};

/// The rest of AccountPosition (t4-protocol.md d.3). Prices are exact; sums are of price x lots.
struct PositionDetail
{
    Quantity dayBuys;
    Quantity daySells;
    Quantity previousPosition;
    Quantity totalOpenVolume;
    std::optional<Price> totalOpenPrice;
    std::optional<Price> totalBuyFillPrice;
    std::optional<Price> totalSellFillPrice;
    std::optional<Price> dayTotalBuyFillPrice;
    std::optional<Price> dayTotalSellFillPrice;
    std::optional<Price> totalOvernightPrice;
    double overnightUnrealised = 0;
    double currencyRate = 0;
    double dayMargin = 0;
    double fullMargin = 0;
    double preTradeMargin = 0;
    double alertingMargin = 0;
    double previousMargin = 0;
    double previousRealised = 0;
    double previousUnrealised = 0;
    double marketPremium = 0; ///< mp
    double longMarketPremium = 0;
    double shortMarketPremium = 0;
    double premium = 0;
    std::optional<WallTime> tradeDate;
    std::optional<WallTime> marginTime;
    std::optional<WallTime> alertingTime;
    friend bool operator==(const PositionDetail &, const PositionDetail &) = default;
};

/// The rest of AccountPositionProfit. An absent figure was not told.
struct PositionProfitDetail
{
    bool isOptions = false;
    bool isImplied = false;
    std::optional<double> realisedUsd;
    std::optional<double> unrealisedUsd;
    std::optional<double> unrealisedTradeUsd;
    std::optional<double> dayNet;
    std::optional<double> dayRealised;
    std::optional<double> dayRealisedUsd;
    std::optional<double> dayUnrealised;
    std::optional<double> dayUnrealisedTrade;
    std::optional<double> dayUnrealisedUsd;
    std::optional<double> dayUnrealisedTradeUsd;
    friend bool operator==(const PositionProfitDetail &, const PositionProfitDetail &) = default;
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
    std::int32_t riskStatus = 0; ///< a ContractRiskStatus
    std::optional<WallTime> profitTime;
    PositionDetail detail;
    PositionProfitDetail profitDetail;

    [[nodiscard]] Quantity net() const noexcept { return serverNet ? *serverNet : buys - sells; }
    friend bool operator==(const Position &, const Position &) = default;
};

} // namespace depthdeck
