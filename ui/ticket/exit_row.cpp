// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/exit_row.h"

#include "ui/common/quantity_field.h"
#include "ui/theme/dress.h"
#include "ui/ticket/distance_field.h"
#include "ui/ticket/form_rows.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QPushButton>

namespace depthdeck::ui {

namespace {

// The first exit's controls have plain names; those of more are numbered.
QString numbered(const QString &name, int number)
{
    return number == 1 ? name : ExitRow::tr("%1 %2").arg(name).arg(number);
}

std::optional<Price> told(const std::optional<Distance> &distance, bool absolute)
{
    if (!distance)
        return std::nullopt;
    return absolute ? distance->price : distance->difference;
}

} // namespace

ExitRow::ExitRow(const Theme &theme, int number, QWidget *parent)
    : QWidget{parent},
      m_theme{theme},
      m_form{new QFormLayout{this}},
      m_head{new QWidget{this}},
      m_lots{new QuantityField{theme, numbered(tr("Exit lots"), number), m_head}},
      m_remove{new QPushButton{tr("Remove"), m_head}},
      m_profit{new DistanceField{theme, numbered(tr("Profit"), number), DistanceEdit::PriceMeans::Place, this}},
      m_stop{new DistanceField{theme, numbered(tr("Stop"), number), DistanceEdit::PriceMeans::Place, this}},
      m_trails{new QCheckBox{tr("The stop trails"), this}},
      m_trail{new DistanceField{theme, numbered(tr("Exit trail distance"), number), DistanceEdit::PriceMeans::Distance,
                                this}}
{
    build(number);
    for (DistanceField *field : {m_profit, m_stop, m_trail})
        connect(field, &DistanceField::changed, this, &ExitRow::changed);
    connect(m_trails, &QCheckBox::toggled, this, [this](bool trails) {
        m_form->setRowVisible(m_trail, trails);
        emit changed();
    });
    connect(m_lots, &QLineEdit::textChanged, this, [this] {
        updateBases();
        emit changed();
    });
    connect(m_remove, &QPushButton::clicked, this, &ExitRow::removeRequested);
    connect(&theme, &Theme::changed, this, &ExitRow::applyTheme);
    applyTheme();
    setOneOfMany(false);
}

void ExitRow::build(int number)
{
    auto *head = new QHBoxLayout{m_head};
    head->setContentsMargins(0, 0, 0, 0);
    head->addWidget(m_lots, 1);
    head->addWidget(m_remove);
    m_remove->setAccessibleName(tr("Remove exit %1").arg(number));
    m_remove->setAutoDefault(false);
    m_trails->setAccessibleName(numbered(tr("The stop trails"), number));
    m_trail->setHint(tr("As far as the stop is away."));
    m_profit->setHint(tr("No take profit."));
    m_stop->setHint(tr("No stop loss."));
    setUpForm(*m_form);
    addFormRow(*m_form, tr("Exit %1").arg(number), m_head, m_lots);
    addFormRow(*m_form, tr("Profit"), m_profit, &m_profit->edit());
    addFormRow(*m_form, tr("Stop"), m_stop, &m_stop->edit());
    m_form->addRow(QString{}, m_trails);
    addFormRow(*m_form, tr("Trail"), m_trail, &m_trail->edit());
    m_form->setRowVisible(m_trail, false);
    m_lots->setValue(Quantity{1});
}

void ExitRow::applyTheme()
{
    m_form->setHorizontalSpacing(m_theme.scaled(12));
    m_form->setVerticalSpacing(m_theme.scaled(4));
    m_head->layout()->setSpacing(m_theme.scaled(6));
}

void ExitRow::setOneOfMany(bool many)
{
    m_many = many;
    m_form->setRowVisible(m_head, many);
    updateBases();
}

void ExitRow::setEntry(const EntryBasis &entry)
{
    m_entry = entry;
    if (entry.market && entry.market->definition)
        m_lots->setIncrement(entry.market->definition->volumeIncrement);
    updateBases();
}

std::optional<DistanceBasis> ExitRow::basis(bool upwards) const
{
    if (!m_entry.market || !m_entry.market->definition)
        return std::nullopt;
    DistanceBasis basis = DistanceBasis::of(*m_entry.market->definition);
    basis.from = m_entry.from;
    basis.isExpected = m_entry.isExpected;
    basis.upwards = upwards;
    basis.lots = m_many ? m_lots->value().value_or(Quantity{0}) : m_entry.lots;
    return basis;
}

void ExitRow::updateBases()
{
    const bool buys = m_entry.side == Side::Buy;
    m_profit->setBasis(basis(buys));
    m_stop->setBasis(basis(!buys));
    std::optional<DistanceBasis> trail = basis(true);
    if (trail)
        trail->from.reset();
    m_trail->setBasis(trail);
}

void ExitRow::setLots(Quantity lots)
{
    m_lots->setValue(lots);
}

std::optional<Quantity> ExitRow::lots() const
{
    return m_lots->value();
}

bool ExitRow::trails() const
{
    return m_trails->isChecked();
}

BracketExit ExitRow::value(bool absolute) const
{
    BracketExit bracketExit;
    bracketExit.volume = m_many ? m_lots->value().value_or(Quantity{0}) : Quantity{0};
    bracketExit.profit = told(m_profit->value(), absolute);
    bracketExit.stop = told(m_stop->value(), absolute);
    if (!trails())
        return bracketExit;
    // Empty: as far as the stop is away, as the vendor's demo sends it (t4-protocol.md e.3).
    const std::optional<Distance> &distance = m_trail->value() ? m_trail->value() : m_stop->value();
    const auto size = distance && distance->difference ? distance->difference->magnitude() : std::nullopt;
    bracketExit.trail = size.value_or(Price{});
    return bracketExit;
}

void ExitRow::load(const BracketExit &bracketExit, bool absolute)
{
    if (m_many)
        m_lots->setValue(bracketExit.volume);
    const auto show = [this, absolute](DistanceField &field, const std::optional<Price> &price) {
        if (!price)
            return field.edit().setEmpty();
        if (absolute) {
            field.setUnit(DistanceUnit::Price);
            return field.edit().setPrice(*price);
        }
        const auto &basis = field.edit().basis();
        if (!basis)
            return;
        const auto to = basis->from ? basis->from->plus(*price) : price;
        const auto ticks = to ? basis->ticks.ticksBetween(basis->from.value_or(Price{}), *to) : std::nullopt;
        field.setUnit(DistanceUnit::Ticks);
        if (ticks)
            field.edit().setTicks(basis->upwards ? *ticks : -*ticks);
    };
    show(*m_profit, bracketExit.profit);
    show(*m_stop, bracketExit.stop);
    m_trails->setChecked(bracketExit.trail.has_value());
    m_trail->edit().setEmpty();
    if (bracketExit.trail && !bracketExit.trail->isZero())
        m_trail->edit().setPrice(*bracketExit.trail);
}

void ExitRow::loadTicks(std::optional<std::int64_t> profit, std::optional<std::int64_t> stop,
                        std::optional<std::int64_t> trail)
{
    const auto show = [](DistanceField &field, const std::optional<std::int64_t> &ticks) {
        field.setUnit(DistanceUnit::Ticks);
        if (ticks)
            field.edit().setTicks(*ticks);
        else
            field.edit().setEmpty();
    };
    show(*m_profit, profit);
    show(*m_stop, stop);
    m_trails->setChecked(trail.has_value());
    show(*m_trail, trail);
}

bool ExitRow::hasTypedPrice() const
{
    const auto isPrice = [](const DistanceField &field) {
        return field.edit().unit() == DistanceUnit::Price && field.value();
    };
    return isPrice(*m_profit) || isPrice(*m_stop);
}

QStringList ExitRow::faults() const
{
    QStringList faults;
    const auto add = [&faults](const NumberField &field) {
        if (!field.faultText().isEmpty())
            faults << tr("%1: %2").arg(field.accessibleName(), field.faultText());
    };
    if (m_many)
        add(*m_lots);
    add(m_profit->edit());
    add(m_stop->edit());
    if (trails())
        add(m_trail->edit());
    return faults;
}

} // namespace depthdeck::ui
