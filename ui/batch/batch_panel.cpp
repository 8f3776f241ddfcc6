// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batch/batch_panel.h"

#include "app/market/market_board.h"
#include "app/trading/account_store.h"
#include "ui/batch/batch_preview.h"
#include "ui/common/cell_delegate.h"
#include "ui/common/number_text.h"
#include "ui/common/problem_text.h"
#include "ui/common/table_view.h"
#include "ui/theme/dress.h"

#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

BatchPanel::BatchPanel(const MarketBoard &board, const AccountStore &accounts, const OrderDesk &desk,
                       const BatchStore &batches, const Theme &theme, QWidget *parent)
    : QWidget{parent},
      m_board{board},
      m_accounts{accounts},
      m_desk{desk},
      m_batches{batches},
      m_theme{theme},
      m_model{board, accounts},
      m_table{new TableView{theme, tr("Batch lines"), this}},
      m_preview{new QLabel{this}},
      m_told{new QLabel{this}},
      m_duplicate{new QPushButton{tr("Duplicate"), this}},
      m_remove{new QPushButton{tr("Remove"), this}},
      m_up{new QPushButton{tr("Up"), this}},
      m_down{new QPushButton{tr("Down"), this}},
      m_clear{new QPushButton{tr("Clear"), this}},
      m_again{new QPushButton{tr("Edit again"), this}},
      m_send{new QPushButton{tr("Send batch"), this}}
{
    setAccessibleName(tr("Batch"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    build();
    addShortcuts();
    connect(&m_model, &BatchModel::edited, this, &BatchPanel::check);
    connect(&m_model, &BatchModel::editRefused, this, &BatchPanel::tell);
    connect(&batches, &BatchStore::batchChanged, this, &BatchPanel::onBatchChanged);
    connect(&desk, &OrderDesk::armedChanged, this, &BatchPanel::updateButtons);
    connect(&desk, &OrderDesk::windowLockChanged, this, &BatchPanel::updateButtons);
    connect(&desk, &OrderDesk::liveChanged, this, &BatchPanel::updateButtons);
    for (auto signal : {&AccountStore::accountsChanged, &AccountStore::positionsReset})
        connect(&accounts, signal, this, &BatchPanel::markDirty);
    connect(&accounts, &AccountStore::accountChanged, this, &BatchPanel::markDirty);
    connect(&accounts, &AccountStore::positionChanged, this, &BatchPanel::markDirty);
    connect(&board, &MarketBoard::marketsChanged, this, &BatchPanel::markDirty);
    connect(&theme, &Theme::changed, this, &BatchPanel::applyTheme);
    applyTheme();
    check();
}

QString BatchPanel::windowName()
{
    return tr("Batch");
}

void BatchPanel::build()
{
    m_table->setModel(&m_model);
    m_table->setItemDelegate(new CellDelegate{m_theme, m_table});
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                             QAbstractItemView::AnyKeyPressed);
    m_table->setColumnSamples({tr("Line"), u"SIM-10421 Main"_s, u"ESZ6-ESH7"_s,
                               tr("Sell 10 ESZ6-ESH7 stop 6020.00, day."), u"99,999"_s, u"110-16.50"_s, u"110-16.50"_s,
                               tr("The limit price is missing.")});
    m_table->setStretchColumn(BatchModel::State);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEmptyText(tr("No line yet. Make an order in the ticket and press “Add to batch”; the lines are checked "
                             "and sent together, all or none."));
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        updatePreview();
        updateButtons();
    });
    for (QLabel *label : {m_preview, m_told}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_preview->setObjectName(u"batchPreview"_s);
    m_told->setObjectName(u"batchAnswer"_s);
    setDress(*m_send, Dress::Primary);
    const std::initializer_list<std::pair<QPushButton *, QString>> names{
        {m_duplicate, tr("Duplicate")}, {m_remove, tr("Remove")},     {m_up, tr("Move up")},
        {m_down, tr("Move down")},      {m_clear, tr("Clear batch")}, {m_again, tr("Edit again")},
        {m_send, tr("Send batch")}};
    for (const auto &[button, name] : names) {
        button->setAccessibleName(name);
        button->setAutoDefault(false);
    }
    m_duplicate->setToolTip(tr("Ctrl+D"));
    m_remove->setToolTip(tr("Del"));
    m_up->setToolTip(tr("Alt+Up"));
    m_down->setToolTip(tr("Alt+Down"));

    auto *rows = new QVBoxLayout{this};
    auto *tools = new QHBoxLayout;
    for (QPushButton *button : {m_duplicate, m_remove, m_up, m_down, m_clear})
        tools->addWidget(button);
    tools->addStretch(1);
    tools->addWidget(m_again);
    tools->addWidget(m_send);
    rows->addWidget(m_table, 1);
    rows->addWidget(m_preview);
    rows->addWidget(m_told);
    rows->addLayout(tools);
    connect(m_send, &QPushButton::clicked, this, &BatchPanel::send);
    connect(m_again, &QPushButton::clicked, this, &BatchPanel::startOver);
    connect(m_clear, &QPushButton::clicked, this, &BatchPanel::clearLines);
}

