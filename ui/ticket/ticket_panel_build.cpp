// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/ticket_panel.h"

#include "app/trading/account_store.h"
#include "ui/common/named_combo.h"
#include "ui/common/order_words.h"
#include "ui/common/price_field.h"
#include "ui/common/quantity_field.h"
#include "ui/theme/dress.h"
#include "ui/theme/icons.h"
#include "ui/ticket/quantity_row.h"
#include "ui/ticket/submit_button.h"
#include "ui/ticket/ticket_summary.h"

#include <QButtonGroup>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QShortcut>

// The controls of the ticket and how they stand; what they do is in ticket_panel.cpp.

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

TicketPanel::TicketPanel(const MarketBoard &board, const AccountStore &accounts, const OrderDesk &desk,
                         const Theme &theme, QWidget *parent)
    : QWidget{parent},
      m_board{board},
      m_accounts{accounts},
      m_desk{desk},
      m_theme{theme},
      m_form{new QFormLayout},
      m_account{new NamedCombo{tr("Account"), this}},
      m_marketField{new QLineEdit{this}},
      //: The underlined letter buys with Alt, the plain letter too
      m_buy{new QPushButton{tr("&Buy"), this}},
      m_sell{new QPushButton{tr("S&ell"), this}},
      m_quantity{new QuantityRow{theme, this}},
      m_type{new NamedCombo{tr("Order type"), this}},
      m_timeInForce{new NamedCombo{tr("Time in force"), this}},
      m_limit{new PriceField{theme, tr("Limit price"), this}},
      m_stop{new PriceField{theme, tr("Stop price"), this}},
      m_maxShow{new QuantityField{theme, tr("Max show"), this}},
      m_join{new QPushButton{this}},
      m_hit{new QPushButton{this}},
      m_summary{new TicketSummary{theme, this}},
      m_answer{new QLabel{this}},
      m_submit{new SubmitButton{this}},
      m_arm{new QPushButton{this}}
{
    setAccessibleName(tr("Order ticket"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    build();
    connectControls();
    addShortcuts();
    applyTheme();
    listAccounts();
    updateSide();
    updatePriceFields();
    refresh();
}

void TicketPanel::build()
{
    auto *rows = new QVBoxLayout{this};
    m_rows.push_back(rows);
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    buildForm(*m_form);
    rows->addLayout(m_form);
    rows->addWidget(m_summary, 1);
    m_answer->setTextFormat(Qt::PlainText);
    m_answer->setObjectName(u"answer"_s);
    m_answer->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    rows->addWidget(m_answer);
    rows->addWidget(buildButtons());
    for (QPushButton *button : findChildren<QPushButton *>())
        button->setAutoDefault(false); // Return in a field must never press one
}

void TicketPanel::buildForm(QFormLayout &form)
{
    const auto addRow = [this, &form](const QString &text, QWidget *field, QWidget *buddy) {
        auto *label = new QLabel{text, this};
        label->setBuddy(buddy);
        form.addRow(label, field);
    };
    m_marketField->setAccessibleName(tr("Market"));
    m_marketField->setReadOnly(true);
    m_marketField->setPlaceholderText(tr("Choose a market"));
    m_marketField->setToolTip(tr("Click or press Return to find another market."));
    m_marketField->installEventFilter(this);
    addRow(tr("Account"), m_account, m_account);
    addRow(tr("Market"), m_marketField, m_marketField);
    addRow(tr("Side"), buildSides(), m_buy);
    addRow(tr("&Quantity"), m_quantity, &m_quantity->field());
    addRow(tr("Order type"), buildTerms(), m_type);
    addRow(tr("&Limit price"), buildLimitRow(), m_limit);
    addRow(tr("Sto&p price"), buildStopRow(), m_stop);
}

QBoxLayout *TicketPanel::addRowLayout(QWidget &row)
{
    auto *layout = new QHBoxLayout{&row}; // child of the row
    layout->setContentsMargins(0, 0, 0, 0);
    m_rows.push_back(layout);
    return layout;
}

QWidget *TicketPanel::buildSides()
{
    auto *sides = new QWidget{this};
    QBoxLayout *row = addRowLayout(*sides);
    auto *group = new QButtonGroup{sides};
    for (QPushButton *button : {m_buy, m_sell}) {
        button->setCheckable(true);
        group->addButton(button);
        row->addWidget(button, 1);
    }
    m_buy->setAccessibleName(tr("Buy"));
    m_sell->setAccessibleName(tr("Sell"));
    setDress(*m_buy, Dress::Buy);
    setDress(*m_sell, Dress::Sell);
    m_buy->setChecked(true);
    return sides;
}

QWidget *TicketPanel::buildTerms()
{
    for (const OrderType type : {OrderType::Market, OrderType::Limit, OrderType::StopMarket, OrderType::StopLimit,
                                 OrderType::MarketIfTouched}) {
        // "Stop" alone would leave open which of the two.
        const QString text = type == OrderType::StopMarket ? tr("Stop market") : orderTypeText(type);
        m_type->addItem(text, static_cast<int>(type));
    }
    for (const TimeInForce time :
         {TimeInForce::Day, TimeInForce::GoodTillCancelled, TimeInForce::ImmediateOrCancel, TimeInForce::FillOrKill}) {
        m_timeInForce->addItem(timeInForceText(time), static_cast<int>(time));
        m_timeInForce->setItemData(m_timeInForce->count() - 1, timeInForceLongText(time), Qt::ToolTipRole);
    }
    m_type->setCurrentIndex(m_type->findData(static_cast<int>(OrderType::Limit)));

    auto *terms = new QWidget{this};
    QBoxLayout *row = addRowLayout(*terms);
    row->addWidget(m_type, 3);
    auto *label = new QLabel{tr("Time in force"), terms};
    label->setBuddy(m_timeInForce);
    row->addWidget(label);
    row->addWidget(m_timeInForce, 2);
    return terms;
}

QWidget *TicketPanel::buildLimitRow()
{
    auto *limit = new QWidget{this};
    QBoxLayout *row = addRowLayout(*limit);
    row->addWidget(m_limit, 1);
    row->addWidget(m_join);
    row->addWidget(m_hit);
    m_join->setAccessibleName(tr("Join"));
    m_hit->setAccessibleName(tr("Hit"));
    return limit;
}

QWidget *TicketPanel::buildStopRow()
{
    m_maxShow->setOptional(true);
    //: In the empty field for max show: the whole order is shown
    m_maxShow->setPlaceholderText(tr("all"));
    auto *stop = new QWidget{this};
    QBoxLayout *row = addRowLayout(*stop);
    row->addWidget(m_stop, 3);
    auto *label = new QLabel{tr("&Max show"), stop};
    label->setBuddy(m_maxShow);
    row->addWidget(label);
    row->addWidget(m_maxShow, 2);
    return stop;
}

QWidget *TicketPanel::buildButtons()
{
    auto *buttons = new QWidget{this};
    QBoxLayout *row = addRowLayout(*buttons);
    m_submit->setAccessibleName(tr("Submit order"));
    m_arm->setAccessibleName(tr("Arm"));
    m_arm->setCheckable(true);
    setDress(*m_arm, Dress::Danger);
    row->addWidget(m_submit, 1);
    row->addWidget(m_arm);
    return buttons;
}

void TicketPanel::connectControls()
{
    const auto check = [this] { m_dirty = true, updateChecks(); };
    const auto markDirty = [this] { m_dirty = true; };
    connect(m_buy, &QPushButton::clicked, this, [this] { setSide(Side::Buy); });
    connect(m_sell, &QPushButton::clicked, this, [this] { setSide(Side::Sell); });
    connect(m_quantity, &QuantityRow::quantityChanged, this, check);
    connect(&m_quantity->field(), &QLineEdit::textEdited, this, check);
    connect(m_type, &QComboBox::currentIndexChanged, this, &TicketPanel::onTypeChosen);
    connect(m_timeInForce, &QComboBox::currentIndexChanged, this, check);
    connect(m_account, &QComboBox::currentIndexChanged, this, check);
    connect(m_account, &QComboBox::activated, this, [this] { emit accountChosen(account()); });
    for (auto [field, touched] : {std::pair{m_limit, &m_limitTouched}, std::pair{m_stop, &m_stopTouched}}) {
        connect(field, &PriceField::valueChanged, this, [this, touched] { onPriceEdited(*touched); });
        connect(field, &QLineEdit::textEdited, this, [this, touched] { onPriceEdited(*touched); });
        field->installEventFilter(this);
    }
    for (QuantityField *field : {&m_quantity->field(), m_maxShow})
        field->installEventFilter(this);
    connect(m_maxShow, &QuantityField::valueChanged, this, check);
    connect(m_maxShow, &QLineEdit::textEdited, this, check);
    connect(m_join, &QPushButton::clicked, this, [this] { takeBest(true); });
    connect(m_hit, &QPushButton::clicked, this, [this] { takeBest(false); });
    connect(m_submit, &QPushButton::clicked, this, &TicketPanel::submit);
    connect(m_arm, &QPushButton::clicked, this, [this] {
        emit armRequested(!m_desk.isArmed());
        updateChecks(); // shows what the desk says, not what was wished
    });
    connect(&m_desk, &OrderDesk::armedChanged, this, check);
    connect(&m_desk, &OrderDesk::liveChanged, this, check);
    connect(&m_board, &MarketBoard::marketsChanged, this, &TicketPanel::onMarketsChanged);
    connect(&m_board, &MarketBoard::definitionChanged, this, &TicketPanel::onDefinitionChanged);
    connect(&m_accounts, &AccountStore::accountsChanged, this, &TicketPanel::listAccounts);
    connect(&m_accounts, &AccountStore::accountChanged, this, &TicketPanel::listAccounts);
    connect(&m_accounts, &AccountStore::positionChanged, this, markDirty);
    connect(&m_accounts, &AccountStore::positionsReset, this, markDirty);
    connect(&m_theme, &Theme::changed, this, &TicketPanel::applyTheme);
}

void TicketPanel::addShortcuts()
{
    auto *submits = new QShortcut{Qt::Key_F9, this}; // child of this, as those below
    submits->setAutoRepeat(false);                   // a held key is one order
    connect(submits, &QShortcut::activated, this, &TicketPanel::submit);
    for (auto [key, side] : {std::pair{Qt::Key_B, Side::Buy}, std::pair{Qt::Key_S, Side::Sell}}) {
        auto *chooses = new QShortcut{key, this};
        chooses->setContext(Qt::WidgetWithChildrenShortcut);
        connect(chooses, &QShortcut::activated, this, [this, chosen = side] { setSide(chosen); });
    }
}

void TicketPanel::applyTheme()
{
    const int gap = m_theme.scaled(6);
    for (QBoxLayout *row : m_rows)
        row->setSpacing(gap);
    m_form->setHorizontalSpacing(m_theme.scaled(12));
    m_form->setVerticalSpacing(gap);
    layout()->setContentsMargins(m_theme.scaled(10), m_theme.scaled(8), m_theme.scaled(10), m_theme.scaled(8));
    const QFontMetrics numbers{m_theme.numberFont()};
    const int best = numbers.horizontalAdvance(u"Join 110-16.5"_s) + m_theme.scaled(26);
    for (QPushButton *button : {m_join, m_hit}) {
        button->setFont(m_theme.numberFont());
        button->setFixedWidth(best);
    }
    for (PriceField *field : {m_limit, m_stop})
        field->setMinimumWidth(numbers.horizontalAdvance(u"110-16.50"_s) + m_theme.scaled(16));
    m_maxShow->setMinimumWidth(numbers.horizontalAdvance(tr("not used")) + m_theme.scaled(16));
    m_submit->setMinimumHeight(m_theme.scaled(34));
    m_arm->setMinimumHeight(m_theme.scaled(34));
    m_submit->setFont(m_theme.boldFont());
    const QFontMetrics words{m_theme.boldFont()};
    m_arm->setFixedWidth(words.horizontalAdvance(tr("Armed")) + m_theme.scaled(48));
    QPalette palette = m_answer->palette();
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text})
        palette.setColor(role, m_theme.color(ColorRole::Quiet));
    m_answer->setPalette(palette);
    // Its line is always there, so that an answer moves nothing and is never cut.
    m_answer->setFixedHeight(QFontMetrics{m_theme.textFont()}.height());
    elideAnswer();
    m_shownArmed.reset();
    updateChecks();
}

} // namespace depthdeck::ui
