// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/ticket_text.h"

#include "app/market/market_board.h"
#include "ui/common/number_text.h"

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

QString outlookSentence(const OrderDraft &draft, const Outlook &outlook, const MarketState *market)
{
    QStringList parts;
    if (draft.flattenAll)
        return TicketText::tr("Flat if filled");
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
