// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/identifiers.h"
#include "app/time/clock.h"
#include "app/wire/wire_messages.h"

#include <optional>
#include <set>
#include <vector>

namespace depthdeck {

/// False for the snapshot of an account whose handler is down (t4-protocol.md b.5, d.1): it resolves nothing.
[[nodiscard]] bool tellsState(const t4proto::v1::account::AccountSnapshot &message);

/// Follows one subscription of all accounts: it is complete when the server has answered and the snapshot of each
/// account of the login has been applied (t4-protocol.md d.1).
class AccountSync
{
public:
    enum class Result : std::uint8_t {
        Waiting,
        Complete,
        Partial, ///< some accounts are missing and the time is up; those that are there may trade
        Failed   ///< none is there and the time is up
    };

    void begin(const std::vector<AccountId> &accounts, SteadyTime now);
    void reset() noexcept { *this = {}; }
    void responded() noexcept { m_responded = true; }
    void snapshotApplied(const AccountId &account);

    [[nodiscard]] Result result(SteadyTime now, std::chrono::nanoseconds patience) const noexcept;
    [[nodiscard]] const std::set<AccountId> &missing() const noexcept { return m_missing; }

private:
    std::set<AccountId> m_missing;
    bool m_anyApplied = false;
    bool m_responded = false;
    std::optional<SteadyTime> m_began;
};

} // namespace depthdeck
