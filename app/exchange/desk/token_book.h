// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/login_desk.h"
#include "app/time/clock.h"

#include <unordered_map>

namespace depthdeck::exchange {

/// A bearer token for the REST services (t4-protocol.md a.6).
struct Token
{
    std::string text;
    WallTime expires{};
};

/// Issues tokens that look like a JWT and remembers them until they expire. Real wall time, also when the simulated
/// one runs faster. Nothing in a token can be verified but its presence in this book.
class TokenBook
{
public:
    struct Owner
    {
        const User *user = nullptr;
        WirePriceFormat format = WirePriceFormat::Decimal; ///< inherited from the session
        WallTime expires{};
    };

    TokenBook(const Clock &clock, std::chrono::seconds lifetime) noexcept : m_clock{clock}, m_lifetime{lifetime} {}

    [[nodiscard]] Token issue(const User &user, WirePriceFormat format);
    /// Nullopt when unknown or expired.
    [[nodiscard]] std::optional<Owner> check(const std::string &token) const;

private:
    void forgetExpired();

    const Clock &m_clock;
    std::chrono::seconds m_lifetime;
    std::unordered_map<std::string, Owner> m_owners;
};

} // namespace depthdeck::exchange
