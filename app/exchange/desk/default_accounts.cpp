// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/default_accounts.h"

#include <array>

namespace depthdeck::exchange {

namespace {

AccountSpec namedAccount(const char *number, const char *name)
{
    AccountSpec spec;
    spec.id = AccountId{number};
    spec.number = number;
    spec.name = name;
    spec.warnings = {50, 80, 90};
    return spec;
}

/// An account on which one rule can be tried.
struct RiskAccount
{
    const char *number;
    const char *name;
    const char *meaning;
    void (*adjust)(AccountSpec &);
};

constexpr std::int64_t euroMillionths = 1'080'000;

constexpr std::array riskAccountTable{
    RiskAccount{"SIM-30001", "Small clips", "orders of at most 2 lots",
                [](AccountSpec &spec) { spec.limits.maxClipSize = 2; }},
    RiskAccount{"SIM-30002", "Small position", "positions of at most 3 lots",
                [](AccountSpec &spec) { spec.limits.maxAccountPosition = 3; }},
    RiskAccount{"SIM-30003", "No cash", "$500: every margin is above it",
                [](AccountSpec &spec) { spec.balance = Money::fromDollars(500); }},
    RiskAccount{"SIM-30004", "Loss limit", "a loss limit of $100, reached by fees of $5,000 a lot",
                [](AccountSpec &spec) {
                    spec.limits.lossLimit = Money::fromDollars(100);
                    spec.feePerLot = Money::fromDollars(5'000);
                }},
    RiskAccount{"SIM-30005", "Price banding", "limit prices of at most 20 ticks through the market",
                [](AccountSpec &spec) { spec.limits.priceBanding = 20; }},
    RiskAccount{"SIM-30006", "Wide market", "no market orders where bid and offer are more than 1 tick apart",
                [](AccountSpec &spec) { spec.limits.wideMarket = 1; }},
    RiskAccount{"SIM-30007", "No routing", "order routing off", [](AccountSpec &spec) { spec.orderRouting = false; }},
    RiskAccount{"SIM-30008", "Blocked", "status BLOCKED",
                [](AccountSpec &spec) { spec.status = AccountStatus::Blocked; }},
    RiskAccount{"SIM-30009", "Disabled", "not enabled",
                [](AccountSpec &spec) { spec.enabled = AccountEnabled::Disabled; }},
    RiskAccount{"SIM-30010", "Back office", "enabled for the back office only",
                [](AccountSpec &spec) { spec.enabled = AccountEnabled::BackOfficeOnly; }},
    RiskAccount{"SIM-30011", "Pit", "enabled for pit trades only",
                [](AccountSpec &spec) { spec.enabled = AccountEnabled::PitTradeOnly; }},
    RiskAccount{"SIM-30012", "Night only", "an active time from 02:00 to 02:01 US Central",
                [](AccountSpec &spec) {
                    spec.active = ActiveTime{120, 121};
                    spec.status = AccountStatus::OutsideActiveTime;
                }},
    RiskAccount{"SIM-30013", "Not accessible", "status NOT_ACCESSIBLE",
                [](AccountSpec &spec) { spec.status = AccountStatus::NotAccessible; }},
    RiskAccount{"SIM-30014", "Euro", "kept in EUR: amounts are divided by the rate, _usd fields are not",
                [](AccountSpec &spec) {
                    spec.currency = {"EUR", euroMillionths};
                }},
};

} // namespace

std::vector<AccountSpec> defaultAccounts()
{
    std::vector<AccountSpec> accounts{namedAccount("SIM-10421", "Main"), namedAccount("SIM-10422", "Second"),
                                      namedAccount("SIM-20001", "Desk"), namedAccount("SIM-20002", "Delayed"),
                                      namedAccount("SIM-20003", "Limited")};
    AccountSpec &small = accounts[1];
    small.balance = Money::fromDollars(25'000);
    small.limits.maxClipSize = 10;
    small.limits.maxAccountPosition = 20;
    small.limits.lossLimit = Money::fromDollars(2'500);
    for (const RiskAccount &entry : riskAccountTable) {
        AccountSpec spec = namedAccount(entry.number, entry.name);
        entry.adjust(spec);
        accounts.push_back(std::move(spec));
    }
    return accounts;
}

QStringList describeRiskAccounts()
{
    QStringList lines;
    for (const RiskAccount &entry : riskAccountTable)
        lines.append(
            QStringLiteral("  %1  %2").arg(QString::fromLatin1(entry.number), QString::fromLatin1(entry.meaning)));
    return lines;
}

} // namespace depthdeck::exchange
