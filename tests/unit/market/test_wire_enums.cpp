// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/market_mode.h"
#include "app/market/side.h"

#include <t4/v1/common/enums.pb.h>

#include <QTest>

using namespace depthdeck;
namespace wire = t4proto::v1::common;

namespace {

/// Whether @p ours is the number of @p theirs.
template <typename Ours, typename Theirs>
constexpr bool same(Ours ours, Theirs theirs) noexcept
{
    return static_cast<int>(ours) == static_cast<int>(theirs);
}

static_assert(same(MarketMode::Undefined, wire::MARKET_MODE_UNDEFINED));
static_assert(same(MarketMode::PreOpen, wire::MARKET_MODE_PRE_OPEN));
static_assert(same(MarketMode::Open, wire::MARKET_MODE_OPEN));
static_assert(same(MarketMode::RestrictedOpen, wire::MARKET_MODE_RESTRICTED_OPEN));
static_assert(same(MarketMode::PreClosed, wire::MARKET_MODE_PRE_CLOSED));
static_assert(same(MarketMode::Closed, wire::MARKET_MODE_CLOSED));
static_assert(same(MarketMode::Suspended, wire::MARKET_MODE_SUSPENDED));
static_assert(same(MarketMode::Halted, wire::MARKET_MODE_HALTED));
static_assert(same(MarketMode::Failed, wire::MARKET_MODE_FAILED));
static_assert(same(MarketMode::PreCross, wire::MARKET_MODE_PRE_CROSS));
static_assert(same(MarketMode::Cross, wire::MARKET_MODE_CROSS));
static_assert(same(MarketMode::Expired, wire::MARKET_MODE_EXPIRED));
static_assert(same(MarketMode::Rejected, wire::MARKET_MODE_REJECTED));
static_assert(same(MarketMode::Unavailable, wire::MARKET_MODE_UNAVAILABLE));
static_assert(same(MarketMode::NoPermission, wire::MARKET_MODE_NO_PERMISSION));

static_assert(same(DepthBuffer::NoSubscription, wire::DEPTH_BUFFER_NO_SUBSCRIPTION));
static_assert(same(DepthBuffer::SlowTrade, wire::DEPTH_BUFFER_SLOW_TRADE));
static_assert(same(DepthBuffer::SmartTrade, wire::DEPTH_BUFFER_SMART_TRADE));
static_assert(same(DepthBuffer::SlowSmart, wire::DEPTH_BUFFER_SLOW_SMART));
static_assert(same(DepthBuffer::Smart, wire::DEPTH_BUFFER_SMART));
static_assert(same(DepthBuffer::FastSmart, wire::DEPTH_BUFFER_FAST_SMART));
static_assert(same(DepthBuffer::All, wire::DEPTH_BUFFER_ALL));
static_assert(same(DepthBuffer::FastTrade, wire::DEPTH_BUFFER_FAST_TRADE));
static_assert(same(DepthBuffer::TradeOnly, wire::DEPTH_BUFFER_TRADE_ONLY));

static_assert(same(DepthLevels::Undefined, wire::DEPTH_LEVELS_UNDEFINED));
static_assert(same(DepthLevels::BestOnly, wire::DEPTH_LEVELS_BEST_ONLY));
static_assert(same(DepthLevels::Normal, wire::DEPTH_LEVELS_NORMAL));
static_assert(same(DepthLevels::All, wire::DEPTH_LEVELS_ALL));

static_assert(same(BookSide::Undefined, wire::BID_OFFER_UNDEFINED));
static_assert(same(BookSide::Bid, wire::BID_OFFER_BID));
static_assert(same(BookSide::Offer, wire::BID_OFFER_OFFER));

} // namespace

class TestWireEnums final : public QObject
{
    Q_OBJECT

private slots:
    void theWireHasNoValueThatOursLack();
    void ordersMayBeAcceptedInTheDocumentedModesOnly();
    void anUnknownModeAcceptsNothing();
    void theOppositeOfBuyIsSell();
};

void TestWireEnums::theWireHasNoValueThatOursLack()
{
    // What is asserted above, counted: a value added to the schema must be added here.
    QCOMPARE(wire::MarketMode_descriptor()->value_count(), 15);
    QCOMPARE(wire::DepthBuffer_descriptor()->value_count(), 9);
    QCOMPARE(wire::DepthLevels_descriptor()->value_count(), 4);
    QCOMPARE(wire::BidOffer_descriptor()->value_count(), 3);
}

void TestWireEnums::ordersMayBeAcceptedInTheDocumentedModesOnly()
{
    const std::vector<MarketMode> accepting{MarketMode::PreOpen, MarketMode::Open, MarketMode::RestrictedOpen,
                                            MarketMode::PreCross, MarketMode::Cross};
    const auto *modes = wire::MarketMode_descriptor();
    for (int i = 0; i < modes->value_count(); ++i) {
        const auto mode = static_cast<MarketMode>(modes->value(i)->number());
        const bool expected = std::find(accepting.begin(), accepting.end(), mode) != accepting.end();
        QVERIFY2(mayAcceptOrders(mode) == expected, modes->value(i)->name().c_str());
    }
}

void TestWireEnums::anUnknownModeAcceptsNothing()
{
    QVERIFY(!mayAcceptOrders(static_cast<MarketMode>(99)));
    QVERIFY(!mayAcceptOrders(static_cast<MarketMode>(-1)));
}

void TestWireEnums::theOppositeOfBuyIsSell()
{
    QCOMPARE(opposite(Side::Buy), Side::Sell);
    QCOMPARE(opposite(Side::Sell), Side::Buy);
}

QTEST_GUILESS_MAIN(TestWireEnums)
#include "test_wire_enums.moc"
