// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/top_bar.h"

#include "ui/common/number_text.h"
#include "ui/shell/action_list.h"
#include "ui/shell/status_part.h"
#include "ui/theme/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QPainter>
#include <QPushButton>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

QMenuBar *makeMenus(const ActionList &actions, QWidget *parent)
{
    auto *menus = new QMenuBar{parent};
    menus->setNativeMenuBar(false);
    for (const MenuId id : {MenuId::Session, MenuId::Trade, MenuId::View, MenuId::Window, MenuId::Help}) {
        QMenu *menu = menus->addMenu(ActionList::menuTitle(id));
        for (QAction *action : actions.ofMenu(id)) {
            // One line before each new kind of action.
            if (action == &actions.action(ActionId::Quit) || action == &actions.action(ActionId::PullAll) ||
                action == &actions.action(ActionId::FocusTicket) || action == &actions.action(ActionId::FindMarket) ||
                action == &actions.action(ActionId::ShowBook) || action == &actions.action(ActionId::NextTheme) ||
                action == &actions.action(ActionId::NewWatchlist) ||
                action == &actions.action(ActionId::SaveWorkspace) || action == &actions.action(ActionId::About))
                menu->addSeparator();
            menu->addAction(action);
        }
    }
    return menus;
}

} // namespace

TopBar::TopBar(const Theme &theme, const ActionList &actions, QWidget *parent)
    : QWidget{parent},
      m_theme{theme},
      m_brand{new QLabel{u"DepthDeck"_s, this}},
      m_menus{makeMenus(actions, this)},
      m_account{new StatusPart{theme, tr("Trading account")}},
      m_profit{new StatusPart{theme, tr("Profit and loss")}},
      m_available{new StatusPart{theme, tr("Available")}},
      m_find{new QPushButton{this}},
      m_endpoint{new StatusPart{theme, tr("Server"), StatusPart::Frame::Pill}},
      m_state{new StatusPart{theme, tr("Session"), StatusPart::Frame::Pill}}
{
    setAutoFillBackground(false);
    QAction *find = &actions.action(ActionId::FindAction);
    m_find->setText(tr("Ctrl+K  Find action"));
    m_find->setAccessibleName(tr("Find action"));
    m_find->setFocusPolicy(Qt::NoFocus);
    connect(m_find, &QPushButton::clicked, find, &QAction::trigger);

    auto *layout = new QHBoxLayout{this};
    layout->setContentsMargins(theme.scaled(8), theme.scaled(6), theme.scaled(8), theme.scaled(12));
    layout->setSpacing(theme.scaled(14));
    layout->addWidget(m_brand);
    layout->addWidget(m_menus, 0, Qt::AlignVCenter);
    layout->addSpacing(theme.scaled(8));
    layout->addWidget(m_account);
    layout->addWidget(m_profit);
    layout->addWidget(m_available);
    layout->addStretch();
    layout->addWidget(m_find);
    layout->addWidget(m_endpoint);
    layout->addWidget(m_state);
    m_menus->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    // Where the orders go, and whether they can, is never cut short; the account's figures give way first.
    for (StatusPart *part : {m_endpoint, m_state})
        part->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    applyTheme();
    connect(&theme, &Theme::changed, this, &TopBar::applyTheme);
    showAccount(nullptr, false);
    showSession(SessionState::Offline, {}, Endpoint::Kind::Simulated);
}

void TopBar::applyTheme()
{
    m_brand->setFont(m_theme.boldFont());
    m_menus->setFont(m_theme.textFont());
    m_menus->setFixedSize(m_menus->sizeHint());
    updateGeometry();
    update();
}

void TopBar::showAccount(const Account *account, bool confirmed)
{
    m_profit->setVisible(account != nullptr);
    m_available->setVisible(account != nullptr);
    if (account == nullptr) {
        m_account->showText(tr("No account"));
        return;
    }
    const QString name = textOf(account->label());
    m_account->showText(confirmed ? tr("Account %1").arg(name) : tr("Account %1 (not confirmed)").arg(name),
                        confirmed ? ColorRole::Text : ColorRole::Warning);
    // Open profit against the last trade, as the positions show it; against the opposite best price where that is all.
    const std::optional<double> open = account->unrealisedTrade ? account->unrealisedTrade : account->unrealised;
    const double profit = account->realised.value_or(0.0) + open.value_or(0.0);
    const int sign = moneySign(profit);
    const ColorRole role = sign > 0 ? ColorRole::Up : (sign < 0 ? ColorRole::Down : ColorRole::Quiet);
    if (account->realised || open)
        m_profit->showText(tr("P&L %1").arg(signedMoneyText(profit)), role);
    else
        m_profit->showText(tr("P&L not told"), ColorRole::Quiet);
    m_available->showText(account->availableCash
                              ? tr("Available %1").arg(moneyText(*account->availableCash, account->currency))
                              : tr("Available not told"),
                          account->marginAlert ? ColorRole::Warning : ColorRole::Quiet);
}

void TopBar::showSession(SessionState state, const SessionStatus &status, Endpoint::Kind kind)
{
    m_endpoint->showState(endpointLook(state, kind));
    StateLook look = connectionLook(state, status);
    if (state == SessionState::Lost)
        look.text = tr("Lost"); // the status bar has the sentence
    m_state->showState(look);
}

QSize TopBar::sizeHint() const
{
    return {m_theme.scaled(900), m_theme.scaled(48)};
}

void TopBar::paintEvent(QPaintEvent *)
{
    QPainter painter{this};
    painter.fillRect(rect(), m_theme.color(ColorRole::Window));
    // Six pixels above the panels, as between them.
    painter.fillRect(QRect{0, height() - m_theme.scaled(6) - 1, width(), 1}, m_theme.color(ColorRole::Line));
}

} // namespace depthdeck::ui
