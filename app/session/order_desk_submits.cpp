// SPDX-License-Identifier: GPL-3.0-or-later

// What the order desk sends through its gates: submissions, batches, revisions.

#include "app/session/order_desk.h"

#include "app/trading/batch_store.h"
#include "app/trading/order_store.h"
#include "app/trading/personal_limits.h"

#include <t4/v1/orderrouting/orderrouting.pb.h>

#include <QRandomGenerator>

#include <utility>

namespace depthdeck {

namespace {

using Problems = std::vector<OrderProblem>;

/// 16 characters of chance: the server echoes it, and no other session will have made the same (t4-protocol.md e.1).
std::string makeTag()
{
    constexpr int hexadecimal = 16;
    const quint64 number = QRandomGenerator::system()->generate64();
    return QString::number(number, hexadecimal).rightJustified(hexadecimal, QLatin1Char{'0'}).toStdString();
}

std::vector<std::string> makeTags(std::size_t count)
{
    std::vector<std::string> tags(count);
    for (std::string &tag : tags)
        tag = makeTag();
    return tags;
}

MarketId marketOf(const SubmissionDraft &draft)
{
    return draft.orders.empty() ? MarketId{} : draft.orders.front().market;
}

MarketId marketOf(const BatchDraft &draft)
{
    return draft.submissions.empty() ? MarketId{} : marketOf(draft.submissions.front());
}

/// The blocking ones first, as the checks have them.
void join(Problems &problems, Problems more)
{
    const auto place = anyBlocks(more) ? problems.begin() : problems.end();
    problems.insert(place, std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

template <typename Value>
void dropUnchanged(std::optional<Value> &asked, const std::optional<Value> &current)
{
    if (asked == current)
        asked.reset();
}

/// Only what changes goes out (t4-protocol.md e.8).
OrderRevision changesOnly(OrderRevision revision, const Order &order)
{
    dropUnchanged(revision.volume, std::optional{order.current.volume});
    dropUnchanged(revision.limit, order.current.limit);
    dropUnchanged(revision.stop, order.current.stop);
    dropUnchanged(revision.maxShow, std::optional{order.current.maxShow});
    dropUnchanged(revision.maxVolume, std::optional{order.maxVolume});
    dropUnchanged(revision.trail, order.trail);
    return revision;
}

template <typename Value>
void takeOver(std::optional<Value> &older, const std::optional<Value> &newer)
{
    if (newer)
        older = newer;
}

/// One message for both: what was asked later counts.
OrderRevision joined(OrderRevision older, const OrderRevision &newer)
{
    takeOver(older.volume, newer.volume);
    takeOver(older.limit, newer.limit);
    takeOver(older.stop, newer.stop);
    takeOver(older.maxShow, newer.maxShow);
    takeOver(older.maxVolume, newer.maxVolume);
    takeOver(older.trail, newer.trail);
    takeOver(older.activation, newer.activation);
    older.release = older.release || newer.release;
    older.manual = older.manual && newer.manual;
    return older;
}

} // namespace

DeskAnswer OrderDesk::refuse(const MarketId &market, DeskRefusal refusal, Problems problems)
{
    const DeskAnswer answer{refusal, std::move(problems)};
    emit notSent(market, answer);
    return answer;
}

DeskAnswer OrderDesk::submit(const OrderDraft &draft, const QString &window)
{
    const Click click = clickIn(window, draft.market);
    Problems problems = check(draft);
    join(problems, m_history.check(SubmissionDraft{draft}, limits(), click.at));
    return sendSubmission(SubmissionDraft{draft}, click, std::move(problems));
}

DeskAnswer OrderDesk::submit(const SubmissionDraft &draft, const QString &window)
{
    const Click click = clickIn(window, marketOf(draft));
    Problems problems = check(draft);
    join(problems, m_history.check(draft, limits(), click.at));
    return sendSubmission(draft, click, std::move(problems));
}

DeskAnswer OrderDesk::submitClose(const OrderDraft &draft, const QString &window, std::string &tag)
{
    RiskLimits none;
    none.maxTicksFromMarket = 0;
    none.maxOrdersPerSecond = 0;
    none.duplicateWindow = {};
    const Click click = clickIn(window, draft.market);
    const SubmissionDraft submission{draft};
    DeskAnswer answer = sendSubmission(submission, click, checkWith(submission, none));
    if (answer.sent())
        tag = m_orders.orders().back().tag;
    return answer;
}

DeskAnswer OrderDesk::sendSubmission(const SubmissionDraft &draft, const Click &click, Problems problems)
{
    const MarketId market = marketOf(draft);
    if (const DeskRefusal closed = refusalFor(click.window); closed != DeskRefusal::None)
        return refuse(market, closed, std::move(problems));
    if (anyBlocks(problems))
        return refuse(market, DeskRefusal::DraftProblems, std::move(problems));
    const std::vector<std::string> tags = makeTags(draft.wireOrderCount());
    if (!m_route.submit(toWire(draft, decimalsOf(market), tags), click))
        return refuse(market, DeskRefusal::NotLive, std::move(problems));
    m_orders.noteSent(draft, tags);
    m_history.noteSubmission(draft, click.at);
    return {DeskRefusal::None, std::move(problems)};
}

DeskAnswer OrderDesk::submit(const BatchDraft &draft, const QString &window)
{
    const Click click = clickIn(window, marketOf(draft));
    Problems problems = check(draft);
    join(problems, m_history.check(draft, limits(), click.at));
    if (const DeskRefusal closed = refusalFor(window); closed != DeskRefusal::None)
        return refuse(marketOf(draft), closed, std::move(problems));
    if (anyBlocks(problems))
        return refuse(marketOf(draft), DeskRefusal::DraftProblems, std::move(problems));

    const std::string id = makeTag();
    std::vector<std::vector<std::string>> tags;
    for (const SubmissionDraft &submission : draft.submissions)
        tags.push_back(makeTags(submission.wireOrderCount()));
    const auto decimals = [this](const MarketId &market) { return decimalsOf(market); };
    if (!m_route.submit(orderBatchToWire(draft, id, tags, decimals), click))
        return refuse(marketOf(draft), DeskRefusal::NotLive, std::move(problems));
    m_batches.noteSent(draft, id);
    std::vector<std::string> &all = m_batchTags[id];
    for (std::size_t i = 0; i < tags.size(); ++i) {
        m_orders.noteSent(draft.submissions[i], tags[i]);
        all.insert(all.end(), tags[i].begin(), tags[i].end());
    }
    m_history.noteBatch(draft, click.at);
    return {DeskRefusal::None, std::move(problems)};
}

DeskAnswer OrderDesk::revise(const OrderRevision &revision, const QString &window)
{
    const Order *order = m_orders.find(revision.order);
    if (order == nullptr)
        return refuse({}, DeskRefusal::UnknownOrder, {});
    const Click click = clickIn(window, order->market);
    Problems problems = check(revision);
    join(problems, m_history.checkRevision(limits(), click.at));
    if (const DeskRefusal closed = refusalFor(window); closed != DeskRefusal::None)
        return refuse(order->market, closed, std::move(problems));
    if (anyBlocks(problems))
        return refuse(order->market, DeskRefusal::DraftProblems, std::move(problems));
    m_history.noteRevision(click.at);
    if (!mustWait(*order))
        return sendRevision(revision, *order, click, std::move(problems));
    const auto waiting = m_waiting.find(revision.order);
    const OrderRevision whole = waiting == m_waiting.end() ? revision : joined(waiting->second.revision, revision);
    m_waiting.insert_or_assign(revision.order, WaitingRevision{whole, click});
    return {DeskRefusal::None, std::move(problems), true};
}

DeskAnswer OrderDesk::release(const OrderId &order, const QString &window)
{
    OrderRevision revision;
    revision.order = order;
    revision.release = true;
    return revise(revision, window);
}

DeskAnswer OrderDesk::sendRevision(const OrderRevision &revision, const Order &order, const Click &click,
                                   Problems problems)
{
    // The order's own account and market, whatever a window shows (t4-protocol.md e.8).
    const OrderRevision changes = changesOnly(revision, order);
    if (!m_route.revise(toWire(changes, order.account, order.market, decimalsOf(order.market)), click))
        return refuse(order.market, DeskRefusal::NotLive, std::move(problems));
    m_orders.noteRevisionSent(order.id, changes);
    return {DeskRefusal::None, std::move(problems)};
}

/// The server answered what an order was asked: what waited for it goes out now, if it still may.
void OrderDesk::onOrderChanged(int index)
{
    if (m_waiting.empty())
        return;
    const Order &order = m_orders.orders()[static_cast<std::size_t>(index)];
    const auto found = m_waiting.find(order.id);
    if (found == m_waiting.end() || mustWait(order))
        return;
    WaitingRevision waiting = std::move(found->second);
    m_waiting.erase(found);
    const OrderRevision changes = changesOnly(waiting.revision, order);
    if (changes.changesNothing())
        return; // somebody else made the same change
    Problems problems = check(changes);
    const DeskRefusal closed = refusalFor(waiting.click.window);
    if (closed != DeskRefusal::None || anyBlocks(problems)) {
        const DeskRefusal why = closed != DeskRefusal::None ? closed : DeskRefusal::DraftProblems;
        static_cast<void>(refuse(order.market, why, std::move(problems)));
        return;
    }
    // What the trader saw and when stays the click's; the latency counts from here.
    waiting.click.at = m_clock.steadyNow();
    static_cast<void>(sendRevision(changes, order, waiting.click, std::move(problems)));
}

/// Of a batch that was refused as a whole nothing was submitted, and no order message will say so
/// (t4-protocol.md e.10).
void OrderDesk::onBatchChanged(const std::string &id)
{
    const Batch *batch = m_batches.find(id);
    if (batch != nullptr && (batch->state == BatchState::Sent || batch->state == BatchState::Unanswered))
        return;
    const auto tags = m_batchTags.extract(id);
    if (tags.empty() || batch == nullptr || batch->state != BatchState::Rejected)
        return;
    for (const std::string &tag : tags.mapped())
        m_orders.noteNotSent(tag);
}

void OrderDesk::dropWaiting(const OrderId &order)
{
    m_waiting.erase(order);
}

void OrderDesk::dropAllWaiting(DeskRefusal why)
{
    for (const auto &[id, waiting] : std::exchange(m_waiting, {})) {
        const Order *order = m_orders.find(id);
        static_cast<void>(refuse(order != nullptr ? order->market : MarketId{}, why, {}));
    }
}

const OrderRevision *OrderDesk::waitingRevision(const OrderId &order) const noexcept
{
    const auto found = m_waiting.find(order);
    return found == m_waiting.end() ? nullptr : &found->second.revision;
}

} // namespace depthdeck
