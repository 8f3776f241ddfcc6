// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/side.h"

#include <QFrame>
#include <QStringList>

class QLabel;

namespace depthdeck::ui {

class Theme;

/// What will be sent in a sentence, what it leads to in a quiet line, and below what is wrong with it: blocking
/// problems first, warnings apart. Keeps its size whatever there is to say: more than fits is scrolled to.
class TicketSummary final : public QFrame
{
    Q_OBJECT

public:
    TicketSummary(const Theme &theme, QWidget *parent = nullptr);

    void setSide(Side side);
    void setSentences(const QString &draft, const QString &outlook);
    void setProblems(const QStringList &blocks, const QStringList &warnings);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void applyTheme();

    const Theme &m_theme;
    Side m_side = Side::Buy;
    // Children of this.
    QWidget *m_page;
    QLabel *m_draft;
    QLabel *m_outlook;
    QLabel *m_blocks;
    QLabel *m_warnings;
};

} // namespace depthdeck::ui
