// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/account_encoder.h"

#include "app/time/timestamp.h"
#include "t4/v1/account/account.pb.h"

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

/// Writes a sum of price times lots, unless it outgrows what a price can hold.
void setSum(Int128 sum, const MarketSpec &market, const PriceCodec &codec, common::Price &price)
{
    if (sum <= std::numeric_limits<std::int64_t>::max() && sum >= std::numeric_limits<std::int64_t>::min())
        price.set_value(codec.encode(market, Price::fromUnits(static_cast<std::int64_t>(sum))));
}

} // namespace

void AccountEncoder::encodeDetails(AccountIndex index, account::AccountDetails &message) const
{
    const AccountSpec &spec = m_accounts.account(index).spec;
    message.set_account_id(spec.id.text());
    message.set_account(spec.number);
    message.set_account_name(spec.name);
    message.set_display_name(spec.number + " " + spec.name);
    message.set_enabled(spec.enabled ? common::ACCOUNT_ENABLED_ENABLED : common::ACCOUNT_ENABLED_DISABLED);
    message.set_max_clip_size(spec.limits.maxClipSize);
    message.set_max_account_position(spec.limits.maxAccountPosition);
    message.set_loss_limit(spec.limits.lossLimit.dollars());
    message.set_day_loss_limit(spec.limits.lossLimit.dollars());
    message.set_min_balance(spec.limits.minBalance.dollars());
    message.set_margin_pc(100);
    message.set_overnight_margin_pc(100);
    message.set_order_routing(true);
    message.set_use_pl_for_margin(true);
    message.set_position_rollover(true);
    message.set_pl_rollover(true);
    message.set_firm_id("SIM");
    message.set_firm("SIM");
    message.set_mode(common::ACCOUNT_MODE_BY_MARKET);
}

void AccountEncoder::encodeUpdate(AccountIndex index, const AccountFigures &figures,
                                  account::AccountUpdate &message) const
{
    const Account &held = m_accounts.account(index);
    message.set_account_id(held.spec.id.text());
    message.set_status(static_cast<common::AccountStatus>(held.status));
    message.set_balance(held.balance.dollars());
    message.set_rpl(figures.rpl.dollars());
    message.set_overnight_upl(figures.overnightUpl.dollars());
    message.set_margin(figures.dayMargin.dollars());
    message.set_day_margin(figures.dayMargin.dollars());
    message.set_full_margin(figures.fullMargin.dollars());
    message.set_base_margin(figures.dayMargin.dollars());
    message.set_pre_trade_margin(figures.preTradeMargin.dollars());
    message.set_fees_and_commissions(figures.fees.dollars());
    toWire(m_moment.wall, *message.mutable_margin_time());
}

void AccountEncoder::encodeCurrency(account::AccountCurrency &message)
{
    message.set_currency("USD");
    message.set_rate(1.0);
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
    message.set_buys(position.total.buys());
    message.set_sells(position.total.sells());
    message.set_day_buys(position.dayBuys);
    message.set_day_sells(position.daySells);
    message.set_working_buys(position.workingBuys);
    message.set_working_sells(position.workingSells);
    message.set_rpl(Money::ofPriceLots(position.total.realised(), spec.pointValue).dollars());
    message.set_prev_rpl(position.previousRealised.dollars());
    message.set_overnight_upl(position.overnightUnrealised.dollars());
    message.set_prev_upl(position.overnightUnrealised.dollars());
    message.set_overnight_position(position.overnight);
    message.set_prev_position(position.overnight);
    message.set_total_open_volume(std::abs(position.total.net()));
    message.set_fees_and_commissions(position.fees.dollars());
    message.set_currency_rate(1.0);
    const std::int32_t net = std::abs(position.total.net());
    message.set_margin((m_accounts.dayMarginPerLot(market) * net).dollars());
    message.set_day_margin((m_accounts.dayMarginPerLot(market) * net).dollars());
    message.set_full_margin((m_accounts.fullMarginPerLot(market) * net).dollars());
    message.set_pre_trade_margin((m_accounts.dayMarginPerLot(market) * position.worstCase()).dollars());
    message.set_risk_status(net != 0 ? common::CONTRACT_RISK_STATUS_DAY_TRADING : common::CONTRACT_RISK_STATUS_NONE);
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
    message.set_rpl(figures.rpl.dollars());
    message.set_day_rpl(figures.dayRpl.dollars());
    message.set_upl(figures.upl.dollars());
    message.set_upl_trade(figures.uplTrade.dollars());
    message.set_day_upl(figures.dayUpl.dollars());
    message.set_day_upl_trade(figures.dayUplTrade.dollars());
    message.set_available_cash(figures.availableCash.dollars());
    message.set_total_working_orders(held.workingOrders);
    message.set_total_working_volume(held.workingVolume);
    message.set_is_alerting_live_margin(figures.availableCash < Money{});
    message.set_is_alerting_full_margin(figures.availableCash + figures.preTradeMargin < figures.fullMargin);
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
    message.set_rpl(profit.rpl.dollars());
    message.set_rpl_usd(profit.rpl.dollars());
    message.set_day_rpl(profit.dayRpl.dollars());
    message.set_day_rpl_usd(profit.dayRpl.dollars());
    if (!profit.hasData)
        return;
    message.set_upl(profit.upl.dollars());
    message.set_upl_usd(profit.upl.dollars());
    message.set_upl_trade(profit.uplTrade.dollars());
    message.set_upl_trade_usd(profit.uplTrade.dollars());
    message.set_day_upl(profit.dayUpl.dollars());
    message.set_day_upl_usd(profit.dayUpl.dollars());
    message.set_day_upl_trade(profit.dayUplTrade.dollars());
    message.set_day_upl_trade_usd(profit.dayUplTrade.dollars());
}

} // namespace depthdeck::exchange
