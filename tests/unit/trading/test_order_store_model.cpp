// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_store.h"
#include "tests/support/fake_clock.h"
#include "tests/unit/trading/order_messages.h"

#include <QTest>

#include <map>
#include <random>
#include <set>

using namespace depthdeck;
using namespace depthdeck::test;

namespace {

/// The rules of t4-protocol.md e.6 and e.7 written down once more, as plainly as possible: text for prices, scans for
/// lookups, nothing shared with the store.
struct NaiveOrder
{
    int status = 0;
    int pending = 0;
    int type = -1;
    int side = 0;
    int volume = 0;
    int requestedVolume = 0;
    std::string limit;
    std::string stop;
    std::string requestedLimit;
    std::string requestedStop;
    std::string exchangeId;
    int working = 0;
    int filled = 0;
    int sequence = 0;
    std::map<std::pair<int, int>, int> fills; ///< (sequence, leg) -> lots
};

struct NaiveStore
{
    std::map<std::string, NaiveOrder> orders;

    template <typename Message>
    static void common(NaiveOrder &order, const Message &message)
    {
        if (message.status() != 5)
            order.status = message.status();
        if (message.response_pending() != 5)
            order.pending = message.response_pending();
        if (message.sequence_order() > order.sequence)
            order.sequence = message.sequence_order();
    }
    template <typename Message>
    static bool late(const NaiveOrder &order, const Message &message)
    {
        return message.sequence_order() != 0 && message.sequence_order() < order.sequence;
    }
    template <typename Message>
    static void values(NaiveOrder &order, const Message &message)
    {
        order.type = message.price_type();
        order.volume = message.current_volume();
        order.requestedVolume = message.new_volume();
        order.limit = message.current_limit_price().value();
        order.stop = message.current_stop_price().value();
        order.requestedLimit = message.new_limit_price().value();
        order.requestedStop = message.new_stop_price().value();
        order.working = message.working_volume();
        if (!message.exchange_order_id().empty())
            order.exchangeId = message.exchange_order_id();
    }

    void apply(const orderrouting::OrderUpdate &message)
    {
        NaiveOrder &order = orders[message.unique_id()];
        common(order, message);
        values(order, message);
        order.side = message.buy_sell();
        order.filled = message.total_fill_volume();
        for (const auto &fill : message.trades())
            order.fills[{fill.sequence_order(), -1}] = fill.volume();
    }
    void apply(const orderrouting::OrderUpdateStatus &message)
    {
        NaiveOrder &order = orders[message.unique_id()];
        if (late(order, message))
            return;
        common(order, message);
        values(order, message);
    }
    void apply(const orderrouting::OrderUpdateTrade &message)
    {
        NaiveOrder &order = orders[message.unique_id()];
        order.fills[{message.sequence_order(), -1}] = message.volume();
        if (late(order, message))
            return;
        common(order, message);
        order.working = message.working_volume();
        order.filled = message.total_fill_volume();
        if (order.type == 3) {
            order.type = 1;
        } else if (order.type == 2) {
            order.type = 0;
        } else if (order.type == 7) {
            order.type = 1;
            order.limit = order.stop;
            order.requestedLimit = order.requestedStop;
            order.stop = order.requestedStop = "";
        }
    }
    void apply(const orderrouting::OrderUpdateTradeLeg &message)
    {
        orders[message.unique_id()].fills[{message.sequence_order(), message.leg_index()}] = message.volume();
    }
    void apply(const orderrouting::OrderUpdateFailed &message)
    {
        NaiveOrder &order = orders[message.unique_id()];
        if (late(order, message))
            return;
        common(order, message);
        if (message.change() == common::ORDER_CHANGE_SUBMISSION_FAILED) {
            order.status = 3;
            order.working = 0;
            order.volume = order.requestedVolume;
            order.limit = order.requestedLimit;
            order.stop = order.requestedStop;
        } else if (message.change() == common::ORDER_CHANGE_REVISION_FAILED) {
            order.requestedVolume = order.volume;
            order.requestedLimit = order.limit;
            order.requestedStop = order.stop;
        }
    }
};

/// Random messages about a few orders, in no sensible order.
class Chance
{
public:
    explicit Chance(unsigned seed) : m_engine{seed} {}

    int upTo(int highest) { return std::uniform_int_distribution{0, highest}(m_engine); }
    std::string priceText() { return upTo(3) == 0 ? "" : std::to_string(upTo(200) - 100) + ".25"; }
    template <typename Message>
    Message any()
    {
        auto message = about<Message>("U" + std::to_string(upTo(200)), upTo(4) == 0 ? 0 : 1 + upTo(60));
        message.set_status(static_cast<common::OrderStatus>(upTo(5)));
        message.set_response_pending(static_cast<common::ResponsePending>(upTo(5)));
        return message;
    }
    template <typename Message>
    Message anyWithValues()
    {
        static constexpr std::array types{0, 1, 2, 3, 7};
        auto message = any<Message>();
        message.set_price_type(static_cast<common::PriceType>(types[static_cast<std::size_t>(upTo(4))]));
        message.set_current_volume(upTo(9));
        message.set_new_volume(upTo(9));
        message.set_working_volume(upTo(9));
        message.mutable_current_limit_price()->set_value(priceText());
        message.mutable_current_stop_price()->set_value(priceText());
        message.mutable_new_limit_price()->set_value(priceText());
        message.mutable_new_stop_price()->set_value(priceText());
        if (upTo(1) == 0)
            message.set_exchange_order_id("X" + std::to_string(upTo(9)));
        return message;
    }

private:
    std::mt19937 m_engine;
};

std::string textOf(const std::optional<Price> &price)
{
    return price ? price->toWire() : std::string{};
}

} // namespace

