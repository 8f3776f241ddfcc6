// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/send_history.h"

namespace depthdeck {

namespace {

using namespace std::chrono_literals;

/// Longer than any window that makes sense for a slip of the finger.
constexpr std::chrono::nanoseconds remembered = 60s;
constexpr std::chrono::nanoseconds rateWindow = 1s;

/// Who asked does not make it another order.
bool isSame(OrderDraft one, const OrderDraft &other)
{
    one.manual = other.manual;
    return one == other;
}

} // namespace

void SendHistory::note(SteadyTime now, std::optional<OrderDraft> order)
{
    while (!m_sent.empty() && now - m_sent.front().at > remembered)
        m_sent.pop_front();
    m_sent.push_back({now, std::move(order)});
}

void SendHistory::noteSubmission(const SubmissionDraft &submission, SteadyTime now)
{
    for (const OrderDraft &order : submission.orders)
        note(now, order);
}

void SendHistory::noteBatch(const BatchDraft &batch, SteadyTime now)
{
    for (const SubmissionDraft &submission : batch.submissions)
        noteSubmission(submission, now);
}

void SendHistory::noteRevision(SteadyTime now)
{
    note(now, std::nullopt);
}

void SendHistory::clear()
{
    m_sent.clear();
}

std::optional<std::chrono::nanoseconds> SendHistory::sinceSame(const OrderDraft &order, SteadyTime now) const
{
    for (auto sent = m_sent.rbegin(); sent != m_sent.rend(); ++sent) {
        if (sent->order && isSame(order, *sent->order))
            return now - sent->at;
    }
    return std::nullopt;
}

void SendHistory::findDuplicates(const SubmissionDraft &submission, std::int32_t line, const RiskLimits &limits,
                                 SteadyTime now, std::vector<OrderProblem> &problems) const
{
    if (limits.duplicateWindow.count() <= 0)
        return;
    for (std::size_t i = 0; i < submission.orders.size(); ++i) {
        const std::optional<std::chrono::nanoseconds> since = sinceSame(submission.orders[i], now);
        if (!since || *since >= limits.duplicateWindow)
            continue;
        OrderProblem found;
        found.kind = OrderProblemKind::DuplicateOrder;
        found.value = std::chrono::duration_cast<std::chrono::milliseconds>(*since).count();
        found.limit = limits.duplicateWindow.count();
        found.submission = line;
        found.order = static_cast<std::int32_t>(i);
        problems.push_back(found);
    }
}

void SendHistory::checkRate(std::size_t added, const RiskLimits &limits, SteadyTime now,
                            std::vector<OrderProblem> &problems) const
{
    if (limits.maxOrdersPerSecond <= 0)
        return;
    auto count = static_cast<std::int64_t>(added);
    for (auto sent = m_sent.rbegin(); sent != m_sent.rend() && now - sent->at < rateWindow; ++sent)
        ++count;
    if (count <= limits.maxOrdersPerSecond)
        return;
    OrderProblem found;
    found.kind = OrderProblemKind::OrderRate;
    found.value = count;
    found.limit = limits.maxOrdersPerSecond;
    problems.push_back(found);
}

std::vector<OrderProblem> SendHistory::check(const SubmissionDraft &submission, const RiskLimits &limits,
                                             SteadyTime now) const
{
    std::vector<OrderProblem> problems;
    findDuplicates(submission, -1, limits, now, problems);
    checkRate(submission.orders.size(), limits, now, problems);
    return problems;
}

std::vector<OrderProblem> SendHistory::check(const BatchDraft &batch, const RiskLimits &limits, SteadyTime now) const
{
    std::vector<OrderProblem> problems;
    std::size_t orders = 0;
    for (std::size_t i = 0; i < batch.submissions.size(); ++i) {
        findDuplicates(batch.submissions[i], static_cast<std::int32_t>(i), limits, now, problems);
        orders += batch.submissions[i].orders.size();
    }
    checkRate(orders, limits, now, problems);
    return problems;
}

std::vector<OrderProblem> SendHistory::checkRevision(const RiskLimits &limits, SteadyTime now) const
{
    std::vector<OrderProblem> problems;
    checkRate(1, limits, now, problems);
    return problems;
}

} // namespace depthdeck
