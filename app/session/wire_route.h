// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/identifiers.h"
#include "app/session/latency_log.h"
#include "app/session/order_desk.h"

#include <unordered_map>

namespace depthdeck {

class Connection;

/// Takes orders to the connection and remembers what each became: handed to the socket, or refused because the session
/// ended first. Nothing is kept for a later session. UI thread. The journal of issue 3 goes between the desk and this.
class WireRoute final : public OrderRoute
{
public:
    explicit WireRoute(Connection &connection) noexcept : m_connection{connection} {}

    bool submit(const t4proto::v1::orderrouting::OrderSubmit &message, SteadyTime clickedAt) override;
    bool revise(const t4proto::v1::orderrouting::OrderRevise &message, SteadyTime clickedAt) override;
    bool pull(const t4proto::v1::orderrouting::OrderPull &message, SteadyTime clickedAt) override;

    /// What was sent under a token of this route.
    struct Sent
    {
        SteadyTime clickedAt{};
        MarketId market;
        std::string tag; ///< of a submission
    };
    /// Forgets @p token and says what it was; nullopt for a token of somebody else.
    [[nodiscard]] std::optional<Sent> take(quint64 token);

private:
    template <typename Message>
    bool send(const Message &message, Sent sent);

    Connection &m_connection;
    std::unordered_map<quint64, Sent> m_underWay;
    quint64 m_lastToken = 0;
};

} // namespace depthdeck
