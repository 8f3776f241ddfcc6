// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/market_board.h"
#include "app/trading/account_store.h"
#include "app/trading/order_store.h"
#include "app/wire/server_messages.h"
#include "tests/fuzz/fuzz_target.h"

#include "t4/v1/service.pb.h"

#include <string>

using namespace depthdeck;
using t4proto::v1::service::ServerMessage;

namespace {

/// Everything that a frame can reach without a socket.
struct Terminal
{
    Terminal()
    {
        QObject::connect(&messages, &ServerMessages::marketDetails, &feed, &MarketFeed::applyDetails);
        QObject::connect(&messages, &ServerMessages::marketSnapshot, &feed, &MarketFeed::applySnapshot);
        QObject::connect(&messages, &ServerMessages::marketDepth, &feed, &MarketFeed::applyDepth);
        QObject::connect(&messages, &ServerMessages::marketDepthTrade, &feed, &MarketFeed::applyTrade);
        QObject::connect(&messages, &ServerMessages::marketHighLow, &feed, &MarketFeed::applyHighLow);
        QObject::connect(&messages, &ServerMessages::marketPriceLimits, &feed, &MarketFeed::applyPriceLimits);
        QObject::connect(&messages, &ServerMessages::marketSettlement, &feed, &MarketFeed::applySettlement);
        QObject::connect(&messages, &ServerMessages::marketDepthSubscribeReject, &feed,
                         &MarketFeed::applySubscribeReject);
        QObject::connect(&messages, &ServerMessages::orderUpdateMulti, &orders,
                         [this](const auto &message) { orders.applyMulti(message); });
        QObject::connect(&messages, &ServerMessages::orderUpdate, &orders,
                         [this](const auto &message) { orders.applyUpdate(message); });
        QObject::connect(&messages, &ServerMessages::orderUpdateTrade, &orders,
                         [this](const auto &message) { orders.applyTrade(message); });
        QObject::connect(&messages, &ServerMessages::accountSnapshot, &accounts, &AccountStore::applySnapshot);
        QObject::connect(&messages, &ServerMessages::accountPosition, &accounts, &AccountStore::applyPosition);
        QObject::connect(&messages, &ServerMessages::accountProfit, &accounts, &AccountStore::applyProfit);
        feed.subscribe(MarketId{"M1"});
    }

    SystemClock clock;
    ServerMessages messages;
    MarketFeed feed{clock};
    MarketBoard board;
    OrderStore orders{clock};
    AccountStore accounts;
};

std::string depthFrame()
{
    ServerMessage message;
    auto *depth = message.mutable_market_depth();
    depth->set_market_id("M1");
    for (const char *price : {"10.25", "10.00", "-0.5"}) {
        auto *line = depth->add_bids();
        line->mutable_price()->set_value(price);
        line->set_volume(7);
    }
    depth->mutable_trade_data()->set_total_traded_volume(12);
    depth->mutable_trade_data()->mutable_last_trade_price()->set_value("10.25");
    return message.SerializeAsString();
}

std::string definitionFrame()
{
    ServerMessage message;
    auto *details = message.mutable_market_details();
    details->set_market_id("M1");
    details->set_contract_id("ES");
    details->set_expiry_date(20261200);
    details->mutable_min_price_increment()->set_value("0.25");
    details->mutable_point_value()->set_value("50");
    details->set_vtt("0.25;P>5=0.5;");
    return message.SerializeAsString();
}

std::string orderFrame()
{
    ServerMessage message;
    auto *multi = message.mutable_order_update_multi();
    multi->set_market_id("M1");
    multi->set_account_id("A1");
    auto *update = multi->add_updates()->mutable_order_update();
    update->set_unique_id("U1");
    update->set_current_volume(3);
    update->mutable_current_limit_price()->set_value("10.25");
    auto *trade = multi->add_updates()->mutable_order_update_trade();
    trade->set_unique_id("U1");
    trade->set_volume(1);
    trade->mutable_price()->set_value("10.25");
    return message.SerializeAsString();
}

} // namespace

std::vector<std::string> fuzz::seeds()
{
    return {depthFrame(), definitionFrame(), orderFrame()};
}

/// Any bytes may arrive: they are decoded, applied or reported, and every store can still be read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static Terminal terminal;
    const QByteArray frame =
        QByteArray::fromRawData(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    terminal.messages.dispatch(frame, terminal.clock.steadyNow());
    terminal.board.apply(terminal.feed.takeChanges());
    for (const MarketId &market : terminal.board.markets())
        fuzz::require(terminal.board.find(market) != nullptr);
    if (terminal.orders.orders().size() > 200)
        terminal.orders.clear();
    if (terminal.accounts.accounts().size() > 200)
        terminal.accounts.clear();
    return 0;
}
