// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/strategy/strategy_leg_row.h"

#include "ui/common/named_combo.h"
#include "ui/common/number_text.h"
#include "ui/common/order_words.h"
#include "ui/common/price_field.h"
#include "ui/common/quantity_field.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

namespace depthdeck::ui {

StrategyLegRow::StrategyLegRow(int number, const Theme &theme, const MarketBoard &board, QGridLayout &grid,
                               QWidget *parent)
    : QObject{parent},
      m_number{number},
      m_theme{theme},
      m_board{board},
      m_label{new QLabel{tr("Leg %1").arg(number), parent}},
      m_choose{new QPushButton{tr("Choose market…"), parent}},
      m_side{new NamedCombo{tr("Leg %1 side").arg(number), parent}},
      m_ratio{new QuantityField{theme, tr("Leg %1 ratio").arg(number), parent}},
      m_price{new PriceField{theme, tr("Leg %1 hedge price").arg(number), parent}},
      m_delta{new QLineEdit{parent}}
{
    m_choose->setAccessibleName(tr("Leg %1 market").arg(number));
    m_side->addItem(sideText(Side::Buy), static_cast<int>(Side::Buy));
    m_side->addItem(sideText(Side::Sell), static_cast<int>(Side::Sell));
    m_side->setCurrentIndex(number % 2 == 1 ? 0 : 1); // most strategies alternate
    m_ratio->setValue(Quantity{1});
    m_delta->setAccessibleName(tr("Leg %1 delta").arg(number));
    m_delta->setAlignment(Qt::AlignRight);
    place(grid);
    setCovered(false);
    applyMetrics();
    connect(&theme, &Theme::changed, this, &StrategyLegRow::applyMetrics);
    connect(m_choose, &QPushButton::clicked, this, &StrategyLegRow::marketSearchRequested);
    connect(m_side, &NamedCombo::currentIndexChanged, this, &StrategyLegRow::changed);
    connect(m_ratio, &QuantityField::textChanged, this, &StrategyLegRow::changed);
    connect(m_price, &PriceField::textChanged, this, &StrategyLegRow::changed);
    connect(m_delta, &QLineEdit::textChanged, this, &StrategyLegRow::changed);
}

StrategyLegRow::~StrategyLegRow()
{
    for (QWidget *widget : std::initializer_list<QWidget *>{m_label, m_choose, m_side, m_ratio, m_price, m_delta})
        widget->deleteLater();
}

void StrategyLegRow::place(QGridLayout &grid)
{
    int column = 0;
    for (QWidget *widget : std::initializer_list<QWidget *>{m_label, m_choose, m_side, m_ratio, m_price, m_delta})
        grid.addWidget(widget, m_number, column++);
}

void StrategyLegRow::applyMetrics()
{
    const int digit = QFontMetrics{m_theme.numberFont()}.horizontalAdvance(u'0');
    m_ratio->setFixedWidth(digit * 8);
    m_price->setFixedWidth(digit * 13);
    m_delta->setFixedWidth(digit * 9);
    m_delta->setFont(m_theme.numberFont());
}

void StrategyLegRow::setMarket(const MarketKey &market)
{
    m_market = market;
    refresh();
    emit changed();
}

void StrategyLegRow::refresh()
{
    if (!m_market)
        return;
    const MarketState *state = m_board.find(m_market->market);
    m_choose->setText(textOf(state ? state->displayName() : m_market->market.text()));
    m_price->setMarket(state && state->definition ? &*state->definition : nullptr);
}

Side StrategyLegRow::side() const
{
    return static_cast<Side>(m_side->currentData().toInt());
}

void StrategyLegRow::setSide(Side side)
{
    m_side->setCurrentIndex(m_side->findData(static_cast<int>(side)));
}

void StrategyLegRow::setCovered(bool covered)
{
    m_covered = covered;
    m_price->setVisible(covered);
    m_delta->setVisible(covered);
}

std::optional<Price> StrategyLegRow::delta() const
{
    QString text = m_delta->text().trimmed();
    return Price::parse(text.replace(trueMinus, u'-').toStdString());
}

StrategyLeg StrategyLegRow::leg() const
{
    StrategyLeg leg;
    leg.market = m_market.value_or(MarketKey{});
    leg.side = side();
    leg.ratio = m_ratio->value().value_or(Quantity{0});
    if (m_covered) {
        leg.price = m_price->value();
        leg.delta = delta();
    }
    return leg;
}

QString StrategyLegRow::faultText() const
{
    if (!m_market)
        return tr("Leg %1 has no market yet.").arg(m_number);
    if (m_ratio->isFaulty())
        return tr("Leg %1: %2").arg(m_number).arg(m_ratio->faultText());
    if (!m_covered)
        return {};
    const bool priced = !m_price->text().trimmed().isEmpty();
    if (priced && m_price->fault() == PriceFieldFault::NoMarket)
        return tr("Leg %1: the prices of its market are not known yet.").arg(m_number);
    if (priced && m_price->fault() != PriceFieldFault::None)
        return tr("Leg %1: %2").arg(m_number).arg(m_price->faultText());
    if (!m_delta->text().trimmed().isEmpty() && !delta())
        return tr("Leg %1: the delta is not a number.").arg(m_number);
    return {};
}

} // namespace depthdeck::ui
