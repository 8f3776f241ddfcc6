// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_template.h"

#include <QJsonArray>

#include <cmath>
#include <limits>

// How a template is kept. Words for the enums, so that a file can be read; every member is there, null where there is
// no value; a member that this build does not know could mean anything and makes the whole invalid.
namespace depthdeck {

namespace {

using namespace Qt::StringLiterals;

template <typename Enum>
struct Word
{
    Enum value;
    QStringView text;
};

constexpr std::array<Word<OrderType>, 9> typeWords{{{OrderType::Market, u"market"},
                                                    {OrderType::Limit, u"limit"},
                                                    {OrderType::StopMarket, u"stopMarket"},
                                                    {OrderType::StopLimit, u"stopLimit"},
                                                    {OrderType::MarketIfTouched, u"marketIfTouched"},
                                                    {OrderType::StopSameLimit, u"stopSameLimit"},
                                                    {OrderType::Join, u"join"},
                                                    {OrderType::Hit, u"hit"},
                                                    {OrderType::Flatten, u"flatten"}}};
constexpr std::array<Word<TimeInForce>, 6> timeWords{{{TimeInForce::Day, u"day"},
                                                      {TimeInForce::ImmediateOrCancel, u"immediateOrCancel"},
                                                      {TimeInForce::GoodTillCancelled, u"goodTillCancelled"},
                                                      {TimeInForce::FillOrKill, u"fillOrKill"},
                                                      {TimeInForce::MarketOnOpen, u"marketOnOpen"},
                                                      {TimeInForce::MarketOnClose, u"marketOnClose"}}};
constexpr std::array<Word<PriceAnchor>, 4> anchorWords{{{PriceAnchor::Given, u"given"},
                                                        {PriceAnchor::OwnBest, u"ownBest"},
                                                        {PriceAnchor::OppositeBest, u"oppositeBest"},
                                                        {PriceAnchor::LastTrade, u"lastTrade"}}};
constexpr std::array<Word<OrderLink>, 5> linkWords{{{OrderLink::None, u"none"},
                                                    {OrderLink::AutoOco, u"autoOco"},
                                                    {OrderLink::AutoOcoP, u"autoOcoP"},
                                                    {OrderLink::AutoOcoM, u"autoOcoM"},
                                                    {OrderLink::AutoOcoMp, u"autoOcoMp"}}};
/// Those without a price of their own: a template is for any market and any day.
constexpr std::array<Word<ActivationKind>, 5> activationWords{{{ActivationKind::Immediate, u"immediate"},
                                                               {ActivationKind::AtTime, u"afterDelay"},
                                                               {ActivationKind::OnMarketMode, u"onMarketMode"},
                                                               {ActivationKind::Queue, u"queue"},
                                                               {ActivationKind::MarketOnClose, u"marketOnClose"}}};

template <typename Enum, std::size_t count>
QJsonValue wordOf(Enum value, const std::array<Word<Enum>, count> &words)
{
    for (const Word<Enum> &word : words) {
        if (word.value == value)
            return word.text.toString();
    }
    return QJsonValue::Null; // read back as wrong
}

template <typename Number>
QJsonValue numberOf(const std::optional<Number> &value)
{
    return value ? QJsonValue{static_cast<qint64>(*value)} : QJsonValue{QJsonValue::Null};
}

/// Reads the members of one object; wrong for good after the first that is.
class Reader
{
public:
    explicit Reader(const QJsonValue &value) : m_object{value.toObject()}, m_isGood{value.isObject()} {}

