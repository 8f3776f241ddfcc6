// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/catalogue/listing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

namespace depthdeck::exchange {

namespace {

// The wire's numbers (t4-protocol.md b.3, ContractType and StrategyType).
constexpr std::int32_t contractCall = 2;
constexpr std::int32_t contractPut = 3;
constexpr std::int32_t contractFuture = 5;
constexpr std::int32_t calendarSpread = 1;

/// The minute of the last trading day, Chicago time, at which trading ends for good.
[[nodiscard]] int lastMinute(ExpiryRule rule) noexcept
{
    switch (rule) {
    case ExpiryRule::ThirdFriday:
        return 8 * 60 + 30;
    case ExpiryRule::ThirdWednesdayMinus2:
        return 9 * 60 + 16;
    case ExpiryRule::TreasuryLong:
    case ExpiryRule::Grain:
        return 12 * 60 + 1;
    case ExpiryRule::LastBusinessDay:
        return 15 * 60;
    case ExpiryRule::ThirdLastBusinessDay:
        return 12 * 60;
    case ExpiryRule::Crude:
    case ExpiryRule::NaturalGas:
    case ExpiryRule::CrudeOption:
    case ExpiryRule::TreasuryOption:
        return 13 * 60 + 30;
    }
    return 0;
}

[[nodiscard]] int monthNumber(ContractMonth month) noexcept
{
    return month.year * 12 + month.month;
}

[[nodiscard]] int decimalsOf(Price price)
{
    const std::string text = price.toWire();
    const std::size_t point = text.find('.');
    return point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1);
}

/// "ESZ6": the symbol traders say.
[[nodiscard]] std::string symbolOf(const std::string &contract, ContractMonth month)
{
    return contract + monthCode(month).front() + std::to_string(month.year % 10);
}

/// Liquidity of the @p rank th expiry against the front month.
[[nodiscard]] double liquidity(std::size_t rank) noexcept
{
    static constexpr std::array<double, 4> shares{1.0, 0.12, 0.05, 0.025};
    return shares[std::min(rank, shares.size() - 1)];
}

/// Builds the list step by step; each step needs the ones before.
class Lister
{
public:
    Lister(const Catalogue &catalogue, WallTime start, const ChicagoTime &time) noexcept
        : m_catalogue{catalogue},
          m_start{start},
          m_time{time}
    {
    }

    [[nodiscard]] std::vector<ListedMarket> list()
    {
        listOutrights();
        listSpreads();
        listOptions();
        return std::move(m_markets);
    }

private:
    /// A listed future and where it stands in the list.
    struct Future
    {
        ContractMonth month;
        MarketIndex market = 0;
    };

    template <typename Entry>
    [[nodiscard]] std::vector<ContractMonth> monthsOf(const Entry &entry) const;
    template <typename Entry>
    [[nodiscard]] MarketSpec commonSpec(const Entry &entry, ContractMonth month, Price tick) const;
    void listOutrights();
    void listOutright(std::size_t product, std::size_t rank, ContractMonth month, int frontMonth);
    void listSpreads();
    void listSpread(std::size_t product, std::size_t rank);
    void listOptions();
    void listOption(const OptionEntry &option, ContractMonth month, Price strike, int stepsFromMoney, bool call);
    [[nodiscard]] const Future *underlyingOf(const OptionEntry &option, ContractMonth month) const;

