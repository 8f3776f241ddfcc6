// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/order_check.h"

#include <deque>

namespace depthdeck {

/// What was sent a moment ago: finds the same order twice within a short time, and too many orders in one second. A
/// value with no clock of its own; whoever sends feeds it and asks it before the next. Pulls are never told to it.
class SendHistory
{
public:
    void noteSubmission(const SubmissionDraft &submission, SteadyTime now);
    void noteBatch(const BatchDraft &batch, SteadyTime now);
    void noteRevision(SteadyTime now);
    void clear();

    // Problems carry their lines like those of checkSubmission() and checkBatch(). Orders that are alike within one
    // submission or batch were written down twice on purpose; only those sent before count as duplicates. Every draft
    // counts towards the rate, held exits do not: they are not at the exchange.
    [[nodiscard]] std::vector<OrderProblem> check(const SubmissionDraft &submission, const RiskLimits &limits,
                                                  SteadyTime now) const;
    [[nodiscard]] std::vector<OrderProblem> check(const BatchDraft &batch, const RiskLimits &limits,
                                                  SteadyTime now) const;
    [[nodiscard]] std::vector<OrderProblem> checkRevision(const RiskLimits &limits, SteadyTime now) const;

private:
    struct Sent
    {
        SteadyTime at;
        std::optional<OrderDraft> order; ///< nullopt: a revision
    };

    void note(SteadyTime now, std::optional<OrderDraft> order);
    [[nodiscard]] std::optional<std::chrono::nanoseconds> sinceSame(const OrderDraft &order, SteadyTime now) const;
    void findDuplicates(const SubmissionDraft &submission, std::int32_t line, const RiskLimits &limits, SteadyTime now,
                        std::vector<OrderProblem> &problems) const;
    void checkRate(std::size_t added, const RiskLimits &limits, SteadyTime now,
                   std::vector<OrderProblem> &problems) const;

    std::deque<Sent> m_sent; ///< oldest first
};

} // namespace depthdeck
