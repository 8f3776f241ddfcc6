// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/order_links.h"

#include "app/trading/submission_draft.h"

#include <string_view>

namespace depthdeck::ui {

namespace {

constexpr std::int32_t triggered = 2; // ActivationType TRIGGERED: was held (t4-protocol.md e.4)

/// Calls @p take with each word of @p text.
template <typename Take>
void forEachWord(std::string_view text, Take take)
{
    constexpr std::string_view separators = " ,;|\t\n\r";
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(separators), text.size());
        if (end > 0)
            take(std::string{text.substr(0, end)});
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

} // namespace

bool isExit(const Order &order) noexcept
{
    return isBracket(order.link) && (order.activationType == static_cast<std::int32_t>(ActivationKind::Hold) ||
                                     order.activationType == triggered);
}

int linkRank(const Order &order) noexcept
{
    return isExit(order) ? 1 : 0;
}

void OrderLinks::clear() noexcept
{
    m_indexOf.clear();
    m_awaited.clear();
    m_submissions.clear();
}

std::vector<int> OrderLinks::note(int index, const Order &order)
{
    std::vector<int> partners;
    if (order.link == OrderLink::None && order.routing.ordersLinked.empty())
        return partners;
    noteSubmission(index, order, partners);
    noteNamed(index, order, partners);
    return partners;
}

void OrderLinks::noteSubmission(int index, const Order &order, std::vector<int> &partners)
{
    if (order.link == OrderLink::None)
        return;
    const auto join = [&](std::int64_t moment) {
        const Submission submission{order.account.text(), order.market.text(), static_cast<int>(order.link), moment};
        if (const auto [known, isNew] = m_submissions.emplace(submission, index); !isNew && known->second != index)
            partners.push_back(known->second);
    };
    if (order.sentAt)
        join(order.sentAt->time_since_epoch().count());
    if (order.submitTime)
        join(order.submitTime->time_since_epoch().count());
}

void OrderLinks::noteNamed(int index, const Order &order, std::vector<int> &partners)
{
    if (!order.id.isEmpty()) {
        m_indexOf.emplace(order.id.text(), index);
        if (const auto awaited = m_awaited.find(order.id.text()); awaited != m_awaited.end()) {
            partners.insert(partners.end(), awaited->second.begin(), awaited->second.end());
            m_awaited.erase(awaited);
        }
    }
    forEachWord(order.routing.ordersLinked, [&](const std::string &word) {
        if (const auto known = m_indexOf.find(word); known == m_indexOf.end())
            m_awaited[word].push_back(index);
        else if (known->second != index)
            partners.push_back(known->second);
    });
}

} // namespace depthdeck::ui
