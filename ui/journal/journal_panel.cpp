// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/journal/journal_panel.h"

#include "app/storage/journal/journal.h"
#include "ui/common/number_text.h"
#include "ui/common/table_view.h"
#include "ui/journal/journal_filter_bar.h"
#include "ui/journal/journal_model.h"
#include "ui/journal/journal_status_bar.h"
#include "ui/journal/journal_text.h"

#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSplitter>
#include <QVBoxLayout>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int pageRows = 200;
constexpr int newerRows = 500;

} // namespace

JournalPanel::JournalPanel(Journal &journal, const Theme &theme, QWidget *parent)
    : QWidget{parent},
      m_journal{journal},
      m_reader{journal.file()},
      m_model{new JournalModel{this}},
      m_filters{new JournalFilterBar{theme, this}},
      m_table{new TableView{theme, tr("Journal"), this}},
      m_details{new QPlainTextEdit{this}},
      m_status{new JournalStatusBar{theme, this}}
{
    setAccessibleName(tr("Journal"));
    build();
    const auto applyTheme = [this, &theme] { m_details->document()->setDocumentMargin(theme.scaled(8)); };
    applyTheme();
    connect(&theme, &Theme::changed, this, applyTheme);
    connectParts();
    showHealth();
}

void JournalPanel::build()
{
    m_table->setObjectName(u"journalRows"_s);
    m_table->setModel(m_model);
    m_table->setColumnSamples({u"2026-08-28 00:00:00.000"_s,
                               tr("Program started"),
                               u"SIM-000001"_s,
                               u"XCME_Eq ES (Z26)"_s,
                               tr("Sell"),
                               u"10,000"_s,
                               u"110.015625"_s,
                               tr("Automatic"),
                               {}},
                              JournalModel::Event);
    m_table->setStretchColumn(JournalModel::Detail);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_details->setObjectName(u"journalDetails"_s);
    m_details->setAccessibleName(tr("Entry in full"));
    m_details->setReadOnly(true);
    m_details->setPlaceholderText(tr("Choose an entry to see all of it."));
    m_details->setFrameShape(QFrame::NoFrame);
    m_details->setTabChangesFocus(true);

    auto *split = new QSplitter{Qt::Vertical, this}; // child of this
    split->setChildrenCollapsible(false);
    split->addWidget(m_table);
    split->addWidget(m_details);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 1);
    auto *rows = new QVBoxLayout{this};
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_filters);
    rows->addWidget(split, 1);
    rows->addWidget(m_status);
}

void JournalPanel::connectParts()
{
    connect(&m_reader, &JournalReader::pageRead, this, &JournalPanel::onPage);
    connect(m_filters, &JournalFilterBar::filterChanged, this, [this] { ask(Wish::All); });
    connect(m_model, &JournalModel::olderWanted, this, [this] {
        m_isOlderWanted = true;
        ask(Wish::Older);
    });
    connect(&m_journal, &Journal::appended, this, [this] { m_isNewerWanted = true; });
    connect(&m_journal, &Journal::healthChanged, this, [this] {
        m_reader.reopen(); // perhaps another file stands there now
        showHealth();
        ask(Wish::All);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &JournalPanel::showChosen);
    connect(m_table, &QAbstractItemView::activated, this,
            [this](const QModelIndex &cell) { searchOrderOf(cell.row()); });

    connect(m_status, &JournalStatusBar::followToggled, this, [this](bool follows) {
        m_isNewerWanted = m_isNewerWanted || follows;
        if (follows)
            m_table->scrollToTop();
    });
    connect(m_status, &JournalStatusBar::exportRequested, this, &JournalPanel::exportRequested);
    connect(m_status, &JournalStatusBar::retryRequested, this, &JournalPanel::retryRequested);
    connect(m_status, &JournalStatusBar::startAnewRequested, this, &JournalPanel::startAnewRequested);
    connect(m_status, &JournalStatusBar::cancelRequested, &m_job, &JournalJob::cancel);
    connect(m_status, &JournalStatusBar::verifyRequested, this, [this] {
        if (m_job.startVerification(m_journal.file()))
            m_status->showRunning(tr("Every entry is being checked."));
    });
    connect(&m_job, &JournalJob::progressed, m_status, &JournalStatusBar::showProgress);
    connect(&m_job, &JournalJob::verified, this, [this](const JournalVerdict &verdict, bool complete) {
        m_status->showRunning({});
        m_status->showOutcome(verdictText(verdict, complete), verdict.isGood());
    });
    connect(&m_job, &JournalJob::exported, this, [this](const JournalExportResult &result) {
        const bool isFault = result.outcome == JournalExportResult::Outcome::CannotRead ||
                             result.outcome == JournalExportResult::Outcome::CannotWrite;
        m_status->showRunning({});
        m_status->showOutcome(exportText(result, m_exportFile), !isFault);
    });
}

void JournalPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_newest == 0)
        ask(Wish::All);
}

