// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/order.h"

#include <map>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace depthdeck::ui {

/// Finds out which orders belong together, for rows that stand together and for nothing else: what is sent never rests
/// on it. The server names linked orders in a text whose separator is not documented, so every word of it that is an
/// order's id counts; orders of one submission also share link, account, market and the moment they were sent.
class OrderLinks
{
public:
    void clear() noexcept;
    /// Looks at order @p index of the store. The orders noted before that it belongs with, directly. Constant time for
    /// an order without a link.
    [[nodiscard]] std::vector<int> note(int index, const Order &order);

private:
    /// One submission as its orders show it: account, market, link, and when it was sent or came in, in nanoseconds.
    using Submission = std::tuple<std::string, std::string, int, std::int64_t>;

    void noteSubmission(int index, const Order &order, std::vector<int> &partners);
    void noteNamed(int index, const Order &order, std::vector<int> &partners);

    std::unordered_map<std::string, int> m_indexOf;              ///< of linked orders, by id
    std::unordered_map<std::string, std::vector<int>> m_awaited; ///< named by these, not yet seen
    std::map<Submission, int> m_submissions;                     ///< the first order of each
};

/// Where an order stands among those it belongs with: the entry of a bracket first, then its exits.
[[nodiscard]] int linkRank(const Order &order) noexcept;
/// An exit of a bracket, held or released.
[[nodiscard]] bool isExit(const Order &order) noexcept;

} // namespace depthdeck::ui
