// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/digit_cache.h"
#include "ui/depth/depth_content.h"

class QPainter;

namespace depthdeck::ui {

class Theme;

/// The price that a trade has just happened at.
struct DepthFlash
{
    Price price;
    BookSide side = BookSide::Undefined;
};

/// All that one painting of the depth table needs; borrowed for its duration.
struct DepthScene
{
    const DepthContent &content;
    const DepthColumns &columns;
    const DepthRows &rows;
    int width = 0;
    std::optional<DepthCell> hovered;
    std::optional<DepthCell> focused;
    std::optional<DepthFlash> flash;
    bool trusted = true; ///< false: the data is stale or the market closed, drawn faint with hatched bars
};

/// Draws the depth table with cached digits: no lookup, no formatting.
class DepthPainter
{
public:
    explicit DepthPainter(const Theme &theme);

    /// Text widths for depthColumns(): they depend on the fonts and on how long prices and sizes are.
    [[nodiscard]] DepthMeasures measures(qsizetype priceLength, qsizetype sizeLength, bool implied,
                                         qsizetype queueLength = 0) const;

    void paintHeader(QPainter &painter, const DepthScene &scene, const QRect &header) const;
    /// Draws the rows that touch @p clip.
    void paintRows(QPainter &painter, const DepthScene &scene, const QRect &clip) const;
    void paintSentence(QPainter &painter, const QRect &area, const QString &sentence) const;

private:
    void paintLevel(QPainter &painter, const DepthScene &scene, int row, const QRect &rowRect, BookSide side) const;
    void paintBar(QPainter &painter, const DepthScene &scene, const DepthLevel &level, const QRect &area,
                  BookSide side) const;
    void paintMark(QPainter &painter, const DepthLevel &level, const QRect &area, const QRect &price,
                   BookSide side) const;

    const Theme &m_theme;
    mutable DigitCache m_digits; ///< filled while painting
};

} // namespace depthdeck::ui
