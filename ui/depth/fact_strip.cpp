// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/depth/fact_strip.h"

#include <QFontMetrics>
#include <QPaintEvent>
#include <QPainter>

#include <algorithm>
#include <tuple>

namespace depthdeck::ui {

std::vector<FlowPlace> flow(const std::vector<int> &widths, int width, int gap)
{
    std::vector<FlowPlace> places;
    int left = 0;
    int line = 0;
    for (const int box : widths) {
        if (left > 0 && box > 0 && left + box > width) {
            left = 0;
            ++line;
        }
        places.push_back({left, line});
        if (box > 0)
            left += box + gap;
    }
    return places;
}

FactStrip::FactStrip(const Theme &theme, QWidget *parent) : QWidget{parent}, m_theme{theme}, m_digits{theme}
{
    QSizePolicy policy{QSizePolicy::Preferred, QSizePolicy::Minimum};
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&theme, &Theme::changed, this, [this] {
        for (Box &box : m_boxes) {
            box.width = 0;
            std::ignore = growBox(box);
        }
        place();
        updateGeometry();
    });
}

void FactStrip::reset()
{
    m_boxes.clear();
    updateGeometry();
    update();
}

bool FactStrip::growBox(Box &box) const
{
    if (box.fact.value.isEmpty())
        return false;
    const QFontMetrics words{m_theme.textFont()};
    const QFontMetrics numbers{m_theme.numberFont()};
    box.captionWidth = box.fact.caption.isEmpty() ? 0 : words.horizontalAdvance(box.fact.caption) + m_theme.scaled(5);
    const QFontMetrics &value = box.fact.caption.isEmpty() ? words : numbers;
    const int wanted = box.captionWidth + value.horizontalAdvance(box.fact.value) + m_theme.scaled(2);
    if (wanted <= box.width)
        return false;
    box.width = wanted;
    return true;
}

void FactStrip::setFacts(const std::vector<Fact> &facts)
{
    bool moved = facts.size() != m_boxes.size();
    m_boxes.resize(facts.size());
    for (std::size_t at = 0; at < facts.size(); ++at) {
        Box &box = m_boxes[at];
        if (box.fact == facts[at])
            continue;
        const bool longer = box.fact.value.size() != facts[at].value.size();
        box.fact = facts[at];
        if (longer && growBox(box))
            moved = true;
        else
            update(rectOf(box));
    }
    if (moved) {
        place();
        updateGeometry();
    }
}

QString FactStrip::spoken() const
{
    QStringList parts;
    for (const Box &box : m_boxes) {
        if (!box.fact.value.isEmpty())
            parts += box.fact.caption.isEmpty() ? box.fact.value
                                                : QStringLiteral("%1 %2").arg(box.fact.caption, box.fact.value);
    }
    return parts.join(QStringLiteral(", "));
}

std::vector<int> FactStrip::widths() const
{
    std::vector<int> widths;
    widths.reserve(m_boxes.size());
    for (const Box &box : m_boxes)
        widths.push_back(box.width);
    return widths;
}

int FactStrip::lineHeight() const
{
    return QFontMetrics{m_theme.textFont()}.height() + m_theme.scaled(4);
}

void FactStrip::place()
{
    const auto places = flow(widths(), width() - m_theme.scaled(16), m_theme.scaled(14));
    for (std::size_t at = 0; at < m_boxes.size(); ++at)
        m_boxes[at].place = places[at];
    update();
}

QRect FactStrip::rectOf(const Box &box) const
{
    return {m_theme.scaled(8) + box.place.left, m_theme.scaled(2) + box.place.line * lineHeight(), box.width,
            lineHeight()};
}

int FactStrip::heightForWidth(int width) const
{
    const auto places = flow(widths(), width - m_theme.scaled(16), m_theme.scaled(14));
    const int lines = places.empty() ? 1 : places.back().line + 1;
    return lines * lineHeight() + m_theme.scaled(4);
}

QSize FactStrip::sizeHint() const
{
    return {m_theme.scaled(360), heightForWidth(std::max(width(), m_theme.scaled(200)))};
}

QSize FactStrip::minimumSizeHint() const
{
    const auto all = widths();
    const int widest = all.empty() ? 0 : *std::max_element(all.begin(), all.end());
    return {widest + m_theme.scaled(16), lineHeight() + m_theme.scaled(4)};
}

void FactStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void FactStrip::paintEvent(QPaintEvent *event)
{
    QPainter painter{this};
    painter.fillRect(event->rect(), m_theme.color(ColorRole::Panel));
    painter.setFont(m_theme.textFont());
    for (const Box &box : m_boxes) {
        const QRect rect = rectOf(box);
        if (box.fact.value.isEmpty() || !rect.intersects(event->rect()))
            continue;
        painter.setPen(m_theme.color(box.fact.caption.isEmpty() ? box.fact.role : ColorRole::Quiet));
        painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter,
                         box.fact.caption.isEmpty() ? box.fact.value : box.fact.caption);
        if (box.fact.caption.isEmpty())
            continue;
        m_digits.drawText(painter, rect.adjusted(box.captionWidth, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                          box.fact.value, box.fact.role);
    }
}

} // namespace depthdeck::ui
