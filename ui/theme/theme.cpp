// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/deck_style.h"

#include <QApplication>
#include <QFile>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QScreen>
#include <QToolTip>

#include <cmath>

// Resources of a static library are registered by hand; the macro must stand outside any namespace.
static void registerThemeResources()
{
    Q_INIT_RESOURCE(themes);
    Q_INIT_RESOURCE(icons);
}

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<const char *, colorRoleCount> roleKeys{
    "window", "panel",    "row", "raised", "line", "text",    "quiet",  "faint",      "bid",      "offer",
    "bidBar", "offerBar", "up",  "down",   "own",  "warning", "accent", "accentText", "selection"};

constexpr qreal textPixels = 13.0;
constexpr qreal numberPixels = 12.5;
constexpr qreal rowFactor = 1.6;

struct Reading
{
    std::array<QColor, colorRoleCount> colors;
};

std::optional<Reading> readTheme(const QString &path)
{
    QFile file{path};
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject colors = QJsonDocument::fromJson(file.readAll()).object().value("colors"_L1).toObject();
    Reading reading;
    for (std::size_t role = 0; role < colorRoleCount; ++role) {
        const QColor color{colors.value(QLatin1StringView{roleKeys[role]}).toString()};
        if (!color.isValid())
            return std::nullopt;
        reading.colors[role] = color;
    }
    return reading;
}

// Fractions of a pixel are only possible through point sizes.
qreal pointSize(qreal pixels)
{
    const QScreen *screen = QGuiApplication::primaryScreen();
    const qreal dotsPerInch = screen != nullptr ? screen->logicalDotsPerInch() : 96.0;
    return pixels * 72.0 / dotsPerInch;
}

QFont makeFont(const QStringList &families, QFont::StyleHint hint, qreal pixels)
{
    QFont font;
    font.setFamilies(families);
    font.setStyleHint(hint);
    font.setPointSizeF(pointSize(pixels));
    return font;
}

} // namespace

Theme::Theme(QObject *parent) : QObject{parent}
{
    registerThemeResources();
    setScale(1.0);
    load(u"dark"_s);
}

QStringList Theme::names()
{
    return {u"dark"_s, u"light"_s, u"high-contrast"_s, u"okabe-ito"_s};
}

bool Theme::load(const QString &name)
{
    if (!names().contains(name))
        return false;
    const auto reading = readTheme(u":/themes/%1.json"_s.arg(name));
    if (!reading)
        return false;
    m_colors = reading->colors;
    m_name = name;
    emit changed();
    return true;
}

bool Theme::isDark() const noexcept
{
    return color(ColorRole::Window).lightnessF() < 0.5F;
}

void Theme::setScale(qreal scale)
{
    m_scale = std::clamp(scale, 0.5, 4.0);
    m_textFont = makeFont({u"Inter"_s, u"Noto Sans"_s, u"DejaVu Sans"_s}, QFont::SansSerif, textPixels * m_scale);
    m_boldFont = m_textFont;
    m_boldFont.setWeight(QFont::DemiBold);
    m_numberFont = makeFont({u"JetBrains Mono"_s, u"DejaVu Sans Mono"_s, u"Liberation Mono"_s}, QFont::Monospace,
                            numberPixels * m_scale);
    m_numberFont.setFixedPitch(true);
    emit changed();
}

int Theme::rowHeight() const
{
    // The font's own pixel size, not its line height: a family with generous leading must not stretch the rows.
    const QFontMetricsF metrics{m_numberFont};
    return static_cast<int>(std::lround(std::max(rowFactor * numberPixels * m_scale + 1.0, metrics.height())));
}

int Theme::scaled(qreal pixels) const
{
    return std::max(1, static_cast<int>(std::lround(pixels * m_scale)));
}

void Theme::applyToApplication() const
{
    auto *style = qobject_cast<DeckStyle *>(QApplication::style());
    if (style == nullptr)
        QApplication::setStyle(new DeckStyle{*this}); // owned by the application
    const QPalette palette = paletteOf(*this);
    QApplication::setPalette(palette);
    QApplication::setFont(m_textFont);
    QToolTip::setFont(m_textFont);
    QToolTip::setPalette(palette);
}

} // namespace depthdeck::ui
