// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/behaviours.h"

#include <array>
#include <span>

namespace depthdeck::exchange {

namespace {

using namespace Qt::StringLiterals;

using Choices = std::array<const char16_t *, 4>; ///< in the order of the enum; the first is the default

struct Behaviour
{
    const char16_t *name;
    Choices choices;
    void (*choose)(Behaviours &, std::size_t);
    const char16_t *meaning;
};

/// Sets @p member to its value number @p choice.
template <auto member>
void choose(Behaviours &behaviours, std::size_t choice)
{
    using Value = std::remove_cvref_t<decltype(behaviours.*member)>;
    behaviours.*member = static_cast<Value>(choice);
}

using B = Behaviours;

constexpr std::array behaviourTable{
    Behaviour{u"mit-price",
              {u"limit", u"stop", u"either"},
              choose<&B::touchPrice>,
              u"field of a market-if-touched trigger (j.14)"},
    Behaviour{u"trail-unit", {u"price", u"ticks"}, choose<&B::trailUnit>, u"unit of trail_distance (j.13)"},
    Behaviour{u"trail-price",
              {u"distance", u"stop"},
              choose<&B::trailPrice>,
              u"what trail_price tells of a trailing stop (j.13)"},
    Behaviour{u"bracket-unit", {u"price", u"ticks"}, choose<&B::bracketUnit>, u"unit of AutoOCO differentials (j.12)"},
    Behaviour{u"bracket-reference",
              {u"first", u"last", u"average", u"expected"},
              choose<&B::bracketReference>,
              u"price that AutoOCO differentials count from (j.11)"},
    Behaviour{u"trigger-pull",
              {u"held", u"all"},
              choose<&B::triggerPull>,
              u"children pulled with their trigger: those still held, or the working ones too (e.9)"},
    Behaviour{u"spark-release",
              {u"first", u"whole"},
              choose<&B::sparkRelease>,
              u"fill of the trigger that releases SPARK children (e.3)"},
    Behaviour{u"queue-release",
              {u"true", u"false", u"any"},
              choose<&B::queueRelease>,
              u"value of queue_submit that releases (j.15)"},
    Behaviour{u"on-mode",
              {u"entered", u"present"},
              choose<&B::modeCondition>,
              u"whether ON_MARKET_MODE wants the mode entered or is content to find it (e.4)"},
    Behaviour{
        u"bust", {u"trade", u"negative", u"status", u"update"}, choose<&B::bustForm>, u"form of a trade bust (j.18)"},
    Behaviour{u"orders-linked",
              {u"comma", u"semicolon", u"space"},
              choose<&B::linkedSeparator>,
              u"separator of orders_linked (j.30)"},
    Behaviour{u"order-dates",
              {u"digits", u"dotnet", u"unix"},
              choose<&B::orderDates>,
              u"form of trade_date: YYYYMMDD, .NET ticks, seconds (j.21)"},
    Behaviour{u"warnings",
              {u"reached", u"threshold"},
              choose<&B::warnings>,
              u"what warning_pl, _loss_limit and _margin tell (d.4)"},
    Behaviour{
        u"batch-links", {u"taken", u"refused"}, choose<&B::batchLinksRefused>, u"linked orders in a batch (j.15)"},
    Behaviour{u"priced-type",
              {u"limit", u"kept"},
              choose<&B::pricedTypeKept>,
              u"price_type of JOIN and HIT once they have a price (j.15)"},
    Behaviour{u"no-change",
              {u"unused", u"used"},
              choose<&B::noChangeUsed>,
              u"NO_CHANGE in refusals of revisions and pulls (j.16)"},
    Behaviour{u"status",
              {u"whole", u"sparse"},
              choose<&B::sparseStatus>,
              u"prices in order_update_status: all, or only while one changes (j.17)"},
    Behaviour{u"snapshot",
              {u"historical", u"live"},
              choose<&B::snapshotIsLive>,
              u"flag of the order updates in an account snapshot (j.19)"},
    Behaviour{u"buys-and-sells",
              {u"overnight", u"day"},
              choose<&B::overnightLeftOut>,
              u"whether buys and sells hold carried lots (j.20)"},
    Behaviour{u"unsubscribe",
              {u"answered", u"silent"},
              choose<&B::unsubscribeSilent>,
              u"answer to an account unsubscription (j.26)"},
    Behaviour{u"disconnect",
              {u"keeps", u"cancels"},
              choose<&B::cancelsAtDisconnect>,
              u"a client's working orders when its connection ends (j.28)"},
    Behaviour{u"malformed",
              {u"dropped", u"rejected"},
              choose<&B::malformedRejected>,
              u"submissions and pulls without a market id (j.29)"},
};

QString text(const char16_t *literal)
{
    return QString::fromUtf16(literal);
}

QString joined(const Choices &choices)
{
    QStringList words;
    for (const char16_t *choice : choices)
        if (choice != nullptr)
            words.append(text(choice));
    return words.join(u'|');
}

} // namespace

std::optional<QString> Behaviours::add(const QString &argument)
{
    const qsizetype equals = argument.indexOf(u'=');
    const QString name = argument.left(equals < 0 ? argument.size() : equals);
    const QString value = equals < 0 ? QString{} : argument.mid(equals + 1);
    for (const Behaviour &behaviour : behaviourTable) {
        if (name != text(behaviour.name))
            continue;
        for (std::size_t choice = 0; choice < behaviour.choices.size(); ++choice) {
            const char16_t *word = behaviour.choices[choice];
            if (word == nullptr || (equals < 0 ? choice != 1 : value != text(word)))
                continue;
            behaviour.choose(*this, choice);
            return std::nullopt;
        }
        return u"the behaviour %1 knows %2, not \"%3\""_s.arg(name, joined(behaviour.choices), value);
    }
    return u"there is no behaviour \"%1\""_s.arg(name);
}

QStringList Behaviours::describe()
{
    QStringList lines;
    for (const Behaviour &behaviour : behaviourTable) {
        const QString head = u"  %1=%2"_s.arg(text(behaviour.name), joined(behaviour.choices));
        if (head.size() > 34)
            lines.append({head, QString{34, u' '} + u"  "_s + text(behaviour.meaning)});
        else
            lines.append(head.leftJustified(34) + u"  "_s + text(behaviour.meaning));
    }
    return lines;
}

} // namespace depthdeck::exchange
