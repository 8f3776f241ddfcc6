// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/digit_cache.h"
#include "ui/depth/depth_content.h"

#include <QWidget>

namespace depthdeck::ui {

class Theme;

/// How much is bid and offered in the shown levels, and a bar between both that tells which side has more.
class DepthTotalsBar final : public QWidget
{
    Q_OBJECT

public:
    explicit DepthTotalsBar(const Theme &theme, QWidget *parent = nullptr);

    void setTotals(const DepthTotals &totals);
    /// "Bids 1,204, offers 996, 55 % bid", or nothing while the book is empty.
    [[nodiscard]] QString spoken() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    mutable DigitCache m_digits;
    DepthTotals m_totals;
    QString m_bidText;
    QString m_offerText;
    QString m_shareText;
};

} // namespace depthdeck::ui
