// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/submission_text.h"

#include "ui/common/market_words.h"
#include "ui/common/order_words.h"
#include "ui/common/price_distance.h"

#include <QCoreApplication>
#include <QStringList>

#include <cstdlib>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

struct SubmissionText
{
    Q_DECLARE_TR_FUNCTIONS(depthdeck::ui::SubmissionText)
};

const Market *definitionOf(const MarketState *market)
{
    return market && market->definition ? &*market->definition : nullptr;
}

QString priceOrGap(const Market *market, const std::optional<Price> &price)
{
    return price ? priceText(market, *price) : SubmissionText::tr("(no price)");
}

QString trailText(const Market *market, const std::optional<Price> &trail)
{
    if (!trail || trail->isZero())
        return SubmissionText::tr("(no distance)");
    if (market)
        if (const auto ticks = market->ticks.incrementsAt(*trail))
            return ticksText(*ticks);
    return priceText(market, *trail);
}

// The part of the sentence that says at which price.
QString termsText(const OrderDraft &draft, const Market *market)
{
    const QString limit = priceOrGap(market, draft.limit);
    const QString stop = priceOrGap(market, draft.stop);
    switch (draft.type) {
    case OrderType::Market:
        return SubmissionText::tr("at market");
    case OrderType::Limit:
        return SubmissionText::tr("limit %1").arg(limit);
    case OrderType::StopMarket:
        return SubmissionText::tr("stop %1").arg(stop);
    case OrderType::StopLimit:
        return SubmissionText::tr("stop %1 limit %2").arg(stop, limit);
    case OrderType::StopSameLimit:
        return SubmissionText::tr("stop and limit %1").arg(stop);
    case OrderType::MarketIfTouched:
        return SubmissionText::tr("at market if %1 is touched").arg(limit);
    case OrderType::Join:
        return draft.side == Side::Buy ? SubmissionText::tr("joining the best bid")
                                       : SubmissionText::tr("joining the best offer");
    case OrderType::Hit:
        return draft.side == Side::Buy ? SubmissionText::tr("at the best offer")
                                       : SubmissionText::tr("at the best bid");
    case OrderType::Flatten:
        return SubmissionText::tr("to flatten");
    case OrderType::Undefined:
        break;
    }
    return orderTypeText(draft.type);
}

QString withTrail(const QString &terms, const OrderDraft &draft, const Market *market)
{
    //: stop 6020.00 trailing by 8 ticks
    return draft.trail ? SubmissionText::tr("%1 trailing by %2").arg(terms, trailText(market, draft.trail)) : terms;
}

// How much of the order the market sees.
QString withMaxShow(const QString &terms, const std::optional<Quantity> &maxShow)
{
    //: limit 6024.50, showing 2 at a time
    return maxShow ? SubmissionText::tr("%1, showing %2 at a time").arg(terms, quantityText(*maxShow)) : terms;
}

QString inLowerCase(QString words)
{
    if (!words.isEmpty())
        words[0] = words[0].toLower();
    return words;
}

// One order without its full stop.
QString orderClause(const OrderDraft &draft, const MarketState *market)
{
    const Market *known = definitionOf(market);
    const QString name = QString::fromStdString(market->displayName());
    if (draft.type == OrderType::Flatten && draft.flattenAll)
        return SubmissionText::tr("Close the whole position in %1").arg(name);
    QString clause = SubmissionText::tr("%1 %2 %3 %4, %5")
                         .arg(sideText(draft.side), quantityText(draft.volume), name,
                              withMaxShow(withTrail(termsText(draft, known), draft, known), draft.maxShow),
                              inLowerCase(timeInForceLongText(draft.timeInForce)));
    const QString waits = activationSentence(draft.activation, known);
    return waits.isEmpty() ? clause : clause + u", "_s + waits;
}

std::optional<Price> bestOf(const DepthLine *line)
{
    return line ? std::optional{line->price} : std::nullopt;
}

DistanceBasis basisOf(const SubmissionDraft &submission, const MarketState &market, Quantity lots, bool upwards)
{
    DistanceBasis basis = DistanceBasis::of(*market.definition);
    basis.from = expectedEntry(submission.orders.front(), &market);
    basis.lots = lots;
    basis.upwards = upwards;
    return basis;
}

Quantity lotsOf(const SubmissionDraft &submission, const BracketExit &bracketExit)
{
    return hasExitVolumes(submission.link) ? bracketExit.volume : submission.orders.front().volume;
}

Price differenceOf(const SubmissionDraft &submission, const DistanceBasis &basis, Price told)
{
    if (!hasAbsoluteExits(submission.link))
        return told;
    return basis.from ? told.minus(*basis.from).value_or(Price{}) : Price{};
}

