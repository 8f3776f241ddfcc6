// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/journal/journal_status_bar.h"

#include "app/storage/journal/journal.h"
#include "ui/common/state_icon.h"
#include "ui/journal/journal_text.h"
#include "ui/theme/dress.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

JournalStatusBar::JournalStatusBar(const Theme &theme, QWidget *parent)
    : QWidget{parent},
      m_theme{theme},
      m_healthShape{new QLabel{this}},
      m_health{new QLabel{this}},
      m_retry{new QPushButton{tr("Try again"), this}},
      m_anew{new QPushButton{tr("Start a new file"), this}},
      m_follow{new QPushButton{tr("Follow newest"), this}},
      m_export{new QPushButton{tr("Export"), this}},
      m_verify{new QPushButton{tr("Verify"), this}},
      m_progress{new QProgressBar{this}},
      m_cancel{new QPushButton{tr("Stop"), this}},
      m_outcome{new QLabel{this}}
{
    build();
    layOut();
    applyTheme();
    connect(&theme, &Theme::changed, this, &JournalStatusBar::applyTheme);
    connect(m_retry, &QPushButton::clicked, this, &JournalStatusBar::retryRequested);
    connect(m_anew, &QPushButton::clicked, this, &JournalStatusBar::startAnewRequested);
    connect(m_follow, &QPushButton::toggled, this, &JournalStatusBar::followToggled);
    connect(m_verify, &QPushButton::clicked, this, &JournalStatusBar::verifyRequested);
    connect(m_cancel, &QPushButton::clicked, this, &JournalStatusBar::cancelRequested);
    showHealth(JournalHealth::Opening, {});
    showRunning({});
}

void JournalStatusBar::build()
{
    m_health->setObjectName(u"journalHealth"_s);
    m_health->setAccessibleName(tr("Journal state"));
    m_health->setWordWrap(true);
    m_health->setTextFormat(Qt::PlainText);
    m_outcome->setObjectName(u"journalOutcome"_s);
    m_outcome->setAccessibleName(tr("Result"));
    m_outcome->setWordWrap(true);
    m_outcome->setTextFormat(Qt::PlainText);
    m_outcome->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_outcome->hide();
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_follow->setToolTip(tr("Show new entries as they are recorded."));
    m_verify->setToolTip(tr("Check every entry against the hash of the one before it."));
    m_anew->setToolTip(tr("Put this file aside under another name and record into a new one."));
    m_progress->setAccessibleName(tr("Progress"));
    constexpr int perMille = 1000;
    m_progress->setRange(0, perMille);
    m_progress->setTextVisible(false);
    setDress(*m_retry, Dress::Warning);
    for (QPushButton *button : {m_follow, m_verify, m_cancel, m_export, m_anew})
        button->setAutoDefault(false);

    auto *menu = new QMenu{m_export}; // child of m_export
    const auto add = [&](const QString &text, JournalExportKind kind) {
        connect(menu->addAction(text), &QAction::triggered, this, [this, kind] { emit exportRequested(kind); });
    };
    add(tr("Orders…"), JournalExportKind::Orders);
    add(tr("Fills…"), JournalExportKind::Fills);
    add(tr("Audit trail…"), JournalExportKind::AuditTrail);
    m_export->setMenu(menu);
    m_export->setToolTip(tr("Write to a CSV file. Search text, account, market and times of the filter apply."));
}

void JournalStatusBar::layOut()
{
    auto *state = new QHBoxLayout;
    state->addWidget(m_healthShape);
    state->addWidget(m_health, 1);
    state->addWidget(m_retry);
    state->addWidget(m_anew);
    state->addWidget(m_follow);
    state->addWidget(m_verify);
    state->addWidget(m_export);
    auto *running = new QHBoxLayout;
    running->addWidget(m_outcome, 1);
    running->addWidget(m_progress, 1);
    running->addWidget(m_cancel);
    auto *rows = new QVBoxLayout{this};
    rows->addLayout(state);
    rows->addLayout(running);
}

void JournalStatusBar::applyTheme()
{
    const int margin = m_theme.scaled(8);
    layout()->setContentsMargins(margin, m_theme.scaled(6), margin, m_theme.scaled(6));
    layout()->setSpacing(m_theme.scaled(6));
    m_progress->setFixedHeight(m_theme.scaled(6));
    paintHealth();
}

/// Shape and colour; the words stand beside.
void JournalStatusBar::paintHealth()
{
    const int side = m_theme.scaled(12);
    const qreal ratio = devicePixelRatioF();
    QPixmap picture{QSize{side, side} * ratio};
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter{&picture};
    paintShape(painter, QRectF{0, 0, qreal(side), qreal(side)}, m_isWriting ? StateShape::Dot : StateShape::Exclamation,
               m_theme.color(m_isWriting ? ColorRole::Up : ColorRole::Warning));
    painter.end();
    m_healthShape->setPixmap(picture);
    const auto paint = [this](QLabel &label, ColorRole role) {
        QPalette palette = label.palette();
        palette.setColor(QPalette::WindowText, m_theme.color(role));
        label.setPalette(palette);
    };
    paint(*m_health, m_isWriting ? ColorRole::Quiet : ColorRole::Warning);
    paint(*m_outcome, m_isOutcomeGood ? ColorRole::Text : ColorRole::Warning);
}

void JournalStatusBar::showHealth(JournalHealth health, const QString &trouble)
{
    m_isWriting = health == JournalHealth::Writing;
    m_health->setText(journalHealthText(health, trouble).trimmed());
    m_retry->setVisible(!m_isWriting && health != JournalHealth::Opening);
    m_anew->setVisible(health == JournalHealth::Corrupt || health == JournalHealth::NotOpen);
    paintHealth();
}

void JournalStatusBar::showRunning(const QString &what)
{
    const bool isRunning = !what.isEmpty();
    m_progress->setVisible(isRunning);
    m_cancel->setVisible(isRunning);
    m_verify->setEnabled(!isRunning);
    m_export->setEnabled(!isRunning);
    if (!isRunning)
        return;
    m_progress->setValue(0);
    showOutcome(what, true);
}

void JournalStatusBar::showProgress(int perMille)
{
    m_progress->setValue(perMille);
}

void JournalStatusBar::showOutcome(const QString &text, bool good)
{
    m_isOutcomeGood = good;
    m_outcome->setText(text);
    m_outcome->setVisible(!text.isEmpty());
    paintHealth();
}

bool JournalStatusBar::followsNewest() const
{
    return m_follow->isChecked();
}

} // namespace depthdeck::ui