    const Catalogue &m_catalogue;
    WallTime m_start;
    const ChicagoTime &m_time;
    std::vector<std::vector<Future>> m_futures; ///< by product
    std::vector<ListedMarket> m_markets;
};

template <typename Entry>
std::vector<ContractMonth> Lister::monthsOf(const Entry &entry) const
{
    const QDate today = m_time.local(m_start).date();
    std::vector<ContractMonth> months = listedMonths(entry.expiryRule, entry.months, entry.expiries + 1, today);
    const WallTime end = m_time.at(lastTradingDay(entry.expiryRule, months.front()), lastMinute(entry.expiryRule));
    if (end <= m_start)
        months.erase(months.begin()); // its last minute has passed today
    months.resize(std::min(months.size(), static_cast<std::size_t>(entry.expiries)));
    return months;
}

template <typename Entry>
MarketSpec Lister::commonSpec(const Entry &entry, ContractMonth month, Price tick) const
{
    MarketSpec spec;
    spec.key.exchange = ExchangeId{entry.exchange};
    spec.key.contract = ContractId{entry.contract};
    spec.exchangeName = m_catalogue.exchange(entry.exchange).name;
    spec.contractName = entry.name;
    spec.expiryDate = month.year * 10'000 + month.month * 100;
    spec.group = entry.contract;
    spec.priceCode = entry.priceCode;
    spec.increment = tick;
    spec.pointValue = entry.pointValue;
    spec.realDecimals = std::max(entry.realDecimals, decimalsOf(tick));
    spec.decimalShift = entry.decimalShift;
    spec.decimals = std::max(entry.decimals, decimalsOf(tick) - entry.decimalShift);
    spec.lastTrading = m_time.at(lastTradingDay(entry.expiryRule, month), lastMinute(entry.expiryRule));
    spec.activation = m_time.at(QDate{month.year, month.month, 1}.addYears(-2), 0);
    return spec;
}

[[nodiscard]] std::string marketIdOf(const MarketSpec &spec, const std::string &inBrackets)
{
    return 'X' + spec.key.exchange.text() + ' ' + spec.key.contract.text() + " (" + inBrackets + ')';
}

void Lister::listOutrights()
{
    std::vector<std::vector<ContractMonth>> months;
    std::size_t deepest = 0;
    for (const ProductEntry &product : m_catalogue.products) {
        months.push_back(monthsOf(product));
        deepest = std::max(deepest, months.back().size());
    }
    m_futures.resize(months.size());
    for (std::size_t rank = 0; rank < deepest; ++rank) {
        for (std::size_t product = 0; product < months.size(); ++product) {
            if (rank < months[product].size())
                listOutright(product, rank, months[product][rank], monthNumber(months[product].front()));
        }
    }
}

void Lister::listOutright(std::size_t product, std::size_t rank, ContractMonth month, int frontMonth)
{
    const ProductEntry &entry = m_catalogue.products[product];
    ListedMarket market;
    MarketSpec &spec = market.spec;
    spec = commonSpec(entry, month, entry.tick);
    spec.key.market = MarketId{marketIdOf(spec, monthCode(month))};
    spec.description = entry.name + ' ' + monthName(month);
    spec.marketRef = symbolOf(entry.contract, month);
    spec.contractType = contractFuture;
    spec.ticks = TickTable::make(entry.tick).value();
    spec.marginCents = entry.marginCents;

    const double share = liquidity(rank);
    const auto extra = static_cast<Ticks>(rank);
    market.product = product;
    market.monthsFromFront = monthNumber(month) - frontMonth;
    market.flow.eventsPerSecond = entry.flow.eventsPerSecond * share;
    market.flow.medianLots = std::max(1, entry.flow.medianLots - static_cast<int>(rank));
    market.flow.lotSpread = entry.flow.lotSpread;
    market.flow.ordersPerSide = std::max(16, static_cast<int>(entry.flow.ordersPerSide * std::sqrt(share)));
    market.flow.levels = rank == 0 ? entry.flow.levels : 10;
    market.flow.extraSpread = entry.flow.extraSpreadTicks + extra;
    market.flow.lowestPrice = 1;
    market.openInterest = static_cast<std::int32_t>(entry.openInterest * std::sqrt(share));
    market.dailyVolume = static_cast<std::int32_t>(entry.dailyVolume * share);
    market.protectionTicks = entry.protectionTicks;
    const auto self = static_cast<MarketIndex>(m_markets.size());
    m_futures[product].push_back({month, self});
    const std::size_t source = m_catalogue.sourceOf(product);
    market.leader = m_futures[source].empty() ? self : m_futures[source].front().market;
    m_markets.push_back(std::move(market));
}

void Lister::listSpreads()
{
    for (std::size_t product = 0; product < m_catalogue.products.size(); ++product) {
        const std::optional<SpreadEntry> &spreads = m_catalogue.products[product].spreads;
        const auto count = static_cast<std::size_t>(spreads ? spreads->count : 0);
        for (std::size_t rank = 0; rank < count && rank + 1 < m_futures[product].size(); ++rank)
            listSpread(product, rank);
    }
}

void Lister::listSpread(std::size_t product, std::size_t rank)
{
    const ProductEntry &entry = m_catalogue.products[product];
    const Future &near = m_futures[product][rank];
    const Future &far = m_futures[product][rank + 1];
    ListedMarket market;
    MarketSpec &spec = market.spec;
    spec = commonSpec(entry, near.month, entry.spreads->tick);
    spec.key.market = MarketId{marketIdOf(spec, monthCode(near.month) + '-' + monthCode(far.month))};
    spec.description = symbolOf(entry.contract, near.month) + '-' + symbolOf(entry.contract, far.month);
    spec.marketRef = spec.description;
    spec.contractType = contractFuture;
    spec.strategyType = calendarSpread;
    spec.priceCode = entry.spreads->priceCode;
    spec.ticks = TickTable::make(entry.spreads->tick).value();
    spec.marginCents = entry.marginCents / 20;
    spec.legs = {{near.market, 1}, {far.market, -1}};
    const double share = rank == 0 ? 0.03 : 0.012;
    market.product = product;
    market.leader = static_cast<MarketIndex>(m_markets.size());
    market.flow.eventsPerSecond = entry.flow.eventsPerSecond * share;
    market.flow.medianLots = entry.flow.medianLots * 2;
    market.flow.lotSpread = entry.flow.lotSpread;
    market.flow.ordersPerSide = 40;
    market.flow.levels = 8;
    market.flow.extraSpread = static_cast<Ticks>(rank);
    market.openInterest = 0;
    market.dailyVolume = static_cast<std::int32_t>(entry.dailyVolume * share);
    market.protectionTicks = 20;
    m_markets.push_back(std::move(market));
}

const Lister::Future *Lister::underlyingOf(const OptionEntry &option, ContractMonth month) const
{
    const WallTime expiry = m_time.at(lastTradingDay(option.expiryRule, month), lastMinute(option.expiryRule));
    for (const Future &future : m_futures[option.underlying]) {
        if (m_markets[future.market].spec.lastTrading >= expiry)
            return &future;
    }
    return nullptr;
}

void Lister::listOptions()
{
    struct Strike
    {
        const OptionEntry *option;
        ContractMonth month;
        std::size_t rank;
        int steps; ///< from the money, signed
    };
    std::vector<Strike> strikes;
    for (const OptionEntry &option : m_catalogue.options) {
        const std::vector<ContractMonth> months = monthsOf(option);
        for (std::size_t rank = 0; rank < months.size(); ++rank) {
            for (int i = 0; i < option.strikes; ++i)
                strikes.push_back({&option, months[rank], rank, i - option.strikes / 2});
        }
    }
    std::stable_sort(strikes.begin(), strikes.end(), [](const Strike &a, const Strike &b) {
        return a.rank != b.rank ? a.rank < b.rank : std::abs(a.steps) < std::abs(b.steps);
    });
    for (const Strike &strike : strikes) {
        const Price step = strike.option->strikeStep;
        const Price base = m_catalogue.products[strike.option->underlying].basePrice;
        const std::int64_t money = (base.units() + step.units() / 2) / step.units();
        const Price price = Price::fromUnits((money + strike.steps) * step.units());
        if (price <= Price{} || !underlyingOf(*strike.option, strike.month))
            continue;
        listOption(*strike.option, strike.month, price, strike.steps, true);
        listOption(*strike.option, strike.month, price, strike.steps, false);
    }
}

void Lister::listOption(const OptionEntry &option, ContractMonth month, Price strike, int stepsFromMoney, bool call)
{
    ListedMarket market;
    MarketSpec &spec = market.spec;
    spec = commonSpec(option, month, option.tick);
    const std::string strikeText = strike.toWire();
    const char letter = call ? 'C' : 'P';
    spec.key.market = MarketId{marketIdOf(spec, monthCode(month) + letter + ' ' + strikeText)};
    spec.description = option.name + ' ' + monthName(month) + ' ' + strikeText + (call ? " Call" : " Put");
    spec.marketRef = symbolOf(option.contract, month) + ' ' + letter + strikeText;
    spec.contractType = call ? contractCall : contractPut;
    spec.vtt = option.vtt;
    spec.cabinet = option.cabinet;
    spec.strike = strike;
    const std::optional<TickTable> ticks = TickTable::make(option.tick, option.vtt, option.cabinet);
    if (!ticks)
        throw std::runtime_error{"catalogue: options " + option.contract + ": the tick is not usable"};
    spec.ticks = *ticks;
    const ProductEntry &product = m_catalogue.products[option.underlying];
    const Future &underlying = *underlyingOf(option, month);
    spec.underlying = underlying.market;
    spec.marginCents = product.marginCents / 2;

    const double share = 1.0 / (1.0 + 0.25 * std::abs(stepsFromMoney));
    market.product = option.underlying;
    market.leader = static_cast<MarketIndex>(m_markets.size());
    market.monthsFromFront = m_markets[underlying.market].monthsFromFront;
    market.flow.eventsPerSecond = option.eventsPerSecond * share;
    market.flow.medianLots = 5;
    market.flow.lotSpread = 1.0;
    market.flow.ordersPerSide = 10;
    market.flow.levels = 5;
    market.flow.extraSpread = 1;
    market.flow.lowestPrice = 1;
    market.openInterest = static_cast<std::int32_t>(option.openInterest * share);
    market.dailyVolume = static_cast<std::int32_t>(option.dailyVolume * share);
    market.protectionTicks = 40;
    m_markets.push_back(std::move(market));
}

} // namespace

std::vector<ListedMarket> listMarkets(const Catalogue &catalogue, WallTime start, const ChicagoTime &time,
                                      std::uint32_t maxMarkets)
{
    std::vector<ListedMarket> markets = Lister{catalogue, start, time}.list();
    if (maxMarkets != 0 && markets.size() > maxMarkets)
        markets.erase(markets.begin() + maxMarkets, markets.end());
    return markets;
}

} // namespace depthdeck::exchange
