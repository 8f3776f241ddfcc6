// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/flatten_run.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace depthdeck {

namespace {

bool allFinal(const FlattenView &view)
{
    return !view.anyUnnamed && std::all_of(view.orders.begin(), view.orders.end(),
                                           [](const FlattenView::WorkingOrder &order) { return order.isFinal; });
}

} // namespace

FlattenRun::FlattenRun(AccountId account, MarketId market, SteadyTime now, std::chrono::nanoseconds patience)
    : m_account{std::move(account)},
      m_market{std::move(market)},
      m_stepBegan{now},
      m_patience{patience}
{
    m_steps[0] = StepState::Doing;
}

FlattenWish FlattenRun::advance(const FlattenView &view)
{
    FlattenWish wish;
    if (!isRunning())
        return wish;
    if (!view.live) {
        finish(FlattenOutcome::NotLive);
        return wish;
    }
    bool goesOn = true;
    while (goesOn && isRunning() && wish.kind == FlattenWish::Kind::Nothing) {
        switch (m_step) {
        case FlattenStep::Pull:
        case FlattenStep::AwaitFinal:
            wish.pulls = notYetPulled(view);
            if (!wish.pulls.empty())
                wish.kind = FlattenWish::Kind::Pull;
            if (m_step == FlattenStep::Pull)
                enter(FlattenStep::AwaitFinal, view.now);
            goesOn = awaitFinal(view);
            break;
        case FlattenStep::ReadNet:
            goesOn = readNet(view);
            break;
        case FlattenStep::Send:
            wish.kind = FlattenWish::Kind::SendClose;
            wish.side = m_net->contracts > 0 ? Side::Sell : Side::Buy;
            wish.volume = {std::abs(m_net->contracts)};
            enter(FlattenStep::AwaitFill, view.now);
            break;
        case FlattenStep::AwaitFill:
            goesOn = awaitFill(view, wish);
            break;
        case FlattenStep::VerifyFlat:
            goesOn = verifyFlat(view);
            break;
        }
    }
    return wish;
}

bool FlattenRun::awaitFinal(const FlattenView &view)
{
    if (allFinal(view)) {
        enter(FlattenStep::ReadNet, view.now);
        return true;
    }
    if (isLate(view))
        finish(FlattenOutcome::NotFinal);
    return false;
}

bool FlattenRun::readNet(const FlattenView &view)
{
    if (!view.net) {
        if (isLate(view))
            finish(FlattenOutcome::NotFlat);
        return false;
    }
    m_net = view.net;
    if (m_net->isZero()) {
        enter(FlattenStep::VerifyFlat, view.now);
        skip(FlattenStep::Send);
        skip(FlattenStep::AwaitFill);
    } else {
        enter(FlattenStep::Send, view.now);
    }
    return true;
}

/// A closing order that ended short or was refused because the position changed meanwhile is another round's business;
/// while the position is what was read it is the end.
bool FlattenRun::awaitFill(const FlattenView &view, FlattenWish &wish)
{
    if (!view.closingFinal.value_or(false)) {
        if (!isLate(view))
            return false;
        for (const FlattenView::WorkingOrder &order : view.orders) {
            if (!order.isFinal)
                wish.pulls.push_back(order.id);
        }
        // Nothing of this run may fill unseen later.
        wish.kind = wish.pulls.empty() ? FlattenWish::Kind::Nothing : FlattenWish::Kind::Pull;
        finish(FlattenOutcome::NotFilled);
        return false;
    }
    const int asked = std::abs(m_net->contracts);
    if (!view.closingRefused && view.closingFilled.contracts >= asked) {
        enter(FlattenStep::VerifyFlat, view.now);
        return true;
    }
    const FlattenOutcome end = view.closingRefused ? FlattenOutcome::Refused : FlattenOutcome::NotFilled;
    const int left = (m_net->contracts > 0 ? 1 : -1) * (asked - view.closingFilled.contracts);
    if (!view.net && !isLate(view))
        return false;
    if (!view.net || view.net->contracts == left) {
        finish(end, view.closingDetail);
        return false;
    }
    enter(FlattenStep::VerifyFlat, view.now);
    return true;
}

bool FlattenRun::verifyFlat(const FlattenView &view)
{
    if (!view.net) {
        if (isLate(view))
            finish(FlattenOutcome::NotFlat);
        return false;
    }
    m_net = view.net;
    if (m_net->isZero() && allFinal(view)) {
        m_steps[static_cast<std::size_t>(FlattenStep::VerifyFlat)] = StepState::Done;
        m_outcome = FlattenOutcome::Flat;
        return false;
    }
    if (m_round >= maxRounds) {
        finish(FlattenOutcome::NotFlat);
        return false;
    }
    nextRound(view);
    return true;
}

void FlattenRun::nextRound(const FlattenView &view)
{
    ++m_round;
    m_steps.fill(StepState::Waiting);
    m_step = FlattenStep::Pull;
    m_steps[0] = StepState::Doing;
    m_stepBegan = view.now;
}

void FlattenRun::abort()
{
    if (isRunning())
        finish(FlattenOutcome::Aborted);
}

void FlattenRun::noteRefused(std::string why)
{
    if (!isRunning())
        return;
    m_step = FlattenStep::Send;
    m_steps[static_cast<std::size_t>(FlattenStep::AwaitFill)] = StepState::Waiting;
    finish(FlattenOutcome::Refused, std::move(why));
}

/// What was done so far is done; what never came is skipped.
void FlattenRun::finish(FlattenOutcome outcome, std::string why)
{
    m_outcome = outcome;
    m_why = std::move(why);
    m_steps[static_cast<std::size_t>(m_step)] = StepState::Failed;
    std::replace(m_steps.begin(), m_steps.end(), StepState::Waiting, StepState::Skipped);
}

void FlattenRun::enter(FlattenStep step, SteadyTime now)
{
    m_steps[static_cast<std::size_t>(m_step)] = StepState::Done;
    m_step = step;
    m_steps[static_cast<std::size_t>(step)] = StepState::Doing;
    m_stepBegan = now;
}

bool FlattenRun::isLate(const FlattenView &view) const noexcept
{
    return view.now - m_stepBegan >= m_patience;
}

std::vector<OrderId> FlattenRun::notYetPulled(const FlattenView &view)
{
    std::vector<OrderId> ids;
    for (const FlattenView::WorkingOrder &order : view.orders) {
        if (order.isFinal || std::find(m_pulled.begin(), m_pulled.end(), order.id) != m_pulled.end())
            continue;
        ids.push_back(order.id);
    }
    m_pulled.insert(m_pulled.end(), ids.begin(), ids.end());
    return ids;
}

} // namespace depthdeck
