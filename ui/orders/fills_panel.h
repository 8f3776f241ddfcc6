// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/panel_info.h"
#include "ui/orders/fills_model.h"

#include <QWidget>

namespace depthdeck::ui {

class TableView;
class Theme;

/// The fills of the login in a table. Shows only.
class FillsPanel final : public QWidget, public PanelInfo
{
    Q_OBJECT

public:
    FillsPanel(const OrderStore &store, const MarketBoard &board, const Theme &theme, QWidget *parent = nullptr);

    /// Shows what changed since the last display frame.
    void refresh();
    [[nodiscard]] QString headerHint() const override;

private:
    FillsModel m_model;
    TableView *m_table; // child of this
};

} // namespace depthdeck::ui
