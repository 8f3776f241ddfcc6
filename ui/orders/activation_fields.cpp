// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/activation_fields.h"

#include "app/market/market.h"
#include "ui/common/market_words.h"
#include "ui/common/named_combo.h"
#include "ui/common/order_words.h"
#include "ui/common/price_field.h"
#include "ui/common/quantity_field.h"
#include "ui/orders/order_flight.h"

#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QLabel>
#include <QTimeZone>

#include <array>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

const QTimeZone &chicago()
{
    static const QTimeZone zone{"America/Chicago"};
    return zone;
}

// The field knows no time zones: it shows Chicago's clock as if it were UTC.
QDateTime clockOf(WallTime time)
{
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count();
    const QDateTime there = QDateTime::fromMSecsSinceEpoch(milliseconds, chicago());
    return {there.date(), there.time(), Qt::UTC};
}

WallTime timeOf(const QDateTime &clock)
{
    const QDateTime there{clock.date(), clock.time(), chicago()};
    return WallTime{std::chrono::milliseconds{there.toMSecsSinceEpoch()}};
}

constexpr std::array modes{MarketMode::PreOpen, MarketMode::Open, MarketMode::Closed};

} // namespace

ActivationFields::ActivationFields(const Theme &theme, QWidget *parent)
    : QWidget{parent},
      m_theme{theme},
      m_row{new QHBoxLayout{this}},
      m_wait{new QLabel{this}},
      m_priceLabel{new QLabel{tr("Activation price"), this}},
      m_price{new PriceField{theme, tr("Activation price"), this}},
      m_volumeLabel{new QLabel{tr("At least"), this}},
      m_volume{new QuantityField{theme, tr("Activation volume"), this}},
      m_timeLabel{new QLabel{tr("Activation time, Chicago"), this}},
      m_time{new QDateTimeEdit{this}},
      m_modeLabel{new QLabel{tr("Activation mode"), this}},
      m_mode{new NamedCombo{tr("Activation mode"), this}}
{
    build();
    connect(m_price, &PriceField::textChanged, this, &ActivationFields::changed);
    connect(m_volume, &QuantityField::textChanged, this, &ActivationFields::changed);
    connect(m_time, &QDateTimeEdit::dateTimeChanged, this, [this] {
        m_timeTouched = true;
        emit changed();
    });
    connect(m_mode, &NamedCombo::currentIndexChanged, this, &ActivationFields::changed);
}

void ActivationFields::build()
{
    m_priceLabel->setBuddy(m_price);
    m_volumeLabel->setBuddy(m_volume);
    m_timeLabel->setBuddy(m_time);
    m_modeLabel->setBuddy(m_mode);
    m_volume->setOptional(true);
    //: In the empty field for the volume that activates an order
    m_volume->setPlaceholderText(tr("any"));
    m_time->setTimeSpec(Qt::UTC);
    m_time->setDisplayFormat(u"yyyy-MM-dd HH:mm:ss"_s);
    m_time->setAccessibleName(tr("Activation time"));
    for (const MarketMode mode : modes)
        m_mode->addItem(modeText(mode), static_cast<int>(mode));
    m_wait->setTextFormat(Qt::PlainText);
    m_row->setContentsMargins(0, 0, 0, 0);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_wait, m_priceLabel, m_price, m_volumeLabel, m_volume,
                                                            m_timeLabel, m_time, m_modeLabel, m_mode})
        m_row->addWidget(widget);
    m_row->addStretch();
    const auto applyMetrics = [this] {
        m_row->setSpacing(m_theme.scaled(6));
        const int digit = QFontMetrics{m_theme.numberFont()}.horizontalAdvance(u'0');
        m_price->setFixedWidth(digit * 13);
        m_volume->setFixedWidth(digit * 9);
    };
    applyMetrics();
    connect(&m_theme, &Theme::changed, this, applyMetrics);
}

bool ActivationFields::isPriceKind() const noexcept
{
    switch (m_before.kind) {
    case ActivationKind::TradeAtOrAbove:
    case ActivationKind::TradeAtOrBelow:
    case ActivationKind::QuoteAtOrAbove:
    case ActivationKind::QuoteAtOrBelow:
        return true;
    default:
        return false;
    }
}

bool ActivationFields::openFor(const Order &order, const Market *market)
{
    const QSignalBlocker quiet{this};
    m_before = order.askedActivation.value_or(Activation{});
    m_known = order.askedActivation.has_value();
    m_before.kind = static_cast<ActivationKind>(order.activationType);
    const bool prices = isPriceKind();
    const bool time = m_before.kind == ActivationKind::AtTime;
    const bool mode = m_before.kind == ActivationKind::OnMarketMode;
    for (QWidget *widget : std::initializer_list<QWidget *>{m_priceLabel, m_price, m_volumeLabel, m_volume})
        widget->setVisible(prices);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_timeLabel, m_time})
        widget->setVisible(time);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_modeLabel, m_mode})
        widget->setVisible(mode);
    m_wait->setText(waitText(order));
    m_price->setMarket(market);
    m_price->setValue(m_before.price);
    m_volume->setValue(m_before.volume);
    if (m_before.submit.time)
        m_time->setDateTime(clockOf(*m_before.submit.time));
    else if (order.submitTime)
        m_time->setDateTime(clockOf(*order.submitTime));
    m_mode->setCurrentIndex(m_mode->findData(static_cast<int>(m_before.mode)));
    m_timeTouched = false;
    return order.state() == OrderState::Held && (prices || time || mode);
}

std::optional<Activation> ActivationFields::value() const
{
    Activation wanted = m_before;
    if (isPriceKind()) {
        if (!m_price->value() || m_volume->isFaulty())
            return std::nullopt; // an untouched field of another program's order is empty
        wanted.price = m_price->value();
        wanted.volume = m_volume->value();
    } else if (m_before.kind == ActivationKind::AtTime) {
        if (!m_timeTouched)
            return std::nullopt;
        wanted.submit = {.time = timeOf(m_time->dateTime()), .delay = std::nullopt};
    } else if (m_before.kind == ActivationKind::OnMarketMode) {
        wanted.mode = static_cast<MarketMode>(m_mode->currentData().toInt());
        if (!m_known && wanted.mode == m_before.mode)
            return std::nullopt;
    }
    return wanted == m_before ? std::nullopt : std::optional{wanted};
}

QString ActivationFields::faultText() const
{
    if (!isPriceKind())
        return {};
    if (m_price->fault() != PriceFieldFault::None && m_price->fault() != PriceFieldFault::Empty)
        return m_price->faultText();
    return m_volume->isFaulty() ? m_volume->faultText() : QString{};
}

} // namespace depthdeck::ui
