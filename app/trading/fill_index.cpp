// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/fill_index.h"

namespace depthdeck {

namespace {

std::string figuresOf(const Fill &fill)
{
    const std::int64_t time = fill.time ? fill.time->time_since_epoch().count() : 0;
    return std::to_string(fill.volume.contracts) + ' ' + std::to_string(fill.price ? fill.price->units() : 0) + ' ' +
           std::to_string(fill.residual.contracts) + ' ' + std::to_string(time);
}

} // namespace

FillIndex::Key FillIndex::keyOf(int orderRow, const Fill &fill)
{
    Key key{orderRow, fill.sequence, fill.legIndex, fill.isReversal, {}};
    if (fill.sequence == 0)
        key.text = fill.exchangeTradeId.empty() ? figuresOf(fill) : fill.exchangeTradeId;
    return key;
}

std::size_t FillIndex::KeyHash::operator()(const Key &key) const noexcept
{
    constexpr std::size_t spread = 0x9e3779b97f4a7c15U;
    std::size_t hash = std::hash<std::string>{}(key.text);
    for (const int part : {key.orderRow, key.sequence, key.legIndex, key.isReversal ? 1 : 0})
        hash = (hash ^ static_cast<std::size_t>(part)) * spread;
    return hash;
}

const FillIndex::Place *FillIndex::find(int orderRow, const Fill &fill) const
{
    const auto found = m_places.find(keyOf(orderRow, fill));
    return found == m_places.end() ? nullptr : &found->second;
}

void FillIndex::add(int orderRow, const Fill &fill, Place place)
{
    m_places.insert_or_assign(keyOf(orderRow, fill), place);
}

} // namespace depthdeck
