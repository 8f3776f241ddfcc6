// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/account_store.h"

#include "app/trading/account_merge.h"

#include <t4/v1/account/account.pb.h>
#include <t4/v1/auth/auth.pb.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace depthdeck {

namespace wire = t4proto::v1::account;

namespace {

struct PositionKey
{
    AccountId account;
    MarketId market;
    friend bool operator==(const PositionKey &, const PositionKey &) noexcept = default;
};

struct PositionKeyHash
{
    std::size_t operator()(const PositionKey &key) const noexcept
    {
        constexpr std::size_t spread = 0x9e3779b97f4a7c15U;
        return std::hash<AccountId>{}(key.account) * spread ^ std::hash<MarketId>{}(key.market);
    }
};

} // namespace

/// Where accounts and positions stand, and what their merge rules remember of them. Parallel to both vectors.
struct AccountStore::Bookkeeping
{
    std::unordered_map<AccountId, std::size_t> accounts;
    std::unordered_map<PositionKey, std::size_t, PositionKeyHash> positions;
    std::vector<AccountMemory> accountMemory;
    std::vector<PositionMemory> positionMemory;
    int connection = 0; ///< counts connections: profit told by an earlier one does not outlive a snapshot

    AccountMemory &memoryOf(const AccountId &id) { return accountMemory[accounts.at(id)]; }
    PositionMemory &memoryOf(const AccountId &account, const MarketId &market)
    {
        return positionMemory[positions.at({account, market})];
    }
};

AccountStore::AccountStore(QObject *parent) : QObject{parent}, m_book{std::make_unique<Bookkeeping>()} {}

AccountStore::~AccountStore() = default;

void AccountStore::applyLogin(const t4proto::v1::auth::LoginResponse &message)
{
    std::vector<Account> accounts;
    std::vector<AccountMemory> memory;
    std::unordered_map<AccountId, std::size_t> indexes;
    for (const auto &told : message.accounts()) {
        const AccountId id{told.account_id()};
        if (id.isEmpty() || indexes.contains(id))
            continue;
        const Account *known = account(id);
        Account next = known != nullptr ? *known : Account{};
        next.id = id;
        next.number = told.account_number();
        next.name = told.account_name();
        next.displayName = told.display_name();
        indexes.emplace(id, accounts.size());
        memory.push_back(known != nullptr ? m_book->memoryOf(id) : AccountMemory{});
        accounts.push_back(std::move(next));
    }
    m_accounts = std::move(accounts);
    m_book->accountMemory = std::move(memory);
    m_book->accounts = std::move(indexes);

    std::vector<bool> keep;
    for (const Position &position : m_positions)
        keep.push_back(m_book->accounts.contains(position.account));
    emit accountsChanged();
    dropPositions(keep);
}

void AccountStore::applySnapshot(const wire::AccountSnapshot &message)
{
    const AccountId id{message.account_id()};
    if (id.isEmpty())
        return;
    {
        Account &account = accountFor(id);
        AccountMemory &memory = m_book->memoryOf(id);
        Account fresh = account;
        if (memory.connection != m_book->connection)
            forgetProfit(fresh, memory);
        fresh.subscribed = true;
        fresh.status = static_cast<AccountStatus>(message.status());
        const Account before = std::exchange(account, fresh);
        announce(before, account);
    }
    std::unordered_set<MarketId> named;
    for (const auto &part : message.messages()) {
        switch (part.payload_case()) {
        case wire::AccountSnapshotMessage::kAccountDetails:
            applyDetails(part.account_details());
            break;
        case wire::AccountSnapshotMessage::kAccountUpdate:
            applyUpdate(part.account_update());
            break;
        case wire::AccountSnapshotMessage::kAccountCurrency:
            applyCurrency(part.account_currency());
            break;
        case wire::AccountSnapshotMessage::kAccountPosition:
            named.insert(MarketId{part.account_position().market_id()});
            applyPosition(part.account_position());
            break;
        case wire::AccountSnapshotMessage::kMarketDetails:
        case wire::AccountSnapshotMessage::kOrderUpdateMulti:
        case wire::AccountSnapshotMessage::PAYLOAD_NOT_SET:
            break;
        }
    }
    std::vector<bool> keep;
    for (const Position &position : m_positions)
        keep.push_back(position.account != id || named.contains(position.market.market));
    dropPositions(keep);
}

void AccountStore::applyStatus(const AccountId &id, AccountStatus status)
{
    Account &account = accountFor(id);
    const Account before = account;
    account.status = status;
    announce(before, account);
}

void AccountStore::applyDetails(const wire::AccountDetails &message)
{
    Account &account = accountFor(AccountId{message.account_id()});
    const Account before = account;
    mergeDetails(account, message);
    announce(before, account);
}

void AccountStore::applyUpdate(const wire::AccountUpdate &message)
{
    Account &account = accountFor(AccountId{message.account_id()});
    const Account before = account;
    mergeUpdate(account, m_book->memoryOf(account.id), message);
    announce(before, account);
}

