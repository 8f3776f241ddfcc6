// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/activation.h"
#include "ui/common/number_text.h"

#include <QWidget>

class QBoxLayout;
class QDateTimeEdit;

namespace depthdeck::ui {

class NamedCombo;
class QuantityField;
class Theme;

/// A moment, with its date and the zone it is read in, or a delay, or neither.
class MomentField final : public QWidget
{
    Q_OBJECT

public:
    /// @p accessibleName names the choice; its parts are "… time", "… zone", "… delay" and "… delay unit".
    /// @p mayBeNone: whether neither can be chosen.
    MomentField(const Theme &theme, const QString &accessibleName, bool mayBeNone, QWidget *parent = nullptr);

    [[nodiscard]] MomentOrDelay value() const;
    void setValue(const MomentOrDelay &moment);
    /// Where a time starts that is chosen from now on: at the next full minute.
    void setNow(WallTime now) { m_now = now; }
    /// Asks for a delay, as if chosen.
    void chooseDelay();
    void chooseTime();
    [[nodiscard]] QString faultText() const;

signals:
    void changed();

private:
    enum class Mode { None, At, After };

    void build(bool mayBeNone, const QString &name);
    void applyTheme();
    void showMode();
    void choose(Mode mode);
    void showTime(WallTime time);
    [[nodiscard]] Mode mode() const;
    [[nodiscard]] TimeZone zone() const;
    [[nodiscard]] WallTime timeShown(TimeZone zone) const;

    const Theme &m_theme;
    WallTime m_now{};
    TimeZone m_shownZone = TimeZone::Chicago;
    bool m_timeTouched = false;
    // Children of this.
    NamedCombo *m_mode;
    QDateTimeEdit *m_time;
    NamedCombo *m_zone;
    QuantityField *m_delay;
    NamedCombo *m_unit;
    QWidget *m_modeRow;
    QWidget *m_delayRow;
    QBoxLayout *m_rows;
};

} // namespace depthdeck::ui
