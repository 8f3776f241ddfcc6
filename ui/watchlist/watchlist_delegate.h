// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/cell_delegate.h"
#include "ui/common/digit_cache.h"

namespace depthdeck::ui {

/// Paints the cells of a WatchlistModel straight from its rows with cached digits: no role is looked up.
class WatchlistDelegate final : public CellDelegate
{
    Q_OBJECT

public:
    explicit WatchlistDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    mutable DigitCache m_digits; // filled while painting
};

} // namespace depthdeck::ui
