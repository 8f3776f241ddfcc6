// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/orders_delegate.h"

#include "app/market/market_board.h"
#include "app/trading/order_store.h"
#include "ui/common/price_field.h"
#include "ui/common/problem_text.h"
#include "ui/common/quantity_field.h"
#include "ui/orders/order_cells.h"

#include <QKeyEvent>
#include <QPainter>

#include <array>

namespace depthdeck::ui {

OrdersDelegate::OrdersDelegate(const Theme &theme, const OrderStore &store, const MarketBoard &board, QObject *parent)
    : CellDelegate{theme, parent},
      m_store{store},
      m_board{board}
{
}

// Groups

bool OrdersDelegate::isFoldMark(const QRect &cell, const QPoint &where) const
{
    return where.x() < cell.left() + theme().scaled(18);
}

void OrdersDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QVariant told = index.data(OrdersModel::placeRole);
    if (!told.isValid())
        return CellDelegate::paint(painter, option, index);
    QStyleOptionViewItem shifted = option;
    const int indent = theme().scaled(14);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, theme().color(ColorRole::Selection));
    else if (option.features.testFlag(QStyleOptionViewItem::Alternate))
        painter->fillRect(option.rect, theme().color(ColorRole::Row));
    const auto place = static_cast<OrdersModel::Place>(told.toInt());
    const bool isHead = place == OrdersModel::Place::OpenHead || place == OrdersModel::Place::FoldedHead;
    shifted.rect.setLeft(option.rect.left() + (isHead ? indent : 2 * indent));
    CellDelegate::paint(painter, shifted, index);

    const QPointF mark{option.rect.left() + theme().scaled(6) + indent / 2.0, option.rect.center().y() + 0.5};
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen{theme().color(ColorRole::Quiet), static_cast<qreal>(theme().scaled(1)), Qt::SolidLine,
                         Qt::RoundCap, Qt::RoundJoin});
    if (isHead) {
        const qreal side = theme().scaled(3.5);
        painter->translate(mark);
        if (place == OrdersModel::Place::OpenHead)
            painter->rotate(90);
        painter->drawPolyline(
            std::array{QPointF{-side / 2, -side}, QPointF{side / 2, 0}, QPointF{-side / 2, side}}.data(), 3);
    } else {
        const bool isLast = place == OrdersModel::Place::LastChild;
        const qreal bottom = isLast ? mark.y() : option.rect.bottom() + 1;
        painter->drawLine(QPointF{mark.x(), static_cast<qreal>(option.rect.top())}, QPointF{mark.x(), bottom});
        painter->drawLine(mark, mark + QPointF{static_cast<qreal>(indent) * 0.75, 0});
    }
    painter->restore();
}

// The editor

const Market *OrdersDelegate::definition() const
{
    const MarketState *state = m_board.find(m_market);
    return state && state->definition ? &*state->definition : nullptr;
}

PriceField *OrdersDelegate::makePriceField(QWidget *parent, const QString &name, const Market *market,
                                           const std::optional<Price> &value) const
{
    auto *field = new PriceField{theme(), name, parent};
    field->setMarket(market);
    field->setValue(value);
    connect(field, &PriceField::textChanged, this, &OrdersDelegate::recheck);
    return field;
}

QuantityField *OrdersDelegate::makeQuantityField(QWidget *parent, const QString &name, const Market *market,
                                                 Quantity value) const
{
    auto *field = new QuantityField{theme(), name, parent};
    if (market)
        field->setIncrement(market->volumeIncrement);
    field->setValue(value);
    connect(field, &QuantityField::textChanged, this, &OrdersDelegate::recheck);
    return field;
}

void OrdersDelegate::begin(QWidget *editor, const Order &order, OrdersModel::Column column) const
{
    m_editor = editor;
    m_order = order.id;
    m_column = column;
    m_before = order.current;
    m_trailBefore = order.trail;
    m_refused = false;
    editor->setAutoFillBackground(true);
    connect(editor, &QObject::destroyed, this, [this, editor] {
        if (m_editor.isNull() || m_editor == editor)
            emit const_cast<OrdersDelegate *>(this)->noteChanged({}, false);
    });
}

QWidget *OrdersDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const auto *model = qobject_cast<const OrdersModel *>(index.model());
    const Order *order = model ? model->orderAt(index.row()) : nullptr;
    const auto column = static_cast<OrdersModel::Column>(index.column());
    if (!order || !mayRevise(*order, column))
        return nullptr;
    m_market = order->market;
    const Market *market = definition();
    QWidget *editor = nullptr;
    if (column == OrdersModel::PriceOf)
        editor = makePriceField(parent, tr("Limit price"), market, order->current.limit);
    else if (column == OrdersModel::Stop)
        editor = makePriceField(parent, tr("Stop price"), market, order->current.stop);
    else if (column == OrdersModel::Trail)
        editor = makePriceField(parent, tr("Trail distance"), market, order->trail);
    else if (column == OrdersModel::Volume)
        editor = makeQuantityField(parent, tr("Quantity"), market, order->current.volume);
    else
        editor =
            makeQuantityField(parent, tr("Max show"), market,
                              order->current.maxShow.contracts > 0 ? order->current.maxShow : order->current.volume);
    begin(editor, *order, column);
    return editor;
}

