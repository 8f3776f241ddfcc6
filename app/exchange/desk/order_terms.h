// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/venue/market_spec.h"

#include <algorithm>

namespace depthdeck::exchange {

/// The parts of an order that a revision may change.
struct OrderTerms
{
    std::int32_t volume = 0; ///< total, the filled lots included
    std::int32_t maxShow = 0;
    std::int32_t maxVolume = 0; ///< lots an exit may grow to; 0: no bound
    std::optional<Ticks> limit;
    std::optional<Ticks> stop;
    std::optional<Ticks> trail; ///< how far a trailing stop follows behind
    // A bracket's exit while it waits: signed differences from a fill that is not there yet (t4-protocol.md e.3).
    std::optional<Price> limitOffset;
    std::optional<Price> stopOffset;
    friend bool operator==(const OrderTerms &, const OrderTerms &) noexcept = default;
};

/// What one revision changes: the named parts alone, so that two revisions under way do not carry each other's values.
struct TermsChange
{
    std::optional<std::int32_t> volume;
    std::optional<std::int32_t> maxShow;
    std::optional<std::int32_t> maxVolume;
    std::optional<Ticks> limit;
    std::optional<Ticks> stop;
    std::optional<Ticks> trail;
    std::optional<Price> limitOffset;
    std::optional<Price> stopOffset;

    void applyTo(OrderTerms &terms) const
    {
        terms.volume = volume.value_or(terms.volume);
        terms.maxShow = std::min(maxShow.value_or(terms.maxShow), terms.volume);
        terms.maxVolume = maxVolume.value_or(terms.maxVolume);
        const auto take = [](const auto &from, auto &to) {
            if (from)
                to = from;
        };
        take(limit, terms.limit);
        take(stop, terms.stop);
        take(trail, terms.trail);
        take(limitOffset, terms.limitOffset);
        take(stopOffset, terms.stopOffset);
    }
    /// Whether the venue has nothing to do for it.
    [[nodiscard]] bool isForTheDeskAlone() const noexcept { return !volume && !maxShow && !limit && !stop && !trail; }
};

} // namespace depthdeck::exchange
