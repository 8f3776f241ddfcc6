// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/identifiers.h"
#include "app/session/order_desk.h"

#include <mutex>
#include <unordered_map>

namespace depthdeck {

class Connection;
class KillSwitch;

/// Takes orders to the connection and remembers what each became: handed to the socket, or refused because the session
/// ended first. Nothing is kept for a later session. Any thread: the journal's sends through it too.
class WireRoute final : public OrderRoute
{
public:
    /// @p killSwitch is told of every order before it leaves.
    WireRoute(Connection &connection, KillSwitch &killSwitch) noexcept
        : m_connection{connection},
          m_killSwitch{killSwitch}
    {
    }

    bool submit(const t4proto::v1::orderrouting::OrderSubmit &message, const Click &click) override;
    bool submit(const t4proto::v1::orderrouting::OrderBatch &message, const Click &click) override;
    bool revise(const t4proto::v1::orderrouting::OrderRevise &message, const Click &click) override;
    bool pull(const t4proto::v1::orderrouting::OrderPull &message, const Click &click) override;

    /// What was sent under a token of this route.
    struct Sent
    {
        SteadyTime clickedAt{};
        MarketId market;               ///< of the first order
        std::vector<std::string> tags; ///< of submissions, one for each order
        std::string batch;             ///< its id
        int pulls = 0;                 ///< how many orders were to be pulled
    };
    /// Forgets @p token and says what it was; nullopt for a token of somebody else.
    [[nodiscard]] std::optional<Sent> take(quint64 token);

private:
    template <typename Message>
    bool send(const Message &message, Sent sent);

    Connection &m_connection;
    KillSwitch &m_killSwitch;
    std::mutex m_mutex;
    std::unordered_map<quint64, Sent> m_underWay; ///< under the mutex
    quint64 m_lastToken = 0;                      ///< under the mutex
};

} // namespace depthdeck
