// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/revise_bar.h"

#include "app/market/market_board.h"
#include "app/trading/order_store.h"
#include "ui/common/number_text.h"
#include "ui/common/price_field.h"
#include "ui/common/problem_text.h"
#include "ui/common/quantity_field.h"
#include "ui/orders/activation_fields.h"
#include "ui/orders/order_cells.h"
#include "ui/theme/dress.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

ReviseBar::ReviseBar(const OrderStore &store, const MarketBoard &board, const Theme &theme, QWidget *parent)
    : QFrame{parent},
      m_store{store},
      m_board{board},
      m_theme{theme},
      m_title{new QLabel{this}},
      m_limitLabel{new QLabel{tr("Limit price"), this}},
      m_stopLabel{new QLabel{tr("Stop price"), this}},
      m_maxShowLabel{new QLabel{tr("Max show"), this}},
      m_limit{new PriceField{theme, tr("Limit price"), this}},
      m_stop{new PriceField{theme, tr("Stop price"), this}},
      m_quantity{new QuantityField{theme, tr("Quantity"), this}},
      m_maxShow{new QuantityField{theme, tr("Max show"), this}},
      m_trailLabel{new QLabel{tr("Trail distance"), this}},
      m_trail{new PriceField{theme, tr("Trail distance"), this}},
      m_activation{new ActivationFields{theme, this}},
      m_release{new QPushButton{tr("Release now"), this}},
      m_conditions{new QWidget{this}},
      m_send{new QPushButton{tr("Send revision"), this}},
      m_close{new QPushButton{tr("Cancel"), this}},
      m_problems{new QLabel{this}}
{
    build();
    layOut();
    watchFields();
    hide();
}

void ReviseBar::watchFields()
{
    connect(m_send, &QPushButton::clicked, this, &ReviseBar::send);
    connect(m_release, &QPushButton::clicked, this, &ReviseBar::release);
    connect(m_close, &QPushButton::clicked, this, &ReviseBar::shut);
    const auto recheck = [this] {
        m_refused = false;
        showChecks();
    };
    for (PriceField *field : {m_limit, m_stop, m_trail}) {
        connect(field, &PriceField::valueChanged, this, recheck);
        connect(field, &PriceField::textChanged, this, recheck);
    }
    for (QuantityField *field : {m_quantity, m_maxShow}) {
        connect(field, &QuantityField::valueChanged, this, recheck);
        connect(field, &QuantityField::textChanged, this, recheck);
    }
    connect(m_activation, &ActivationFields::changed, this, recheck);
}

void ReviseBar::build()
{
    setAccessibleName(tr("Revise order"));
    setDress(*m_send, Dress::Primary);
    m_send->setAccessibleName(tr("Send revision"));
    m_limitLabel->setBuddy(m_limit);
    m_stopLabel->setBuddy(m_stop);
    m_maxShowLabel->setBuddy(m_maxShow);
    m_trailLabel->setBuddy(m_trail);
    m_maxShow->setOptional(true);
    //: In the empty field for max show: the whole order is shown
    m_maxShow->setPlaceholderText(tr("all"));
    m_release->setToolTip(tr("Lets the queued order go to the exchange now."));
    m_problems->setWordWrap(true);
    m_problems->setTextFormat(Qt::PlainText);
}

