// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/activation.h"
#include "app/trading/order.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QDateTimeEdit;
class QHBoxLayout;
class QLabel;

namespace depthdeck {
struct Market;
}

namespace depthdeck::ui {

class NamedCombo;
class PriceField;
class QuantityField;

/// What a held order waits for, to be changed: the fields of its own kind alone, since the kind itself cannot be
/// revised (t4-protocol.md e.8). Starts from what this program asked for; what another program asked for is told as
/// words only.
class ActivationFields final : public QWidget
{
    Q_OBJECT

public:
    ActivationFields(const Theme &theme, QWidget *parent = nullptr);

    /// Shows the fields that @p order has; false when it has none: it does not wait, or for nothing that can be
    /// changed.
    bool openFor(const Order &order, const Market *market);
    /// Nullopt while nothing was changed or something is faulty.
    [[nodiscard]] std::optional<Activation> value() const;
    [[nodiscard]] QString faultText() const;

signals:
    void changed();

private:
    void build();
    [[nodiscard]] bool isPriceKind() const noexcept;

    const Theme &m_theme;
    Activation m_before;
    bool m_known = false; ///< m_before is what was asked for, not a guess
    bool m_timeTouched = false;
    // Children of this.
    QHBoxLayout *m_row;
    QLabel *m_wait;
    QLabel *m_priceLabel;
    PriceField *m_price;
    QLabel *m_volumeLabel;
    QuantityField *m_volume;
    QLabel *m_timeLabel;
    QDateTimeEdit *m_time;
    QLabel *m_modeLabel;
    NamedCombo *m_mode;
};

} // namespace depthdeck::ui
