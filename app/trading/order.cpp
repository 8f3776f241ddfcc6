// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order.h"

#include "app/trading/wide.h"

namespace depthdeck {

namespace {

OrderState stateOfFinished(const Order &order) noexcept
{
    if (order.filled.contracts <= 0)
        return OrderState::Cancelled;
    return order.filled >= order.current.volume ? OrderState::Filled : OrderState::CancelledPartFilled;
}

OrderState stateOfWorking(const Order &order) noexcept
{
    switch (order.pending) {
    case ResponsePending::Submission:
        return OrderState::Pending;
    case ResponsePending::Revision:
        return OrderState::Revising;
    case ResponsePending::Pull:
        return OrderState::Pulling;
    case ResponsePending::None:
    case ResponsePending::Status:
    case ResponsePending::NoChange:
        break;
    }
    return order.filled.contracts > 0 ? OrderState::PartFilled : OrderState::Working;
}

} // namespace

OrderState Order::state() const noexcept
{
    if (unknown)
        return OrderState::Unknown;
    switch (status) {
    case OrderStatus::Rejected:
        return OrderState::Rejected;
    case OrderStatus::Finished:
        return stateOfFinished(*this);
    case OrderStatus::Held:
        return OrderState::Held;
    case OrderStatus::Working:
        return stateOfWorking(*this);
    case OrderStatus::None:
    case OrderStatus::NoChange:
        return id.isEmpty() ? OrderState::Sending : OrderState::Pending;
    }
    return OrderState::Unknown; // a status that this build does not know
}

bool Order::isActive() const noexcept
{
    if (absence != OrderAbsence::None)
        return false;
    switch (status) {
    case OrderStatus::Working:
    case OrderStatus::Held:
        return true;
    case OrderStatus::Finished:
    case OrderStatus::Rejected:
        return false;
    case OrderStatus::None:
    case OrderStatus::NoChange:
        return !id.isEmpty() || pending != ResponsePending::None || unknown;
    }
    return true; // a status that this build does not know
}

bool Order::mayStillWork() const noexcept
{
    if (id.isEmpty() || absence == OrderAbsence::NotSent || absence == OrderAbsence::Superseded)
        return false;
    return isActive() || absence == OrderAbsence::NotInSnapshot;
}

bool Order::hasRawOffsets() const noexcept
{
    if (link != OrderLink::AutoOco && link != OrderLink::AutoOcoM)
        return false;
    constexpr std::int32_t notTold = 0; // IMMEDIATE, or left out
    constexpr std::int32_t hold = 1;
    constexpr std::int32_t triggered = 2;
    const bool isChild = activationType == hold || activationType == triggered || activationType == notTold;
    if (!isChild)
        return false; // the entry itself waits for a condition of its own: its prices are prices
    if (status == OrderStatus::Held)
        return true;
    return activationType == hold && !everWorked && filled.isZero();
}

std::optional<Price> Order::averageFillPrice() const noexcept
{
    Wide value = 0;
    std::int64_t volume = 0;
    for (const Fill &fill : fills) {
        if (fill.legIndex >= 0 || fill.busted || fill.isReversal || !fill.price || fill.volume.contracts <= 0)
            continue;
        value += Wide{fill.price->units()} * fill.volume.contracts;
        volume += fill.volume.contracts;
    }
    if (volume == 0)
        return std::nullopt;
    return toPrice(dividedHalfEven(value, volume));
}

} // namespace depthdeck
