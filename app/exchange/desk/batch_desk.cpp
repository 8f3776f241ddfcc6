// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/batch_desk.h"

#include "app/exchange/desk/behaviours.h"
#include "t4/v1/orderrouting/orderrouting.pb.h"

namespace depthdeck::exchange {

namespace {

using namespace t4proto::v1;

/// The error concerns a submission as a whole.
constexpr int wholeSubmission = -1;

void addError(const orderrouting::OrderBatch &batch, int submission, int order, const std::string &reason,
              orderrouting::OrderBatchReject &reject)
{
    auto *error = reject.add_errors();
    error->set_submission_index(submission);
    error->set_order_index(order);
    error->set_account_id(batch.submissions(submission).account_id());
    error->set_market_id(batch.submissions(submission).market_id());
    error->set_reason(reason);
}

void addErrors(const orderrouting::OrderBatch &batch, int submission, const Examination &examination,
               orderrouting::OrderBatchReject &reject)
{
    for (const auto &refusal : {examination.stray, examination.unsubscribed, examination.whole})
        if (refusal)
            return addError(batch, submission, wholeSubmission, refusal->text, reject);
    for (std::size_t order = 0; order < examination.orders.size(); ++order)
        if (const auto *refusal = std::get_if<Refusal>(&examination.orders[order]))
            addError(batch, submission, static_cast<int>(order), refusal->text, reject);
}

} // namespace

std::optional<BatchPlan> BatchDesk::plan(const orderrouting::OrderBatch &batch, const Resolve &resolve,
                                         orderrouting::OrderBatchReject &reject)
{
    BatchPlan plan;
    plan.id = batch.batch_id().empty() ? m_ledger.nextId().text() : batch.batch_id();
    reject.set_batch_id(plan.id);
    RiskPlan risk;
    for (int index = 0; index < batch.submissions_size(); ++index)
        plan.submissions.push_back(planOne(batch, index, resolve, risk, reject));
    if (batch.submissions_size() == 0) {
        reject.set_reason("The batch has no submissions.");
        return std::nullopt;
    }
    if (reject.errors_size() > 0) {
        reject.set_reason("Nothing of the batch was submitted: errors were found in " +
                          std::to_string(reject.errors_size()) + (reject.errors_size() == 1 ? " place." : " places."));
        return std::nullopt;
    }
    return plan;
}

PlannedSubmission BatchDesk::planOne(const orderrouting::OrderBatch &batch, int index, const Resolve &resolve,
                                     RiskPlan &risk, orderrouting::OrderBatchReject &reject)
{
    const orderrouting::OrderSubmit &submission = batch.submissions(index);
    PlannedSubmission planned{resolve(submission.account_id()), index, {}, {}};
    planned.examination = m_intake.examine(planned.sender, submission, risk);
    addErrors(batch, index, planned.examination, reject);
    if (m_behaviours.batchLinksRefused && submission.order_link() != common::ORDER_LINK_NONE)
        addError(batch, index, wholeSubmission, "Linked orders cannot be part of a batch.", reject);
    for (int order = 0; order < submission.orders_size(); ++order)
        planned.ids.push_back(m_ledger.nextId());
    return planned;
}

void BatchDesk::acknowledge(const BatchPlan &plan, const orderrouting::OrderBatch &batch,
                            orderrouting::OrderBatchAcknowledge &message)
{
    message.set_batch_id(plan.id);
    for (const PlannedSubmission &planned : plan.submissions) {
        auto *accepted = message.add_accepted();
        accepted->set_account_id(batch.submissions(planned.index).account_id());
        accepted->set_market_id(batch.submissions(planned.index).market_id());
        for (const OrderId &id : planned.ids)
            accepted->add_unique_id(id.text());
    }
}

} // namespace depthdeck::exchange
