// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/depth/queue_words.h"

#include "ui/common/number_text.h"

#include <QCoreApplication>

namespace depthdeck::ui {

namespace {

class QueueWords
{
    Q_DECLARE_TR_FUNCTIONS(depthdeck::ui::QueueWords)
};

constexpr QChar almostEqual{u'\u2248'};

} // namespace

QString queueText(const QueuePosition &position)
{
    const QString lots = quantityText(position.lotsAhead);
    const QString ahead =
        position.ordersKnown ? QStringLiteral("%1/%2").arg(lots, quantityText(Quantity{position.ordersAhead})) : lots;
    return position.exact ? ahead : almostEqual + ahead;
}

QString lotsText(std::int64_t lots)
{
    return lots == 1 ? QueueWords::tr("1 lot") : QueueWords::tr("%1 lots").arg(countText(lots));
}

QString ordersText(std::int64_t orders)
{
    return orders == 1 ? QueueWords::tr("1 order") : QueueWords::tr("%1 orders").arg(countText(orders));
}

QString queueSentence(const QueuePosition &position)
{
    if (position.lotsAhead.isZero())
        return position.exact ? QueueWords::tr("at the front of the queue")
                              : QueueWords::tr("about at the front of the queue, an estimate");
    const QString lots = lotsText(position.lotsAhead.contracts);
    if (!position.ordersKnown)
        return QueueWords::tr("about %1 ahead, an estimate").arg(lots);
    const QString orders = ordersText(position.ordersAhead);
    //: Lots and orders in the queue before the own order: "120 lots in 14 orders ahead"
    return position.exact ? QueueWords::tr("%1 in %2 ahead").arg(lots, orders)
                          : QueueWords::tr("about %1 in %2 ahead, an estimate").arg(lots, orders);
}

} // namespace depthdeck::ui
