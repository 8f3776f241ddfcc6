// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/book/book_geometry.h"

#include <algorithm>

namespace depthdeck::ui {

namespace {

constexpr int smallestQueue = 60;

Span mirrored(const Span &span, int width) noexcept
{
    return {width - span.right(), span.width};
}

} // namespace

Span BookColumns::span(BookColumn column) const noexcept
{
    switch (column) {
    case BookColumn::BidQueue:
        return bid.queue;
    case BookColumn::BidOrders:
        return bid.orders;
    case BookColumn::BidLots:
        return bid.lots;
    case BookColumn::Bid:
        return bid.price;
    case BookColumn::Offer:
        return offer.price;
    case BookColumn::OfferLots:
        return offer.lots;
    case BookColumn::OfferOrders:
        return offer.orders;
    case BookColumn::OfferQueue:
        return offer.queue;
    }
    return {};
}

BookColumns bookColumns(int width, const BookMeasures &measures) noexcept
{
    const int middle = width - width / 2;
    const int half = width / 2;
    const int padding = 2 * measures.padding;
    const int price = measures.price + padding;
    const int lots = measures.lots + padding;
    const int room = half - price - lots;
    const int orders = room >= measures.orders + padding + smallestQueue ? measures.orders + padding : 0;
    BookColumns columns;
    columns.offer.price = {middle, price};
    columns.offer.lots = {columns.offer.price.right(), lots};
    columns.offer.orders = {columns.offer.lots.right(), orders};
    columns.offer.queue = {columns.offer.orders.right(), std::max(0, width - columns.offer.orders.right())};
    columns.bid.price = mirrored(columns.offer.price, width);
    columns.bid.lots = mirrored(columns.offer.lots, width);
    columns.bid.orders = mirrored(columns.offer.orders, width);
    columns.bid.queue = mirrored(columns.offer.queue, width);
    return columns;
}

int minimumBookWidth(const BookMeasures &measures) noexcept
{
    return 2 * (measures.price + measures.lots + 4 * measures.padding + smallestQueue);
}

Span segmentSpan(const Span &queue, BookSide side, std::int64_t ahead, std::int64_t lots,
                 std::int64_t fullScale) noexcept
{
    if (queue.isEmpty() || fullScale <= 0 || lots <= 0)
        return {};
    const auto pixel = [&](std::int64_t at) {
        return static_cast<int>(std::clamp<std::int64_t>(at, 0, fullScale) * queue.width / fullScale);
    };
    const int from = std::min(pixel(ahead), queue.width - 1);
    const int length = std::max(1, pixel(ahead + lots) - from);
    return side == BookSide::Offer ? Span{queue.left + from, length} : Span{queue.right() - from - length, length};
}

std::optional<std::int64_t> lotsBefore(const Span &queue, BookSide side, int x, std::int64_t fullScale) noexcept
{
    if (!queue.holds(x) || fullScale <= 0)
        return std::nullopt;
    const std::int64_t distance = side == BookSide::Offer ? x - queue.left : queue.right() - 1 - x;
    return distance * fullScale / queue.width;
}

} // namespace depthdeck::ui
