// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QHBoxLayout;

namespace depthdeck::ui {

/// The 30-pixel head of a panel: title, "· subject", a hint on the right, and room for small buttons after it.
class PanelHeader : public QWidget
{
    Q_OBJECT

public:
    PanelHeader(const Theme &theme, const QString &title, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    /// The market shown; empty: none.
    void setSubject(const QString &subject);
    void setHint(const QString &hint);
    [[nodiscard]] QString title() const { return m_title; }
    [[nodiscard]] QString subject() const { return m_subject; }
    [[nodiscard]] QString hint() const { return m_hint; }

    /// Appended at the right end.
    void addButton(QWidget *button);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    virtual void paintBackground(QPainter &painter);
    [[nodiscard]] const Theme &theme() const noexcept { return m_theme; }

private:
    void announce();

    const Theme &m_theme;
    QString m_title;
    QString m_subject;
    QString m_hint;
    QHBoxLayout *m_buttons; // child of this
};

} // namespace depthdeck::ui
