// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flatten/flatten_record.h"
#include "ui/theme/theme.h"

#include <QFrame>

class QGridLayout;
class QLabel;
class QPushButton;

namespace depthdeck {
class AccountStore;
class MarketBoard;
} // namespace depthdeck

namespace depthdeck::ui {

class StepIcon;

/// One flatten as a checklist: its six steps with their times, what was pulled and sent, and the verdict.
class FlattenCard final : public QFrame
{
    Q_OBJECT

public:
    FlattenCard(FlattenDesk::RunId id, const Theme &theme, QWidget *parent);

    void showRun(const FlattenRecord &record, const FlattenRun &run, const DeskAnswer *refusal,
                 const MarketBoard &board, const AccountStore &accounts);
    [[nodiscard]] FlattenDesk::RunId id() const noexcept { return m_id; }

signals:
    void abortRequested(int run);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct StepLine
    {
        StepIcon *icon;
        QLabel *text;
        QLabel *time;
    };

    void build();
    void applyTheme();
    void showSteps(const FlattenRecord &record, const FlattenRun &run);

    FlattenDesk::RunId m_id;
    const Theme &m_theme;
    FlattenOutcome m_outcome = FlattenOutcome::Running;
    // Children of this.
    QGridLayout *m_grid;
    QLabel *m_title;
    QPushButton *m_abort;
    std::array<StepLine, flattenStepCount> m_steps{};
    QLabel *m_facts;
    QLabel *m_verdict;
};

} // namespace depthdeck::ui
