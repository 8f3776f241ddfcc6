// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/detail_rows.h"

#include "ui/common/market_words.h"
#include "ui/common/number_text.h"
#include "ui/depth/depth_choices.h"
#include "ui/details/detail_words.h"

#include <QCoreApplication>

namespace depthdeck::ui {

namespace {

class DetailRows
{
    Q_DECLARE_TR_FUNCTIONS(depthdeck::ui::DetailRows)
};

QString tr(const char *text, const char *note = nullptr)
{
    return DetailRows::tr(text, note);
}

/// Collects the rows of one market, group by group.
class Writer
{
public:
    explicit Writer(const MarketState &market) : m_market{market} {}

    void title(const QString &text) { m_rows.push_back({.caption = text, .value = {}, .isTitle = true, .link = {}}); }
    void fact(const QString &caption, const QString &value, ColorRole role = ColorRole::Text)
    {
        m_rows.push_back({caption, value.isEmpty() ? QString{absentMark} : value, false,
                          value.isEmpty() ? ColorRole::Faint : role, std::nullopt});
    }
    void link(const QString &caption, const QString &value, const std::optional<MarketKey> &to)
    {
        fact(caption, value);
        m_rows.back().link = to;
    }
    void price(const QString &caption, const std::optional<Price> &price) { fact(caption, text(price)); }
    void moment(const QString &caption, const std::optional<WallTime> &time)
    {
        fact(caption, time ? dateTimeText(*time) : QString{});
    }
    void count(const QString &caption, std::int64_t count) { fact(caption, count != 0 ? countText(count) : QString{}); }

