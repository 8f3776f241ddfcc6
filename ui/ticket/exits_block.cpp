// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/exits_block.h"

#include "ui/common/named_combo.h"
#include "ui/common/order_words.h"
#include "ui/common/quantity_field.h"
#include "ui/theme/theme.h"
#include "ui/ticket/distance_field.h"
#include "ui/ticket/form_rows.h"

#include <QPushButton>

#include <algorithm>

namespace depthdeck::ui {

namespace {
constexpr std::size_t mostExits = 9;
}

ExitsBlock::ExitsBlock(const Theme &theme, QWidget *parent)
    : QWidget{parent},
      m_theme{theme},
      m_layout{new QVBoxLayout{this}},
      m_list{new QVBoxLayout},
      m_add{new QPushButton{tr("Add exit"), this}},
      m_time{new NamedCombo{tr("Exits time in force"), this}},
      m_sendAs{new NamedCombo{tr("Exit prices"), this}}
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->addLayout(m_list);
    m_layout->addWidget(m_add);
    for (const TimeInForce time : {TimeInForce::GoodTillCancelled, TimeInForce::Day})
        m_time->addItem(timeInForceLongText(time), static_cast<int>(time));
    for (const SendAs choice : {SendAs::Automatic, SendAs::Prices, SendAs::Differences})
        m_sendAs->addItem(QString{}, static_cast<int>(choice));
    auto *form = new QFormLayout;
    setUpForm(*form);
    addFormRow(*form, tr("Exits last"), m_time);
    addFormRow(*form, tr("Sent as"), m_sendAs);
    m_layout->addLayout(form);
    m_sendAs->setToolTip(tr("Prices stand where you see them. Differences are counted from the price of the fill."));
    m_add->setAccessibleName(tr("Add exit"));
    m_add->setAutoDefault(false);
    addRow();
    connect(m_add, &QPushButton::clicked, this, &ExitsBlock::addExit);
    for (NamedCombo *box : {m_time, m_sendAs})
        connect(box, &QComboBox::currentIndexChanged, this, &ExitsBlock::changed);
    const auto apply = [this, form] {
        applyTheme();
        form->setHorizontalSpacing(m_theme.scaled(12));
        form->setVerticalSpacing(m_theme.scaled(5));
    };
    connect(&theme, &Theme::changed, this, apply);
    apply();
    setMany(false);
}

void ExitsBlock::applyTheme()
{
    m_layout->setSpacing(m_theme.scaled(6));
    m_list->setSpacing(m_theme.scaled(8));
}

void ExitsBlock::setMany(bool many)
{
    m_many = many;
    if (!many)
        setRowCount(1);
    for (ExitRow *row : m_rows)
        row->setOneOfMany(many);
    m_add->setVisible(many);
    if (many && m_rows.size() == 1)
        m_rows.front()->setLots(m_entry.lots);
}

void ExitsBlock::addRow()
{
    auto *row = new ExitRow{m_theme, static_cast<int>(m_rows.size()) + 1, this};
    row->setOneOfMany(m_many);
    row->setEntry(m_entry);
    connect(row, &ExitRow::changed, this, [this] {
        updateSendAs();
        emit changed();
    });
    // Later: the row may be in the middle of its own click.
    connect(
        row, &ExitRow::removeRequested, this, [this, row] { removeRow(row); }, Qt::QueuedConnection);
    m_rows.push_back(row);
    m_list->addWidget(row);
    m_add->setEnabled(m_rows.size() < mostExits);
    emit rowAdded(row);
}

// The new exit takes the lots that the others leave, or one of those of the last.
void ExitsBlock::addExit()
{
    int taken = 0;
    for (const ExitRow *row : m_rows)
        taken += row->lots().value_or(Quantity{0}).contracts;
    ExitRow *last = m_rows.back();
    const int lots = last->lots().value_or(Quantity{0}).contracts;
    addRow();
    const int left = m_entry.lots.contracts - taken;
    if (left > 0) {
        m_rows.back()->setLots(Quantity{left});
    } else if (lots > 1) {
        last->setLots(Quantity{lots - lots / 2});
        m_rows.back()->setLots(Quantity{lots / 2});
    }
    m_rows.back()->profit().edit().setFocus();
    emit changed();
}

