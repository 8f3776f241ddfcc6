// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/order_arrangement.h"

#include <algorithm>
#include <utility>

namespace depthdeck::ui {

void OrderArrangement::clear() noexcept
{
    *this = OrderArrangement{};
}

void OrderArrangement::makeRoom(int index)
{
    while (m_blocks.size() <= static_cast<std::size_t>(index)) {
        const auto next = static_cast<int>(m_blocks.size());
        m_blocks.emplace_back().members.push_back({0, next});
        m_blockOf.push_back(next);
        m_listings.push_back(Listing::Hidden);
    }
}

void OrderArrangement::count(Block &block, Listing listing, int change)
{
    if (listing == Listing::Hidden)
        return;
    block.listed += change;
    if (listing == Listing::Active)
        block.active += change;
    (listing == Listing::Active ? m_activeOrders : m_finishedOrders) += change;
}

bool OrderArrangement::note(int index, Listing listing)
{
    makeRoom(index);
    Listing &known = m_listings[static_cast<std::size_t>(index)];
    if (known == listing)
        return false;
    const bool appears = known == Listing::Hidden || listing == Listing::Hidden;
    Block &block = blockOf(index);
    count(block, known, -1);
    known = listing;
    count(block, listing, 1);
    const bool moved = relist(m_blockOf[static_cast<std::size_t>(index)]);
    if (appears && !moved && block.listing == Listing::Finished)
        m_tailSteady = false;
    return moved || appears;
}

// A block goes to the end of the list it enters; settle() takes it out of the one it left. One that left and came back
// between two settlements keeps its place.
bool OrderArrangement::relist(int block)
{
    Block &each = m_blocks[static_cast<std::size_t>(block)];
    const Listing listing = each.active > 0 ? Listing::Active : (each.listed > 0 ? Listing::Finished : Listing::Hidden);
    if (each.listing == listing)
        return false;
    m_leftActive = m_leftActive || each.listing == Listing::Active;
    m_leftFinished = m_leftFinished || each.listing == Listing::Finished;
    each.listing = listing;
    if (listing == Listing::Active && !std::exchange(each.isInActive, true))
        m_active.push_back(block);
    if (listing == Listing::Finished && !std::exchange(each.isInFinished, true))
        m_finished.push_back(block);
    return true;
}

bool OrderArrangement::join(int one, int other)
{
    const int first = m_blockOf[static_cast<std::size_t>(one)];
    const int second = m_blockOf[static_cast<std::size_t>(other)];
    if (first == second)
        return false;
    const auto [into, from] = std::minmax(first, second);
    Block &host = m_blocks[static_cast<std::size_t>(into)];
    Block &guest = m_blocks[static_cast<std::size_t>(from)];
    for (const Member &member : guest.members)
        m_blockOf[static_cast<std::size_t>(member.order)] = into;
    host.members.insert(host.members.end(), guest.members.begin(), guest.members.end());
    std::sort(host.members.begin(), host.members.end());
    host.active += guest.active;
    host.listed += guest.listed;
    m_leftActive = m_leftActive || guest.listing == Listing::Active;
    m_leftFinished = m_leftFinished || guest.listing == Listing::Finished;
    guest = Block{};
    relist(into);
    if (host.listing == Listing::Finished)
        m_tailSteady = false;
    return true;
}

bool OrderArrangement::setRank(int index, int rank)
{
    makeRoom(index);
    std::vector<Member> &members = blockOf(index).members;
    const auto member =
        std::find_if(members.begin(), members.end(), [index](const Member &each) { return each.order == index; });
    if (member->rank == rank)
        return false;
    member->rank = rank;
    std::sort(members.begin(), members.end());
    if (members.size() > 1 && blockOf(index).listing == Listing::Finished)
        m_tailSteady = false;
    return members.size() > 1;
}

void OrderArrangement::setFolded(int index, bool folded)
{
    blockOf(index).folded = folded;
    if (blockOf(index).listing == Listing::Finished)
        m_tailSteady = false;
}

bool OrderArrangement::isFolded(int index) const noexcept
{
    return blockOf(index).folded;
}

int OrderArrangement::head(int index) const noexcept
{
    for (const Member &member : blockOf(index).members)
        if (m_listings[static_cast<std::size_t>(member.order)] != Listing::Hidden)
            return member.order;
    return index;
}

std::vector<int> OrderArrangement::group(int index) const
{
    std::vector<int> orders;
    for (const Member &member : blockOf(index).members)
        if (m_listings[static_cast<std::size_t>(member.order)] != Listing::Hidden)
            orders.push_back(member.order);
    return orders;
}

void OrderArrangement::settle()
{
    const auto leave = [this](std::vector<int> &list, Listing listing, bool Block::*isIn) {
        std::erase_if(list, [&](int block) {
            Block &each = m_blocks[static_cast<std::size_t>(block)];
            each.*isIn = each.listing == listing;
            return each.listing != listing;
        });
    };
    if (std::exchange(m_leftActive, false))
        leave(m_active, Listing::Active, &Block::isInActive);
    if (std::exchange(m_leftFinished, false)) {
        leave(m_finished, Listing::Finished, &Block::isInFinished);
        m_seenFinished = 0; // all of it is looked at again
        m_tailSteady = false;
    }
}

void OrderArrangement::markSeen() noexcept
{
    m_seenFinished = m_finished.size();
    m_tailSteady = true;
}

void OrderArrangement::appendRows(const Block &block, std::vector<int> &rows) const
{
    bool isHead = true;
    for (const Member &member : block.members) {
        if (m_listings[static_cast<std::size_t>(member.order)] == Listing::Hidden || (block.folded && !isHead))
            continue;
        isHead = false;
        rows.push_back(member.order);
    }
}

std::vector<int> OrderArrangement::rows(OrdersShown shown) const
{
    std::vector<int> rows = upperRows(shown);
    if (shown == OrdersShown::All)
        for (std::size_t block = m_seenFinished; block-- > 0;)
            appendRows(m_blocks[static_cast<std::size_t>(m_finished[block])], rows);
    return rows;
}

std::vector<int> OrderArrangement::upperRows(OrdersShown shown) const
{
    std::vector<int> rows;
    for (const int block : m_active)
        appendRows(m_blocks[static_cast<std::size_t>(block)], rows);
    if (shown == OrdersShown::All)
        for (std::size_t block = m_finished.size(); block-- > m_seenFinished;)
            appendRows(m_blocks[static_cast<std::size_t>(m_finished[block])], rows);
    return rows;
}

} // namespace depthdeck::ui
