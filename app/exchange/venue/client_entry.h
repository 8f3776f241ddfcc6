// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/venue/floor.h"

namespace depthdeck::exchange {

class Timetable;

/// The checks a client's wish passes before it reaches the floor. Each refusal is one event with its reason.
class ClientEntry
{
public:
    /// Both borrowed.
    ClientEntry(Floor &floor, const Timetable &timetable) noexcept : m_floor{floor}, m_timetable{timetable} {}

    void submit(const VenueOrder &order);
    void revise(OrderHandle handle, std::optional<std::int32_t> volume, std::optional<Ticks> limit,
                std::optional<Ticks> stop, std::optional<std::int32_t> maxShow, std::optional<Ticks> trail);
    /// Works in every phase: a cancel always goes.
    void pull(OrderHandle handle);

private:
    [[nodiscard]] RejectReason check(const VenueOrder &order) const;
    [[nodiscard]] RejectReason checkMode(const VenueOrder &order) const;
    [[nodiscard]] RejectReason checkDuration(const VenueOrder &order) const;
    [[nodiscard]] RejectReason checkVolume(const VenueOrder &order) const;
    [[nodiscard]] RejectReason checkPrices(const VenueOrder &order) const;
    [[nodiscard]] RejectReason checkTrigger(const VenueOrder &order) const;
    [[nodiscard]] bool hasLiquidity(const VenueOrder &order) const;

    Floor &m_floor;
    const Timetable &m_timetable;
};

} // namespace depthdeck::exchange
