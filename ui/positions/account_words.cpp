// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/positions/account_words.h"

#include "ui/common/number_text.h"
#include "ui/common/order_words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace depthdeck::ui {

namespace {

struct AccountWords
{
    Q_DECLARE_TR_FUNCTIONS(depthdeck::ui::AccountWords)
};

bool isMoney(Headroom::Rule rule) noexcept
{
    return rule == Headroom::Rule::LossLimit || rule == Headroom::Rule::DayLossLimit ||
           rule == Headroom::Rule::MinimumBalance || rule == Headroom::Rule::Margin;
}

QString amountText(Headroom::Rule rule, double amount)
{
    return isMoney(rule) ? moneyText(amount) : countText(std::llround(amount));
}

} // namespace

ColorRole moneyColor(const std::optional<double> &amount) noexcept
{
    const int sign = amount ? moneySign(*amount) : 0;
    return sign == 0 ? ColorRole::Quiet : (sign > 0 ? ColorRole::Up : ColorRole::Down);
}

QString riskStatusText(std::int32_t status)
{
    switch (static_cast<ContractRiskStatus>(status)) {
    case ContractRiskStatus::None:
        return {};
    case ContractRiskStatus::DayTrading:
        return AccountWords::tr("Day trading margin");
    case ContractRiskStatus::Alerting:
        return AccountWords::tr("Margin alert");
    case ContractRiskStatus::Liquidation:
        return AccountWords::tr("Being liquidated");
    case ContractRiskStatus::LiquidationWaiting:
        return AccountWords::tr("Waits to be liquidated");
    case ContractRiskStatus::BlockExpirationLiquidation:
        return AccountWords::tr("Liquidated before expiry");
    case ContractRiskStatus::PriceLimitLiquidation:
        return AccountWords::tr("Liquidated at a price limit");
    }
    return AccountWords::tr("Risk status %1").arg(status);
}

bool isRiskAlarm(std::int32_t status) noexcept
{
    return status != static_cast<std::int32_t>(ContractRiskStatus::None) &&
           status != static_cast<std::int32_t>(ContractRiskStatus::DayTrading);
}

QString accountEnabledText(AccountEnabled enabled)
{
    switch (enabled) {
    case AccountEnabled::Disabled:
        return AccountWords::tr("Disabled");
    case AccountEnabled::Enabled:
        return AccountWords::tr("Enabled");
    case AccountEnabled::BackOfficeOnly:
        return AccountWords::tr("Back office only");
    case AccountEnabled::PitTradeOnly:
        return AccountWords::tr("Pit trades only");
    }
    return AccountWords::tr("Setting %1").arg(static_cast<int>(enabled));
}

QString accountModeText(AccountMode mode)
{
    switch (mode) {
    case AccountMode::ByMarket:
        return AccountWords::tr("By market");
    case AccountMode::ByContract:
        return AccountWords::tr("By contract");
    case AccountMode::ByAccount:
        return AccountWords::tr("By account");
    case AccountMode::ByAccountDay:
        return AccountWords::tr("By account, day");
    case AccountMode::ByPortfolio:
        return AccountWords::tr("By portfolio");
    case AccountMode::T500:
        return AccountWords::tr("T500");
    case AccountMode::T500Demo:
        return AccountWords::tr("T500 demo");
    case AccountMode::AutoLiquidation:
        return AccountWords::tr("Liquidated automatically");
    case AccountMode::Unknown:
        return AccountWords::tr("Unknown");
    }
    return AccountWords::tr("Mode %1").arg(static_cast<int>(mode));
}

QString marginTypeText(AccountMarginType type)
{
    switch (type) {
    case AccountMarginType::Speculator:
        return AccountWords::tr("Speculator");
    case AccountMarginType::HedgeOrMember:
        return AccountWords::tr("Hedger or member");
    case AccountMarginType::FirmOrAccount:
        return AccountWords::tr("As the firm or account says");
    }
    return AccountWords::tr("Type %1").arg(static_cast<int>(type));
}

