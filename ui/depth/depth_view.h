// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/time/clock.h"
#include "ui/depth/depth_content.h"
#include "ui/depth/depth_painter.h"

#include <QAbstractScrollArea>

namespace depthdeck::ui {

class Theme;

/// The depth table of one market: custom-painted, both sides beside each other, best prices on top. Tells which price
/// the trader points at; never sends, never looks anything up while painting.
class DepthView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    DepthView(const Theme &theme, const Clock &clock, QWidget *parent = nullptr);

    /// Forgets the market that was shown and says @p sentence instead.
    void clear(const QString &sentence);
    /// Shows the newest state; draws again only rows that changed. Flashes the last price when there was a trade.
    void present(const MarketState &state, const std::vector<OwnMark> &marks);
    /// Says @p sentence instead of an empty table; an empty one shows the table.
    void setSentence(const QString &sentence);
    /// The market's definition is another one: its prices may read differently.
    void forgetTexts();
    /// Ends a flash that has lasted its time. Once per display frame.
    void tick();
    /// Levels a side, 1 to 50.
    void setRowCount(int rows);

    [[nodiscard]] const DepthContent &content() const noexcept { return m_content; }
    [[nodiscard]] const QString &sentence() const noexcept { return m_sentence; }
    /// The cell that the keyboard acts on.
    [[nodiscard]] const DepthCell &currentCell() const noexcept { return m_current; }
    void setCurrentCell(const DepthCell &cell);
    /// As a click on @p cell: chooses its price, if it has one.
    void choose(const DepthCell &cell);
    /// A cell's rectangle in the viewport.
    [[nodiscard]] QRect cellRect(const DepthCell &cell) const;
    [[nodiscard]] QRect headerRect(DepthColumn column) const;
    [[nodiscard]] std::optional<DepthCell> cellAt(QPoint position) const;
    [[nodiscard]] bool isFlashing() const noexcept { return m_flash.has_value(); }
    [[nodiscard]] static QString columnTitle(DepthColumn column);
    /// Over the queue positions, which have no column of their own: they belong to the own orders beside them.
    [[nodiscard]] static QString queueTitle();
    /// What the table tells of a cell besides its text: implied volume, own orders, their place in the queue.
    [[nodiscard]] QString remarks(const DepthCell &cell) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    /// One click or Return: @p side is that of an order entered there, bid column Buy.
    void priceChosen(depthdeck::Side side, depthdeck::Price price);
    /// Double click or Ctrl+Return.
    void orderRequested(depthdeck::Side side, depthdeck::Price price);
    /// Right click or Delete on an own order.
    void pullRequested(const std::vector<depthdeck::OrderId> &orders);
    /// Right click elsewhere, or the menu key; @p cell is the one under it, or the current one.
    void menuRequested(const QPoint &globalPosition, const depthdeck::ui::DepthCell &cell);

protected:
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    /// What a cell would enter.
    struct Aim
    {
        DepthCell cell;
        Side side = Side::Buy;
        Price price;
    };

    void layOut();
    void updateRow(int row);
    void updateRows(const std::vector<int> &rows);
    void watchTrades(const MarketState &state);
    void setHovered(const std::optional<DepthCell> &cell);
    [[nodiscard]] std::optional<Aim> aimAt(const DepthCell &cell) const;
    [[nodiscard]] const OwnMark *ownMarkAt(const DepthCell &cell) const;
    bool pullAt(const DepthCell &cell);
    void moveCurrent(int rows, int columns);
    void announceChange(const std::vector<int> &rows);
    void announceFocus();

    const Theme &m_theme;
    const Clock &m_clock;
    DepthPainter m_painter;
    DepthContent m_content;
    DepthColumns m_columns;
    DepthRows m_rows;
    QString m_sentence;
    DepthCell m_current;
    std::optional<DepthCell> m_hovered;
    std::optional<Aim>
        m_pressed; ///< what the last press aimed at: a double click takes its price, not one that slid under it
    std::optional<DepthFlash> m_flash;
    SteadyTime m_flashUntil{};
    std::optional<std::int64_t> m_totalVolume; ///< of the state shown last
    Freshness m_freshness = Freshness::Waiting;
    qsizetype m_priceLength = 0;
    qsizetype m_sizeLength = 0;
    qsizetype m_queueLength = 0;
    bool m_seenImplied = false;
};

} // namespace depthdeck::ui
