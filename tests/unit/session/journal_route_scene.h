// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_board.h"
#include "app/session/journal_route.h"
#include "app/trading/order_store.h"
#include "tests/unit/storage/journal_scene.h"

#include <t4/v1/orderrouting/orderrouting.pb.h>

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace depthdeck::test {

/// The end of the line: keeps what reached it, with what the journal's file held at that moment.
class LastRoute final : public OrderRoute
{
public:
    explicit LastRoute(const JournalScene &scene) : m_scene{scene} {}

    bool submit(const t4proto::v1::orderrouting::OrderSubmit &message, const Click &) override
    {
        return take("submit " + message.orders(0).tag());
    }
    bool submit(const t4proto::v1::orderrouting::OrderBatch &message, const Click &) override
    {
        return take("batch " + message.batch_id());
    }
    bool revise(const t4proto::v1::orderrouting::OrderRevise &message, const Click &) override
    {
        return take("revise " + message.revisions(0).unique_id());
    }
    bool pull(const t4proto::v1::orderrouting::OrderPull &message, const Click &) override
    {
        return take("pull " + message.pulls(0).unique_id());
    }

    [[nodiscard]] std::vector<std::string> sent() const
    {
        const std::lock_guard lock{m_mutex};
        return m_sent;
    }
    /// How many rows another program read at the moment of the newest message.
    [[nodiscard]] std::size_t rowsThen() const
    {
        const std::lock_guard lock{m_mutex};
        return m_rowsThen;
    }
    [[nodiscard]] std::chrono::steady_clock::time_point sentAt() const
    {
        const std::lock_guard lock{m_mutex};
        return m_sentAt;
    }
    std::atomic<bool> isOpen{true};
    std::atomic<bool> looksAtFile{false};

private:
    bool take(std::string what)
    {
        if (!isOpen)
            return false;
        const std::size_t rows = looksAtFile ? m_scene.rows().size() : 0;
        const std::lock_guard lock{m_mutex};
        m_sent.push_back(std::move(what));
        m_rowsThen = rows;
        m_sentAt = std::chrono::steady_clock::now();
        return true;
    }

    const JournalScene &m_scene;
    mutable std::mutex m_mutex;
    std::vector<std::string> m_sent;
    std::size_t m_rowsThen = 0;
    std::chrono::steady_clock::time_point m_sentAt{};
};

/// The world outside the desk, as the test wants it.
class OpenGates final : public DeskGates
{
public:
    [[nodiscard]] bool isKilled() const override { return killed; }
    [[nodiscard]] bool isJournalFit() const override { return journalFit; }
    [[nodiscard]] std::uint64_t frameShown() const override { return 0; }
    std::atomic<bool> killed{false};
    bool journalFit = true;
};

/// Holds the journal's disk while it is told to.
class SlowDisk
{
public:
    [[nodiscard]] JournalOptions options() const
    {
        JournalOptions options = JournalScene::options();
        options.beforeCommit = [held = m_held, waiting = m_waiting] {
            while (*held) {
                *waiting = true;
                std::this_thread::sleep_for(std::chrono::milliseconds{1});
            }
            *waiting = false;
        };
        return options;
    }
    void hold() { *m_held = true; }
    void letGo() { *m_held = false; }
    [[nodiscard]] bool isWaitedFor() const { return *m_waiting; }

private:
    std::shared_ptr<std::atomic<bool>> m_held = std::make_shared<std::atomic<bool>>(false);
    std::shared_ptr<std::atomic<bool>> m_waiting = std::make_shared<std::atomic<bool>>(false);
};

[[nodiscard]] inline t4proto::v1::orderrouting::OrderSubmit submitOf(const std::vector<std::string> &tags)
{
    t4proto::v1::orderrouting::OrderSubmit message;
    message.set_account_id("A1");
    message.set_market_id("M1");
    message.set_manual_order_indicator(true);
    for (const std::string &tag : tags) {
        auto &order = *message.add_orders();
        order.set_tag(tag);
        order.set_buy_sell(t4proto::v1::common::BUY_SELL_SELL);
        order.set_price_type(t4proto::v1::common::PRICE_TYPE_STOP_LIMIT);
        order.set_time_type(t4proto::v1::common::TIME_TYPE_GOOD_TILL_CANCELLED);
        order.set_volume(3);
        order.set_max_show(1);
        order.mutable_limit_price()->set_value("99.75");
        order.mutable_stop_price()->set_value("-0.5");
    }
    return message;
}

[[nodiscard]] inline t4proto::v1::orderrouting::OrderPull pullOf(const std::vector<std::string> &orders)
{
    t4proto::v1::orderrouting::OrderPull message;
    message.set_account_id("A1");
    message.set_market_id("M1");
    message.set_manual_order_indicator(true);
    for (const std::string &order : orders)
        message.add_pulls()->set_unique_id(order);
    return message;
}

} // namespace depthdeck::test
