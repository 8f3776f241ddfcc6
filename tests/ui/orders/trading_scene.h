// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_board.h"
#include "app/session/order_desk.h"
#include "app/trading/account_store.h"
#include "app/trading/batch_store.h"
#include "app/trading/order_store.h"
#include "app/trading/personal_limits.h"
#include "tests/support/fake_clock.h"
#include "ui/theme/theme.h"

#include <t4/v1/account/account.pb.h>
#include <t4/v1/auth/auth.pb.h>
#include <t4/v1/market/market.pb.h>
#include <t4/v1/orderrouting/orderrouting.pb.h>

#include <cstdio>
#include <string>
#include <vector>

namespace depthdeck::test {

/// Keeps the messages a desk hands over, as the wire would see them.
class RecordingRoute final : public OrderRoute
{
public:
    bool submit(const t4proto::v1::orderrouting::OrderSubmit &message, const Click &) override
    {
        submits.push_back(message);
        return true;
    }
    bool submit(const t4proto::v1::orderrouting::OrderBatch &message, const Click &) override
    {
        batches.push_back(message);
        return true;
    }
    bool revise(const t4proto::v1::orderrouting::OrderRevise &message, const Click &) override
    {
        revisions.push_back(message);
        return true;
    }
    bool pull(const t4proto::v1::orderrouting::OrderPull &message, const Click &) override
    {
        pulls.push_back(message);
        return true;
    }

    std::vector<t4proto::v1::orderrouting::OrderSubmit> submits;
    std::vector<t4proto::v1::orderrouting::OrderBatch> batches;
    std::vector<t4proto::v1::orderrouting::OrderRevise> revisions;
    std::vector<t4proto::v1::orderrouting::OrderPull> pulls;
};

/// Gates that a test opens and shuts.
class SceneGates final : public DeskGates
{
public:
    [[nodiscard]] bool isKilled() const override { return killed; }
    [[nodiscard]] bool isJournalFit() const override { return journalFit; }
    [[nodiscard]] std::uint64_t frameShown() const override { return frame; }

    bool killed = false;
    bool journalFit = true;
    std::uint64_t frame = 0;
};

/// The stores and the desk of a live session with some markets and one account, filled from real messages.
struct TradingScene
{
    FakeClock clock;
    ui::Theme &theme = sharedTheme();
    MarketBoard board;
    AccountStore accounts;
    OrderStore orders{clock};
    RecordingRoute route;
    BatchStore batches{clock};
    PersonalLimits limits{clock};
    SceneGates gates;
    OrderDesk desk{clock,
                   {.markets = board,
                    .accounts = accounts,
                    .orders = orders,
                    .batches = batches,
                    .limits = limits,
                    .gates = gates,
                    .route = route}};

    const MarketKey es{ExchangeId{"CME_Eq"}, ContractId{"ES"}, MarketId{"XCME_Eq ES (Z26)"}};
    const MarketKey zn{ExchangeId{"CBOT_I"}, ContractId{"ZN"}, MarketId{"XCBOT_I ZN (Z26)"}};
    const MarketKey option{ExchangeId{"CME_EqOp"}, ContractId{"EW"}, MarketId{"XCME_EqOp EW (Z26)"}};
    const MarketKey calendar{ExchangeId{"CME_Eq"}, ContractId{"ES"}, MarketId{"XCME_Eq ES (Z26-H27)"}};
    const AccountId account{"acc-1"};

    TradingScene()
    {
        theme.load(QStringLiteral("dark"));
        theme.setScale(1.0);
        theme.applyToApplication();
        board.setConnectionFresh(true);
        define(es, "E-mini S&P 500", "0.25", "50", 2, "");
        define(zn, "10-Year T-Note", "0.015625", "1000", 6, "U");
        define(option, "E-mini option", "0.25", "50", 2, "", "0.05;P>5=0.25");
        defineCalendar();
        quote(es, "6024.50", "6024.75");
        quote(zn, "110.5", "110.515625");
        quote(option, "4.95", "5");
        quote(calendar, "-58.90", "-58.85");
    }

    /// The application's style keeps the first theme that is applied, so there is one for the whole run.
    [[nodiscard]] static ui::Theme &sharedTheme()
    {
        static auto *const theme = new ui::Theme; // fonts must not outlive the application: never deleted
        return *theme;
    }

