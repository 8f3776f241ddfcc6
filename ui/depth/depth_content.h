// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_board.h"
#include "ui/depth/depth_geometry.h"
#include "ui/depth/own_orders.h"

#include <QString>

#include <vector>

namespace depthdeck::ui {

/// One price level of one side, ready to be drawn: values for geometry, texts for the eye and for assistive technology.
struct DepthLevel
{
    std::optional<Price> price;
    Quantity volume;
    Quantity implied;
    std::int32_t orders = 0;
    QString priceText;
    QString sizeText;
    QString ordersText;
    QString impliedText; ///< "i 12"
    std::optional<OwnMark> own;
    QString ownText;   ///< open lots of the mark
    QString queueText; ///< lots and orders ahead of it: "≈120/14"
    friend bool operator==(const DepthLevel &, const DepthLevel &) noexcept = default;
};

struct DepthRowContent
{
    DepthLevel bid;
    DepthLevel offer;
    [[nodiscard]] const DepthLevel &level(BookSide side) const noexcept { return side == BookSide::Bid ? bid : offer; }
    [[nodiscard]] DepthLevel &level(BookSide side) noexcept { return side == BookSide::Bid ? bid : offer; }
    friend bool operator==(const DepthRowContent &, const DepthRowContent &) noexcept = default;
};

/// Sums over the shown rows; implied volume is left out.
struct DepthTotals
{
    std::int64_t bids = 0;
    std::int64_t offers = 0;
    int bidLevels = 0;
    int offerLevels = 0;
    friend bool operator==(const DepthTotals &, const DepthTotals &) noexcept = default;
};

/// What the depth table shows: made from a book and the own orders outside of any paint event. Texts are made again
/// only for values that changed.
class DepthContent
{
public:
    explicit DepthContent(int rowCount = 10) : m_rows(static_cast<std::size_t>(rowCount)) {}

    /// Returns which rows have to be drawn again. @p definition may be absent: prices then read as plain decimals.
    std::vector<int> update(const Market *definition, const DepthBook &book, const std::vector<OwnMark> &marks);
    /// Empties every row; how many there are is @p rowCount.
    void clear(int rowCount);

    [[nodiscard]] const std::vector<DepthRowContent> &rows() const noexcept { return m_rows; }
    [[nodiscard]] int rowCount() const noexcept { return static_cast<int>(m_rows.size()); }
    /// The volume a bar of full length stands for. Follows the largest shown volume in steps, so that bars do not
    /// dance.
    [[nodiscard]] Quantity fullScale() const noexcept { return m_fullScale; }
    [[nodiscard]] const DepthTotals &totals() const noexcept { return m_totals; }
    /// Own orders that stand beside no shown level.
    [[nodiscard]] const std::vector<OwnMark> &elsewhere() const noexcept { return m_elsewhere; }
    /// Whether implied volume has been seen since clear(): its column stays from then on.
    [[nodiscard]] bool hasSeenImplied() const noexcept { return m_seenImplied; }
    /// The longest price text since clear(), so that the columns only ever grow.
    [[nodiscard]] qsizetype longestPrice() const noexcept { return m_longestPrice; }
    [[nodiscard]] qsizetype longestSize() const noexcept { return m_longestSize; }
    /// Of the queue positions seen since clear(); 0: none.
    [[nodiscard]] qsizetype longestQueue() const noexcept { return m_longestQueue; }

    /// The text of a cell, exactly as it is drawn.
    [[nodiscard]] QString text(const DepthCell &cell) const;

private:
    void updateLevel(DepthLevel &level, const Market *definition, const DepthLine *line, Quantity implied,
                     const OwnMark *mark);
    void sumUp();

    std::vector<DepthRowContent> m_rows;
    std::vector<DepthRowContent> m_previous;
    std::vector<OwnMark> m_elsewhere;
    DepthTotals m_totals;
    Quantity m_fullScale;
    const Market *m_definition = nullptr;
    bool m_seenImplied = false;
    qsizetype m_longestPrice = 0;
    qsizetype m_longestSize = 0;
    qsizetype m_longestQueue = 0;
};

/// The full scale for bars of which the longest shows @p largest, when it was @p before: kept while the longest bar is
/// between two fifths of the room and all of it, else the next of 1, 2, 3, 5 times a power of ten.
[[nodiscard]] Quantity barScale(Quantity largest, Quantity before) noexcept;

} // namespace depthdeck::ui
