// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/distance_field.h"

#include "ui/common/named_combo.h"
#include "ui/common/number_text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QStandardItemModel>

#include <algorithm>
#include <cmath>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

// "$1,250.50", "1250.5", "−100": an amount a trader typed, the sign left out.
std::optional<double> readMoney(QString typed)
{
    typed.remove(u'$').remove(u',').remove(u' ');
    bool isNumber = false;
    const double amount = QLocale::c().toDouble(typed, &isNumber);
    return isNumber && std::isfinite(amount) ? std::optional{amount} : std::nullopt;
}

QString plainPrice(const DistanceBasis &basis, Price price)
{
    QString digits = textOf(basis.format.format(price));
    if (digits.startsWith(u'-'))
        digits[0] = trueMinus;
    return digits;
}

} // namespace

DistanceEdit::DistanceEdit(const Theme &theme, const QString &accessibleName, PriceMeans priceMeans, QWidget *parent)
    : NumberField{theme, accessibleName, parent},
      m_priceMeans{priceMeans}
{
    connect(this, &QLineEdit::textEdited, this, &DistanceEdit::read);
}

void DistanceEdit::setBasis(const std::optional<DistanceBasis> &basis)
{
    m_basis = basis;
    read();
}

void DistanceEdit::setUnit(DistanceUnit unit)
{
    if (unit == m_unit)
        return;
    const std::optional<Distance> kept = m_value;
    m_unit = unit;
    if (kept)
        show(*kept);
    else
        setEmpty();
}

void DistanceEdit::setTicks(std::int64_t ticks)
{
    if (m_unit != DistanceUnit::Ticks && m_basis)
        return show(distanceOfTicks(*m_basis, ticks));
    setText(QString::number(ticks));
    read();
}

void DistanceEdit::setPrice(Price price)
{
    if (!m_basis)
        return;
    if (m_priceMeans == PriceMeans::Place)
        return show(distanceToPrice(*m_basis, price));
    if (const auto ticks = m_basis->ticks.incrementsAt(price))
        setTicks(*ticks);
}

void DistanceEdit::setEmpty()
{
    clear();
    read();
}

void DistanceEdit::show(const Distance &distance)
{
    setText(textOfValue(distance));
    read();
}

QString DistanceEdit::textOfValue(const Distance &distance) const
{
    switch (m_unit) {
    case DistanceUnit::Ticks:
        return distance.ticks ? QString::number(*distance.ticks) : QString{};
    case DistanceUnit::Money:
        return distance.money ? QLocale::c().toString(*distance.money, 'f', 2) : QString{};
    case DistanceUnit::Price:
        break;
    }
    if (!m_basis)
        return {};
    if (m_priceMeans == PriceMeans::Place)
        return distance.price ? plainPrice(*m_basis, *distance.price) : QString{};
    const auto size = distance.difference ? distance.difference->magnitude() : std::nullopt;
    return size ? textOf(formatDecimal(*size, m_basis->format.digits(), DecimalMode::Exact)) : QString{};
}

void DistanceEdit::read()
{
    const QString typed = text().trimmed();
    m_fault.clear();
    m_value.reset();
    if (!typed.isEmpty() && m_basis)
        m_value = parse(typed);
    showFault();
    emit changed(); // the others may differ though this text does not: the basis moved
}