    void define(const MarketKey &key, const char *name, const char *increment, const char *pointValue, int decimals,
                const char *priceCode, const char *vtt = "")
    {
        t4proto::v1::market::MarketDetails details = detailsOf(key, name, increment, pointValue, decimals);
        details.set_price_code(priceCode);
        details.set_vtt(vtt);
        apply(details);
    }

    void defineCalendar()
    {
        t4proto::v1::market::MarketDetails details = detailsOf(calendar, "ESZ6-ESH7", "0.05", "50", 2);
        details.set_strategy_type(t4proto::v1::common::STRATEGY_TYPE_CALENDAR_SPREAD);
        for (const auto &[market, volume] : {std::pair{es.market.text(), 1}, {std::string{"XCME_Eq ES (H27)"}, -1}}) {
            auto *leg = details.add_legs();
            leg->set_market_id(market);
            leg->set_volume(volume);
        }
        apply(details);
    }

    [[nodiscard]] static t4proto::v1::market::MarketDetails
    detailsOf(const MarketKey &key, const char *name, const char *increment, const char *pointValue, int decimals)
    {
        t4proto::v1::market::MarketDetails details;
        details.set_market_id(key.market.text());
        details.set_exchange_id(key.exchange.text());
        details.set_contract_id(key.contract.text());
        details.set_expiry_date(202612);
        details.set_contract_type(t4proto::v1::common::CONTRACT_TYPE_FUTURE);
        details.set_details(name);
        details.set_decimals(decimals);
        details.set_real_decimals(decimals);
        details.set_volume_increment(1);
        details.mutable_min_price_increment()->set_value(increment);
        details.mutable_point_value()->set_value(pointValue);
        return details;
    }

    void apply(const t4proto::v1::market::MarketDetails &details)
    {
        FeedChanges changes;
        changes.definitions.push_back(readMarket(details).market.value());
        board.apply(std::move(changes));
    }

    /// One image of the book; an empty text leaves that side empty.
    void quote(const MarketKey &key, const char *bid, const char *offer, MarketMode mode = MarketMode::Open)
    {
        MarketChange change{.market = key.market, .book = {}, .quote = {}, .trades = {}, .refused = {}};
        if (const auto price = Price::parse(bid))
            change.book.bids.push_back({*price, Quantity{304}, 41});
        if (const auto price = Price::parse(offer))
            change.book.offers.push_back({*price, Quantity{176}, 22});
        change.book.mode = mode;
        change.quote.last = Price::parse(bid);
        change.hasImage = true;
        FeedChanges changes;
        changes.markets.push_back(std::move(change));
        board.apply(std::move(changes));
    }

    /// Logs in one account with a position limit of 50 and a clip limit of 20.
    void logIn(const std::vector<std::string> &ids = {"acc-1"})
    {
        t4proto::v1::auth::LoginResponse login;
        for (const std::string &id : ids) {
            auto *told = login.add_accounts();
            told->set_account_id(id);
            told->set_account_number("SIM-10421" + id.substr(3));
            told->set_display_name(id == "acc-1" ? "SIM-10421" : "SIM-" + id);
        }
        accounts.applyLogin(login);
        for (const std::string &id : ids)
            snapshotAccount(AccountId{id});
        accounts.setConfirmed(true);
        desk.setLive(true);
    }

