// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/depth/depth_geometry.h"

#include <cstdint>
#include <optional>

namespace depthdeck::ui {

/// The columns of the market-by-order table, from left to right.
enum class BookColumn : std::uint8_t { BidQueue, BidOrders, BidLots, Bid, Offer, OfferLots, OfferOrders, OfferQueue };
inline constexpr int bookColumnCount = 8;

[[nodiscard]] constexpr BookSide sideOf(BookColumn column) noexcept
{
    return column <= BookColumn::Bid ? BookSide::Bid : BookSide::Offer;
}

/// Text widths in device-independent pixels, padding left out.
struct BookMeasures
{
    int price = 0;
    int lots = 0;
    int orders = 0;
    int padding = 0;
    int rowHeight = 0;
};

/// One side of the table. The offers' half is the mirror image of the bids'.
struct BookHalf
{
    Span queue; ///< outermost; the front of each queue is its inner edge
    Span orders;
    Span lots;
    Span price;
    friend bool operator==(const BookHalf &, const BookHalf &) noexcept = default;
};

struct BookColumns
{
    BookHalf bid;
    BookHalf offer;
    [[nodiscard]] const BookHalf &half(BookSide side) const noexcept { return side == BookSide::Bid ? bid : offer; }
    [[nodiscard]] Span span(BookColumn column) const noexcept;
};

/// Divides @p width: prices and lots stay, the order counts go where there is little room, the queues get the rest.
[[nodiscard]] BookColumns bookColumns(int width, const BookMeasures &measures) noexcept;
[[nodiscard]] int minimumBookWidth(const BookMeasures &measures) noexcept;

/// The stretch of @p queue for @p lots behind @p ahead others, when @p fullScale lots fill it; grows away from the
/// price. At least one pixel.
[[nodiscard]] Span segmentSpan(const Span &queue, BookSide side, std::int64_t ahead, std::int64_t lots,
                               std::int64_t fullScale) noexcept;
/// How many lots are nearer to the price than @p x; nullopt outside of the queue.
[[nodiscard]] std::optional<std::int64_t> lotsBefore(const Span &queue, BookSide side, int x,
                                                     std::int64_t fullScale) noexcept;

} // namespace depthdeck::ui
