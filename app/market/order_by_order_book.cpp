// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/order_by_order_book.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace depthdeck {

namespace {

/// The id that @p text names in decimal, as the exchange would write it: no sign, no blank, no leading zero.
std::optional<std::uint64_t> idOf(std::string_view text) noexcept
{
    if (text.empty() || (text.front() == '0' && text.size() > 1))
        return std::nullopt;
    std::uint64_t id = 0;
    const char *const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, id);
    return read.ec == std::errc{} && read.ptr == end ? std::optional{id} : std::nullopt;
}

Quantity lotsOf(std::int64_t lots) noexcept
{
    constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
    return {static_cast<std::int32_t>(std::min(lots, most))};
}

} // namespace

bool OrderByOrderBook::addOrUpdate(const RestingOrder &order)
{
    ++m_revision;
    const Place place{order.side, order.price, {order.priority, order.id}};
    const auto [at, isNew] = m_places.try_emplace(order.id, place);
    if (!isNew) {
        takeOut(at->second);
        at->second = place;
    }
    Level &level = levelsOf(order.side)[order.price];
    level.orders.emplace(place.rank, order);
    level.lots += order.volume.contracts;
    level.revision = m_revision;
    return !isNew;
}

bool OrderByOrderBook::remove(std::uint64_t id)
{
    const auto found = m_places.find(id);
    if (found == m_places.end())
        return false;
    ++m_revision;
    takeOut(found->second);
    m_places.erase(found);
    return true;
}

void OrderByOrderBook::takeOut(const Place &place)
{
    Levels &levels = levelsOf(place.side);
    const auto level = levels.find(place.price);
    const auto order = level->second.orders.find(place.rank);
    level->second.lots -= order->second.volume.contracts;
    level->second.revision = m_revision;
    level->second.orders.erase(order);
    if (level->second.orders.empty())
        levels.erase(level);
}

void OrderByOrderBook::clear()
{
    ++m_revision;
    m_bids.clear();
    m_offers.clear();
    m_places.clear();
}

const OrderByOrderBook::Level *OrderByOrderBook::level(Side side, Price price) const noexcept
{
    const Levels &all = levels(side);
    const auto found = all.find(price);
    return found == all.end() ? nullptr : &found->second;
}

const RestingOrder *OrderByOrderBook::find(std::uint64_t id) const noexcept
{
    const auto found = m_places.find(id);
    if (found == m_places.end())
        return nullptr;
    const Place &place = found->second;
    return &level(place.side, place.price)->orders.find(place.rank)->second;
}

const RestingOrder *OrderByOrderBook::find(std::string_view exchangeOrderId) const noexcept
{
    const auto id = idOf(exchangeOrderId);
    return id ? find(*id) : nullptr;
}

bool OrderByOrderBook::isCrossed() const noexcept
{
    return !m_bids.empty() && !m_offers.empty() && m_bids.rbegin()->first >= m_offers.begin()->first;
}

std::optional<QueuePosition> OrderByOrderBook::position(std::uint64_t id) const
{
    const auto found = m_places.find(id);
    if (found == m_places.end())
        return std::nullopt;
    const Place &place = found->second;
    const Level &queue = *level(place.side, place.price);
    std::int64_t lots = 0;
    std::int32_t orders = 0;
    for (const auto &[rank, order] : queue.orders) {
        if (rank == place.rank)
            break;
        lots += order.volume.contracts;
        ++orders;
    }
    return QueuePosition{orders, lotsOf(lots), lotsOf(queue.lots)};
}

std::optional<QueuePosition> OrderByOrderBook::exactPosition(std::string_view exchangeOrderId) const
{
    const auto id = idOf(exchangeOrderId);
    auto found = id ? position(*id) : std::nullopt;
    if (found)
        found->exact = true;
    return found;
}

} // namespace depthdeck
