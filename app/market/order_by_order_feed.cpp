// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/order_by_order_feed.h"

#include "app/market/order_book_record.h"
#include "app/market/text_lookup.h"

#include <t4/v1/market/market.pb.h>

#include <mutex>

namespace depthdeck {

using namespace Qt::StringLiterals;
namespace wire = t4proto::v1::market;

struct OrderByOrderFeed::State
{
    /// Runs @p change on the record of @p market, if that is subscribed.
    template <typename Change>
    void apply(std::string_view market, Change change)
    {
        const std::lock_guard lock{mutex};
        if (const auto found = records.find(market); found != records.end())
            change(found->second);
    }

    std::mutex mutex; // guards the records
    std::unordered_map<MarketId, OrderBookRecord, TextHash, TextEqual> records;
    OrderBookUpdate update; // the decoding thread's, kept for its memory
};

OrderByOrderFeed::OrderByOrderFeed(const Clock &clock, QObject *parent)
    : QObject{parent},
      m_state{std::make_unique<State>()},
      m_clock{clock}
{
}

OrderByOrderFeed::~OrderByOrderFeed() = default;

void OrderByOrderFeed::applySnapshot(const wire::MarketByOrderSnapshot &message)
{
    const SteadyTime now = m_clock.steadyNow();
    const auto snapshot = readSnapshot(message);
    m_state->apply(message.market_id(), [&](OrderBookRecord &record) {
        if (snapshot)
            record.applySnapshot(*snapshot, now);
        else
            record.applyUnreadableSnapshot(now);
    });
    if (!snapshot)
        emit messageRejected(MarketId{message.market_id()}, u"market_by_order_snapshot"_s);
}

void OrderByOrderFeed::applyUpdate(const wire::MarketByOrderUpdate &message)
{
    const SteadyTime now = m_clock.steadyNow();
    const bool isReadable = readUpdate(message, m_state->update);
    m_state->apply(message.market_id(), [&](OrderBookRecord &record) {
        if (isReadable)
            record.applyUpdate(m_state->update, now);
        else
            record.applyUnreadableUpdate(now);
    });
    if (!isReadable)
        emit messageRejected(MarketId{message.market_id()}, u"market_by_order_update"_s);
}

void OrderByOrderFeed::applyTrade(const wire::MarketByOrderTrade &message)
{
    const SteadyTime now = m_clock.steadyNow();
    auto trade = readTrade(message);
    m_state->apply(message.market_id(), [&](OrderBookRecord &record) {
        if (trade)
            record.applyTrade(std::move(*trade), now);
        else
            record.applyUnreadableTrade(message.sequence(), now);
    });
    if (!trade)
        emit messageRejected(MarketId{message.market_id()}, u"market_by_order_trade"_s);
}

void OrderByOrderFeed::applyReject(const wire::MarketByOrderSubscribeReject &message)
{
    const auto reason = static_cast<MarketMode>(message.mode());
    m_state->apply(message.market_id(), [&](OrderBookRecord &record) { record.applyReject(reason); });
}

void OrderByOrderFeed::subscribe(const MarketId &market)
{
    const std::lock_guard lock{m_state->mutex};
    m_state->records[market].subscribeAgain();
}

void OrderByOrderFeed::unsubscribe(const MarketId &market)
{
    const std::lock_guard lock{m_state->mutex};
    m_state->records.erase(market);
}

void OrderByOrderFeed::noteAsked(const MarketId &market)
{
    const SteadyTime now = m_clock.steadyNow();
    m_state->apply(market.text(), [&](OrderBookRecord &record) { record.asked(now); });
}

void OrderByOrderFeed::reset()
{
    const std::lock_guard lock{m_state->mutex};
    for (auto &[market, record] : m_state->records)
        record.discard();
}

OrderBookChanges OrderByOrderFeed::takeChanges()
{
    const SteadyTime now = m_clock.steadyNow();
    OrderBookChanges changes;
    const std::lock_guard lock{m_state->mutex};
    for (auto &[market, record] : m_state->records) {
        record.check(now);
        if (!record.isChanged())
            continue;
        changes.books.push_back(record.takeChange());
        changes.books.back().market = market;
    }
    return changes;
}

} // namespace depthdeck
