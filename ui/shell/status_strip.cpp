// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/status_strip.h"

#include "ui/common/number_text.h"
#include "ui/shell/status_part.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

namespace depthdeck::ui {

StatusStrip::StatusStrip(const Theme &theme, QWidget *parent)
    : QWidget{parent},
      m_theme{theme},
      m_connection{new StatusPart{theme, tr("Connection state")}},
      m_armed{new StatusPart{theme, tr("Armed state")}},
      m_feed{new StatusPart{theme, tr("Feed age")}},
      m_latency{new StatusPart{theme, tr("Latency")}},
      m_frames{new StatusPart{theme, tr("Frames")}},
      m_clock{new StatusPart{theme, tr("Chicago time")}}
{
    setAccessibleName(tr("Status"));
    m_armed->setCursor(Qt::PointingHandCursor);
    m_armed->setToolTip(tr("Arm or lock trading (Ctrl+L)"));
    m_armed->installEventFilter(this);
    m_feed->setWidestText(tr("Market data %1 old").arg(durationText(std::chrono::milliseconds{888})));
    m_frames->setWidestText(framesText(144, 10));
    auto *layout = new QHBoxLayout{this};
    layout->setContentsMargins(theme.scaled(8), theme.scaled(2), theme.scaled(8), theme.scaled(2));
    layout->setSpacing(theme.scaled(20));
    for (StatusPart *part : {m_connection, m_armed, m_feed, m_latency, m_frames})
        layout->addWidget(part);
    layout->addStretch();
    layout->addWidget(m_clock);
    showFigures(StatusFigures{});
}

void StatusStrip::showFigures(const StatusFigures &figures)
{
    m_connection->showState(connectionLook(figures.state, figures.session));
    m_armed->showState(armedLook(figures.armed));
    m_feed->showText(feedAgeText(figures.session));
    m_latency->showText(latencyText(figures.session));
    m_frames->showText(framesText(figures.framesPerSecond, figures.lateFrames));
    m_clock->showText(figures.now == WallTime{} ? QString{} : tr("%1 Chicago").arg(secondsText(figures.now)));
}

QSize StatusStrip::sizeHint() const
{
    return {m_theme.scaled(600), m_theme.scaled(26)};
}

bool StatusStrip::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_armed && event->type() == QEvent::MouseButtonRelease) {
        emit armClicked();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void StatusStrip::paintEvent(QPaintEvent *)
{
    QPainter painter{this};
    painter.fillRect(rect(), m_theme.color(ColorRole::Window));
    painter.fillRect(QRect{0, 0, width(), 1}, m_theme.color(ColorRole::Line));
}

} // namespace depthdeck::ui
