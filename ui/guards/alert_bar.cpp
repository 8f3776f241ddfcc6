// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/guards/alert_bar.h"

#include "ui/theme/icons.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace depthdeck::ui {

namespace {

ColorRole roleOf(Severity severity) noexcept
{
    switch (severity) {
    case Severity::Info:
        return ColorRole::Accent;
    case Severity::Warning:
        return ColorRole::Warning;
    case Severity::Error:
        return ColorRole::Down;
    }
    return ColorRole::Warning;
}

Icon iconOf(Severity severity) noexcept
{
    switch (severity) {
    case Severity::Info:
        return Icon::Info;
    case Severity::Warning:
        return Icon::Warning;
    case Severity::Error:
        return Icon::Error;
    }
    return Icon::Warning;
}

} // namespace

/// One alert: a shape, its sentence, its buttons.
class AlertLine final : public QWidget
{
    Q_OBJECT

public:
    AlertLine(const Theme &theme, QString id, QWidget *parent)
        : QWidget{parent},
          m_theme{theme},
          m_id{std::move(id)},
          m_layout{new QHBoxLayout{this}},
          m_text{new QLabel{this}}
    {
        m_text->setWordWrap(true);
        m_text->setTextFormat(Qt::PlainText);
        m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_layout->addWidget(m_text, 1);
        applyTheme();
        connect(&theme, &Theme::changed, this, &AlertLine::applyTheme);
    }

    void tell(Severity severity, const QString &text, const QStringList &buttons)
    {
        m_severity = severity;
        const bool isNew = m_text->text() != text;
        m_text->setText(text);
        if (buttons != m_buttonTexts)
            makeButtons(buttons);
        setAccessibleName(text);
        if (isNew) {
            QAccessibleEvent alert{this, QAccessible::Alert};
            QAccessible::updateAccessibility(&alert);
        }
        update();
    }

    [[nodiscard]] const QString &id() const noexcept { return m_id; }
    [[nodiscard]] QString text() const { return m_text->text(); }

signals:
    void pressed(int button);

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter{this};
        const QColor &color = m_theme.color(roleOf(m_severity));
        painter.fillRect(rect(), m_theme.color(ColorRole::Raised));
        painter.fillRect(QRect{0, 0, m_theme.scaled(4), height()}, color);
        const int side = m_theme.scaled(16);
        paintIcon(painter, QRectF(m_theme.scaled(14), (height() - side) / 2.0, side, side), iconOf(m_severity), color);
    }

private:
    void makeButtons(const QStringList &buttons)
    {
        m_buttonTexts = buttons;
        for (QPushButton *button : m_buttons)
            button->deleteLater();
        m_buttons.clear();
        for (int at = 0; at < buttons.size(); ++at) {
            auto *button = new QPushButton{buttons.at(at), this}; // child of this
            button->setFocusPolicy(Qt::TabFocus);
            connect(button, &QPushButton::clicked, this, [this, at] { emit pressed(at); });
            m_layout->addWidget(button);
            m_buttons.push_back(button);
        }
    }

    void applyTheme()
    {
        m_layout->setContentsMargins(m_theme.scaled(42), m_theme.scaled(6), m_theme.scaled(10), m_theme.scaled(6));
        m_layout->setSpacing(m_theme.scaled(8));
        m_text->setFont(m_theme.textFont());
        update();
    }

    const Theme &m_theme;
    QString m_id;
    Severity m_severity = Severity::Warning;
    QStringList m_buttonTexts;
    // Children of this.
    QHBoxLayout *m_layout;
    QLabel *m_text;
    std::vector<QPushButton *> m_buttons;
};

AlertBar::AlertBar(const Theme &theme, QWidget *parent) : QWidget{parent}, m_theme{theme}
{
    auto *lines = new QVBoxLayout{this};
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(1);
    setAccessibleName(tr("Alerts"));
    hide();
}

AlertLine *AlertBar::find(const QString &id) const
{
    const auto found =
        std::find_if(m_lines.begin(), m_lines.end(), [&id](const AlertLine *line) { return line->id() == id; });
    return found == m_lines.end() ? nullptr : *found;
}

void AlertBar::show(const QString &id, Severity severity, const QString &text, const QStringList &buttons)
{
    AlertLine *line = find(id);
    if (line == nullptr) {
        line = new AlertLine{m_theme, id, this}; // child of this
        connect(line, &AlertLine::pressed, this, [this, id](int button) { emit chosen(id, button); });
        m_lines.push_back(line);
        layout()->addWidget(line);
    }
    line->tell(severity, text, buttons);
    QWidget::show();
}

void AlertBar::clear(const QString &id)
{
    AlertLine *line = find(id);
    if (line == nullptr)
        return;
    std::erase(m_lines, line);
    line->hide();
    line->deleteLater(); // the press of one of its buttons may be what ended it
    setVisible(!m_lines.empty());
}

QString AlertBar::text(const QString &id) const
{
    const AlertLine *line = find(id);
    return line == nullptr ? QString{} : line->text();
}

} // namespace depthdeck::ui

#include "alert_bar.moc"
