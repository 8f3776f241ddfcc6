// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/ticket_panel.h"

#include "ui/common/named_combo.h"
#include "ui/common/price_field.h"
#include "ui/common/quantity_field.h"
#include "ui/ticket/activation_block.h"
#include "ui/ticket/exits_block.h"
#include "ui/ticket/oco_block.h"
#include "ui/ticket/order_terms.h"
#include "ui/ticket/quantity_row.h"
#include "ui/ticket/template_block.h"
#include "ui/ticket/template_shelf.h"
#include "ui/ticket/ticket_template.h"
#include "ui/ticket/ticket_text.h"

#include <QCheckBox>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>

// What is tied to the first order, and the templates that an order is made from.

namespace depthdeck::ui {

namespace {

QString obstacleText(TemplateObstacle obstacle)
{
    switch (obstacle) {
    case TemplateObstacle::None:
        return {};
    case TemplateObstacle::Link:
        return TicketPanel::tr("Not saved: only a single order or a bracket can be a template.");
    case TemplateObstacle::NoMarket:
        return TicketPanel::tr("Not saved: choose a market first, its ticks count the distances.");
    case TemplateObstacle::NoAnchor:
        return TicketPanel::tr("Not saved: the market has no price there to count from. Choose another one.");
    case TemplateObstacle::OffTick:
        return TicketPanel::tr("Not saved: a price or a distance is missing or between two ticks.");
    }
    return {};
}

} // namespace

TicketLink TicketPanel::link() const
{
    return static_cast<TicketLink>(m_link->currentData().toInt());
}

void TicketPanel::setLink(TicketLink link)
{
    m_link->setCurrentIndex(m_link->findData(static_cast<int>(link)));
}

void TicketPanel::onLinkChosen()
{
    const TicketLink chosen = link();
    const bool isBracket = chosen == TicketLink::Bracket || chosen == TicketLink::ManyExits;
    const bool opensOco = chosen == TicketLink::Oco && m_oco->isHidden();
    m_oco->setVisible(chosen == TicketLink::Oco);
    m_exits->setVisible(isBracket);
    updateEntry();
    if (isBracket)
        m_exits->setMany(chosen == TicketLink::ManyExits);
    if (opensOco)
        m_oco->startBeside(draft());
    check();
}

SubmissionDraft TicketPanel::submission() const
{
    SubmissionDraft submission{draft()};
    switch (link()) {
    case TicketLink::None:
        break;
    case TicketLink::Oco:
        submission.link = OrderLink::Oco;
        submission.orders.push_back(m_oco->value(submission.orders.front()));
        break;
    case TicketLink::Bracket:
    case TicketLink::ManyExits:
        m_exits->write(submission);
        break;
    }
    return submission;
}

// The exits are measured from where the first order will trade.
void TicketPanel::updateEntry()
{
    const OrderDraft first = draft();
    EntryBasis entry;
    entry.market = market();
    entry.from = expectedEntry(first, entry.market);
    entry.isExpected = !hasOwnPrice(first) || fillsAtOnce(first, market());
    entry.side = first.side;
    entry.lots = first.volume;
    if (!m_exits->isHidden())
        m_exits->setEntry(entry);
    m_oco->setFirstQuantity(m_quantity->field().value());
    m_terms->setLots(first.volume);
    m_activation->setNow(m_clock->wallNow());
}

void TicketPanel::load(const SubmissionDraft &submission)
{
    if (submission.orders.empty())
        return;
    const OrderDraft &first = submission.orders.front();
    setAccount(first.account);
    setSide(first.side);
    m_quantity->field().setValue(first.volume);
    m_terms->load(first);
    m_closeAll->setChecked(first.flattenAll);
    m_activation->load(first.activation);
    m_ends->setChecked(m_activation->endsShown());
    const bool isOco = submission.link == OrderLink::Oco && submission.orders.size() > 1;
    setLink(isOco                             ? TicketLink::Oco
            : hasExitVolumes(submission.link) ? TicketLink::ManyExits
            : isBracket(submission.link)      ? TicketLink::Bracket
                                              : TicketLink::None);
    updateEntry();
    if (isOco)
        m_oco->load(submission.orders[1]);
    else if (isBracket(submission.link))
        m_exits->load(submission);
    check();
}

void TicketPanel::setTemplateShelf(TemplateShelf *shelf)
{
    m_shelf = shelf;
    m_templates->setShelf(shelf);
    m_templateButton->setEnabled(shelf != nullptr);
}

void TicketPanel::useClock(const Clock &clock)
{
    m_clock = &clock;
    updateEntry();
}

void TicketPanel::applyTemplate(const OrderTemplate &from)
{
    const MarketState *state = market();
    const std::optional<Price> given =
        m_terms->usesStop() && !m_terms->usesLimit() ? m_terms->stop().value() : m_terms->limit().value();
    const std::optional<SubmissionDraft> made =
        state ? depthdeck::applyTemplate(from, m_side, account(), *state, given) : std::nullopt;
    if (!made) {
        setAnswer(tr("“%1” was not applied: the market has no price for it to start from.").arg(from.name));
        return;
    }
    load(*made);
    // The trader gave the exits in ticks: they stay so when the price is changed.
    const std::vector<ExitRow *> &rows = m_exits->rows();
    const bool sameExits = isBracket(from.link) && made->exits.size() == from.exits.size();
    for (std::size_t place = 0; sameExits && place < from.exits.size() && place < rows.size(); ++place)
        rows[place]->loadTicks(from.exits[place].profitTicks, from.exits[place].stopTicks,
                               from.exits[place].trailTicks);
    setAnswer(tr("Template “%1” is in the ticket. Nothing was sent.").arg(from.name));
    check();
}

void TicketPanel::applyTemplateAt(std::size_t place)
{
    if (m_shelf && place < m_shelf->templates().size())
        applyTemplate(m_shelf->templates()[place]);
}

void TicketPanel::openTemplateMenu()
{
    fillTemplateMenu(*m_templateMenu);
    const QPoint above = m_templateButton->mapToGlobal(QPoint{0, -m_templateMenu->sizeHint().height()});
    m_templateMenu->popup(above); // the button stands at the ticket's end
}

void TicketPanel::fillTemplateMenu(QMenu &menu)
{
    menu.clear();
    if (!m_shelf)
        return;
    for (std::size_t place = 0; place < m_shelf->templates().size(); ++place) {
        // A tab puts the key at the right; the shortcut itself is the ticket's.
        QString text = m_shelf->templates()[place].name;
        text.replace(u'&', QStringLiteral("&&"));
        if (place < 9)
            text += tr("\tAlt+%1").arg(place + 1);
        connect(menu.addAction(text), &QAction::triggered, this, [this, place] { applyTemplateAt(place); });
    }
    if (!m_shelf->templates().empty())
        menu.addSeparator();
    const auto reveal = [this] { m_scroll->ensureWidgetVisible(m_templates); };
    connect(menu.addAction(tr("Save this order as a template…")), &QAction::triggered, this, [this, reveal] {
        m_templates->offerToSave(usualAnchor(draft().type));
        QMetaObject::invokeMethod(this, reveal, Qt::QueuedConnection); // after it has its place
    });
    connect(menu.addAction(tr("Rename, order or delete templates…")), &QAction::triggered, this, [this, reveal] {
        m_templates->offerToManage();
        QMetaObject::invokeMethod(this, reveal, Qt::QueuedConnection);
    });
}

void TicketPanel::saveTemplate(const QString &name, PriceAnchor anchor)
{
    const MarketState *state = market();
    TemplateReading reading =
        state ? templateOf(submission(), *state, anchor) : TemplateReading{{}, TemplateObstacle::NoMarket};
    if (reading.obstacle != TemplateObstacle::None)
        return m_templates->tell(obstacleText(reading.obstacle));
    reading.made.name = name;
    const bool replaces = m_shelf->find(name.simplified()) != nullptr;
    m_shelf->put(std::move(reading.made));
    m_templates->tell(replaces ? tr("“%1” was replaced.").arg(name) : tr("“%1” was saved.").arg(name));
}

} // namespace depthdeck::ui
