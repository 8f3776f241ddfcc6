// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/book/book_content.h"
#include "ui/book/book_geometry.h"
#include "ui/common/digit_cache.h"

#include <QRect>

#include <vector>

class QPainter;

namespace depthdeck::ui {

class Theme;

/// What the keyboard or the pointer is on: a price, or one order of its queue.
struct BookPlace
{
    static constexpr int priceItself = -1;

    int row = 0;
    BookSide side = BookSide::Bid;
    int segment = priceItself;
    friend bool operator==(const BookPlace &, const BookPlace &) noexcept = default;
};

/// All that one painting needs; borrowed for its duration.
struct BookScene
{
    const BookContent &content;
    const BookColumns &columns;
    const DepthRows &rows;
    int width = 0;
    std::optional<BookPlace> hovered;
    std::optional<BookPlace> focused;
    bool trusted = true; ///< false: the book is not live, drawn hatched and faint
};

/// Draws the market-by-order table: no lookup in the book, no formatting. The segments of a row go to the painter in
/// one call for each tone.
class BookPainter
{
public:
    explicit BookPainter(const Theme &theme);

    [[nodiscard]] BookMeasures measures(qsizetype priceLength, qsizetype lotsLength) const;
    void paintHeader(QPainter &painter, const BookScene &scene, const QRect &header) const;
    /// Draws the rows that touch @p clip.
    void paintRows(QPainter &painter, const BookScene &scene, const QRect &clip) const;
    void paintSentence(QPainter &painter, const QRect &area, const QString &sentence) const;

private:
    void paintSide(QPainter &painter, const BookScene &scene, int row, const QRect &rect, BookSide side) const;
    void paintQueue(QPainter &painter, const BookScene &scene, const BookRow &row, const QRect &rect,
                    BookSide side) const;
    void paintOwn(QPainter &painter, const QRect &segment, const QString &text) const;
    void paintEstimate(QPainter &painter, const BookScene &scene, const BookEstimate &estimate, const QRect &rect,
                       BookSide side) const;
    void paintPlaces(QPainter &painter, const BookScene &scene) const;

    const Theme &m_theme;
    mutable DigitCache m_digits;           ///< filled while painting
    mutable std::vector<QRect> m_tones[2]; ///< kept for their memory
};

/// The rectangle of a place; empty when it is not on the screen.
[[nodiscard]] QRect bookPlaceRect(const BookScene &scene, const BookPlace &place) noexcept;

} // namespace depthdeck::ui
