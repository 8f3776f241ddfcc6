// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/number_field.h"
#include "ui/common/price_distance.h"

#include <QWidget>

class QBoxLayout;
class QLabel;

namespace depthdeck::ui {

class NamedCombo;

/// What a distance is typed in.
enum class DistanceUnit { Ticks, Price, Money };

/// The number of a DistanceField: the text alone, read against a basis.
class DistanceEdit final : public NumberField
{
    Q_OBJECT

public:
    /// Where the price unit means: a price that the order has, or how far two prices are apart.
    enum class PriceMeans { Place, Distance };

    DistanceEdit(const Theme &theme, const QString &accessibleName, PriceMeans priceMeans, QWidget *parent = nullptr);

    void setBasis(const std::optional<DistanceBasis> &basis);
    [[nodiscard]] const std::optional<DistanceBasis> &basis() const noexcept { return m_basis; }
    /// Keeps the value, told in the new unit; what cannot be told in it is emptied.
    void setUnit(DistanceUnit unit);
    [[nodiscard]] DistanceUnit unit() const noexcept { return m_unit; }
    /// Nullopt while empty or faulty.
    [[nodiscard]] const std::optional<Distance> &value() const noexcept { return m_value; }
    void setTicks(std::int64_t ticks);
    void setPrice(Price price);
    void setEmpty();
    [[nodiscard]] QString faultText() const override { return m_fault; }
    void step(int steps) override;

signals:
    /// What it says, or what the other units say of it, is another.
    void changed();

private:
    void read();
    [[nodiscard]] std::optional<Distance> parse(const QString &typed);
    [[nodiscard]] std::optional<Distance> parsePrice(const QString &typed);
    [[nodiscard]] QString textOfValue(const Distance &distance) const;
    void show(const Distance &distance);

    PriceMeans m_priceMeans;
    std::optional<DistanceBasis> m_basis;
    DistanceUnit m_unit = DistanceUnit::Ticks;
    std::optional<Distance> m_value;
    QString m_fault;
};

/// A distance in ticks, price or money, as the trader likes, with the other two beside it.
class DistanceField final : public QWidget
{
    Q_OBJECT

public:
    DistanceField(const Theme &theme, const QString &accessibleName, DistanceEdit::PriceMeans priceMeans,
                  QWidget *parent = nullptr);

    [[nodiscard]] DistanceEdit &edit() noexcept { return *m_edit; }
    [[nodiscard]] const DistanceEdit &edit() const noexcept { return *m_edit; }
    [[nodiscard]] const std::optional<Distance> &value() const noexcept { return m_edit->value(); }
    void setBasis(const std::optional<DistanceBasis> &basis);
    void setUnit(DistanceUnit unit);
    /// What the line below says while the field is empty.
    void setHint(const QString &hint);
    /// What the line below the number says.
    [[nodiscard]] QString othersText() const;

signals:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void applyTheme();
    void updateOthers();
    void offerUnits();

    const Theme &m_theme;
    QString m_hint;
    // Children of this.
    DistanceEdit *m_edit;
    NamedCombo *m_unit;
    QLabel *m_others;
    QBoxLayout *m_line;
};

} // namespace depthdeck::ui