    void snapshotAccount(const AccountId &id,
                         t4proto::v1::common::AccountStatus status = t4proto::v1::common::ACCOUNT_STATUS_OK)
    {
        t4proto::v1::account::AccountSnapshot snapshot;
        snapshot.set_account_id(id.text());
        snapshot.set_status(status);
        auto *details = snapshot.add_messages()->mutable_account_details();
        details->set_account_id(id.text());
        details->set_account("SIM-10421");
        details->set_display_name(id.text() == "acc-1" ? "SIM-10421" : "SIM-" + id.text());
        details->set_max_clip_size(20);
        details->set_max_account_position(50);
        details->set_order_routing(true);
        details->set_enabled(t4proto::v1::common::ACCOUNT_ENABLED_ENABLED);
        details->set_loss_limit(25'000);
        auto *update = snapshot.add_messages()->mutable_account_update();
        update->set_account_id(id.text());
        update->set_status(status);
        update->set_balance(200'000);
        update->set_margin(11'600);
        accounts.applySnapshot(snapshot);
        t4proto::v1::account::AccountProfit profit;
        profit.set_account_id(id.text());
        profit.set_rpl(1'442.5);
        profit.set_upl(1'490);
        profit.set_upl_trade(1'502.5);
        profit.set_available_cash(188'400);
        profit.set_total_working_orders(4);
        accounts.applyProfit(profit);
    }

    [[nodiscard]] t4proto::v1::account::AccountPosition
    positionOf(const MarketKey &key, int buys, int sells, const char *average, const std::string &id = "acc-1") const
    {
        t4proto::v1::account::AccountPosition position;
        position.set_account_id(id);
        position.set_exchange_id(key.exchange.text());
        position.set_contract_id(key.contract.text());
        position.set_market_id(key.market.text());
        position.set_buys(buys);
        position.set_sells(sells);
        if (*average != '\0')
            position.mutable_average_open_price()->set_value(average);
        position.set_margin(5'800);
        return position;
    }

    [[nodiscard]] t4proto::v1::account::AccountPositionProfit
    profitOf(const MarketKey &key, double trade, double best, double realised, const std::string &id = "acc-1") const
    {
        t4proto::v1::account::AccountPositionProfit profit;
        profit.set_account_id(id);
        profit.set_exchange_id(key.exchange.text());
        profit.set_contract_id(key.contract.text());
        profit.set_market_id(key.market.text());
        profit.set_has_data(true);
        profit.set_upl_trade(trade);
        profit.set_upl(best);
        profit.set_rpl(realised);
        return profit;
    }

    /// A working limit order as the server tells it.
    [[nodiscard]] t4proto::v1::orderrouting::OrderUpdate workingOrder(const std::string &id, const MarketKey &key,
                                                                      const char *price, int volume, bool buys = true)
    {
        t4proto::v1::orderrouting::OrderUpdate update;
        update.set_unique_id(id);
        update.set_account_id(account.text());
        update.set_market_id(key.market.text());
        update.set_change(t4proto::v1::common::ORDER_CHANGE_SUBMISSION_SUCCESS);
        update.set_status(t4proto::v1::common::ORDER_STATUS_WORKING);
        update.set_response_pending(t4proto::v1::common::RESPONSE_PENDING_NONE);
        update.set_buy_sell(buys ? t4proto::v1::common::BUY_SELL_BUY : t4proto::v1::common::BUY_SELL_SELL);
        update.set_price_type(t4proto::v1::common::PRICE_TYPE_LIMIT);
        update.set_time_type(t4proto::v1::common::TIME_TYPE_NORMAL);
        update.set_current_volume(volume);
        update.set_new_volume(volume);
        update.set_working_volume(volume);
        update.mutable_current_limit_price()->set_value(price);
        update.mutable_new_limit_price()->set_value(price);
        update.mutable_submit_time()->set_seconds(1'785'585'600);
        update.set_sequence_order(1);
        return update;
    }

    [[nodiscard]] t4proto::v1::orderrouting::OrderUpdateTrade tradeOf(const std::string &id, const MarketKey &key,
                                                                      const char *price, int volume, int total,
                                                                      int left, int sequence) const
    {
        t4proto::v1::orderrouting::OrderUpdateTrade trade;
        trade.set_unique_id(id);
        trade.set_account_id(account.text());
        trade.set_market_id(key.market.text());
        trade.set_change(left == 0 ? t4proto::v1::common::ORDER_CHANGE_TRADE_COMPLETED
                                   : t4proto::v1::common::ORDER_CHANGE_TRADE);
        trade.set_status(left == 0 ? t4proto::v1::common::ORDER_STATUS_FINISHED
                                   : t4proto::v1::common::ORDER_STATUS_WORKING);
        trade.set_response_pending(t4proto::v1::common::RESPONSE_PENDING_NONE);
        trade.set_total_fill_volume(total);
        trade.set_working_volume(left);
        trade.set_volume(volume);
        trade.set_residual_volume(left);
        trade.mutable_price()->set_value(price);
        trade.set_exchange_trade_id("T" + std::to_string(sequence));
        trade.mutable_time()->set_seconds(1'785'585'601);
        trade.set_sequence_order(sequence);
        return trade;
    }
};

} // namespace depthdeck::test
