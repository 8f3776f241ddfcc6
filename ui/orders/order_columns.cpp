// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/order_columns.h"

#include <QCoreApplication>

#include <array>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

using Column = OrdersModel::Column;

struct OrderColumns
{
    Q_DECLARE_TR_FUNCTIONS(depthdeck::ui::OrderColumns)
};

struct ColumnFact
{
    const char *name; ///< in the settings
    const char *title;
    const char *hint;   ///< empty: the title says it all
    const char *sample; ///< not translated: figures
    bool isNumber;
};

/// By column.
constexpr std::array<ColumnFact, Column::ColumnCount> facts{{
    {"state", QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "State"),
     QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "Where the order is now."), "", false},
    {"market", QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "Market"), "", "ESZ6-ESH7", false},
    {"side", QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "Side"), "", "Sell", false},
    {"volume", QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "Volume"),
     QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "The whole order, what is filled included."), "10 → 20", true},
    {"filled", QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "Filled"), "", "1,000", true},
    {"type", QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "Type"), "", "Trailing stop", false},
    {"price", QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "Price"),
     QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns",
                       "Limit price; of a market if touched the price that sets it off."),
     "6024.50 → 6025.00", true},
    {"stop", QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "Stop"),
     QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "Stop price: the order goes to the market when this trades."),
     "110-16.5", true},
    //: Column title: the time in force of an order
    {"time-in-force", QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "Time"),
     QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "Time in force: how long the order stays."), "GTC", false},
    {"average", QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "Average"),
     QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "Average price of its fills."), "110.51562500", true},
    {"acknowledged", QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "Acknowledged"),
     QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "From the wire to the answer of the exchange."), "999.9 ms",
     true},
    {"submitted", QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "Submitted"), "", "14:32:09", true},
    {"text", QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "Text"),
     QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "What the server or the exchange said last."), "", false},
    {"link", QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "Link"),
     QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "What the order is to those it stands with."), "Profit exit",
     false},
    {"trail", QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "Trail"),
     QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "How far a trailing stop stays behind the market."),
     "0-16.5 → 0-17", true},
    {"show", QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "Show"),
     QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "How much of the order others can see."), "10 → 20", true},
    {"working", QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "Working"),
     QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "Contracts that are still to be filled."), "1,000", true},
    {"activation", QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "Activation"),
     QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "What a held order waits for, in the server's words."),
     "Queue, released by hand", false},
    {"updated", QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "Updated"),
     QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "The server's time of its last message."), "14:32:09.147", true},
    {"account", QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "Account"), "", "SIM-10421-00", false},
    {"order", QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "Order"),
     QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "The server's id of the order."), "0000000000000000-000000",
     false},
    {"exchange-order", QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "Exchange order"),
     QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "The exchange's id of the order."), "000000000000", false},
    {"user", QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "User"),
     QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "Who entered it, and with which program."), "trader, DepthDeck",
     false},
    {"batch", QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "Batch"),
     QT_TRANSLATE_NOOP("depthdeck::ui::OrderColumns", "The batch the order came with."), "0000000000000000", false},
}};

const ColumnFact &factOf(Column column)
{
    return facts.at(static_cast<std::size_t>(column));
}

} // namespace

QString orderColumnTitle(Column column)
{
    return OrderColumns::tr(factOf(column).title);
}

QString orderColumnHint(Column column)
{
    return *factOf(column).hint == '\0' ? QString{} : OrderColumns::tr(factOf(column).hint);
}

bool isNumberColumn(Column column) noexcept
{
    return facts[static_cast<std::size_t>(column)].isNumber;
}

Qt::Alignment orderColumnAlignment(Column column)
{
    return Qt::AlignVCenter | (isNumberColumn(column) ? Qt::AlignRight : Qt::AlignLeft);
}

QStringList orderColumnNames()
{
    QStringList names;
    for (const ColumnFact &fact : facts)
        names << QString::fromLatin1(fact.name);
    return names;
}

QStringList usualOrderColumns()
{
    return {u"state"_s, u"market"_s, u"side"_s,          u"volume"_s,       u"filled"_s, u"type"_s,
            u"price"_s, u"stop"_s,   u"time-in-force"_s, u"acknowledged"_s, u"text"_s};
}

QStringList orderColumnSamples()
{
    QStringList samples;
    for (const ColumnFact &fact : facts)
        samples << QString::fromUtf8(fact.sample);
    samples[Column::State] = OrderColumns::tr("Risk passed") + u"   "_s; // room for the lines of a group
    samples[Column::Type] = OrderColumns::tr("Trailing stop");
    samples[Column::Stop] = OrderColumns::tr("−16 ticks from the fill");
    samples[Column::Text] = OrderColumns::tr("Waits for the fill");
    samples[Column::Link] = OrderColumns::tr("Profit exit");
    samples[Column::Activation] = OrderColumns::tr("Queue, released by hand");
    return samples;
}

} // namespace depthdeck::ui
