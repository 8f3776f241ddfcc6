// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/account_merge.h"

#include "app/time/timestamp.h"

#include <t4/v1/account/account.pb.h>

#include <cmath>
#include <limits>

namespace depthdeck {

namespace {

namespace wire = t4proto::v1::account;

/// A figure of 0 is one that was not told: the field has no presence.
template <typename Number>
std::optional<Number> toldOf(Number value)
{
    return value == Number{} ? std::nullopt : std::optional{value};
}

/// Absent stays (t4-protocol.md d.2).
template <typename Number>
void mergeFigure(std::optional<Number> &figure, bool isTold, Number value)
{
    if (isTold)
        figure = value;
}

/// Lots come as a double here.
std::optional<Quantity> lotsOf(double lots)
{
    const double rounded = std::nearbyint(lots);
    const bool fits = std::isfinite(rounded) && std::abs(rounded) <= std::numeric_limits<std::int32_t>::max();
    return fits ? std::optional{Quantity{static_cast<std::int32_t>(rounded)}} : std::nullopt;
}

Quantity tradedOf(const Position &position) noexcept
{
    return position.buys - position.sells;
}

/// The net after buys and sells changed from @p tradedBefore, until the server's own figure comes. Which of the two
/// messages tells of a fill first is not known: without a rule, a net that already fits the new figures is kept.
Quantity movedNet(const Position &position, const PositionMemory &memory, Quantity tradedBefore) noexcept
{
    const Quantity traded = tradedOf(position);
    const Quantity added = traded + position.overnight;
    if (memory.netAddsOvernight)
        return *memory.netAddsOvernight ? added : traded;
    if (*position.serverNet == traded || *position.serverNet == added)
        return *position.serverNet;
    return *position.serverNet + (traded - tradedBefore);
}

/// Learns only from a position at rest: the same net twice with the same buys and sells between. What contradicts the
/// rule at rest takes it back.
void learnNet(PositionMemory &memory, const Position &position) noexcept
{
    const Quantity net = *position.serverNet;
    const Quantity traded = tradedOf(position);
    const bool atRest = memory.lastNet == net && memory.tradedAtLastNet == traded;
    memory.lastNet = net;
    memory.tradedAtLastNet = traded;
    if (!atRest || position.overnight.isZero())
        return;
    const bool fitsTraded = net == traded;
    const bool fitsAdded = net == traded + position.overnight;
    if (memory.netAddsOvernight)
        memory.netAddsOvernight =
            (*memory.netAddsOvernight ? fitsAdded : fitsTraded) ? memory.netAddsOvernight : std::nullopt;
    else if (fitsTraded != fitsAdded)
        memory.netAddsOvernight = fitsAdded;
}

} // namespace

namespace {

AccountRules rulesOf(const wire::AccountDetails &message)
{
    AccountRules rules;
    rules.enabled = static_cast<AccountEnabled>(message.enabled());
    rules.deleted = message.deleted();
    rules.preTradeDisabled = message.pre_trade_disabled();
    rules.positionRollover = message.position_rollover();
    rules.profitRollover = message.pl_rollover();
    rules.optionsSettlement = message.options_settlement();
    rules.useProfitForMargin = message.use_pl_for_margin();
    rules.usePremiumForMargin = message.use_premium_for_margin();
    rules.mode = static_cast<AccountMode>(message.mode());
    rules.marginType = static_cast<AccountMarginType>(message.margin_type());
    rules.marginPercent = toldOf(message.margin_pc());
    rules.overnightMarginPercent = toldOf(message.overnight_margin_pc());
    rules.lossLimitPercent = toldOf(message.loss_limit_pc());
    rules.dayLossLimitPercent = toldOf(message.day_loss_limit_pc());
    rules.priceBanding = toldOf(message.price_banding());
    rules.wideMarket = toldOf(message.wide_market());
    rules.warnProfit = toldOf(message.warning_threshold_pl());
    rules.warnLossLimit = toldOf(message.warning_threshold_loss_limit());
    rules.warnMargin = toldOf(message.warning_threshold_margin());
    rules.warnMinNetEquity = toldOf(message.warning_threshold_min_net_equity());
    rules.firm = message.firm();
    rules.firmId = message.firm_id();
    rules.group = message.group_name();
    rules.activeTimeStart = message.active_time_start();
    rules.activeTimeStop = message.active_time_stop();
    rules.riskDetails = message.risk_details();
    return rules;
}

AccountBalances balancesOf(const wire::AccountUpdate &message)
{
    AccountBalances balances;
    balances.overnightUnrealised = message.overnight_upl();
    balances.fullMargin = message.full_margin();
    balances.baseMargin = message.base_margin();
    balances.alertingMargin = message.alerting_margin();
    balances.preTradeMargin = message.pre_trade_margin();
    balances.previousMargin = message.prev_margin();
    balances.marketPremium = message.mp();
    balances.longMarketPremium = message.long_mp();
    balances.shortMarketPremium = message.short_mp();
    balances.premium = message.premium();
    balances.importedNetLiquidation = message.imported_net_liq();
    balances.previousImportedNetLiquidation = message.prev_imported_net_liq();
    balances.filledDelta = message.filled_delta();
    balances.workingDelta = message.working_delta();
    balances.importedNetLiquidationDate = fromWire(message.imported_net_liq_date());
    balances.previousImportedNetLiquidationDate = fromWire(message.prev_imported_net_liq_date());
    balances.marginTime = fromWire(message.margin_time());
    balances.alertingTime = fromWire(message.alerting_time());
    return balances;
}

} // namespace

void mergeDetails(Account &account, const wire::AccountDetails &message)
{
    account.number = message.account();
    account.name = message.account_name();
    account.displayName = message.display_name();
    account.maxClipSize = message.max_clip_size();
    account.maxAccountPosition = message.max_account_position();
    account.orderRouting = message.order_routing();
    account.lossLimit = toldOf(message.loss_limit());
    account.dayLossLimit = toldOf(message.day_loss_limit());
    account.minBalance = toldOf(message.min_balance());
    account.rules = rulesOf(message);
}

void mergeUpdate(Account &account, const AccountMemory &memory, const wire::AccountUpdate &message)
{
    account.status = static_cast<AccountStatus>(message.status());
    account.balance = message.balance();
    account.margin = message.margin();
    account.dayMargin = message.day_margin();
    account.feesAndCommissions = message.fees_and_commissions();
    account.balances = balancesOf(message);
    if (!memory.profitTold)
        account.realised = message.rpl();
}

void mergeProfit(Account &account, AccountMemory &memory, const wire::AccountProfit &message)
{
    mergeFigure(account.realised, message.has_rpl(), message.rpl());
    memory.profitTold = memory.profitTold || message.has_rpl();
    mergeFigure(account.unrealised, message.has_upl(), message.upl());
    mergeFigure(account.unrealisedTrade, message.has_upl_trade(), message.upl_trade());
    mergeFigure(account.dayRealised, message.has_day_rpl(), message.day_rpl());
    mergeFigure(account.dayUnrealised, message.has_day_upl(), message.day_upl());
    mergeFigure(account.dayUnrealisedTrade, message.has_day_upl_trade(), message.day_upl_trade());
    mergeFigure(account.availableCash, message.has_available_cash(), message.available_cash());
    mergeFigure(account.workingOrders, message.has_total_working_orders(), message.total_working_orders());
    mergeFigure(account.workingVolume, message.has_total_working_volume(), message.total_working_volume());
    mergeFigure(account.warningProfit, message.has_warning_pl(), message.warning_pl());
    mergeFigure(account.warningLossLimit, message.has_warning_loss_limit(), message.warning_loss_limit());
    mergeFigure(account.warningMargin, message.has_warning_margin(), message.warning_margin());
    if (message.has_is_alerting_live_margin())
        account.liveMarginAlert = message.is_alerting_live_margin();
    if (message.has_is_alerting_full_margin())
        account.fullMarginAlert = message.is_alerting_full_margin();
    account.marginAlert = account.liveMarginAlert || account.fullMarginAlert;
    if (message.has_update_time())
        account.profitTime = fromWire(message.update_time());
}

namespace {

/// A calculated price may come with more decimals than a price can hold: those beyond are cut off. Nullopt when it is
/// no number at all.
std::optional<Price> parseCalculated(std::string_view text)
{
    if (const std::optional<Price> exact = Price::parse(text))
        return exact;
    const std::size_t point = text.find('.');
    if (point == std::string_view::npos || text.find_first_not_of("0123456789", point + 1) != std::string_view::npos)
        return std::nullopt;
    return Price::parse(text.substr(0, point + 1 + Price::maxDecimals));
}

/// A sum of prices x lots: shown, so that one out of range is simply not told.
std::optional<Price> sumOf(bool present, const t4proto::v1::common::Price &price)
{
    return present ? parseCalculated(price.value()) : std::nullopt;
}

PositionDetail detailOf(const wire::AccountPosition &message)
{
    PositionDetail detail;
    detail.dayBuys = {message.day_buys()};
    detail.daySells = {message.day_sells()};
    detail.previousPosition = {message.prev_position()};
    detail.totalOpenVolume = {message.total_open_volume()};
    detail.totalOpenPrice = sumOf(message.has_total_open_price(), message.total_open_price());
    detail.totalBuyFillPrice = sumOf(message.has_total_buy_fill_price(), message.total_buy_fill_price());
    detail.totalSellFillPrice = sumOf(message.has_total_sell_fill_price(), message.total_sell_fill_price());
    detail.dayTotalBuyFillPrice = sumOf(message.has_day_total_buy_fill_price(), message.day_total_buy_fill_price());
    detail.dayTotalSellFillPrice = sumOf(message.has_day_total_sell_fill_price(), message.day_total_sell_fill_price());
    detail.totalOvernightPrice = sumOf(message.has_total_overnight_price(), message.total_overnight_price());
    detail.overnightUnrealised = message.overnight_upl();
    detail.currencyRate = message.currency_rate();
    detail.dayMargin = message.day_margin();
    detail.fullMargin = message.full_margin();
    detail.preTradeMargin = message.pre_trade_margin();
    detail.alertingMargin = message.alerting_margin();
    detail.previousMargin = message.prev_margin();
    detail.previousRealised = message.prev_rpl();
    detail.previousUnrealised = message.prev_upl();
    detail.marketPremium = message.mp();
    detail.longMarketPremium = message.long_mp();
    detail.shortMarketPremium = message.short_mp();
    detail.premium = message.premium();
    detail.tradeDate = fromWire(message.trade_date());
    detail.marginTime = fromWire(message.margin_time());
    detail.alertingTime = fromWire(message.alerting_time());
    return detail;
}

} // namespace

bool mergePosition(Position &position, const PositionMemory &memory, const wire::AccountPosition &message)
{
    std::optional<Price> average;
    if (message.has_average_open_price() && !message.average_open_price().value().empty()) {
        average = parseCalculated(message.average_open_price().value());
        if (!average)
            return false;
    }
    position.market.exchange = ExchangeId{message.exchange_id()};
    position.market.contract = ContractId{message.contract_id()};
    const Quantity tradedBefore = tradedOf(position);
    position.buys = {message.buys()};
    position.sells = {message.sells()};
    position.workingBuys = {message.working_buys()};
    position.workingSells = {message.working_sells()};
    position.overnight = {message.overnight_position()};
    position.averageOpen = average;
    position.detail = detailOf(message);
    position.margin = message.margin();
    position.feesAndCommissions = message.fees_and_commissions();
    position.riskStatus = message.risk_status();
    if (!memory.profitTold)
        position.realised = message.rpl();
    // The server's own net comes with the next profit message only; a flatten in between must not use the old one.
    if (position.serverNet)
        position.serverNet = movedNet(position, memory, tradedBefore);
    return true;
}

namespace {

void mergeDetail(PositionProfitDetail &detail, const wire::AccountPositionProfit &message)
{
    detail.isOptions = message.is_options();
    detail.isImplied = message.is_implied();
    mergeFigure(detail.realisedUsd, message.has_rpl_usd(), message.rpl_usd());
    mergeFigure(detail.unrealisedUsd, message.has_upl_usd(), message.upl_usd());
    mergeFigure(detail.unrealisedTradeUsd, message.has_upl_trade_usd(), message.upl_trade_usd());
    mergeFigure(detail.dayNet, message.has_day_net(), message.day_net());
    mergeFigure(detail.dayRealised, message.has_day_rpl(), message.day_rpl());
    mergeFigure(detail.dayRealisedUsd, message.has_day_rpl_usd(), message.day_rpl_usd());
    mergeFigure(detail.dayUnrealised, message.has_day_upl(), message.day_upl());
    mergeFigure(detail.dayUnrealisedTrade, message.has_day_upl_trade(), message.day_upl_trade());
    mergeFigure(detail.dayUnrealisedUsd, message.has_day_upl_usd(), message.day_upl_usd());
    mergeFigure(detail.dayUnrealisedTradeUsd, message.has_day_upl_trade_usd(), message.day_upl_trade_usd());
}

} // namespace

void mergePositionProfit(Position &position, PositionMemory &memory, const wire::AccountPositionProfit &message)
{
    if (position.market.exchange.isEmpty()) {
        position.market.exchange = ExchangeId{message.exchange_id()};
        position.market.contract = ContractId{message.contract_id()};
    }
    position.profitKnown = message.has_data();
    position.delayed = message.delayed();
    if (message.has_net()) {
        if (const std::optional<Quantity> net = lotsOf(message.net())) {
            position.serverNet = net;
            learnNet(memory, position);
        }
    }
    mergeFigure(position.realised, message.has_rpl(), message.rpl());
    memory.profitTold = memory.profitTold || message.has_rpl();
    mergeFigure(position.unrealised, message.has_upl(), message.upl());
    mergeFigure(position.unrealisedTrade, message.has_upl_trade(), message.upl_trade());
    mergeDetail(position.profitDetail, message);
    if (message.has_update_time())
        position.profitTime = fromWire(message.update_time());
}

void forgetProfit(Account &account, AccountMemory &memory)
{
    memory.profitTold = false;
    account.realised.reset();
    account.unrealised.reset();
    account.unrealisedTrade.reset();
    account.availableCash.reset();
    account.workingOrders.reset();
    account.workingVolume.reset();
    for (std::optional<double> *figure : {&account.dayRealised, &account.dayUnrealised, &account.dayUnrealisedTrade})
        figure->reset();
    for (std::optional<std::int32_t> *level :
         {&account.warningProfit, &account.warningLossLimit, &account.warningMargin})
        level->reset();
    account.liveMarginAlert = false;
    account.fullMarginAlert = false;
    account.marginAlert = false;
    account.profitTime.reset();
}

void forgetProfit(Position &position, PositionMemory &memory)
{
    memory.profitTold = false;
    memory.netAddsOvernight.reset();
    memory.lastNet.reset();
    position.serverNet.reset();
    position.realised.reset();
    position.unrealised.reset();
    position.unrealisedTrade.reset();
    position.profitKnown = false;
    position.delayed = false;
    position.profitDetail = {};
    position.profitTime.reset();
}

} // namespace depthdeck
