// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/ticket_text.h"

#include "app/market/market_board.h"
#include "ui/common/number_text.h"
#include "ui/common/order_words.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cstdlib>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

struct TicketText
{
    Q_DECLARE_TR_FUNCTIONS(depthdeck::ui::TicketText)
};

const Market *definitionOf(const MarketState *market)
{
    return market && market->definition ? &*market->definition : nullptr;
}

QString priceOrGap(const Market *market, const std::optional<Price> &price)
{
    return price ? priceText(market, *price) : TicketText::tr("(no price)");
}

// The part of the sentence that says at which price.
QString termsText(const OrderDraft &draft, const Market *market)
{
    const QString limit = priceOrGap(market, draft.limit);
    const QString stop = priceOrGap(market, draft.stop);
    switch (draft.type) {
    case OrderType::Market:
        return TicketText::tr("at market");
    case OrderType::Limit:
        return TicketText::tr("limit %1").arg(limit);
    case OrderType::StopMarket:
        return TicketText::tr("stop %1").arg(stop);
    case OrderType::StopLimit:
        return TicketText::tr("stop %1 limit %2").arg(stop, limit);
    case OrderType::MarketIfTouched:
        return TicketText::tr("at market if %1 is touched").arg(limit);
    case OrderType::StopSameLimit:
    case OrderType::Join:
    case OrderType::Hit:
    case OrderType::Flatten:
    case OrderType::Undefined:
        break;
    }
    return orderTypeText(draft.type);
}

// How much of the order the market sees.
QString withMaxShow(const QString &terms, const std::optional<Quantity> &maxShow)
{
    //: limit 6024.50, showing 2 at a time
    return maxShow ? TicketText::tr("%1, showing %2 at a time").arg(terms, quantityText(*maxShow)) : terms;
}

QString inLowerCase(QString words)
{
    if (!words.isEmpty())
        words[0] = words[0].toLower();
    return words;
}

} // namespace

Outlook outlookOf(const OrderDraft &draft, const Account *account, const Position *position) noexcept
{
    const bool buys = draft.side == Side::Buy;
    const Quantity net = position ? position->net() : Quantity{};
    const Quantity working = !position ? Quantity{} : (buys ? position->workingBuys : position->workingSells);
    Outlook outlook;
    outlook.afterFill = buys ? net + draft.volume : net - draft.volume;
    outlook.worstCase = buys ? outlook.afterFill + working : outlook.afterFill - working;
    if (account && account->maxAccountPosition > 0)
        outlook.positionLeft =
            Quantity{std::max(0, account->maxAccountPosition - std::abs(outlook.worstCase.contracts))};
    if (account && account->maxClipSize > 0)
        outlook.clipLimit = Quantity{account->maxClipSize};
    return outlook;
}

QString draftSentence(const OrderDraft &draft, const MarketState *market)
{
    if (!market)
        return TicketText::tr("No market is chosen.");
    //: Buy 5 ESZ6 limit 6024.50, day.
    return TicketText::tr("%1 %2 %3 %4, %5.")
        .arg(sideText(draft.side), quantityText(draft.volume), QString::fromStdString(market->displayName()),
             withMaxShow(termsText(draft, definitionOf(market)), draft.maxShow),
             inLowerCase(timeInForceLongText(draft.timeInForce)));
}

QString outlookSentence(const OrderDraft &draft, const Outlook &outlook, const MarketState *market)
{
    QStringList parts;
    parts << TicketText::tr("%1 if filled").arg(positionText(outlook.afterFill));
    if (outlook.worstCase != outlook.afterFill)
        parts << TicketText::tr("worst case %1").arg(inLowerCase(positionText(outlook.worstCase)));
    if (outlook.positionLeft)
        parts << TicketText::tr("%1 more allowed").arg(quantityText(*outlook.positionLeft));
    if (outlook.clipLimit)
        parts << TicketText::tr("clip %1 of %2").arg(quantityText(draft.volume), quantityText(*outlook.clipLimit));
    if (const Market *definition = definitionOf(market))
        if (const std::optional<Price> value = definition->tickValue())
            //: An estimate of the cash for a move of one tick, per contract
            parts << TicketText::tr("tick ≈ %1").arg(textOf(formatDecimal(*value, 2, DecimalMode::Exact)));
    return parts.join(u" · "_s);
}

QString positionText(Quantity net)
{
    if (net.contracts > 0)
        return TicketText::tr("Long %1").arg(quantityText(net));
    if (net.contracts < 0)
        return TicketText::tr("Short %1").arg(quantityText(Quantity{} - net));
    return TicketText::tr("Flat");
}

} // namespace depthdeck::ui
