// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <vector>

namespace depthdeck::ui {

/// Which orders a table lists.
enum class OrdersShown : std::uint8_t { Working, All };

/// Where an order belongs in such a table.
enum class Listing : std::uint8_t { Hidden, Active, Finished };

/// The order of the rows: what is active in the sequence it became active, then what is finished, newest first. Orders
/// that belong together stand together, the head first, and count as active while one of them is. Knows orders by their
/// index in the store alone. Nothing here scans the store.
class OrderArrangement
{
public:
    void clear() noexcept;
    /// Notes where order @p index belongs now; true when that moves, adds or removes a row. Constant time.
    bool note(int index, Listing listing);
    /// From now on these two stand together; @p rank orders the rows of a group, lower first. True when they did not
    /// already. Both must have been noted.
    bool join(int one, int other);
    /// True when that moves a row.
    bool setRank(int index, int rank);
    /// Hides or shows all of the group but its head.
    void setFolded(int index, bool folded);
    /// Takes what moved out of the list it left. Once a frame; linear in the list that something left.
    void settle();
    /// The rows from top to bottom. After settle().
    [[nodiscard]] std::vector<int> rows(OrdersShown shown) const;
    /// The same without those that were finished when markSeen() was called last: they stand below and have not moved
    /// while isTailSteady(). Costs by what is active, not by what is finished.
    [[nodiscard]] std::vector<int> upperRows(OrdersShown shown) const;
    [[nodiscard]] bool isTailSteady() const noexcept { return m_tailSteady; }
    /// The rows were shown as they are now.
    void markSeen() noexcept;

    /// The listed orders that stand with @p index, itself included, as they stand.
    [[nodiscard]] std::vector<int> group(int index) const;
    /// The first of its group.
    [[nodiscard]] int head(int index) const noexcept;
    [[nodiscard]] bool isFolded(int index) const noexcept;
    [[nodiscard]] int activeCount() const noexcept { return m_activeOrders; }
    [[nodiscard]] int finishedCount() const noexcept { return m_finishedOrders; }

private:
    struct Member
    {
        int rank = 0;
        int order = -1;
        friend auto operator<=>(const Member &, const Member &) = default;
    };
    /// Orders that stand together; one that belongs with none is a block of its own.
    struct Block
    {
        std::vector<Member> members; ///< as they stand; the hidden ones too
        int active = 0;
        int listed = 0;
        Listing listing = Listing::Hidden;
        bool folded = false;
        bool isInActive = false;   ///< stands in m_active, perhaps not any more after settle()
        bool isInFinished = false; ///< in m_finished
    };

    [[nodiscard]] Block &blockOf(int index) noexcept
    {
        return m_blocks[static_cast<std::size_t>(m_blockOf[static_cast<std::size_t>(index)])];
    }
    [[nodiscard]] const Block &blockOf(int index) const noexcept
    {
        return m_blocks[static_cast<std::size_t>(m_blockOf[static_cast<std::size_t>(index)])];
    }
    void makeRoom(int index);
    void count(Block &block, Listing listing, int change);
    bool relist(int block);
    void appendRows(const Block &block, std::vector<int> &rows) const;

    std::vector<Block> m_blocks;     ///< by the index of the order that began it
    std::vector<int> m_blockOf;      ///< by order
    std::vector<Listing> m_listings; ///< by order
    std::vector<int> m_active;       ///< blocks
    std::vector<int> m_finished;     ///< blocks, oldest first
    int m_activeOrders = 0;
    int m_finishedOrders = 0;
    std::size_t m_seenFinished = 0; ///< blocks of m_finished when the rows were shown last
    bool m_leftActive = false;
    bool m_leftFinished = false;
    bool m_tailSteady = true;
};

} // namespace depthdeck::ui
