// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/identifiers.h"

#include <functional>
#include <string_view>

// Finds a MarketId in a hash map by the text of a message, without making one.
namespace depthdeck {

struct TextHash
{
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
    std::size_t operator()(const MarketId &id) const noexcept { return (*this)(std::string_view{id.text()}); }
};

struct TextEqual
{
    using is_transparent = void;
    static std::string_view text(std::string_view id) noexcept { return id; }
    static std::string_view text(const MarketId &id) noexcept { return id.text(); }
    template <typename A, typename B>
    bool operator()(const A &a, const B &b) const noexcept
    {
        return text(a) == text(b);
    }
};

} // namespace depthdeck
