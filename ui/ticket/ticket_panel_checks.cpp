// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/ticket_panel.h"

#include "app/trading/account_store.h"
#include "ui/common/named_combo.h"
#include "ui/common/price_field.h"
#include "ui/common/problem_text.h"
#include "ui/common/quantity_field.h"
#include "ui/theme/icons.h"
#include "ui/ticket/activation_block.h"
#include "ui/ticket/distance_field.h"
#include "ui/ticket/exits_block.h"
#include "ui/ticket/oco_block.h"
#include "ui/ticket/order_terms.h"
#include "ui/ticket/problem_fields.h"
#include "ui/ticket/quantity_row.h"
#include "ui/ticket/submit_button.h"
#include "ui/ticket/ticket_summary.h"
#include "ui/ticket/ticket_text.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>

#include <utility>

// What the ticket says of its draft, whether it may be sent, and what became of the last one.

namespace depthdeck::ui {

namespace {

// What the button says instead of "Submit order"; it has to be short, the tool tip says the rest.
QString lockedText(DeskRefusal refusal)
{
    switch (refusal) {
    case DeskRefusal::NotLive:
        return TicketPanel::tr("Not live");
    case DeskRefusal::WindowLocked:
        return TicketPanel::tr("Window locked: press Arm");
    case DeskRefusal::KillSwitch:
        return TicketPanel::tr("Kill switch is on");
    case DeskRefusal::JournalFailed:
        return TicketPanel::tr("Journal failed");
    default:
        return TicketPanel::tr("Locked: press Arm");
    }
}

} // namespace

QStringList TicketPanel::fieldFaults() const
{
    QStringList faults;
    if (m_quantity->isEnabled() && m_quantity->field().isFaulty())
        faults << m_quantity->field().faultText();
    faults << m_terms->faults();
    if (!m_oco->isHidden())
        faults << m_oco->faults();
    if (!m_exits->isHidden())
        faults << m_exits->faults();
    if (!m_activation->isHidden())
        faults << m_activation->faults();
    return faults;
}

// What a field says of its own text goes before what the desk says of the value that is missing because of it.
bool TicketPanel::isSaidAlready(const OrderProblem &problem) const
{
    if (problem.order > 0)
        return problem.kind == OrderProblemKind::ExitMissing && !m_exits->isHidden() && !m_exits->faults().isEmpty();
    switch (problem.kind) {
    case OrderProblemKind::ZeroVolume:
    case OrderProblemKind::MaxShowTooLarge:
        return m_quantity->field().isFaulty();
    case OrderProblemKind::LimitPriceMissing:
        return !m_terms->limit().faultText().isEmpty();
    case OrderProblemKind::StopPriceMissing:
        return !m_terms->stop().faultText().isEmpty();
    case OrderProblemKind::TrailMissing:
        return !m_terms->trail().edit().faultText().isEmpty();
    case OrderProblemKind::ActivationIncomplete:
        return !m_activation->faults().isEmpty();
    default:
        return false;
    }
}

void TicketPanel::check()
{
    if (m_checking)
        return;
    m_checking = true;
    m_quantity->setEnabled(!(m_terms->kind() == OrderKind::Flatten && m_closeAll->isChecked()));
    updateEntry();
    const SubmissionDraft asked = submission();
    const Market *known = definition();
    QStringList blocks = fieldFaults();
    QStringList warnings;
    std::vector<OrderProblem> shown;
    for (const OrderProblem &problem : m_desk.check(asked)) {
        if (isSaidAlready(problem))
            continue;
        const QString text = problemText(problem, known);
        QStringList &into = problem.blocks ? blocks : warnings;
        if (!into.contains(text)) // two orders of one account often have the same problem
            into << text;
        shown.push_back(problem);
    }
    markFields(shown);
    updateSentences(asked);
    m_summary->setProblems(blocks, warnings);
    updateButtons(blocks);
    m_checking = false;
}

void TicketPanel::updateSentences(const SubmissionDraft &submission)
{
    const MarketState *state = market();
    if (!state) {
        m_summary->setSentences(submissionSentence(submission, nullptr),
                                tr("Choose one from the watchlist, or click the market field."));
        return;
    }
    const OrderDraft &first = submission.orders.front();
    const Account *account = m_accounts.account(first.account);
    const Position *position = m_accounts.position(first.account, first.market);
    QStringList outlook{stakesSentence(submission, state),
                        outlookSentence(first, outlookOf(first, account, position), state)};
    outlook.removeAll(QString{});
    m_summary->setSentences(submissionSentence(submission, state), outlook.join(u'\n'));
}

void TicketPanel::markFields(const std::vector<OrderProblem> &problems)
{
    const ProblemFields fields{*m_account,
                               *m_marketField,
                               m_quantity->field(),
                               *m_terms,
                               *m_link,
                               m_oco->isHidden() ? nullptr : m_oco,
                               m_exits->isHidden() ? nullptr : m_exits,
                               *m_activation};
    fields.mark(problems, definition());
}

void TicketPanel::updateArm()
{
    const bool armed = m_desk.isArmed(m_windowName);
    const bool windowLocked = m_desk.isWindowLocked(m_windowName);
    m_arm->setEnabled(m_desk.isLive() || armed);
    m_arm->setChecked(armed);
    QString state = tr("Armed: orders can be sent. Press to lock every window.");
    if (!m_desk.isLive())
        state = tr("Locked: the session is not live yet.");
    else if (!m_desk.isArmed())
        state = tr("Locked: no order is sent. Press to arm.");
    else if (!armed)
        state = tr("This window is locked, others may send. Press to unlock it.");
    if (m_arm->toolTip() != state) {
        m_arm->setToolTip(state);
        m_arm->setAccessibleDescription(state);
    }
    m_windowLock->setChecked(windowLocked);
    const QString lock =
        windowLocked ? tr("This window alone is locked. Press to unlock it.") : tr("Press to lock this window alone.");
    m_windowLock->setToolTip(lock);
    m_windowLock->setAccessibleDescription(lock);
    const QString lockText = windowLocked ? tr("Window locked") : tr("Lock window");
    if (m_windowLock->text() != lockText)
        m_windowLock->setText(lockText);
    if (m_shownArmed == armed)
        return;
    m_shownArmed = armed;
    m_arm->setText(armed ? tr("Armed") : tr("Arm"));
    const QColor &iconColor = m_theme.color(armed ? ColorRole::Window : ColorRole::Text);
    m_arm->setIcon(iconPixmap(armed ? Icon::Unlock : Icon::Lock, m_theme.scaled(16), devicePixelRatioF(), iconColor));
}

// Arming reaches the desk and this window; locking locks every window, as a trader in a hurry means it.
void TicketPanel::toggleArm()
{
    const bool arms = !m_desk.isArmed(m_windowName);
    if (arms && m_desk.isWindowLocked(m_windowName))
        emit windowLockRequested(false);
    if (arms != m_desk.isArmed())
        emit armRequested(arms);
    check(); // shows what the desk says, not what was wished
}

void TicketPanel::updateButtons(const QStringList &blocks)
{
    updateArm();
    const DeskRefusal refusal = m_desk.refusalFor(m_windowName);
    QString text = tr("Submit order  F9");
    QString reason = tr("Sends what the sentence above says.");
    if (refusal != DeskRefusal::None) {
        text = lockedText(refusal);
        reason = refusalText(refusal);
    } else if (!blocks.isEmpty()) {
        text = tr("See what is wrong above");
        reason = blocks.join(u' ');
    }
    if (m_submit->text() != text)
        m_submit->setText(text);
    m_submit->setEnabled(refusal == DeskRefusal::None && blocks.isEmpty());
    if (m_submit->toolTip() != reason) {
        m_submit->setToolTip(reason);
        m_submit->setAccessibleDescription(reason);
    }
}

void TicketPanel::submit()
{
    check();
    if (!m_submit->isEnabled()) {
        setAnswer(tr("Not sent: %1").arg(m_submit->toolTip()));
        return;
    }
    const SubmissionDraft asked = submission();
    m_submitted = submissionSentence(asked, market());
    emit submissionRequested(asked);
}

void TicketPanel::showAnswer(const DeskAnswer &answer)
{
    if (answer.sent()) {
        setAnswer(tr("Sent: %1").arg(m_submitted));
    } else {
        QString reason = refusalText(answer.refusal);
        for (const OrderProblem &problem : answer.problems)
            if (problem.blocks)
                reason += u' ' + problemText(problem, definition());
        setAnswer(tr("Not sent: %1").arg(reason));
    }
    check();
}

void TicketPanel::setAnswer(const QString &text)
{
    m_answerText = text;
    m_answer->setToolTip(text);
    m_answer->setAccessibleDescription(text);
    elideAnswer();
}

// One line, always there, so that nothing moves when there is something to say.
void TicketPanel::elideAnswer()
{
    m_answer->setText(m_answer->fontMetrics().elidedText(m_answerText, Qt::ElideRight, m_answer->width()));
}

} // namespace depthdeck::ui
