// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/storage/journal/journal_filter.h"
#include "app/storage/journal/journal_row.h"

#include <QMetaType>
#include <QObject>
#include <QThread>

#include <atomic>
#include <memory>
#include <vector>

namespace depthdeck {

/// What a read brought.
struct JournalPage
{
    quint64 request = 0;          ///< what the asking call returned
    std::vector<JournalRow> rows; ///< newest first
    bool hasOlder = false;        ///< rows older than these may match too
    std::int64_t examinedTo = 0;  ///< the newest row number there was: where readNewer() goes on
    QString trouble;              ///< why nothing was read, SQLite's words; empty: all is well
};

/// Reads a journal page by page over a connection of its own on a thread of its own, so that neither the window nor the
/// writer waits. A new request makes those before it moot: they end early and are not answered.
class JournalReader final : public QObject
{
    Q_OBJECT

public:
    explicit JournalReader(const QString &file, QObject *parent = nullptr);
    ~JournalReader() override;

    [[nodiscard]] const QString &file() const noexcept { return m_file; }
    /// The newest @p limit matching rows older than row @p before; 0: the newest of all.
    quint64 readOlder(const JournalFilter &filter, std::int64_t before, int limit);
    /// The newest @p limit matching rows newer than row @p after. hasOlder says whether some of those were left out.
    quint64 readNewer(const JournalFilter &filter, std::int64_t after, int limit);
    /// Another file stands under the name now: what is read next comes from that.
    void reopen();

signals:
    void pageRead(const depthdeck::JournalPage &page);

private:
    class Worker;
    struct Request;
    quint64 ask(Request request);

    QString m_file;
    QThread m_thread;
    std::shared_ptr<std::atomic<quint64>> m_newest; ///< the newest request: others are moot
    Worker *m_worker;                               ///< lives on m_thread, which destroys it
};

} // namespace depthdeck

Q_DECLARE_METATYPE(depthdeck::JournalPage)
