// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/tick_table.h"
#include "tests/fuzz/fuzz_target.h"

#include <string>

using namespace depthdeck;

std::vector<std::string> fuzz::seeds()
{
    return {"5;P<-500=25;P>500=25;",
            "0.25;P<-5=0.5;P>5=0.5;",
            "5;P<-100=10;P>100=10;P<-200=20;P>200=20;P>300=50; ",
            "0.05;P>5=0.25",
            "5;Q>100=25",
            ";;;",
            "1;p>0=1"};
}

/// Whatever the server's text says, a table that was made steps up and down to where it came from.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto vtt = fuzz::asText(data, size);
    (void)TickTable::isValidVtt(vtt);
    const auto table = TickTable::make(Price::fromUnits(250'000'000), vtt, Price::fromUnits(100'000'000));
    if (!table)
        return 0;
    for (std::int64_t increments : {-400, -3, -1, 0, 1, 2, 57, 1000}) {
        const auto price = table->priceAt(increments);
        if (!price || !table->isOnTick(*price))
            continue;
        fuzz::require(table->incrementsAt(*price).has_value());
        if (const auto up = table->stepped(*price, 1); up && *up > *price && table->isOnTick(*up))
            fuzz::require(table->ticksBetween(*price, *up).has_value());
        (void)table->snapped(*price, TickTable::Rounding::Down);
    }
    return 0;
}
