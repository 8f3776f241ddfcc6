// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/order_terms.h"

#include "ui/common/named_combo.h"
#include "ui/common/order_words.h"
#include "ui/common/price_field.h"
#include "ui/common/quantity_field.h"
#include "ui/ticket/distance_field.h"
#include "ui/ticket/ticket_prices.h"

#include <QStandardItemModel>

#include <array>
#include <utility>

namespace depthdeck::ui {

namespace {

constexpr std::array everyTime{TimeInForce::Day,        TimeInForce::GoodTillCancelled, TimeInForce::ImmediateOrCancel,
                               TimeInForce::FillOrKill, TimeInForce::MarketOnOpen,      TimeInForce::MarketOnClose};

// What the other order of an OCO may be: both wait at prices of their own.
constexpr bool mayBeSecond(OrderKind kind) noexcept
{
    return kind != OrderKind::Market && kind != OrderKind::Join && kind != OrderKind::Hit && kind != OrderKind::Flatten;
}

void setUsed(QLineEdit &field, bool used, const QString &emptyText)
{
    field.setEnabled(used);
    field.setPlaceholderText(used ? emptyText : OrderTerms::tr("not used"));
}

} // namespace

OrderTerms::OrderTerms(const Theme &theme, Role role, QWidget &parent)
    : QObject{&parent},
      m_kind{new NamedCombo{role == Role::First ? tr("Order type") : tr("Second order type"), &parent}},
      m_time{new NamedCombo{role == Role::First ? tr("Time in force") : tr("Second time in force"), &parent}},
      m_limit{new PriceField{theme, role == Role::First ? tr("Limit price") : tr("Second limit price"), &parent}},
      m_stop{new PriceField{theme, role == Role::First ? tr("Stop price") : tr("Second stop price"), &parent}},
      m_trail{new DistanceField{theme, role == Role::First ? tr("Trail distance") : tr("Second trail distance"),
                                DistanceEdit::PriceMeans::Distance, &parent}},
      m_maxShow{new QuantityField{theme, role == Role::First ? tr("Max show") : tr("Second max show"), &parent}}
{
    m_maxShow->setOptional(true);
    //: In the empty field for max show: the whole order is shown
    m_maxShow->setPlaceholderText(tr("all"));
    fillBoxes(role);
    connectControls();
    offerTimes();
    useFields();
}

void OrderTerms::fillBoxes(Role role)
{
    for (const OrderKind kind : everyOrderKind) {
        if (role == Role::Second && !mayBeSecond(kind))
            continue;
        m_kind->addItem(kindText(kind), static_cast<int>(kind));
        m_kind->setItemData(m_kind->count() - 1, kindExplanation(kind), Qt::ToolTipRole);
    }
    for (const TimeInForce time : everyTime)
        m_time->addItem(timeInForceText(time), static_cast<int>(time));
    m_kind->setMaxVisibleItems(m_kind->count());
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(OrderKind::Limit)));
}

void OrderTerms::connectControls()
{
    connect(m_kind, &QComboBox::currentIndexChanged, this, &OrderTerms::onKindChosen);
    connect(m_time, &QComboBox::activated, this,
            [this] { m_wishedTime = static_cast<TimeInForce>(m_time->currentData().toInt()); });
    connect(m_time, &QComboBox::currentIndexChanged, this, &OrderTerms::changed);
    for (auto [field, touched] : {std::pair{m_limit, &m_limitTouched}, std::pair{m_stop, &m_stopTouched}}) {
        connect(field, &PriceField::valueChanged, this, [this, touched] { onPriceEdited(*touched); });
        connect(field, &QLineEdit::textEdited, this, [this, touched] { onPriceEdited(*touched); });
    }
    connect(m_trail, &DistanceField::changed, this, &OrderTerms::onTrailEdited);
    connect(m_maxShow, &QuantityField::valueChanged, this, &OrderTerms::changed);
    connect(m_maxShow, &QLineEdit::textEdited, this, &OrderTerms::changed);
}

OrderKind OrderTerms::kind() const
{
    return static_cast<OrderKind>(m_kind->currentData().toInt());
}

