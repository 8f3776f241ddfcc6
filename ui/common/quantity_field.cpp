// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/quantity_field.h"

#include "ui/common/number_text.h"

#include <algorithm>

namespace depthdeck::ui {

QuantityField::QuantityField(const Theme &theme, const QString &accessibleName, QWidget *parent)
    : NumberField{theme, accessibleName, parent}
{
    connect(this, &QLineEdit::textEdited, this, &QuantityField::read);
}

void QuantityField::setRange(Quantity minimum, Quantity maximum)
{
    m_minimum = minimum;
    m_maximum = std::max(minimum, maximum);
    read();
}

void QuantityField::setIncrement(Quantity increment)
{
    m_increment.contracts = std::max(1, increment.contracts);
    read();
}

void QuantityField::setOptional(bool optional)
{
    m_optional = optional;
    read();
}

void QuantityField::setValue(const std::optional<Quantity> &quantity)
{
    setText(quantity ? QString::number(quantity->contracts) : QString{});
    read();
}

void QuantityField::read()
{
    const QString typed = text().trimmed().remove(QLatin1Char{','});
    bool isNumber = false;
    const int contracts = typed.toInt(&isNumber);
    const bool fits = isNumber && contracts >= m_minimum.contracts && contracts <= m_maximum.contracts &&
                      contracts % m_increment.contracts == 0;
    const std::optional<Quantity> value = fits ? std::optional{Quantity{contracts}} : std::nullopt;
    m_faulty = !fits && !(m_optional && typed.isEmpty());
    showFault();
    if (m_value == value)
        return;
    m_value = value;
    emit valueChanged(m_value);
}

QString QuantityField::faultText() const
{
    if (!m_faulty)
        return {};
    if (m_increment.contracts > 1)
        return tr("Enter a whole number from %1 to %2 in steps of %3.")
            .arg(quantityText(m_minimum), quantityText(m_maximum), quantityText(m_increment));
    return tr("Enter a whole number from %1 to %2.").arg(quantityText(m_minimum), quantityText(m_maximum));
}

void QuantityField::step(int increments)
{
    if (isReadOnly() || !isEnabled())
        return;
    const int lowest =
        ((m_minimum.contracts + m_increment.contracts - 1) / m_increment.contracts) * m_increment.contracts;
    if (!m_value) {
        setValue(Quantity{lowest});
    } else {
        const std::int64_t asked = std::int64_t{m_value->contracts} + std::int64_t{increments} * m_increment.contracts;
        const int highest = m_maximum.contracts / m_increment.contracts * m_increment.contracts;
        setValue(Quantity{static_cast<int>(std::clamp<std::int64_t>(asked, lowest, std::max(lowest, highest)))});
    }
    selectAll();
}

} // namespace depthdeck::ui
