// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/journal/journal_filter_bar.h"

#include "ui/common/named_combo.h"
#include "ui/common/number_text.h"
#include "ui/journal/journal_text.h"
#include "ui/theme/dress.h"

#include <QDateTimeEdit>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

/// Standing at its earliest moment it means "any time".
QDateTimeEdit *makeMoment(const QString &name, const QString &none, QWidget *parent)
{
    auto *edit = new QDateTimeEdit{parent};
    edit->setAccessibleName(name);
    edit->setTimeSpec(Qt::UTC);
    edit->setDisplayFormat(u"yyyy-MM-dd HH:mm:ss"_s);
    edit->setMinimumDateTime(QDateTime{QDate{2000, 1, 1}, QTime{0, 0}, Qt::UTC});
    edit->setSpecialValueText(none);
    edit->setDateTime(edit->minimumDateTime());
    edit->setButtonSymbols(QAbstractSpinBox::NoButtons);
    return edit;
}

std::optional<WallTime> momentOf(const QDateTimeEdit &edit)
{
    if (edit.dateTime() == edit.minimumDateTime())
        return std::nullopt;
    return WallTime{std::chrono::milliseconds{edit.dateTime().toMSecsSinceEpoch()}};
}

void insertSorted(NamedCombo &combo, const QString &text)
{
    int at = 1; // after "all"
    while (at < combo.count() && combo.itemText(at) < text)
        ++at;
    combo.insertItem(at, text, text);
}

} // namespace

JournalFilterBar::JournalFilterBar(const Theme &theme, QWidget *parent)
    : QWidget{parent},
      m_theme{theme},
      m_text{new QLineEdit{this}},
      m_group{new NamedCombo{tr("Kind of event"), this}},
      m_account{new NamedCombo{tr("Account"), this}},
      m_market{new NamedCombo{tr("Market"), this}},
      m_by{new NamedCombo{tr("Manual or automatic"), this}},
      m_from{makeMoment(tr("From (UTC)"), tr("any time"), this)},
      m_until{makeMoment(tr("Until (UTC)"), tr("any time"), this)},
      m_clear{new QPushButton{tr("Show all"), this}}
{
    constexpr std::chrono::milliseconds typingPause{250};
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    build();
    applyTheme();
    connect(&theme, &Theme::changed, this, &JournalFilterBar::applyTheme);
    connect(&m_typing, &QTimer::timeout, this, &JournalFilterBar::filterChanged);
    const auto typed = [this] { m_typing.start(); };
    connect(m_text, &QLineEdit::textChanged, this, typed);
    connect(m_from, &QDateTimeEdit::dateTimeChanged, this, typed);
    connect(m_until, &QDateTimeEdit::dateTimeChanged, this, typed);
    for (NamedCombo *combo : {m_group, m_account, m_market, m_by})
        connect(combo, &QComboBox::currentIndexChanged, this, &JournalFilterBar::filterChanged);
    connect(m_clear, &QPushButton::clicked, this, &JournalFilterBar::clear);
}

void JournalFilterBar::build()
{
    m_text->setAccessibleName(tr("Search the journal"));
    m_text->setPlaceholderText(tr("Search text, order or tag"));
    m_text->setClearButtonEnabled(true);
    for (const JournalGroup group : {JournalGroup::All, JournalGroup::Session, JournalGroup::Guards,
                                     JournalGroup::Intents, JournalGroup::Orders, JournalGroup::Fills})
        m_group->addItem(journalGroupText(group), static_cast<int>(group));
    m_account->addItem(tr("All accounts"));
    m_market->addItem(tr("All markets"));
    m_by->addItem(tr("By anyone"));
    m_by->addItem(manualText(true), true);
    m_by->addItem(manualText(false), false);
    setDress(*m_clear, Dress::Quiet);

    auto *choices = new QHBoxLayout;
    choices->addWidget(m_text, 2);
    choices->addWidget(m_group);
    choices->addWidget(m_account, 1);
    choices->addWidget(m_market, 1);
    auto *times = new QHBoxLayout;
    times->addWidget(m_by);
    times->addWidget(new QLabel{tr("From (UTC)"), this}); // child of this
    times->addWidget(m_from);
    times->addWidget(new QLabel{tr("Until"), this}); // child of this
    times->addWidget(m_until);
    times->addStretch(1);
    times->addWidget(m_clear);
    auto *rows = new QVBoxLayout{this};
    rows->addLayout(choices);
    rows->addLayout(times);
}

void JournalFilterBar::applyTheme()
{
    const int margin = m_theme.scaled(8);
    layout()->setContentsMargins(margin, margin, margin, margin);
    layout()->setSpacing(m_theme.scaled(6));
    // Wide enough for a moment, whatever stands in it now.
    const QFontMetrics metrics{m_theme.textFont()};
    for (QDateTimeEdit *edit : {m_from, m_until})
        edit->setMinimumWidth(metrics.horizontalAdvance(u"2026-08-28 00:00:00"_s) + m_theme.scaled(24));
    for (NamedCombo *combo : {m_account, m_market})
        combo->setMinimumWidth(m_theme.scaled(120));
}

JournalFilter JournalFilterBar::filter() const
{
    JournalFilter filter;
    filter.text = m_text->text().trimmed();
    filter.group = static_cast<JournalGroup>(m_group->currentData().toInt());
    filter.account = m_account->currentData().toString().toStdString();
    filter.market = m_market->currentData().toString().toStdString();
    if (m_by->currentData().isValid())
        filter.manual = m_by->currentData().toBool();
    filter.from = momentOf(*m_from);
    filter.until = momentOf(*m_until);
    return filter;
}

void JournalFilterBar::offer(const std::string &account, const std::string &market)
{
    if (!account.empty() && m_accounts.insert(account).second)
        insertSorted(*m_account, textOf(account));
    if (!market.empty() && m_markets.insert(market).second)
        insertSorted(*m_market, textOf(market));
}

void JournalFilterBar::search(const QString &text)
{
    const QSignalBlocker blocker{m_text};
    m_text->setText(text);
    m_typing.stop();
    emit filterChanged();
}

void JournalFilterBar::clear()
{
    {
        const QSignalBlocker text{m_text};
        const QSignalBlocker group{m_group};
        const QSignalBlocker account{m_account};
        const QSignalBlocker market{m_market};
        const QSignalBlocker by{m_by};
        const QSignalBlocker from{m_from};
        const QSignalBlocker until{m_until};
        m_text->clear();
        for (NamedCombo *combo : {m_group, m_account, m_market, m_by})
            combo->setCurrentIndex(0);
        for (QDateTimeEdit *edit : {m_from, m_until})
            edit->setDateTime(edit->minimumDateTime());
    }
    m_typing.stop();
    emit filterChanged();
}

} // namespace depthdeck::ui
