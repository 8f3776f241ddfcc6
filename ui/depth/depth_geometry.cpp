// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/depth/depth_geometry.h"

#include <algorithm>

namespace depthdeck::ui {

namespace {

/// The widths of one half, from the middle outwards.
struct HalfWidths
{
    int price = 0;
    int size = 0;
    int spare = 0;
    int implied = 0;
    int orders = 0;
    int own = 0;
    int queue = 0;
};

HalfWidths halfWidths(int half, const DepthMeasures &measures) noexcept
{
    const auto padded = [&](int text) { return text > 0 ? text + 2 * measures.padding : 0; };
    HalfWidths widths{.price = padded(measures.price),
                      .size = padded(measures.size),
                      .spare = 0,
                      .implied = padded(measures.implied),
                      .orders = padded(measures.orders),
                      .own = padded(measures.own),
                      .queue = padded(measures.queue)};
    const auto sum = [&] {
        return widths.price + widths.size + widths.implied + widths.orders + widths.own + widths.queue;
    };
    const auto fit = [&] { // the title needs as much as size and implied volume have together
        widths.size = std::max(padded(measures.size), padded(measures.sizeTitle) - widths.implied);
        return sum() <= half;
    };
    if (!fit())
        widths.implied = 0;
    if (!fit())
        widths.orders = 0;
    if (!fit())
        widths.queue = 0;
    widths.spare = std::max(0, half - sum());
    return widths;
}

Span mirrored(const Span &span, int width) noexcept
{
    return {width - span.right(), span.width};
}

/// The offers' half begins at @p middle.
DepthHalf offerHalf(int middle, const HalfWidths &widths) noexcept
{
    DepthHalf half;
    half.price = {middle, widths.price};
    half.size = {half.price.right(), widths.size};
    half.bar = {half.price.right(), widths.size + widths.spare + widths.implied};
    half.implied = {half.bar.right() - widths.implied, widths.implied};
    half.orders = {half.bar.right(), widths.orders};
    half.own = {half.orders.right(), widths.own};
    half.queue = {half.own.right(), widths.queue};
    half.whole = {middle, half.queue.right() - middle};
    return half;
}

} // namespace

Span DepthColumns::span(DepthColumn column) const noexcept
{
    switch (column) {
    case DepthColumn::BidOrders:
        return bid.orders;
    case DepthColumn::BidSize:
        return bid.bar;
    case DepthColumn::Bid:
        return bid.price;
    case DepthColumn::Offer:
        return offer.price;
    case DepthColumn::OfferSize:
        return offer.bar;
    case DepthColumn::OfferOrders:
        return offer.orders;
    }
    return {};
}

DepthColumns depthColumns(int width, const DepthMeasures &measures) noexcept
{
    const HalfWidths widths = halfWidths(width / 2, measures);
    DepthColumns columns;
    columns.offer = offerHalf(width - width / 2, widths);
    columns.bid = {.whole = mirrored(columns.offer.whole, width),
                   .queue = mirrored(columns.offer.queue, width),
                   .own = mirrored(columns.offer.own, width),
                   .orders = mirrored(columns.offer.orders, width),
                   .implied = mirrored(columns.offer.implied, width),
                   .bar = mirrored(columns.offer.bar, width),
                   .size = mirrored(columns.offer.size, width),
                   .price = mirrored(columns.offer.price, width)};
    return columns;
}

int minimumDepthWidth(const DepthMeasures &measures) noexcept
{
    return 2 * (measures.price + std::max(measures.size, measures.sizeTitle) + measures.own + 6 * measures.padding);
}

std::optional<int> DepthRows::at(int y) const noexcept
{
    if (y < top || height <= 0)
        return std::nullopt;
    const int row = firstShown + (y - top) / height;
    return row < count ? std::optional{row} : std::nullopt;
}

QRect depthCellRect(const DepthColumns &columns, const DepthRows &rows, const DepthCell &cell, int width) noexcept
{
    Span span = columns.span(cell.column);
    if (cell.column == DepthColumn::BidOrders)
        span = {columns.bid.queue.left, columns.bid.orders.right() - columns.bid.queue.left};
    else if (cell.column == DepthColumn::OfferOrders)
        span = {columns.offer.orders.left, columns.offer.queue.right() - columns.offer.orders.left};
    const QRect row = rows.rect(cell.row, width);
    return {span.left, row.top(), span.width, row.height()};
}

std::optional<DepthCell> depthCellAt(const DepthColumns &columns, const DepthRows &rows, QPoint position) noexcept
{
    const auto row = rows.at(position.y());
    if (!row)
        return std::nullopt;
    const int x = position.x();
    const auto inHalf = [&](const DepthHalf &half, DepthColumn price, DepthColumn size, DepthColumn orders) {
        if (half.price.holds(x))
            return DepthCell{*row, price};
        return DepthCell{*row, half.bar.holds(x) ? size : orders};
    };
    if (x < columns.offer.whole.left)
        return inHalf(columns.bid, DepthColumn::Bid, DepthColumn::BidSize, DepthColumn::BidOrders);
    return inHalf(columns.offer, DepthColumn::Offer, DepthColumn::OfferSize, DepthColumn::OfferOrders);
}

QRect sizeBarRect(const QRect &area, Quantity volume, Quantity fullScale, BookSide side) noexcept
{
    if (volume.contracts <= 0 || fullScale.contracts <= 0)
        return {};
    const qint64 shown = std::min(volume.contracts, fullScale.contracts);
    const int width = std::max(1, static_cast<int>(qint64{area.width()} * shown / fullScale.contracts));
    const int left = side == BookSide::Bid ? area.left() + area.width() - width : area.left();
    return {left, area.top(), width, area.height()};
}

int imbalanceBoundary(int width, std::int64_t bids, std::int64_t offers) noexcept
{
    if (bids <= 0 && offers <= 0)
        return width / 2;
    const std::int64_t bidPart = std::max<std::int64_t>(bids, 0);
    const std::int64_t offerPart = std::max<std::int64_t>(offers, 0);
    return static_cast<int>(width * bidPart / (bidPart + offerPart));
}

} // namespace depthdeck::ui
