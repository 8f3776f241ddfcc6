// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market.h"
#include "app/market/order_by_order_book.h"
#include "ui/book/own_book_orders.h"

#include <QString>

#include <array>
#include <vector>

namespace depthdeck::ui {

/// One resting order on the screen.
struct BookSegment
{
    std::uint64_t id = 0;
    Quantity lots;
    std::int64_t ahead = 0; ///< lots before it in the queue
    std::uint64_t priority = 0;
    QString text; ///< its lots
    bool own = false;
    friend bool operator==(const BookSegment &, const BookSegment &) noexcept = default;
};

/// Where an own order probably is: it was not found by its id.
struct BookEstimate
{
    std::int64_t ahead = 0;
    Quantity lots;
    QString text; ///< "≈5"
    friend bool operator==(const BookEstimate &, const BookEstimate &) noexcept = default;
};

/// One price of one side, ready to be drawn.
struct BookRow
{
    std::optional<Price> price;
    std::int64_t lots = 0;
    QString priceText;
    QString lotsText;
    QString ordersText;
    std::vector<BookSegment> segments; ///< front of the queue first
    std::vector<BookEstimate> estimates;
    std::uint64_t revision = 0; ///< of the level it was made from
};

/// The rows on the screen, made from a book outside of paint events. A row is made again only when its price, its
/// level, an own order or the definition changed: a frame costs what changed and is visible, not what is in the book.
class BookContent
{
public:
    /// Returns true when something on the screen changed. @p first and @p count: the rows that are visible.
    bool update(const Market *definition, const OrderByOrderBook &book, const std::vector<OwnBookOrder> &own, int first,
                int count);
    void clear();

    /// How many rows there are: the levels of the side that has more.
    [[nodiscard]] int levelCount() const noexcept { return m_levelCount; }
    [[nodiscard]] int first() const noexcept { return m_first; }
    /// An empty row for a place where nothing rests, or that is not visible.
    [[nodiscard]] const BookRow &row(BookSide side, int row) const noexcept;
    /// The lots that fill a queue's room.
    [[nodiscard]] std::int64_t fullScale() const noexcept { return m_fullScale.contracts; }
    [[nodiscard]] qsizetype longestPrice() const noexcept { return m_longestPrice; }
    [[nodiscard]] qsizetype longestLots() const noexcept { return m_longestLots; }

private:
    using Rows = std::vector<BookRow>;

    template <typename At, typename End>
    bool updateSide(Rows &rows, Side side, At at, End end);
    void make(BookRow &row, Side side, Price price, const OrderByOrderBook::Level &level);

    std::array<Rows, 2> m_rows; ///< bids, offers
    std::vector<OwnBookOrder> m_own;
    const Market *m_definition = nullptr;
    Quantity m_fullScale;
    int m_first = 0;
    int m_levelCount = 0;
    bool m_remake = false;
    qsizetype m_longestPrice = 0;
    qsizetype m_longestLots = 0;
};

/// The queue of a row in words, from the front: "5, 3, own 12, 4".
[[nodiscard]] QString queueInWords(const BookRow &row);

} // namespace depthdeck::ui
