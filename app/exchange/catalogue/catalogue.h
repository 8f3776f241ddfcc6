// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/catalogue/expiry_rule.h"
#include "app/market/price.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace depthdeck::exchange {

/// Which weekly timetable a product keeps (venue/session_calendar.h).
enum class Schedule : std::uint8_t { Globex, Grains };

struct ExchangeEntry
{
    std::string id;
    std::string name;
};

/// Products that trade at the same hours and move together.
struct GroupEntry
{
    /// How busy the group is from a minute of the Chicago day on, 1 being the average; between two points it changes
    /// evenly, and the last leads to the first.
    struct ActivityPoint
    {
        int minute = 0;
        double factor = 1.0;
    };

    std::string id;
    Schedule schedule = Schedule::Globex;
    std::vector<ActivityPoint> activity; ///< ascending
};

/// What the order flow of a product's front month looks like.
struct FlowFigures
{
    double eventsPerSecond = 0.0; ///< on average
    int medianLots = 1;
    double lotSpread = 1.0;   ///< sigma of the logarithm of the order size
    int ordersPerSide = 0;    ///< resting on average
    int levels = 10;          ///< populated, a side
    int extraSpreadTicks = 0; ///< 0: usually one tick wide
};

/// Calendar spreads of neighbouring expiries.
struct SpreadEntry
{
    Price tick;
    int count = 0;
    std::string priceCode;
};

/// A futures contract.
struct ProductEntry
{
    std::string exchange;
    std::string contract;
    std::string name;
    std::size_t group = 0; ///< index into Catalogue::groups
    std::string months;    ///< month letters in calendar order
    int expiries = 0;
    ExpiryRule expiryRule = ExpiryRule::ThirdFriday;
    Price tick;
    Price pointValue;
    std::string priceCode;
    int realDecimals = 0;
    int decimalShift = 0;
    int decimals = 0;
    Price basePrice;
    Price carryPerMonth;      ///< what each further month is worth
    Price dailyMove;          ///< one standard deviation of a day
    double correlation = 0.0; ///< with its group, -1..1
    std::string tracks;       ///< contract whose value this one has ("MES" has that of "ES"); empty: its own
    std::int64_t marginCents = 0;
    std::optional<int> priceLimitPercent; ///< of the settlement
    std::optional<Price> priceLimit;      ///< a fixed distance from the settlement
    std::int32_t openInterest = 0;
    std::int32_t dailyVolume = 0;
    std::int32_t protectionTicks = 0; ///< how far a market order may trade from the best price
    FlowFigures flow;
    std::optional<SpreadEntry> spreads;
};

/// An option contract on one of the products.
struct OptionEntry
{
    std::string exchange;
    std::string contract;
    std::string name;
    std::size_t underlying = 0; ///< index into Catalogue::products
    std::string months;
    int expiries = 0;
    ExpiryRule expiryRule = ExpiryRule::LastBusinessDay;
    Price tick;
    std::string vtt;
    std::optional<Price> cabinet;
    std::string priceCode;
    int realDecimals = 0;
    int decimalShift = 0;
    int decimals = 0;
    Price pointValue;
    Price strikeStep;
    int strikes = 0; ///< per expiry, around the base price
    double eventsPerSecond = 0.0;
    std::int32_t openInterest = 0;
    std::int32_t dailyVolume = 0;
};

/// What the simulated exchange lists, as read from resources/exchange/catalogue.json.
struct Catalogue
{
    std::vector<ExchangeEntry> exchanges;
    std::vector<GroupEntry> groups;
    std::vector<ProductEntry> products;
    std::vector<OptionEntry> options;

    /// Throws std::runtime_error with one line that names the entry and the member at fault.
    [[nodiscard]] static Catalogue parse(std::string_view json);
    /// The text built into the program (:/depthdeck/exchange/catalogue.json).
    [[nodiscard]] static std::string builtInText();

    /// Throws std::runtime_error when there is none.
    [[nodiscard]] const ExchangeEntry &exchange(std::string_view id) const;
    /// The product whose value @p product has: the one it tracks, mostly itself.
    [[nodiscard]] std::size_t sourceOf(std::size_t product) const noexcept;
};

} // namespace depthdeck::exchange