void JournalPanel::refresh()
{
    if (m_isNewerWanted && m_asked == Wish::Nothing && isVisible() && m_status->followsNewest())
        ask(Wish::Newer);
}

/// One page at a time; a new filter ends what is under way.
void JournalPanel::ask(Wish wish)
{
    if (wish != Wish::All && m_asked != Wish::Nothing)
        return;
    m_asked = wish;
    switch (wish) {
    case Wish::Nothing:
        return;
    case Wish::All:
        m_isNewerWanted = false;
        m_isOlderWanted = false;
        m_request = m_reader.readOlder(m_filters->filter(), 0, pageRows);
        return;
    case Wish::Older:
        m_isOlderWanted = false;
        m_request = m_reader.readOlder(m_filters->filter(), m_model->oldest(), pageRows);
        return;
    case Wish::Newer:
        m_isNewerWanted = false;
        m_request = m_reader.readNewer(m_filters->filter(), m_newest, newerRows);
        return;
    }
}

void JournalPanel::onPage(const JournalPage &page)
{
    if (page.request != m_request || m_asked == Wish::Nothing)
        return;
    for (const JournalRow &row : page.rows)
        m_filters->offer(row.entry.account, row.entry.market);
    switch (std::exchange(m_asked, Wish::Nothing)) {
    case Wish::Nothing:
        break;
    case Wish::All:
        m_newest = page.examinedTo;
        m_table->setEmptyText(
            page.trouble.isEmpty()
                ? tr("Nothing in the journal matches. What is asked, sent and answered is listed here.")
                : tr("The journal cannot be read: %1").arg(page.trouble));
        m_model->replace(page.rows, page.hasOlder);
        m_table->scrollToTop();
        showChosen();
        break;
    case Wish::Older:
        m_model->appendOlder(page.rows, page.hasOlder);
        break;
    case Wish::Newer:
        takeNewer(page);
        break;
    }
    if (m_isOlderWanted)
        ask(Wish::Older);
}

void JournalPanel::takeNewer(const JournalPage &page)
{
    if (!page.trouble.isEmpty())
        return;
    if (page.hasOlder) { // more than a page: some between would be missing
        ask(Wish::All);
        return;
    }
    m_newest = std::max(m_newest, page.examinedTo);
    QScrollBar &scroll = *m_table->verticalScrollBar();
    const int place = scroll.value();
    m_model->prependNewer(page.rows);
    // Who reads further down keeps the row under the eyes.
    if (place > 0)
        scroll.setValue(place + static_cast<int>(page.rows.size()));
}

void JournalPanel::showChosen()
{
    const QModelIndexList chosen = m_table->selectionModel()->selectedRows();
    const JournalRow *row = chosen.size() == 1 ? m_model->row(chosen.first().row()) : nullptr;
    const QString text = row != nullptr ? journalRowText(*row) : QString{};
    if (m_details->toPlainText() != text)
        m_details->setPlainText(text);
}

void JournalPanel::showHealth()
{
    m_status->showHealth(m_journal.health(), m_journal.trouble());
}

/// Everything about the order of one row.
void JournalPanel::searchOrderOf(int row)
{
    const JournalRow *chosen = m_model->row(row);
    if (chosen == nullptr)
        return;
    const JournalEntry &entry = chosen->entry;
    const std::string &name = entry.tag.empty() ? entry.order : entry.tag;
    if (!name.empty())
        m_filters->search(textOf(name));
}

void JournalPanel::exportTo(JournalExportKind kind, const QString &fileName)
{
    JournalFilter filter = m_filters->filter();
    filter.group = JournalGroup::All; // which events belong into the file is for the kind of export to say
    if (!m_job.startExport(m_journal.file(), filter, kind, fileName))
        return;
    m_exportFile = fileName;
    m_status->showRunning(tr("The export is being written."));
}

QString JournalPanel::suggestedName(JournalExportKind kind, WallTime now)
{
    const QString day = journalTimeText(now).section(u' ', 0, 0);
    switch (kind) {
    case JournalExportKind::Orders:
        return u"depthdeck-orders-%1.csv"_s.arg(day);
    case JournalExportKind::Fills:
        return u"depthdeck-fills-%1.csv"_s.arg(day);
    case JournalExportKind::AuditTrail:
        break;
    }
    return u"depthdeck-audit-trail-%1.csv"_s.arg(day);
}

QString JournalPanel::headerHint() const
{
    if (m_journal.health() == JournalHealth::Writing)
        return tr("recording · %1 entries").arg(countText(m_newest));
    return m_journal.health() == JournalHealth::Opening ? tr("opening") : tr("not recording");
}

} // namespace depthdeck::ui