void OrderTerms::setKind(OrderKind kind)
{
    if (const int place = m_kind->findData(static_cast<int>(kind)); place >= 0)
        m_kind->setCurrentIndex(place);
}

void OrderTerms::setTimeInForce(TimeInForce time)
{
    m_wishedTime = time;
    offerTimes();
}

void OrderTerms::setSide(Side side, const MarketState *market)
{
    const bool turned = side != m_side;
    m_side = side;
    if (turned || !m_opened)
        open(market);
}

void OrderTerms::setMarket(const MarketState *market)
{
    m_market = market;
    m_opened = false;
    m_limitTouched = false;
    m_stopTouched = false;
    m_keptLimit.reset();
    m_keptStop.reset();
    adoptDefinition(market);
    open(market);
}

void OrderTerms::adoptDefinition(const MarketState *market)
{
    m_market = market;
    const Market *known = market && market->definition ? &*market->definition : nullptr;
    m_opening = true;
    m_limit->setMarket(known);
    m_stop->setMarket(known);
    updateTrailBasis();
    m_opening = false;
}

void OrderTerms::setLots(Quantity lots)
{
    if (m_lots == lots)
        return;
    m_lots = lots;
    updateTrailBasis();
}

// What the distance is worth changed, not the distance: the stop price stays.
void OrderTerms::updateTrailBasis()
{
    const bool wasOpening = std::exchange(m_opening, true);
    const Market *known = m_market && m_market->definition ? &*m_market->definition : nullptr;
    std::optional<DistanceBasis> basis;
    if (known) {
        basis = DistanceBasis::of(*known);
        basis->lots = m_lots;
    }
    m_trail->setBasis(basis);
    m_opening = wasOpening;
}

void OrderTerms::openLate(const MarketState *market)
{
    if (!m_opened)
        open(market);
}

// Only what the trader has not touched, and only when the market, the side or the kind has just been chosen or the
// market's first prices arrive: a price never moves under the user.
void OrderTerms::open(const MarketState *market)
{
    if (!market || !market->definition)
        return;
    const TicketPrices prices =
        openingPrices(m_side, typeOf(kind()), market->book, market->quote, market->definition->ticks);
    m_opening = true;
    if (!m_limitTouched && m_limit->isEnabled())
        m_limit->setValue(prices.limit);
    if (!m_stopTouched && m_stop->isEnabled())
        m_stop->setValue(prices.stop);
    m_opening = false;
    m_limit->setReference(prices.limit);
    m_stop->setReference(prices.stop);
    m_opened = m_opened || prices.limit.has_value();
    if (isTrailing(kind()))
        openTrailingStop(*market);
}

// The first trigger of a trailing stop lies its distance away from the market.
void OrderTerms::openTrailingStop(const MarketState &market)
{
    const auto &distance = m_trail->value();
    if (m_stopTouched || !distance || !distance->ticks)
        return;
    const bool buys = m_side == Side::Buy;
    const DepthLine *best = buys ? market.book.bestOffer() : market.book.bestBid();
    if (!best)
        return;
    const auto trigger = market.definition->ticks.stepped(best->price, buys ? *distance->ticks : -*distance->ticks);
    m_opening = true;
    m_stop->setValue(trigger);
    if (kind() == OrderKind::TrailingStopLimit && !m_limitTouched)
        m_limit->setValue(trigger);
    m_opening = false;
}

void OrderTerms::onKindChosen()
{
    offerTimes();
    useFields();
    if (m_opened)
        open(m_market);
    emit kindChanged();
    emit changed();
}

void OrderTerms::onPriceEdited(bool &touched)
{
    if (m_opening)
        return;
    touched = true;
    emit changed();
}

void OrderTerms::onTrailEdited()
{
    if (m_opening)
        return;
    if (m_market && m_market->definition && isTrailing(kind()))
        openTrailingStop(*m_market);
    emit changed();
}

