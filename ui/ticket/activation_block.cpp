// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/activation_block.h"

#include "ui/common/market_words.h"
#include "ui/common/named_combo.h"
#include "ui/common/price_field.h"
#include "ui/common/quantity_field.h"
#include "ui/ticket/form_rows.h"
#include "ui/ticket/moment_field.h"

#include <QCheckBox>

namespace depthdeck::ui {

ActivationBlock::ActivationBlock(const Theme &theme, QWidget *parent)
    : QWidget{parent},
      m_theme{theme},
      m_kind{new NamedCombo{tr("Activation"), this}},
      m_form{new QFormLayout{this}},
      m_submit{new MomentField{theme, tr("Activation moment"), false, this}},
      m_price{new PriceField{theme, tr("Activation price"), this}},
      m_quoteSide{new NamedCombo{tr("Activation quote side"), this}},
      m_lots{new QuantityField{theme, tr("Activation lots"), this}},
      m_implied{new QCheckBox{tr("Count implied prices"), this}},
      m_mode{new NamedCombo{tr("Activation mode"), this}},
      m_explanation{new QLabel{this}},
      m_giveUp{new MomentField{theme, tr("Give up"), true, this}},
      m_cancel{new MomentField{theme, tr("Pull"), true, this}}
{
    build();
    connectControls();
    showWhatIsNeeded();
}

void ActivationBlock::build()
{
    for (const Choice choice :
         {Choice::AtOnce, Choice::AtTime, Choice::AfterDelay, Choice::TradeAbove, Choice::TradeBelow,
          Choice::QuoteAbove, Choice::QuoteBelow, Choice::Mode, Choice::Queue})
        m_kind->addItem(choiceText(choice), static_cast<int>(choice));
    m_kind->setMaxVisibleItems(m_kind->count());
    m_quoteSide->addItem(tr("Best bid"), static_cast<int>(Side::Buy));
    m_quoteSide->addItem(tr("Best offer"), static_cast<int>(Side::Sell));
    for (const MarketMode mode :
         {MarketMode::Open, MarketMode::PreOpen, MarketMode::RestrictedOpen, MarketMode::PreClosed, MarketMode::Closed,
          MarketMode::Suspended, MarketMode::Halted, MarketMode::PreCross, MarketMode::Cross})
        m_mode->addItem(modeText(mode), static_cast<int>(mode));
    m_lots->setOptional(true);
    m_lots->setPlaceholderText(tr("any"));
    m_implied->setAccessibleName(tr("Count implied prices"));
    m_explanation->setTextFormat(Qt::PlainText);
    m_explanation->setText(tr("Held until you release it among the orders."));

    setUpForm(*m_form);
    addRow(tr("When"), m_submit);
    addRow(tr("Price"), m_price);
    addRow(tr("Quote"), m_quoteSide);
    addRow(tr("Min lots"), m_lots);
    m_form->addRow(m_implied);
    addRow(tr("Mode"), m_mode);
    m_form->addRow(m_explanation);
    addRow(tr("Give up"), m_giveUp);
    addRow(tr("Pull"), m_cancel);
    m_giveUp->setToolTip(tr("When the order is pulled if it still waits."));
    m_cancel->setToolTip(tr("When the order is pulled, whether it waits or works."));
    const auto applyTheme = [this] {
        m_form->setHorizontalSpacing(m_theme.scaled(12));
        m_form->setVerticalSpacing(m_theme.scaled(5));
    };
    applyTheme();
    connect(&m_theme, &Theme::changed, this, applyTheme);
}

void ActivationBlock::addRow(const QString &text, QWidget *field)
{
    addFormRow(*m_form, text, field);
}

void ActivationBlock::connectControls()
{
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        showWhatIsNeeded();
        openPrice();
        emit changed();
    });
    connect(m_price, &PriceField::valueChanged, this, [this] {
        m_priceTouched = m_priceTouched || !m_opening;
        emit changed();
    });
    connect(m_price, &QLineEdit::textEdited, this, &ActivationBlock::changed);
    connect(m_lots, &QLineEdit::textChanged, this, &ActivationBlock::changed);
    connect(m_implied, &QCheckBox::toggled, this, &ActivationBlock::changed);
    for (NamedCombo *box : {m_quoteSide, m_mode})
        connect(box, &QComboBox::currentIndexChanged, this, &ActivationBlock::changed);
    for (MomentField *moment : {m_submit, m_giveUp, m_cancel})
        connect(moment, &MomentField::changed, this, &ActivationBlock::changed);
}