void ReviseBar::layOut()
{
    auto *quantityLabel = new QLabel{tr("Quantity"), this};
    quantityLabel->setBuddy(m_quantity);
    auto *fields = new QHBoxLayout;
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_title, m_limitLabel, m_limit, m_stopLabel, m_stop, quantityLabel,
                                          m_quantity, m_maxShowLabel, m_maxShow, m_send, m_close})
        fields->addWidget(widget);
    fields->addStretch();
    auto *conditions = new QHBoxLayout{m_conditions};
    conditions->setContentsMargins(0, 0, 0, 0);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_trailLabel, m_trail, m_activation, m_release})
        conditions->addWidget(widget);
    conditions->addStretch();
    auto *rows = new QVBoxLayout{this};
    rows->addLayout(fields);
    rows->addWidget(m_conditions);
    rows->addWidget(m_problems);
    const auto applyMetrics = [this, rows, fields, conditions] {
        const int gap = m_theme.scaled(6);
        fields->setSpacing(gap);
        conditions->setSpacing(gap);
        rows->setContentsMargins(m_theme.scaled(10), gap, m_theme.scaled(10), gap);
        rows->setSpacing(m_theme.scaled(4));
        const int digit = QFontMetrics{m_theme.numberFont()}.horizontalAdvance(u'0');
        for (PriceField *field : {m_limit, m_stop, m_trail})
            field->setFixedWidth(digit * 13);
        m_quantity->setFixedWidth(digit * 9);
        m_maxShow->setFixedWidth(digit * 8);
        m_title->setFont(m_theme.boldFont());
    };
    applyMetrics();
    connect(&m_theme, &Theme::changed, this, applyMetrics);
}

const Market *ReviseBar::definition() const
{
    const MarketState *market = m_board.find(m_market);
    return market && market->definition ? &*market->definition : nullptr;
}

void ReviseBar::openFor(const OrderId &id)
{
    const Order *order = m_store.find(id);
    if (!order)
        return;
    m_order = id;
    m_market = order->market;
    m_before = order->current;
    m_trailBefore = order->trail;
    m_refused = false;
    fillFrom(*order);
    show();
    QLineEdit &field = firstField(*order);
    field.setFocus(Qt::OtherFocusReason);
    field.selectAll();
    showChecks();
}

QLineEdit &ReviseBar::firstField(const Order &order) const
{
    PriceField *price = usesLimitPrice(order.type) ? m_limit : m_stop;
    if (price->isEnabled() && !price->isHidden())
        return *price;
    return *m_quantity;
}

void ReviseBar::fillFrom(const Order &order)
{
    const Market *market = definition();
    const bool limit = usesLimitPrice(order.type);
    const bool stop = usesStopPrice(order.type);
    m_limit->setMarket(market);
    m_stop->setMarket(market);
    m_limit->setValue(limit ? order.current.limit : std::nullopt);
    m_stop->setValue(stop ? order.current.stop : std::nullopt);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_limitLabel, m_limit})
        widget->setVisible(limit);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_stopLabel, m_stop})
        widget->setVisible(stop);
    if (market)
        m_quantity->setIncrement(market->volumeIncrement);
    m_quantity->setValue(order.current.volume);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_maxShowLabel, m_maxShow})
        widget->setVisible(mayShowPart(order));
    m_maxShow->setValue(order.current.maxShow.contracts > 0 ? std::optional{order.current.maxShow} : std::nullopt);
    fillConditions(order);
    const MarketState *state = m_board.find(m_market);
    //: Title of the revise editor: Buy, 5, ESZ6, Limit
    m_title->setText(tr("Revise %1 %2 %3 %4")
                         .arg(sideText(order.side), quantityText(order.current.volume),
                              state ? textOf(state->displayName()) : textOf(m_market.text()),
                              orderTypeText(order.type)));
}

void ReviseBar::fillConditions(const Order &order)
{
    const Market *market = definition();
    const bool trails = mayRevise(order, OrdersModel::Trail);
    m_trail->setMarket(market);
    m_trail->setValue(order.trail);
    m_trailLabel->setVisible(trails);
    m_trail->setVisible(trails);
    const bool waits = m_activation->openFor(order, market);
    m_activation->setVisible(waits);
    m_release->setVisible(isQueued(order));
    m_conditions->setVisible(trails || waits || isQueued(order));
}

