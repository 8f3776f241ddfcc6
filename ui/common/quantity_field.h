// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/quantity.h"
#include "ui/common/number_field.h"

#include <optional>

namespace depthdeck::ui {

/// A field for a number of contracts, stepped by the market's volume increment. What is not a whole number from minimum
/// to maximum has no value.
class QuantityField : public NumberField
{
    Q_OBJECT

public:
    QuantityField(const Theme &theme, const QString &accessibleName, QWidget *parent = nullptr);

    /// Default 1 to 99,999. A value outside stays as typed and has a fault.
    void setRange(Quantity minimum, Quantity maximum);
    void setIncrement(Quantity increment);
    /// Whether an empty field is allowed (max show); then it is no fault and has no value.
    void setOptional(bool optional);
    [[nodiscard]] std::optional<Quantity> value() const noexcept { return m_value; }
    void setValue(const std::optional<Quantity> &quantity);
    [[nodiscard]] bool isFaulty() const noexcept { return m_faulty; }
    /// The rule that is broken, with its limits; empty without a fault.
    [[nodiscard]] QString faultText() const override;
    void step(int increments) override;

signals:
    void valueChanged(const std::optional<depthdeck::Quantity> &quantity);

private:
    void read();

    Quantity m_minimum{1};
    Quantity m_maximum{99'999};
    Quantity m_increment{1};
    std::optional<Quantity> m_value;
    bool m_optional = false;
    bool m_faulty = false;
};

} // namespace depthdeck::ui
