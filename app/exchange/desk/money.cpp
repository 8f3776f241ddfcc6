// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/money.h"

namespace depthdeck::exchange {

std::string Money::text() const
{
    const auto cents = static_cast<std::int64_t>(dividedRounded(nanos, 10'000'000));
    const std::int64_t magnitude = cents < 0 ? -cents : cents;
    std::string whole = std::to_string(magnitude / 100);
    for (auto place = static_cast<std::ptrdiff_t>(whole.size()) - 3; place > 0; place -= 3)
        whole.insert(static_cast<std::size_t>(place), 1, ',');
    const std::int64_t fraction = magnitude % 100;
    return (cents < 0 ? "-" : "") + whole + (fraction < 10 ? ".0" : ".") + std::to_string(fraction);
}

} // namespace depthdeck::exchange