QString headroomRuleText(const Headroom &headroom)
{
    const auto of = [&headroom](const QString &servers, const QString &own) {
        return headroom.isServers ? servers : own;
    };
    switch (headroom.rule) {
    case Headroom::Rule::Clip:
        return of(AccountWords::tr("Largest order"), AccountWords::tr("Own largest order"));
    case Headroom::Rule::AccountPosition:
        return of(AccountWords::tr("Largest position"), AccountWords::tr("Own largest position"));
    case Headroom::Rule::WorkingOrders:
        return of(AccountWords::tr("Working orders"), AccountWords::tr("Own working orders"));
    case Headroom::Rule::LossLimit:
        return of(AccountWords::tr("Loss limit"), AccountWords::tr("Own loss limit"));
    case Headroom::Rule::DayLossLimit:
        return of(AccountWords::tr("Day loss limit"), AccountWords::tr("Own day loss limit"));
    case Headroom::Rule::MinimumBalance:
        return AccountWords::tr("Least balance");
    case Headroom::Rule::Margin:
        return AccountWords::tr("Margin bound");
    case Headroom::Rule::PriceBanding:
        return AccountWords::tr("Price banding");
    }
    return {};
}

QString headroomText(const Headroom &headroom)
{
    const QString limit = amountText(headroom.rule, headroom.limit);
    switch (headroom.rule) {
    case Headroom::Rule::Clip:
        return AccountWords::tr("%1 lots an order").arg(limit);
    case Headroom::Rule::PriceBanding:
        return limit;
    case Headroom::Rule::MinimumBalance:
        return AccountWords::tr("%1 over %2").arg(moneyText(headroom.used - headroom.limit), limit);
    default:
        //: How much of a limit is used: "12 of 50"
        return AccountWords::tr("%1 of %2").arg(amountText(headroom.rule, headroom.used), limit);
    }
}

std::optional<double> headroomShare(const Headroom &headroom) noexcept
{
    if (headroom.rule == Headroom::Rule::Clip || headroom.rule == Headroom::Rule::PriceBanding)
        return std::nullopt;
    if (headroom.rule == Headroom::Rule::MinimumBalance)
        return headroom.used <= 0 ? 1.0 : std::clamp(headroom.limit / headroom.used, 0.0, 1.0);
    return headroom.limit <= 0 ? 1.0 : std::clamp(headroom.used / headroom.limit, 0.0, 1.0);
}

QString verdictText(const ProfitComparison *comparison)
{
    if (comparison == nullptr)
        return absentMark;
    switch (comparison->verdict) {
    case ProfitVerdict::NotComparable:
        return absentMark;
    case ProfitVerdict::NetDiffers:
        return AccountWords::tr("Other lots: %1").arg(signedQuantityText(comparison->ownNet));
    case ProfitVerdict::Agrees:
        return AccountWords::tr("Agrees");
    case ProfitVerdict::Differs:
        return AccountWords::tr("Differs %1").arg(signedMoneyText(comparison->difference));
    }
    return {};
}

QString verdictSentence(const ProfitComparison *comparison)
{
    if (comparison == nullptr)
        return {};
    switch (comparison->verdict) {
    case ProfitVerdict::NotComparable:
        return AccountWords::tr("Not everything is known here to calculate this position. The server's figure counts.");
    case ProfitVerdict::NetDiffers:
        return AccountWords::tr("The fills known here add up to %1, the server says %2: other programs or days took "
                                "part. The server's figure counts.")
            .arg(signedQuantityText(comparison->ownNet), signedQuantityText(comparison->serverNet));
    case ProfitVerdict::Agrees:
        return AccountWords::tr("The server's figures and those calculated here agree.");
    case ProfitVerdict::Differs:
        return AccountWords::tr("The same lots, but %1 between what is calculated here and what the server says. The "
                                "server's figure counts; ask your broker if it stays.")
            .arg(signedMoneyText(comparison->difference));
    }
    return {};
}

QStringList accountWarnings(const Account &account)
{
    QStringList warnings;
    if (account.status != AccountStatus::Unknown && !mayTrade(account.status))
        warnings << accountStatusText(account.status);
    if (!account.orderRouting)
        warnings << AccountWords::tr("Order routing is off");
    if (account.rules && account.rules->enabled != AccountEnabled::Enabled)
        warnings << accountEnabledText(account.rules->enabled);
    if (account.liveMarginAlert)
        warnings << AccountWords::tr("Live margin alert");
    if (account.fullMarginAlert)
        warnings << AccountWords::tr("Full margin alert");
    const auto level = [&warnings](const QString &text, const std::optional<std::int32_t> &value) {
        if (value && *value > 0)
            warnings << text.arg(countText(*value));
    };
    level(AccountWords::tr("P&L warning %1"), account.warningProfit);
    level(AccountWords::tr("Loss limit warning %1"), account.warningLossLimit);
    level(AccountWords::tr("Margin warning %1"), account.warningMargin);
    return warnings;
}

} // namespace depthdeck::ui
