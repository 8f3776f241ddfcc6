// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/account_desk.h"
#include "app/exchange/desk/token_book.h"

namespace t4proto::v1::auth {
class AuthenticationToken;
class LoginResponse;
} // namespace t4proto::v1::auth

namespace depthdeck::exchange {

class TradingFloor;

/// What a user learns at login: session, permissions, accounts (t4-protocol.md a.3). The token is not in it.
void fillLoginReply(const User &user, const std::string &sessionId, TradingFloor &floor,
                    t4proto::v1::auth::LoginResponse &reply);
void fillToken(const Token &token, t4proto::v1::auth::AuthenticationToken &message);

} // namespace depthdeck::exchange