OrderRevision ReviseBar::revision() const
{
    OrderRevision revision;
    revision.order = m_order;
    if (m_quantity->value() && *m_quantity->value() != m_before.volume)
        revision.volume = m_quantity->value();
    if (!m_limit->isHidden() && m_limit->value() && m_limit->value() != m_before.limit)
        revision.limit = m_limit->value();
    if (!m_stop->isHidden() && m_stop->value() && m_stop->value() != m_before.stop)
        revision.stop = m_stop->value();
    if (!m_maxShow->isHidden())
        revision.maxShow = revisedMaxShow();
    if (!m_trail->isHidden() && m_trail->value() && m_trail->value() != m_trailBefore)
        revision.trail = m_trail->value();
    if (!m_activation->isHidden())
        revision.activation = m_activation->value();
    return revision;
}

// The wire has no word for "all again": that is a max show of the whole quantity.
std::optional<Quantity> ReviseBar::revisedMaxShow() const
{
    const Quantity before = m_before.maxShow;
    if (m_maxShow->isFaulty() || (!m_maxShow->value() && before.contracts <= 0))
        return std::nullopt;
    const Quantity all = m_quantity->value().value_or(m_before.volume);
    const Quantity wanted = m_maxShow->value().value_or(all);
    return wanted != before ? std::optional{wanted} : std::nullopt;
}

void ReviseBar::refresh()
{
    if (!isHidden() && !m_refused)
        showChecks();
}

QString ReviseBar::faultText() const
{
    for (const PriceField *field : {m_limit, m_stop, m_trail}) {
        if (field->isHidden() || field->fault() == PriceFieldFault::None)
            continue;
        if (field->fault() == PriceFieldFault::Empty)
            return tr("The price is missing. Enter one, or cancel.");
        return field->faultText();
    }
    if (const QString fault = m_activation->isHidden() ? QString{} : m_activation->faultText(); !fault.isEmpty())
        return fault;
    if (m_quantity->isFaulty() || m_maxShow->isHidden())
        return m_quantity->faultText();
    return m_maxShow->faultText();
}

void ReviseBar::showChecks()
{
    QStringList blocks;
    QStringList warnings;
    if (const QString fault = faultText(); !fault.isEmpty()) {
        blocks << fault;
    } else if (revision().changesNothing()) {
        m_send->setEnabled(false);
        m_problems->setText(tr("Change a value, then send. What you leave as it is, is not sent."));
        return;
    } else if (m_checker) {
        for (const OrderProblem &problem : m_checker(revision()))
            (problem.blocks ? blocks : warnings) << problemText(problem, definition());
    }
    m_send->setEnabled(blocks.isEmpty());
    QStringList lines;
    for (const QString &text : blocks)
        lines << tr("Cannot be sent: %1").arg(text);
    for (const QString &text : warnings)
        lines << tr("Note: %1").arg(text);
    m_problems->setText(lines.join(u'\n'));
    m_problems->setAccessibleDescription(m_problems->text());
}

void ReviseBar::showRefusal(const QString &reason)
{
    m_refused = true;
    m_problems->setText(reason);
    show();
}

void ReviseBar::send()
{
    showChecks();
    if (!m_send->isEnabled())
        return;
    m_refused = false;
    emit sendRequested(revision());
    if (!m_refused)
        shut();
}

void ReviseBar::release()
{
    OrderRevision revision;
    revision.order = m_order;
    revision.release = true;
    m_refused = false;
    emit sendRequested(revision);
    if (!m_refused)
        shut();
}

void ReviseBar::shut()
{
    hide();
    emit closed();
}

void ReviseBar::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_close->hasFocus())
            return shut();
        return m_release->hasFocus() ? release() : send();
    case Qt::Key_Escape:
        return shut();
    default:
        QFrame::keyPressEvent(event);
    }
}

void ReviseBar::paintEvent(QPaintEvent *)
{
    QPainter painter{this};
    painter.fillRect(rect(), m_theme.color(ColorRole::Raised));
    painter.fillRect(QRect{0, 0, m_theme.scaled(2), height()}, m_theme.color(ColorRole::Own));
}

} // namespace depthdeck::ui