    std::optional<std::int64_t> optionalNumber(const QString &key, std::int64_t least, std::int64_t most)
    {
        const QJsonValue value = take(key);
        if (value.isNull())
            return std::nullopt;
        const double number = value.toDouble(std::numeric_limits<double>::quiet_NaN());
        const bool isGood = std::isfinite(number) && std::nearbyint(number) == number &&
                            number >= static_cast<double>(least) && number <= static_cast<double>(most);
        m_isGood = m_isGood && isGood;
        return isGood ? std::optional{static_cast<std::int64_t>(number)} : std::nullopt;
    }
    std::optional<std::int32_t> optionalTicks(const QString &key)
    {
        const std::optional<std::int64_t> ticks = optionalNumber(key, 1, mostTicks);
        return ticks ? std::optional{static_cast<std::int32_t>(*ticks)} : std::nullopt;
    }
    std::int32_t number(const QString &key, std::int64_t least, std::int64_t most)
    {
        const std::optional<std::int64_t> value = optionalNumber(key, least, most);
        m_isGood = m_isGood && value.has_value();
        return static_cast<std::int32_t>(value.value_or(0));
    }
    std::optional<std::chrono::milliseconds> delay(const QString &key)
    {
        const std::optional<std::int64_t> delay = optionalNumber(key, 1, mostDelay);
        return delay ? std::optional{std::chrono::milliseconds{*delay}} : std::nullopt;
    }
    template <typename Enum, std::size_t count>
    Enum word(const QString &key, const std::array<Word<Enum>, count> &words)
    {
        const QString text = take(key).toString();
        for (const Word<Enum> &known : words) {
            if (known.text == text)
                return known.value;
        }
        m_isGood = false;
        return words.front().value;
    }
    QJsonValue take(const QString &key)
    {
        m_isGood = m_isGood && m_object.contains(key);
        return m_object.take(key);
    }
    void require(bool condition) { m_isGood = m_isGood && condition; }
    /// Every member was read, and none was wrong.
    [[nodiscard]] bool isGood() const { return m_isGood && m_object.isEmpty(); }

    static constexpr std::int64_t mostTicks = 1'000'000;
    static constexpr std::int64_t mostLots = std::numeric_limits<std::int32_t>::max();

private:
    static constexpr std::int64_t mostDelay = std::int64_t{7} * 24 * 3'600'000; // a week