void AccountStore::applyCurrency(const wire::AccountCurrency &message)
{
    const CurrencyRate rate{message.rate(), message.import_factor()};
    const auto [at, isNew] = m_currencies.try_emplace(message.currency(), rate);
    if (!isNew && at->second == rate)
        return;
    at->second = rate;
    emit currenciesChanged();
}

void AccountStore::applyPosition(const wire::AccountPosition &message)
{
    const AccountId account{message.account_id()};
    const MarketId market{message.market_id()};
    const bool isKnown = position(account, market) != nullptr;
    Position &target = positionFor(account, market);
    const Position before = target;
    PositionMemory &memory = m_book->memoryOf(account, market);
    if (memory.connection != m_book->connection) {
        forgetProfit(target, memory);
        memory.connection = m_book->connection;
    }
    if (!mergePosition(target, memory, message))
        emit messageRejected(account, market);
    announce(isKnown ? &before : nullptr, target);
}

void AccountStore::applyProfit(const wire::AccountProfit &message)
{
    Account &account = accountFor(AccountId{message.account_id()});
    const Account before = account;
    AccountMemory &memory = m_book->memoryOf(account.id);
    if (memory.connection != m_book->connection) {
        forgetProfit(account, memory);
        memory.connection = m_book->connection;
    }
    mergeProfit(account, memory, message);
    announce(before, account);
}

void AccountStore::applyPositionProfit(const wire::AccountPositionProfit &message)
{
    const AccountId account{message.account_id()};
    const MarketId market{message.market_id()};
    const bool isKnown = position(account, market) != nullptr;
    Position &target = positionFor(account, market);
    const Position before = target;
    PositionMemory &memory = m_book->memoryOf(account, market);
    if (memory.connection != m_book->connection) {
        forgetProfit(target, memory);
        memory.connection = m_book->connection;
    }
    mergePositionProfit(target, memory, message);
    announce(isKnown ? &before : nullptr, target);
}

void AccountStore::setConfirmed(bool confirmed)
{
    if (!confirmed) {
        ++m_book->connection;
        for (Account &account : m_accounts) {
            const Account before = account;
            account.subscribed = false;
            announce(before, account);
        }
    }
    if (m_confirmed == confirmed)
        return;
    m_confirmed = confirmed;
    emit confirmedChanged(confirmed);
}

void AccountStore::clear()
{
    m_accounts.clear();
    m_positions.clear();
    m_currencies.clear();
    *m_book = {.accounts = {},
               .positions = {},
               .accountMemory = {},
               .positionMemory = {},
               .connection = m_book->connection + 1};
    emit accountsChanged();
    emit positionsReset();
    emit currenciesChanged();
    setConfirmed(false);
}

const Account *AccountStore::account(const AccountId &id) const noexcept
{
    const auto found = m_book->accounts.find(id);
    return found == m_book->accounts.end() ? nullptr : &m_accounts[found->second];
}

const Position *AccountStore::position(const AccountId &account, const MarketId &market) const noexcept
{
    const auto found = m_book->positions.find({account, market});
    return found == m_book->positions.end() ? nullptr : &m_positions[found->second];
}

Account &AccountStore::accountFor(const AccountId &id)
{
    const auto [at, isNew] = m_book->accounts.try_emplace(id, m_accounts.size());
    if (isNew) {
        m_accounts.push_back({});
        m_accounts.back().id = id;
        m_book->accountMemory.push_back({.profitTold = false, .connection = m_book->connection});
        emit accountsChanged();
    }
    return m_accounts[at->second];
}

Position &AccountStore::positionFor(const AccountId &account, const MarketId &market)
{
    const auto [at, isNew] = m_book->positions.try_emplace({account, market}, m_positions.size());
    if (isNew) {
        m_positions.push_back({});
        m_positions.back().account = account;
        m_positions.back().market.market = market;
        m_book->positionMemory.push_back({.profitTold = false,
                                          .connection = m_book->connection,
                                          .netAddsOvernight = std::nullopt,
                                          .lastNet = std::nullopt,
                                          .tradedAtLastNet = {}});
    }
    return m_positions[at->second];
}

void AccountStore::announce(const Account &before, const Account &after)
{
    if (!(before == after))
        emit accountChanged(after.id);
}

void AccountStore::announce(const Position *before, const Position &after)
{
    if (before == nullptr || !(*before == after))
        emit positionChanged(after.account, after.market.market);
}

void AccountStore::dropPositions(const std::vector<bool> &keep)
{
    if (std::find(keep.begin(), keep.end(), false) == keep.end())
        return;
    std::vector<Position> positions;
    std::vector<PositionMemory> memory;
    m_book->positions.clear();
    for (std::size_t i = 0; i < keep.size(); ++i) {
        if (!keep[i])
            continue;
        m_book->positions.emplace(PositionKey{m_positions[i].account, m_positions[i].market.market}, positions.size());
        positions.push_back(std::move(m_positions[i]));
        memory.push_back(m_book->positionMemory[i]);
    }
    m_positions = std::move(positions);
    m_book->positionMemory = std::move(memory);
    emit positionsReset();
}

} // namespace depthdeck
