// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/ticket_panel.h"

#include "app/trading/account_store.h"
#include "ui/common/price_field.h"
#include "ui/common/problem_text.h"
#include "ui/common/quantity_field.h"
#include "ui/theme/icons.h"
#include "ui/ticket/quantity_row.h"
#include "ui/ticket/submit_button.h"
#include "ui/ticket/ticket_summary.h"
#include "ui/ticket/ticket_text.h"

#include <QLabel>

// What the ticket says of its draft, whether it may be sent, and what became of the last one.

namespace depthdeck::ui {

QStringList TicketPanel::fieldFaults() const
{
    QStringList faults;
    if (m_quantity->field().isFaulty())
        faults << m_quantity->field().faultText();
    for (const PriceField *field : {m_limit, m_stop})
        if (field->isEnabled() && !field->faultText().isEmpty())
            faults << tr("%1: %2").arg(field->accessibleName(), field->faultText());
    if (m_maxShow->isEnabled() && m_maxShow->isFaulty())
        faults << tr("%1: %2").arg(m_maxShow->accessibleName(), m_maxShow->faultText());
    return faults;
}

// What a field says of its own text goes before what the desk says of the value that is missing because of it.
void TicketPanel::updateChecks()
{
    const OrderDraft draft = this->draft();
    const Market *known = definition();
    QStringList blocks = fieldFaults();
    QStringList warnings;
    const auto isSaidAlready = [this](OrderProblemKind kind) {
        switch (kind) {
        case OrderProblemKind::ZeroVolume:
        case OrderProblemKind::MaxShowTooLarge:
            return m_quantity->field().isFaulty();
        case OrderProblemKind::LimitPriceMissing:
            return !m_limit->faultText().isEmpty();
        case OrderProblemKind::StopPriceMissing:
            return !m_stop->faultText().isEmpty();
        default:
            return false;
        }
    };
    for (const OrderProblem &problem : m_desk.check(draft))
        if (!isSaidAlready(problem.kind))
            (problem.blocks ? blocks : warnings) << problemText(problem, known);

    const Account *account = m_accounts.account(draft.account);
    const Position *position = m_accounts.position(draft.account, draft.market);
    m_summary->setSentences(draftSentence(draft, market()),
                            market() ? outlookSentence(draft, outlookOf(draft, account, position), market())
                                     : tr("Choose one from the watchlist, or click the market field."));
    m_summary->setProblems(blocks, warnings);
    updateButtons(blocks);
}

void TicketPanel::updateArm()
{
    const bool armed = m_desk.isArmed();
    m_arm->setEnabled(m_desk.isLive() || armed);
    m_arm->setChecked(armed);
    const QString state = armed ? tr("Armed: orders can be sent. Press to lock.")
                                : (m_desk.isLive() ? tr("Locked: no order is sent. Press to arm.")
                                                   : tr("Locked: the session is not live yet."));
    if (m_arm->toolTip() != state) {
        m_arm->setToolTip(state);
        m_arm->setAccessibleDescription(state);
    }
    if (m_shownArmed == armed)
        return;
    m_shownArmed = armed;
    m_arm->setText(armed ? tr("Armed") : tr("Arm"));
    const QColor &iconColor = m_theme.color(armed ? ColorRole::Window : ColorRole::Text);
    m_arm->setIcon(iconPixmap(armed ? Icon::Unlock : Icon::Lock, m_theme.scaled(16), devicePixelRatioF(), iconColor));
}

void TicketPanel::updateButtons(const QStringList &blocks)
{
    updateArm();
    const bool armed = m_desk.isArmed();
    QString text = tr("Submit order  F9");
    QString reason = tr("Sends the order above.");
    if (!m_desk.isLive()) {
        text = tr("Not live: nothing can be submitted");
        reason = refusalText(DeskRefusal::NotLive);
    } else if (!armed) {
        text = tr("Locked: press Arm to submit");
        reason = refusalText(DeskRefusal::Locked);
    } else if (!blocks.isEmpty()) {
        text = tr("Submit order: see what is wrong above");
        reason = blocks.join(u' ');
    }
    if (m_submit->text() != text)
        m_submit->setText(text);
    m_submit->setEnabled(m_desk.isLive() && armed && blocks.isEmpty());
    if (m_submit->toolTip() != reason) {
        m_submit->setToolTip(reason);
        m_submit->setAccessibleDescription(reason);
    }
}

void TicketPanel::submit()
{
    updateChecks();
    if (!m_submit->isEnabled()) {
        setAnswer(tr("Not sent: %1").arg(m_submit->toolTip()));
        return;
    }
    const OrderDraft order = draft();
    m_submitted = draftSentence(order, market());
    emit submitRequested(order);
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
    updateChecks();
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