// A time that the kind cannot have is there and says why it cannot be chosen.
void OrderTerms::offerTimes()
{
    auto *model = qobject_cast<QStandardItemModel *>(m_time->model());
    for (int place = 0; place < m_time->count(); ++place) {
        const auto time = static_cast<TimeInForce>(m_time->itemData(place).toInt());
        const QString obstacle = timeObstacle(kind(), time);
        model->item(place)->setEnabled(obstacle.isEmpty());
        model->item(place)->setToolTip(obstacle.isEmpty() ? timeInForceLongText(time) : obstacle);
    }
    const bool possible = timeObstacle(kind(), m_wishedTime).isEmpty();
    m_time->setCurrentIndex(m_time->findData(static_cast<int>(possible ? m_wishedTime : TimeInForce::Day)));
}

void OrderTerms::useFields()
{
    m_opening = true;
    keepOrRestore(*m_limit, usesLimit(), m_limitTouched, m_keptLimit);
    keepOrRestore(*m_stop, usesStop(), m_stopTouched, m_keptStop);
    m_trail->setEnabled(isTrailing(kind()));
    m_opening = false;
    const bool shows = mayShowPart(kind());
    if (shows == m_maxShow->isEnabled())
        return;
    setUsed(*m_maxShow, shows, tr("all"));
    if (!shows)
        m_keptMaxShow = m_maxShow->value();
    m_maxShow->setValue(shows ? std::exchange(m_keptMaxShow, std::nullopt) : std::nullopt);
}

// A price that will not be sent is not shown, or the trader might take it for one that is. What was entered comes back
// with a kind that uses it.
void OrderTerms::keepOrRestore(PriceField &field, bool used, bool touched, std::optional<Price> &kept)
{
    if (used == field.isEnabled())
        return;
    setUsed(field, used, {});
    if (used) {
        field.setValue(std::exchange(kept, std::nullopt));
        return;
    }
    kept = touched ? field.value() : std::nullopt;
    field.setValue(std::nullopt);
}

void OrderTerms::setPrice(Price price)
{
    if (!usesLimit() && !usesStop())
        setKind(OrderKind::Limit);
    const bool isStop = !usesLimit() || kind() == OrderKind::TrailingStopLimit;
    (isStop ? m_stop : m_limit)->setValue(price);
    (isStop ? m_stopTouched : m_limitTouched) = true;
    emit changed();
}

void OrderTerms::setLimit(Price price)
{
    m_limit->setValue(price);
    m_limitTouched = true;
    emit changed();
}

void OrderTerms::write(OrderDraft &draft) const
{
    draft.side = m_side;
    draft.type = typeOf(kind());
    draft.timeInForce = static_cast<TimeInForce>(m_time->currentData().toInt());
    if (usesLimit())
        draft.limit = m_limit->value();
    if (usesStop())
        draft.stop = m_stop->value();
    if (mayShowPart(kind()))
        draft.maxShow = m_maxShow->value();
    if (!isTrailing(kind()))
        return;
    const auto &distance = m_trail->value();
    const auto size = distance && distance->difference ? distance->difference->magnitude() : std::nullopt;
    draft.trail = size.value_or(Price{}); // zero: it is to trail, but not yet how far
}

void OrderTerms::load(const OrderDraft &draft)
{
    m_side = draft.side;
    setKind(kindOf(draft.type, draft.trail.has_value()));
    setTimeInForce(draft.timeInForce);
    if (draft.trail && !draft.trail->isZero())
        m_trail->edit().setPrice(*draft.trail);
    if (usesLimit() && draft.limit) {
        m_limit->setValue(draft.limit);
        m_limitTouched = true;
    }
    if (usesStop() && draft.stop) {
        m_stop->setValue(draft.stop);
        m_stopTouched = true;
    }
    if (mayShowPart(kind()))
        m_maxShow->setValue(draft.maxShow);
    m_opened = true;
    emit changed();
}

QStringList OrderTerms::faults() const
{
    QStringList faults;
    for (const NumberField *field :
         {static_cast<const NumberField *>(m_limit), static_cast<const NumberField *>(m_stop),
          static_cast<const NumberField *>(&m_trail->edit()), static_cast<const NumberField *>(m_maxShow)})
        if (field->isEnabled() && !field->faultText().isEmpty())
            faults << tr("%1: %2").arg(field->accessibleName(), field->faultText());
    return faults;
}

} // namespace depthdeck::ui
