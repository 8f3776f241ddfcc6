// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_board.h"
#include "ui/common/number_text.h"
#include "ui/common/panel_info.h"

#include <QWidget>

class QMenu;
class QSpinBox;

namespace depthdeck::ui {

class TableView;
class TapeModel;
class Theme;
enum class TapeColumn : std::uint8_t;

/// Time and sales of one market. Its place stays still when the trader has scrolled down to read.
class TapePanel final : public QWidget, public PanelInfo
{
    Q_OBJECT

public:
    TapePanel(const MarketBoard &board, const Theme &theme, QWidget *parent = nullptr);
    ~TapePanel() override;

    void setMarket(const MarketKey &market);
    /// Prints below @p size are left out; one shows all.
    void setSmallestSize(Quantity size);
    void setTimeZone(TimeZone zone);
    /// The time, the price and the size are always shown.
    void setColumnShown(TapeColumn column, bool shown);
    [[nodiscard]] bool isColumnShown(TapeColumn column) const;
    /// Shows what was printed since the last frame.
    void refresh();

    [[nodiscard]] QString headerSubject() const override;
    [[nodiscard]] QString headerHint() const override;

private:
    void build();
    void showEmptyText();
    void openMenu(const QPoint &position);
    void openColumnMenu(const QPoint &position);
    void addColumnChoices(QMenu &columns);
    [[nodiscard]] QString filterText() const;

    const MarketBoard &m_board;
    const Theme &m_theme;
    TapeModel *m_model; // child of this
    TableView *m_view;  // child of this
    QSpinBox *m_filter; // child of this
    int m_unread = 0;   ///< newer prints above the rows on the screen
};

} // namespace depthdeck::ui
