// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/storage/journal/journal_csv.h"
#include "app/storage/journal/journal_verification.h"

#include <QMetaType>
#include <QObject>

#include <atomic>
#include <memory>

QT_BEGIN_NAMESPACE
class QThread;
QT_END_NAMESPACE

namespace depthdeck {

/// How an export ended. Unless it is Done the target file is as it was before.
struct JournalExportResult
{
    enum class Outcome : std::uint8_t { Done, Cancelled, CannotRead, CannotWrite } outcome = Outcome::Done;
    std::int64_t lines = 0; ///< without the header
    QString trouble;        ///< SQLite's or the system's words
};

/// Writes CSV now, on this thread: not for the UI thread. @p progress gets per mille and may return false to stop.
[[nodiscard]] JournalExportResult exportJournal(const QString &journalFile, const JournalFilter &filter,
                                                JournalExportKind kind, const QString &target,
                                                const std::function<bool(int perMille)> &progress = {});

/// One long look at a journal on a thread of its own: an export or a verification, whichever was started; one at a
/// time. Ends it when destroyed.
class JournalJob final : public QObject
{
    Q_OBJECT

public:
    explicit JournalJob(QObject *parent = nullptr);
    ~JournalJob() override;

    /// False while another runs.
    bool startExport(const QString &journalFile, const JournalFilter &filter, JournalExportKind kind,
                     const QString &target);
    bool startVerification(const QString &journalFile);
    [[nodiscard]] bool isRunning() const noexcept { return m_thread != nullptr; }
    /// exported() or verified() follows soon.
    void cancel();

signals:
    void progressed(int perMille);
    void exported(const depthdeck::JournalExportResult &result);
    /// @p complete: not cancelled.
    void verified(const depthdeck::JournalVerdict &verdict, bool complete);

private:
    bool start(std::function<void()> work);
    [[nodiscard]] std::function<bool(int)> reporter();
    void end();

    std::unique_ptr<QThread> m_thread; ///< while something runs
    std::shared_ptr<std::atomic<bool>> m_isCancelled;
};

} // namespace depthdeck

Q_DECLARE_METATYPE(depthdeck::JournalExportResult)
Q_DECLARE_METATYPE(depthdeck::JournalVerdict)
