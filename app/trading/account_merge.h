// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/account.h"

namespace t4proto::v1::account {
class AccountDetails;
class AccountPosition;
class AccountPositionProfit;
class AccountProfit;
class AccountUpdate;
} // namespace t4proto::v1::account

namespace depthdeck {

// The merge roles of t4-protocol.md d.2, one function a message. Pure. The store keeps, beside each account and
// position, what these need to remember.

/// Whether the realised figure is the profit message's; until then it is the other message's.
struct AccountMemory
{
    bool profitTold = false;
    int connection = 0; ///< which connection told the profit
};

struct PositionMemory
{
    bool profitTold = false;
    int connection = 0;
    /// How the server's net relates to buys and sells; whether they hold the overnight position is not documented
    /// (t4-protocol.md d.3), so it is learned. Nullopt: its figure fits neither way.
    std::optional<bool> netAddsOvernight;
    std::optional<Quantity> lastNet; ///< of the newest profit message
    Quantity tradedAtLastNet;        ///< buys - sells when it came
};

void mergeDetails(Account &account, const t4proto::v1::account::AccountDetails &message);
void mergeUpdate(Account &account, const AccountMemory &memory, const t4proto::v1::account::AccountUpdate &message);
void mergeProfit(Account &account, AccountMemory &memory, const t4proto::v1::account::AccountProfit &message);
/// False when a price does not parse: nothing was applied.
[[nodiscard]] bool mergePosition(Position &position, const PositionMemory &memory,
                                 const t4proto::v1::account::AccountPosition &message);
void mergePositionProfit(Position &position, PositionMemory &memory,
                         const t4proto::v1::account::AccountPositionProfit &message);

/// The figures that only AccountProfit carries, taken out.
void forgetProfit(Account &account, AccountMemory &memory);
void forgetProfit(Position &position, PositionMemory &memory);

} // namespace depthdeck
