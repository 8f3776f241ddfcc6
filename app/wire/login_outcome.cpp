// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wire/login_outcome.h"

#include <t4/v1/auth/auth.pb.h>

#include <utility>

namespace depthdeck {

namespace {

LoginResult resultOf(int code) noexcept
{
    const bool isListed = code >= -1 && code <= 25 && code != 15;
    return isListed ? static_cast<LoginResult>(code) : LoginResult::Unlisted;
}

} // namespace

LoginOutcome LoginOutcome::fromWire(const t4proto::v1::auth::LoginResponse &message)
{
    return fromCode(static_cast<int>(message.result()), QString::fromStdString(message.error_message()));
}

LoginOutcome LoginOutcome::fromCode(int code, QString serverMessage)
{
    return {resultOf(code), code, std::move(serverMessage)};
}

RetryAdvice LoginOutcome::retryAdvice() const noexcept
{
    switch (result) {
    case LoginResult::UnexpectedDisconnect:
    case LoginResult::ServerMessageBacklog:
        return RetryAdvice::Soon;
    case LoginResult::ApiMessageBacklog:
        return RetryAdvice::WithLessMarketData;
    case LoginResult::UnexpectedError:
    case LoginResult::Unknown:
        return RetryAdvice::Slowly;
    // Two programs that both came back after this would throw each other out for ever.
    case LoginResult::LoggedInElsewhere:
    case LoginResult::Success:
    case LoginResult::Failed:
    case LoginResult::ApplicationNotValid:
    case LoginResult::FirmNotAllowed:
    case LoginResult::UserNotAllowed:
    case LoginResult::IncorrectVersion:
    case LoginResult::Logout:
    case LoginResult::Unauthorized:
    case LoginResult::RoleNotSupported:
    case LoginResult::PasswordExpired:
    case LoginResult::PasswordChangeFailed:
    case LoginResult::PasswordAlreadyUsed:
    case LoginResult::LockedOut:
    case LoginResult::AdditionalUsersNotAllowed:
    case LoginResult::MarketDataNotSetup:
    case LoginResult::TwoFactorNotSetup:
    case LoginResult::TwoFactorFailed:
    case LoginResult::FixSessionError:
    case LoginResult::TwoFactorRequired:
    case LoginResult::UserExists:
    // Repeating a wrong password locks the user out; a number nobody knows might mean just that.
    case LoginResult::Unlisted:
        return RetryAdvice::Never;
    }
    return RetryAdvice::Never;
}

} // namespace depthdeck
