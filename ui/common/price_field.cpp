// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/price_field.h"

#include "ui/common/number_text.h"

namespace depthdeck::ui {

PriceField::PriceField(const Theme &theme, const QString &accessibleName, QWidget *parent)
    : NumberField{theme, accessibleName, parent}
{
    connect(this, &QLineEdit::textEdited, this, &PriceField::read);
}

void PriceField::setMarket(const Market *market)
{
    if (market == nullptr) {
        m_key.reset();
        m_ticks.reset();
        m_reference.reset();
        clear();
        adopt(std::nullopt, PriceFieldFault::NoMarket);
        return;
    }
    const bool another = m_key != market->key;
    m_key = market->key;
    m_ticks = market->ticks;
    m_format = market->format;
    if (another) {
        m_reference.reset();
        setValue(std::nullopt);
    } else {
        read(); // the definition may have changed under the text
    }
}

void PriceField::setValue(const std::optional<Price> &price)
{
    if (!price) {
        clear();
        m_typed.reset();
        adopt(std::nullopt, m_ticks ? PriceFieldFault::Empty : PriceFieldFault::NoMarket);
        return;
    }
    m_typed = price;
    showValue();
    const bool onTick = m_ticks && m_ticks->isOnTick(*price);
    adopt(onTick ? price : std::nullopt, onTick    ? PriceFieldFault::None
                                         : m_ticks ? PriceFieldFault::OffTick
                                                   : PriceFieldFault::NoMarket);
}

void PriceField::read()
{
    const QString typed = text().trimmed();
    m_typed = typed.isEmpty() ? std::nullopt : m_format.parse(typed.toStdString());
    if (!m_ticks)
        return adopt(std::nullopt, PriceFieldFault::NoMarket);
    if (typed.isEmpty())
        return adopt(std::nullopt, PriceFieldFault::Empty);
    if (!m_typed)
        return adopt(std::nullopt, PriceFieldFault::Unreadable);
    if (!m_ticks->isOnTick(*m_typed))
        return adopt(std::nullopt, PriceFieldFault::OffTick);
    adopt(m_typed, PriceFieldFault::None);
}

void PriceField::adopt(const std::optional<Price> &value, PriceFieldFault fault)
{
    m_fault = fault;
    showFault();
    if (m_value == value)
        return;
    m_value = value;
    emit valueChanged(m_value);
}

void PriceField::showValue()
{
    if (!m_typed)
        return;
    QString shown = QString::fromStdString(m_format.format(*m_typed));
    if (shown.startsWith(QLatin1Char{'-'}))
        shown[0] = trueMinus;
    if (shown != text())
        setText(shown);
}

void PriceField::step(int ticks)
{
    if (!m_ticks || isReadOnly() || !isEnabled())
        return;
    const std::optional<Price> from = m_typed ? m_typed : m_reference;
    if (!from)
        return;
    // An empty field first takes its reference, so that the first step shows where the market is.
    const bool first = !m_typed && m_ticks->isOnTick(*from);
    const std::optional<Price> to = first ? from : m_ticks->stepped(*from, ticks);
    if (!to)
        return;
    setValue(to);
    selectAll();
}

QString PriceField::faultText() const
{
    switch (m_fault) {
    case PriceFieldFault::None:
    case PriceFieldFault::Empty:
    case PriceFieldFault::NoMarket:
        return {};
    case PriceFieldFault::Unreadable:
        return tr("“%1” is not a price of this market.").arg(text().trimmed());
    case PriceFieldFault::OffTick:
        break;
    }
    const auto below = m_ticks->snapped(*m_typed, TickTable::Rounding::Down);
    const auto above = m_ticks->snapped(*m_typed, TickTable::Rounding::Up);
    if (!below || !above)
        return tr("This price is off tick.");
    const auto shown = [this](Price price) {
        QString digits = QString::fromStdString(m_format.format(price));
        if (digits.startsWith(QLatin1Char{'-'}))
            digits[0] = trueMinus;
        return digits;
    };
    return tr("This price is off tick. The ticks beside it are %1 and %2.").arg(shown(*below), shown(*above));
}

void PriceField::focusOutEvent(QFocusEvent *event)
{
    if (m_fault == PriceFieldFault::None)
        showValue();
    QLineEdit::focusOutEvent(event);
}

} // namespace depthdeck::ui
