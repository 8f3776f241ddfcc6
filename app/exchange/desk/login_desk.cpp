// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/login_desk.h"

#include "t4/v1/auth/auth.pb.h"

#include <algorithm>
#include <array>

namespace depthdeck::exchange {

namespace {

using namespace t4proto::v1;

struct Refused
{
    std::string_view user;
    std::int32_t result;
};

/// One user for each LoginResult, the password being the user name. The last number is none this API knows.
constexpr std::array refusedUsers{
    Refused{"failed", common::LOGIN_RESULT_FAILED},
    Refused{"application", common::LOGIN_RESULT_APPLICATION_NOT_VALID},
    Refused{"firm", common::LOGIN_RESULT_FIRM_NOT_ALLOWED},
    Refused{"user", common::LOGIN_RESULT_USER_NOT_ALLOWED},
    Refused{"version", common::LOGIN_RESULT_INCORRECT_VERSION},
    Refused{"elsewhere", common::LOGIN_RESULT_LOGGED_IN_ELSEWHERE},
    Refused{"logout", common::LOGIN_RESULT_LOGOUT},
    Refused{"disconnect", common::LOGIN_RESULT_UNEXPECTED_DISCONNECT},
    Refused{"unauthorized", common::LOGIN_RESULT_UNAUTHORIZED},
    Refused{"error", common::LOGIN_RESULT_UNEXPECTED_ERROR},
    Refused{"role", common::LOGIN_RESULT_ROLE_NOT_SUPPORTED},
    Refused{"backlog", common::LOGIN_RESULT_API_MESSAGE_BACKLOG},
    Refused{"serverbacklog", common::LOGIN_RESULT_SERVER_MESSAGE_BACKLOG},
    Refused{"expired", common::LOGIN_RESULT_PASSWORD_EXPIRED},
    Refused{"passwordchange", common::LOGIN_RESULT_PASSWORD_CHANGE_FAILED},
    Refused{"passwordused", common::LOGIN_RESULT_PASSWORD_ALREADY_USED},
    Refused{"locked", common::LOGIN_RESULT_LOCKED_OUT},
    Refused{"additional", common::LOGIN_RESULT_ADDITIONAL_USERS_NOT_ALLOWED},
    Refused{"nodata", common::LOGIN_RESULT_MARKET_DATA_NOT_SETUP},
    Refused{"twofactorsetup", common::LOGIN_RESULT_TWO_FACTOR_NOT_SETUP},
    Refused{"twofactorfailed", common::LOGIN_RESULT_TWO_FACTOR_FAILED},
    Refused{"fix", common::LOGIN_RESULT_FIX_SESSION_ERROR},
    Refused{"twofactor", common::LOGIN_RESULT_TWO_FACTOR_REQUIRED},
    Refused{"exists", common::LOGIN_RESULT_USER_EXISTS},
    Refused{"unknown", common::LOGIN_RESULT_UNKNOWN},
    Refused{"newcode", 99},
};

std::string refusalMessage(std::int32_t result)
{
    switch (result) {
    case common::LOGIN_RESULT_FAILED:
        return "The firm, user name or password is wrong.";
    case common::LOGIN_RESULT_LOCKED_OUT:
        return "The user is locked out. Contact your firm.";
    case common::LOGIN_RESULT_PASSWORD_EXPIRED:
        return "The password has expired.";
    case common::LOGIN_RESULT_TWO_FACTOR_REQUIRED:
        return "A second factor is required, and this API has no message to answer it.";
    default:
        return {}; // the client's own words for the number are to be seen too
    }
}

LoginOutcome refused(std::int32_t result, std::string message)
{
    LoginOutcome outcome;
    outcome.result = result;
    outcome.message = std::move(message);
    return outcome;
}

/// One account for each rule of the risk desk: default_accounts.cpp says which.
std::vector<AccountId> riskAccounts()
{
    std::vector<AccountId> accounts;
    for (int number = 30001; number <= 30014; ++number)
        accounts.emplace_back("SIM-" + std::to_string(number));
    return accounts;
}

std::optional<WirePriceFormat> formatOf(std::int32_t wire) noexcept
{
    if (wire < 0 || wire >= static_cast<std::int32_t>(wirePriceFormatCount))
        return std::nullopt;
    return static_cast<WirePriceFormat>(wire);
}

} // namespace

bool User::maySee(const ExchangeId &exchange) const
{
    return exchanges.empty() || std::find(exchanges.begin(), exchanges.end(), exchange) != exchanges.end();
}

std::vector<User> defaultUsers(const std::vector<ExchangeId> &exchanges)
{
    const AccountId first{"SIM-10421"};
    const AccountId second{"SIM-10422"};
    const AccountId third{"SIM-20001"};
    std::vector<User> users;
    users.push_back({"SIM", "trader", "trader", "sim-key", {first, second}, 0, false, {}});
    users.push_back({"SIM", "desk", "desk", "desk-key", {first, third}, 0, false, {}});
    users.push_back({"SIM", "delayed", "delayed", {}, {AccountId{"SIM-20002"}}, 0, true, {}});
    const auto one = exchanges.empty() ? exchanges : std::vector<ExchangeId>{exchanges.front()};
    users.push_back({"SIM", "limited", "limited", {}, {AccountId{"SIM-20003"}}, 0, false, one});
    users.push_back({"SIM", "risk", "risk", "risk-key", riskAccounts(), 0, false, {}});
    for (const Refused &refusal : refusedUsers) {
        const std::string name{refusal.user};
        users.push_back({"SIM", name, name, {}, {}, refusal.result, false, {}});
    }
    return users;
}

LoginOutcome LoginDesk::check(const auth::LoginRequest &request) const
{
    if (m_refusal != 0)
        return refused(m_refusal, refusalMessage(m_refusal));
    const auto format = formatOf(request.price_format());
    if (!format)
        return refused(common::LOGIN_RESULT_INCORRECT_VERSION,
                       "The price format " + std::to_string(request.price_format()) + " is none of 0, 1, 2.");
    LoginOutcome outcome = request.api_key().empty() ? checkPassword(request) : checkKey(request);
    outcome.format = *format;
    return outcome;
}

const User *LoginDesk::userOfKey(std::string_view apiKey) const noexcept
{
    if (apiKey.empty())
        return nullptr;
    const auto found =
        std::find_if(m_users.begin(), m_users.end(), [apiKey](const User &user) { return user.apiKey == apiKey; });
    return found == m_users.end() ? nullptr : &*found;
}

LoginOutcome LoginDesk::checkKey(const auth::LoginRequest &request) const
{
    const User *user = userOfKey(request.api_key());
    if (user == nullptr)
        return refused(common::LOGIN_RESULT_FAILED, "The API key is not known.");
    LoginOutcome outcome;
    outcome.user = user;
    outcome.application = "API key";
    return outcome;
}

LoginOutcome LoginDesk::checkPassword(const auth::LoginRequest &request) const
{
    const auto matches = [&request](const User &user) {
        return user.firm == request.firm() && user.name == request.username() && user.password == request.password();
    };
    const auto found = std::find_if(m_users.begin(), m_users.end(), matches);
    if (found == m_users.end())
        return refused(common::LOGIN_RESULT_FAILED, refusalMessage(common::LOGIN_RESULT_FAILED));
    if (found->result != 0)
        return refused(found->result, refusalMessage(found->result));
    if (request.app_name().empty())
        return refused(common::LOGIN_RESULT_APPLICATION_NOT_VALID,
                       "The application name (app_name) is missing; this exchange accepts any other.");
    LoginOutcome outcome;
    outcome.user = &*found;
    outcome.application = request.app_name();
    return outcome;
}

} // namespace depthdeck::exchange