void ExitsBlock::removeRow(ExitRow *row)
{
    const auto place = std::find(m_rows.begin(), m_rows.end(), row);
    if (place == m_rows.end() || m_rows.size() == 1)
        return;
    // The names count from 1 without a gap: those that follow move up, the last one goes.
    std::vector<BracketExit> kept;
    const bool absolute = false;
    for (auto next = place + 1; next != m_rows.end(); ++next)
        kept.push_back((*next)->value(absolute));
    for (std::size_t index = 0; index < kept.size(); ++index)
        (*(place + static_cast<std::ptrdiff_t>(index)))->load(kept[index], absolute);
    setRowCount(m_rows.size() - 1);
    emit changed();
}

void ExitsBlock::setRowCount(std::size_t count)
{
    count = std::clamp<std::size_t>(count, 1, mostExits);
    while (m_rows.size() < count)
        addRow();
    while (m_rows.size() > count) {
        delete m_rows.back();
        m_rows.pop_back();
    }
    m_add->setEnabled(m_rows.size() < mostExits);
    updateSendAs();
}

void ExitsBlock::setEntry(const EntryBasis &entry)
{
    if (entry == m_entry)
        return;
    // One exit follows the entry's lots until there are more.
    const bool follows = m_many && m_rows.size() == 1 && m_rows.front()->lots() == m_entry.lots;
    m_entry = entry;
    if (follows)
        m_rows.front()->setLots(entry.lots);
    for (ExitRow *row : m_rows)
        row->setEntry(entry);
    updateSendAs();
}

bool ExitsBlock::isAbsolute() const
{
    switch (static_cast<SendAs>(m_sendAs->currentData().toInt())) {
    case SendAs::Prices:
        return true;
    case SendAs::Differences:
        return false;
    case SendAs::Automatic:
        break;
    }
    const bool typed =
        std::any_of(m_rows.begin(), m_rows.end(), [](const ExitRow *row) { return row->hasTypedPrice(); });
    return typed || (m_entry.from && !m_entry.isExpected);
}

// What the automatic choice comes to stands in the box.
void ExitsBlock::updateSendAs()
{
    const int automatic = m_sendAs->findData(static_cast<int>(SendAs::Automatic));
    const QSignalBlocker quiet{m_sendAs};
    const int chosen = m_sendAs->currentIndex();
    m_sendAs->setCurrentIndex(automatic);
    const bool absolute = isAbsolute();
    m_sendAs->setCurrentIndex(chosen);
    m_sendAs->setItemText(automatic, absolute ? tr("Prices (automatic)") : tr("Differences (automatic)"));
    m_sendAs->setItemText(m_sendAs->findData(static_cast<int>(SendAs::Prices)), tr("Prices"));
    m_sendAs->setItemText(m_sendAs->findData(static_cast<int>(SendAs::Differences)), tr("Differences from the fill"));
}

void ExitsBlock::write(SubmissionDraft &submission) const
{
    const bool absolute = isAbsolute();
    submission.link = m_many ? (absolute ? OrderLink::AutoOcoMp : OrderLink::AutoOcoM)
                             : (absolute ? OrderLink::AutoOcoP : OrderLink::AutoOco);
    submission.exits.clear();
    for (const ExitRow *row : m_rows)
        submission.exits.push_back(row->value(absolute));
    submission.exitsTimeInForce = static_cast<TimeInForce>(m_time->currentData().toInt());
}

void ExitsBlock::load(const SubmissionDraft &submission)
{
    setRowCount(submission.exits.size());
    setMany(hasExitVolumes(submission.link));
    const bool absolute = hasAbsoluteExits(submission.link);
    for (std::size_t index = 0; index < submission.exits.size() && index < m_rows.size(); ++index)
        m_rows[index]->load(submission.exits[index], absolute);
    setExitsTimeInForce(submission.exitsTimeInForce);
    m_sendAs->setCurrentIndex(m_sendAs->findData(static_cast<int>(SendAs::Automatic)));
    updateSendAs();
    if (absolute != isAbsolute())
        m_sendAs->setCurrentIndex(
            m_sendAs->findData(static_cast<int>(absolute ? SendAs::Prices : SendAs::Differences)));
    emit changed();
}

void ExitsBlock::setExitsTimeInForce(TimeInForce time)
{
    if (const int place = m_time->findData(static_cast<int>(time)); place >= 0)
        m_time->setCurrentIndex(place);
}

QStringList ExitsBlock::faults() const
{
    QStringList faults;
    for (const ExitRow *row : m_rows)
        faults << row->faults();
    return faults;
}

} // namespace depthdeck::ui
