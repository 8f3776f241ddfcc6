// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/guards/limits_panel.h"

#include "app/trading/account_store.h"
#include "ui/common/number_text.h"

#include <QDateTimeEdit>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

#include <utility>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostLots = 1'000'000;
constexpr int centsPerUnit = 100;

/// What the server allows; 0 says nothing of it.
QString serverText(std::int32_t limit)
{
    return limit > 0 ? LimitsPanel::tr("server: %1").arg(countText(limit)) : QString{};
}

} // namespace

LimitsPanel::LimitsPanel(PersonalLimits &limits, const AccountStore &accounts, const Clock &clock, const Theme &theme,
                         QWidget *parent)
    : QWidget{parent},
      m_limits{limits},
      m_accounts{accounts},
      m_clock{clock},
      m_theme{theme}
{
    setAccessibleName(tr("Limits"));
    auto *inside = new QWidget;
    auto *rows = new QVBoxLayout{inside};
    auto *form = new QFormLayout;
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    buildLimits(*form);
    rows->addLayout(form);
    m_apply = new QPushButton{tr("Apply limits"), inside};
    connect(m_apply, &QPushButton::clicked, this, &LimitsPanel::apply);
    rows->addWidget(m_apply, 0, Qt::AlignLeft);
    rows->addWidget(buildLock());
    m_answer = new QLabel{inside};
    m_answer->setWordWrap(true);
    m_answer->setAccessibleName(tr("Answer"));
    rows->addWidget(m_answer);
    rows->addStretch();

    auto *scroll = new QScrollArea{this};
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(inside); // takes it
    auto *outer = new QVBoxLayout{this};
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);

    const auto dirty = [this] { m_dirty = true; };
    connect(&limits, &PersonalLimits::changed, this, [this] {
        showLimits();
        m_dirty = true;
    });
    connect(&accounts, &AccountStore::accountsChanged, this, dirty);
    connect(&accounts, &AccountStore::accountChanged, this, dirty);
    showLimits();
    refresh();
}

LimitsPanel::Row LimitsPanel::addRow(QFormLayout &form, const QString &name, const QString &suffix, int highest,
                                     const QString &tip)
{
    Row row;
    auto *line = new QWidget;
    auto *layout = new QHBoxLayout{line};
    layout->setContentsMargins(0, 0, 0, 0);
    row.field = new QSpinBox{line};
    row.field->setRange(0, highest);
    row.field->setSpecialValueText(tr("no limit"));
    row.field->setSuffix(suffix);
    row.field->setAccessibleName(name);
    row.field->setToolTip(tip);
    row.field->setGroupSeparatorShown(true);
    row.field->setMinimumWidth(m_theme.scaled(150));
    row.server = new QLabel{line};
    row.server->setAccessibleName(tr("%1, server").arg(name));
    layout->addWidget(row.field);
    layout->addWidget(row.server, 1);
    auto *label = new QLabel{name};
    label->setBuddy(row.field);
    label->setToolTip(tip);
    form.addRow(label, line); // takes both
    return row;
}

void LimitsPanel::buildLimits(QFormLayout &form)
{
    m_clip = addRow(form, tr("Largest order"), tr(" lots"), mostLots, tr("No order of more lots than this is sent."));
    m_position = addRow(form, tr("Largest position"), tr(" lots"), mostLots,
                        tr("Net lots in one market, counting what works at its worst."));
    m_working = addRow(form, tr("Most working orders"), {}, mostLots, tr("Active orders of one account."));
    m_ticks = addRow(form, tr("Distance from the market"), tr(" ticks"), mostLots,
                     tr("An order priced further away than this is refused."));
    m_rate = addRow(form, tr("Orders a second"), {}, 1000,
                    tr("Submissions and revisions. Pulls are never counted and never held back."));
    m_duplicate = addRow(form, tr("Same order again within"), tr(" ms"), 60'000,
                         tr("The same order is refused when it comes again this soon."));
    m_dayLoss = addRow(form, tr("Largest loss of the day"), {}, 100'000'000,
                       tr("Realised and open loss together, in the account's currency. Beyond it nothing is sent that "
                          "opens a position."));
    m_idle = addRow(form, tr("Lock when idle for"), tr(" min"), 24 * 60,
                    tr("Without a key or a click for this long, trading locks itself."));
}

