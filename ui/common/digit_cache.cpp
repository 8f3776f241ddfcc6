// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/digit_cache.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace depthdeck::ui {

DigitCache::DigitCache(const Theme &theme, QObject *parent) : QObject{parent}, m_theme{theme}
{
    const auto forget = [this] {
        m_glyphs.clear();
        const QFontMetricsF metrics{m_theme.numberFont()};
        m_advance = metrics.horizontalAdvance(QLatin1Char{'0'});
        m_height = static_cast<int>(std::ceil(metrics.height()));
    };
    forget();
    connect(&theme, &Theme::changed, this, forget);
}

// Whole device pixels: a glyph's pixmap must never be resampled.
qreal DigitCache::cellWidth(qreal devicePixelRatio) const
{
    return std::round(m_advance * devicePixelRatio) / devicePixelRatio;
}

int DigitCache::textWidth(const QString &text, qreal devicePixelRatio) const
{
    return static_cast<int>(std::ceil(cellWidth(devicePixelRatio) * static_cast<qreal>(text.size())));
}

const QPixmap &DigitCache::glyphPixmap(QChar glyph, ColorRole role, qreal devicePixelRatio)
{
    const Key key{glyph.unicode(), role, static_cast<int>(std::lround(devicePixelRatio * 100))};
    auto found = m_glyphs.find(key);
    if (found == m_glyphs.end()) {
        const qreal width = cellWidth(devicePixelRatio);
        QPixmap pixmap{static_cast<int>(std::ceil(width * devicePixelRatio)),
                       static_cast<int>(std::ceil(m_height * devicePixelRatio))};
        pixmap.setDevicePixelRatio(devicePixelRatio);
        pixmap.fill(Qt::transparent);
        QPainter painter{&pixmap};
        painter.setFont(m_theme.numberFont());
        painter.setPen(m_theme.color(role));
        painter.drawText(QRectF{0, 0, width, static_cast<qreal>(m_height)}, Qt::AlignCenter, QString{glyph});
        painter.end();
        found = m_glyphs.insert(key, pixmap);
    }
    return *found;
}

void DigitCache::drawText(QPainter &painter, const QRect &rect, Qt::Alignment alignment, const QString &text,
                          ColorRole role)
{
    const qreal ratio = painter.device()->devicePixelRatio();
    const qreal cell = cellWidth(ratio);
    const qreal width = cell * static_cast<qreal>(text.size());
    qreal x = rect.left();
    if (alignment.testFlag(Qt::AlignRight))
        x = rect.right() + 1 - width;
    else if (alignment.testFlag(Qt::AlignHCenter))
        x = rect.left() + (rect.width() - width) / 2.0;
    qreal y = rect.top() + (rect.height() - m_height) / 2.0;
    if (alignment.testFlag(Qt::AlignTop))
        y = rect.top();
    else if (alignment.testFlag(Qt::AlignBottom))
        y = rect.bottom() + 1 - m_height;
    x = std::round(x * ratio) / ratio;
    y = std::round(y * ratio) / ratio;
    for (const QChar glyph : text) {
        if (glyph != QLatin1Char{' '})
            painter.drawPixmap(QPointF{x, y}, glyphPixmap(glyph, role, ratio));
        x += cell;
    }
}

} // namespace depthdeck::ui
