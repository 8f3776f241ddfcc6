// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/engine/order_types.h"

#include <string>
#include <vector>

namespace depthdeck::test {

/// Keeps everything a book reports.
class RecordingSink final : public exchange::BookSink
{
public:
    struct Printed
    {
        exchange::Ticks price = 0;
        std::int32_t volume = 0;
        BookSide at = BookSide::Undefined;
        std::vector<std::int32_t> resting;
    };

    void onFill(const exchange::Fill &fill) override { fills.push_back(fill); }
    void onPrint(const exchange::Print &print) override
    {
        prints.push_back(
            {print.price, print.volume, print.at, {print.restingVolumes.begin(), print.restingVolumes.end()}});
    }
    void onTriggered(exchange::OrderHandle owner, std::uint64_t, exchange::OrderKind, std::int32_t) override
    {
        triggered.push_back(owner);
    }
    void onRested(exchange::OrderHandle owner, std::uint64_t, exchange::OrderRef) override { rested.push_back(owner); }
    void onCancelled(exchange::OrderHandle owner, std::uint64_t, exchange::CancelReason) override
    {
        cancelled.push_back(owner);
    }

    /// The owners whose resting orders were filled, in order.
    [[nodiscard]] std::vector<exchange::OrderHandle> makers() const
    {
        std::vector<exchange::OrderHandle> owners;
        for (const exchange::Fill &fill : fills) {
            if (!fill.aggressor)
                owners.push_back(fill.owner);
        }
        return owners;
    }

    std::vector<exchange::Fill> fills;
    std::vector<Printed> prints;
    std::vector<exchange::OrderHandle> triggered;
    std::vector<exchange::OrderHandle> rested;
    std::vector<exchange::OrderHandle> cancelled;
};

/// An order whose id is its owner.
[[nodiscard]] inline exchange::EngineOrder engineOrder(exchange::OrderHandle owner, Side side, std::int32_t volume,
                                                       exchange::Ticks limit)
{
    return {owner, owner, side, exchange::Duration::Day, volume, 0, limit};
}

} // namespace depthdeck::test
