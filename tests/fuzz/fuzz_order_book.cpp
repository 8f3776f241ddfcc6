// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/order_book_board.h"
#include "tests/fuzz/fuzz_target.h"

#include <t4/v1/market/market.pb.h>

#include <string>

using namespace depthdeck;
namespace wire = t4proto::v1::market;

namespace {

/// Time passes by itself: whatever depends on it is reached.
class RunningClock final : public Clock
{
public:
    [[nodiscard]] SteadyTime steadyNow() const noexcept override
    {
        m_now += std::chrono::milliseconds{100};
        return m_now;
    }
    [[nodiscard]] WallTime wallNow() const noexcept override { return {}; }

private:
    mutable SteadyTime m_now{std::chrono::hours{1}};
};

struct Books
{
    Books()
    {
        board.expect(key);
        feed.subscribe(key.market);
        feed.noteAsked(key.market);
    }

    const MarketKey key{ExchangeId{"X"}, ContractId{"C"}, MarketId{"M1"}};
    RunningClock clock;
    OrderByOrderFeed feed{clock};
    OrderBookBoard board;
    OrderByOrderBook mirror; ///< what the changes make of an empty book
};

/// The first byte says which message the rest is.
enum Kind : char { Snapshot, Update, Trade, Reject, Reset, kindCount };

std::string withKind(Kind kind, const google::protobuf::MessageLite &message)
{
    return std::string(1, static_cast<char>(kind)) + message.SerializeAsString();
}

template <typename Order>
void fill(Order &order, std::uint64_t id, const char *price)
{
    order.set_order_id(id);
    order.set_bid_offer(t4proto::v1::common::BID_OFFER_BID);
    order.mutable_price()->set_value(price);
    order.set_volume(5);
    order.set_priority(id);
}

/// Nothing is counted twice and nothing rests at an empty level.
void check(const OrderByOrderBook &book)
{
    std::size_t orders = 0;
    for (const auto *levels : {&book.bids(), &book.offers()}) {
        for (const auto &[price, level] : *levels) {
            fuzz::require(!level.orders.empty());
            std::int64_t lots = 0;
            for (const auto &[rank, order] : level.orders) {
                lots += order.volume.contracts;
                fuzz::require(order.price == price && order.volume > Quantity{} && order.id == rank.id);
                const RestingOrder *found = book.find(order.id);
                fuzz::require(found && *found == order);
            }
            fuzz::require(lots == level.lots);
            orders += level.orders.size();
        }
    }
    fuzz::require(orders == book.size());
}

template <typename Message>
bool parse(Message &message, const std::uint8_t *data, std::size_t size)
{
    if (!message.ParseFromArray(data, static_cast<int>(size)))
        return false;
    if (message.market_id() != "M2")
        message.set_market_id("M1");
    return true;
}

void apply(Books &books, Kind kind, const std::uint8_t *data, std::size_t size)
{
    wire::MarketByOrderSnapshot snapshot;
    wire::MarketByOrderUpdate update;
    wire::MarketByOrderTrade trade;
    wire::MarketByOrderSubscribeReject reject;
    if (kind == Snapshot && parse(snapshot, data, size))
        books.feed.applySnapshot(snapshot);
    else if (kind == Update && parse(update, data, size))
        books.feed.applyUpdate(update);
    else if (kind == Trade && parse(trade, data, size))
        books.feed.applyTrade(trade);
    else if (kind == Reject && parse(reject, data, size))
        books.feed.applyReject(reject);
    else if (kind == Reset)
        books.feed.reset();
}

} // namespace

std::vector<std::string> fuzz::seeds()
{
    wire::MarketByOrderSnapshot snapshot;
    snapshot.set_mode(t4proto::v1::common::MARKET_MODE_OPEN);
    for (std::uint64_t id = 1; id < 6; ++id)
        fill(*snapshot.add_orders(), id, id % 2 == 0 ? "10.25" : "10");
    wire::MarketByOrderUpdate update;
    update.set_sequence(1);
    fill(*update.add_updates(), 3, "10.5");
    auto &gone = *update.add_updates();
    gone.set_update_type(wire::MarketByOrderUpdate::UPDATE_TYPE_DELETE);
    gone.set_order_id(2);
    wire::MarketByOrderUpdate clear;
    clear.set_sequence(3);
    clear.add_updates()->set_update_type(wire::MarketByOrderUpdate::UPDATE_TYPE_CLEAR);
    wire::MarketByOrderTrade trade;
    trade.set_sequence(2);
    trade.mutable_trade_price()->set_value("10.25");
    trade.add_orders()->set_order_id(3);
    wire::MarketByOrderSubscribeReject reject;
    reject.set_mode(t4proto::v1::common::MARKET_MODE_NO_PERMISSION);
    return {withKind(Snapshot, snapshot), withKind(Update, update), withKind(Update, clear),
            withKind(Trade, trade),       withKind(Reject, reject), std::string(1, static_cast<char>(Reset))};
}

/// Any message may arrive at any time: a book never contradicts itself, and what the changes make on the other thread
/// is the board's book.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static Books books;
    if (size == 0)
        return 0;
    apply(books, static_cast<Kind>(data[0] % kindCount), data + 1, size - 1);
    OrderBookChanges changes = books.feed.takeChanges();
    for (const OrderBookChange &change : changes.books) {
        fuzz::require(change.market == books.key.market);
        if (change.replacesAll)
            books.mirror.clear();
        for (const std::uint64_t id : change.gone)
            books.mirror.remove(id);
        for (const RestingOrder &order : change.orders)
            books.mirror.addOrUpdate(order);
    }
    books.board.apply(std::move(changes));
    const MarketOrders &shown = *books.board.find(books.key.market);
    check(shown.book);
    fuzz::require(shown.book.size() == books.mirror.size());
    fuzz::require(shown.trades.size() <= MarketOrders::maxTrades);
    return 0;
}
