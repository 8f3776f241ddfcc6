// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/dock_panel.h"

#include "ui/common/panel_info.h"
#include "ui/theme/dress.h"
#include "ui/theme/icons.h"

#include <QCloseEvent>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

// The panel's outline with round corners; what lies beyond @p rect at an edge without corners is cut off.
void paintOutline(QPainter &painter, const QRect &rect, bool roundTop, bool roundBottom, const Theme &theme)
{
    const int corner = theme.scaled(5);
    const QRectF outline =
        QRectF{rect}.adjusted(0.5, roundTop ? 0.5 : -2.0 * corner, -0.5, roundBottom ? -0.5 : 2.0 * corner);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(rect);
    painter.fillRect(rect, theme.color(ColorRole::Window));
    painter.setPen(theme.color(ColorRole::Line));
    painter.setBrush(theme.color(ColorRole::Panel));
    painter.drawRoundedRect(outline, corner, corner);
    painter.restore();
}

class DockHead final : public PanelHeader
{
public:
    using PanelHeader::PanelHeader;

protected:
    void paintBackground(QPainter &painter) override { paintOutline(painter, rect(), true, false, theme()); }
};

class DockBody final : public QWidget
{
public:
    DockBody(const Theme &theme, QWidget *panel) : m_theme{theme}
    {
        auto *layout = new QVBoxLayout{this};
        layout->setSpacing(0);
        layout->addWidget(panel);
        setRoundTop(false);
    }
    void setRoundTop(bool round)
    {
        m_roundTop = round;
        layout()->setContentsMargins(1, round ? m_theme.scaled(3) : 0, 1, m_theme.scaled(3));
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter{this};
        paintOutline(painter, rect(), m_roundTop, true, m_theme);
    }

private:
    const Theme &m_theme;
    bool m_roundTop = false;
};

QToolButton *makeButton(const Theme &theme, Icon icon, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton{parent}; // child of parent
    button->setAutoRaise(true);
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setFocusPolicy(Qt::NoFocus);
    setDress(*button, Dress::Quiet);
    const auto redraw = [button, icon, &theme] {
        const int side = theme.scaled(13);
        button->setIcon(themedIcon(theme, icon));
        button->setIconSize({side, side});
        button->setFixedSize(theme.scaled(22), theme.scaled(22));
    };
    redraw();
    QObject::connect(&theme, &Theme::changed, button, redraw);
    return button;
}

} // namespace

DockPanel::DockPanel(const Theme &theme, const QString &name, const QString &title, QWidget *panel, QWidget *parent)
    : QDockWidget{title, parent},
      m_theme{theme},
      m_panel{panel},
      m_header{new DockHead{theme, title}},
      m_noHeader{new QWidget},
      m_info{dynamic_cast<const PanelInfo *>(panel)}
{
    setObjectName(name);
    setAccessibleName(title);
    setAttribute(Qt::WA_StyledBackground, false);
    auto *floating = makeButton(theme, Icon::Float, tr("Float %1").arg(title), m_header);
    auto *closing = makeButton(theme, Icon::Close, tr("Close %1").arg(title), m_header);
    m_header->addButton(floating);
    m_header->addButton(closing);
    connect(floating, &QToolButton::clicked, this, [this] { setFloating(!isFloating()); });
    connect(closing, &QToolButton::clicked, this, &QDockWidget::close);
    m_noHeader->setFixedHeight(0);
    setTitleBarWidget(m_header);
    setWidget(new DockBody{theme, panel}); // child of this
    refreshHeader();
}

void DockPanel::refreshHeader()
{
    if (m_info == nullptr)
        return;
    m_header->setSubject(m_info->headerSubject());
    m_header->setHint(m_info->headerHint());
}

void DockPanel::setHeaderShown(bool shown)
{
    QWidget *wanted = shown ? static_cast<QWidget *>(m_header) : m_noHeader;
    if (titleBarWidget() == wanted)
        return;
    titleBarWidget()->hide();
    setTitleBarWidget(wanted);
    wanted->show();
    static_cast<DockBody *>(widget())->setRoundTop(!shown);
}

void DockPanel::bringForward()
{
    show();
    raise();
    if (isFloating())
        activateWindow();
    QWidget *first = m_panel->focusPolicy() != Qt::NoFocus ? m_panel : m_panel->nextInFocusChain();
    while (first != nullptr && first != m_panel &&
           !(m_panel->isAncestorOf(first) && (first->focusPolicy() & Qt::TabFocus) != 0 && first->isEnabled() &&
             first->isVisibleTo(m_panel)))
        first = first->nextInFocusChain();
    if (first != nullptr)
        first->setFocus(Qt::ShortcutFocusReason);
}

void DockPanel::closeEvent(QCloseEvent *event)
{
    QDockWidget::closeEvent(event);
    if (m_removable && event->isAccepted())
        emit removed();
}

} // namespace depthdeck::ui
