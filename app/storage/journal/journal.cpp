// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/journal/journal.h"

#include "app/storage/journal/journal_writer.h"

#include <thread>

namespace depthdeck {

using namespace Qt::StringLiterals;

Journal::Journal(const QString &file, const Clock &clock, QObject *parent)
    : Journal{file, clock, JournalOptions{}, parent}
{
}

Journal::Journal(const QString &file, const Clock &clock, const JournalOptions &options, QObject *parent)
    : QObject{parent},
      m_file{file},
      m_writer{std::make_unique<Writer>(*this, file, clock, options)}
{
    constexpr std::chrono::milliseconds announcementPause{250};
    m_announcement.setSingleShot(true);
    m_announcement.setInterval(announcementPause);
    connect(&m_announcement, &QTimer::timeout, this, &Journal::appended);
    JournalEntry started;
    started.kind = JournalKind::ProgramStarted;
    started.detail = u"DepthDeck " DEPTHDECK_VERSION ""_s;
    record(std::move(started));
    m_writer->start();
}

Journal::~Journal()
{
    JournalEntry ended;
    ended.kind = JournalKind::ProgramEnded;
    record(std::move(ended));
    if (m_writer->finish(m_writer->closePatience()))
        return;
    // A disk that hangs must not hang the program: the thread ends in its own time and is cleared away then.
    std::thread{[writer = m_writer.release()] {
        writer->wait();
        delete writer;
    }}.detach();
}

void Journal::setOrigin(const QString &operatorName, const QString &endpoint)
{
    m_writer->setOrigin(operatorName, endpoint);
}

void Journal::record(JournalEntry entry)
{
    m_writer->put(std::move(entry), {});
}

void Journal::record(JournalEntry entry, Written written)
{
    m_writer->put(std::move(entry), std::move(written));
}

JournalHealth Journal::health() const noexcept
{
    return m_writer->health();
}

QString Journal::trouble() const
{
    return m_writer->trouble();
}

void Journal::retry()
{
    m_writer->askRetry(false);
}

void Journal::startAnew()
{
    m_writer->askRetry(true);
}

} // namespace depthdeck
