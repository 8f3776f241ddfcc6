// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_board.h"
#include "app/session/order_desk.h"
#include "app/trading/account_store.h"
#include "app/trading/batch_store.h"
#include "app/trading/order_store.h"
#include "app/trading/personal_limits.h"
#include "tests/support/fake_clock.h"

#include <t4/v1/account/account.pb.h>
#include <t4/v1/auth/auth.pb.h>
#include <t4/v1/market/market.pb.h>
#include <t4/v1/orderrouting/orderrouting.pb.h>

#include <algorithm>
#include <string>
#include <vector>

namespace depthdeck::test {

/// Keeps what a desk hands on, as the wire would see it.
class KeptRoute final : public OrderRoute
{
public:
    bool submit(const t4proto::v1::orderrouting::OrderSubmit &message, const Click &click) override
    {
        return keep(submits, message, click);
    }
    bool submit(const t4proto::v1::orderrouting::OrderBatch &message, const Click &click) override
    {
        return keep(batches, message, click);
    }
    bool revise(const t4proto::v1::orderrouting::OrderRevise &message, const Click &click) override
    {
        return keep(revisions, message, click);
    }
    bool pull(const t4proto::v1::orderrouting::OrderPull &message, const Click &click) override
    {
        return keep(pulls, message, click);
    }

    bool isOpen = true;
    Click lastClick;
    std::vector<t4proto::v1::orderrouting::OrderSubmit> submits;
    std::vector<t4proto::v1::orderrouting::OrderBatch> batches;
    std::vector<t4proto::v1::orderrouting::OrderRevise> revisions;
    std::vector<t4proto::v1::orderrouting::OrderPull> pulls;

private:
    template <typename Message>
    bool keep(std::vector<Message> &kept, const Message &message, const Click &click)
    {
        if (!isOpen)
            return false;
        lastClick = click;
        kept.push_back(message);
        return true;
    }
};

class SetGates final : public DeskGates
{
public:
    [[nodiscard]] bool isKilled() const override { return killed; }
    [[nodiscard]] bool isJournalFit() const override { return journalFit; }
    [[nodiscard]] std::uint64_t frameShown() const override { return frame; }

    bool killed = false;
    bool journalFit = true;
    std::uint64_t frame = 0;
};

/// The stores and the desk of a login to account A1, with markets M1 and M2 at 100 to 100.25; fed with real messages.
struct DeskScene
{
    FakeClock clock;
    MarketBoard board;
    AccountStore accounts;
    OrderStore orders{clock};
    BatchStore batches{clock};
    PersonalLimits limits{clock};
    SetGates gates;
    KeptRoute route;
    OrderDesk desk{clock,
                   {.markets = board,
                    .accounts = accounts,
                    .orders = orders,
                    .batches = batches,
                    .limits = limits,
                    .gates = gates,
                    .route = route}};
    const AccountId account{"A1"};
    const MarketId market{"M1"};
    const MarketId other{"M2"};

    DeskScene()
    {
        board.setConnectionFresh(true);
        for (const MarketId &id : {market, other}) {
            define(id);
            quote(id);
        }
        logIn();
    }

