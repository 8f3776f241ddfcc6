// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/positions/account_figures.h"

#include "ui/common/number_text.h"
#include "ui/common/order_words.h"
#include "ui/positions/account_words.h"

#include <QCoreApplication>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

struct AccountFigures
{
    Q_DECLARE_TR_FUNCTIONS(depthdeck::ui::AccountFigures)
};

/// Collects the lines; a figure of nothing is left out unless it is always shown.
class Lines
{
public:
    explicit Lines(bool confirmed) : m_confirmed{confirmed} {}

    void always(const QString &figure, const std::optional<double> &amount) { push(figure, moneyText(amount)); }
    void money(const QString &figure, const std::optional<double> &amount)
    {
        if (amount && moneySign(*amount) != 0)
            push(figure, moneyText(*amount));
    }
    void change(const QString &figure, const std::optional<double> &amount)
    {
        push(figure, signedMoneyText(amount), m_confirmed ? moneyColor(amount) : ColorRole::Quiet);
    }
    void toldChange(const QString &figure, const std::optional<double> &amount)
    {
        if (amount)
            change(figure, amount);
    }
    void count(const QString &figure, const std::optional<std::int32_t> &value)
    {
        if (value)
            push(figure, countText(*value));
    }
    void percent(const QString &figure, const std::optional<std::int32_t> &value)
    {
        if (value)
            push(figure, u"%1 %"_s.arg(*value));
    }
    void words(const QString &figure, const std::string &text)
    {
        if (!text.empty())
            push(figure, textOf(text), plain(), false);
    }
    void yes(const QString &figure, bool set)
    {
        if (set)
            push(figure, AccountFigures::tr("Yes"), plain(), false);
    }
    void push(const QString &figure, const QString &value) { m_lines.push_back({figure, value, plain(), true}); }
    void push(const QString &figure, const QString &value, ColorRole color, bool number = true)
    {
        m_lines.push_back({figure, value, color, number});
    }
    [[nodiscard]] ColorRole plain() const noexcept { return m_confirmed ? ColorRole::Text : ColorRole::Quiet; }
    [[nodiscard]] std::vector<AccountFigure> take() { return std::move(m_lines); }

private:
    std::vector<AccountFigure> m_lines;
    bool m_confirmed;
};

void addMoney(Lines &lines, const Account &account)
{
    lines.always(AccountFigures::tr("Balance"), account.balance);
    lines.always(AccountFigures::tr("Available cash"), account.availableCash);
    lines.change(AccountFigures::tr("Realised"), account.realised);
    lines.change(AccountFigures::tr("Open, last trade"), account.unrealisedTrade);
    lines.change(AccountFigures::tr("Open, best price"), account.unrealised);
    lines.toldChange(AccountFigures::tr("Day realised"), account.dayRealised);
    lines.toldChange(AccountFigures::tr("Day open, last trade"), account.dayUnrealisedTrade);
    lines.toldChange(AccountFigures::tr("Day open, best price"), account.dayUnrealised);
    lines.push(account.marginAlert ? AccountFigures::tr("Margin, alert") : AccountFigures::tr("Margin"),
               moneyText(account.margin), account.marginAlert ? ColorRole::Warning : lines.plain());
    lines.money(AccountFigures::tr("Day margin"), account.dayMargin);
    lines.money(AccountFigures::tr("Fees and commissions"), account.feesAndCommissions);
}

void addLimits(Lines &lines, const Account &account)
{
    const auto limit = [](std::int32_t contracts) {
        return contracts > 0 ? countText(contracts) : QString{absentMark};
    };
    const auto told = [](const std::optional<std::int32_t> &count) {
        return count ? countText(*count) : QString{absentMark};
    };
    lines.push(AccountFigures::tr("Working orders"), told(account.workingOrders));
    lines.push(AccountFigures::tr("Working lots"), told(account.workingVolume));
    lines.push(AccountFigures::tr("Largest order"), limit(account.maxClipSize));
    lines.push(AccountFigures::tr("Largest position"), limit(account.maxAccountPosition));
    lines.money(AccountFigures::tr("Loss limit"), account.lossLimit);
    lines.money(AccountFigures::tr("Day loss limit"), account.dayLossLimit);
    lines.money(AccountFigures::tr("Least balance"), account.minBalance);
}

