// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/ticket_summary.h"

#include "ui/common/order_words.h"
#include "ui/theme/theme.h"

#include <QLabel>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

namespace depthdeck::ui {

namespace {

void setColor(QLabel &label, const QColor &color)
{
    QPalette palette = label.palette();
    palette.setColor(QPalette::WindowText, color);
    palette.setColor(QPalette::Text, color); // the role on a panel's background
    label.setPalette(palette);
}

void setText(QLabel &label, const QString &text)
{
    if (label.text() == text)
        return;
    label.setText(text);
    label.setVisible(!text.isEmpty());
}

} // namespace

TicketSummary::TicketSummary(const Theme &theme, QWidget *parent)
    : QFrame{parent},
      m_theme{theme},
      m_page{new QWidget},
      m_draft{new QLabel{m_page}},
      m_outlook{new QLabel{m_page}},
      m_blocks{new QLabel{m_page}},
      m_warnings{new QLabel{m_page}}
{
    auto *scroll = new QScrollArea{this};
    scroll->setWidget(m_page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    m_page->setAutoFillBackground(false);
    (new QVBoxLayout{this})->addWidget(scroll);
    auto *rows = new QVBoxLayout{m_page};
    rows->setContentsMargins(0, 0, 0, 0);
    for (QLabel *label : {m_draft, m_outlook, m_blocks, m_warnings}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::NoTextInteraction);
        rows->addWidget(label);
    }
    m_draft->setObjectName(QStringLiteral("draftSentence"));
    m_outlook->setObjectName(QStringLiteral("outlookSentence"));
    m_blocks->setObjectName(QStringLiteral("blockingProblems"));
    m_warnings->setObjectName(QStringLiteral("warnings"));
    m_blocks->hide();
    m_warnings->hide();
    rows->addStretch();
    applyTheme();
    connect(&theme, &Theme::changed, this, &TicketSummary::applyTheme);
}

void TicketSummary::applyTheme()
{
    layout()->setContentsMargins(m_theme.scaled(12), m_theme.scaled(8), m_theme.scaled(10), m_theme.scaled(8));
    m_page->layout()->setSpacing(m_theme.scaled(4));
    m_draft->setFont(m_theme.boldFont());
    setColor(*m_draft, m_theme.color(ColorRole::Text));
    setColor(*m_outlook, m_theme.color(ColorRole::Quiet));
    setColor(*m_blocks, m_theme.color(ColorRole::Warning));
    setColor(*m_warnings, m_theme.color(ColorRole::Quiet));
    update();
}

QSize TicketSummary::sizeHint() const
{
    return minimumSizeHint();
}

QSize TicketSummary::minimumSizeHint() const
{
    constexpr int linesShown = 4;
    return {m_theme.scaled(200), QFontMetrics{m_theme.textFont()}.lineSpacing() * linesShown + m_theme.scaled(28)};
}

void TicketSummary::setSide(Side side)
{
    m_side = side;
    update();
}

void TicketSummary::setSentences(const QString &draft, const QString &outlook)
{
    setText(*m_draft, draft);
    setText(*m_outlook, outlook);
}

void TicketSummary::setProblems(const QStringList &blocks, const QStringList &warnings)
{
    QStringList lines;
    for (const QString &text : blocks)
        lines << tr("Cannot be sent: %1").arg(text);
    setText(*m_blocks, lines.join(u'\n'));
    lines.clear();
    for (const QString &text : warnings)
        lines << tr("Note: %1").arg(text);
    setText(*m_warnings, lines.join(u'\n'));
}

void TicketSummary::paintEvent(QPaintEvent *)
{
    QPainter painter{this};
    painter.fillRect(rect(), m_theme.color(ColorRole::Row));
    painter.fillRect(QRect{0, 0, m_theme.scaled(3), height()}, m_theme.color(sideColor(m_side)));
}

} // namespace depthdeck::ui
