// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_board.h"
#include "ui/common/panel_info.h"

#include <QWidget>

#include <optional>

namespace depthdeck::ui {

class DetailsModel;
class TableView;
class Theme;

/// The market details window: everything that is known of one market, in groups, every figure copyable. A leg of a
/// strategy leads to its market.
class DetailsPanel final : public QWidget, public PanelInfo
{
    Q_OBJECT

public:
    DetailsPanel(const MarketBoard &board, const Theme &theme, QWidget *parent = nullptr);
    ~DetailsPanel() override;

    void setMarket(const MarketKey &market);
    [[nodiscard]] const std::optional<MarketKey> &market() const noexcept { return m_market; }
    /// Shows what changed since the last frame.
    void refresh();

    [[nodiscard]] QString headerSubject() const override;
    [[nodiscard]] QString headerHint() const override;

signals:
    /// Return or a double click on a leg, or on the underlying market.
    void marketActivated(const depthdeck::MarketKey &market);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void describe();
    void activateCurrent();
    void openMenu(const QPoint &position);

    const MarketBoard &m_board;
    std::optional<MarketKey> m_market;
    DetailsModel *m_model; // child of this
    TableView *m_view;     // child of this
};

} // namespace depthdeck::ui
