// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

/// The entry point that libFuzzer and fuzz_driver.cpp share.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace depthdeck::fuzz {

/// Good inputs to start mutating from; each target defines its own.
[[nodiscard]] std::vector<std::string> seeds();

[[nodiscard]] inline std::string_view asText(const std::uint8_t *data, std::size_t size) noexcept
{
    return {reinterpret_cast<const char *>(data), size};
}

/// Ends the program at a broken promise, in every kind of build.
inline void require(bool holds) noexcept
{
    if (!holds)
        std::abort();
}

} // namespace depthdeck::fuzz
