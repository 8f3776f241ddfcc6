// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messages/login_text.h"

#include <QCoreApplication>

namespace depthdeck::ui {

namespace {

struct LoginText
{
    Q_DECLARE_TR_FUNCTIONS(LoginText)
};

// A table of facts, t4-protocol.md a.4.
QString meaning(LoginResult result, int code)
{
    switch (result) {
    case LoginResult::Success:
        return LoginText::tr("Logged in.");
    case LoginResult::Failed:
        return LoginText::tr("The firm, the user name or the password is wrong. Check all three.");
    case LoginResult::ApplicationNotValid:
        return LoginText::tr("The application name is unknown or disabled, or its license is wrong. Check both.");
    case LoginResult::FirmNotAllowed:
        return LoginText::tr("The firm may not use this application. Ask the firm or the application's vendor.");
    case LoginResult::UserNotAllowed:
        return LoginText::tr("The user may not use this application. Ask the firm to permit it.");
    case LoginResult::IncorrectVersion:
        return LoginText::tr("The server no longer accepts this version of the API. Update DepthDeck.");
    case LoginResult::LoggedInElsewhere:
        return LoginText::tr("The same user logged in with this application from another place, so this session was "
                             "closed. Connect again only after the other one is closed.");
    case LoginResult::Logout:
        return LoginText::tr("The session was ended by a logout. Connect to start another one.");
    case LoginResult::UnexpectedDisconnect:
        return LoginText::tr("The server lost the session.");
    case LoginResult::Unauthorized:
        return LoginText::tr("The server saw messages before the login succeeded. This is a fault of DepthDeck; "
                             "connect again and report it.");
    case LoginResult::UnexpectedError:
        return LoginText::tr("The server had an error of its own.");
    case LoginResult::RoleNotSupported:
        return LoginText::tr("This server does not serve the user's role. Ask the firm for the right server.");
    case LoginResult::ApiMessageBacklog:
        return LoginText::tr("The server cut the connection because messages were read too slowly. Watch fewer "
                             "markets, or look for what slows this machine down.");
    case LoginResult::ServerMessageBacklog:
        return LoginText::tr("The server could not keep up and closed the session.");
    case LoginResult::PasswordExpired:
        return LoginText::tr("The password has expired. Change it in the vendor's own front end, then connect again.");
    case LoginResult::PasswordChangeFailed:
        return LoginText::tr("The password could not be changed. Change it in the vendor's own front end.");
    case LoginResult::PasswordAlreadyUsed:
        return LoginText::tr("This password was used before. Choose another one in the vendor's own front end.");
    case LoginResult::LockedOut:
        return LoginText::tr("The user is locked out, usually after too many wrong passwords. Ask the firm to unlock "
                             "it.");
    case LoginResult::AdditionalUsersNotAllowed:
        return LoginText::tr("The limit of users is reached. Close another session or ask the firm.");
    case LoginResult::MarketDataNotSetup:
        return LoginText::tr("The market data agreements of the user are missing. Sign them with the firm.");
    case LoginResult::TwoFactorNotSetup:
        return LoginText::tr("A second factor is required and none is set up. Set one up in the vendor's front end, or "
                             "ask the firm for an API login.");
    case LoginResult::TwoFactorFailed:
        return LoginText::tr("The second factor was wrong. Ask the firm for an API login or an API key.");
    case LoginResult::FixSessionError:
        return LoginText::tr("The server reports an error of a FIX session. This login is not for this API; ask the "
                             "firm.");
    case LoginResult::TwoFactorRequired:
        return LoginText::tr("A second factor is required, and this API has no way to send one. Ask the firm for an "
                             "API login or an API key.");
    case LoginResult::UserExists:
        return LoginText::tr("The user exists already.");
    case LoginResult::Unknown:
        return LoginText::tr("The server gave no reason.");
    case LoginResult::Unlisted:
        break;
    }
    return LoginText::tr("Login failed (code %1). Ask the firm what this code means.").arg(code);
}

} // namespace

QString loginText(const LoginOutcome &outcome)
{
    const QString ours = meaning(outcome.result, outcome.code);
    const QString theirs = outcome.serverMessage.trimmed();
    if (theirs.isEmpty() || outcome.isSuccess())
        return ours;
    //: %1 is what the server wrote, %2 what it means and what to do
    return LoginText::tr("The server says: “%1”. %2").arg(theirs, ours);
}

} // namespace depthdeck::ui
