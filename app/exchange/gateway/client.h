// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/login_desk.h"
#include "app/exchange/desk/order.h"

#include <QByteArray>

#include <unordered_set>

namespace depthdeck::exchange {

/// How far a client lags behind what was sent to it.
enum class Backlog : std::uint8_t { Small, Large };

/// A logged-in client as the publishers see it: somebody to send frames to.
class Client
{
public:
    Client() = default;
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;
    virtual ~Client() = default;

    /// @p frame is one serialised ServerMessage. Never fails: a client that is going away swallows it.
    virtual void sendFrame(const QByteArray &frame) = 0;
    [[nodiscard]] virtual Backlog backlog() const noexcept = 0;

    [[nodiscard]] const PriceCodec &codec() const noexcept { return m_codec; }
    [[nodiscard]] const User &user() const noexcept { return *m_user; }
    [[nodiscard]] const OrderOrigin &origin() const noexcept { return m_origin; }

    /// True the first time it is asked for @p market: definitions go out once a session (t4-protocol.md c.1).
    [[nodiscard]] bool isFirstMentionOf(MarketIndex market) { return m_known.insert(market).second; }

protected:
    void setLogin(const User &user, const PriceCodec &codec, OrderOrigin origin)
    {
        m_user = &user;
        m_codec = codec;
        m_origin = std::move(origin);
    }

private:
    const User *m_user = nullptr;
    PriceCodec m_codec;
    OrderOrigin m_origin;
    std::unordered_set<MarketIndex> m_known;
};

} // namespace depthdeck::exchange
