// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/tick_table.h"

#include <algorithm>
#include <limits>

namespace depthdeck {

namespace {

// Products of two 64-bit numbers, exact.
__extension__ typedef __int128 Wide;

constexpr std::int64_t maxInt64 = std::numeric_limits<std::int64_t>::max();
// Keeps every product of a position within 127 bits; a real table has denominator 1.
constexpr std::int64_t maxCountDenominator = std::int64_t{1} << 31;

std::string_view trimmed(std::string_view text) noexcept
{
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// Cuts the text up to the first @p separator off @p rest, and the separator with it.
std::string_view takePart(std::string_view &rest, char separator) noexcept
{
    const auto end = rest.find(separator);
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return part;
}

constexpr Wide magnitudeOf(std::int64_t value) noexcept
{
    return value < 0 ? -Wide{value} : Wide{value};
}

Wide greatestCommonDivisor(Wide a, Wide b) noexcept
{
    while (b != 0) {
        const Wide rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/// Towards minus infinity. @p denominator is positive.
Wide floorDivided(Wide numerator, Wide denominator) noexcept
{
    const Wide quotient = numerator / denominator;
    return numerator % denominator < 0 ? quotient - 1 : quotient;
}

/// The n, 1 to 8 in magnitude, with base = increment * 10^n; 0 when there is none.
int powerBetween(std::int64_t base, std::int64_t increment) noexcept
{
    constexpr int maxPower = 8;
    Wide power = 10;
    for (int n = 1; n <= maxPower; ++n, power *= 10) {
        if (Wide{base} == power * increment)
            return n;
        if (Wide{increment} == power * base)
            return -n;
    }
    return 0;
}

/// value / 10^power. False when it is not whole or too large.
bool divideByPower(std::int64_t &value, int power) noexcept
{
    for (; power > 0; --power) {
        if (value % 10 != 0)
            return false;
        value /= 10;
    }
    for (; power < 0; ++power)
        if (__builtin_mul_overflow(value, std::int64_t{10}, &value))
            return false;
    return true;
}

} // namespace

/// Beyond @ref start, seen from zero, the increment is @ref step. Magnitudes in price units.
struct TickTable::Rule
{
    std::int64_t start = 0;
    std::int64_t step = 0;
};

/// A variable tick table as its text gives it.
struct TickTable::Rules
{
    std::int64_t base = 0;
    std::vector<Rule> above;
    std::vector<Rule> below;

    /// Adds the rule "P>x=y" or "P<x=y". A part that is no rule at all is skipped, a wrong rule is false.
    [[nodiscard]] bool add(std::string_view part);
    /// Divides every number by 10^@p power. False when one has no exact result.
    [[nodiscard]] bool rescale(int power) noexcept;
};

bool TickTable::Rules::add(std::string_view part)
{
    if (std::count(part.begin(), part.end(), '=') != 1)
        return true;
    const std::string_view left = trimmed(takePart(part, '='));
    if (left.size() < 2 || (left.front() != 'P' && left.front() != 'p') || (left[1] != '>' && left[1] != '<'))
        return false;
    const auto start = Price::parse(trimmed(left.substr(2)));
    const auto step = Price::parse(trimmed(part));
    if (!start || !step || step->units() <= 0)
        return false;
    const bool isAbove = left[1] == '>';
    if (isAbove ? start->isNegative() : start->units() > 0)
        return false;
    (isAbove ? above : below).push_back({isAbove ? start->units() : -start->units(), step->units()});
    return true;
}

bool TickTable::Rules::rescale(int power) noexcept
{
    const auto rescaleAll = [power](std::vector<Rule> &rules) {
        return std::all_of(rules.begin(), rules.end(), [power](Rule &rule) {
            return divideByPower(rule.start, power) && divideByPower(rule.step, power);
        });
    };
    return divideByPower(base, power) && rescaleAll(above) && rescaleAll(below);
}

/// A number of increments from zero as a fraction; @ref denominator is positive.
struct TickTable::Position
{
    Wide numerator = 0;
    Wide denominator = 1;
};

std::optional<TickTable::Rules> TickTable::readVtt(std::string_view vtt)
{
    Rules rules;
    const auto base = Price::parse(trimmed(takePart(vtt, ';')));
    if (!base || base->units() <= 0)
        return std::nullopt;
    rules.base = base->units();
    while (!vtt.empty())
        if (!rules.add(takePart(vtt, ';')))
            return std::nullopt;
    return rules;
}

bool TickTable::isValidVtt(std::string_view vtt)
{
    return trimmed(vtt).empty() || readVtt(vtt).has_value();
}

std::optional<TickTable::Walk> TickTable::makeWalk(Price base, std::vector<Rule> rules)
{
    std::stable_sort(rules.begin(), rules.end(), [](const Rule &a, const Rule &b) { return a.start < b.start; });
    Walk walk{{0, base.units(), 0, 1}};
    for (const Rule &rule : rules) {
        const Segment &inner = walk.back();
        Wide numerator =
            Wide{inner.countNumerator} * inner.step + Wide{rule.start - inner.start} * inner.countDenominator;
        Wide denominator = Wide{inner.countDenominator} * inner.step;
        const Wide common = greatestCommonDivisor(numerator, denominator);
        numerator /= common;
        denominator /= common;
        if (numerator > maxInt64 || denominator > maxCountDenominator)
            return std::nullopt;
        walk.push_back(
            {rule.start, rule.step, static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator)});
    }
    return walk;
}

TickTable TickTable::uniform(Price increment)
{
    TickTable table;
    table.m_base = increment;
    table.m_above.front().step = increment.units();
    table.m_below.front().step = increment.units();
    return table;
}

std::optional<TickTable> TickTable::make(Price increment, std::string_view vtt, std::optional<Price> cabinet)
{
    const bool hasIncrement = increment.units() > 0;
    auto rules = readVtt(vtt);
    if (rules && hasIncrement && !rules->rescale(powerBetween(rules->base, increment.units())))
        rules.reset();
    if (!rules && !hasIncrement)
        return std::nullopt;
    if (!rules)
        rules = Rules{increment.units(), {}, {}};

    const Price base = Price::fromUnits(rules->base);
    if (cabinet && cabinet->units() > 0 && *cabinet < base) {
        const std::int64_t cab = cabinet->units();
        rules->above.insert(rules->above.begin(), {{0, cab}, {cab, rules->base - cab}, {rules->base, rules->base}});
    }
    TickTable table = uniform(base);
    auto above = makeWalk(base, std::move(rules->above));
    auto below = makeWalk(base, std::move(rules->below));
    if (!above || !below)
        return uniform(hasIncrement ? increment : base);
    table.m_above = std::move(*above);
    table.m_below = std::move(*below);
    return table;
}

const TickTable::Segment &TickTable::segmentOf(Price price) const noexcept
{
    const Walk &walk = price.isNegative() ? m_below : m_above;
    const Wide magnitude = magnitudeOf(price.units());
    auto segment = walk.end() - 1;
    while (segment != walk.begin() && segment->start >= magnitude)
        --segment;
    return *segment;
}

TickTable::Position TickTable::positionOf(Price price) const noexcept
{
    const Segment &segment = segmentOf(price);
    const Wide beyondStart = magnitudeOf(price.units()) - segment.start;
    const Wide count = Wide{segment.countNumerator} * segment.step + beyondStart * segment.countDenominator;
    return {price.isNegative() ? -count : count, Wide{segment.countDenominator} * segment.step};
}

Price TickTable::stepAt(Price price) const noexcept
{
    return Price::fromUnits(segmentOf(price).step);
}

bool TickTable::isOnTick(Price price) const noexcept
{
    const Position position = positionOf(price);
    return position.numerator % position.denominator == 0;
}

std::optional<Price> TickTable::priceAt(std::int64_t increments) const noexcept
{
    const Walk &walk = increments < 0 ? m_below : m_above;
    const Wide count = magnitudeOf(increments);
    auto segment = walk.end() - 1;
    while (segment != walk.begin() && segment->countNumerator >= count * segment->countDenominator)
        --segment;
    Wide beyondStart = count * segment->countDenominator - segment->countNumerator;
    if (__builtin_mul_overflow(beyondStart, Wide{segment->step}, &beyondStart))
        return std::nullopt;
    if (beyondStart % segment->countDenominator != 0)
        return std::nullopt;
    const Wide magnitude = beyondStart / segment->countDenominator + segment->start;
    const Wide units = increments < 0 ? -magnitude : magnitude;
    if (units > maxInt64 || units < std::numeric_limits<std::int64_t>::min())
        return std::nullopt;
    return Price::fromUnits(static_cast<std::int64_t>(units));
}

std::optional<std::int64_t> TickTable::incrementsAt(Price price) const noexcept
{
    const Position position = positionOf(price);
    if (position.numerator % position.denominator != 0)
        return std::nullopt;
    // Each step is at least one unit, so the count is never larger than the units are.
    return static_cast<std::int64_t>(position.numerator / position.denominator);
}

std::int64_t TickTable::nearestIncrements(Price price, Rounding rounding) const noexcept
{
    const Position position = positionOf(price);
    const Wide below = floorDivided(position.numerator, position.denominator);
    const Wide rest = position.numerator - below * position.denominator;
    const Wide twice = 2 * rest;
    bool up = false;
    switch (rounding) {
    case Rounding::Down:
        break;
    case Rounding::Nearest:
        up = twice > position.denominator || (twice == position.denominator && below % 2 != 0);
        break;
    case Rounding::Up:
        up = rest > 0;
        break;
    }
    return static_cast<std::int64_t>(up ? below + 1 : below);
}

std::optional<Price> TickTable::snapped(Price price, Rounding rounding) const noexcept
{
    return isOnTick(price) ? price : priceAt(nearestIncrements(price, rounding));
}

std::optional<Price> TickTable::stepped(Price price, std::int64_t ticks) const noexcept
{
    if (ticks == 0)
        return price;
    // From an off-tick price the neighbour behind is where the first tick starts.
    const std::int64_t from = nearestIncrements(price, ticks > 0 ? Rounding::Down : Rounding::Up);
    std::int64_t increments = 0;
    if (__builtin_add_overflow(from, ticks, &increments))
        return std::nullopt;
    return priceAt(increments);
}

std::optional<std::int64_t> TickTable::ticksBetween(Price from, Price to) const noexcept
{
    const auto start = incrementsAt(from);
    const auto end = incrementsAt(to);
    std::int64_t ticks = 0;
    if (!start || !end || __builtin_sub_overflow(*end, *start, &ticks))
        return std::nullopt;
    return ticks;
}

} // namespace depthdeck
