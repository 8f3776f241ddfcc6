// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/account_sync.h"

#include "app/trading/account.h"

#include <t4/v1/account/account.pb.h>

namespace depthdeck {

bool tellsState(const t4proto::v1::account::AccountSnapshot &message)
{
    const auto status = static_cast<AccountStatus>(message.status());
    const bool unreachable = status == AccountStatus::NotAccessible || status == AccountStatus::Unknown;
    return !unreachable || message.messages_size() > 0;
}

void AccountSync::begin(const std::vector<AccountId> &accounts, SteadyTime now)
{
    reset();
    m_missing.insert(accounts.begin(), accounts.end());
    m_began = now;
    m_responded = accounts.empty(); // nothing to ask for
}

void AccountSync::snapshotApplied(const AccountId &account)
{
    m_missing.erase(account);
    m_anyApplied = true;
}

AccountSync::Result AccountSync::result(SteadyTime now, std::chrono::nanoseconds patience) const noexcept
{
    if (!m_began)
        return Result::Waiting;
    if (m_responded && m_missing.empty())
        return Result::Complete;
    if (now - *m_began < patience)
        return Result::Waiting;
    return m_anyApplied ? Result::Partial : Result::Failed;
}

} // namespace depthdeck
