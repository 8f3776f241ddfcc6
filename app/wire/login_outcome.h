// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/wire/wire_messages.h"

#include <QMetaType>
#include <QString>

namespace depthdeck {

/// The server's answer to a login, or its reason for ending a session. Values are the wire's (t4-protocol.md a.4);
/// there is no 15.
enum class LoginResult {
    Unknown = -1,
    Success = 0,
    Failed = 1,
    ApplicationNotValid = 2,
    FirmNotAllowed = 3,
    UserNotAllowed = 4,
    IncorrectVersion = 5,
    LoggedInElsewhere = 6,
    Logout = 7,
    UnexpectedDisconnect = 8,
    Unauthorized = 9,
    UnexpectedError = 10,
    RoleNotSupported = 11,
    ApiMessageBacklog = 12,
    ServerMessageBacklog = 13,
    PasswordExpired = 14,
    PasswordChangeFailed = 16,
    PasswordAlreadyUsed = 17,
    LockedOut = 18,
    AdditionalUsersNotAllowed = 19,
    MarketDataNotSetup = 20,
    TwoFactorNotSetup = 21,
    TwoFactorFailed = 22,
    FixSessionError = 23,
    TwoFactorRequired = 24,
    UserExists = 25,
    Unlisted = 1000, ///< a number this build does not know; LoginOutcome::code has it
};

/// May the client log in again without being asked?
enum class RetryAdvice {
    Never,              ///< only the user can change what was wrong
    Soon,               ///< the ordinary back-off
    Slowly,             ///< the server is in trouble
    WithLessMarketData, ///< soon, but with fewer subscriptions: the server cut off a slow reader
};

struct LoginOutcome
{
    LoginResult result = LoginResult::Unknown;
    int code = -1;         ///< the number on the wire
    QString serverMessage; ///< the server's own words; preferred over ours when not empty

    [[nodiscard]] static LoginOutcome fromWire(const t4proto::v1::auth::LoginResponse &message);
    /// For a number without a message. Unlisted numbers keep their code.
    [[nodiscard]] static LoginOutcome fromCode(int code, QString serverMessage = {});

    [[nodiscard]] bool isSuccess() const noexcept { return result == LoginResult::Success; }
    [[nodiscard]] RetryAdvice retryAdvice() const noexcept;
    [[nodiscard]] bool isRetryable() const noexcept { return retryAdvice() != RetryAdvice::Never; }

    friend bool operator==(const LoginOutcome &, const LoginOutcome &) = default;
};

} // namespace depthdeck

Q_DECLARE_METATYPE(depthdeck::LoginOutcome)
