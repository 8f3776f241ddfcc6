// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/storage/journal/journal_export.h"
#include "app/storage/journal/journal_reader.h"
#include "ui/common/panel_info.h"
#include "ui/theme/theme.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QPlainTextEdit;
QT_END_NAMESPACE

namespace depthdeck {
class Journal;
}

namespace depthdeck::ui {

class JournalFilterBar;
class JournalModel;
class JournalStatusBar;
class TableView;

/// The journal: its rows newest first, filtered and searched, the chosen one whole beside them, its state, verification
/// and exports. Reads the file by itself in the background; writes nothing.
class JournalPanel final : public QWidget, public PanelInfo
{
    Q_OBJECT

public:
    JournalPanel(Journal &journal, const Theme &theme, QWidget *parent = nullptr);

    /// Asks for what was recorded since the last display frame.
    void refresh();
    [[nodiscard]] QString headerHint() const override;

    /// After exportRequested(): writes to @p fileName in the background. The filter applies, but for the kind of event.
    void exportTo(JournalExportKind kind, const QString &fileName);
    /// What such a file may be called: "depthdeck-fills-2026-08-01.csv".
    [[nodiscard]] static QString suggestedName(JournalExportKind kind, WallTime now);

signals:
    /// The trader wants a file: the shell asks for its name and calls exportTo().
    void exportRequested(depthdeck::JournalExportKind kind);
    /// Wishes for Journal::retry() and Journal::startAnew().
    void retryRequested();
    void startAnewRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    /// What a page that was asked for is to become.
    enum class Wish { Nothing, All, Older, Newer };

    void build();
    void connectParts();
    void ask(Wish wish);
    void onPage(const JournalPage &page);
    void takeNewer(const JournalPage &page);
    void showChosen();
    void showHealth();
    void searchOrderOf(int row);

    Journal &m_journal;
    JournalReader m_reader;
    JournalJob m_job;
    JournalModel *m_model;       // child of this
    JournalFilterBar *m_filters; // child of this
    TableView *m_table;          // child of this
    QPlainTextEdit *m_details;   // child of this
    JournalStatusBar *m_status;  // child of this
    QString m_exportFile;
    Wish m_asked = Wish::Nothing; ///< under way
    quint64 m_request = 0;        ///< its number
    std::int64_t m_newest = 0;    ///< rows up to this one were looked at
    bool m_isNewerWanted = false;
    bool m_isOlderWanted = false;
};

} // namespace depthdeck::ui