    [[nodiscard]] const Market *definition() const { return m_market.definition ? &*m_market.definition : nullptr; }
    [[nodiscard]] QString text(const std::optional<Price> &price) const
    {
        return price ? priceText(definition(), *price) : QString{};
    }
    [[nodiscard]] std::vector<DetailRow> take() { return std::move(m_rows); }

private:
    const MarketState &m_market;
    std::vector<DetailRow> m_rows;
};

/// A figure of the settlement message: with its trade date, and on a line of its own when it was told.
void writeFigure(Writer &to, const QString &caption, const QString &figure, const FigureDate &date)
{
    const bool isDated = !figure.isEmpty() && date.tradeDate;
    to.fact(caption,
            isDated ? tr("%1 for %2", "a figure and its trade date").arg(figure, dayText(*date.tradeDate)) : figure);
    if (!figure.isEmpty() && date.time)
        to.moment(tr("– told at", "below a figure: when it was told"), date.time);
}

QString countOf(const std::optional<std::int32_t> &count)
{
    return count ? countText(*count) : QString{};
}

void writeIdentity(Writer &to, const MarketState &market, const MarketBoard &board)
{
    const Market *definition = to.definition();
    to.title(tr("Market"));
    to.fact(tr("Name"), textOf(market.displayName()));
    to.fact(tr("Description"), definition ? textOf(definition->details) : QString{});
    to.fact(tr("Market id"), textOf(market.key.market.text()));
    to.fact(tr("Exchange"), textOf(market.key.exchange.text()));
    to.fact(tr("Contract"), textOf(market.key.contract.text()));
    if (!definition)
        return;
    to.fact(tr("Kind"), contractTypeText(definition->contractType));
    to.fact(tr("Expiry"), expiryText(definition->expiryDate));
    if (definition->strikePrice)
        to.price(tr("Strike price"), definition->strikePrice);
    if (!definition->underlying.isEmpty()) {
        const MarketState *underlying = board.find(definition->underlying);
        to.link(tr("Underlying market"), textOf(underlying ? underlying->displayName() : definition->underlying.text()),
                underlying && underlying->definition ? std::optional{underlying->key} : std::nullopt);
    }
    to.fact(tr("Group"), textOf(definition->group));
    to.fact(tr("Reference"), textOf(definition->marketRef));
}

void writePrices(Writer &to, const Market &definition)
{
    to.title(tr("Prices"));
    to.fact(tr("Tick"), to.text(definition.ticks.increment()));
    to.fact(tr("Variable ticks"), definition.variableTicks.empty() ? tr("none: the tick is the same everywhere")
                                                                   : textOf(definition.variableTicks));
    to.price(tr("Cabinet price"), definition.cabinetPrice);
    to.fact(tr("Price code"), textOf(definition.priceCode));
    to.fact(tr("Point value"),
            definition.pointValue ? QString::fromStdString(definition.pointValue->toWire()) : QString{});
    const auto tick = definition.tickValue();
    to.fact(tr("Value of a tick"),
            tick ? tr("about %1, an estimate", "money").arg(QString::fromStdString(tick->toWire(2))) : QString{});
    to.fact(tr("Volume step"), quantityText(definition.volumeIncrement));
    to.fact(tr("Maintenance margin"),
            definition.maintenanceMargin > 0 ? moneyText(definition.maintenanceMargin) : QString{});
    to.fact(tr("Intraday margin"),
            definition.maintenanceMarginIntraday > 0 ? moneyText(definition.maintenanceMarginIntraday) : QString{});
}

void writeSession(Writer &to, const MarketState &market)
{
    const DepthBook &book = market.book;
    to.title(tr("Session"));
    to.fact(tr("Data"), freshnessText(market.freshness), freshnessColor(market.freshness));
    to.fact(tr("Phase"), market.hasImage || market.refused ? modeText(market.refused.value_or(book.mode)) : QString{});
    to.fact(tr("Flags"), market.hasImage && book.flags == 0 ? tr("none") : flagsText(book.flags));
    to.fact(tr("Delayed"), market.hasImage ? (book.delayed ? tr("yes") : tr("no")) : QString{},
            book.delayed ? ColorRole::Warning : ColorRole::Text);
    if (to.definition() && to.definition()->disabled)
        to.fact(tr("Trading"), tr("disabled by the server"), ColorRole::Warning);
    to.moment(tr("Newest image"), book.time);
    to.fact(tr("Levels sent"), book.levels == DepthLevels::Undefined
                                   ? QString{}
                                   : tr("%1 (%2)").arg(levelsText(book.levels), levelsName(book.levels)));
    to.fact(tr("Updates sent"), book.buffer == DepthBuffer::NoSubscription
                                    ? QString{}
                                    : tr("%1 (%2)").arg(bufferText(book.buffer), bufferName(book.buffer)));
}

void writeTradingDay(Writer &to, const Quote &quote)
{
    to.title(tr("Trading day"));
    const QString last =
        quote.last ? tr("%1 × %2", "a price and lots").arg(to.text(quote.last), quantityText(quote.lastVolume))
                   : QString{};
    const QString side = bookSideText(quote.lastAt);
    to.fact(tr("Last trade"), quote.last && !side.isEmpty() ? tr("%1, %2").arg(last, side) : last);
    to.moment(tr("Time of the last trade"), quote.lastTime);
    to.count(tr("Done at the last price"), quote.lastTotalVolume);
    to.fact(tr("From a spread"), quote.last ? (quote.lastDueToSpread ? tr("yes") : tr("no")) : QString{});
    const QString spread = quote.spread.price
                               ? tr("%1 × %2").arg(to.text(quote.spread.price), quantityText(quote.spread.volume))
                               : QString{};
    to.fact(tr("Last trade from a spread"), spread);
    const auto change = quote.change();
    to.fact(tr("Change from settlement"), change ? changeText(to.definition(), change) : QString{},
            !change || change->isZero() ? ColorRole::Text : (change->isNegative() ? ColorRole::Down : ColorRole::Up));
    to.price(tr("Open"), quote.open);
    to.price(tr("High"), quote.high);
    to.price(tr("Low"), quote.low);
    to.fact(tr("Trade date"), quote.rangeDate ? dateText(*quote.rangeDate) : QString{});
    to.count(tr("Volume"), quote.totalVolume);
    to.count(tr("Trades"), quote.tradeCount);
    writeFigure(to, tr("Average price (VWAP)"), quote.vwap ? averageText(to.definition(), quote.vwap) : QString{},
                quote.vwapDate);
}

void writeSettlement(Writer &to, const Quote &quote)
{
    to.title(tr("Settlement"));
    writeFigure(to, tr("Settlement price"), to.text(quote.settlement),
                {quote.settlementTime, quote.settlementTradeDate});
    writeFigure(to, tr("Settlement, held back"), to.text(quote.heldSettlement), quote.heldSettlementDate);
    writeFigure(to, tr("Implied settlement"), to.text(quote.implied), {quote.impliedTime, std::nullopt});
    if (quote.heldImplied)
        to.price(tr("Implied, held back"), quote.heldImplied);
    writeFigure(to, tr("Open interest"), countOf(quote.openInterest), quote.openInterestDate);
    writeFigure(to, tr("Cleared volume"), countOf(quote.clearedVolume), quote.clearedVolumeDate);
}

void writeLimits(Writer &to, const Quote &quote)
{
    to.title(tr("Price limits"));
    to.price(tr("Highest price"), quote.limitHigh);
    to.price(tr("Lowest price"), quote.limitLow);
    to.moment(tr("Limits since"), quote.limitsTime);
}

void writeDates(Writer &to, const Market &definition)
{
    const auto day = [](const std::optional<WallTime> &time) { return time ? dayText(*time) : QString{}; };
    const auto date = [](const std::optional<WireDate> &told) { return told ? dateText(*told) : QString{}; };
    to.title(tr("Dates"));
    to.fact(tr("Trades since"), day(definition.activation));
    to.fact(tr("Last trading day"), day(definition.lastTrading));
    to.fact(tr("Delisted"), date(definition.delisting));
    to.fact(tr("Delisted by the exchange"), date(definition.exchangeDelisting));
    to.moment(tr("Definition changed"), definition.definedAt);
}

void writeStrategy(Writer &to, const Market &definition, const MarketBoard &board)
{
    if (definition.legs.empty() && definition.strategyType == 0)
        return;
    to.title(tr("Strategy"));
    to.fact(tr("Strategy type"), listedStrategyText(definition.strategyType));
    to.fact(tr("Ratio"), definition.strategyRatio == 0.0 ? QString{} : QString::number(definition.strategyRatio));
    int number = 0;
    for (const MarketLeg &leg : definition.legs) {
        const MarketState *market = board.find(leg.market);
        const bool isKnown = market && market->definition;
        QString text =
            tr("%1 %2", "a leg: its signed lots and its market")
                .arg(signedQuantityText(leg.volume), textOf(isKnown ? market->displayName() : leg.market.text()));
        if (leg.price)
            text = tr("%1 at %2").arg(text, priceText(isKnown ? &*market->definition : nullptr, *leg.price));
        if (!leg.delta.empty())
            text = tr("%1, delta %2").arg(text, textOf(leg.delta));
        to.link(tr("Leg %1").arg(++number), text, isKnown ? std::optional{market->key} : std::nullopt);
    }
}

} // namespace

std::vector<DetailRow> detailRows(const MarketState &market, const MarketBoard &board)
{
    Writer to{market};
    const Market *definition = to.definition();
    writeIdentity(to, market, board);
    if (definition)
        writeStrategy(to, *definition, board);
    writeSession(to, market);
    writeTradingDay(to, market.quote);
    writeSettlement(to, market.quote);
    writeLimits(to, market.quote);
    if (definition) {
        writePrices(to, *definition);
        writeDates(to, *definition);
    }
    return to.take();
}

} // namespace depthdeck::ui
