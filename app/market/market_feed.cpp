// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/market_feed.h"

#include "app/market/market_log.h"
#include "app/market/market_record.h"
#include "app/market/text_lookup.h"

#include <t4/v1/market/market.pb.h>

#include <algorithm>

namespace depthdeck {

using namespace Qt::StringLiterals;
namespace wire = t4proto::v1::market;

namespace {

/// A subscribed market and whether the next takeChanges() has to tell of it.
struct Entry
{
    MarketId id;
    MarketRecord record;
    bool changed = false;
    bool disorderReported = false;
};

bool isBestFirst(const DepthBook &book) noexcept
{
    const auto descending = [](const DepthLine &a, const DepthLine &b) { return a.price > b.price; };
    const auto ascending = [](const DepthLine &a, const DepthLine &b) { return a.price < b.price; };
    return std::is_sorted(book.bids.begin(), book.bids.end(), descending) &&
           std::is_sorted(book.offers.begin(), book.offers.end(), ascending);
}

QString nameOf(MarketProblem problem)
{
    switch (problem) {
    case MarketProblem::NoId:
        return u"market_details: no market id"_s;
    case MarketProblem::BadIncrement:
        return u"market_details: no usable price increment"_s;
    case MarketProblem::BadPrice:
        return u"market_details: a price does not parse"_s;
    }
    return u"market_details"_s;
}

} // namespace

struct MarketFeed::State
{
    [[nodiscard]] Entry *find(std::string_view market) noexcept
    {
        const auto found = entries.find(market);
        return found == entries.end() ? nullptr : &found->second;
    }

    void markChanged(Entry &entry)
    {
        if (std::exchange(entry.changed, true))
            return;
        changed.push_back(&entry);
    }

    /// Runs @p change on the record of @p market, if that is subscribed.
    template <typename Change>
    void apply(std::string_view market, Change change)
    {
        const std::lock_guard lock{mutex};
        Entry *entry = find(market);
        if (!entry)
            return;
        change(entry->record);
        markChanged(*entry);
    }

    std::mutex mutex; // guards all but image
    std::unordered_map<MarketId, Entry, TextHash, TextEqual> entries;
    std::vector<Entry *> changed; // in the order in which they changed; the map's nodes do not move
    std::vector<Market> definitions;
    ImageMessage image; // the decoding thread's, kept for its memory
};

MarketFeed::MarketFeed(const Clock &clock, QObject *parent)
    : QObject{parent},
      m_state{std::make_unique<State>()},
      m_clock{clock}
{
}

MarketFeed::~MarketFeed() = default;

void MarketFeed::reject(const std::string &market, const QString &what)
{
    emit messageRejected(MarketId{market}, what);
}

void MarketFeed::applyDetails(const wire::MarketDetails &message)
{
    MarketReading reading = readMarket(message);
    if (!reading.market) {
        reject(message.market_id(), nameOf(*reading.problem));
        return;
    }
    const std::lock_guard lock{m_state->mutex};
    m_state->definitions.push_back(std::move(*reading.market));
}

void MarketFeed::applySnapshot(const wire::MarketSnapshot &message)
{
    auto snapshot = readSnapshot(message);
    if (!snapshot) {
        reject(message.market_id(), u"market_snapshot"_s);
        return;
    }
    const SteadyTime receivedAt = m_clock.steadyNow();
    m_state->apply(message.market_id(),
                   [&](MarketRecord &record) { record.applySnapshot(std::move(*snapshot), receivedAt); });
}

void MarketFeed::applyDepth(const wire::MarketDepth &message)
{
    ImageMessage &image = m_state->image;
    if (!readImage(message, image)) {
        reject(message.market_id(), u"market_depth"_s);
        return;
    }
    image.book.receivedAt = m_clock.steadyNow();
    const bool ordered = isBestFirst(image.book);
    const std::lock_guard lock{m_state->mutex};
    Entry *entry = m_state->find(message.market_id());
    if (!entry)
        return;
    entry->record.applyImage(image);
    m_state->markChanged(*entry);
    // Would show that images are no images but changes (t4-protocol.md c.4).
    if (!ordered && !std::exchange(entry->disorderReported, true))
        qCWarning(marketLog, "the levels of %s are not best first", entry->id.text().c_str());
}

void MarketFeed::applyTrade(const wire::MarketDepthTrade &message)
{
    const auto trade = readTrade(message);
    if (!trade) {
        reject(message.market_id(), u"market_depth_trade"_s);
        return;
    }
    const SteadyTime receivedAt = m_clock.steadyNow();
    m_state->apply(message.market_id(), [&](MarketRecord &record) { record.applyTrade(*trade, receivedAt); });
}

void MarketFeed::applyHighLow(const wire::MarketHighLow &message)
{
    const auto highLow = readHighLow(message);
    if (!highLow) {
        reject(message.market_id(), u"market_high_low"_s);
        return;
    }
    m_state->apply(message.market_id(), [&](MarketRecord &record) { record.applyHighLow(*highLow); });
}

void MarketFeed::applyPriceLimits(const wire::MarketPriceLimits &message)
{
    const auto limits = readPriceLimits(message);
    if (!limits) {
        reject(message.market_id(), u"market_price_limits"_s);
        return;
    }
    m_state->apply(message.market_id(), [&](MarketRecord &record) { record.applyPriceLimits(*limits); });
}

void MarketFeed::applySettlement(const wire::MarketSettlement &message)
{
    const auto settlement = readSettlement(message);
    if (!settlement) {
        reject(message.market_id(), u"market_settlement"_s);
        return;
    }
    m_state->apply(message.market_id(), [&](MarketRecord &record) { record.applySettlement(*settlement); });
}

void MarketFeed::applySubscribeReject(const wire::MarketDepthSubscribeReject &message)
{
    const auto reason = static_cast<MarketMode>(message.mode());
    m_state->apply(message.market_id(), [&](MarketRecord &record) { record.applyReject(reason); });
}

void MarketFeed::subscribe(const MarketId &market)
{
    const std::lock_guard lock{m_state->mutex};
    const auto [at, isNew] = m_state->entries.try_emplace(market);
    Entry &entry = at->second;
    entry.id = market;
    if (!isNew && entry.record.subscribeAgain())
        m_state->markChanged(entry);
}

void MarketFeed::unsubscribe(const MarketId &market)
{
    const std::lock_guard lock{m_state->mutex};
    const auto found = m_state->entries.find(market);
    if (found == m_state->entries.end())
        return;
    std::erase(m_state->changed, &found->second);
    m_state->entries.erase(found);
}

void MarketFeed::reset()
{
    const std::lock_guard lock{m_state->mutex};
    m_state->changed.clear();
    m_state->definitions.clear();
    for (auto &[id, entry] : m_state->entries) {
        entry.record = {};
        entry.changed = false;
    }
}

FeedChanges MarketFeed::takeChanges()
{
    FeedChanges changes;
    const std::lock_guard lock{m_state->mutex};
    changes.definitions = std::exchange(m_state->definitions, {});
    changes.markets.reserve(m_state->changed.size());
    for (Entry *entry : m_state->changed) {
        MarketRecord &record = entry->record;
        entry->changed = false;
        changes.markets.push_back({entry->id, record.book(), record.quote(), record.takePrints(), record.refused(),
                                   record.hasImage(), record.takeImageArrived()});
    }
    m_state->changed.clear();
    return changes;
}

} // namespace depthdeck
