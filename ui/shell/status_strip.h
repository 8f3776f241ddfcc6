// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/time/clock.h"
#include "ui/shell/session_words.h"

#include <QWidget>

namespace depthdeck::ui {

class StatusPart;

/// What the status strip shows; a plain value, gathered a few times a second.
struct StatusFigures
{
    SessionState state = SessionState::Offline;
    SessionStatus session;
    bool armed = false;
    int framesPerSecond = 0;
    int lateFrames = 0;
    WallTime now{};
};

/// The bottom line: connection, arming, age of the data, latency, frames, and the exchange's time.
class StatusStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit StatusStrip(const Theme &theme, QWidget *parent = nullptr);

    void showFigures(const StatusFigures &figures);
    [[nodiscard]] QSize sizeHint() const override;

signals:
    /// A click on the armed state.
    void armClicked();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    const Theme &m_theme;
    // Children of this.
    StatusPart *m_connection;
    StatusPart *m_armed;
    StatusPart *m_feed;
    StatusPart *m_latency;
    StatusPart *m_frames;
    StatusPart *m_clock;
};

} // namespace depthdeck::ui
