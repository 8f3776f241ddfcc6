// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/storage/journal/journal.h"
#include "app/storage/journal/journal_words.h"

#include <t4/v1/orderrouting/orderrouting.pb.h>

#include <atomic>
#include <mutex>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace t4proto::v1::account {
class AccountSnapshot;
}
namespace t4proto::v1::auth {
class LoginResponse;
}
namespace t4proto::v1::market {
class MarketDetails;
}

namespace depthdeck {

struct ConnectionFailure;

/// Turns what the server sends into journal rows. Messages after the first name an order by little more than its id: it
/// remembers what earlier ones told, so that each row can be read alone. On the socket's thread, but for what says
/// otherwise.
class JournalHeard
{
public:
    explicit JournalHeard(Journal *journal) : m_journal{journal} {}

    // Any thread.
    void useJournal(Journal *journal) noexcept { m_journal = journal; }
    void setEndpoint(const QString &name);
    void record(JournalEntry entry) const;

    /// What the envelope of a message says besides it.
    struct Envelope
    {
        std::string account;
        std::string market;
        bool historical = false;
    };
    void login(const t4proto::v1::auth::LoginResponse &message);
    void lost(const ConnectionFailure &failure) const;
    void closed() const;
    void definition(const t4proto::v1::market::MarketDetails &message);
    void snapshot(const t4proto::v1::account::AccountSnapshot &message);
    void multi(const t4proto::v1::orderrouting::OrderUpdateMulti &message, const std::string &account, bool historical);
    void update(const t4proto::v1::orderrouting::OrderUpdate &message, const Envelope &envelope);
    void status(const t4proto::v1::orderrouting::OrderUpdateStatus &message, const Envelope &envelope);
    void failed(const t4proto::v1::orderrouting::OrderUpdateFailed &message, const Envelope &envelope);
    void trade(const t4proto::v1::orderrouting::OrderUpdateTrade &message, const Envelope &envelope);
    void tradeLeg(const t4proto::v1::orderrouting::OrderUpdateTradeLeg &message, const Envelope &envelope);
    void batchAcknowledge(const t4proto::v1::orderrouting::OrderBatchAcknowledge &message) const;
    void batchReject(const t4proto::v1::orderrouting::OrderBatchReject &message) const;
    void strategyAnswer(const t4proto::v1::orderrouting::CreateUDSResponse &message) const;

private:
    struct MarketFacts
    {
        std::string exchange;
        std::string contract;
    };

    [[nodiscard]] JournalEntry &orderFor(const std::string &id);
    /// A row about an order: what is remembered of it with what every message of one tells.
    template <typename Message>
    [[nodiscard]] JournalEntry rowOf(const Message &message, const Envelope &envelope);
    void recordFill(JournalEntry entry);
    void addNested(const t4proto::v1::orderrouting::OrderUpdate &message, const JournalEntry &order);

    std::atomic<Journal *> m_journal;
    mutable std::mutex m_mutex;
    QString m_endpoint; ///< under the mutex
    std::unordered_map<std::string, MarketFacts> m_markets;
    std::unordered_map<std::string, JournalEntry> m_orders; ///< by unique_id: what is known, without a kind
    std::unordered_set<std::string> m_fills;                ///< recorded in this run, by their key
};

} // namespace depthdeck
