// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/market_words.h"

#include <QCoreApplication>

namespace depthdeck::ui {

namespace {
struct MarketWords
{
    Q_DECLARE_TR_FUNCTIONS(MarketWords)
};
} // namespace

QString modeText(MarketMode mode)
{
    switch (mode) {
    case MarketMode::Undefined:
        return MarketWords::tr("Mode not told");
    case MarketMode::PreOpen:
        return MarketWords::tr("Pre-open");
    case MarketMode::Open:
        return MarketWords::tr("Open");
    case MarketMode::RestrictedOpen:
        return MarketWords::tr("Restricted open");
    case MarketMode::PreClosed:
        return MarketWords::tr("Pre-closed");
    case MarketMode::Closed:
        return MarketWords::tr("Closed");
    case MarketMode::Suspended:
        return MarketWords::tr("Suspended");
    case MarketMode::Halted:
        return MarketWords::tr("Halted");
    case MarketMode::Failed:
        return MarketWords::tr("Failed");
    case MarketMode::PreCross:
        return MarketWords::tr("Pre-cross");
    case MarketMode::Cross:
        return MarketWords::tr("Cross");
    case MarketMode::Expired:
        return MarketWords::tr("Expired");
    case MarketMode::Rejected:
        return MarketWords::tr("Rejected");
    case MarketMode::Unavailable:
        return MarketWords::tr("Unavailable");
    case MarketMode::NoPermission:
        return MarketWords::tr("No permission");
    }
    return MarketWords::tr("Unknown mode %1").arg(static_cast<int>(mode));
}

QString freshnessText(Freshness freshness)
{
    switch (freshness) {
    case Freshness::Waiting:
        return MarketWords::tr("Waiting");
    case Freshness::Live:
        return MarketWords::tr("Live");
    case Freshness::Delayed:
        return MarketWords::tr("Delayed");
    case Freshness::Stale:
        return MarketWords::tr("Stale");
    case Freshness::Closed:
        return MarketWords::tr("Closed");
    case Freshness::Refused:
        return MarketWords::tr("Refused");
    }
    return {};
}

ColorRole freshnessColor(Freshness freshness) noexcept
{
    switch (freshness) {
    case Freshness::Live:
        return ColorRole::Up;
    case Freshness::Delayed:
    case Freshness::Stale:
    case Freshness::Refused:
        return ColorRole::Warning;
    case Freshness::Waiting:
    case Freshness::Closed:
        break;
    }
    return ColorRole::Quiet;
}

QString bookSideText(BookSide side)
{
    switch (side) {
    case BookSide::Bid:
        return MarketWords::tr("at bid");
    case BookSide::Offer:
        return MarketWords::tr("at offer");
    case BookSide::Undefined:
        break;
    }
    return MarketWords::tr("between");
}

} // namespace depthdeck::ui