void BatchPanel::addShortcuts()
{
    const auto on = [this](const QKeySequence &keys, QPushButton *button, auto act) {
        connect(button, &QPushButton::clicked, this, act);
        auto *shortcut = new QShortcut{keys, this}; // child of this
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        shortcut->setAutoRepeat(false);
        connect(shortcut, &QShortcut::activated, button, &QPushButton::click); // nothing while it is disabled
    };
    on(Qt::CTRL | Qt::Key_D, m_duplicate, [this] {
        if (const auto place = chosen()) {
            m_model.duplicate(*place);
            keepChosen(*place + 1);
        }
    });
    on(Qt::Key_Delete, m_remove, [this] {
        if (const auto place = chosen()) {
            m_model.remove(*place);
            keepChosen(*place);
        }
    });
    const auto move = [this](int by) {
        if (const auto place = chosen(); place && (by > 0 || *place > 0)) {
            m_model.move(*place, by);
            keepChosen(static_cast<std::size_t>(static_cast<std::ptrdiff_t>(*place) + by));
        }
    };
    on(Qt::ALT | Qt::Key_Up, m_up, [move] { move(-1); });
    on(Qt::ALT | Qt::Key_Down, m_down, [move] { move(1); });
    auto *sends = new QShortcut{Qt::CTRL | Qt::Key_Return, this}; // child of this
    sends->setContext(Qt::WidgetWithChildrenShortcut);
    sends->setAutoRepeat(false); // a held key is one batch
    connect(sends, &QShortcut::activated, this, &BatchPanel::send);
}

void BatchPanel::applyTheme()
{
    layout()->setContentsMargins(m_theme.scaled(8), m_theme.scaled(6), m_theme.scaled(8), m_theme.scaled(8));
    layout()->setSpacing(m_theme.scaled(6));
    QPalette palette = m_preview->palette();
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text})
        palette.setColor(role, m_theme.color(ColorRole::Quiet));
    m_preview->setPalette(palette);
    m_told->setFont(m_theme.boldFont());
}

std::optional<std::size_t> BatchPanel::chosen() const
{
    const QModelIndex current = m_table->currentIndex();
    return current.isValid() ? std::optional{m_model.placeOf(current.row()).submission} : std::nullopt;
}

void BatchPanel::keepChosen(std::size_t submission)
{
    const std::size_t count = m_model.lineCount();
    if (count == 0)
        return;
    m_table->setCurrentIndex(m_model.index(m_model.rowOf(std::min(submission, count - 1)), BatchModel::What));
}

BatchDraft BatchPanel::draft() const
{
    return {m_model.submissions()};
}

void BatchPanel::add(const SubmissionDraft &submission)
{
    if (m_phase == Phase::Waiting || m_phase == Phase::Unanswered) {
        m_waiting.push_back(submission);
        tell(tr("The order waits to be added until the batch before it is answered or cleared."));
        return;
    }
    if (m_phase == Phase::Accepted)
        clearLines();
    m_model.add(submission);
    keepChosen(m_model.lineCount() - 1);
}

void BatchPanel::takeWaiting()
{
    std::vector<SubmissionDraft> waiting;
    waiting.swap(m_waiting);
    for (const SubmissionDraft &submission : waiting)
        m_model.add(submission);
}

void BatchPanel::check()
{
    if (m_phase != Phase::Editing)
        return;
    m_dirty = false;
    const BatchDraft batch = draft();
    std::vector<OrderProblem> problems;
    if (!batch.submissions.empty())
        problems = m_desk.check(batch);
    m_blocked = anyBlocks(problems) || batch.submissions.empty();
    m_wholeProblems.clear();
    for (const OrderProblem &problem : problems)
        if (problem.submission < 0)
            m_wholeProblems << problemText(problem, nullptr);
    m_model.setProblems(std::move(problems));
    updatePreview();
    updateButtons();
}

// What is wrong with all of it, what the chosen line's state says in full, and what the lines come to together.
void BatchPanel::updatePreview()
{
    QStringList lines = m_wholeProblems;
    const QModelIndex current = m_table->currentIndex();
    if (current.isValid())
        lines << tr("Line %1: %2")
                     .arg(m_model.placeOf(current.row()).submission + 1)
                     .arg(m_model.index(current.row(), BatchModel::State).data().toString());
    for (const BatchTotal &total : totalsOf(m_model.submissions(), m_accounts))
        lines << totalSentence(total, m_board.find(total.market), m_accounts.account(total.account));
    const QString text = lines.join(u'\n');
    if (m_preview->text() != text)
        m_preview->setText(text);
}

