// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/batch_store.h"

#include <t4/v1/orderrouting/orderrouting.pb.h>

#include <algorithm>

namespace depthdeck {

namespace orderrouting = t4proto::v1::orderrouting;

namespace {
constexpr std::size_t maxBatches = 200;
}

BatchStore::BatchStore(const Clock &clock, QObject *parent) : QObject{parent}, m_clock{clock} {}

void BatchStore::noteSent(const BatchDraft &draft, const std::string &id)
{
    Batch batch;
    batch.id = id;
    batch.draft = draft;
    batch.sentAt = m_clock.steadyNow();
    m_batches.push_back(std::move(batch));
    if (m_batches.size() > maxBatches)
        m_batches.pop_front();
    emit batchChanged(id);
}

void BatchStore::noteNotSent(const std::string &id)
{
    Batch *batch = locate(id);
    if (batch == nullptr || batch->state != BatchState::Sent)
        return;
    batch->state = BatchState::NotSent;
    emit batchChanged(id);
}

/// An answer that comes late still counts: it is the server's word. Batches of other programs are not listed.
void BatchStore::applyAcknowledge(const orderrouting::OrderBatchAcknowledge &message)
{
    Batch *batch = locate(message.batch_id());
    if (batch == nullptr || batch->state == BatchState::Acknowledged)
        return;
    batch->state = BatchState::Acknowledged;
    batch->reason.clear();
    batch->errors.clear();
    batch->accepted.clear();
    for (const auto &submission : message.accepted()) {
        std::vector<OrderId> &ids = batch->accepted.emplace_back();
        for (const std::string &id : submission.unique_id())
            ids.emplace_back(id);
    }
    emit batchChanged(batch->id);
}

void BatchStore::applyReject(const orderrouting::OrderBatchReject &message)
{
    Batch *batch = locate(message.batch_id());
    if (batch == nullptr || batch->state == BatchState::Rejected)
        return;
    batch->state = BatchState::Rejected;
    batch->reason = message.reason();
    batch->accepted.clear();
    batch->errors.clear();
    for (const auto &error : message.errors())
        batch->errors.push_back({error.submission_index(), error.order_index(), error.reason()});
    emit batchChanged(batch->id);
}

void BatchStore::markUnanswered(std::chrono::nanoseconds after)
{
    const SteadyTime now = m_clock.steadyNow();
    for (Batch &batch : m_batches) {
        if (batch.state != BatchState::Sent || now - batch.sentAt < after)
            continue;
        batch.state = BatchState::Unanswered;
        emit batchChanged(batch.id);
    }
}

void BatchStore::markAllUnanswered()
{
    markUnanswered(std::chrono::nanoseconds::min());
}

void BatchStore::clear()
{
    const std::deque<Batch> gone = std::exchange(m_batches, {});
    for (const Batch &batch : gone)
        emit batchChanged(batch.id);
}

const Batch *BatchStore::find(const std::string &id) const noexcept
{
    const auto found =
        std::find_if(m_batches.begin(), m_batches.end(), [&id](const Batch &batch) { return batch.id == id; });
    return found == m_batches.end() ? nullptr : &*found;
}

Batch *BatchStore::locate(const std::string &id) noexcept
{
    const auto found =
        std::find_if(m_batches.begin(), m_batches.end(), [&id](const Batch &batch) { return batch.id == id; });
    return found == m_batches.end() ? nullptr : &*found;
}

} // namespace depthdeck