std::optional<Distance> DistanceEdit::parse(const QString &typed)
{
    if (m_unit == DistanceUnit::Price)
        return parsePrice(typed);
    QString digits = typed;
    if (digits.startsWith(u'+') || digits.startsWith(trueMinus) || digits.startsWith(u'-'))
        digits.remove(0, 1); // a stop is often written with its minus; the direction is the exit's, not the number's
    if (m_unit == DistanceUnit::Ticks) {
        bool isNumber = false;
        const int ticks = digits.toInt(&isNumber);
        if (isNumber && ticks >= 1 && ticks <= 1'000'000)
            return distanceOfTicks(*m_basis, ticks);
        m_fault = tr("Enter a whole number of ticks, 1 or more.");
        return std::nullopt;
    }
    const std::optional<double> amount = readMoney(digits);
    if (!amount || *amount <= 0) {
        m_fault = tr("Enter an amount of money above 0.");
        return std::nullopt;
    }
    const std::optional<Distance> distance = distanceOfMoney(*m_basis, *amount);
    if (!distance)
        m_fault = m_basis->tickValue
                      ? tr("%1 is less than one tick is worth, which is about %2.")
                            .arg(moneyText(*amount), moneyText(*m_basis->tickValue * m_basis->lots.contracts))
                      : tr("The market does not say what a tick is worth. Enter ticks or a price.");
    return distance;
}

std::optional<Distance> DistanceEdit::parsePrice(const QString &typed)
{
    const bool isPlace = m_priceMeans == PriceMeans::Place;
    // A difference is a plain decimal: "0-02.5" would look like a price.
    const PriceFormat format = isPlace ? m_basis->format : PriceFormat::decimal(m_basis->format.digits());
    const std::optional<Price> price = format.parse(typed.toStdString());
    if (!price) {
        m_fault = tr("“%1” is not a price of this market.").arg(typed);
        return std::nullopt;
    }
    const std::optional<std::int64_t> ticks = m_basis->ticks.incrementsAt(*price);
    if (!ticks) {
        const auto below = m_basis->ticks.snapped(*price, TickTable::Rounding::Down);
        const auto above = m_basis->ticks.snapped(*price, TickTable::Rounding::Up);
        m_fault = below && above ? tr("This price is off tick. The ticks beside it are %1 and %2.")
                                       .arg(plainPrice(*m_basis, *below), plainPrice(*m_basis, *above))
                                 : tr("This price is off tick.");
        return std::nullopt;
    }
    if (isPlace)
        return distanceToPrice(*m_basis, *price);
    if (*ticks >= 1)
        return distanceOfTicks(*m_basis, *ticks);
    m_fault = tr("Enter a distance above 0.");
    return std::nullopt;
}

void DistanceEdit::step(int steps)
{
    if (!m_basis || isReadOnly() || !isEnabled())
        return;
    // Up is up in the number that is shown: of a price below the entry that is nearer to it.
    const bool showsPlace = m_unit == DistanceUnit::Price && m_priceMeans == PriceMeans::Place;
    const std::int64_t outwards = showsPlace && !m_basis->upwards ? -steps : steps;
    if (showsPlace && m_value && m_value->price) {
        if (const auto to = m_basis->ticks.stepped(*m_value->price, steps))
            show(distanceToPrice(*m_basis, *to));
    } else {
        const std::int64_t from = m_value && m_value->ticks ? *m_value->ticks : 0;
        show(distanceOfTicks(*m_basis, std::max<std::int64_t>(1, from + outwards)));
    }
    selectAll();
}

DistanceField::DistanceField(const Theme &theme, const QString &accessibleName, DistanceEdit::PriceMeans priceMeans,
                             QWidget *parent)
    : QWidget{parent},
      m_theme{theme},
      m_edit{new DistanceEdit{theme, accessibleName, priceMeans, this}},
      m_unit{new NamedCombo{tr("%1 unit").arg(accessibleName), this}},
      m_others{new QLabel{this}},
      m_line{new QHBoxLayout}
{
    setFocusProxy(m_edit);
    m_unit->addItem(tr("ticks"), static_cast<int>(DistanceUnit::Ticks));
    m_unit->addItem(priceMeans == DistanceEdit::PriceMeans::Place ? tr("price") : tr("points"),
                    static_cast<int>(DistanceUnit::Price));
    m_unit->addItem(tr("money"), static_cast<int>(DistanceUnit::Money));
    m_line->addWidget(m_edit, 1);
    m_line->addWidget(m_unit);
    auto *rows = new QVBoxLayout{this};
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addLayout(m_line);
    rows->addWidget(m_others);
    m_others->setTextFormat(Qt::PlainText);
    m_others->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // it is cut short before it widens the ticket
    m_others->installEventFilter(this);
    m_others->setObjectName(u"otherUnits"_s);
    connect(m_edit, &DistanceEdit::changed, this, [this] {
        updateOthers();
        emit changed();
    });
    connect(m_unit, &QComboBox::currentIndexChanged, this,
            [this] { m_edit->setUnit(static_cast<DistanceUnit>(m_unit->currentData().toInt())); });
    connect(&theme, &Theme::changed, this, &DistanceField::applyTheme);
    applyTheme();
    offerUnits();
    updateOthers();
}

