// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/depth/depth_choices.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>

#include <array>

namespace depthdeck::ui {

namespace {

class DepthChoices
{
    Q_DECLARE_TR_FUNCTIONS(depthdeck::ui::DepthChoices)
};

/// In the order of the menus: what a trader takes first, the rest slowest to fastest (t4-protocol.md c.2).
constexpr std::array everyLevels{DepthLevels::Normal, DepthLevels::BestOnly, DepthLevels::All};
constexpr std::array everyBuffer{DepthBuffer::SmartTrade, DepthBuffer::Smart,     DepthBuffer::SlowSmart,
                                 DepthBuffer::SlowTrade,  DepthBuffer::FastSmart, DepthBuffer::FastTrade,
                                 DepthBuffer::All,        DepthBuffer::TradeOnly};

template <typename Choose>
void addChoice(QMenu &menu, QActionGroup &group, const QString &text, bool isCurrent, Choose choose)
{
    QAction *action = menu.addAction(text);
    action->setCheckable(true);
    action->setChecked(isCurrent);
    group.addAction(action);
    QObject::connect(action, &QAction::triggered, &menu, choose);
}

} // namespace

QString levelsText(DepthLevels levels)
{
    switch (levels) {
    case DepthLevels::BestOnly:
        return DepthChoices::tr("Best bid and offer only");
    case DepthLevels::Normal:
        return DepthChoices::tr("The exchange's book");
    case DepthLevels::All:
        return DepthChoices::tr("Every level there is");
    case DepthLevels::Undefined:
        break;
    }
    return DepthChoices::tr("Not told");
}

QString bufferText(DepthBuffer buffer)
{
    switch (buffer) {
    case DepthBuffer::SlowTrade:
        return DepthChoices::tr("Slow, every trade");
    case DepthBuffer::SmartTrade:
        return DepthChoices::tr("Usual, every trade");
    case DepthBuffer::SlowSmart:
        return DepthChoices::tr("Slow");
    case DepthBuffer::Smart:
        return DepthChoices::tr("Usual");
    case DepthBuffer::FastSmart:
        return DepthChoices::tr("Fast");
    case DepthBuffer::All:
        return DepthChoices::tr("Every change, nothing left out");
    case DepthBuffer::FastTrade:
        return DepthChoices::tr("Fast, every trade");
    case DepthBuffer::TradeOnly:
        return DepthChoices::tr("Trades only, no book");
    case DepthBuffer::NoSubscription:
        break;
    }
    return DepthChoices::tr("Not told");
}

QString bufferName(DepthBuffer buffer)
{
    static const std::array names{QStringLiteral("NO_SUBSCRIPTION"),
                                  QStringLiteral("SLOW_TRADE"),
                                  QStringLiteral("SMART_TRADE"),
                                  QStringLiteral("SLOW_SMART"),
                                  QStringLiteral("SMART"),
                                  QStringLiteral("FAST_SMART"),
                                  QStringLiteral("ALL"),
                                  QStringLiteral("FAST_TRADE"),
                                  QStringLiteral("TRADE_ONLY")};
    const auto number = static_cast<std::int32_t>(buffer);
    const bool isKnown = number >= 0 && static_cast<std::size_t>(number) < names.size();
    return isKnown ? names[static_cast<std::size_t>(number)] : QString::number(number);
}

QString levelsName(DepthLevels levels)
{
    switch (levels) {
    case DepthLevels::Undefined:
        return QStringLiteral("UNDEFINED");
    case DepthLevels::BestOnly:
        return QStringLiteral("BEST_ONLY");
    case DepthLevels::Normal:
        return QStringLiteral("NORMAL");
    case DepthLevels::All:
        return QStringLiteral("ALL");
    }
    return QString::number(static_cast<std::int32_t>(levels));
}

void addDepthChoices(QMenu &menu, const DepthWish &current, const std::function<void(const DepthWish &)> &choose)
{
    QMenu *levels = menu.addMenu(DepthChoices::tr("&Levels from the server"));
    auto *levelGroup = new QActionGroup{levels}; // child of the menu
    for (const DepthLevels each : everyLevels) {
        addChoice(*levels, *levelGroup, levelsText(each), each == current.levels,
                  [choose, wish = DepthWish{each, current.buffer}] { choose(wish); });
    }
    QMenu *buffers = menu.addMenu(DepthChoices::tr("&Updates from the server"));
    auto *bufferGroup = new QActionGroup{buffers}; // child of the menu
    for (const DepthBuffer each : everyBuffer) {
        //: A choice in words and as the T4 protocol names it: "Usual, every trade (SMART_TRADE)"
        addChoice(*buffers, *bufferGroup, DepthChoices::tr("%1 (%2)").arg(bufferText(each), bufferName(each)),
                  each == current.buffer, [choose, wish = DepthWish{current.levels, each}] { choose(wish); });
    }
}

} // namespace depthdeck::ui
