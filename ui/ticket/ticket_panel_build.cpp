// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/ticket_panel.h"

#include "app/trading/account_store.h"
#include "ui/common/named_combo.h"
#include "ui/common/price_field.h"
#include "ui/common/quantity_field.h"
#include "ui/theme/dress.h"
#include "ui/theme/icons.h"
#include "ui/ticket/activation_block.h"
#include "ui/ticket/distance_field.h"
#include "ui/ticket/exits_block.h"
#include "ui/ticket/form_rows.h"
#include "ui/ticket/form_scroll.h"
#include "ui/ticket/oco_block.h"
#include "ui/ticket/order_terms.h"
#include "ui/ticket/quantity_row.h"
#include "ui/ticket/submit_button.h"
#include "ui/ticket/template_block.h"
#include "ui/ticket/ticket_summary.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QShortcut>

// The controls of the ticket and how they stand; what they do is in the other files of this class.

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

const Clock &systemClock()
{
    static const SystemClock clock;
    return clock;
}

} // namespace

TicketPanel::TicketPanel(const MarketBoard &board, const AccountStore &accounts, const OrderDesk &desk,
                         const Theme &theme, QWidget *parent)
    : QWidget{parent},
      m_board{board},
      m_accounts{accounts},
      m_desk{desk},
      m_theme{theme},
      m_clock{&systemClock()},
      m_windowName{tr("Order ticket")},
      m_scroll{new FormScroll{this}},
      m_page{new QWidget},
      m_form{new QFormLayout},
      m_account{new NamedCombo{tr("Account"), m_page}},
      m_marketField{new QLineEdit{m_page}},
      //: The underlined letter buys with Alt, the plain letter too
      m_buy{new QPushButton{tr("&Buy"), m_page}},
      m_sell{new QPushButton{tr("S&ell"), m_page}},
      m_quantity{new QuantityRow{theme, m_page}},
      m_terms{new OrderTerms{theme, OrderTerms::Role::First, *m_page}},
      m_closeAll{new QCheckBox{tr("Close everything"), m_page}},
      m_join{new QPushButton{m_page}},
      m_hit{new QPushButton{m_page}},
      m_best{new QWidget{m_page}},
      m_link{new NamedCombo{tr("Link"), m_page}},
      m_oco{new OcoBlock{theme, m_page}},
      m_exits{new ExitsBlock{theme, m_page}},
      m_activation{new ActivationBlock{theme, m_page}},
      m_ends{new QPushButton{m_page}},
      m_templates{new TemplateBlock{theme, m_page}},
      m_templateButton{new QPushButton{tr("Templates"), this}},
      m_templateMenu{new QMenu{m_templateButton}},
      m_batch{new QPushButton{tr("Add to batch"), this}},
      m_windowLock{new QPushButton{this}},
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
    connectStores();
    addShortcuts();
    applyTheme();
    listAccounts();
    updateSide();
    onKindChosen();
    onLinkChosen();
    refresh();
}

void TicketPanel::build()
{
    setUpForm(*m_form);
    buildForm(*m_form);
    m_page->setAutoFillBackground(false);
    auto *parts = new QVBoxLayout{m_page};
    parts->setContentsMargins(0, 0, 0, 0);
    m_rows.push_back(parts);
    parts->addLayout(m_form);
    parts->addWidget(m_templates);
    m_scroll->setWidget(m_page);
    m_scroll->setObjectName(u"ticketForm"_s);
    auto *rows = new QVBoxLayout{this};
    m_rows.push_back(rows);
    rows->addWidget(m_scroll);
    rows->addWidget(m_summary, 1);
    m_answer->setTextFormat(Qt::PlainText);
    m_answer->setObjectName(u"answer"_s);
    m_answer->installEventFilter(this);
    m_answer->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    rows->addWidget(m_answer);
    rows->addWidget(buildTools());
    rows->addWidget(buildButtons());
    for (QPushButton *button : findChildren<QPushButton *>())
        button->setAutoDefault(false); // Return in a field must never press one
}

