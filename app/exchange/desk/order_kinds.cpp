// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/order_kinds.h"

#include "app/exchange/desk/order_texts.h"
#include "t4/v1/common/enums.pb.h"

#include <array>

namespace depthdeck::exchange {

namespace {

using namespace t4proto::v1;

constexpr std::uint32_t bit(Duration duration) noexcept
{
    return 1U << static_cast<unsigned>(duration);
}

constexpr std::uint32_t resting = bit(Duration::Day) | bit(Duration::GoodTillCancelled);
constexpr std::uint32_t atOnce = bit(Duration::ImmediateOrCancel) | bit(Duration::FillOrKill);
constexpr std::uint32_t auctions = bit(Duration::OnOpen) | bit(Duration::OnClose);

struct WireDuration
{
    std::int32_t wire;
    Duration duration;
};

constexpr std::array wireDurations{
    WireDuration{common::TIME_TYPE_NORMAL, Duration::Day},
    WireDuration{common::TIME_TYPE_IMMEDIATE_AND_CANCEL, Duration::ImmediateOrCancel},
    WireDuration{common::TIME_TYPE_GOOD_TILL_CANCELLED, Duration::GoodTillCancelled},
    WireDuration{common::TIME_TYPE_COMPLETE_VOLUME, Duration::FillOrKill},
    WireDuration{common::TIME_TYPE_MARKET_ON_OPEN, Duration::OnOpen},
    WireDuration{common::TIME_TYPE_MARKET_ON_CLOSE, Duration::OnClose},
};

} // namespace

std::string KindTraits::durationsText() const
{
    std::string text;
    for (const WireDuration &entry : wireDurations)
        if (allows(entry.duration))
            text += (text.empty() ? "" : ", ") + timeTypeName(entry.wire);
    return text;
}

std::optional<KindTraits> kindTraits(std::int32_t type) noexcept
{
    switch (type) {
    case common::PRICE_TYPE_MARKET:
        return KindTraits{OrderKind::Market, Pricing::Sender, resting | atOnce | auctions};
    case common::PRICE_TYPE_LIMIT:
        return KindTraits{OrderKind::Limit, Pricing::Sender, resting | atOnce | auctions};
    case common::PRICE_TYPE_STOP_MARKET:
        return KindTraits{OrderKind::StopMarket, Pricing::Sender, resting};
    case common::PRICE_TYPE_STOP_LIMIT:
    case common::PRICE_TYPE_STOP_SAME_LIMIT:
        return KindTraits{OrderKind::StopLimit, Pricing::Sender, resting};
    case common::PRICE_TYPE_MARKET_IF_TOUCHED:
        return KindTraits{OrderKind::MarketIfTouched, Pricing::Sender, resting};
    case common::PRICE_TYPE_JOIN:
        return KindTraits{OrderKind::Limit, Pricing::Join, resting};
    case common::PRICE_TYPE_HIT:
        return KindTraits{OrderKind::Limit, Pricing::Hit, resting | atOnce};
    case common::PRICE_TYPE_FLATTEN:
        return KindTraits{OrderKind::Market, Pricing::Sender, bit(Duration::Day)};
    default:
        return std::nullopt;
    }
}

std::optional<Duration> durationOf(std::int32_t type) noexcept
{
    for (const WireDuration &entry : wireDurations)
        if (entry.wire == type)
            return entry.duration;
    return std::nullopt;
}

std::int32_t wirePriceType(OrderKind kind) noexcept
{
    switch (kind) {
    case OrderKind::Market:
        return common::PRICE_TYPE_MARKET;
    case OrderKind::Limit:
        return common::PRICE_TYPE_LIMIT;
    case OrderKind::StopMarket:
        return common::PRICE_TYPE_STOP_MARKET;
    case OrderKind::StopLimit:
        return common::PRICE_TYPE_STOP_LIMIT;
    case OrderKind::MarketIfTouched:
        return common::PRICE_TYPE_MARKET_IF_TOUCHED;
    }
    return common::PRICE_TYPE_UNDEFINED;
}

} // namespace depthdeck::exchange
