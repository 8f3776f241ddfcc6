// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/submission_draft.h"

#include <cstdint>
#include <vector>

namespace depthdeck::ui {

/// One row of the builder: an order of a submission, or an exit of a bracket, which count on after the orders as
/// OrderProblem::order does.
struct BatchPlace
{
    std::size_t submission = 0;
    std::size_t order = 0;
    friend bool operator==(const BatchPlace &, const BatchPlace &) = default;
};

[[nodiscard]] std::size_t rowCountOf(const SubmissionDraft &submission) noexcept;
/// Nullptr when @p order is no exit.
[[nodiscard]] const BracketExit *exitAt(const SubmissionDraft &submission, std::size_t order) noexcept;
/// The row of the order that stands at @p wireIndex on the wire, where profit and stop of an exit are two; the last row
/// when there are not that many.
[[nodiscard]] std::size_t rowOfWireOrder(const SubmissionDraft &submission, std::size_t wireIndex) noexcept;
/// Every row of @p batch in its order.
[[nodiscard]] std::vector<BatchPlace> placesOf(const std::vector<SubmissionDraft> &batch);

} // namespace depthdeck::ui
