// SPDX-License-Identifier: GPL-3.0-or-later

// Order updates into the whole terminal, its workspace shown and painting, beside the same bytes decoded and nothing
// more.

#include "tests/bench/figure.h"
#include "tests/bench/terminal_under_load.h"

#include "t4/v1/service.pb.h"

#include <QApplication>

#include <chrono>
#include <exception>

using namespace depthdeck;
namespace common = t4proto::v1::common;
namespace orderrouting = t4proto::v1::orderrouting;
using t4proto::v1::service::ServerMessage;

namespace {

constexpr int updatesPerOrder = 5;

std::string idOf(const char *kind, int number)
{
    return std::string{kind} + "-7C5A1F-" + std::to_string(100'000 + number);
}

void fillWorking(orderrouting::OrderUpdate &update, const std::string &id, int number)
{
    update.set_unique_id(id);
    update.set_account_id("A1");
    update.set_market_id(bench::FrameSource::marketId(number % 9));
    update.set_user_name("trader");
    update.set_exchange_order_id("72349872349" + std::to_string(number));
    update.set_change(common::ORDER_CHANGE_SUBMISSION_SUCCESS);
    update.set_status(common::ORDER_STATUS_WORKING);
    update.set_buy_sell(number % 2 == 0 ? common::BUY_SELL_BUY : common::BUY_SELL_SELL);
    update.set_price_type(common::PRICE_TYPE_LIMIT);
    update.set_current_volume(5);
    update.set_new_volume(5);
    update.set_working_volume(5);
    update.mutable_current_limit_price()->set_value("6000.25");
    update.mutable_new_limit_price()->set_value("6000.25");
    update.set_sequence_order(1);
    update.mutable_time()->set_seconds(1'785'585'600 + number);
}

/// One message of a life of five: working, revising, revised, part filled, filled.
ServerMessage updateOf(int order, int step)
{
    ServerMessage message;
    auto &multi = *message.mutable_order_update_multi();
    multi.set_account_id("A1");
    multi.set_market_id(bench::FrameSource::marketId(order % 9));
    const std::string id = idOf("ORDER", order);
    auto &update = *multi.add_updates();
    if (step == 0) {
        fillWorking(*update.mutable_order_update(), id, order);
    } else if (step < 3) {
        auto &status = *update.mutable_order_update_status();
        status.set_unique_id(id);
        status.set_change(step == 1 ? common::ORDER_CHANGE_REVISION_SENT : common::ORDER_CHANGE_REVISION_SUCCESS);
        status.set_status(common::ORDER_STATUS_WORKING);
        status.set_response_pending(step == 1 ? common::RESPONSE_PENDING_REVISION : common::RESPONSE_PENDING_NONE);
        status.set_price_type(common::PRICE_TYPE_LIMIT);
        status.set_current_volume(5);
        status.set_new_volume(5);
        status.set_working_volume(5);
        status.mutable_current_limit_price()->set_value(step == 1 ? "6000.25" : "6000.50");
        status.mutable_new_limit_price()->set_value("6000.50");
        status.set_sequence_order(step + 1);
    } else {
        auto &trade = *update.mutable_order_update_trade();
        const int filled = step == 3 ? 2 : 5;
        trade.set_unique_id(id);
        trade.set_change(step == 3 ? common::ORDER_CHANGE_TRADE : common::ORDER_CHANGE_TRADE_COMPLETED);
        trade.set_status(step == 3 ? common::ORDER_STATUS_WORKING : common::ORDER_STATUS_FINISHED);
        trade.set_volume(step == 3 ? 2 : 3);
        trade.mutable_price()->set_value("6000.50");
        trade.set_total_fill_volume(filled);
        trade.set_working_volume(5 - filled);
        trade.set_exchange_trade_id("T" + std::to_string(order * 10 + step));
        trade.set_sequence_order(step + 1);
    }
    return message;
}

std::vector<std::string> updates(int orders)
{
    std::vector<std::string> payloads;
    for (int order = 0; order < orders; ++order)
        for (int step = 0; step < updatesPerOrder; ++step)
            payloads.push_back(updateOf(order, step).SerializeAsString());
    return payloads;
}

std::vector<std::string> snapshot(int orders)
{
    ServerMessage message;
    auto &account = *message.mutable_account_snapshot();
    account.set_account_id("A1");
    account.set_status(common::ACCOUNT_STATUS_OK);
    auto &multi = *account.add_messages()->mutable_order_update_multi();
    multi.set_account_id("A1");
    for (int order = 0; order < orders; ++order)
        fillWorking(*multi.add_updates()->mutable_order_update(), idOf("SNAP", order), order);
    return {message.SerializeAsString()};
}

double decodeMilliseconds(const std::vector<std::string> &payloads)
{
    ServerMessage message;
    std::size_t kept = 0;
    const auto began = std::chrono::steady_clock::now();
    for (const std::string &payload : payloads) {
        if (!message.ParseFromString(payload))
            throw std::runtime_error("a message of the benchmark does not decode");
        kept += message.ByteSizeLong();
    }
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - began;
    if (kept == 0)
        throw std::runtime_error("nothing was decoded");
    return took.count();
}

void row(const std::string &name, const bench::TerminalUnderLoad::Burst &burst, double decoded)
{
    bench::printFigure(name + ", until painted (beside: decoded alone)", bench::figure(burst.milliseconds, 1, " ms"),
                       bench::figure(decoded, 1, " ms"),
                       "<= 5 x and a frame; here " + bench::figure(burst.milliseconds / decoded, 1));
    bench::printFigure(name + ", longest gap between UI frames", bench::figure(burst.longestGap, 1, " ms"), "16.7 ms",
                       "<= 50 ms");
}

void measure(int count)
{
    bench::FrameSource source{9};
    bench::TerminalUnderLoad load{source, 9};
    const OrderStore &orders = load.session().orders();

    const std::vector<std::string> live = updates(count / updatesPerOrder);
    const double decodedLive = decodeMilliseconds(live);
    const OrderId last{idOf("ORDER", count / updatesPerOrder - 1)};
    const auto burst = load.take(live, [&] {
        const Order *order = orders.find(last);
        return order != nullptr && order->state() == OrderState::Filled;
    });
    row(std::to_string(count) + " order updates back to back", burst, decodedLive);

    const std::vector<std::string> image = snapshot(count);
    const double decodedImage = decodeMilliseconds(image);
    const OrderId lastOfImage{idOf("SNAP", count - 1)};
    const auto imageBurst = load.take(image, [&] { return orders.find(lastOfImage) != nullptr; });
    row("an account snapshot of " + std::to_string(count) + " orders", imageBurst, decodedImage);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application{argc, argv};
    try {
        measure(application.arguments().contains(QStringLiteral("--quick")) ? 500 : 10'000);
    } catch (const std::exception &problem) {
        std::fprintf(stderr, "bench_orders: %s\n", problem.what());
        return 1;
    }
    return 0;
}