void TicketPanel::buildForm(QFormLayout &form)
{
    m_marketField->setAccessibleName(tr("Market"));
    m_marketField->setReadOnly(true);
    m_marketField->setPlaceholderText(tr("Choose a market"));
    m_marketField->setToolTip(tr("Click or press Return to find another market."));
    m_marketField->installEventFilter(this);
    // A long name must not widen the ticket: the list and the tool tip have all of it.
    m_account->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_account->setMinimumContentsLength(9);
    addFormRow(form, tr("Account"), m_account);
    addFormRow(form, tr("Market"), m_marketField);
    addFormRow(form, tr("Side"), buildSides(), m_buy);
    addFormRow(form, tr("&Quantity"), m_quantity, &m_quantity->field());
    addFormRow(form, tr("Order type"), buildTerms(), &m_terms->kindBox());
    form.addRow(QString{}, m_closeAll);
    addFormRow(form, tr("&Limit price"), buildLimitRow(), &m_terms->limit());
    addFormRow(form, tr("Sto&p price"), buildStopRow(), &m_terms->stop());
    addFormRow(form, tr("Trail"), &m_terms->trail(), &m_terms->trail().edit());
    m_closeAll->setAccessibleName(tr("Close everything"));
    m_closeAll->setToolTip(tr("The server takes side and quantity from the position and skips its clip check."));
    for (const TicketLink link : {TicketLink::None, TicketLink::Oco, TicketLink::Bracket, TicketLink::ManyExits}) {
        const QString text = link == TicketLink::None      ? tr("None")
                             : link == TicketLink::Oco     ? tr("OCO")
                             : link == TicketLink::Bracket ? tr("Bracket")
                                                           : tr("Bracket, several exits");
        m_link->addItem(text, static_cast<int>(link));
    }
    addFormRow(form, tr("Lin&k"), m_link);
    form.addRow(m_oco);
    form.addRow(m_exits);
    auto *when = new QWidget{m_page};
    QBoxLayout *row = addRowLayout(*when);
    row->addWidget(&m_activation->box(), 1);
    row->addWidget(m_ends);
    m_ends->setCheckable(true);
    m_ends->setText(tr("Ends"));
    m_ends->setAccessibleName(tr("Cancel conditions"));
    m_ends->setToolTip(tr("When the order is given up or pulled by itself."));
    addFormRow(form, tr("Activation"), when, &m_activation->box());
    form.addRow(m_activation);
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
    auto *sides = new QWidget{m_page};
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
    auto *terms = new QWidget{m_page};
    m_termsRow = addRowLayout(*terms);
    m_termsRow->addWidget(&m_terms->kindBox(), 3);
    auto *time = new QWidget{terms};
    QBoxLayout *row = addRowLayout(*time);
    auto *label = new QLabel{tr("Time"), time};
    label->setBuddy(&m_terms->timeBox());
    row->addWidget(label);
    row->addWidget(&m_terms->timeBox(), 1);
    m_termsRow->addWidget(time, 2);
    return terms;
}

QWidget *TicketPanel::buildLimitRow()
{
    auto *limit = new QWidget{m_page};
    m_limitRow = addRowLayout(*limit);
    m_limitRow->addWidget(&m_terms->limit(), 1);
    QBoxLayout *row = addRowLayout(*m_best);
    row->addWidget(m_join);
    row->addWidget(m_hit);
    m_join->setAccessibleName(tr("Join"));
    m_hit->setAccessibleName(tr("Hit"));
    m_limitRow->addWidget(m_best);
    return limit;
}

QWidget *TicketPanel::buildStopRow()
{
    auto *stop = new QWidget{m_page};
    m_stopRow = addRowLayout(*stop);
    m_stopRow->addWidget(&m_terms->stop(), 3);
    auto *show = new QWidget{stop};
    QBoxLayout *row = addRowLayout(*show);
    auto *label = new QLabel{tr("&Max show"), show};
    label->setBuddy(&m_terms->maxShow());
    row->addWidget(label);
    row->addWidget(&m_terms->maxShow(), 1);
    m_stopRow->addWidget(show, 2);
    return stop;
}

