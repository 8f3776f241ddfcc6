// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/time/clock.h"
#include "app/trading/submission_draft.h"

#include <QObject>

#include <deque>

namespace t4proto::v1::orderrouting {
class OrderBatchAcknowledge;
class OrderBatchReject;
} // namespace t4proto::v1::orderrouting

namespace depthdeck {

enum class BatchState : std::uint8_t { Sent, Acknowledged, Rejected, Unanswered, NotSent };

/// One error of a rejected batch, at its line (t4-protocol.md e.10); -1: the whole batch or the whole submission.
struct BatchError
{
    std::int32_t submission = -1;
    std::int32_t order = -1;
    std::string reason;
};

/// A batch on its way or answered.
struct Batch
{
    std::string id;
    BatchDraft draft;
    BatchState state = BatchState::Sent;
    std::string reason;
    std::vector<BatchError> errors;
    std::vector<std::vector<OrderId>> accepted; ///< ids by submission, by order
    SteadyTime sentAt{};
};

/// The batches of the login. UI thread.
class BatchStore final : public QObject
{
    Q_OBJECT

public:
    explicit BatchStore(const Clock &clock, QObject *parent = nullptr);

    void noteSent(const BatchDraft &draft, const std::string &id);
    void noteNotSent(const std::string &id);
    void applyAcknowledge(const t4proto::v1::orderrouting::OrderBatchAcknowledge &message);
    void applyReject(const t4proto::v1::orderrouting::OrderBatchReject &message);
    /// Batches without an answer for @p after become unanswered; never sent again.
    void markUnanswered(std::chrono::nanoseconds after);
    /// The connection broke: nothing will answer them.
    void markAllUnanswered();
    void clear();

    /// Oldest first, at most 200.
    [[nodiscard]] const std::deque<Batch> &batches() const noexcept { return m_batches; }
    [[nodiscard]] const Batch *find(const std::string &id) const noexcept;

signals:
    void batchChanged(const std::string &id);

private:
    Batch *locate(const std::string &id) noexcept;

    std::deque<Batch> m_batches;
    const Clock &m_clock;
};

} // namespace depthdeck
