// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QPointer>
#include <QProxyStyle>

namespace depthdeck::ui {

/// The palette that the theme's colours make.
[[nodiscard]] QPalette paletteOf(const Theme &theme);

/// Draws every control in the theme's look over Fusion's geometry: one-pixel lines, five-pixel corners, nothing that
/// carries no information. @p theme must outlive the application's last paint; while it is gone the base style draws.
class DeckStyle final : public QProxyStyle
{
    Q_OBJECT

public:
    explicit DeckStyle(const Theme &theme);

    using QProxyStyle::polish;
    void polish(QWidget *widget) override;
    void unpolish(QWidget *widget) override;
    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                                QStyleHintReturn *data) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                         const QWidget *widget) const override;
    [[nodiscard]] QRect subElementRect(SubElement element, const QStyleOption *option,
                                       const QWidget *widget) const override;
    [[nodiscard]] QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                                       const QWidget *widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;

private:
    // True when the element was drawn here; deck_style_controls.cpp and deck_style_views.cpp hold one half each.
    bool drawButtonPart(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const;
    bool drawViewPart(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                      const QWidget *widget) const;
    bool drawTab(const QStyleOption *option, QPainter *painter) const;
    bool drawTabLabel(const QStyleOption *option, QPainter *painter) const;
    bool drawHeaderSection(const QStyleOption *option, QPainter *painter) const;
    bool drawMenuRow(const QStyleOption *option, QPainter *painter) const;
    bool drawMenuBarEntry(const QStyleOption *option, QPainter *painter) const;
    bool drawButtonLabel(const QStyleOption *option, QPainter *painter, const QWidget *widget) const;
    void drawComboBox(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const;
    void drawSpinBox(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const;
    [[nodiscard]] QRect spinBoxRect(const QRect &whole, SubControl part) const;
    void drawScrollBar(const QStyleOptionComplex *option, QPainter *painter) const;
    void drawField(const QRect &rect, QStyle::State state, QPainter *painter, const QWidget *widget) const;
    void drawRounded(const QRectF &rect, const QColor &fill, const QColor &line, QPainter *painter,
                     qreal lineWidth = 1.0) const;

    QPointer<const Theme> m_theme;
};

} // namespace depthdeck::ui
