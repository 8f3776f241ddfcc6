// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace depthdeck {

/// An opaque identifier of one kind. Two kinds never mix: an OrderId where a MarketId is meant does not compile.
/// Never parsed, built or guessed; it comes from the server (t4-protocol.md a.10).
template <typename Tag>
class Id
{
public:
    Id() = default;
    explicit Id(std::string text) noexcept : m_text{std::move(text)} {}
    explicit Id(std::string_view text) : m_text{text} {}
    explicit Id(const char *text) : m_text{text} {}

    [[nodiscard]] const std::string &text() const noexcept { return m_text; }
    [[nodiscard]] bool isEmpty() const noexcept { return m_text.empty(); }

    friend bool operator==(const Id &, const Id &) noexcept = default;
    friend auto operator<=>(const Id &, const Id &) noexcept = default;

private:
    std::string m_text;
};

} // namespace depthdeck

template <typename Tag>
struct std::hash<depthdeck::Id<Tag>>
{
    [[nodiscard]] std::size_t operator()(const depthdeck::Id<Tag> &id) const noexcept
    {
        return std::hash<std::string>{}(id.text());
    }
};
