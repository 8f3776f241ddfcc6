// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market.h"
#include "ui/common/number_field.h"

#include <optional>

namespace depthdeck::ui {

/// What is wrong with what was typed.
enum class PriceFieldFault : std::uint8_t { None, Empty, NoMarket, Unreadable, OffTick };

/// A field for one price of one market, in the market's own notation, stepped through the market's tick table. A price
/// that is off tick has no value: it cannot be entered.
class PriceField : public NumberField
{
    Q_OBJECT

public:
    PriceField(const Theme &theme, const QString &accessibleName, QWidget *parent = nullptr);

    /// Takes a copy of ticks and format. Clears the field when it is another market than before; nullptr: no market.
    void setMarket(const Market *market);
    /// Nullopt while the field is empty or faulty.
    [[nodiscard]] std::optional<Price> value() const noexcept { return m_value; }
    /// Shows @p price; nullopt empties the field.
    void setValue(const std::optional<Price> &price);
    /// Where stepping starts from while the field is empty; usually the market's last or best price.
    void setReference(const std::optional<Price> &price) { m_reference = price; }
    [[nodiscard]] PriceFieldFault fault() const noexcept { return m_fault; }
    /// A sentence for the fault, with the two neighbouring ticks of an off-tick price; empty without a fault, and for
    /// an empty field.
    [[nodiscard]] QString faultText() const override;
    /// Moves @p ticks up (negative: down).
    void step(int ticks) override;

signals:
    /// By typing, stepping or setValue; nullopt when there is no usable price.
    void valueChanged(const std::optional<depthdeck::Price> &price);

protected:
    void focusOutEvent(QFocusEvent *event) override;

private:
    void read();
    void adopt(const std::optional<Price> &value, PriceFieldFault fault);
    void showValue();

    std::optional<MarketKey> m_key;
    std::optional<TickTable> m_ticks;
    PriceFormat m_format = PriceFormat::decimal(2);
    std::optional<Price> m_value;
    std::optional<Price> m_typed; // readable, perhaps off tick
    std::optional<Price> m_reference;
    PriceFieldFault m_fault = PriceFieldFault::NoMarket;
};

} // namespace depthdeck::ui
