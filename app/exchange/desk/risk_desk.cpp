// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/risk_desk.h"

#include <algorithm>

namespace depthdeck::exchange {

namespace {

std::string lots(std::int64_t volume)
{
    return std::to_string(volume) + (volume == 1 ? " lot" : " lots");
}

std::int32_t worstAfter(Position position, Side side, std::int32_t extra) noexcept
{
    (side == Side::Buy ? position.workingBuys : position.workingSells) += extra;
    return position.worstCase();
}

/// Whether @p extra more lots on @p side can only bring the position nearer to flat.
bool onlyReduces(const Position &position, Side side, std::int32_t extra) noexcept
{
    const std::int32_t net = position.total.net();
    return side == Side::Sell ? net > 0 && position.workingSells + extra <= net
                              : net < 0 && position.workingBuys + extra <= -net;
}

} // namespace

std::optional<Refusal> RiskDesk::check(AccountIndex account, MarketIndex market, Side side, std::int32_t total,
                                       std::int32_t extra) const
{
    if (auto refusal = checkVolume(account, market, total))
        return refusal;
    if (extra <= 0)
        return std::nullopt;
    if (auto refusal = checkAccount(account, market, side, extra))
        return refusal;
    const Position &position = m_accounts.position(account, market);
    const std::int32_t before = position.worstCase();
    const std::int32_t after = worstAfter(position, side, extra);
    if (auto refusal = checkPosition(account, market, before, after))
        return refusal;
    return checkMargin(account, market, before, after);
}

std::optional<Refusal> RiskDesk::checkAccount(AccountIndex account, MarketIndex market, Side side,
                                              std::int32_t extra) const
{
    const Account &held = m_accounts.account(account);
    switch (held.status) {
    case AccountStatus::Ok:
        return std::nullopt;
    case AccountStatus::LossLimitExceeded:
        if (onlyReduces(m_accounts.position(account, market), side, extra))
            return std::nullopt;
        return Refusal{Rule::LossLimit, "Account " + held.spec.number + " has reached its loss limit of $" +
                                            held.spec.limits.lossLimit.text() + ": it may only reduce positions."};
    case AccountStatus::Unknown:
    case AccountStatus::Blocked:
    case AccountStatus::Disabled:
        break;
    }
    return Refusal{Rule::AccountStatus, "Account " + held.spec.number + " is not enabled for trading."};
}

std::optional<Refusal> RiskDesk::checkVolume(AccountIndex account, MarketIndex market, std::int32_t total) const
{
    const std::int32_t step = m_markets[market].volumeIncrement.contracts;
    if (step > 1 && total % step != 0)
        return Refusal{Rule::VolumeIncrement, "The volume " + std::to_string(total) +
                                                  " is no multiple of the volume increment " + std::to_string(step) +
                                                  "."};
    const std::int32_t clip = m_accounts.account(account).spec.limits.maxClipSize;
    if (clip > 0 && total > clip)
        return Refusal{Rule::ClipSize, "The volume " + std::to_string(total) + " is above the maximum clip size of " +
                                           lots(clip) + "."};
    return std::nullopt;
}

std::optional<Refusal> RiskDesk::checkPosition(AccountIndex account, MarketIndex market, std::int32_t before,
                                               std::int32_t after) const
{
    const std::int32_t limit = m_accounts.account(account).spec.limits.maxAccountPosition;
    if (limit <= 0 || after <= limit || after <= before)
        return std::nullopt;
    return Refusal{Rule::PositionLimit, "The position in " + m_markets[market].description + " could reach " +
                                            lots(after) + ", above the account's limit of " + lots(limit) + "."};
}

std::optional<Refusal> RiskDesk::checkMargin(AccountIndex account, MarketIndex market, std::int32_t before,
                                             std::int32_t after) const
{
    const AccountLimits &limits = m_accounts.account(account).spec.limits;
    if (!limits.checkMargin || after <= before)
        return std::nullopt;
    const Money needed = m_accounts.dayMarginPerLot(market) * (after - before);
    const Money available = m_accounts.figures(account, m_prices).availableCash - limits.minBalance;
    if (needed <= available)
        return std::nullopt;
    return Refusal{Rule::Margin,
                   "The order needs a margin of $" + needed.text() + "; $" + available.text() + " is available."};
}

} // namespace depthdeck::exchange