QWidget *LimitsPanel::buildLock()
{
    auto *box = new QWidget;
    auto *rows = new QVBoxLayout{box};
    rows->setContentsMargins(0, m_theme.scaled(8), 0, 0);
    m_lockState = new QLabel{box};
    m_lockState->setWordWrap(true);
    m_lockState->setAccessibleName(tr("Lock state"));
    auto *line = new QHBoxLayout;
    m_until = new QDateTimeEdit{box};
    m_until->setDisplayFormat(u"yyyy-MM-dd HH:mm"_s);
    m_until->setAccessibleName(tr("Lock until, your time"));
    m_lock = new QPushButton{tr("Lock limits"), box};
    m_lock->setToolTip(tr("Until then the limits can only be made tighter. The lock cannot be taken back."));
    connect(m_lock, &QPushButton::clicked, this, &LimitsPanel::lock);
    line->addWidget(m_until);
    line->addWidget(m_lock);
    line->addStretch();
    rows->addWidget(m_lockState);
    rows->addLayout(line);
    constexpr qint64 workingDay = 8LL * 3600;
    m_until->setDateTime(QDateTime::currentDateTime().addSecs(workingDay));
    return box;
}

void LimitsPanel::showLimits()
{
    const RiskLimits &limits = m_limits.limits();
    m_clip.field->setValue(limits.maxClip);
    m_position.field->setValue(limits.maxPosition);
    m_working.field->setValue(limits.maxWorkingOrders);
    m_ticks.field->setValue(limits.maxTicksFromMarket);
    m_rate.field->setValue(limits.maxOrdersPerSecond);
    m_duplicate.field->setValue(static_cast<int>(limits.duplicateWindow.count()));
    m_dayLoss.field->setValue(static_cast<int>(limits.maxDayLossCents / centsPerUnit));
    m_idle.field->setValue(limits.idleMinutes);
}

RiskLimits LimitsPanel::entered() const
{
    RiskLimits limits;
    limits.maxClip = m_clip.field->value();
    limits.maxPosition = m_position.field->value();
    limits.maxWorkingOrders = m_working.field->value();
    limits.maxTicksFromMarket = m_ticks.field->value();
    limits.maxOrdersPerSecond = m_rate.field->value();
    limits.duplicateWindow = std::chrono::milliseconds{m_duplicate.field->value()};
    limits.maxDayLossCents = std::int64_t{m_dayLoss.field->value()} * centsPerUnit;
    limits.idleMinutes = m_idle.field->value();
    return limits;
}

void LimitsPanel::setAccount(const AccountId &account)
{
    m_account = account;
    m_dirty = true;
}

void LimitsPanel::refresh()
{
    showLock(); // time passes
    if (!std::exchange(m_dirty, false))
        return;
    showServer();
}

void LimitsPanel::showServer()
{
    const Account *account = m_accounts.account(m_account);
    if (account == nullptr && !m_accounts.accounts().empty())
        account = &m_accounts.accounts().front();
    m_clip.server->setText(account ? serverText(account->maxClipSize) : QString{});
    m_position.server->setText(account ? serverText(account->maxAccountPosition) : QString{});
    const bool hasLoss = account != nullptr && account->dayLossLimit && *account->dayLossLimit > 0;
    m_dayLoss.server->setText(hasLoss ? tr("server: %1").arg(moneyText(*account->dayLossLimit, account->currency))
                                      : QString{});
}

void LimitsPanel::showLock()
{
    const auto until = m_limits.lockedUntil();
    const QString text = until ? tr("Locked until %1, your time: limits can only be made tighter.")
                                     .arg(dateTimeText(*until, TimeZone::Local))
                               : tr("Not locked: limits can be changed at any time.");
    if (m_lockState->text() != text)
        m_lockState->setText(text);
}

void LimitsPanel::say(const QString &text, bool isRefusal)
{
    m_answer->setText(text);
    QPalette colors = m_answer->palette();
    colors.setColor(QPalette::WindowText, m_theme.color(isRefusal ? ColorRole::Down : ColorRole::Quiet));
    m_answer->setPalette(colors);
}

void LimitsPanel::apply()
{
    switch (m_limits.set(entered())) {
    case PersonalLimits::Answer::Accepted:
        return say(tr("The limits hold from now on."), false);
    case PersonalLimits::Answer::LockedNotTighter:
        say(tr("Refused: the limits are locked until %1 and one of these is looser than now. Nothing was changed.")
                .arg(m_limits.lockedUntil() ? dateTimeText(*m_limits.lockedUntil(), TimeZone::Local) : QString{}),
            true);
        return showLimits();
    default:
        say(tr("Refused: one of the limits is out of range. Nothing was changed."), true);
        return showLimits();
    }
}

void LimitsPanel::lock()
{
    const WallTime until{std::chrono::milliseconds{m_until->dateTime().toMSecsSinceEpoch()}};
    switch (m_limits.lockUntil(until)) {
    case PersonalLimits::Answer::Accepted:
        say(tr("The limits are locked."), false);
        break;
    case PersonalLimits::Answer::LockNotLonger:
        say(tr("Refused: the limits are locked for longer than that already."), true);
        break;
    default:
        say(tr("Refused: that moment is over. Choose one to come."), true);
        break;
    }
    m_dirty = true;
    showLock();
}

QString LimitsPanel::headerHint() const
{
    return m_limits.lockedUntil() ? tr("locked") : QString{};
}

} // namespace depthdeck::ui
