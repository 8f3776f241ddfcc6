// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/order_intake.h"
#include "app/exchange/desk/order_ledger.h"

namespace t4proto::v1::orderrouting {
class OrderBatch;
class OrderBatchAcknowledge;
class OrderBatchReject;
} // namespace t4proto::v1::orderrouting

namespace depthdeck::exchange {

/// One submission of a batch that was found good, with the names its orders will have.
struct PlannedSubmission
{
    OrderSender sender;
    int index = 0; ///< in the batch
    Examination examination;
    std::vector<OrderId> ids;
};

/// A batch that was found good: nothing of it has happened yet.
struct BatchPlan
{
    std::string id; ///< the client's, or one made here
    std::vector<PlannedSubmission> submissions;
};

/// Judges batches as a whole: one order at fault and none is taken (t4-protocol.md e.10).
class BatchDesk
{
public:
    /// Who the sender is for an account that a submission names.
    using Resolve = std::function<OrderSender(const std::string &account)>;

    /// All borrowed; they outlive the desk.
    BatchDesk(const OrderIntake &intake, OrderLedger &ledger, const Behaviours &behaviours) noexcept
        : m_intake{intake},
          m_ledger{ledger},
          m_behaviours{behaviours}
    {
    }

    /// Fills @p reject when something is wrong, else returns the plan.
    [[nodiscard]] std::optional<BatchPlan> plan(const t4proto::v1::orderrouting::OrderBatch &batch,
                                                const Resolve &resolve,
                                                t4proto::v1::orderrouting::OrderBatchReject &reject);
    static void acknowledge(const BatchPlan &plan, const t4proto::v1::orderrouting::OrderBatch &batch,
                            t4proto::v1::orderrouting::OrderBatchAcknowledge &message);

private:
    [[nodiscard]] PlannedSubmission planOne(const t4proto::v1::orderrouting::OrderBatch &batch, int index,
                                            const Resolve &resolve, RiskPlan &risk,
                                            t4proto::v1::orderrouting::OrderBatchReject &reject);

    const OrderIntake &m_intake;
    OrderLedger &m_ledger;
    const Behaviours &m_behaviours;
};

} // namespace depthdeck::exchange
