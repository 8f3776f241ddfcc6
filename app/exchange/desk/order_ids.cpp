// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/order_ids.h"

#include <string_view>

namespace depthdeck::exchange {

std::uint64_t OrderIds::draw() noexcept
{
    // SplitMix64: every state gives another value.
    m_state += 0x9e3779b97f4a7c15ULL;
    std::uint64_t mixed = m_state;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
    return mixed ^ (mixed >> 31);
}

OrderId OrderIds::next()
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text;
    std::uint64_t bits = 0;
    for (int place = 0; place < 32; ++place) {
        if (place % 16 == 0)
            bits = draw();
        if (place == 8 || place == 12 || place == 16 || place == 20)
            text += '-';
        text += digits[bits & 0xf];
        bits >>= 4;
    }
    return OrderId{std::move(text)};
}

} // namespace depthdeck::exchange
