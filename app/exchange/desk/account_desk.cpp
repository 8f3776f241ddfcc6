// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/account_desk.h"

#include <cstdlib>

namespace depthdeck::exchange {

namespace {

/// Day margin is a quarter of the overnight one.
constexpr std::int64_t dayMarginDivisor = 4;

AccountStatus statusAtStart(const AccountSpec &spec) noexcept
{
    if (spec.deleted)
        return AccountStatus::Deleted;
    switch (spec.enabled) {
    case AccountEnabled::Enabled:
        return spec.status;
    case AccountEnabled::PitTradeOnly:
        return AccountStatus::PitTradeOnly;
    case AccountEnabled::Disabled:
    case AccountEnabled::BackOfficeOnly:
        break;
    }
    return AccountStatus::Disabled;
}

} // namespace

AccountDesk::AccountDesk(std::vector<AccountSpec> accounts, const MarketSpecs &markets) : m_markets{markets}
{
    for (AccountSpec &spec : accounts) {
        m_byId.emplace(spec.id, m_accounts.size());
        Account account;
        account.balance = spec.balance;
        account.status = statusAtStart(spec);
        account.spec = std::move(spec);
        m_accounts.push_back(std::move(account));
    }
}

std::optional<AccountIndex> AccountDesk::find(const AccountId &id) const noexcept
{
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? std::nullopt : std::optional{found->second};
}

const Position &AccountDesk::position(AccountIndex index, MarketIndex market) const noexcept
{
    static const Position untouched;
    const auto &positions = m_accounts[index].positions;
    const auto found = positions.find(market);
    return found == positions.end() ? untouched : found->second;
}

void AccountDesk::applyFill(AccountIndex index, MarketIndex market, Side side, std::int32_t volume, Price price)
{
    Account &account = m_accounts[index];
    Position &position = account.positions[market];
    position.book({side, volume, price});
    ++position.version;
    ++account.version;
}

bool AccountDesk::bustFill(AccountIndex index, MarketIndex market, Side side, std::int32_t volume, Price price)
{
    Account &account = m_accounts[index];
    Position &position = account.positions[market];
    if (!position.unbook({side, volume, price}))
        return false;
    ++position.version;
    ++account.version;
    return true;
}

void AccountDesk::chargeFee(AccountIndex index, MarketIndex market, std::int32_t volume)
{
    Account &account = m_accounts[index];
    Position &position = account.positions[market];
    position.fees += account.spec.feePerLot * volume;
    ++position.version;
    ++account.version;
}

void AccountDesk::addWorking(AccountIndex index, MarketIndex market, Side side, std::int32_t volume,
                             std::int32_t orders)
{
    if (volume == 0 && orders == 0)
        return;
    Account &account = m_accounts[index];
    Position &position = account.positions[market];
    (side == Side::Buy ? position.workingBuys : position.workingSells) += volume;
    account.workingVolume += volume;
    account.workingOrders += orders;
    ++position.version;
    ++account.version;
}

AccountFigures AccountDesk::figures(AccountIndex index, const PriceSource &prices) const
{
    const Account &account = m_accounts[index];
    AccountFigures sum;
    sum.hasData = true;
    for (const auto &[market, position] : account.positions) {
        const PositionProfit profit = valued(position, m_markets[market].pointValue, prices(market));
        sum.hasData = sum.hasData && profit.hasData;
        sum.upl += profit.upl;
        sum.uplTrade += profit.uplTrade;
        sum.rpl += profit.rpl;
        sum.dayUpl += profit.dayUpl;
        sum.dayUplTrade += profit.dayUplTrade;
        sum.dayRpl += profit.dayRpl;
        sum.overnightUpl += position.overnightUnrealised;
        sum.fees += position.fees;
        sum.dayMargin += dayMarginPerLot(market) * std::abs(position.total.net());
        sum.fullMargin += fullMarginPerLot(market) * std::abs(position.total.net());
        sum.preTradeMargin += dayMarginPerLot(market) * position.worstCase();
    }
    sum.availableCash = account.balance + sum.rpl + sum.uplTrade - sum.fees - sum.preTradeMargin;
    return sum;
}

PositionProfit AccountDesk::profit(AccountIndex index, MarketIndex market, const PriceSource &prices) const
{
    return valued(position(index, market), m_markets[market].pointValue, prices(market));
}

void AccountDesk::checkLossLimit(AccountIndex index, const PriceSource &prices)
{
    Account &account = m_accounts[index];
    if (account.spec.limits.lossLimit == Money{} ||
        (account.status != AccountStatus::Ok && account.status != AccountStatus::LossLimitExceeded))
        return;
    const AccountFigures sums = figures(index, prices);
    if (!sums.hasData)
        return;
    const bool exceeded = sums.dayRpl + sums.dayUplTrade - sums.fees <= -account.spec.limits.lossLimit;
    setStatus(index, exceeded ? AccountStatus::LossLimitExceeded : AccountStatus::Ok);
}

void AccountDesk::rollOver(const PriceSource &prices)
{
    for (Account &account : m_accounts) {
        Money realised;
        for (auto &[market, position] : account.positions) {
            const MarketSpec &spec = m_markets[market];
            const Money booked = Money::ofPriceLots(position.total.realised(), spec.pointValue);
            realised += booked;
            account.balance += booked - position.fees;
            carryOver(position, spec.pointValue, prices(market).settlement);
        }
        account.previousRealised = realised;
        ++account.version;
    }
}

void AccountDesk::setStatus(AccountIndex index, AccountStatus status)
{
    Account &account = m_accounts[index];
    if (account.status == status)
        return;
    account.status = status;
    ++account.version;
}

void AccountDesk::checkActiveTime(AccountIndex index, std::int32_t minute)
{
    Account &account = m_accounts[index];
    if (!account.spec.active)
        return;
    const bool isInside = account.spec.active->contains(minute);
    if (isInside && account.status == AccountStatus::OutsideActiveTime)
        setStatus(index, AccountStatus::Ok);
    else if (!isInside && account.status == AccountStatus::Ok)
        setStatus(index, AccountStatus::OutsideActiveTime);
}

void AccountDesk::setRate(AccountIndex index, std::int64_t rateMillionths)
{
    Account &account = m_accounts[index];
    if (rateMillionths <= 0 || account.spec.currency.rateMillionths == rateMillionths)
        return;
    account.spec.currency.rateMillionths = rateMillionths;
    ++account.version;
    for (auto &[market, position] : account.positions)
        ++position.version;
}

Money AccountDesk::dayMarginPerLot(MarketIndex market) const noexcept
{
    return Money::fromCents(m_markets[market].marginCents / dayMarginDivisor);
}

Money AccountDesk::fullMarginPerLot(MarketIndex market) const noexcept
{
    return Money::fromCents(m_markets[market].marginCents);
}

} // namespace depthdeck::exchange
