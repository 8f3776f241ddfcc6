// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace depthdeck::ui {

/// The kill key as the windows of the program hear it: held for a moment it asks for the kill switch, with Shift also
/// for the flatten. A short press only says what holding would do. Install on the application.
class KillKey final : public QObject
{
    Q_OBJECT

public:
    static constexpr Qt::Key key = Qt::Key_F12;
    static constexpr std::chrono::milliseconds hold{600};

    explicit KillKey(QObject *parent = nullptr);

    /// 0.0 when the key is up, up to 1.0 when it has been held long enough.
    [[nodiscard]] double progress() const;
    [[nodiscard]] bool withFlatten() const noexcept { return m_withFlatten; }

signals:
    /// While the key is held, many times a second, and once when it is released.
    void progressChanged();
    void held(bool withFlatten);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void release();

    QTimer m_tick;
    QElapsedTimer m_down;
    bool m_isDown = false;
    bool m_isTold = false;
    bool m_withFlatten = false;
};

} // namespace depthdeck::ui