    QJsonObject m_object;
    bool m_isGood;
};

QJsonObject toJson(const TemplateExit &exit)
{
    return {{u"percent"_s, exit.percent},
            {u"profitTicks"_s, numberOf(exit.profitTicks)},
            {u"stopTicks"_s, numberOf(exit.stopTicks)},
            {u"trailTicks"_s, numberOf(exit.trailTicks)}};
}

std::optional<TemplateExit> exitFromJson(const QJsonValue &json)
{
    constexpr std::int64_t hundred = 100;
    Reader read{json};
    TemplateExit exit;
    exit.percent = read.number(u"percent"_s, 1, hundred);
    exit.profitTicks = read.optionalTicks(u"profitTicks"_s);
    exit.stopTicks = read.optionalTicks(u"stopTicks"_s);
    exit.trailTicks = read.optionalTicks(u"trailTicks"_s);
    read.require(exit.profitTicks || exit.stopTicks);
    read.require(exit.stopTicks || !exit.trailTicks);
    return read.isGood() ? std::optional{exit} : std::nullopt;
}

std::optional<std::int64_t> delayOf(const MomentOrDelay &moment)
{
    return moment.delay ? std::optional{std::int64_t{moment.delay->count()}} : std::nullopt;
}

QJsonObject toJson(const Activation &activation)
{
    return {{u"kind"_s, wordOf(activation.kind, activationWords)},
            {u"submitDelayMs"_s, numberOf(delayOf(activation.submit))},
            {u"mode"_s, static_cast<int>(activation.mode)},
            {u"cancelDelayMs"_s, numberOf(delayOf(activation.cancel))},
            {u"giveUpDelayMs"_s, numberOf(delayOf(activation.giveUp))}};
}

std::optional<Activation> activationFromJson(const QJsonValue &json)
{
    Reader read{json};
    Activation activation;
    activation.kind = read.word(u"kind"_s, activationWords);
    activation.submit.delay = read.delay(u"submitDelayMs"_s);
    activation.mode = static_cast<MarketMode>(
        read.number(u"mode"_s, static_cast<int>(MarketMode::PreOpen), static_cast<int>(MarketMode::NoPermission)));
    activation.cancel.delay = read.delay(u"cancelDelayMs"_s);
    activation.giveUp.delay = read.delay(u"giveUpDelayMs"_s);
    read.require((activation.kind == ActivationKind::AtTime) == activation.submit.delay.has_value());
    return read.isGood() ? std::optional{activation} : std::nullopt;
}

/// How many exits a link takes.
bool fits(OrderLink link, std::size_t exits) noexcept
{
    if (!isBracket(link))
        return exits == 0;
    return hasExitVolumes(link) ? exits >= 1 : exits == 1;
}

std::optional<std::vector<TemplateExit>> exitsFromJson(const QJsonValue &json)
{
    if (!json.isArray())
        return std::nullopt;
    std::vector<TemplateExit> exits;
    const QJsonArray array = json.toArray();
    for (const QJsonValue &value : array) {
        const std::optional<TemplateExit> exit = exitFromJson(value);
        if (!exit)
            return std::nullopt;
        exits.push_back(*exit);
    }
    return exits;
}

} // namespace

QJsonObject toJson(const OrderTemplate &from)
{
    QJsonArray exits;
    for (const TemplateExit &exit : from.exits)
        exits.append(toJson(exit));
    return {{u"name"_s, from.name},
            {u"type"_s, wordOf(from.type, typeWords)},
            {u"timeInForce"_s, wordOf(from.timeInForce, timeWords)},
            {u"volume"_s, from.volume.contracts},
            {u"maxShow"_s, from.maxShow ? QJsonValue{from.maxShow->contracts} : QJsonValue{QJsonValue::Null}},
            {u"anchor"_s, wordOf(from.anchor, anchorWords)},
            {u"limitTicks"_s, from.limitTicks},
            {u"stopTicks"_s, from.stopTicks},
            {u"trailTicks"_s, numberOf(from.trailTicks)},
            {u"link"_s, wordOf(from.link, linkWords)},
            {u"exits"_s, exits},
            {u"exitsTimeInForce"_s, wordOf(from.exitsTimeInForce, timeWords)},
            {u"activation"_s, toJson(from.activation)}};
}

std::optional<OrderTemplate> templateFromJson(const QJsonObject &json)
{
    Reader read{json};
    OrderTemplate made;
    made.name = read.take(u"name"_s).toString();
    made.type = read.word(u"type"_s, typeWords);
    made.timeInForce = read.word(u"timeInForce"_s, timeWords);
    made.volume = {read.number(u"volume"_s, 1, Reader::mostLots)};
    if (const auto shown = read.optionalNumber(u"maxShow"_s, 1, Reader::mostLots))
        made.maxShow = Quantity{static_cast<std::int32_t>(*shown)};
    made.anchor = read.word(u"anchor"_s, anchorWords);
    made.limitTicks = read.number(u"limitTicks"_s, -Reader::mostTicks, Reader::mostTicks);
    made.stopTicks = read.number(u"stopTicks"_s, -Reader::mostTicks, Reader::mostTicks);
    made.trailTicks = read.optionalTicks(u"trailTicks"_s);
    made.link = read.word(u"link"_s, linkWords);
    const std::optional<std::vector<TemplateExit>> exits = exitsFromJson(read.take(u"exits"_s));
    made.exitsTimeInForce = read.word(u"exitsTimeInForce"_s, timeWords);
    const std::optional<Activation> activation = activationFromJson(read.take(u"activation"_s));
    if (!exits || !activation || made.name.isEmpty() || !read.isGood() || !fits(made.link, exits->size()))
        return std::nullopt;
    made.exits = *exits;
    made.activation = *activation;
    return made;
}

} // namespace depthdeck
