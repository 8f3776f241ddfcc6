// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/account.h"

#include <QObject>

#include <map>
#include <memory>
#include <vector>

namespace t4proto::v1::account {
class AccountCurrency;
class AccountDetails;
class AccountPosition;
class AccountPositionProfit;
class AccountProfit;
class AccountSnapshot;
class AccountUpdate;
} // namespace t4proto::v1::account
namespace t4proto::v1::auth {
class LoginResponse;
}

namespace depthdeck {

/// Every account and position of the login, as last told by the server. Lives on the UI thread.
class AccountStore final : public QObject
{
    Q_OBJECT

public:
    explicit AccountStore(QObject *parent = nullptr);
    ~AccountStore() override;

    /// The accounts of the login; figures of those that are known stay. Others are forgotten.

    void applyLogin(const t4proto::v1::auth::LoginResponse &message);
    /// Replaces all of the account's state (t4-protocol.md d.1). Orders and market definitions in it are not its
    /// business.
    /// Figures that only live messages carry (profit) stay if they are of this connection.
    void applySnapshot(const t4proto::v1::account::AccountSnapshot &message);
    /// Only the status: of an account whose snapshot tells nothing else.
    void applyStatus(const AccountId &id, AccountStatus status);
    void applyDetails(const t4proto::v1::account::AccountDetails &message);
    void applyUpdate(const t4proto::v1::account::AccountUpdate &message);
    void applyCurrency(const t4proto::v1::account::AccountCurrency &message);
    void applyPosition(const t4proto::v1::account::AccountPosition &message);
    void applyProfit(const t4proto::v1::account::AccountProfit &message);
    void applyPositionProfit(const t4proto::v1::account::AccountPositionProfit &message);
    /// False: the connection is gone. The figures stay, marked unconfirmed; no account is subscribed any more.
    void setConfirmed(bool confirmed);
    [[nodiscard]] bool isConfirmed() const noexcept { return m_confirmed; }
    void clear();

    [[nodiscard]] const std::vector<Account> &accounts() const noexcept { return m_accounts; }
    [[nodiscard]] const std::vector<Position> &positions() const noexcept { return m_positions; }
    /// Conversion rates by currency, for the whole login.
    [[nodiscard]] const std::map<std::string, CurrencyRate> &currencies() const noexcept { return m_currencies; }
    [[nodiscard]] const Account *account(const AccountId &id) const noexcept;
    [[nodiscard]] const Position *position(const AccountId &account, const MarketId &market) const noexcept;

signals:
    void accountsChanged();
    void accountChanged(const depthdeck::AccountId &account);
    /// Also for one that is new: it is the last of positions() then.
    void positionChanged(const depthdeck::AccountId &account, const depthdeck::MarketId &market);
    /// Positions were removed: every index may have moved.
    void positionsReset();
    void currenciesChanged();
    /// A price of the message did not parse; nothing of it was applied.
    void messageRejected(const depthdeck::AccountId &account, const depthdeck::MarketId &market);
    void confirmedChanged(bool confirmed);

private:
    struct Bookkeeping;

    Account &accountFor(const AccountId &id);
    Position &positionFor(const AccountId &account, const MarketId &market);
    void announce(const Account &before, const Account &after);
    void announce(const Position *before, const Position &after);
    void dropPositions(const std::vector<bool> &keep);

    std::vector<Account> m_accounts;
    std::vector<Position> m_positions;
    std::map<std::string, CurrencyRate> m_currencies;
    std::unique_ptr<Bookkeeping> m_book;
    bool m_confirmed = false;
};

} // namespace depthdeck