// The fields are filled when they are made. Later updates of the order must not overwrite what is being typed.
void OrdersDelegate::setEditorData(QWidget *editor, const QModelIndex &) const
{
    if (editor->property("opened").toBool())
        return;
    editor->setProperty("opened", true);
    qobject_cast<QLineEdit *>(editor)->selectAll();
    tell();
}

// Nothing of an order is written into the model: a revision is asked for instead.
void OrdersDelegate::setModelData(QWidget *, QAbstractItemModel *, const QModelIndex &) const {}

void OrdersDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                          const QModelIndex &) const
{
    const int least = QFontMetrics{theme().numberFont()}.horizontalAdvance(u'0') * 7;
    QRect room = option.rect;
    if (room.width() < least)
        room.setLeft(room.right() - least + 1);
    editor->setGeometry(room);
}

OrderRevision OrdersDelegate::revision() const
{
    OrderRevision revision;
    revision.order = m_order;
    if (const auto *price = qobject_cast<const PriceField *>(m_editor.data())) {
        const std::optional<Price> &before = m_column == OrdersModel::PriceOf ? m_before.limit
                                             : m_column == OrdersModel::Stop  ? m_before.stop
                                                                              : m_trailBefore;
        std::optional<Price> &wanted = m_column == OrdersModel::PriceOf ? revision.limit
                                       : m_column == OrdersModel::Stop  ? revision.stop
                                                                        : revision.trail;
        if (price->value() && price->value() != before)
            wanted = price->value();
    } else if (const auto *quantity = qobject_cast<const QuantityField *>(m_editor.data())) {
        const bool isShow = m_column == OrdersModel::Show;
        const Quantity before = isShow ? m_before.maxShow : m_before.volume;
        if (quantity->value() && *quantity->value() != before)
            (isShow ? revision.maxShow : revision.volume) = quantity->value();
    }
    return revision;
}

QString OrdersDelegate::faultText() const
{
    if (const auto *price = qobject_cast<const PriceField *>(m_editor.data())) {
        if (price->fault() == PriceFieldFault::Empty)
            return tr("The price is missing. Enter one, or press Esc.");
        return price->faultText();
    }
    const auto *quantity = qobject_cast<const QuantityField *>(m_editor.data());
    return quantity ? quantity->faultText() : QString{};
}

void OrdersDelegate::recheck()
{
    m_refused = false;
    tell();
}

void OrdersDelegate::tell() const
{
    if (m_editor.isNull() || m_refused)
        return;
    auto *self = const_cast<OrdersDelegate *>(this); // Qt fills editors in const functions
    if (const QString fault = faultText(); !fault.isEmpty())
        return emit self->noteChanged(tr("Cannot be sent: %1").arg(fault), true);
    const OrderRevision wanted = revision();
    if (wanted.changesNothing())
        return emit self->noteChanged(tr("Wheel and arrow keys step by tick. Return sends the change, Esc leaves it."),
                                      false);
    QStringList blocks;
    QStringList warnings;
    if (m_checker)
        for (const OrderProblem &problem : m_checker(wanted))
            (problem.blocks ? blocks : warnings) << problemText(problem, definition());
    if (!blocks.isEmpty())
        return emit self->noteChanged(tr("Cannot be sent: %1").arg(blocks.join(u' ')), true);
    if (!warnings.isEmpty())
        return emit self->noteChanged(tr("Note: %1").arg(warnings.join(u' ')), false);
    const Order *order = m_store.find(m_order);
    emit self->noteChanged(order && order->pending != ResponsePending::None
                               ? tr("Return sends it as soon as the server answered the change under way.")
                               : tr("Return sends the change, Esc leaves it."),
                           false);
}

void OrdersDelegate::showRefusal(const QString &reason)
{
    m_refused = true;
    emit noteChanged(reason, true);
}

void OrdersDelegate::send()
{
    m_refused = false;
    const OrderRevision wanted = revision();
    if (!faultText().isEmpty())
        return tell();
    if (wanted.changesNothing())
        return shut();
    if (m_checker && anyBlocks(m_checker(wanted)))
        return tell();
    emit sendRequested(wanted);
    if (!m_refused)
        shut();
}

void OrdersDelegate::shut()
{
    if (!m_editor.isNull())
        emit closeEditor(m_editor, QAbstractItemDelegate::NoHint);
}

bool OrdersDelegate::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_editor)
        return CellDelegate::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut) {
        // A menu or another window does not take the wish back; another part of this window does.
        const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
        if (reason != Qt::PopupFocusReason && reason != Qt::ActiveWindowFocusReason)
            shut();
        return false;
    }
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter) {
            event->accept();
            return true;
        }
    }
    if (event->type() != QEvent::KeyPress)
        return false;
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        send();
        return true;
    case Qt::Key_Escape:
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        shut();
        return true;
    default:
        return false;
    }
}

} // namespace depthdeck::ui
