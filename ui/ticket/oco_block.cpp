// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/oco_block.h"

#include "ui/common/named_combo.h"
#include "ui/common/price_field.h"
#include "ui/common/quantity_field.h"
#include "ui/theme/dress.h"
#include "ui/ticket/distance_field.h"
#include "ui/ticket/form_rows.h"
#include "ui/ticket/order_terms.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>

namespace depthdeck::ui {

OcoBlock::OcoBlock(const Theme &theme, QWidget *parent)
    : QWidget{parent},
      m_theme{theme},
      m_form{new QFormLayout{this}},
      m_buy{new QPushButton{tr("Buy"), this}},
      m_sell{new QPushButton{tr("Sell"), this}},
      m_quantity{new QuantityField{theme, tr("Second quantity"), this}},
      m_terms{new OrderTerms{theme, OrderTerms::Role::Second, *this}}
{
    m_terms->maxShow().hide(); // both orders wait at prices: a part to show is of no use
    build();
    connectControls();
    applyTheme();
    setSide(Side::Buy);
    showUsed();
}

void OcoBlock::build()
{
    auto *sides = new QWidget{this};
    auto *row = new QHBoxLayout{sides};
    row->setContentsMargins(0, 0, 0, 0);
    auto *group = new QButtonGroup{sides};
    for (QPushButton *button : {m_buy, m_sell}) {
        button->setCheckable(true);
        button->setAutoDefault(false);
        group->addButton(button);
        row->addWidget(button, 1);
    }
    m_buy->setAccessibleName(tr("Second buy"));
    m_sell->setAccessibleName(tr("Second sell"));
    setDress(*m_buy, Dress::Buy);
    setDress(*m_sell, Dress::Sell);
    m_quantity->setValue(Quantity{1});

    setUpForm(*m_form);
    addFormRow(*m_form, tr("Second"), sides, m_buy);
    addFormRow(*m_form, tr("Quantity"), m_quantity);
    addFormRow(*m_form, tr("Type"), &m_terms->kindBox());
    addFormRow(*m_form, tr("Time"), &m_terms->timeBox());
    addFormRow(*m_form, tr("Limit"), &m_terms->limit());
    addFormRow(*m_form, tr("Stop"), &m_terms->stop());
    addFormRow(*m_form, tr("Trail"), &m_terms->trail(), &m_terms->trail().edit());
}

void OcoBlock::connectControls()
{
    connect(m_buy, &QPushButton::clicked, this, [this] { setSide(Side::Buy); });
    connect(m_sell, &QPushButton::clicked, this, [this] { setSide(Side::Sell); });
    connect(m_quantity, &QLineEdit::textChanged, this, [this] {
        m_quantityTouched = m_quantityTouched || !m_following;
        m_terms->setLots(m_quantity->value().value_or(Quantity{0}));
        emit changed();
    });
    connect(m_terms, &OrderTerms::kindChanged, this, &OcoBlock::showUsed);
    connect(m_terms, &OrderTerms::changed, this, &OcoBlock::changed);
    connect(&m_theme, &Theme::changed, this, &OcoBlock::applyTheme);
}

void OcoBlock::applyTheme()
{
    m_form->setHorizontalSpacing(m_theme.scaled(12));
    m_form->setVerticalSpacing(m_theme.scaled(5));
    m_buy->parentWidget()->layout()->setSpacing(m_theme.scaled(6));
}

void OcoBlock::showUsed()
{
    m_form->setRowVisible(&m_terms->limit(), m_terms->usesLimit());
    m_form->setRowVisible(&m_terms->stop(), m_terms->usesStop());
    m_form->setRowVisible(&m_terms->trail(), isTrailing(m_terms->kind()));
}

void OcoBlock::setSide(Side side)
{
    (side == Side::Buy ? m_buy : m_sell)->setChecked(true);
    m_terms->setSide(side, m_market);
    emit changed();
}

void OcoBlock::setMarket(const MarketState *market)
{
    m_market = market;
    if (market && market->definition)
        m_quantity->setIncrement(market->definition->volumeIncrement);
    m_terms->setMarket(market);
}

void OcoBlock::adoptDefinition(const MarketState *market)
{
    m_market = market;
    if (market && market->definition)
        m_quantity->setIncrement(market->definition->volumeIncrement);
    m_terms->adoptDefinition(market);
}

void OcoBlock::openLate(const MarketState *market)
{
    m_terms->openLate(market);
}

void OcoBlock::startBeside(const OrderDraft &first)
{
    const bool firstIsLimit = first.type == OrderType::Limit || first.type == OrderType::MarketIfTouched;
    m_terms->setKind(firstIsLimit ? OrderKind::StopMarket : OrderKind::Limit);
    m_terms->setTimeInForce(first.timeInForce == TimeInForce::GoodTillCancelled ? TimeInForce::GoodTillCancelled
                                                                                : TimeInForce::Day);
    setSide(first.side);
    setFirstQuantity(first.volume);
}

void OcoBlock::setFirstQuantity(std::optional<Quantity> quantity)
{
    if (m_quantityTouched || !quantity)
        return;
    m_following = true;
    m_quantity->setValue(quantity);
    m_following = false;
}

OrderDraft OcoBlock::value(const OrderDraft &first) const
{
    OrderDraft second;
    second.account = first.account;
    second.market = first.market;
    second.activation = first.activation;
    second.volume = m_quantity->value().value_or(Quantity{0});
    m_terms->write(second);
    return second;
}

void OcoBlock::load(const OrderDraft &second)
{
    m_quantity->setValue(second.volume);
    m_quantityTouched = true;
    m_terms->load(second);
    (second.side == Side::Buy ? m_buy : m_sell)->setChecked(true);
    showUsed();
}

QStringList OcoBlock::faults() const
{
    QStringList faults;
    if (m_quantity->isFaulty())
        faults << tr("%1: %2").arg(m_quantity->accessibleName(), m_quantity->faultText());
    return faults << m_terms->faults();
}

} // namespace depthdeck::ui
