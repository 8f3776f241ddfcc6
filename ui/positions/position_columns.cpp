// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/positions/position_columns.h"

#include <array>

namespace depthdeck::ui {

namespace {

/// By column.
constexpr std::array<PositionColumn, PositionsModel::ColumnCount> facts{{
    {"market", QT_TRANSLATE_NOOP("depthdeck::ui::PositionsModel", "Market"), "", "ESZ6", false},
    {"net", QT_TRANSLATE_NOOP("depthdeck::ui::PositionsModel", "Net"), "", "+100", true},
    {"average", QT_TRANSLATE_NOOP("depthdeck::ui::PositionsModel", "Average"), "", "21345.2500", true},
    {"open", QT_TRANSLATE_NOOP("depthdeck::ui::PositionsModel", "Open P&L"),
     QT_TRANSLATE_NOOP("depthdeck::ui::PositionsModel",
                       "Open profit and loss against the last trade, as the server values it."),
     "▲ +1,000.00", true},
    {"realised", QT_TRANSLATE_NOOP("depthdeck::ui::PositionsModel", "Realised"), "", "▲ +1,000.00", true},
    {"working", QT_TRANSLATE_NOOP("depthdeck::ui::PositionsModel", "Working"),
     QT_TRANSLATE_NOOP("depthdeck::ui::PositionsModel", "Contracts in working orders: buys and sells."), "100 / 100",
     true},
    {"margin", QT_TRANSLATE_NOOP("depthdeck::ui::PositionsModel", "Margin"), "", "100,000.00", true},
    {"state", QT_TRANSLATE_NOOP("depthdeck::ui::PositionsModel", "State"), "", "No figures yet", false},
    {"account", QT_TRANSLATE_NOOP("depthdeck::ui::PositionsModel", "Account"), "", "SIM-10421-00", false},
    {"own-open", QT_TRANSLATE_NOOP("depthdeck::ui::PositionsModel", "Own open"),
     QT_TRANSLATE_NOOP("depthdeck::ui::PositionsModel",
                       "The open profit and loss as calculated here from the fills, to check the server's."),
     "▲ +1,000.00", true},
    {"own-realised", QT_TRANSLATE_NOOP("depthdeck::ui::PositionsModel", "Own realised"),
     QT_TRANSLATE_NOOP("depthdeck::ui::PositionsModel", "The realised profit and loss as calculated here."),
     "▲ +1,000.00", true},
    {"check", QT_TRANSLATE_NOOP("depthdeck::ui::PositionsModel", "Check"),
     QT_TRANSLATE_NOOP("depthdeck::ui::PositionsModel",
                       "Whether the server's figures and those calculated here agree."),
     "Differs ▲ +1,000.00", false},
    {"open-best", QT_TRANSLATE_NOOP("depthdeck::ui::PositionsModel", "Open, best price"),
     QT_TRANSLATE_NOOP("depthdeck::ui::PositionsModel",
                       "Open profit and loss against the opposite best price, as the server values it."),
     "▲ +1,000.00", true},
    {"day", QT_TRANSLATE_NOOP("depthdeck::ui::PositionsModel", "Day P&L"),
     QT_TRANSLATE_NOOP("depthdeck::ui::PositionsModel", "Realised and open of today, as the server tells it."),
     "▲ +1,000.00", true},
    {"traded", QT_TRANSLATE_NOOP("depthdeck::ui::PositionsModel", "Traded"),
     QT_TRANSLATE_NOOP("depthdeck::ui::PositionsModel", "Contracts bought and sold."), "100 / 100", true},
    {"overnight", QT_TRANSLATE_NOOP("depthdeck::ui::PositionsModel", "Overnight"),
     QT_TRANSLATE_NOOP("depthdeck::ui::PositionsModel", "Contracts carried over from earlier days."), "+100", true},
    {"fees", QT_TRANSLATE_NOOP("depthdeck::ui::PositionsModel", "Fees"), "", "10,000.00", true},
    {"risk", QT_TRANSLATE_NOOP("depthdeck::ui::PositionsModel", "Risk"),
     QT_TRANSLATE_NOOP("depthdeck::ui::PositionsModel", "What the server's risk system does with the position."),
     "Waits to be liquidated", false},
    {"updated", QT_TRANSLATE_NOOP("depthdeck::ui::PositionsModel", "Updated"),
     QT_TRANSLATE_NOOP("depthdeck::ui::PositionsModel", "The server's time of its last profit and loss."),
     "14:32:09.147", true},
}};

} // namespace

const PositionColumn &positionColumn(PositionsModel::Column column) noexcept
{
    return facts[static_cast<std::size_t>(column)];
}

QStringList positionColumnNames()
{
    QStringList names;
    for (const PositionColumn &fact : facts)
        names << QString::fromLatin1(fact.name);
    return names;
}

QStringList positionColumnSamples()
{
    QStringList samples;
    for (const PositionColumn &fact : facts)
        samples << QString::fromUtf8(fact.sample);
    return samples;
}

} // namespace depthdeck::ui