// "6026.50 (+8 ticks)" or, for a differential, "+8 ticks": as a win is positive, whichever the side.
QString exitPriceText(const SubmissionDraft &submission, const MarketState &market, Price told, bool buys)
{
    const Market &known = *market.definition;
    const DistanceBasis basis = basisOf(submission, market, Quantity{1}, buys);
    if (hasAbsoluteExits(submission.link)) {
        const QString price = priceText(&known, told);
        const Distance distance = distanceToPrice(basis, told);
        return distance.ticks ? SubmissionText::tr("%1 (%2)").arg(price, signedTicksText(*distance.ticks)) : price;
    }
    std::optional<std::int64_t> ticks;
    if (basis.from)
        if (const auto to = basis.from->plus(told))
            ticks = basis.ticks.ticksBetween(*basis.from, *to);
    if (!ticks && !told.isZero())
        ticks = basis.ticks.incrementsAt(told);
    if (!ticks)
        return signedPriceText(&known, told);
    return signedTicksText(buys ? *ticks : -*ticks);
}

QString exitClause(const SubmissionDraft &submission, const BracketExit &bracketExit, const MarketState &market)
{
    const bool buys = submission.orders.front().side == Side::Buy;
    QStringList parts;
    if (bracketExit.profit)
        parts << SubmissionText::tr("at %1").arg(exitPriceText(submission, market, *bracketExit.profit, buys));
    if (bracketExit.stop) {
        const QString stop =
            SubmissionText::tr("stop %1").arg(exitPriceText(submission, market, *bracketExit.stop, buys));
        parts << (bracketExit.trail ? SubmissionText::tr("%1 trailing by %2")
                                          .arg(stop, trailText(&*market.definition, bracketExit.trail))
                                    : stop);
    }
    //: then sell 3 at +8 ticks or stop −6 ticks
    return SubmissionText::tr("%1 %2 %3")
        .arg(inLowerCase(sideText(buys ? Side::Sell : Side::Buy)), quantityText(lotsOf(submission, bracketExit)),
             parts.isEmpty() ? SubmissionText::tr("(no exit)") : parts.join(SubmissionText::tr(" or ")));
}

QString bracketSentence(const SubmissionDraft &submission, const MarketState &market)
{
    QStringList exits;
    for (const BracketExit &bracketExit : submission.exits)
        exits << exitClause(submission, bracketExit, market);
    const QString entry = orderClause(submission.orders.front(), &market);
    return SubmissionText::tr("%1; then %2, %3.")
        .arg(entry, exits.isEmpty() ? SubmissionText::tr("(no exit)") : exits.join(SubmissionText::tr(", and ")),
             inLowerCase(timeInForceLongText(submission.exitsTimeInForce)));
}

QString delayText(std::chrono::milliseconds delay)
{
    constexpr std::int64_t second = 1'000;
    constexpr std::int64_t minute = 60 * second;
    if (delay.count() % minute == 0)
        return SubmissionText::tr("%1 min").arg(countText(delay.count() / minute));
    if (delay.count() % second == 0)
        return SubmissionText::tr("%1 s").arg(countText(delay.count() / second));
    return SubmissionText::tr("%1 ms").arg(countText(delay.count()));
}

QString momentText(const MomentOrDelay &moment)
{
    if (moment.time)
        return SubmissionText::tr("at %1 Chicago").arg(dateTimeText(*moment.time));
    if (moment.delay)
        return SubmissionText::tr("after %1").arg(delayText(*moment.delay));
    return SubmissionText::tr("(no time)");
}

QString conditionText(const Activation &activation, const Market *market)
{
    const QString price = priceOrGap(market, activation.price);
    const QString side =
        activation.quoteSide == Side::Buy ? SubmissionText::tr("best bid") : SubmissionText::tr("best offer");
    switch (activation.kind) {
    case ActivationKind::Immediate:
    case ActivationKind::Hold:
        return {};
    case ActivationKind::AtTime:
        return SubmissionText::tr("sent %1").arg(momentText(activation.submit));
    case ActivationKind::TradeAtOrAbove:
        return SubmissionText::tr("when a trade is at or above %1").arg(price);
    case ActivationKind::TradeAtOrBelow:
        return SubmissionText::tr("when a trade is at or below %1").arg(price);
    case ActivationKind::QuoteAtOrAbove:
        return SubmissionText::tr("when the %1 is at or above %2").arg(side, price);
    case ActivationKind::QuoteAtOrBelow:
        return SubmissionText::tr("when the %1 is at or below %2").arg(side, price);
    case ActivationKind::OnMarketMode:
        return SubmissionText::tr("when the market is %1").arg(inLowerCase(modeText(activation.mode)));
    case ActivationKind::Queue:
        return SubmissionText::tr("held until you release it");
    case ActivationKind::MarketOnClose:
        return SubmissionText::tr("at the market's close");
    }
    return activationText(activation.kind);
}

} // namespace

