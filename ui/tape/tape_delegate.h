// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/cell_delegate.h"
#include "ui/common/digit_cache.h"

namespace depthdeck::ui {

/// Paints the prints of a TapeModel with cached digits; the size of a big print is bold.
class TapeDelegate final : public CellDelegate
{
    Q_OBJECT

public:
    explicit TapeDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    mutable DigitCache m_digits; // filled while painting
};

} // namespace depthdeck::ui
