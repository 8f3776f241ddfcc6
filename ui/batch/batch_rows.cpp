// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batch/batch_rows.h"

namespace depthdeck::ui {

std::size_t rowCountOf(const SubmissionDraft &submission) noexcept
{
    return submission.orders.size() + submission.exits.size();
}

const BracketExit *exitAt(const SubmissionDraft &submission, std::size_t order) noexcept
{
    if (order < submission.orders.size() || order >= rowCountOf(submission))
        return nullptr;
    return &submission.exits[order - submission.orders.size()];
}

std::size_t rowOfWireOrder(const SubmissionDraft &submission, std::size_t wireIndex) noexcept
{
    std::size_t row = 0;
    std::size_t next = submission.orders.size();
    if (wireIndex < next)
        return wireIndex;
    for (const BracketExit &bracketExit : submission.exits) {
        row = static_cast<std::size_t>(&bracketExit - submission.exits.data()) + submission.orders.size();
        next += (bracketExit.profit ? 1U : 0U) + (bracketExit.stop ? 1U : 0U);
        if (wireIndex < next)
            return row;
    }
    return rowCountOf(submission) == 0 ? 0 : rowCountOf(submission) - 1;
}

std::vector<BatchPlace> placesOf(const std::vector<SubmissionDraft> &batch)
{
    std::vector<BatchPlace> places;
    for (std::size_t submission = 0; submission < batch.size(); ++submission)
        for (std::size_t order = 0; order < rowCountOf(batch[submission]); ++order)
            places.push_back({submission, order});
    return places;
}

} // namespace depthdeck::ui
