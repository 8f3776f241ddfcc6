// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/risk_desk.h"

#include "app/exchange/desk/order_texts.h"

#include <algorithm>

namespace depthdeck::exchange {

namespace {

/// @p position with what @p plan adds to it.
Position planned(Position position, const RiskPlan::Lots &plan)
{
    position.workingBuys += plan.buys;
    position.workingSells += plan.sells;
    return position;
}

std::int32_t worstAfter(const Position &position, Side side, std::int32_t extra)
{
    return planned(position, side == Side::Buy ? RiskPlan::Lots{extra, 0} : RiskPlan::Lots{0, extra}).worstCase();
}

/// Whether @p extra more lots on @p side can only bring the position nearer to flat.
bool onlyReduces(const Position &position, Side side, std::int32_t extra) noexcept
{
    const std::int32_t net = position.total.net();
    return side == Side::Sell ? net > 0 && position.workingSells + extra <= net
                              : net < 0 && position.workingBuys + extra <= -net;
}

const char *statusText(AccountStatus status) noexcept
{
    switch (status) {
    case AccountStatus::Blocked:
        return "is blocked";
    case AccountStatus::Deleted:
        return "is deleted";
    case AccountStatus::Disabled:
        return "is not enabled for trading";
    case AccountStatus::OutsideActiveTime:
        return "is outside its active time";
    case AccountStatus::NotAccessible:
        return "cannot be reached";
    case AccountStatus::PitTradeOnly:
        return "is for pit trades alone";
    case AccountStatus::Unknown:
    case AccountStatus::Ok:
    case AccountStatus::Unrestricted:
    case AccountStatus::LossLimitExceeded:
        break;
    }
    return "is not enabled for trading";
}

} // namespace

std::optional<Refusal> RiskDesk::check(const RiskQuestion &question, RiskPlan &plan) const
{
    if (auto refusal = checkVolume(question))
        return refusal;
    for (const auto step : {&RiskDesk::checkBanding, &RiskDesk::checkSpread})
        if (auto refusal = (this->*step)(question))
            return refusal;
    if (question.flattens)
        return checkAccount(question.account, true);
    if (question.extra <= 0)
        return std::nullopt;
    const Position position =
        planned(m_accounts.position(question.account, question.market), plan.lots(question.account, question.market));
    if (auto refusal = checkAccount(question.account, onlyReduces(position, question.side, question.extra)))
        return refusal;
    const std::int32_t before = position.worstCase();
    const std::int32_t after = worstAfter(position, question.side, question.extra);
    if (auto refusal = checkPosition(question, before, after))
        return refusal;
    const Money needed = m_accounts.dayMarginPerLot(question.market) * std::max(after - before, 0);
    if (auto refusal = checkMargin(question, needed, plan))
        return refusal;
    plan.add(question.account, question.market, question.side, question.extra, needed);
    return std::nullopt;
}

std::optional<Refusal> RiskDesk::checkAccount(AccountIndex account, bool reduces) const
{
    const Account &held = m_accounts.account(account);
    if (!held.spec.orderRouting)
        return Refusal{Rule::OrderRouting, "Order routing is switched off for account " + held.spec.number + "."};
    switch (held.status) {
    case AccountStatus::Ok:
    case AccountStatus::Unrestricted:
        return std::nullopt;
    case AccountStatus::LossLimitExceeded:
        if (reduces)
            return std::nullopt;
        return Refusal{Rule::LossLimit, "Account " + held.spec.number + " has reached its loss limit of $" +
                                            held.spec.limits.lossLimit.text() + ": it may only reduce positions."};
    case AccountStatus::Unknown:
    case AccountStatus::Blocked:
    case AccountStatus::Deleted:
    case AccountStatus::Disabled:
    case AccountStatus::OutsideActiveTime:
    case AccountStatus::NotAccessible:
    case AccountStatus::PitTradeOnly:
        break;
    }
    return Refusal{Rule::AccountStatus, "Account " + held.spec.number + " " + statusText(held.status) + "."};
}

std::optional<Refusal> RiskDesk::checkVolume(const RiskQuestion &question) const
{
    const std::int32_t total = question.total;
    const std::int32_t step = m_markets[question.market].volumeIncrement.contracts;
    if (step > 1 && total % step != 0)
        return Refusal{Rule::VolumeIncrement, "The volume " + std::to_string(total) +
                                                  " is no multiple of the volume increment " + std::to_string(step) +
                                                  "."};
    const std::int32_t clip = m_accounts.account(question.account).spec.limits.maxClipSize;
    if (!question.flattens && clip > 0 && total > clip)
        return Refusal{Rule::ClipSize, "The volume " + std::to_string(total) + " is above the maximum clip size of " +
                                           lotsText(clip) + "."};
    return std::nullopt;
}

std::optional<Ticks> RiskDesk::ticksOf(MarketIndex market, std::optional<Price> price) const
{
    if (!price)
        return std::nullopt;
    return m_markets[market].ticks.nearestIncrements(*price, TickTable::Rounding::Nearest);
}

std::optional<Refusal> RiskDesk::checkBanding(const RiskQuestion &question) const
{
    const std::int32_t band = m_accounts.account(question.account).spec.limits.priceBanding;
    if (band <= 0 || !question.limit || question.kind != OrderKind::Limit)
        return std::nullopt;
    const MarketPrices prices = m_prices(question.market);
    const bool buys = question.side == Side::Buy;
    const auto best = ticksOf(question.market, buys ? prices.offer : prices.bid);
    const auto from = best ? best : ticksOf(question.market, prices.last);
    if (!from)
        return std::nullopt;
    const Ticks through = buys ? *question.limit - *from : *from - *question.limit;
    if (through <= band)
        return std::nullopt;
    return Refusal{Rule::PriceBanding, "The limit price is " + std::to_string(through) +
                                           " ticks through the market, above the account's price banding of " +
                                           std::to_string(band) + " ticks."};
}

std::optional<Refusal> RiskDesk::checkSpread(const RiskQuestion &question) const
{
    const std::int32_t widest = m_accounts.account(question.account).spec.limits.wideMarket;
    if (widest <= 0 || !question.isSpreadChecked)
        return std::nullopt;
    const MarketPrices prices = m_prices(question.market);
    const auto bid = ticksOf(question.market, prices.bid);
    const auto offer = ticksOf(question.market, prices.offer);
    const auto refusal = [widest](const std::string &market) {
        return Refusal{Rule::WideMarket, "The market is " + market + ": a market order is allowed up to " +
                                             std::to_string(widest) + " ticks wide."};
    };
    if (!bid || !offer)
        return refusal("one-sided");
    return *offer - *bid <= widest ? std::nullopt
                                   : std::optional{refusal(std::to_string(*offer - *bid) + " ticks wide")};
}

std::optional<Refusal> RiskDesk::checkPosition(const RiskQuestion &question, std::int32_t before,
                                               std::int32_t after) const
{
    const std::int32_t limit = m_accounts.account(question.account).spec.limits.maxAccountPosition;
    if (limit <= 0 || after <= limit || after <= before)
        return std::nullopt;
    return Refusal{Rule::PositionLimit, "The position in " + m_markets[question.market].description + " could reach " +
                                            lotsText(after) + ", above the account's limit of " + lotsText(limit) +
                                            "."};
}

std::optional<Refusal> RiskDesk::checkMargin(const RiskQuestion &question, Money needed, const RiskPlan &plan) const
{
    const AccountLimits &limits = m_accounts.account(question.account).spec.limits;
    if (!limits.checkMargin || needed <= Money{})
        return std::nullopt;
    const Money available = m_accounts.figures(question.account, m_prices).availableCash - limits.minBalance -
                            plan.margin(question.account);
    if (needed <= available)
        return std::nullopt;
    return Refusal{Rule::Margin,
                   "The order needs a margin of $" + needed.text() + "; $" + available.text() + " is available."};
}

} // namespace depthdeck::exchange
