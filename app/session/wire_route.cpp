// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/wire_route.h"

#include "app/wire/connection.h"

#include <t4/v1/orderrouting/orderrouting.pb.h>

namespace depthdeck {

namespace orderrouting = t4proto::v1::orderrouting;

template <typename Message>
bool WireRoute::send(const Message &message, Sent sent)
{
    const quint64 token = ++m_lastToken;
    m_underWay.emplace(token, std::move(sent));
    if (m_connection.send(message, token) == SendResult::Queued)
        return true;
    m_underWay.erase(token);
    return false;
}

bool WireRoute::submit(const orderrouting::OrderSubmit &message, SteadyTime clickedAt)
{
    const std::string tag = message.orders_size() > 0 ? message.orders(0).tag() : std::string{};
    return send(message, {clickedAt, MarketId{message.market_id()}, tag});
}

bool WireRoute::revise(const orderrouting::OrderRevise &message, SteadyTime clickedAt)
{
    return send(message, {clickedAt, MarketId{message.market_id()}, {}});
}

bool WireRoute::pull(const orderrouting::OrderPull &message, SteadyTime clickedAt)
{
    return send(message, {clickedAt, MarketId{message.market_id()}, {}});
}

std::optional<WireRoute::Sent> WireRoute::take(quint64 token)
{
    const auto found = m_underWay.find(token);
    if (found == m_underWay.end())
        return std::nullopt;
    Sent sent = std::move(found->second);
    m_underWay.erase(found);
    return sent;
}

} // namespace depthdeck
