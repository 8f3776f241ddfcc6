// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

namespace depthdeck::exchange {

/// A small, fast random number generator (SplitMix64) whose sequences depend on the seed alone, on every machine:
/// the standard library's distributions are free to differ.
class Random
{
public:
    explicit Random(std::uint64_t seed) noexcept : m_state{seed} {}

    [[nodiscard]] std::uint64_t next() noexcept
    {
        m_state += 0x9E3779B97F4A7C15U;
        std::uint64_t mixed = m_state;
        mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
        return mixed ^ (mixed >> 31U);
    }

    /// In [0, 1).
    [[nodiscard]] double uniform() noexcept { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }
    /// In [0, @p bound); @p bound is positive.
    [[nodiscard]] std::uint32_t below(std::uint32_t bound) noexcept
    {
        return static_cast<std::uint32_t>(((next() >> 32U) * bound) >> 32U);
    }
    [[nodiscard]] bool chance(double probability) noexcept { return uniform() < probability; }
    /// Mean 1.
    [[nodiscard]] double exponential() noexcept { return -std::log1p(-uniform()); }
    /// Mean 0, deviation 1: a sum of twelve uniforms, which needs no tables and has no wild tails.
    [[nodiscard]] double normal() noexcept
    {
        double sum = -6.0;
        for (int i = 0; i < 12; ++i)
            sum += uniform();
        return sum;
    }

private:
    std::uint64_t m_state;
};

/// A seed for the @p stream th independent sequence of @p seed.
[[nodiscard]] inline std::uint64_t streamSeed(std::uint64_t seed, std::uint64_t stream) noexcept
{
    Random mixer{seed ^ std::rotl(stream * 0xD1342543DE82EF95U, 32)};
    return mixer.next();
}

} // namespace depthdeck::exchange
