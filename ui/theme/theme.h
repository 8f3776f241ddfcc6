// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>
#include <QString>
#include <QStringList>

#include <array>

namespace depthdeck::ui {

/// Colours have roles, not places. A state never shows by colour alone.
enum class ColorRole : std::uint8_t {
    Window,
    Panel,
    Row, ///< alternate rows
    Raised,
    Line,
    Text,
    Quiet,
    Faint,
    Bid,   ///< and buy
    Offer, ///< and sell
    BidBar,
    OfferBar,
    Up,
    Down,
    Own,
    Warning,
    Accent,     ///< focus, selection frame, default button
    AccentText, ///< text on Accent
    Selection,  ///< background of selected rows
};
inline constexpr std::size_t colorRoleCount = 19;

/// The colours and fonts of the program. One per program, handed to whatever paints; announces every change.
class Theme final : public QObject
{
    Q_OBJECT

public:
    explicit Theme(QObject *parent = nullptr);

    /// "dark", "light", "high-contrast", "okabe-ito": the files in resources/themes.
    [[nodiscard]] static QStringList names();
    /// False for an unknown name or a faulty file: nothing changes then.
    bool load(const QString &name);
    [[nodiscard]] QString name() const { return m_name; }
    [[nodiscard]] bool isDark() const noexcept;

    [[nodiscard]] const QColor &color(ColorRole role) const noexcept
    {
        return m_colors[static_cast<std::size_t>(role)];
    }
    /// Inter, 13 px at scale 1, for words.
    [[nodiscard]] const QFont &textFont() const noexcept { return m_textFont; }
    [[nodiscard]] const QFont &boldFont() const noexcept { return m_boldFont; }
    /// JetBrains Mono, 12.5 px at scale 1: digits of one width.
    [[nodiscard]] const QFont &numberFont() const noexcept { return m_numberFont; }

    /// 1.0 to 2.0 and beyond; fonts and everything made from their metrics follow.
    void setScale(qreal scale);
    [[nodiscard]] qreal scale() const noexcept { return m_scale; }
    /// 1.6 times the number font's size and a pixel, in device-independent pixels.
    [[nodiscard]] int rowHeight() const;
    /// @p pixels at scale 1, scaled and rounded, never below 1.
    [[nodiscard]] int scaled(qreal pixels) const;

    /// Sets palette, fonts and style of the whole program (no application-wide style sheet).
    void applyToApplication() const;

signals:
    void changed();

private:
    std::array<QColor, colorRoleCount> m_colors;
    QString m_name;
    QFont m_textFont;
    QFont m_boldFont;
    QFont m_numberFont;
    qreal m_scale = 1.0;
};

} // namespace depthdeck::ui