bool hasOwnPrice(const OrderDraft &order) noexcept
{
    return (usesLimitPrice(order.type) && order.limit) || (usesStopPrice(order.type) && order.stop && !order.trail);
}

bool fillsAtOnce(const OrderDraft &order, const MarketState *market)
{
    if (order.type != OrderType::Limit || !order.limit || !market || !order.activation.isDefault())
        return false;
    const bool buys = order.side == Side::Buy;
    const std::optional<Price> opposite = bestOf(buys ? market->book.bestOffer() : market->book.bestBid());
    return opposite && (buys ? *order.limit >= *opposite : *order.limit <= *opposite);
}

std::optional<Price> expectedEntry(const OrderDraft &order, const MarketState *market)
{
    if (order.trail)
        return std::nullopt; // its trigger moves before it trades
    if (usesLimitPrice(order.type) && !fillsAtOnce(order, market))
        return order.limit;
    if (usesStopPrice(order.type))
        return order.stop;
    if (!market)
        return std::nullopt;
    const bool atBid = (order.side == Side::Buy) == (order.type == OrderType::Join);
    return bestOf(atBid ? market->book.bestBid() : market->book.bestOffer());
}

QString activationSentence(const Activation &activation, const Market *market)
{
    QStringList parts;
    const QString condition = conditionText(activation, market);
    if (!condition.isEmpty())
        parts << condition;
    if (activation.volume)
        parts << SubmissionText::tr("at least %1 in size").arg(quantityText(*activation.volume));
    if (activation.countImplied)
        parts << SubmissionText::tr("implied prices counted");
    if (activation.giveUp.isSet())
        parts << SubmissionText::tr("given up %1 if it still waits").arg(momentText(activation.giveUp));
    if (activation.cancel.isSet())
        parts << SubmissionText::tr("pulled %1").arg(momentText(activation.cancel));
    return parts.join(u", "_s);
}

QString draftSentence(const OrderDraft &draft, const MarketState *market)
{
    return market ? orderClause(draft, market) + u'.' : SubmissionText::tr("No market is chosen.");
}

QString submissionSentence(const SubmissionDraft &submission, const MarketState *market)
{
    if (!market || submission.orders.empty())
        return SubmissionText::tr("No market is chosen.");
    if (isBracket(submission.link) && market->definition)
        return bracketSentence(submission, *market);
    QStringList clauses;
    for (const OrderDraft &order : submission.orders)
        clauses << (clauses.isEmpty() ? orderClause(order, market) : inLowerCase(orderClause(order, market)));
    if (submission.link == OrderLink::Oco)
        return SubmissionText::tr("%1. One cancels the other.").arg(clauses.join(SubmissionText::tr("; or ")));
    return clauses.join(u"; "_s) + u'.';
}

Stakes stakesOf(const SubmissionDraft &submission, const MarketState *market)
{
    Stakes stakes;
    if (!isBracket(submission.link) || !market || !market->definition || submission.orders.empty())
        return stakes;
    double reward = 0;
    double risk = 0;
    bool everyProfit = !submission.exits.empty();
    bool everyStop = everyProfit;
    for (const BracketExit &bracketExit : submission.exits) {
        const DistanceBasis basis = basisOf(submission, *market, lotsOf(submission, bracketExit), true);
        if (hasAbsoluteExits(submission.link) && !basis.from)
            return stakes;
        const auto add = [&](const std::optional<Price> &told, double &sum, bool &every) {
            const auto money = told ? moneyOf(basis, differenceOf(submission, basis, *told)) : std::nullopt;
            every = every && money.has_value();
            sum += money.value_or(0);
        };
        add(bracketExit.profit, reward, everyProfit);
        add(bracketExit.stop, risk, everyStop);
    }
    if (everyProfit)
        stakes.reward = reward;
    if (everyStop)
        stakes.risk = risk;
    return stakes;
}

QString stakesSentence(const SubmissionDraft &submission, const MarketState *market)
{
    const Stakes stakes = stakesOf(submission, market);
    QStringList parts;
    if (stakes.reward)
        parts << SubmissionText::tr("Reward ≈ %1").arg(moneyText(*stakes.reward));
    if (stakes.risk)
        parts << SubmissionText::tr("Risk ≈ %1").arg(moneyText(*stakes.risk));
    return parts.join(u" · "_s);
}

} // namespace depthdeck::ui