QWidget *TicketPanel::buildTools()
{
    auto *tools = new QWidget{this};
    QBoxLayout *row = addRowLayout(*tools);
    m_templateButton->setAccessibleName(tr("Templates"));
    m_templateButton->setLayoutDirection(Qt::RightToLeft); // its arrow stands behind the word
    m_templateButton->setEnabled(false);
    m_batch->setAccessibleName(tr("Add to batch"));
    m_batch->setToolTip(tr("Puts the order into the batch, where several are checked and sent together."));
    m_windowLock->setAccessibleName(tr("Lock this window"));
    m_windowLock->setCheckable(true);
    row->addWidget(m_templateButton);
    row->addWidget(m_batch);
    row->addStretch(1);
    row->addWidget(m_windowLock);
    return tools;
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
    connect(m_buy, &QPushButton::clicked, this, [this] { setSide(Side::Buy); });
    connect(m_sell, &QPushButton::clicked, this, [this] { setSide(Side::Sell); });
    connect(m_quantity, &QuantityRow::quantityChanged, this, &TicketPanel::check);
    connect(&m_quantity->field(), &QLineEdit::textEdited, this, &TicketPanel::check);
    connect(m_terms, &OrderTerms::kindChanged, this, &TicketPanel::onKindChosen);
    connect(m_terms, &OrderTerms::changed, this, &TicketPanel::check);
    connect(m_closeAll, &QCheckBox::toggled, this, &TicketPanel::check);
    connect(m_account, &QComboBox::currentIndexChanged, this, &TicketPanel::check);
    connect(m_account, &QComboBox::activated, this, [this] { emit accountChosen(account()); });
    connect(m_link, &QComboBox::currentIndexChanged, this, &TicketPanel::onLinkChosen);
    connect(m_oco, &OcoBlock::changed, this, &TicketPanel::check);
    connect(m_exits, &ExitsBlock::changed, this, &TicketPanel::check);
    connect(m_exits, &ExitsBlock::rowAdded, this, [this](QWidget *row) { adoptNumberFields(*row); });
    connect(m_activation, &ActivationBlock::changed, this, &TicketPanel::check);
    connect(m_ends, &QPushButton::toggled, m_activation, &ActivationBlock::setEndsShown);
    connect(m_join, &QPushButton::clicked, this, [this] { takeBest(true); });
    connect(m_hit, &QPushButton::clicked, this, [this] { takeBest(false); });
    connect(m_submit, &QPushButton::clicked, this, &TicketPanel::submit);
    connect(m_arm, &QPushButton::clicked, this, &TicketPanel::toggleArm);
    connect(m_windowLock, &QPushButton::clicked, this, [this](bool locked) {
        emit windowLockRequested(locked);
        check(); // shows what the desk says, not what was wished
    });
    connect(m_batch, &QPushButton::clicked, this, [this] { emit batchRequested(submission()); });
    // Not setMenu(): that would run an event loop of its own while the menu is open.
    connect(m_templateButton, &QPushButton::clicked, this, &TicketPanel::openTemplateMenu);
    connect(m_templates, &TemplateBlock::saveRequested, this, &TicketPanel::saveTemplate);
    connect(&m_theme, &Theme::changed, this, &TicketPanel::applyTheme);
    adoptNumberFields(*m_page);
}

void TicketPanel::connectStores()
{
    const auto markDirty = [this] { m_dirty = true; };
    connect(&m_desk, &OrderDesk::armedChanged, this, &TicketPanel::check);
    connect(&m_desk, &OrderDesk::windowLockChanged, this, &TicketPanel::check);
    connect(&m_desk, &OrderDesk::liveChanged, this, &TicketPanel::check);
    connect(&m_desk, &OrderDesk::blockedChanged, this, &TicketPanel::check);
    connect(&m_board, &MarketBoard::marketsChanged, this, &TicketPanel::onMarketsChanged);
    connect(&m_board, &MarketBoard::definitionChanged, this, &TicketPanel::onDefinitionChanged);
    connect(&m_accounts, &AccountStore::accountsChanged, this, &TicketPanel::listAccounts);
    connect(&m_accounts, &AccountStore::accountChanged, this, &TicketPanel::listAccounts);
    connect(&m_accounts, &AccountStore::positionChanged, this, markDirty);
    connect(&m_accounts, &AccountStore::positionsReset, this, markDirty);
}

// The letters that choose the side work in them: they take no letters.
void TicketPanel::adoptNumberFields(QWidget &within)
{
    for (NumberField *field : within.findChildren<NumberField *>())
        field->installEventFilter(this);
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
    for (std::size_t place = 0; place < 9; ++place) {
        auto *applies =
            new QShortcut{QKeySequence{Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(place))}, this};
        applies->setContext(Qt::WidgetWithChildrenShortcut);
        connect(applies, &QShortcut::activated, this, [this, place] { applyTemplateAt(place); });
    }
}

} // namespace depthdeck::ui
