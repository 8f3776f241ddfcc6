// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/quantity.h"
#include "app/market/side.h"

#include <QPoint>
#include <QRect>

#include <optional>

namespace depthdeck::ui {

/// The columns of the depth table, in the order assistive technology reads them (design.md 5).
enum class DepthColumn : std::uint8_t { BidOrders, BidSize, Bid, Offer, OfferSize, OfferOrders };
inline constexpr int depthColumnCount = 6;

[[nodiscard]] constexpr BookSide sideOf(DepthColumn column) noexcept
{
    return column <= DepthColumn::Bid ? BookSide::Bid : BookSide::Offer;
}

/// One cell of the depth table. Row 0 is the best price of both sides.
struct DepthCell
{
    int row = 0;
    DepthColumn column = DepthColumn::Bid;
    friend bool operator==(const DepthCell &, const DepthCell &) noexcept = default;
};

/// What the widths of the columns follow from: text widths in device-independent pixels, padding left out.
struct DepthMeasures
{
    int price = 0;
    int size = 0;      ///< of the longest number
    int sizeTitle = 0; ///< of the header, which may stand over implied volume too
    int orders = 0;    ///< the wider of the header and the longest number
    int implied = 0;   ///< 0: no implied volume has been seen, no room is kept for it
    int own = 0;       ///< glyph and lots
    int queue = 0;     ///< of the longest queue position; 0: none has been seen, no room is kept for it
    int padding = 0;   ///< left and right of each text
    int rowHeight = 0;
};

/// A stretch of the horizontal axis; empty when the column has no room.
struct Span
{
    int left = 0;
    int width = 0;
    [[nodiscard]] constexpr int right() const noexcept { return left + width; } ///< one past the end
    [[nodiscard]] constexpr bool isEmpty() const noexcept { return width <= 0; }
    [[nodiscard]] constexpr bool holds(int x) const noexcept { return x >= left && x < right(); }
    friend constexpr bool operator==(const Span &, const Span &) noexcept = default;
};

/// One side of the table. The offer's half is the mirror image of the bid's.
struct DepthHalf
{
    Span whole;
    Span queue; ///< outermost
    Span own;
    Span orders;
    Span implied;
    Span bar;  ///< where size bars grow, from the edge at the price outwards; holds size and implied
    Span size; ///< where the number of the size stands
    Span price;
    friend bool operator==(const DepthHalf &, const DepthHalf &) noexcept = default;
};

struct DepthColumns
{
    DepthHalf bid;
    DepthHalf offer;
    [[nodiscard]] const DepthHalf &half(BookSide side) const noexcept { return side == BookSide::Bid ? bid : offer; }
    /// The span of a column; empty when it is not shown.
    [[nodiscard]] Span span(DepthColumn column) const noexcept;
    friend bool operator==(const DepthColumns &, const DepthColumns &) noexcept = default;
};

/// Divides @p width. Where there is little of it, implied volume goes first, then the order counts, then queue
/// positions; prices, sizes and own orders always stay. What is left over goes to the bars.
[[nodiscard]] DepthColumns depthColumns(int width, const DepthMeasures &measures) noexcept;
/// The width below which something would be cut off.
[[nodiscard]] int minimumDepthWidth(const DepthMeasures &measures) noexcept;

/// The rows of the table under its header, in widget coordinates.
struct DepthRows
{
    int top = 0; ///< below the header
    int height = 1;
    int count = 0;
    int firstShown = 0; ///< scrolled away above

    [[nodiscard]] QRect rect(int row, int width) const noexcept
    {
        return {0, top + (row - firstShown) * height, width, height};
    }
    /// The row at @p y; nullopt outside of the rows and on the header.
    [[nodiscard]] std::optional<int> at(int y) const noexcept;
};

/// The rectangle of a cell; the own orders' column belongs to the order counts.
[[nodiscard]] QRect depthCellRect(const DepthColumns &columns, const DepthRows &rows, const DepthCell &cell,
                                  int width) noexcept;
/// The cell under @p position. The outer columns take what is beside them, so that each half has no dead zone.
[[nodiscard]] std::optional<DepthCell> depthCellAt(const DepthColumns &columns, const DepthRows &rows,
                                                   QPoint position) noexcept;

/// The bar for @p volume inside @p area, grown from the middle of the table: to the left for bids.
[[nodiscard]] QRect sizeBarRect(const QRect &area, Quantity volume, Quantity fullScale, BookSide side) noexcept;

/// Where the boundary between bids and offers lies in a bar of @p width, by their totals; the middle while both are 0.
[[nodiscard]] int imbalanceBoundary(int width, std::int64_t bids, std::int64_t offers) noexcept;

} // namespace depthdeck::ui
