// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/price_codec.h"
#include "app/market/identifiers.h"

#include <map>
#include <string>
#include <vector>

namespace t4proto::v1::auth {
class LoginRequest;
}

namespace depthdeck::exchange {

/// Somebody who may try to log in. Simulated people: the passwords are published in the README.
struct User
{
    std::string firm;
    std::string name;
    std::string password;
    std::string apiKey; ///< empty: none
    std::vector<AccountId> accounts;
    std::int32_t result = 0;           ///< the wire LoginResult this user gets with the right password
    bool delayedData = false;          ///< quotes carry the delayed flag
    std::vector<ExchangeId> exchanges; ///< with market data permission; empty: all

    [[nodiscard]] std::string id() const { return "U-" + firm + "-" + name; }
    [[nodiscard]] bool maySee(const ExchangeId &exchange) const;
};

/// The people the exchange knows without being told: one trader with two accounts, a second one who shares the first
/// account, one with delayed quotes, one with a single exchange, and one for each LoginResult.
[[nodiscard]] std::vector<User> defaultUsers(const std::vector<ExchangeId> &exchanges);

/// The outcome of one login attempt.
struct LoginOutcome
{
    std::int32_t result = 0; ///< wire LoginResult
    std::string message;     ///< for error_message; empty on success
    const User *user = nullptr;
    std::string application; ///< the app name, or the API key's placeholder
    WirePriceFormat format = WirePriceFormat::Decimal;
};

/// Decides who may come in (t4-protocol.md a.3). No socket, no time.
class LoginDesk
{
public:
    explicit LoginDesk(std::vector<User> users) noexcept : m_users{std::move(users)} {}

    /// Every attempt gets this result from now on: a fault switch. 0 lifts it.
    void refuseAll(std::int32_t result) noexcept { m_refusal = result; }

    [[nodiscard]] LoginOutcome check(const t4proto::v1::auth::LoginRequest &request) const;
    /// Nullptr when no user has this key.
    [[nodiscard]] const User *userOfKey(std::string_view apiKey) const noexcept;

private:
    [[nodiscard]] LoginOutcome checkKey(const t4proto::v1::auth::LoginRequest &request) const;
    [[nodiscard]] LoginOutcome checkPassword(const t4proto::v1::auth::LoginRequest &request) const;

    std::vector<User> m_users;
    std::int32_t m_refusal = 0;
};

} // namespace depthdeck::exchange
