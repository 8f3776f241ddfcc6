// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/details_panel.h"

#include "ui/common/market_words.h"
#include "ui/common/number_text.h"
#include "ui/common/table_view.h"
#include "ui/details/details_model.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QVBoxLayout>

namespace depthdeck::ui {

DetailsPanel::DetailsPanel(const MarketBoard &board, const Theme &theme, QWidget *parent)
    : QWidget{parent},
      m_board{board},
      m_model{new DetailsModel{board, this}},
      m_view{new TableView{theme, tr("Market details"), this}}
{
    build();
    connect(m_view, &QAbstractItemView::doubleClicked, this, &DetailsPanel::activateCurrent);
    connect(m_view, &QWidget::customContextMenuRequested, this,
            [this](const QPoint &at) { openMenu(m_view->viewport()->mapToGlobal(at)); });
}

DetailsPanel::~DetailsPanel() = default;

void DetailsPanel::build()
{
    m_view->setObjectName(QStringLiteral("marketDetails"));
    m_view->setModel(m_model);
    m_view->setColumnSamples({tr("Delisted by the exchange"), QStringLiteral("6006.50 for 2026-08-01, told")});
    m_view->setStretchColumn(static_cast<int>(DetailColumn::Value));
    m_view->setEmptyText(
        tr("Everything the server tells of one market belongs here. Choose a market in the watchlist, or "
           "press Ctrl+N to find one."));
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->installEventFilter(this);
    auto *layout = new QVBoxLayout{this}; // child of this
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    setFocusProxy(m_view);
}

bool DetailsPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && !key->isAutoRepeat()) {
            activateCurrent();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void DetailsPanel::setMarket(const MarketKey &market)
{
    if (m_market == market)
        return;
    m_market = market;
    m_model->setMarket(market);
    m_view->scrollToTop();
    describe();
}

void DetailsPanel::refresh()
{
    if (m_model->refresh())
        describe();
}

void DetailsPanel::describe()
{
    const QString name = headerSubject();
    if (accessibleDescription() == name)
        return;
    setAccessibleDescription(name);
    m_view->setAccessibleDescription(name);
}

QString DetailsPanel::headerSubject() const
{
    if (!m_market)
        return {};
    const MarketState *state = m_board.find(m_market->market);
    return textOf(state ? state->displayName() : m_market->market.text());
}

QString DetailsPanel::headerHint() const
{
    const MarketState *state = m_market ? m_board.find(m_market->market) : nullptr;
    return state ? freshnessText(state->freshness) : QString{};
}

void DetailsPanel::activateCurrent()
{
    const QModelIndex current = m_view->currentIndex();
    if (!current.isValid())
        return;
    if (const auto link = m_model->rowAt(current.row()).link)
        emit marketActivated(*link);
}

void DetailsPanel::openMenu(const QPoint &position)
{
    auto *menu = new QMenu{this}; // deletes itself when closed
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QModelIndex current = m_view->currentIndex();
    const DetailRow row = current.isValid() ? m_model->rowAt(current.row()) : DetailRow{};
    const auto copy = [menu](const QString &title, const QString &text) {
        QAction *action = menu->addAction(title);
        action->setEnabled(!text.isEmpty());
        connect(action, &QAction::triggered, menu, [text] { QApplication::clipboard()->setText(text); });
    };
    copy(tr("Copy &value"), row.value);
    copy(tr("Copy &everything"), m_model->asText());
    menu->addSeparator();
    QAction *show = menu->addAction(tr("&Show this market"));
    show->setEnabled(row.link.has_value());
    connect(show, &QAction::triggered, this, &DetailsPanel::activateCurrent);
    menu->popup(position);
}

} // namespace depthdeck::ui
