// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tape/tape_panel.h"

#include "ui/common/market_words.h"
#include "ui/common/table_view.h"
#include "ui/tape/tape_delegate.h"
#include "ui/tape/tape_model.h"
#include "ui/theme/theme.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace depthdeck::ui {

TapePanel::TapePanel(const MarketBoard &board, const Theme &theme, QWidget *parent)
    : QWidget{parent},
      m_board{board},
      m_theme{theme},
      m_model{new TapeModel{board, this}},
      m_view{new TableView{theme, tr("Time and sales"), this}},
      m_filter{new QSpinBox{this}}
{
    build();
    showEmptyText();
    connect(m_filter, &QSpinBox::valueChanged, this, [this](int size) {
        m_model->setSmallestSize(Quantity{size});
        m_unread = 0;
        showEmptyText();
    });
    connect(m_view, &QWidget::customContextMenuRequested, this,
            [this](const QPoint &at) { openMenu(m_view->viewport()->mapToGlobal(at)); });
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this,
            [this](int value) { m_unread = std::min(m_unread, value); });
}

TapePanel::~TapePanel() = default;

void TapePanel::build()
{
    m_view->setObjectName(QStringLiteral("tape"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new TapeDelegate{m_theme, m_view}); // child of the view
    m_view->setColumnSamples({QStringLiteral("00:00:00.000"), QStringLiteral("21345.25"), QStringLiteral("1,234"),
                              QStringLiteral("▲ +0.00215"), QStringLiteral("1,234,567"), tr("at offer, merged")});
    for (const TapeColumn column : {TapeColumn::Change, TapeColumn::Volume})
        m_view->setColumnHidden(static_cast<int>(column), true); // until they are chosen
    QHeaderView *header = m_view->horizontalHeader();
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this,
            [this, header](const QPoint &at) { openColumnMenu(header->viewport()->mapToGlobal(at)); });
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);

    m_filter->setObjectName(QStringLiteral("smallestSize"));
    m_filter->setAccessibleName(tr("Smallest size"));
    m_filter->setToolTip(tr("Shows only prints of at least this size."));
    m_filter->setRange(1, 9999);
    m_filter->setSpecialValueText(tr("all sizes"));
    m_filter->setPrefix(QStringLiteral("≥ "));
    m_filter->setKeyboardTracking(false);

    auto *label = new QLabel{tr("Smallest size"), this}; // child of this
    label->setBuddy(m_filter);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(m_theme.scaled(8), m_theme.scaled(4), m_theme.scaled(8), m_theme.scaled(4));
    bar->setSpacing(m_theme.scaled(8));
    bar->addWidget(label);
    bar->addWidget(m_filter);
    bar->addStretch(1);
    auto *layout = new QVBoxLayout{this}; // child of this
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_view, 1);
    layout->addLayout(bar);
    setFocusProxy(m_view);
    const auto widenFilter = [this] {
        const int arrows = m_theme.scaled(44);
        m_filter->setMinimumWidth(QFontMetrics{m_theme.textFont()}.horizontalAdvance(m_filter->specialValueText()) +
                                  arrows);
    };
    widenFilter();
    connect(&m_theme, &Theme::changed, this, widenFilter);
}

void TapePanel::setMarket(const MarketKey &market)
{
    m_model->setMarket(market);
    m_unread = 0;
    showEmptyText();
    const QString name = headerSubject();
    setAccessibleDescription(name);
    m_view->setAccessibleDescription(name);
}

void TapePanel::setSmallestSize(Quantity size)
{
    m_filter->setValue(size.contracts);
}

void TapePanel::setTimeZone(TimeZone zone)
{
    m_model->setTimeZone(zone);
}

void TapePanel::setColumnShown(TapeColumn column, bool shown)
{
    const bool always = column == TapeColumn::Time || column == TapeColumn::Price || column == TapeColumn::Size;
    m_view->setColumnHidden(static_cast<int>(column), !shown && !always);
}

bool TapePanel::isColumnShown(TapeColumn column) const
{
    return !m_view->isColumnHidden(static_cast<int>(column));
}

void TapePanel::openColumnMenu(const QPoint &position)
{
    auto *menu = new QMenu{this}; // deletes itself when closed
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addColumnChoices(*menu);
    menu->popup(position);
}

void TapePanel::addColumnChoices(QMenu &columns)
{
    for (const TapeColumn column : {TapeColumn::Change, TapeColumn::Volume, TapeColumn::Side}) {
        QAction *action = columns.addAction(
            m_model->headerData(static_cast<int>(column), Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(isColumnShown(column));
        connect(action, &QAction::toggled, this, [this, column](bool shown) { setColumnShown(column, shown); });
    }
}

void TapePanel::refresh()
{
    QScrollBar *bar = m_view->verticalScrollBar();
    const int place = bar->value();
    const int added = m_model->refresh();
    if (const QString name = headerSubject(); name != accessibleDescription()) { // its definition has arrived
        setAccessibleDescription(name);
        m_view->setAccessibleDescription(name);
        showEmptyText();
    }
    if (added == 0 || place == 0)
        return;
    // The view learns its new range later; what is on the screen has to stay where it is now.
    bar->setMaximum(std::min(bar->maximum() + added, m_model->rowCount() - 1));
    bar->setValue(place + added);
    m_unread += added;
}

QString TapePanel::headerSubject() const
{
    if (!m_model->market())
        return {};
    const MarketState *state = m_board.find(m_model->market()->market);
    return textOf(state ? state->displayName() : m_model->market()->market.text());
}

QString TapePanel::filterText() const
{
    return m_filter->value() <= 1 ? tr("all sizes") : tr("≥ %1").arg(m_filter->value());
}

QString TapePanel::headerHint() const
{
    const MarketState *state = m_model->market() ? m_board.find(m_model->market()->market) : nullptr;
    QString hint = filterText();
    if (state && state->freshness != Freshness::Live)
        hint = tr("%1 · %2").arg(hint, freshnessText(state->freshness));
    return m_unread > 0 ? tr("%1 newer above · %2").arg(m_unread).arg(hint) : hint;
}

void TapePanel::showEmptyText()
{
    if (!m_model->market())
        m_view->setEmptyText(tr("The prints of one market belong here. Choose a market in the watchlist."));
    else if (m_filter->value() > 1)
        m_view->setEmptyText(tr("No print of %1 contracts or more in %2 yet. Lower the smallest size to see others.")
                                 .arg(m_filter->value())
                                 .arg(headerSubject()));
    else
        m_view->setEmptyText(tr("No print in %1 yet. Each trade appears here as it happens.").arg(headerSubject()));
}

void TapePanel::openMenu(const QPoint &position)
{
    auto *menu = new QMenu{this}; // deletes itself when closed
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto *zones = new QActionGroup{menu};
    const auto add = [&](const QString &text, TimeZone zone) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(m_model->timeZone() == zone);
        zones->addAction(action);
        connect(action, &QAction::triggered, this, [this, zone] { setTimeZone(zone); });
    };
    add(tr("Times in Chicago"), TimeZone::Chicago);
    add(tr("Times of this computer"), TimeZone::Local);
    menu->addSeparator();
    addColumnChoices(*menu->addMenu(tr("Columns")));
    menu->addAction(tr("Back to the newest print"), m_view, [this] { m_view->scrollToTop(); });
    menu->popup(position);
}

} // namespace depthdeck::ui
