// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/catalogue/strategy_rules.h"

#include <algorithm>
#include <array>
#include <set>

namespace depthdeck::exchange {

namespace {

constexpr std::int32_t contractCall = 2;

enum class Instruments : std::uint8_t {
    Futures,
    Options,
    Covered, ///< options, and one future as their hedge
    Any
};
/// Whether the legs must agree in something, must differ, or may do as they like.
enum class Agreement : std::uint8_t { Free, Same, Different };

/// A leg's signed ratios in order; all zero: any.
using Ratios = std::array<std::int32_t, 4>;

struct Rule
{
    std::int32_t type = 0; ///< wire StrategyType
    const char *name = "";
    std::size_t fewest = 2;
    std::size_t most = 2;
    Instruments instruments = Instruments::Futures;
    Ratios ratios{};
    Agreement contract = Agreement::Free;
    Agreement expiry = Agreement::Free;
    Agreement right = Agreement::Free; ///< calls or puts
    Agreement strike = Agreement::Free;
};

using enum Instruments;
using enum Agreement;

constexpr std::array rules{
    Rule{1, "CalendarSpread", 2, 2, Futures, {1, -1}, Same, Different},
    Rule{3, "InterContractSpread", 2, 2, Futures, {}, Different},
    Rule{4, "Butterfly", 3, 3, Any, {1, -2, 1}, Same},
    Rule{5, "Condor", 4, 4, Any, {1, -1, -1, 1}, Same},
    Rule{6, "DoubleButterfly", 4, 4, Futures, {1, -3, 3, -1}, Same, Different},
    Rule{7, "Horizontal", 2, 2, Options, {1, -1}, Same, Different, Same, Same},
    Rule{10, "Pack", 4, 4, Futures, {1, 1, 1, 1}, Same, Different},
    Rule{14, "Strip", 2, mostStrategyLegs, Any, {}, Same, Different},
    Rule{15, "Crack", 2, 4, Futures, {}, Different},
    Rule{16, "TreasurySpread", 2, 2, Futures, {}, Different},
    Rule{17, "Crush", 3, 3, Futures, {}, Different},
    Rule{19, "ThreeWay", 3, 3, Options, {}, Same},
    Rule{22, "Box", 4, 4, Options, {}, Same, Same},
    Rule{23, "XmasTree", 3, 3, Options, {1, -1, -1}, Same, Same, Same, Different},
    Rule{25, "Double", 2, 2, Options, {1, 1}, Same},
    Rule{27, "IronCondor", 4, 4, Options, {}, Same, Same, Free, Different},
    Rule{28, "Ratio1X2", 2, 2, Options, {1, -2}, Same, Free, Same},
    Rule{29, "Ratio1X3", 2, 2, Options, {1, -3}, Same, Free, Same},
    Rule{30, "Ratio2X3", 2, 2, Options, {2, -3}, Same, Free, Same},
    Rule{31, "RiskReversal", 2, 2, Options, {1, -1}, Same, Same, Different},
    Rule{33, "Straddle", 2, 2, Options, {1, 1}, Same, Same, Different, Same},
    Rule{34, "Strangle", 2, 2, Options, {1, 1}, Same, Same, Different, Different},
    Rule{35, "Vertical", 2, 2, Options, {1, -1}, Same, Same, Same, Different},
    Rule{37, "IronButterfly", 4, 4, Options, {}, Same, Same},
    Rule{38, "Guts", 2, 2, Options, {1, 1}, Same, Same, Different, Different},
    Rule{39, "Generic", 2, mostStrategyLegs, Any, {}},
    Rule{40, "Diagonal", 2, 2, Options, {1, -1}, Same, Different, Same, Different},
    Rule{51, "CoveredRatio1X2", 3, 3, Covered, {}},
    Rule{53, "CoveredRiskReversal", 3, 3, Covered, {}},
    Rule{55, "CoveredStraddle", 3, 3, Covered, {}},
    Rule{56, "CoveredStrangle", 3, 3, Covered, {}},
    Rule{57, "CoveredVertical", 3, 3, Covered, {}},
    Rule{60, "CoveredGeneric", 2, mostStrategyLegs, Covered, {}},
    Rule{67, "CoveredOption", 2, 2, Covered, {}},
};

[[nodiscard]] const Rule *ruleOf(std::int32_t type) noexcept
{
    const auto rule =
        std::find_if(rules.begin(), rules.end(), [type](const Rule &known) { return known.type == type; });
    return rule == rules.end() ? nullptr : &*rule;
}

[[nodiscard]] std::int32_t signedRatio(const StrategyLeg &leg) noexcept
{
    return leg.side == Side::Buy ? leg.ratio : -leg.ratio;
}

/// Options and their futures are on two exchanges by name ("CME_COp", "CME_C") and on one in truth.
[[nodiscard]] std::string homeOf(const MarketSpec &market)
{
    std::string name = market.key.exchange.text();
    if (name.ends_with("Op"))
        name.resize(name.size() - 2);
    return name;
}

[[nodiscard]] std::optional<std::string> legsProblem(const StrategySpec &wish, const MarketSpecs &markets)
{
    std::set<MarketIndex> seen;
    for (const StrategyLeg &leg : wish.legs) {
        if (leg.market >= markets.size())
            return "A leg names a market that is not known.";
        const MarketSpec &market = markets[leg.market];
        const std::string id = market.key.market.text();
        if (!market.legs.empty())
            return "The leg " + id + " is a strategy itself: legs are outrights or options.";
        if (leg.ratio < 1 || leg.ratio > 100)
            return "The leg " + id + " has the volume " + std::to_string(leg.ratio) + ": it must be from 1 to 100.";
        if (!seen.insert(leg.market).second)
            return "The market " + id + " is in two legs.";
        if (homeOf(market) != homeOf(markets[wish.legs.front().market]))
            return "The legs are on several exchanges: " + markets[wish.legs.front().market].key.exchange.text() +
                   " and " + market.key.exchange.text() + '.';
    }
    return std::nullopt;
}

[[nodiscard]] bool isOption(const MarketSpec &market) noexcept
{
    return market.strike.has_value();
}

[[nodiscard]] std::optional<std::string> instrumentsProblem(const Rule &rule, const StrategySpec &wish,
                                                            const MarketSpecs &markets)
{
    const auto options = static_cast<std::size_t>(std::count_if(
        wish.legs.begin(), wish.legs.end(), [&](const StrategyLeg &leg) { return isOption(markets[leg.market]); }));
    const std::string name = rule.name;
    if (rule.instruments == Futures && options > 0)
        return "A " + name + " takes futures alone.";
    if (rule.instruments == Options && options < wish.legs.size())
        return "A " + name + " takes options alone.";
    if (rule.instruments != Covered)
        return std::nullopt;
    if (options + 1 != wish.legs.size())
        return "A " + name + " takes options and one future that covers them.";
    for (const StrategyLeg &leg : wish.legs) {
        if (!isOption(markets[leg.market]) && (!leg.price || !leg.delta))
            return "The future that covers a " + name + " needs a price and a delta.";
        if (!isOption(markets[leg.market]) && !markets[leg.market].ticks.isOnTick(*leg.price))
            return "The price of the future that covers a " + name + " is not on its tick.";
    }
    return std::nullopt;
}

template <typename Fact>
[[nodiscard]] bool agree(Agreement wanted, const StrategySpec &wish, const MarketSpecs &markets, Fact factOf)
{
    if (wanted == Free)
        return true;
    std::set<decltype(factOf(markets.front()))> facts;
    for (const StrategyLeg &leg : wish.legs)
        facts.insert(factOf(markets[leg.market]));
    return wanted == Same ? facts.size() == 1 : facts.size() > 1;
}

[[nodiscard]] std::optional<std::string> factsProblem(const Rule &rule, const StrategySpec &wish,
                                                      const MarketSpecs &markets)
{
    const auto complaint = [&rule](Agreement wanted, const char *what) {
        return std::string{"The legs of a "} + rule.name + (wanted == Same ? " must have one " : " must differ in ") +
               what + '.';
    };
    if (!agree(rule.contract, wish, markets, [](const MarketSpec &market) { return market.key.contract.text(); }))
        return complaint(rule.contract, "contract");
    if (rule.contract == Same &&
        !agree(rule.expiry, wish, markets, [](const MarketSpec &market) { return market.expiryDate; }))
        return complaint(rule.expiry, "expiry");
    if (!agree(rule.right, wish, markets, [](const MarketSpec &market) { return market.contractType == contractCall; }))
        return complaint(rule.right, "right, call or put");
    if (!agree(rule.strike, wish, markets, [](const MarketSpec &market) { return market.strike.value_or(Price{}); }))
        return complaint(rule.strike, "strike");
    return std::nullopt;
}

[[nodiscard]] std::optional<std::string> ratiosProblem(const Rule &rule, const StrategySpec &wish)
{
    if (rule.ratios == Ratios{})
        return std::nullopt;
    std::vector<std::int32_t> ratios;
    for (const StrategyLeg &leg : wish.legs)
        ratios.push_back(signedRatio(leg));
    std::vector<std::int32_t> wanted{rule.ratios.begin(),
                                     rule.ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size())};
    for (int mirrored = 0; mirrored < 2; ++mirrored) {
        for (int reversed = 0; reversed < 2; ++reversed) {
            if (ratios == wanted)
                return std::nullopt;
            std::reverse(wanted.begin(), wanted.end());
        }
        for (std::int32_t &ratio : wanted)
            ratio = -ratio;
    }
    std::string text = std::string{"The legs of a "} + rule.name + " must be";
    for (const std::int32_t ratio : wanted)
        text += (ratio > 0 ? " +" : " ") + std::to_string(ratio);
    return text + '.';
}

} // namespace

std::optional<std::string> strategyProblem(const StrategySpec &wish, const MarketSpecs &markets)
{
    const Rule *rule = ruleOf(wish.type);
    if (rule == nullptr)
        return "Strategies of type " + std::to_string(wish.type) + " cannot be created here.";
    if (wish.legs.size() < rule->fewest || wish.legs.size() > rule->most)
        return std::string{"A "} + rule->name + " has " + std::to_string(rule->fewest) +
               (rule->most == rule->fewest ? "" : " to " + std::to_string(rule->most)) + " legs, not " +
               std::to_string(wish.legs.size()) + '.';
    if (auto problem = legsProblem(wish, markets))
        return problem;
    if (auto problem = instrumentsProblem(*rule, wish, markets))
        return problem;
    if (auto problem = ratiosProblem(*rule, wish))
        return problem;
    return factsProblem(*rule, wish, markets);
}

std::string strategyTypeName(std::int32_t type)
{
    const Rule *rule = ruleOf(type);
    return rule == nullptr ? std::string{} : rule->name;
}

} // namespace depthdeck::exchange