void addBalances(Lines &lines, const AccountBalances &balances)
{
    const auto money = [&lines](const QString &figure, double amount) { lines.money(figure, amount); };
    money(AccountFigures::tr("Open, overnight"), balances.overnightUnrealised);
    money(AccountFigures::tr("Full margin"), balances.fullMargin);
    money(AccountFigures::tr("Base margin"), balances.baseMargin);
    money(AccountFigures::tr("Alerting margin"), balances.alertingMargin);
    money(AccountFigures::tr("Pre-trade margin"), balances.preTradeMargin);
    money(AccountFigures::tr("Previous margin"), balances.previousMargin);
    money(AccountFigures::tr("Premium"), balances.premium);
    money(AccountFigures::tr("Market premium"), balances.marketPremium);
    money(AccountFigures::tr("Market premium, long"), balances.longMarketPremium);
    money(AccountFigures::tr("Market premium, short"), balances.shortMarketPremium);
    money(AccountFigures::tr("Net liquidation, imported"), balances.importedNetLiquidation);
    money(AccountFigures::tr("Net liquidation, before that"), balances.previousImportedNetLiquidation);
    money(AccountFigures::tr("Delta, filled"), balances.filledDelta);
    money(AccountFigures::tr("Delta, working"), balances.workingDelta);
    if (balances.marginTime)
        lines.push(AccountFigures::tr("Margin of"), dateTimeText(*balances.marginTime));
    if (balances.alertingTime)
        lines.push(AccountFigures::tr("Alerting since"), dateTimeText(*balances.alertingTime));
}

void addRules(Lines &lines, const AccountRules &rules)
{
    lines.push(AccountFigures::tr("Trading"), accountEnabledText(rules.enabled),
               rules.enabled == AccountEnabled::Enabled ? lines.plain() : ColorRole::Warning, false);
    lines.push(AccountFigures::tr("Limits count"), accountModeText(rules.mode), lines.plain(), false);
    lines.push(AccountFigures::tr("Margin type"), marginTypeText(rules.marginType), lines.plain(), false);
    lines.percent(AccountFigures::tr("Margin, percent"), rules.marginPercent);
    lines.percent(AccountFigures::tr("Overnight margin, percent"), rules.overnightMarginPercent);
    lines.percent(AccountFigures::tr("Loss limit, percent"), rules.lossLimitPercent);
    lines.percent(AccountFigures::tr("Day loss limit, percent"), rules.dayLossLimitPercent);
    lines.count(AccountFigures::tr("Price banding"), rules.priceBanding);
    lines.count(AccountFigures::tr("Wide market"), rules.wideMarket);
    lines.count(AccountFigures::tr("Warns of P&L at"), rules.warnProfit);
    lines.count(AccountFigures::tr("Warns of the loss limit at"), rules.warnLossLimit);
    lines.count(AccountFigures::tr("Warns of margin at"), rules.warnMargin);
    lines.money(AccountFigures::tr("Warns of net equity at"), rules.warnMinNetEquity);
    lines.yes(AccountFigures::tr("Deleted"), rules.deleted);
    lines.yes(AccountFigures::tr("Pre-trade checks off"), rules.preTradeDisabled);
    lines.yes(AccountFigures::tr("Positions roll over"), rules.positionRollover);
    lines.yes(AccountFigures::tr("P&L rolls over"), rules.profitRollover);
    lines.yes(AccountFigures::tr("Options settle"), rules.optionsSettlement);
    lines.yes(AccountFigures::tr("P&L counts for margin"), rules.useProfitForMargin);
    lines.yes(AccountFigures::tr("Premium counts for margin"), rules.usePremiumForMargin);
    lines.words(AccountFigures::tr("Firm"), rules.firm.empty() ? rules.firmId : rules.firm);
    lines.words(AccountFigures::tr("Group"), rules.group);
    lines.words(AccountFigures::tr("Active from"), rules.activeTimeStart);
    lines.words(AccountFigures::tr("Active until"), rules.activeTimeStop);
    lines.words(AccountFigures::tr("Risk details"), rules.riskDetails);
}

} // namespace

std::vector<AccountFigure> accountFigures(const Account &account, bool confirmed)
{
    Lines lines{confirmed};
    lines.push(AccountFigures::tr("Account"), textOf(account.label()), ColorRole::Text, false);
    const QString status = accountStatusText(account.status);
    lines.push(AccountFigures::tr("Status"), confirmed ? status : AccountFigures::tr("%1, unconfirmed").arg(status),
               mayTrade(account.status) && confirmed ? ColorRole::Text : ColorRole::Warning, false);
    for (const QString &warning : accountWarnings(account))
        lines.push(AccountFigures::tr("Warning"), warning, ColorRole::Warning, false);
    addMoney(lines, account);
    addLimits(lines, account);
    if (account.balances)
        addBalances(lines, *account.balances);
    if (account.rules)
        addRules(lines, *account.rules);
    if (account.profitTime)
        lines.push(AccountFigures::tr("P&L of"), dateTimeText(*account.profitTime));
    lines.words(AccountFigures::tr("Number"), account.number);
    lines.words(AccountFigures::tr("Id"), account.id.text());
    return lines.take();
}

} // namespace depthdeck::ui
