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
    default:
        return {};
    }
}

} // namespace

QString problemText(const OrderProblem &problem, const Market *market)
{
    for (const QString &text :
         {placeText(problem), volumeText(problem), priceProblemText(problem, market), termsText(problem)}) {
        if (!text.isEmpty())
            return text;
    }
    return ProblemText::tr("The order was not accepted by the check number %1.").arg(static_cast<int>(problem.kind));
}

} // namespace depthdeck::ui
