// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batch/batch_preview.h"

#include "ui/common/number_text.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cstdlib>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

struct BatchPreview
{
    Q_DECLARE_TR_FUNCTIONS(depthdeck::ui::BatchPreview)
};

struct Lots
{
    Quantity buys;
    Quantity sells;
};

Lots lotsOf(const SubmissionDraft &submission)
{
    Lots lots;
    for (const OrderDraft &order : submission.orders) {
        Quantity &side = order.side == Side::Buy ? lots.buys : lots.sells;
        if (!order.flattenAll)
            side = submission.link == OrderLink::Oco ? std::max(side, order.volume) : side + order.volume;
    }
    return lots;
}

BatchTotal &totalFor(std::vector<BatchTotal> &totals, const OrderDraft &order)
{
    const auto at = std::find_if(totals.begin(), totals.end(), [&order](const BatchTotal &total) {
        return total.account == order.account && total.market == order.market;
    });
    if (at != totals.end())
        return *at;
    BatchTotal &added = totals.emplace_back();
    added.account = order.account;
    added.market = order.market;
    return added;
}

void completeTotal(BatchTotal &total, const AccountStore &accounts)
{
    const Position *position = accounts.position(total.account, total.market);
    total.net = position ? position->net() : Quantity{};
    total.worstLong = total.net + total.buys + (position ? position->workingBuys : Quantity{});
    total.worstShort = total.net - total.sells - (position ? position->workingSells : Quantity{});
    if (const Account *account = accounts.account(total.account))
        total.positionLimit = account->maxAccountPosition;
    if (position && position->margin && total.net.contracts != 0) {
        const int worst = std::max(std::abs(total.worstLong.contracts), std::abs(total.worstShort.contracts));
        total.margin = *position->margin / std::abs(total.net.contracts) * worst;
    }
}

QString positionWords(Quantity net)
{
    if (net.contracts > 0)
        return BatchPreview::tr("long %1").arg(quantityText(net));
    if (net.contracts < 0)
        return BatchPreview::tr("short %1").arg(quantityText(Quantity{} - net));
    return BatchPreview::tr("flat");
}

} // namespace

std::vector<BatchTotal> totalsOf(const std::vector<SubmissionDraft> &batch, const AccountStore &accounts)
{
    std::vector<BatchTotal> totals;
    for (const SubmissionDraft &submission : batch) {
        if (submission.orders.empty())
            continue;
        const Lots lots = lotsOf(submission);
        BatchTotal &total = totalFor(totals, submission.orders.front());
        total.buys = total.buys + lots.buys;
        total.sells = total.sells + lots.sells;
    }
    for (BatchTotal &total : totals)
        completeTotal(total, accounts);
    return totals;
}

QString totalSentence(const BatchTotal &total, const MarketState *market, const Account *account)
{
    QStringList lots;
    if (total.buys.contracts > 0)
        lots << BatchPreview::tr("buy %1").arg(quantityText(total.buys));
    if (total.sells.contracts > 0)
        lots << BatchPreview::tr("sell %1").arg(quantityText(total.sells));
    QStringList parts;
    //: account · market: buy 5, sell 2
    parts << BatchPreview::tr("%1 · %2: %3")
                 .arg(account ? textOf(account->label()) : textOf(total.account.text()),
                      market ? textOf(market->displayName()) : textOf(total.market.text()),
                      lots.isEmpty() ? BatchPreview::tr("closes only") : lots.join(u", "_s));
    const QString worst =
        total.worstLong.contracts == total.net.contracts ? positionWords(total.worstShort)
        : total.worstShort.contracts == total.net.contracts
            ? positionWords(total.worstLong)
            : BatchPreview::tr("%1 or %2").arg(positionWords(total.worstLong), positionWords(total.worstShort));
    parts << (total.positionLimit > 0 ? BatchPreview::tr("%1 now, at worst %2, limit %3")
                                            .arg(positionWords(total.net), worst, countText(total.positionLimit))
                                      : BatchPreview::tr("%1 now, at worst %2").arg(positionWords(total.net), worst));
    if (total.margin)
        parts << BatchPreview::tr("margin ≈ %1").arg(moneyText(*total.margin));
    return parts.join(u" · "_s);
}

} // namespace depthdeck::ui
