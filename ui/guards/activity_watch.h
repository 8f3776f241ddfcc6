// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>

namespace depthdeck::ui {

/// Hears every key, click and turn of the wheel in the program, for the idle limit. Install on the application.
class ActivityWatch final : public QObject
{
    Q_OBJECT

public:
    explicit ActivityWatch(QObject *parent = nullptr);

signals:
    /// Somebody is there; at most once a second.
    void active();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QElapsedTimer m_told;
};

} // namespace depthdeck::ui
