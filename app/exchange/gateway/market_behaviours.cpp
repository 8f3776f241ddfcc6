// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/gateway/market_behaviours.h"

#include <algorithm>
#include <array>

namespace depthdeck::exchange {

namespace {

using namespace Qt::StringLiterals;

using Choices = std::array<const char16_t *, 3>; ///< in the order of the enum, the first is the default; none: a number

struct Behaviour
{
    const char16_t *name;
    Choices choices;
    void (*choose)(MarketBehaviours &, std::int32_t);
    const char16_t *meaning;

    [[nodiscard]] bool isNumber() const noexcept { return choices.front() == nullptr; }
};

template <auto member>
void choose(MarketBehaviours &behaviours, std::int32_t choice)
{
    using Value = std::remove_cvref_t<decltype(behaviours.*member)>;
    behaviours.*member = static_cast<Value>(choice);
}

using B = MarketBehaviours;

constexpr std::array behaviourTable{
    Behaviour{u"implied",
              {u"separate", u"included"},
              choose<&B::implied>,
              u"whether bids and offers hold implied volume (j.6)"},
    Behaviour{
        u"aggressor-side", {u"aggressor", u"resting"}, choose<&B::aggressorSide>, u"what aggressor_side names (j.10)"},
    Behaviour{u"trade-side", {u"hit", u"aggressor"}, choose<&B::tradeSide>, u"what at_bid_or_offer names (j.10)"},
    Behaviour{u"mbo-priority",
              {u"ascending", u"descending"},
              choose<&B::priority>,
              u"priority of the front of a queue: the lowest or the highest (j.8)"},
    Behaviour{u"mbo-trade-sequence",
              {u"shared", u"none"},
              choose<&B::tradeSequence>,
              u"whether trades share the sequence of the updates (j.8)"},
    Behaviour{u"mbo-step", {}, choose<&B::sequenceStep>, u"step of the market-by-order sequence (j.8, default 1)"},
    Behaviour{u"mbo-gap",
              {},
              choose<&B::sequenceGap>,
              u"one market-by-order message in N is lost, its number with it (j.8, default 0: none)"},
    Behaviour{u"market-dates",
              {u"digits", u"dotnet", u"unix"},
              choose<&B::dates>,
              u"form of market_high_low.trade_date: YYYYMMDD, .NET ticks, seconds (j.21)"},
    Behaviour{
        u"leg-volume", {u"signed", u"unsigned"}, choose<&B::legVolume>, u"volume of a sold leg in market_details (f)"},
    Behaviour{u"order-types",
              {u"bits", u"all", u"none"},
              choose<&B::orderTypes>,
              u"market_details.order_types: a bit for each PriceType, all bits, or 0 (j.22)"},
};

QString text(const char16_t *literal)
{
    return QString::fromUtf16(literal);
}

QString joined(const Behaviour &behaviour)
{
    if (behaviour.isNumber())
        return u"N"_s;
    QStringList words;
    for (const char16_t *choice : behaviour.choices)
        if (choice != nullptr)
            words.append(text(choice));
    return words.join(u'|');
}

QString nameOf(const QString &argument)
{
    return argument.section(u'=', 0, 0);
}

const Behaviour *find(const QString &name)
{
    const auto found = std::find_if(behaviourTable.begin(), behaviourTable.end(),
                                    [&name](const Behaviour &known) { return name == text(known.name); });
    return found == behaviourTable.end() ? nullptr : &*found;
}

/// The number of the choice that @p value names, of a number the number itself.
std::optional<std::int32_t> choiceOf(const Behaviour &behaviour, const QString &value, bool hasValue)
{
    constexpr std::int32_t most = 1'000'000;
    if (behaviour.isNumber()) {
        bool isNumber = false;
        const int number = value.toInt(&isNumber);
        return isNumber && number >= 0 && number <= most ? std::optional{number} : std::nullopt;
    }
    if (!hasValue)
        return 1;
    for (std::size_t choice = 0; choice < behaviour.choices.size(); ++choice) {
        const char16_t *word = behaviour.choices[choice];
        if (word != nullptr && value == text(word))
            return static_cast<std::int32_t>(choice);
    }
    return std::nullopt;
}

} // namespace

bool MarketBehaviours::knows(const QString &argument)
{
    return find(nameOf(argument)) != nullptr;
}

std::optional<QString> MarketBehaviours::add(const QString &argument)
{
    const QString name = nameOf(argument);
    const bool hasValue = argument.contains(u'=');
    const QString value = hasValue ? argument.section(u'=', 1) : QString{};
    const Behaviour *behaviour = find(name);
    if (behaviour == nullptr)
        return u"there is no behaviour \"%1\""_s.arg(name);
    const auto choice = choiceOf(*behaviour, value, hasValue);
    if (!choice)
        return u"the behaviour %1 knows %2, not \"%3\""_s.arg(name, joined(*behaviour), value);
    behaviour->choose(*this, *choice);
    return std::nullopt;
}

QStringList MarketBehaviours::describe()
{
    constexpr int column = 34;
    QStringList lines;
    for (const Behaviour &behaviour : behaviourTable) {
        const QString head = u"  %1=%2"_s.arg(text(behaviour.name), joined(behaviour));
        if (head.size() > column)
            lines.append({head, QString{column + 2, u' '} + text(behaviour.meaning)});
        else
            lines.append(head.leftJustified(column + 2) + text(behaviour.meaning));
    }
    return lines;
}

} // namespace depthdeck::exchange
