// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/problem_text.h"

#include "ui/common/number_text.h"

#include <QCoreApplication>

namespace depthdeck::ui {

namespace {

struct ProblemText
{
    Q_DECLARE_TR_FUNCTIONS(ProblemText)
};

QString offTickText(const QString &sentence, const OrderProblem &problem, const Market *market)
{
    const QString asked = priceText(market, problem.price);
    if (!problem.nearest)
        return sentence.arg(asked);
    return sentence.arg(asked) + QLatin1Char{' '} +
           ProblemText::tr("The tick below is %1.").arg(priceText(market, *problem.nearest));
}

QString moneyOfCents(std::int64_t cents)
{
    return moneyText(static_cast<double>(cents) / 100.0);
}

// Problems of the account and the market.
QString placeText(const OrderProblem &problem)
{
    switch (problem.kind) {
    case OrderProblemKind::NoAccount:
        return ProblemText::tr("No account is chosen. Choose one in the ticket.");
    case OrderProblemKind::AccountMayNotTrade:
        if (!problem.blocks)
            return ProblemText::tr("Order routing is switched off for the account; the server may refuse the order.");
        if (mayTrade(static_cast<AccountStatus>(problem.code)))
            return ProblemText::tr("The server has not confirmed the account and its orders yet. Wait until it has.");
        return ProblemText::tr("The account may not trade, its status is %1. Choose another account.")
            .arg(accountStatusText(static_cast<AccountStatus>(problem.code)));
    case OrderProblemKind::NoMarket:
        return ProblemText::tr("No market is chosen. Choose one with Ctrl+N or from the watchlist.");
    case OrderProblemKind::MarketNotReady:
        return ProblemText::tr("The market's definition or first prices have not arrived yet. Wait a moment.");
    case OrderProblemKind::MarketClosed:
        return ProblemText::tr("The market takes no orders now, its mode is %1. Wait until it opens.")
            .arg(modeText(static_cast<MarketMode>(problem.code)));
    case OrderProblemKind::DataNotFresh:
        return ProblemText::tr("The market's prices are not fresh. Look at its state before you trade on them.");
    case OrderProblemKind::TypeNotSupported:
        return ProblemText::tr("This order type cannot be sent from here. Choose another one.");
    case OrderProblemKind::AccountNotSubscribed:
        return ProblemText::tr(
            "The account's positions and orders have not arrived from the server yet. Wait a moment.");
    case OrderProblemKind::OrderRoutingOff:
        return ProblemText::tr("The server says that order routing is off for this account. Choose another one.");
    case OrderProblemKind::BatchAccountNotSubscribed:
        return ProblemText::tr(
            "The account of this line is not subscribed, so the server would reject the whole batch. "
            "Remove the line or choose the account once in a ticket.");
    case OrderProblemKind::BatchEmpty:
        return ProblemText::tr("The batch has no line. Add an order from the ticket first.");
    default:
        return {};
    }
}

// Problems with what the trader did lately, against limits that are kept for the trader.
QString guardText(const OrderProblem &problem)
{
    const QString value = countText(problem.value);
    const QString limit = countText(problem.limit);
    switch (problem.kind) {
    case OrderProblemKind::DuplicateOrder:
        return ProblemText::tr("The same order was sent %1 ms ago, within the %2 ms in which a double is refused. "
                               "Send it again later if you mean it.")
            .arg(value, limit);
    case OrderProblemKind::OrderRate:
        return ProblemText::tr("This would be order %1 within a second, your limit is %2. Wait a second.")
            .arg(value, limit);
    case OrderProblemKind::WorkingOrders:
        return ProblemText::tr("The account would have %1 active orders, your limit is %2. Pull one first.")
            .arg(value, limit);
    case OrderProblemKind::DayLoss:
        return ProblemText::tr("The account lost %1 today, your limit is %2. Only orders that close are possible.")
            .arg(moneyOfCents(problem.value), moneyOfCents(problem.limit));
    default:
        return {};
    }
}

QString volumeText(const OrderProblem &problem)
{
    const QString value = countText(problem.value);
    const QString limit = countText(problem.limit);
    switch (problem.kind) {
    case OrderProblemKind::ZeroVolume:
        return ProblemText::tr("The quantity is %1. Enter at least 1.").arg(value);
    case OrderProblemKind::VolumeIncrement:
        return ProblemText::tr("The quantity %1 is not a multiple of %2, the market's volume increment.")
            .arg(value, limit);
    case OrderProblemKind::ClipSize:
        return ProblemText::tr("The quantity %1 is over the account's largest order of %2.").arg(value, limit);
    case OrderProblemKind::PositionLimit:
        return ProblemText::tr("With every order filled the position would be %1, the account's limit is %2.")
            .arg(value, limit);
    case OrderProblemKind::MaxShowTooLarge:
        return ProblemText::tr("Max show %1 is more than the quantity %2.").arg(value, limit);
    case OrderProblemKind::MaxShowNotPossible:
        return ProblemText::tr("Max show is possible only for a limit order that rests (Day or GTC).");
    case OrderProblemKind::VolumeBelowFilled:
        return ProblemText::tr("The quantity %1 is not above the %2 already filled.").arg(value, limit);
    case OrderProblemKind::FlattenWithoutPosition:
        return ProblemText::tr("There is no position in this market to flatten.");
    case OrderProblemKind::FlattenWrongSide:
        return ProblemText::tr("The net position is %1; this side would not close it. Choose the other side.")
            .arg(signedQuantityText(Quantity{static_cast<std::int32_t>(problem.value)}));
    case OrderProblemKind::FlattenTooMuch:
        return ProblemText::tr("%1 lots are more than the position of %2 that there is to close.").arg(value, limit);
    default:
        return {};
    }
}

QString priceProblemText(const OrderProblem &problem, const Market *market)
{
    const QString asked = priceText(market, problem.price);
    const QString nearest = priceText(market, problem.nearest);
    switch (problem.kind) {
    case OrderProblemKind::LimitPriceMissing:
        return ProblemText::tr("The limit price is missing. Enter one, or choose a market order.");
    case OrderProblemKind::StopPriceMissing:
        return ProblemText::tr("The stop price is missing. Enter one.");
    case OrderProblemKind::LimitOffTick:
        return offTickText(ProblemText::tr("The limit price %1 is between two ticks."), problem, market);
    case OrderProblemKind::StopOffTick:
        return offTickText(ProblemText::tr("The stop price %1 is between two ticks."), problem, market);
    case OrderProblemKind::OutsidePriceLimits:
        return ProblemText::tr("The price %1 is beyond the exchange's limit of %2.").arg(asked, nearest);
    case OrderProblemKind::FarFromMarket:
        return ProblemText::tr("The price %1 is %2 ticks from the market, more than the guard of %3.")
            .arg(asked, countText(problem.value), countText(problem.limit));
    case OrderProblemKind::StopOnWrongSide:
        return ProblemText::tr("The stop price %1 would trigger at once, the market is at %2.").arg(asked, nearest);
    case OrderProblemKind::PriceBanding:
        return ProblemText::tr("The price %1 is beyond the account's price band, whose edge is %2.")
            .arg(asked, nearest);
    case OrderProblemKind::TrailMissing:
        return ProblemText::tr("The trail distance is missing. Enter one in ticks, price or money.");
    case OrderProblemKind::TrailNotPositive:
        return ProblemText::tr("The trail distance is %1. It must be more than 0.").arg(asked);
    case OrderProblemKind::TrailOffTick:
        return offTickText(ProblemText::tr("The trail distance %1 is not a whole number of ticks."), problem, market);
    default:
        return {};
    }
}

QString termsText(const OrderProblem &problem)
{
    switch (problem.kind) {
    case OrderProblemKind::TimeNotPossible:
        return ProblemText::tr("A stop order cannot be IOC or FOK. Choose Day or GTC.");
    case OrderProblemKind::NothingChanges:
        return ProblemText::tr("Nothing was changed. Change a price or the quantity first.");
    case OrderProblemKind::OrderNotRevisable:
        return ProblemText::tr("The order cannot be revised: it is finished, on its way, or its state is unknown.");
    case OrderProblemKind::TrailNotPossible:
        return ProblemText::tr("Only a stop or a stop limit can trail. Choose one of them, or remove the distance.");
    case OrderProblemKind::NotHeld:
        return ProblemText::tr("The order does not wait for anything any more, so it cannot be released or given "
                               "another condition.");
    default:
        return {};
    }
}

// Problems of orders that depend on one another.
QString linkText(const OrderProblem &problem, const Market *market)
{
    const QString value = countText(problem.value);
    const QString limit = countText(problem.limit);
    const QString asked = priceText(market, problem.price);
    switch (problem.kind) {
    case OrderProblemKind::LinkNeedsOrders:
        return ProblemText::tr("This link joins %2 orders, there are %1.").arg(value, limit);
    case OrderProblemKind::LinkNotMixed:
        return ProblemText::tr("Linked orders must be of one account and one market.");
    case OrderProblemKind::LinkNotSupported:
        return ProblemText::tr("The link “%1” cannot be sent from here. Choose another one.")
            .arg(orderLinkText(static_cast<OrderLink>(problem.code)));
    case OrderProblemKind::ExitMissing:
        return ProblemText::tr("An exit has neither a profit nor a stop. Enter one of them, or remove the exit.");
    case OrderProblemKind::ExitVolume:
        return ProblemText::tr("The exits close %1 lots together, the entry has %2. They must be equal.")
            .arg(value, limit);
    case OrderProblemKind::ExitWrongSide:
        return ProblemText::tr("The exit at %1 is on the wrong side of the entry: a profit must win, a stop must lose.")
            .arg(asked);
    case OrderProblemKind::ExitOffTick:
        return offTickText(ProblemText::tr("The exit at %1 is between two ticks."), problem, market);
    default:
        return {};
    }
}

QString activationProblemText(const OrderProblem &problem, const Market *market)
{
    const QString kind = activationText(static_cast<ActivationKind>(problem.code));
    switch (problem.kind) {
    case OrderProblemKind::ActivationIncomplete:
        return ProblemText::tr("The condition “%1” is not complete. Enter what it waits for.").arg(kind);
    case OrderProblemKind::ActivationOffTick:
        return offTickText(ProblemText::tr("The price %1 of the condition is between two ticks."), problem, market);
    case OrderProblemKind::ActivationInPast:
        return ProblemText::tr("The time of the condition is over. Enter a later one.");
    case OrderProblemKind::ActivationNotPossible:
        return ProblemText::tr("The condition “%1” is not possible with this order. Choose another one.").arg(kind);
    default:
        return {};
    }
}

} // namespace

QString problemText(const OrderProblem &problem, const Market *market)
{
    for (const QString &text :
         {placeText(problem), guardText(problem), volumeText(problem), priceProblemText(problem, market),
          termsText(problem), linkText(problem, market), activationProblemText(problem, market)}) {
        if (!text.isEmpty())
            return text;
    }
    return ProblemText::tr("The order was not accepted by the check number %1.").arg(static_cast<int>(problem.kind));
}

} // namespace depthdeck::ui
