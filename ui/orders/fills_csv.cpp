// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/fills_csv.h"

#include "app/market/market_board.h"
#include "app/trading/order_store.h"
#include "ui/common/number_text.h"

#include <QDateTime>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

QString utcText(const std::optional<WallTime> &time)
{
    if (!time)
        return {};
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(time->time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC).toString(Qt::ISODateWithMs);
}

QString quoted(QString text)
{
    const bool needs = text.contains(u',') || text.contains(u'"') || text.contains(u'\n') || text.contains(u'\r');
    return needs ? u'"' + text.replace(u'"', u"\"\""_s) + u'"' : text;
}

QString sideWord(const Fill &fill)
{
    const std::optional<Side> side =
        fill.legIndex >= 0 ? fill.legSide : (fill.sideKnown ? std::optional{fill.side} : std::nullopt);
    if (!side)
        return {};
    return *side == Side::Buy ? u"buy"_s : u"sell"_s;
}

QString line(const Fill &fill, const OrderStore &store, const MarketBoard &board)
{
    const MarketId &market = fill.legIndex >= 0 && fill.legMarket ? *fill.legMarket : fill.market;
    const MarketState *state = board.find(market);
    const int decimals = state && state->definition ? state->definition->wireDecimals : 0;
    const Order *order = store.find(fill.order);
    const auto flag = [](bool set) { return set ? u"yes"_s : u"no"_s; };
    const QStringList cells{utcText(fill.time),
                            utcText(fill.exchangeTime),
                            textOf(fill.account.text()),
                            textOf(market.text()),
                            state ? textOf(state->displayName()) : QString{},
                            sideWord(fill),
                            QString::number(fill.volume.contracts),
                            fill.price ? textOf(fill.price->toWire(decimals)) : QString{},
                            textOf(fill.order.text()),
                            order ? textOf(order->exchangeOrderId) : QString{},
                            textOf(fill.exchangeTradeId),
                            fill.legIndex >= 0 ? QString::number(fill.legIndex + 1) : QString{},
                            flag(fill.busted),
                            flag(fill.isReversal),
                            flag(fill.historical)};
    QStringList safe;
    for (const QString &cell : cells)
        safe << quoted(cell);
    return safe.join(u',');
}

} // namespace

QString fillsAsCsv(const std::vector<const Fill *> &fills, const OrderStore &store, const MarketBoard &board)
{
    QStringList lines{u"time_utc,exchange_time_utc,account,market_id,market,side,volume,price,order_id,"
                      "exchange_order_id,exchange_trade_id,leg,busted,reversal,told_at_login"_s};
    for (const Fill *fill : fills)
        lines << line(*fill, store, board);
    return lines.join(u"\r\n"_s) + u"\r\n"_s;
}

} // namespace depthdeck::ui
