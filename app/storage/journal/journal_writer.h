// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/storage/journal/journal.h"
#include "app/storage/journal/journal_file.h"

#include <QThread>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>

namespace depthdeck {

/// The thread of a journal: takes what was recorded, groups it, and writes it. Everything of SQLite happens in run().
class Journal::Writer final : public QThread
{
public:
    Writer(Journal &journal, const QString &file, const Clock &clock, const JournalOptions &options);

    // Any thread.
    void put(JournalEntry entry, Written written);
    void setOrigin(const QString &operatorName, const QString &endpoint);
    void askRetry(bool anew);
    [[nodiscard]] JournalHealth health() const noexcept { return m_health.load(std::memory_order_acquire); }
    [[nodiscard]] QString trouble() const;
    [[nodiscard]] std::chrono::milliseconds closePatience() const noexcept { return m_options.closePatience; }

    /// Writes what waits and ends the thread. False when nothing gets to the disk for @p patience: then this must not
    /// be destroyed. Nothing is announced afterwards.
    [[nodiscard]] bool finish(std::chrono::milliseconds patience);

protected:
    void run() override;

private:
    struct Waiting
    {
        JournalEntry entry;
        Written written;
    };
    using Moment = std::chrono::steady_clock::time_point; ///< real time: paces the disk, nothing that is recorded

    [[nodiscard]] std::deque<Waiting> awaitWork();
    [[nodiscard]] bool isWorkDue(Moment now) const;
    void open();
    void write(std::deque<Waiting> work);
    [[nodiscard]] bool writeGroup(std::deque<Waiting> &work);
    [[nodiscard]] bool writeKept();
    void keep(std::deque<Waiting> work);
    void keepOne(JournalEntry entry);
    void enter(JournalHealth health, const QString &words);
    void announceRows();

    const Clock &m_clock;
    const JournalOptions m_options;
    JournalFile m_journalFile;

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    // Under the mutex
    Journal *m_journal;
    std::deque<Waiting> m_queue;
    std::size_t m_awaited = 0; ///< how many in the queue somebody waits for
    Moment m_oldest{};         ///< when the first of the queue came
    QString m_operator;
    QString m_endpoint;
    QString m_trouble;
    bool m_isEnding = false;
    bool m_isRetryAsked = false;
    bool m_isAnewAsked = false;

    std::atomic<JournalHealth> m_health{JournalHealth::Opening};
    std::atomic<bool> m_isAnnounced{false};
    std::atomic<std::uint64_t> m_commits{0};

    // Of run() alone
    std::vector<JournalEntry> m_kept; ///< not written yet, oldest first
    std::size_t m_dropped = 0;        ///< beyond what could be kept
    std::size_t m_sinceCheckpoint = 0;
    Moment m_retryAt{};
};

} // namespace depthdeck
