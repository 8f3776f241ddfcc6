// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/account_encoder.h"

#include "app/exchange/desk/behaviours.h"
#include "app/time/timestamp.h"
#include "t4/v1/account/account.pb.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <limits>

namespace depthdeck::exchange {

namespace {

using namespace t4proto::v1;

constexpr bool isOption(std::int32_t contractType) noexcept
{
    return contractType == common::CONTRACT_TYPE_OPTION || contractType == common::CONTRACT_TYPE_OPTION_CALL ||
           contractType == common::CONTRACT_TYPE_OPTION_PUT;
}

/// "08:30" of a minute of the day.
std::string clockText(std::int32_t minute)
{
    std::array<char, 16> text{};
    const int length = std::snprintf(text.data(), text.size(), "%02d:%02d", minute / 60 % 24, minute % 60);
    return {text.data(), static_cast<std::size_t>(std::max(length, 0))};
}

/// How a position is treated: with a margin beyond what the account has it is alerted.
common::ContractRiskStatus riskStatus(std::int32_t net, AccountStatus status) noexcept
{
    if (net == 0)
        return common::CONTRACT_RISK_STATUS_NONE;
    return status == AccountStatus::LossLimitExceeded ? common::CONTRACT_RISK_STATUS_ALERTING
                                                      : common::CONTRACT_RISK_STATUS_DAY_TRADING;
}

/// Writes a sum of price times lots, unless it outgrows what a price can hold.
void setSum(Int128 sum, const MarketSpec &market, const PriceCodec &codec, common::Price &price)
{
    if (sum <= std::numeric_limits<std::int64_t>::max() && sum >= std::numeric_limits<std::int64_t>::min())
        price.set_value(codec.encode(market, Price::fromUnits(static_cast<std::int64_t>(sum))));
}

} // namespace

double AccountEncoder::cash(AccountIndex index, Money amount) const noexcept
{
    const std::int64_t rate = m_accounts.account(index).spec.currency.rateMillionths;
    return rate == 1'000'000 ? amount.dollars() : amount.dollars() * 1e6 / static_cast<double>(rate);
}

void AccountEncoder::encodeDetails(AccountIndex index, account::AccountDetails &message) const
{
    const AccountSpec &spec = m_accounts.account(index).spec;
    message.set_account_id(spec.id.text());
    message.set_account(spec.number);
    message.set_account_name(spec.name);
    message.set_display_name(spec.number + " " + spec.name);
    message.set_enabled(static_cast<common::AccountEnabled>(spec.enabled));
    message.set_deleted(spec.deleted);
    message.set_max_clip_size(spec.limits.maxClipSize);
    message.set_max_account_position(spec.limits.maxAccountPosition);
    message.set_price_banding(spec.limits.priceBanding);
    message.set_wide_market(spec.limits.wideMarket);
    message.set_pre_trade_disabled(!spec.limits.checkMargin);
    message.set_loss_limit(cash(index, spec.limits.lossLimit));
    message.set_day_loss_limit(cash(index, spec.limits.lossLimit));
    const auto percent = spec.balance > Money{} ? spec.limits.lossLimit.nanos / (spec.balance.nanos / 100) : 0;
    message.set_loss_limit_pc(static_cast<std::int32_t>(percent));
    message.set_day_loss_limit_pc(static_cast<std::int32_t>(percent));
    message.set_min_balance(cash(index, spec.limits.minBalance));
    message.set_margin_pc(100);
    message.set_overnight_margin_pc(100);
    message.set_order_routing(spec.orderRouting);
    if (spec.active) {
        message.set_active_time_start(clockText(spec.active->from));
        message.set_active_time_stop(clockText(spec.active->until));
    }
    message.set_warning_threshold_pl(spec.warnings.profitAndLoss);
    message.set_warning_threshold_loss_limit(spec.warnings.lossLimit);
    message.set_warning_threshold_margin(spec.warnings.margin);
    message.set_warning_threshold_min_net_equity(cash(index, spec.limits.minBalance));
    message.set_use_pl_for_margin(true);
    message.set_use_premium_for_margin(false);
    message.set_margin_type(common::ACCOUNT_MARGIN_TYPE_SPEC);
    message.set_position_rollover(true);
    message.set_pl_rollover(true);
    message.set_options_settlement(true);
    message.set_firm_id("SIM");
    message.set_firm("SIM");
    message.set_group_name("Simulation");
    message.set_risk_details("Limits are checked before an order goes to the exchange; refusals name the limit.");
    message.set_mode(common::ACCOUNT_MODE_BY_MARKET);
}

void AccountEncoder::encodeUpdate(AccountIndex index, const AccountFigures &figures,
                                  account::AccountUpdate &message) const
{
    const Account &held = m_accounts.account(index);
    message.set_account_id(held.spec.id.text());
    message.set_status(static_cast<common::AccountStatus>(held.status));
    message.set_balance(cash(index, held.balance));
    message.set_rpl(cash(index, figures.rpl));
    message.set_overnight_upl(cash(index, figures.overnightUpl));
    message.set_margin(cash(index, figures.dayMargin));
    message.set_day_margin(cash(index, figures.dayMargin));
    message.set_full_margin(cash(index, figures.fullMargin));
    message.set_base_margin(cash(index, figures.dayMargin));
    message.set_alerting_margin(cash(index, figures.fullMargin));
    message.set_pre_trade_margin(cash(index, figures.preTradeMargin));
    message.set_fees_and_commissions(cash(index, figures.fees));
    message.set_imported_net_liq(cash(index, held.spec.balance));
    message.set_prev_imported_net_liq(cash(index, held.spec.balance));
    toWire(m_moment.wall, *message.mutable_margin_time());
    toWire(m_moment.wall, *message.mutable_alerting_time());
}

void AccountEncoder::encodeDollar(account::AccountCurrency &message)
{
    message.set_currency("USD");
    message.set_rate(1.0);
    message.set_import_factor(1.0);
}

void AccountEncoder::encodeCurrency(AccountIndex index, account::AccountCurrency &message) const
{
    const AccountCurrencySpec &currency = m_accounts.account(index).spec.currency;
    message.set_currency(currency.code);
    message.set_rate(static_cast<double>(currency.rateMillionths) / 1e6);
    message.set_import_factor(1.0);
}

void AccountEncoder::encodePosition(AccountIndex index, MarketIndex market, const PriceCodec &codec,
                                    account::AccountPosition &message) const
{
    const MarketSpec &spec = m_markets[market];
    const Position &position = m_accounts.position(index, market);
    message.set_account_id(m_accounts.account(index).spec.id.text());
    message.set_exchange_id(spec.key.exchange.text());
    message.set_contract_id(spec.key.contract.text());
    message.set_market_id(spec.key.market.text());
    const bool dayOnly = m_behaviours.overnightLeftOut;
    message.set_buys(dayOnly ? position.dayBuys : position.total.buys());
    message.set_sells(dayOnly ? position.daySells : position.total.sells());
    message.set_day_buys(position.dayBuys);
    message.set_day_sells(position.daySells);
    message.set_working_buys(position.workingBuys);
    message.set_working_sells(position.workingSells);
    message.set_rpl(cash(index, Money::ofPriceLots(position.total.realised(), spec.pointValue)));
    message.set_prev_rpl(cash(index, position.previousRealised));
    message.set_overnight_upl(cash(index, position.overnightUnrealised));
    message.set_prev_upl(cash(index, position.overnightUnrealised));
    message.set_overnight_position(position.overnight);
    message.set_prev_position(position.overnight);
    message.set_total_open_volume(std::abs(position.total.net()));
    message.set_fees_and_commissions(cash(index, position.fees));
    message.set_currency_rate(static_cast<double>(m_accounts.account(index).spec.currency.rateMillionths) / 1e6);
    const std::int32_t net = std::abs(position.total.net());
    message.set_margin(cash(index, (m_accounts.dayMarginPerLot(market) * net)));
    message.set_day_margin(cash(index, (m_accounts.dayMarginPerLot(market) * net)));
    message.set_full_margin(cash(index, (m_accounts.fullMarginPerLot(market) * net)));
    message.set_pre_trade_margin(cash(index, (m_accounts.dayMarginPerLot(market) * position.worstCase())));
    message.set_risk_status(riskStatus(net, m_accounts.account(index).status));
    toWire(m_moment.wall, *message.mutable_trade_date());
    toWire(m_moment.wall, *message.mutable_margin_time());
    if (const auto average = position.total.averageOpen()) {
        message.mutable_average_open_price()->set_value(codec.encode(spec, *average));
        setSum(position.total.openCost(), spec, codec, *message.mutable_total_open_price());
    }
    setSum(position.total.buyCost(), spec, codec, *message.mutable_total_buy_fill_price());
    setSum(position.total.sellCost(), spec, codec, *message.mutable_total_sell_fill_price());
    setSum(position.day.buyCost(), spec, codec, *message.mutable_day_total_buy_fill_price());
    setSum(position.day.sellCost(), spec, codec, *message.mutable_day_total_sell_fill_price());
    if (position.overnight != 0)
        setSum(position.overnightCost, spec, codec, *message.mutable_total_overnight_price());
}

void AccountEncoder::encodeProfit(AccountIndex index, const AccountFigures &figures,
                                  account::AccountProfit &message) const
{
    const Account &held = m_accounts.account(index);
    message.set_account_id(held.spec.id.text());
    toWire(m_moment.wall, *message.mutable_update_time());
    message.set_rpl(cash(index, figures.rpl));
    message.set_day_rpl(cash(index, figures.dayRpl));
    message.set_upl(cash(index, figures.upl));
    message.set_upl_trade(cash(index, figures.uplTrade));
    message.set_day_upl(cash(index, figures.dayUpl));
    message.set_day_upl_trade(cash(index, figures.dayUplTrade));
    message.set_available_cash(cash(index, figures.availableCash));
    message.set_total_working_orders(held.workingOrders);
    message.set_total_working_volume(held.workingVolume);
    message.set_is_alerting_live_margin(figures.availableCash < Money{});
    message.set_is_alerting_full_margin(figures.availableCash + figures.preTradeMargin < figures.fullMargin);
    encodeWarnings(index, figures, message);
}

std::int32_t AccountEncoder::warning(std::int32_t threshold, Money reached, Money limit) const noexcept
{
    if (threshold <= 0 || limit <= Money{} || reached <= Money{})
        return 0;
    const auto percent = Int128{reached.nanos} * 100 / limit.nanos;
    if (percent < threshold)
        return 0;
    return m_behaviours.warnings == Behaviours::Warnings::Threshold
               ? threshold
               : static_cast<std::int32_t>(std::min<Int128>(percent, std::numeric_limits<std::int32_t>::max()));
}

void AccountEncoder::encodeWarnings(AccountIndex index, const AccountFigures &figures,
                                    account::AccountProfit &message) const
{
    const Account &held = m_accounts.account(index);
    const WarningThresholds &thresholds = held.spec.warnings;
    const Money lost = figures.fees - figures.dayRpl - figures.dayUplTrade;
    const Money equity = held.balance + figures.rpl + figures.uplTrade - figures.fees;
    message.set_warning_pl(warning(thresholds.profitAndLoss, lost, held.balance));
    message.set_warning_loss_limit(warning(thresholds.lossLimit, lost, held.spec.limits.lossLimit));
    message.set_warning_margin(warning(thresholds.margin, figures.preTradeMargin, equity));
}

void AccountEncoder::encodePositionProfit(AccountIndex index, MarketIndex market, const PositionProfit &profit,
                                          account::AccountPositionProfit &message) const
{
    const MarketSpec &spec = m_markets[market];
    const Position &position = m_accounts.position(index, market);
    message.set_account_id(m_accounts.account(index).spec.id.text());
    message.set_exchange_id(spec.key.exchange.text());
    message.set_contract_id(spec.key.contract.text());
    message.set_market_id(spec.key.market.text());
    toWire(m_moment.wall, *message.mutable_update_time());
    message.set_is_options(isOption(spec.contractType));
    message.set_has_data(profit.hasData);
    message.set_net(position.total.net());
    message.set_day_net(position.dayBuys - position.daySells);
    message.set_rpl(cash(index, profit.rpl));
    message.set_rpl_usd(profit.rpl.dollars());
    message.set_day_rpl(cash(index, profit.dayRpl));
    message.set_day_rpl_usd(profit.dayRpl.dollars());
    if (!profit.hasData)
        return;
    message.set_upl(cash(index, profit.upl));
    message.set_upl_usd(profit.upl.dollars());
    message.set_upl_trade(cash(index, profit.uplTrade));
    message.set_upl_trade_usd(profit.uplTrade.dollars());
    message.set_day_upl(cash(index, profit.dayUpl));
    message.set_day_upl_usd(profit.dayUpl.dollars());
    message.set_day_upl_trade(cash(index, profit.dayUplTrade));
    message.set_day_upl_trade_usd(profit.dayUplTrade.dollars());
}

} // namespace depthdeck::exchange