QString ActivationBlock::choiceText(Choice choice)
{
    switch (choice) {
    case Choice::AtOnce:
        return tr("At once");
    case Choice::AtTime:
        return tr("At a time");
    case Choice::AfterDelay:
        return tr("After a delay");
    case Choice::TradeAbove:
        return tr("Trade at or above");
    case Choice::TradeBelow:
        return tr("Trade at or below");
    case Choice::QuoteAbove:
        return tr("Quote at or above");
    case Choice::QuoteBelow:
        return tr("Quote at or below");
    case Choice::Mode:
        return tr("Market mode");
    case Choice::Queue:
        return tr("Queue, by hand");
    }
    return {};
}

ActivationKind ActivationBlock::kindOf(Choice choice) noexcept
{
    switch (choice) {
    case Choice::AtOnce:
        return ActivationKind::Immediate;
    case Choice::AtTime:
    case Choice::AfterDelay:
        return ActivationKind::AtTime;
    case Choice::TradeAbove:
        return ActivationKind::TradeAtOrAbove;
    case Choice::TradeBelow:
        return ActivationKind::TradeAtOrBelow;
    case Choice::QuoteAbove:
        return ActivationKind::QuoteAtOrAbove;
    case Choice::QuoteBelow:
        return ActivationKind::QuoteAtOrBelow;
    case Choice::Mode:
        return ActivationKind::OnMarketMode;
    case Choice::Queue:
        return ActivationKind::Queue;
    }
    return ActivationKind::Immediate;
}

ActivationBlock::Choice ActivationBlock::choiceOf(const Activation &activation) noexcept
{
    switch (activation.kind) {
    case ActivationKind::AtTime:
        return activation.submit.delay ? Choice::AfterDelay : Choice::AtTime;
    case ActivationKind::TradeAtOrAbove:
        return Choice::TradeAbove;
    case ActivationKind::TradeAtOrBelow:
        return Choice::TradeBelow;
    case ActivationKind::QuoteAtOrAbove:
        return Choice::QuoteAbove;
    case ActivationKind::QuoteAtOrBelow:
        return Choice::QuoteBelow;
    case ActivationKind::OnMarketMode:
        return Choice::Mode;
    case ActivationKind::Queue:
        return Choice::Queue;
    case ActivationKind::Immediate:
    case ActivationKind::Hold:
    case ActivationKind::MarketOnClose:
        break;
    }
    return Choice::AtOnce;
}

ActivationBlock::Choice ActivationBlock::choice() const
{
    return static_cast<Choice>(m_kind->currentData().toInt());
}

void ActivationBlock::choose(Choice choice)
{
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(choice)));
}

void ActivationBlock::setEndsShown(bool shown)
{
    if (m_endsShown == shown)
        return;
    m_endsShown = shown;
    showWhatIsNeeded();
    emit changed();
}

