// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/moment_field.h"

#include "ui/common/named_combo.h"
#include "ui/common/quantity_field.h"

#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QTimeZone>

#include <tuple>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

QTimeZone zoneOf(TimeZone zone)
{
    const QTimeZone chicago{"America/Chicago"};
    return zone == TimeZone::Chicago && chicago.isValid() ? chicago : QTimeZone::systemTimeZone();
}

WallTime wallTimeOf(const QDateTime &moment)
{
    return WallTime{std::chrono::milliseconds{moment.toMSecsSinceEpoch()}};
}

QDateTime dateTimeOf(WallTime time, TimeZone zone)
{
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(milliseconds, zoneOf(zone));
}

} // namespace

MomentField::MomentField(const Theme &theme, const QString &accessibleName, bool mayBeNone, QWidget *parent)
    : QWidget{parent},
      m_theme{theme},
      m_mode{new NamedCombo{accessibleName, this}},
      m_time{new QDateTimeEdit},
      m_zone{new NamedCombo{tr("%1 zone").arg(accessibleName)}},
      m_delay{new QuantityField{theme, tr("%1 delay").arg(accessibleName)}},
      m_unit{new NamedCombo{tr("%1 delay unit").arg(accessibleName)}},
      m_modeRow{new QWidget{this}},
      m_delayRow{new QWidget{this}},
      m_rows{new QVBoxLayout{this}}
{
    build(mayBeNone, accessibleName);
    connect(m_mode, &QComboBox::currentIndexChanged, this, [this] {
        showMode();
        emit changed();
    });
    connect(m_time, &QDateTimeEdit::dateTimeChanged, this, [this] {
        m_timeTouched = true;
        emit changed();
    });
    connect(m_zone, &QComboBox::currentIndexChanged, this, [this] {
        const WallTime same = timeShown(m_shownZone); // the moment stays, its reading changes
        m_shownZone = zone();
        showTime(same);
        emit changed();
    });
    connect(m_delay, &QLineEdit::textChanged, this, &MomentField::changed);
    connect(m_unit, &QComboBox::currentIndexChanged, this, &MomentField::changed);
    connect(&theme, &Theme::changed, this, &MomentField::applyTheme);
    applyTheme();
    showMode();
}

void MomentField::build(bool mayBeNone, const QString &name)
{
    if (mayBeNone)
        m_mode->addItem(tr("Never"), static_cast<int>(Mode::None));
    m_mode->addItem(tr("At a time"), static_cast<int>(Mode::At));
    m_mode->addItem(tr("After a delay"), static_cast<int>(Mode::After));
    m_time->setAccessibleName(tr("%1 time").arg(name));
    m_time->setDisplayFormat(u"yyyy-MM-dd HH:mm:ss"_s);
    m_time->setTimeSpec(Qt::UTC); // digits alone: the zone beside it says what they mean
    m_zone->addItem(tr("Chicago"), static_cast<int>(TimeZone::Chicago));
    m_zone->addItem(tr("local"), static_cast<int>(TimeZone::Local));
    m_unit->addItem(tr("seconds"), 1'000);
    m_unit->addItem(tr("minutes"), 60'000);
    m_unit->addItem(tr("ms"), 1);
    m_delay->setRange(Quantity{1}, Quantity{1'000'000'000});
    m_delay->setValue(Quantity{30});
    m_rows->setContentsMargins(0, 0, 0, 0);
    for (auto [row, first, second] :
         {std::tuple<QWidget *, QWidget *, QWidget *>{m_modeRow, m_mode, m_zone}, {m_delayRow, m_delay, m_unit}}) {
        auto *line = new QHBoxLayout{row};
        line->setContentsMargins(0, 0, 0, 0);
        line->addWidget(first, 1);
        line->addWidget(second);
        m_rows->addWidget(row);
    }
    m_rows->addWidget(m_time);
}

void MomentField::applyTheme()
{
    m_rows->setSpacing(m_theme.scaled(4));
    for (QWidget *row : {m_modeRow, m_delayRow})
        row->layout()->setSpacing(m_theme.scaled(6));
    m_time->setFont(m_theme.numberFont());
}

void MomentField::showMode()
{
    m_time->setVisible(mode() == Mode::At);
    m_zone->setVisible(mode() == Mode::At);
    m_delayRow->setVisible(mode() == Mode::After);
    if (mode() == Mode::At && !m_timeTouched)
        showTime(std::chrono::ceil<std::chrono::minutes>(m_now));
}

MomentField::Mode MomentField::mode() const
{
    return static_cast<Mode>(m_mode->currentData().toInt());
}

TimeZone MomentField::zone() const
{
    return static_cast<TimeZone>(m_zone->currentData().toInt());
}

void MomentField::choose(Mode mode)
{
    if (const int place = m_mode->findData(static_cast<int>(mode)); place >= 0)
        m_mode->setCurrentIndex(place);
}

void MomentField::chooseDelay()
{
    choose(Mode::After);
}

void MomentField::chooseTime()
{
    choose(Mode::At);
    showMode();
}

WallTime MomentField::timeShown(TimeZone zone) const
{
    return wallTimeOf(QDateTime{m_time->date(), m_time->time(), zoneOf(zone)});
}

void MomentField::showTime(WallTime time)
{
    const QDateTime read = dateTimeOf(time, m_shownZone);
    const QSignalBlocker quiet{m_time};
    m_time->setDateTime(QDateTime{read.date(), read.time(), Qt::UTC});
}

MomentOrDelay MomentField::value() const
{
    MomentOrDelay moment;
    if (mode() == Mode::At)
        moment.time = timeShown(m_shownZone);
    if (mode() == Mode::After && m_delay->value())
        moment.delay =
            std::chrono::milliseconds{std::int64_t{m_delay->value()->contracts} * m_unit->currentData().toInt()};
    return moment;
}

void MomentField::setValue(const MomentOrDelay &moment)
{
    if (moment.time) {
        choose(Mode::At);
        m_timeTouched = true;
        showTime(*moment.time);
    } else if (moment.delay) {
        choose(Mode::After);
        const std::int64_t count = moment.delay->count();
        const int unit = count % 60'000 == 0 ? 60'000 : (count % 1'000 == 0 ? 1'000 : 1);
        m_unit->setCurrentIndex(m_unit->findData(unit));
        m_delay->setValue(Quantity{static_cast<int>(count / unit)});
    } else {
        choose(Mode::None);
    }
    emit changed();
}

QString MomentField::faultText() const
{
    return mode() == Mode::After ? m_delay->faultText() : QString{};
}

} // namespace depthdeck::ui