    /// Live and armed.
    void arm()
    {
        desk.setLive(true);
        static_cast<void>(desk.setArmed(true));
    }
    [[nodiscard]] OrderDraft draft(const char *limit = "99.75", int lots = 2) const
    {
        OrderDraft order;
        order.account = account;
        order.market = market;
        order.limit = Price::parse(limit);
        order.volume = {lots};
        return order;
    }
    /// A working order of the server's.
    [[nodiscard]] static t4proto::v1::orderrouting::OrderUpdate working(const std::string &id,
                                                                        const std::string &tag = {}, int sequence = 1)
    {
        namespace common = t4proto::v1::common;
        t4proto::v1::orderrouting::OrderUpdate update;
        update.set_unique_id(id);
        update.set_account_id("A1");
        update.set_market_id("M1");
        update.set_tag(tag);
        update.set_change(common::ORDER_CHANGE_SUBMISSION_SUCCESS);
        update.set_status(common::ORDER_STATUS_WORKING);
        update.set_buy_sell(common::BUY_SELL_BUY);
        update.set_price_type(common::PRICE_TYPE_LIMIT);
        update.set_current_volume(2);
        update.set_new_volume(2);
        update.set_working_volume(2);
        update.mutable_current_limit_price()->set_value("99.75");
        update.mutable_new_limit_price()->set_value("99.75");
        update.set_sequence_order(sequence);
        return update;
    }
    void apply(const t4proto::v1::orderrouting::OrderUpdate &update) { orders.applyUpdate(update); }
    /// The order is over; @p filled lots of it traded.
    void finish(const std::string &id, int sequence, int filled = 0, bool refused = false)
    {
        namespace common = t4proto::v1::common;
        if (filled > 0) {
            t4proto::v1::orderrouting::OrderUpdateTrade trade;
            trade.set_unique_id(id);
            trade.set_status(common::ORDER_STATUS_FINISHED);
            trade.set_change(common::ORDER_CHANGE_TRADE_COMPLETED);
            trade.set_sequence_order(sequence);
            trade.set_volume(filled);
            trade.set_total_fill_volume(filled);
            trade.mutable_price()->set_value("99.75");
            orders.applyTrade(trade);
            return;
        }
        const Order *order = orders.find(OrderId{id});
        t4proto::v1::orderrouting::OrderUpdateStatus status;
        status.set_unique_id(id);
        status.set_status(refused ? common::ORDER_STATUS_REJECTED : common::ORDER_STATUS_FINISHED);
        status.set_change(refused ? common::ORDER_CHANGE_SUBMISSION_REJECTED : common::ORDER_CHANGE_PULL_SUCCESS);
        status.set_status_detail(refused ? "no position" : "");
        status.set_current_volume(order != nullptr ? order->current.volume.contracts : 0);
        status.set_sequence_order(sequence);
        orders.applyStatus(status);
    }
    void tellPosition(int buys, int sells, const MarketId &id = MarketId{"M1"})
    {
        accounts.applyPosition(positionOf(buys, sells, id));
    }
    /// The state of the account, with a position in M1 when it is not flat.
    void snapshot(int buys, int sells)
    {
        t4proto::v1::account::AccountSnapshot message;
        message.set_account_id("A1");
        message.set_status(t4proto::v1::common::ACCOUNT_STATUS_OK);
        auto *details = message.add_messages()->mutable_account_details();
        details->set_account_id("A1");
        details->set_order_routing(true);
        details->set_enabled(t4proto::v1::common::ACCOUNT_ENABLED_ENABLED);
        auto *update = message.add_messages()->mutable_account_update();
        update->set_account_id("A1");
        update->set_status(t4proto::v1::common::ACCOUNT_STATUS_OK);
        if (buys != sells)
            *message.add_messages()->mutable_account_position() = positionOf(buys, sells, MarketId{"M1"});
        accounts.applySnapshot(message);
    }

private:
    [[nodiscard]] static t4proto::v1::account::AccountPosition positionOf(int buys, int sells, const MarketId &id)
    {
        t4proto::v1::account::AccountPosition position;
        position.set_account_id("A1");
        position.set_market_id(id.text());
        position.set_buys(buys);
        position.set_sells(sells);
        return position;
    }
    void define(const MarketId &id)
    {
        t4proto::v1::market::MarketDetails details;
        details.set_market_id(id.text());
        details.set_exchange_id("X");
        details.set_contract_id("ES");
        details.set_real_decimals(2);
        details.set_decimals(0);
        details.set_volume_increment(1);
        details.mutable_min_price_increment()->set_value("0.25");
        details.mutable_point_value()->set_value("50");
        FeedChanges changes;
        changes.definitions.push_back(readMarket(details).market.value());
        board.apply(std::move(changes));
    }
    void quote(const MarketId &id)
    {
        MarketChange change;
        change.market = id;
        change.book.bids.push_back({*Price::parse("100"), Quantity{10}, 3});
        change.book.offers.push_back({*Price::parse("100.25"), Quantity{12}, 4});
        change.book.mode = MarketMode::Open;
        change.book.receivedAt = clock.steadyNow();
        change.quote.last = Price::parse("100");
        change.hasImage = true;
        FeedChanges changes;
        changes.markets.push_back(std::move(change));
        board.apply(std::move(changes));
    }
    void logIn()
    {
        t4proto::v1::auth::LoginResponse login;
        login.add_accounts()->set_account_id("A1");
        accounts.applyLogin(login);
        snapshot(0, 0);
        accounts.setConfirmed(true);
    }
};

[[nodiscard]] inline bool hasProblem(const DeskAnswer &answer, OrderProblemKind kind)
{
    return std::any_of(answer.problems.begin(), answer.problems.end(),
                       [kind](const OrderProblem &problem) { return problem.kind == kind; });
}

[[nodiscard]] inline OrderRevision priceChange(const std::string &id, const char *price)
{
    OrderRevision revision;
    revision.order = OrderId{id};
    revision.limit = Price::parse(price);
    return revision;
}

} // namespace depthdeck::test
