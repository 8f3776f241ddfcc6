// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/bust_desk.h"

#include "app/exchange/desk/behaviours.h"
#include "app/exchange/desk/order_texts.h"

namespace depthdeck::exchange {

bool BustDesk::isChosen(const Order &order)
{
    return m_chosen > 0 && ++m_counts[order.origin.client] == m_chosen;
}

void BustDesk::bust(Order &order, std::size_t index)
{
    if (index >= order.fills.size() || order.fills[index].busted || order.fills[index].tradeDate != order.tradeDate)
        return;
    std::size_t end = index + 1;
    while (end < order.fills.size() && order.fills[end].leg)
        ++end;
    const bool hasLegs = end > index + 1;
    for (std::size_t at = index; at < end; ++at) {
        order.fills[at].busted = true;
        if (at > index || !hasLegs)
            m_accounts.bustFill(order.account, order.fills[at].market, order.fills[at].side, order.fills[at].volume,
                                order.fills[at].price);
    }
    const std::int32_t volume = order.fills[index].volume;
    order.busted += volume;
    m_accounts.chargeFee(order.account, order.market, -volume);
    tell(order, index, end);
}

void BustDesk::tell(Order &order, std::size_t first, std::size_t end)
{
    using Kind = OrderReport::Kind;
    const OrderFill &fill = order.fills[first];
    const std::string text = "TRADE BUSTED: trade " + std::to_string(fill.tradeId) + " of " + lotsText(fill.volume) +
                             " was taken back. Totals and position are corrected.";
    const auto whole = [&](Kind kind) { m_ledger.report(order, OrderChange::TradeBusted, kind, text); };
    switch (m_behaviours.bustForm) {
    case Behaviours::BustForm::Status:
        whole(Kind::Status);
        return whole(Kind::Full); // a status has no fill total
    case Behaviours::BustForm::Update:
        return whole(Kind::Full);
    case Behaviours::BustForm::Trade:
    case Behaviours::BustForm::NegativeTrade:
        break;
    }
    for (std::size_t at = first; at < end; ++at) {
        OrderReport report;
        report.kind = order.fills[at].leg ? Kind::TradeLeg : Kind::Trade;
        report.fill = at;
        m_ledger.report(order, OrderChange::TradeBusted, report, text);
    }
}

} // namespace depthdeck::exchange
