// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/depth/depth_totals.h"

#include "ui/common/number_text.h"
#include "ui/theme/theme.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace depthdeck::ui {

DepthTotalsBar::DepthTotalsBar(const Theme &theme, QWidget *parent) : QWidget{parent}, m_theme{theme}, m_digits{theme}
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void DepthTotalsBar::setTotals(const DepthTotals &totals)
{
    if (m_totals == totals)
        return;
    m_totals = totals;
    const std::int64_t all = totals.bids + totals.offers;
    m_bidText = all > 0 ? countText(totals.bids) : QString{};
    m_offerText = all > 0 ? countText(totals.offers) : QString{};
    //: How much of the volume in the book is bid
    m_shareText = all > 0 ? tr("%1 % bid").arg((totals.bids * 100 + all / 2) / all) : QString{};
    update();
}

QString DepthTotalsBar::spoken() const
{
    return m_bidText.isEmpty() ? QString{} : tr("Bids %1, offers %2, %3").arg(m_bidText, m_offerText, m_shareText);
}

QSize DepthTotalsBar::sizeHint() const
{
    return {m_theme.scaled(200), m_theme.rowHeight() + m_theme.scaled(6)};
}

void DepthTotalsBar::paintEvent(QPaintEvent *)
{
    QPainter painter{this};
    painter.fillRect(rect(), m_theme.color(ColorRole::Panel));
    painter.fillRect(QRect{0, 0, width(), 1}, m_theme.color(ColorRole::Line));
    if (m_bidText.isEmpty())
        return;
    const int margin = m_theme.scaled(8);
    const int gap = m_theme.scaled(5);
    const QFontMetrics words{m_theme.textFont()};
    const QFontMetrics numbers{m_theme.numberFont()};
    const QRect area = rect().adjusted(margin, 1, -margin, 0);
    const int bids = words.horizontalAdvance(tr("Bids")) + gap;
    const int offers = words.horizontalAdvance(tr("Offers")) + gap;
    // Room for seven digits on each side, so that the bar keeps its place.
    const int digits = numbers.horizontalAdvance(QStringLiteral("0,000,000"));
    painter.setFont(m_theme.textFont());
    painter.setPen(m_theme.color(ColorRole::Quiet));
    painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, tr("Bids"));
    painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter, tr("Offers"));
    m_digits.drawText(painter, area.adjusted(bids, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, m_bidText,
                      ColorRole::Bid);
    m_digits.drawText(painter, area.adjusted(0, 0, -offers, 0), Qt::AlignRight | Qt::AlignVCenter, m_offerText,
                      ColorRole::Offer);
    const int side = std::max(bids, offers) + digits + gap;
    QRect bar = area.adjusted(side, m_theme.scaled(4), -side, -m_theme.scaled(4));
    if (bar.width() < words.horizontalAdvance(m_shareText))
        return;
    const int boundary = imbalanceBoundary(bar.width(), m_totals.bids, m_totals.offers);
    painter.fillRect(QRect{bar.left(), bar.top(), boundary, bar.height()}, m_theme.color(ColorRole::BidBar));
    painter.fillRect(QRect{bar.left() + boundary, bar.top(), bar.width() - boundary, bar.height()},
                     m_theme.color(ColorRole::OfferBar));
    m_digits.drawText(painter, bar, Qt::AlignCenter, m_shareText, ColorRole::Text);
}

} // namespace depthdeck::ui
