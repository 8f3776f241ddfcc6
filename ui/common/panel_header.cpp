// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/panel_header.h"

#include <QHBoxLayout>
#include <QPainter>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int headerPixels = 30;
}

PanelHeader::PanelHeader(const Theme &theme, const QString &title, QWidget *parent)
    : QWidget{parent},
      m_theme{theme},
      m_title{title},
      m_buttons{new QHBoxLayout{this}}
{
    m_buttons->setContentsMargins(0, 0, theme.scaled(4), 0);
    m_buttons->setSpacing(theme.scaled(2));
    m_buttons->addStretch();
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
    announce();
}

void PanelHeader::setTitle(const QString &title)
{
    if (m_title == title)
        return;
    m_title = title;
    announce();
}

void PanelHeader::setSubject(const QString &subject)
{
    if (m_subject == subject)
        return;
    m_subject = subject;
    announce();
}

void PanelHeader::setHint(const QString &hint)
{
    if (m_hint == hint)
        return;
    m_hint = hint;
    announce();
}

void PanelHeader::announce()
{
    setAccessibleName(m_subject.isEmpty() ? m_title : m_title + u" · "_s + m_subject);
    setAccessibleDescription(m_hint);
    update();
}

void PanelHeader::addButton(QWidget *button)
{
    m_buttons->addWidget(button);
}

QSize PanelHeader::sizeHint() const
{
    return {m_theme.scaled(160), m_theme.scaled(headerPixels)};
}

QSize PanelHeader::minimumSizeHint() const
{
    return {m_theme.scaled(60), m_theme.scaled(headerPixels)};
}

void PanelHeader::paintBackground(QPainter &painter)
{
    painter.fillRect(rect(), m_theme.color(ColorRole::Panel));
}

void PanelHeader::paintEvent(QPaintEvent *)
{
    QPainter painter{this};
    paintBackground(painter);
    painter.fillRect(QRect{0, height() - 1, width(), 1}, m_theme.color(ColorRole::Line));
    const int margin = m_theme.scaled(10);
    int right = width() - margin;
    if (m_buttons->count() > 1)
        right = m_buttons->itemAt(1)->geometry().left() - m_theme.scaled(6);

    const QFontMetrics bold{m_theme.boldFont()};
    const QFontMetrics words{m_theme.textFont()};
    const QString title = m_subject.isEmpty() ? m_title : m_title + u" · "_s + m_subject;
    const QRect room{margin, 0, std::max(0, right - margin), height() - 1};
    painter.setFont(m_theme.boldFont());
    painter.setPen(m_theme.color(ColorRole::Text));
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft, bold.elidedText(title, Qt::ElideRight, room.width()));

    const int left = room.width() - bold.horizontalAdvance(title) - m_theme.scaled(16);
    if (m_hint.isEmpty() || left <= m_theme.scaled(24))
        return;
    painter.setFont(m_theme.textFont());
    painter.setPen(m_theme.color(ColorRole::Quiet));
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignRight, words.elidedText(m_hint, Qt::ElideRight, left));
}

} // namespace depthdeck::ui