void DistanceField::applyTheme()
{
    m_line->setSpacing(m_theme.scaled(6));
    layout()->setSpacing(m_theme.scaled(2));
    m_edit->setMinimumWidth(QFontMetrics{m_theme.numberFont()}.horizontalAdvance(u"110-16.50"_s) + m_theme.scaled(16));
    QPalette palette = m_others->palette();
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text})
        palette.setColor(role, m_theme.color(ColorRole::Quiet));
    m_others->setPalette(palette);
}

bool DistanceField::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::FontChange)
        updateOthers();
    return QWidget::eventFilter(watched, event);
}

void DistanceField::setBasis(const std::optional<DistanceBasis> &basis)
{
    m_edit->setBasis(basis);
    offerUnits();
}

void DistanceField::setUnit(DistanceUnit unit)
{
    m_unit->setCurrentIndex(m_unit->findData(static_cast<int>(unit)));
}

void DistanceField::setHint(const QString &hint)
{
    m_hint = hint;
    updateOthers();
}

// Money cannot be entered where nothing tells what a tick is worth: the entry says why.
void DistanceField::offerUnits()
{
    auto *model = qobject_cast<QStandardItemModel *>(m_unit->model());
    QStandardItem *money = model->item(m_unit->findData(static_cast<int>(DistanceUnit::Money)));
    const bool known = m_edit->basis() && m_edit->basis()->tickValue;
    money->setEnabled(known);
    money->setToolTip(known ? tr("About: the market's own definition tells what a tick is worth.")
                            : tr("The market does not say what a tick is worth."));
}

QString DistanceField::othersText() const
{
    const std::optional<Distance> &value = m_edit->value();
    const std::optional<DistanceBasis> &basis = m_edit->basis();
    if (!value || !basis)
        return m_hint;
    QStringList parts;
    if (m_edit->unit() != DistanceUnit::Ticks && value->ticks)
        parts << (*value->ticks >= 0 ? ticksText(*value->ticks) : signedTicksText(*value->ticks));
    if (m_edit->unit() != DistanceUnit::Price) {
        if (value->price)
            parts << (basis->isExpected ? tr("≈ %1").arg(plainPrice(*basis, *value->price))
                                        : plainPrice(*basis, *value->price));
        else if (value->difference)
            parts << tr("%1 points")
                         .arg(textOf(formatDecimal(value->difference->magnitude().value_or(Price{}),
                                                   basis->format.digits(), DecimalMode::Exact)));
    }
    if (value->money)
        parts << tr("≈ %1").arg(moneyText(*value->money));
    return parts.join(u" · "_s);
}

// The line is always there, so that nothing moves while a number is typed.
void DistanceField::updateOthers()
{
    const QString text = othersText();
    const QString shown = m_others->fontMetrics().elidedText(text, Qt::ElideRight, m_others->width());
    if (m_others->text() != shown)
        m_others->setText(shown.isEmpty() ? u" "_s : shown);
    m_others->setToolTip(shown == text ? QString{} : text);
    m_edit->setAccessibleDescription(m_edit->faultText().isEmpty() ? text : m_edit->faultText());
}

} // namespace depthdeck::ui
