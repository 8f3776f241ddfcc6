// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include "ui/theme/theme.h"

#include <QFile>
#include <QPainter>
#include <QSvgRenderer>

#include <array>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<const char *, iconCount> fileNames{
    "x",     "external-link", "search", "lock",         "lock-open",  "plug",     "triangle-alert",
    "info",  "octagon-alert", "plus",   "chevron-down", "chevron-up", "arrow-up", "arrow-down",
    "check", "trash-2",       "minus",  "pencil",       "crosshair",  "keyboard"};

constexpr int iconPixels = 16;

QByteArray svgOf(Icon icon, const QColor &color)
{
    QFile file{u":/icons/%1.svg"_s.arg(QLatin1StringView{fileNames[static_cast<std::size_t>(icon)]})};
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll().replace("currentColor", color.name().toLatin1());
}

} // namespace

void paintIcon(QPainter &painter, const QRectF &rect, Icon icon, const QColor &color)
{
    const qreal side = std::min(rect.width(), rect.height());
    QRectF square{0, 0, side, side};
    square.moveCenter(rect.center());
    QSvgRenderer renderer{svgOf(icon, color)};
    renderer.render(&painter, square);
}

QPixmap iconPixmap(Icon icon, int pixels, qreal devicePixelRatio, const QColor &color)
{
    QPixmap pixmap{QSize{pixels, pixels} * devicePixelRatio};
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter{&pixmap};
    painter.setRenderHint(QPainter::Antialiasing);
    paintIcon(painter, QRectF{0, 0, static_cast<qreal>(pixels), static_cast<qreal>(pixels)}, icon, color);
    return pixmap;
}

QIcon themedIcon(const Theme &theme, Icon icon)
{
    const int pixels = theme.scaled(iconPixels);
    QIcon result;
    for (const qreal ratio : {1.0, 2.0}) {
        result.addPixmap(iconPixmap(icon, pixels, ratio, theme.color(ColorRole::Quiet)), QIcon::Normal);
        result.addPixmap(iconPixmap(icon, pixels, ratio, theme.color(ColorRole::Text)), QIcon::Active);
        result.addPixmap(iconPixmap(icon, pixels, ratio, theme.color(ColorRole::Faint)), QIcon::Disabled);
    }
    return result;
}

} // namespace depthdeck::ui