void BatchPanel::updateButtons()
{
    const bool editing = m_phase == Phase::Editing;
    const std::optional<std::size_t> place = chosen();
    m_duplicate->setEnabled(editing && place);
    m_remove->setEnabled(editing && place);
    m_up->setEnabled(editing && place && *place > 0);
    m_down->setEnabled(editing && place && *place + 1 < m_model.lineCount());
    m_clear->setEnabled(m_phase != Phase::Waiting && m_model.rowCount() > 0);
    m_again->setVisible(m_phase == Phase::Accepted || m_phase == Phase::Unanswered);
    const DeskRefusal refusal = m_desk.refusalFor(windowName());
    QString reason = tr("Sends every line at once, all or none (Ctrl+Return).");
    if (!editing)
        reason = tr("These lines were sent. Edit them again, or clear them.");
    else if (refusal != DeskRefusal::None)
        reason = refusalText(refusal);
    else if (m_blocked)
        reason = m_model.rowCount() == 0 ? tr("There is no line to send.") : tr("A line has to be corrected first.");
    m_send->setEnabled(editing && refusal == DeskRefusal::None && !m_blocked);
    m_send->setToolTip(reason);
    m_send->setAccessibleDescription(reason);
}

void BatchPanel::send()
{
    if (m_phase == Phase::Waiting)
        return; // the key again, while the answer is on its way
    check();
    if (!m_send->isEnabled())
        return tell(tr("Not sent: %1").arg(m_send->toolTip()));
    emit sendRequested(draft());
}

void BatchPanel::showAnswer(const DeskAnswer &answer)
{
    if (!answer.sent() || m_batches.batches().empty()) {
        QString reason = refusalText(answer.refusal);
        for (const OrderProblem &problem : answer.problems)
            if (problem.blocks && problem.submission < 0)
                reason += u' ' + problemText(problem, nullptr);
        m_model.setProblems(answer.problems);
        return tell(tr("Not sent: %1").arg(reason));
    }
    m_sent = m_batches.batches().back().id;
    setPhase(Phase::Waiting);
    tell(tr("Sent. Waiting for the server's answer."));
    onBatchChanged(m_sent); // it may have been answered, or not have left, already
}

void BatchPanel::onBatchChanged(const std::string &id)
{
    const Batch *batch = m_sent.empty() || id != m_sent ? nullptr : m_batches.find(id);
    if (!batch || m_phase == Phase::Editing)
        return;
    m_model.setAnswer(batch);
    updatePreview();
    switch (batch->state) {
    case BatchState::Sent:
        return;
    case BatchState::Acknowledged:
        setPhase(Phase::Accepted);
        return tell(tr("The server accepted every line. The orders are in the orders table."));
    case BatchState::Unanswered:
        setPhase(Phase::Unanswered);
        return tell(tr("No answer: nobody knows whether the batch was accepted. Look at the orders table before you "
                       "send these lines again."));
    case BatchState::Rejected:
        setPhase(Phase::Editing);
        takeWaiting();
        return tell(batch->reason.empty()
                        ? tr("The server refused the batch, nothing of it was sent on.")
                        : tr("The server refused the batch, nothing of it was sent on: %1").arg(textOf(batch->reason)));
    case BatchState::NotSent:
        setPhase(Phase::Editing);
        takeWaiting();
        return tell(tr("Not sent: no session is open. The lines stay."));
    }
}

void BatchPanel::setPhase(Phase phase)
{
    m_phase = phase;
    m_model.setEditable(phase == Phase::Editing);
    if (phase == Phase::Editing)
        check();
    updateButtons();
}

// The trader has looked, and takes the same lines once more.
void BatchPanel::startOver()
{
    m_sent.clear();
    m_model.setAnswer(nullptr);
    setPhase(Phase::Editing);
    takeWaiting();
    tell({});
}

void BatchPanel::clearLines()
{
    m_sent.clear();
    m_model.clear();
    setPhase(Phase::Editing);
    takeWaiting();
    tell({});
}

void BatchPanel::tell(const QString &sentence)
{
    m_told->setText(sentence);
    m_told->setVisible(!sentence.isEmpty());
}

void BatchPanel::refresh()
{
    if (!m_dirty)
        return;
    m_dirty = false;
    check();
}

QString BatchPanel::headerHint() const
{
    const std::size_t lines = m_model.lineCount();
    const QString count = lines == 0 ? tr("empty") : (lines == 1 ? tr("1 line") : tr("%1 lines").arg(lines));
    return m_desk.isArmed(windowName()) ? tr("%1, armed").arg(count) : tr("%1, locked").arg(count);
}

} // namespace depthdeck::ui
