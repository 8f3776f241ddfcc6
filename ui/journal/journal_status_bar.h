// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/storage/journal/journal_export.h"
#include "ui/theme/theme.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QProgressBar;
class QPushButton;
QT_END_NAMESPACE

namespace depthdeck {
enum class JournalHealth : std::uint8_t;
}

namespace depthdeck::ui {

/// The foot of the journal: whether all is being recorded, what can be done about it when not, verification and exports
/// with their progress and outcome. Only wishes.
class JournalStatusBar final : public QWidget
{
    Q_OBJECT

public:
    JournalStatusBar(const Theme &theme, QWidget *parent = nullptr);

    void showHealth(JournalHealth health, const QString &trouble);
    /// @p what stands beside the progress; empty: nothing runs.
    void showRunning(const QString &what);
    void showProgress(int perMille);
    void showOutcome(const QString &text, bool good);
    [[nodiscard]] bool followsNewest() const;

signals:
    void followToggled(bool follows);
    void exportRequested(depthdeck::JournalExportKind kind);
    void verifyRequested();
    void cancelRequested();
    void retryRequested();
    void startAnewRequested();

private:
    void build();
    void layOut();
    void applyTheme();
    void paintHealth();

    const Theme &m_theme;
    QLabel *m_healthShape;    // child of this
    QLabel *m_health;         // child of this
    QPushButton *m_retry;     // child of this
    QPushButton *m_anew;      // child of this
    QPushButton *m_follow;    // child of this
    QPushButton *m_export;    // child of this
    QPushButton *m_verify;    // child of this
    QProgressBar *m_progress; // child of this
    QPushButton *m_cancel;    // child of this
    QLabel *m_outcome;        // child of this
    bool m_isWriting = false;
    bool m_isOutcomeGood = true;
};

} // namespace depthdeck::ui
