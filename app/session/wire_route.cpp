// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/wire_route.h"

#include "app/session/kill_switch.h"
#include "app/wire/connection.h"

#include <t4/v1/orderrouting/orderrouting.pb.h>

namespace depthdeck {

namespace orderrouting = t4proto::v1::orderrouting;

namespace {

void appendTags(const orderrouting::OrderSubmit &message, std::vector<std::string> &tags)
{
    for (const auto &order : message.orders())
        tags.push_back(order.tag());
}

} // namespace

template <typename Message>
bool WireRoute::send(const Message &message, Sent sent)
{
    quint64 token = 0;
    {
        // Not held over the send: what becomes of it may be asked for at once.
        const std::lock_guard lock{m_mutex};
        token = ++m_lastToken;
        m_underWay.emplace(token, std::move(sent));
    }
    if (m_connection.send(message, token) == SendResult::Queued)
        return true;
    if (const std::optional<Sent> notSent = take(token); notSent && !notSent->tags.empty())
        m_killSwitch.noteNotSubmitted(notSent->tags);
    return false;
}

bool WireRoute::submit(const orderrouting::OrderSubmit &message, const Click &click)
{
    Sent sent{.clickedAt = click.at, .market = MarketId{message.market_id()}, .tags = {}, .batch = {}};
    appendTags(message, sent.tags);
    m_killSwitch.noteSubmitted(message);
    return send(message, std::move(sent));
}

bool WireRoute::submit(const orderrouting::OrderBatch &message, const Click &click)
{
    Sent sent{.clickedAt = click.at, .market = {}, .tags = {}, .batch = message.batch_id()};
    for (const orderrouting::OrderSubmit &submission : message.submissions()) {
        appendTags(submission, sent.tags);
        m_killSwitch.noteSubmitted(submission);
    }
    if (message.submissions_size() > 0)
        sent.market = MarketId{message.submissions(0).market_id()};
    return send(message, std::move(sent));
}

bool WireRoute::revise(const orderrouting::OrderRevise &message, const Click &click)
{
    return send(message, {.clickedAt = click.at, .market = MarketId{message.market_id()}, .tags = {}, .batch = {}});
}

bool WireRoute::pull(const orderrouting::OrderPull &message, const Click &click)
{
    return send(message, {.clickedAt = click.at,
                          .market = MarketId{message.market_id()},
                          .tags = {},
                          .batch = {},
                          .pulls = message.pulls_size()});
}

std::optional<WireRoute::Sent> WireRoute::take(quint64 token)
{
    const std::lock_guard lock{m_mutex};
    const auto found = m_underWay.find(token);
    if (found == m_underWay.end())
        return std::nullopt;
    Sent sent = std::move(found->second);
    m_underWay.erase(found);
    return sent;
}

} // namespace depthdeck
