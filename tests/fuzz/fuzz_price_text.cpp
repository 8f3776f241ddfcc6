// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/price_format.h"
#include "tests/fuzz/fuzz_target.h"

#include <array>
#include <string>

using namespace depthdeck;

std::vector<std::string> fuzz::seeds()
{
    return {"5954.75", "-0.296875", "1e-3",   "12E+2", "107'160",
            "-0'095",  "110-16.5",  "456.25", "0",     "9223372036.854775807"};
}

/// What parses must come back the same from its own text, on the wire and in every notation.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto text = fuzz::asText(data, size);
    if (const auto price = Price::parse(text)) {
        fuzz::require(Price::parse(price->toWire()) == price);
        fuzz::require(Price::parse(price->toWire(9)) == price);
    }
    static const std::array formats{PriceFormat::decimal(2),
                                    PriceFormat::decimal(0),
                                    PriceFormat::fractional({32, 2}, 6),
                                    PriceFormat::fractional({32, 4}, 7),
                                    PriceFormat::fractional({32, 8}, 8),
                                    PriceFormat::fractional({8, 1}, 3),
                                    PriceFormat::fractional({64, 1}, 6, '\0')};
    for (const PriceFormat &format : formats) {
        if (const auto price = format.parse(text))
            fuzz::require(!format.format(*price).empty());
    }
    return 0;
}
