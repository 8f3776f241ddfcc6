// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/journal/journal_writer.h"

#include <QDeadlineTimer>
#include <QUuid>

#include <algorithm>
#include <iterator>

namespace depthdeck {

using namespace Qt::StringLiterals;

namespace {

/// The log is moved into the file when nothing happened for a while and this much is in it, or far more than that.
constexpr std::size_t rowsBeforeCheckpoint = 500;
constexpr std::size_t rowsBeforeForcedCheckpoint = 50'000;
constexpr std::chrono::milliseconds idleBeforeCheckpoint{500};
/// One transaction holds so many rows at most, so that an intent behind a burst does not wait for all of it.
constexpr std::size_t rowsPerGroup = 1'000;

} // namespace

Journal::Writer::Writer(Journal &journal, const QString &file, const Clock &clock, const JournalOptions &options)
    : m_clock{clock},
      m_options{options},
      m_journalFile{file, QUuid::createUuid().toString(QUuid::WithoutBraces), options.maxPages},
      m_journal{&journal}
{
    setObjectName(u"journal"_s);
}

void Journal::Writer::put(JournalEntry entry, Written written)
{
    if (entry.at == WallTime{})
        entry.at = m_clock.wallNow();
    const std::lock_guard lock{m_mutex};
    if (entry.operatorName.isEmpty())
        entry.operatorName = m_operator;
    if (entry.endpoint.isEmpty())
        entry.endpoint = m_endpoint;
    if (m_queue.empty())
        m_oldest = std::chrono::steady_clock::now();
    const bool isAwaited = static_cast<bool>(written);
    const bool isFirst = m_queue.empty();
    m_queue.push_back({std::move(entry), std::move(written)});
    m_awaited += isAwaited ? 1 : 0;
    // The thread looks at the rest when its pause is over.
    if (isAwaited || isFirst)
        m_wake.notify_one();
}

void Journal::Writer::setOrigin(const QString &operatorName, const QString &endpoint)
{
    const std::lock_guard lock{m_mutex};
    m_operator = operatorName;
    m_endpoint = endpoint;
}

void Journal::Writer::askRetry(bool anew)
{
    const std::lock_guard lock{m_mutex};
    m_isRetryAsked = true;
    m_isAnewAsked = m_isAnewAsked || anew;
    m_wake.notify_one();
}

QString Journal::Writer::trouble() const
{
    const std::lock_guard lock{m_mutex};
    return m_trouble;
}

bool Journal::Writer::finish(std::chrono::milliseconds patience)
{
    {
        const std::lock_guard lock{m_mutex};
        m_journal = nullptr;
        m_isEnding = true;
        m_wake.notify_one();
    }
    // As long as rows get to the disk it is worth waiting.
    for (;;) {
        const std::uint64_t before = m_commits.load();
        if (wait(QDeadlineTimer{patience}))
            return true;
        if (m_commits.load() == before)
            return false;
    }
}

bool Journal::Writer::isWorkDue(Moment now) const
{
    const bool isHealthy = health() == JournalHealth::Writing;
    const bool isGroupDue = !m_queue.empty() && (now >= m_oldest + m_options.groupDelay || !isHealthy);
    return m_isEnding || m_isRetryAsked || m_awaited > 0 || isGroupDue || m_queue.size() >= rowsPerGroup;
}

std::deque<Journal::Writer::Waiting> Journal::Writer::awaitWork()
{
    std::unique_lock lock{m_mutex};
    for (;;) {
        const Moment now = std::chrono::steady_clock::now();
        if (isWorkDue(now))
            break;
        const bool isHealthy = health() == JournalHealth::Writing;
        const bool retries = !isHealthy && m_options.retryInterval.count() > 0 && health() != JournalHealth::Corrupt;
        if (retries && now >= m_retryAt) {
            m_isRetryAsked = true;
            break;
        }
        if (!m_queue.empty()) {
            m_wake.wait_until(lock, m_oldest + m_options.groupDelay);
        } else if (retries) {
            m_wake.wait_until(lock, m_retryAt);
        } else if (m_sinceCheckpoint < rowsBeforeCheckpoint) {
            m_wake.wait(lock);
        } else if (m_wake.wait_for(lock, idleBeforeCheckpoint) == std::cv_status::timeout && m_queue.empty()) {
            lock.unlock();
            m_journalFile.checkpoint();
            m_sinceCheckpoint = 0;
            lock.lock();
        }
    }
    std::deque<Waiting> work;
    work.swap(m_queue);
    m_awaited = 0;
    return work;
}

void Journal::Writer::run()
{
    open();
    for (;;) {
        std::deque<Waiting> work = awaitWork();
        bool isEnding = false;
        bool isRetryAsked = false;
        bool isAnewAsked = false;
        {
            const std::lock_guard lock{m_mutex};
            isEnding = m_isEnding && m_queue.empty();
            isRetryAsked = std::exchange(m_isRetryAsked, false);
            isAnewAsked = std::exchange(m_isAnewAsked, false);
        }
        if (health() != JournalHealth::Writing && (isRetryAsked || isEnding)) {
            // A file that somebody else writes is never put aside.
            const bool isUseless = health() == JournalHealth::Corrupt || health() == JournalHealth::NotOpen;
            if (isAnewAsked && isUseless && !m_journalFile.setAside(m_clock.wallNow()))
                enter(JournalHealth::NotOpen, u"the file cannot be put aside"_s);
            else
                open();
        }
        write(std::move(work));
        if (isEnding)
            break;
    }
    m_journalFile.close();
}

void Journal::Writer::open()
{
    const auto trouble = m_journalFile.open();
    m_retryAt = std::chrono::steady_clock::now() + m_options.retryInterval;
    if (trouble) {
        enter(trouble->health, trouble->words);
        return;
    }
    if (writeKept())
        enter(JournalHealth::Writing, {});
}

/// What was kept comes first, and says how much was lost.
bool Journal::Writer::writeKept()
{
    std::vector<JournalEntry> entries = m_kept;
    if (m_dropped > 0) {
        JournalEntry lost;
        lost.kind = JournalKind::Note;
        lost.at = m_clock.wallNow();
        lost.detail =
            u"%1 rows were lost here: the journal could not be written, and %2 rows waited already"_s.arg(m_dropped)
                .arg(m_options.maxKept);
        entries.push_back(std::move(lost));
    }
    if (entries.empty())
        return true;
    if (const auto trouble = m_journalFile.append(entries, m_options.beforeCommit)) {
        m_journalFile.close();
        enter(trouble->health, trouble->words);
        return false;
    }
    m_kept.clear();
    m_dropped = 0;
    announceRows();
    return true;
}

void Journal::Writer::write(std::deque<Waiting> work)
{
    while (!work.empty()) {
        if (health() != JournalHealth::Writing || !writeGroup(work)) {
            keep(std::move(work));
            return;
        }
    }
}

/// The first rows of @p work in one transaction; takes them out. False after a failure, with all still there.
bool Journal::Writer::writeGroup(std::deque<Waiting> &work)
{
    const std::size_t count = std::min(work.size(), rowsPerGroup);
    const auto end = work.begin() + static_cast<std::ptrdiff_t>(count);
    std::vector<JournalEntry> entries;
    entries.reserve(count);
    for (auto waiting = work.begin(); waiting != end; ++waiting) {
        JournalEntry &entry = waiting->entry;
        if (entry.json.isEmpty() && entry.makeJson)
            entry.json = entry.makeJson();
        entry.makeJson = {};
        entries.push_back(std::move(entry));
    }
    if (const auto trouble = m_journalFile.append(entries, m_options.beforeCommit)) {
        for (std::size_t at = 0; at < count; ++at)
            work[at].entry = std::move(entries[at]);
        m_journalFile.close();
        m_retryAt = std::chrono::steady_clock::now() + m_options.retryInterval;
        enter(trouble->health, trouble->words);
        return false;
    }
    ++m_commits;
    m_sinceCheckpoint += count;
    for (auto waiting = work.begin(); waiting != end; ++waiting) {
        if (waiting->written)
            waiting->written(true);
    }
    work.erase(work.begin(), end);
    announceRows();
    if (m_sinceCheckpoint >= rowsBeforeForcedCheckpoint) {
        m_journalFile.checkpoint();
        m_sinceCheckpoint = 0;
    }
    return true;
}

/// First the answers, so that nobody waits for the bookkeeping.
void Journal::Writer::keep(std::deque<Waiting> work)
{
    for (const Waiting &waiting : work) {
        if (waiting.written)
            waiting.written(false);
    }
    for (Waiting &waiting : work)
        keepOne(std::move(waiting.entry));
}

void Journal::Writer::keepOne(JournalEntry entry)
{
    if (m_kept.size() >= m_options.maxKept) {
        ++m_dropped;
        return;
    }
    if (entry.json.isEmpty() && entry.makeJson)
        entry.json = entry.makeJson();
    entry.makeJson = {};
    m_kept.push_back(std::move(entry));
}

void Journal::Writer::enter(JournalHealth health, const QString &words)
{
    const std::lock_guard lock{m_mutex};
    const bool isNew = m_health.exchange(health, std::memory_order_acq_rel) != health || m_trouble != words;
    m_trouble = words;
    if (isNew && m_journal != nullptr)
        QMetaObject::invokeMethod(
            m_journal, [journal = m_journal, health] { emit journal->healthChanged(health); }, Qt::QueuedConnection);
}

void Journal::Writer::announceRows()
{
    const std::lock_guard lock{m_mutex};
    if (m_journal == nullptr || m_isAnnounced.exchange(true))
        return;
    QMetaObject::invokeMethod(
        m_journal,
        [this, journal = m_journal] {
            m_isAnnounced = false;
            if (!journal->m_announcement.isActive())
                journal->m_announcement.start();
        },
        Qt::QueuedConnection);
}

} // namespace depthdeck
