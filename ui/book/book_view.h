// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/order_book_board.h"
#include "ui/book/book_painter.h"

#include <QAbstractScrollArea>

namespace depthdeck::ui {

class Theme;

/// The market-by-order table: both sides beside each other, best prices on top, the queues growing outwards. Tells what
/// the trader points at; sends nothing, looks nothing up while painting.
class BookView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit BookView(const Theme &theme, QWidget *parent = nullptr);

    /// Shows the newest state; makes only the rows on the screen. @p orders may be nullptr: nothing is shown then.
    void present(const Market *definition, const MarketOrders *orders, const std::vector<OwnBookOrder> &own);
    /// Another market: forgets what was shown.
    void clear();
    /// The market's definition is another one: its prices may read differently.
    void forgetTexts();
    /// Says @p sentence instead of the table; an empty one shows the table.
    void setSentence(const QString &sentence);

    [[nodiscard]] const BookContent &content() const noexcept { return m_content; }
    [[nodiscard]] const QString &sentence() const noexcept { return m_sentence; }
    /// What the keyboard acts on.
    [[nodiscard]] const BookPlace &current() const noexcept { return m_current; }
    void setCurrent(const BookPlace &place);
    /// As a click there: chooses its price, if it has one.
    void choose(const BookPlace &place);
    /// Own orders at a place: the one it is on, or all of its price.
    [[nodiscard]] std::vector<OrderId> ownOrdersAt(const BookPlace &place) const;

    /// What is told of a place in words: "Order 64123: 5 lots at 6025.25, 3rd of 14, behind 40 lots".
    [[nodiscard]] QString describe(const BookPlace &place) const;
    /// The text of a cell, as drawn; of a queue its lots from the front.
    [[nodiscard]] QString cellText(int row, BookColumn column) const;
    [[nodiscard]] QRect cellRect(int row, BookColumn column) const;
    [[nodiscard]] QRect headerRect(BookColumn column) const;
    [[nodiscard]] QRect placeRect(const BookPlace &place) const;
    [[nodiscard]] std::optional<BookPlace> placeAt(QPoint position) const;
    [[nodiscard]] std::optional<std::pair<int, BookColumn>> cellAt(QPoint position) const;
    [[nodiscard]] int rowCount() const noexcept { return m_content.levelCount(); }
    [[nodiscard]] static QString columnTitle(BookColumn column);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    /// One click or Return: @p side is that of an order entered there, a bid's row Buy.
    void priceChosen(depthdeck::Side side, depthdeck::Price price);
    /// Right click or Delete on an own order.
    void pullRequested(const std::vector<depthdeck::OrderId> &orders);
    /// Right click elsewhere, or the menu key.
    void menuRequested(const QPoint &globalPosition);
    /// The place under the pointer or the keyboard's changed, or what is there did.
    void pointedAt(const QString &words);

protected:
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    void fillRows();
    void updateScrollRange();
    void setHovered(const std::optional<BookPlace> &place);
    void tellPlace();
    void moveRows(int rows);
    void moveAcross(int steps);
    void announceFocus();
    [[nodiscard]] int shownRows() const noexcept;
    [[nodiscard]] BookScene scene() const noexcept;
    [[nodiscard]] BookPlace clamped(BookPlace place) const;
    [[nodiscard]] bool pullAt(const BookPlace &place);

    const Theme &m_theme;
    BookPainter m_painter;
    BookContent m_content;
    BookColumns m_columns;
    DepthRows m_rows;
    QString m_sentence;
    QString m_told;
    BookPlace m_current;
    std::optional<BookPlace> m_hovered;
    std::vector<OwnBookOrder> m_own;
    const Market *m_definition = nullptr;   ///< borrowed from the board, good for its life
    const MarketOrders *m_orders = nullptr; ///< borrowed from the board, good for its life
    qsizetype m_priceLength = 0;
    qsizetype m_lotsLength = 0;
    bool m_trusted = false;
};

} // namespace depthdeck::ui
