// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/watchlist/picker_rows.h"

#include "ui/common/number_text.h"
#include "ui/watchlist/picker_words.h"

#include <QCoreApplication>

#include <algorithm>

namespace depthdeck::ui {

namespace {

struct PickerRows
{
    Q_DECLARE_TR_FUNCTIONS(depthdeck::ui::PickerRows)
};

} // namespace

QString contractText(const ContractEntry &contract)
{
    const QString id = textOf(contract.id.text());
    return contract.description.isEmpty() ? id : PickerRows::tr("%1 · %2").arg(id, contract.description);
}

PickerRow exchangeRow(const ExchangeEntry &exchange)
{
    return {exchange, exchange.description, textOf(exchange.id.text()), false};
}

PickerRow contractRow(const ContractEntry &contract, const QString &detail)
{
    return {contract, contractText(contract), detail, false};
}

PickerRow groupRow(const GroupEntry &group)
{
    const QString kind = strategyText(group.strategyType);
    const QString date = expiryText(group.expiryDate);
    const QString count =
        group.marketCount == 1 ? PickerRows::tr("1 market") : PickerRows::tr("%1 markets").arg(group.marketCount);
    return {group, date.isEmpty() ? kind : PickerRows::tr("%1 · %2").arg(kind, date), count, false};
}

PickerRow marketRow(const MarketEntry &market, bool indented)
{
    const QString name = market.description.isEmpty() ? textOf(market.key.market.text()) : market.description;
    return {market, name, expiryText(market.expiryDate), indented};
}

const GroupEntry *outrights(const std::vector<GroupEntry> &groups)
{
    const auto found = std::find_if(groups.begin(), groups.end(), [](const GroupEntry &group) {
        return group.strategyType.isEmpty() || group.strategyType == QLatin1String("None");
    });
    return found == groups.end() ? nullptr : &*found;
}

} // namespace depthdeck::ui