void ActivationBlock::showWhatIsNeeded()
{
    const Choice chosen = choice();
    const bool onTime = chosen == Choice::AtTime || chosen == Choice::AfterDelay;
    const bool onQuote = chosen == Choice::QuoteAbove || chosen == Choice::QuoteBelow;
    const bool onPrice = onQuote || chosen == Choice::TradeAbove || chosen == Choice::TradeBelow;
    m_form->setRowVisible(m_submit, onTime);
    m_form->setRowVisible(m_price, onPrice);
    m_form->setRowVisible(m_lots, onPrice);
    m_form->setRowVisible(m_quoteSide, onQuote);
    m_form->setRowVisible(m_implied, onQuote);
    m_form->setRowVisible(m_mode, chosen == Choice::Mode);
    m_form->setRowVisible(m_explanation, chosen == Choice::Queue);
    m_form->setRowVisible(m_giveUp, m_endsShown && chosen != Choice::AtOnce);
    m_form->setRowVisible(m_cancel, m_endsShown);
    if (chosen == Choice::AtTime)
        m_submit->chooseTime();
    if (chosen == Choice::AfterDelay)
        m_submit->chooseDelay();
    setVisible(chosen != Choice::AtOnce || m_endsShown);
}

void ActivationBlock::setMarket(const MarketState *market)
{
    const bool another = m_market != market;
    m_market = market;
    m_opening = true;
    m_price->setMarket(market && market->definition ? &*market->definition : nullptr);
    m_opening = false;
    if (another)
        m_priceTouched = false;
    openPrice();
}

// From the last trade, once, until the trader says otherwise.
void ActivationBlock::openPrice()
{
    if (m_priceTouched || !m_market || !m_market->definition || m_price->value())
        return;
    const std::optional<Price> last = m_market->quote.last;
    m_price->setReference(last);
    m_opening = true;
    if (last && m_market->definition->ticks.isOnTick(*last))
        m_price->setValue(last);
    m_opening = false;
}

void ActivationBlock::setNow(WallTime now)
{
    for (MomentField *moment : {m_submit, m_giveUp, m_cancel})
        moment->setNow(now);
}

Activation ActivationBlock::value() const
{
    Activation activation;
    const Choice chosen = choice();
    activation.kind = kindOf(chosen);
    if (activation.kind == ActivationKind::AtTime)
        activation.submit = m_submit->value();
    const bool onQuote = chosen == Choice::QuoteAbove || chosen == Choice::QuoteBelow;
    if (onQuote || chosen == Choice::TradeAbove || chosen == Choice::TradeBelow) {
        activation.price = m_price->value();
        activation.volume = m_lots->value();
    }
    if (onQuote) {
        activation.quoteSide = static_cast<Side>(m_quoteSide->currentData().toInt());
        activation.countImplied = m_implied->isChecked();
    }
    if (chosen == Choice::Mode)
        activation.mode = static_cast<MarketMode>(m_mode->currentData().toInt());
    if (!m_endsShown)
        return activation;
    activation.cancel = m_cancel->value();
    if (chosen != Choice::AtOnce)
        activation.giveUp = m_giveUp->value();
    return activation;
}

void ActivationBlock::load(const Activation &activation)
{
    choose(choiceOf(activation));
    if (activation.submit.isSet())
        m_submit->setValue(activation.submit);
    if (activation.price) {
        m_price->setValue(activation.price);
        m_priceTouched = true;
    }
    m_lots->setValue(activation.volume);
    m_quoteSide->setCurrentIndex(m_quoteSide->findData(static_cast<int>(activation.quoteSide)));
    m_implied->setChecked(activation.countImplied);
    if (const int place = m_mode->findData(static_cast<int>(activation.mode)); place >= 0)
        m_mode->setCurrentIndex(place);
    m_giveUp->setValue(activation.giveUp);
    m_cancel->setValue(activation.cancel);
    setEndsShown(activation.giveUp.isSet() || activation.cancel.isSet());
    emit changed();
}

QStringList ActivationBlock::faults() const
{
    QStringList faults;
    const auto add = [&faults](const QWidget *field, const QString &fault) {
        if (!field->isHidden() && !fault.isEmpty())
            faults << tr("%1: %2").arg(field->accessibleName(), fault);
    };
    add(m_price, m_price->faultText());
    add(m_lots, m_lots->faultText());
    for (const MomentField *moment : {m_submit, m_giveUp, m_cancel})
        if (!moment->isHidden() && !moment->faultText().isEmpty())
            faults << moment->faultText();
    return faults;
}

} // namespace depthdeck::ui
