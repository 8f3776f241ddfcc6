// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/catalogue/catalogue.h"

#include "app/exchange/catalogue/catalogue_entry.h"
#include "app/market/tick_table.h"

#include <QFile>
#include <QJsonDocument>

#include <algorithm>

namespace depthdeck::exchange {

namespace {

constexpr int mostContracts = 2'000'000'000;

[[nodiscard]] int minuteOfDay(const CatalogueEntry &entry, const std::string &text)
{
    const bool formed = text.size() == 5 && text[2] == ':' && std::all_of(text.begin(), text.end(), [](char c) {
                            return c == ':' || (c >= '0' && c <= '9');
                        });
    if (!formed)
        entry.fail("activity: \"" + text + "\" is no time of day such as \"08:30\"");
    return std::stoi(text.substr(0, 2)) * 60 + std::stoi(text.substr(3, 2));
}

[[nodiscard]] GroupEntry readGroup(const CatalogueEntry &entry)
{
    GroupEntry group;
    group.id = entry.text("id");
    const std::string schedule = entry.text("schedule");
    if (schedule != "globex" && schedule != "grains")
        entry.fail("schedule \"" + schedule + "\" is unknown");
    group.schedule = schedule == "grains" ? Schedule::Grains : Schedule::Globex;
    for (const auto point : entry.array("activity")) {
        const QJsonArray pair = point.toArray();
        if (pair.size() != 2 || !pair[1].isDouble() || pair[1].toDouble() <= 0.0)
            entry.fail("activity must list pairs of a time and a factor above zero");
        group.activity.push_back({minuteOfDay(entry, pair[0].toString().toStdString()), pair[1].toDouble()});
    }
    const bool ascending = std::is_sorted(group.activity.begin(), group.activity.end(),
                                          [](const auto &a, const auto &b) { return a.minute < b.minute; });
    if (group.activity.empty() || !ascending)
        entry.fail("activity must not be empty and must ascend");
    return group;
}

[[nodiscard]] ExpiryRule readExpiryRule(const CatalogueEntry &entry)
{
    const std::string name = entry.text("expiryRule");
    const std::optional<ExpiryRule> rule = expiryRuleNamed(name);
    if (!rule)
        entry.fail("expiryRule \"" + name + "\" is unknown");
    return *rule;
}

[[nodiscard]] std::string readMonths(const CatalogueEntry &entry)
{
    std::string months = entry.text("months");
    int before = 0;
    for (const char letter : months) {
        const int month = monthOfLetter(letter).value_or(0);
        if (month <= before)
            entry.fail("months \"" + months + "\" must be month letters in calendar order");
        before = month;
    }
    if (months.empty())
        entry.fail("months must not be empty");
    return months;
}

[[nodiscard]] FlowFigures readFlow(const CatalogueEntry &entry)
{
    FlowFigures flow;
    flow.eventsPerSecond = entry.number("eventsPerSecond", 0.001, 10'000.0);
    flow.medianLots = entry.integer("medianLots", 1, 10'000);
    flow.lotSpread = entry.number("lotSpread", 0.0, 3.0);
    flow.ordersPerSide = entry.integer("ordersPerSide", 1, 100'000);
    flow.levels = entry.integer("levels", 1, 200);
    flow.extraSpreadTicks = entry.integer("extraSpreadTicks", 0, 100);
    return flow;
}

/// Members that futures and options share.
template <typename Entry>
void readCommon(const CatalogueEntry &entry, Entry &target)
{
    target.exchange = entry.text("exchange");
    target.contract = entry.text("contract");
    target.name = entry.text("name");
    target.months = readMonths(entry);
    target.expiries = entry.integer("expiries", 1, 40);
    target.expiryRule = readExpiryRule(entry);
    target.tick = entry.positivePrice("tick");
    target.pointValue = entry.positivePrice("pointValue");
    target.priceCode = entry.text("priceCode");
    target.realDecimals = entry.integer("realDecimals", 0, Price::maxDecimals);
    target.decimalShift = entry.integer("decimalShift", 0, Price::maxDecimals);
    target.decimals = entry.integer("decimals", 0, Price::maxDecimals);
    target.openInterest = entry.integer("openInterest", 0, mostContracts);
    target.dailyVolume = entry.integer("dailyVolume", 0, mostContracts);
}

[[nodiscard]] SpreadEntry readSpreads(const CatalogueEntry &entry)
{
    return {entry.positivePrice("tick"), entry.integer("count", 1, 20), entry.text("priceCode")};
}

[[nodiscard]] ProductEntry readProduct(const CatalogueEntry &entry, const Catalogue &catalogue)
{
    ProductEntry product;
    readCommon(entry, product);
    const std::string group = entry.text("group");
    const auto found = std::find_if(catalogue.groups.begin(), catalogue.groups.end(),
                                    [&](const GroupEntry &candidate) { return candidate.id == group; });
    if (found == catalogue.groups.end())
        entry.fail("group \"" + group + "\" is unknown");
    product.group = static_cast<std::size_t>(found - catalogue.groups.begin());
    product.basePrice = entry.positivePrice("basePrice");
    product.carryPerMonth = entry.price("carryPerMonth");
    product.dailyMove = entry.positivePrice("dailyMove");
    product.correlation = entry.number("correlation", -1.0, 1.0);
    product.tracks = entry.optionalText("tracks");
    product.marginCents = entry.integer("margin", 0, mostContracts);
    if (entry.has("priceLimitPercent"))
        product.priceLimitPercent = entry.integer("priceLimitPercent", 1, 100);
    product.priceLimit = entry.optionalPositivePrice("priceLimit");
    product.protectionTicks = entry.integer("protectionTicks", 1, 100'000);
    product.flow = readFlow(entry.entry("flow"));
    if (entry.has("spreads"))
        product.spreads = readSpreads(entry.entry("spreads"));
    if (!TickTable::make(product.tick).value_or(TickTable{}).isOnTick(product.basePrice))
        entry.fail("basePrice is off tick");
    return product;
}

[[nodiscard]] OptionEntry readOption(const CatalogueEntry &entry, const Catalogue &catalogue)
{
    OptionEntry option;
    readCommon(entry, option);
    const std::string underlying = entry.text("underlying");
    const auto found = std::find_if(catalogue.products.begin(), catalogue.products.end(),
                                    [&](const ProductEntry &product) { return product.contract == underlying; });
    if (found == catalogue.products.end())
        entry.fail("underlying \"" + underlying + "\" is unknown");
    option.underlying = static_cast<std::size_t>(found - catalogue.products.begin());
    option.vtt = entry.optionalText("vtt");
    if (!TickTable::isValidVtt(option.vtt))
        entry.fail("vtt \"" + option.vtt + "\" is malformed");
    option.cabinet = entry.optionalPositivePrice("cabinet");
    option.strikeStep = entry.positivePrice("strikeStep");
    option.strikes = entry.integer("strikes", 1, 500);
    option.eventsPerSecond = entry.number("eventsPerSecond", 0.001, 1000.0);
    return option;
}

/// Reads each object of a top-level list; the place in the complaints is "products[3] ZN".
template <typename Read>
void readEach(const CatalogueEntry &root, const char *list, const char *nameMember, Read &&read)
{
    int index = 0;
    for (const auto value : root.array(list)) {
        CatalogueEntry entry{value.toObject(), std::string{list} + '[' + std::to_string(index++) + ']'};
        if (!value.isObject())
            entry.fail("must be an object");
        entry.rename(entry.place() + ' ' + entry.text(nameMember));
        read(entry);
    }
}

void checkReferences(const CatalogueEntry &root, const Catalogue &catalogue)
{
    for (const ProductEntry &product : catalogue.products) {
        static_cast<void>(catalogue.exchange(product.exchange));
        const bool known = product.tracks.empty() ||
                           std::any_of(catalogue.products.begin(), catalogue.products.end(), [&](const auto &other) {
                               return other.contract == product.tracks && other.tracks.empty();
                           });
        if (!known)
            root.fail("products " + product.contract + ": tracks \"" + product.tracks + "\", which is no product");
    }
    for (const OptionEntry &option : catalogue.options)
        static_cast<void>(catalogue.exchange(option.exchange));
}

} // namespace

Catalogue Catalogue::parse(std::string_view json)
{
    QJsonParseError error;
    const QJsonDocument document =
        QJsonDocument::fromJson(QByteArray{json.data(), static_cast<qsizetype>(json.size())}, &error);
    if (error.error != QJsonParseError::NoError)
        throw std::runtime_error{"catalogue: not JSON at byte " + std::to_string(error.offset) + ": " +
                                 error.errorString().toStdString()};
    const CatalogueEntry root{document.object(), "top level"};
    Catalogue catalogue;
    readEach(root, "exchanges", "id", [&](const CatalogueEntry &entry) {
        catalogue.exchanges.push_back({entry.text("id"), entry.text("name")});
    });
    readEach(root, "groups", "id", [&](const CatalogueEntry &entry) { catalogue.groups.push_back(readGroup(entry)); });
    readEach(root, "products", "contract",
             [&](const CatalogueEntry &entry) { catalogue.products.push_back(readProduct(entry, catalogue)); });
    readEach(root, "options", "contract",
             [&](const CatalogueEntry &entry) { catalogue.options.push_back(readOption(entry, catalogue)); });
    if (catalogue.products.empty())
        root.fail("products must not be empty");
    checkReferences(root, catalogue);
    return catalogue;
}

std::string Catalogue::builtInText()
{
    QFile file{QStringLiteral(":/depthdeck/exchange/catalogue.json")};
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error{"catalogue: the built-in one is missing from this program"};
    return file.readAll().toStdString();
}

const ExchangeEntry &Catalogue::exchange(std::string_view id) const
{
    const auto found = std::find_if(exchanges.begin(), exchanges.end(),
                                    [&](const ExchangeEntry &candidate) { return candidate.id == id; });
    if (found == exchanges.end())
        throw std::runtime_error{"catalogue: exchange \"" + std::string{id} + "\" is unknown"};
    return *found;
}

std::size_t Catalogue::sourceOf(std::size_t product) const noexcept
{
    for (std::size_t other = 0; other < products.size(); ++other) {
        if (!products[product].tracks.empty() && products[other].contract == products[product].tracks)
            return other;
    }
    return product;
}

} // namespace depthdeck::exchange
