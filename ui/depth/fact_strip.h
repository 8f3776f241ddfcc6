// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/digit_cache.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <vector>

namespace depthdeck::ui {

/// A caption and a number, such as "High 6030.25". An empty value is not shown but keeps its place once it had one.
struct Fact
{
    QString caption; ///< empty: the value is a word and speaks for itself
    QString value;
    ColorRole role = ColorRole::Text;
    friend bool operator==(const Fact &, const Fact &) noexcept = default;
};

/// Places boxes of @p widths from left to right with @p gap between them, into as many lines as @p width asks for.
/// Returns the left edge and the line of each.
struct FlowPlace
{
    int left = 0;
    int line = 0;
    friend bool operator==(const FlowPlace &, const FlowPlace &) noexcept = default;
};
[[nodiscard]] std::vector<FlowPlace> flow(const std::vector<int> &widths, int width, int gap);

/// A few facts of a market in flowing lines, painted by hand: a new number repaints its own rectangle and never moves
/// another fact, because places grow and do not shrink until reset().
class FactStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit FactStrip(const Theme &theme, QWidget *parent = nullptr);

    /// The same number of facts each time, in the same order.
    void setFacts(const std::vector<Fact> &facts);
    /// Another market: places start small again.
    void reset();
    /// "High 6030.25, Low 6001.00": what is shown, for assistive technology.
    [[nodiscard]] QString spoken() const;

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Box
    {
        Fact fact;
        int captionWidth = 0;
        int width = 0; ///< 0: has never had a value
        FlowPlace place;
    };

    void place();
    [[nodiscard]] bool growBox(Box &box) const;
    [[nodiscard]] std::vector<int> widths() const;
    [[nodiscard]] QRect rectOf(const Box &box) const;
    [[nodiscard]] int lineHeight() const;

    const Theme &m_theme;
    mutable DigitCache m_digits;
    std::vector<Box> m_boxes;
};

} // namespace depthdeck::ui
