// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/account_merge.h"

#include "app/time/timestamp.h"

#include <t4/v1/account/account.pb.h>

#include <cmath>
#include <limits>

namespace depthdeck {

namespace {

namespace wire = t4proto::v1::account;

/// A limit of 0 is one that was not told: the field has no presence.
std::optional<double> limitOf(double value)
{
    return value == 0.0 ? std::nullopt : std::optional{value};
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

void mergeDetails(Account &account, const wire::AccountDetails &message)
{
    account.number = message.account();
    account.name = message.account_name();
    account.displayName = message.display_name();
    account.maxClipSize = message.max_clip_size();
    account.maxAccountPosition = message.max_account_position();
    account.orderRouting = message.order_routing();
    account.lossLimit = limitOf(message.loss_limit());
    account.dayLossLimit = limitOf(message.day_loss_limit());
    account.minBalance = limitOf(message.min_balance());
}

void mergeUpdate(Account &account, const AccountMemory &memory, const wire::AccountUpdate &message)
{
    account.status = static_cast<AccountStatus>(message.status());
    account.balance = message.balance();
    account.margin = message.margin();
    account.dayMargin = message.day_margin();
    account.feesAndCommissions = message.fees_and_commissions();
    if (!memory.profitTold)
        account.realised = message.rpl();
}

void mergeProfit(Account &account, AccountMemory &memory, const wire::AccountProfit &message)
{
    if (message.has_rpl()) {
        account.realised = message.rpl();
        memory.profitTold = true;
    }
    if (message.has_upl())
        account.unrealised = message.upl();
    if (message.has_upl_trade())
        account.unrealisedTrade = message.upl_trade();
    if (message.has_available_cash())
        account.availableCash = message.available_cash();
    if (message.has_total_working_orders())
        account.workingOrders = message.total_working_orders();
    if (message.has_total_working_volume())
        account.workingVolume = message.total_working_volume();
    const bool tellsAlert = message.has_is_alerting_live_margin() || message.has_is_alerting_full_margin();
    if (tellsAlert)
        account.marginAlert = message.is_alerting_live_margin() || message.is_alerting_full_margin();
    if (message.has_update_time())
        account.profitTime = fromWire(message.update_time());
}

bool mergePosition(Position &position, const PositionMemory &memory, const wire::AccountPosition &message)
{
    std::optional<Price> average;
    if (message.has_average_open_price() && !message.average_open_price().value().empty()) {
        average = Price::parse(message.average_open_price().value());
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
    if (message.has_rpl()) {
        position.realised = message.rpl();
        memory.profitTold = true;
    }
    if (message.has_upl())
        position.unrealised = message.upl();
    if (message.has_upl_trade())
        position.unrealisedTrade = message.upl_trade();
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
    position.profitTime.reset();
}

} // namespace depthdeck