class TestOrderStoreModel : public QObject
{
    Q_OBJECT

private slots:
    void tenThousandRandomMessagesLeaveWhatTheRulesSay_data();
    void tenThousandRandomMessagesLeaveWhatTheRulesSay();

private:
    void feed(unsigned seed, OrderStore &store, NaiveStore &naive);
};

void TestOrderStoreModel::feed(unsigned seed, OrderStore &store, NaiveStore &naive)
{
    Chance chance{seed};
    for (int i = 0; i < 10'000; ++i) {
        switch (chance.upTo(4)) {
        case 0: {
            auto message = chance.anyWithValues<orderrouting::OrderUpdate>();
            message.set_buy_sell(chance.upTo(1) == 0 ? common::BUY_SELL_BUY : common::BUY_SELL_SELL);
            message.set_total_fill_volume(chance.upTo(9));
            for (int fill = chance.upTo(2); fill > 0; --fill) {
                auto &told = *message.add_trades();
                told.set_sequence_order(1 + chance.upTo(60));
                told.set_volume(1 + chance.upTo(4));
            }
            store.applyUpdate(message);
            naive.apply(message);
            break;
        }
        case 1: {
            const auto message = chance.anyWithValues<orderrouting::OrderUpdateStatus>();
            store.applyStatus(message);
            naive.apply(message);
            break;
        }
        case 2: {
            auto message = chance.any<orderrouting::OrderUpdateTrade>();
            message.set_sequence_order(1 + chance.upTo(60));
            message.set_volume(1 + chance.upTo(4));
            message.set_working_volume(chance.upTo(9));
            message.set_total_fill_volume(chance.upTo(9));
            store.applyTrade(message);
            naive.apply(message);
            break;
        }
        case 3: {
            auto message = chance.any<orderrouting::OrderUpdateTradeLeg>();
            message.set_sequence_order(1 + chance.upTo(60));
            message.set_leg_index(chance.upTo(3));
            message.set_volume(1 + chance.upTo(4));
            store.applyTradeLeg(message);
            naive.apply(message);
            break;
        }
        default: {
            static constexpr std::array changes{1, 5, 11, 17};
            auto message = chance.any<orderrouting::OrderUpdateFailed>();
            message.set_change(static_cast<common::OrderChange>(changes[static_cast<std::size_t>(chance.upTo(3))]));
            store.applyFailed(message);
            naive.apply(message);
        }
        }
    }
}

void TestOrderStoreModel::tenThousandRandomMessagesLeaveWhatTheRulesSay_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 5; ++seed)
        QTest::newRow(qPrintable(QString::number(seed))) << seed;
}

void TestOrderStoreModel::tenThousandRandomMessagesLeaveWhatTheRulesSay()
{
    QFETCH(unsigned, seed);
    FakeClock clock;
    OrderStore store{clock};
    NaiveStore naive;
    feed(seed, store, naive);

    QCOMPARE(store.orders().size(), naive.orders.size());
    std::size_t blotter = 0;
    std::set<std::string> active;
    for (const auto &[id, expected] : naive.orders) {
        const Order *order = store.find(OrderId{id});
        QVERIFY(order != nullptr);
        QCOMPARE(static_cast<int>(order->status), expected.status);
        QCOMPARE(static_cast<int>(order->pending), expected.pending);
        QCOMPARE(static_cast<int>(order->type), expected.type);
        const int side = !order->side ? 0 : *order->side == Side::Buy ? 1 : -1;
        QCOMPARE(side, expected.side);
        QCOMPARE(order->current.volume.contracts, expected.volume);
        QCOMPARE(order->requested.volume.contracts, expected.requestedVolume);
        QCOMPARE(textOf(order->current.limit), expected.limit);
        QCOMPARE(textOf(order->current.stop), expected.stop);
        QCOMPARE(textOf(order->requested.limit), expected.requestedLimit);
        QCOMPARE(textOf(order->requested.stop), expected.requestedStop);
        QCOMPARE(order->exchangeOrderId, expected.exchangeId);
        QCOMPARE(order->working.contracts, expected.working);
        QCOMPARE(order->filled.contracts, expected.filled);
        QCOMPARE(order->sequence, expected.sequence);
        std::map<std::pair<int, int>, int> fills;
        for (const Fill &fill : order->fills)
            fills[{fill.sequence, fill.legIndex}] = fill.volume.contracts;
        QCOMPARE(order->fills.size(), expected.fills.size());
        QVERIFY(fills == expected.fills);
        for (const auto &[key, lots] : expected.fills)
            blotter += key.second < 0 ? 1U : 0U;
        if (expected.status == 1 || expected.status == 4 || expected.status == 0)
            active.insert(id);
    }
    QCOMPARE(store.fills().size(), blotter);
    std::set<std::string> told;
    for (const OrderId &id : store.activeOrders())
        told.insert(id.text());
    QVERIFY(told == active);
}

QTEST_GUILESS_MAIN(TestOrderStoreModel)
#include "test_order_store_model.moc"
