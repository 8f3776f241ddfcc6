// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/identifiers.h"

#include <cstdint>

namespace depthdeck::exchange {

/// Names orders so that no two runs that begin at different moments ever share a name, while the same seed and the
/// same beginning give the same names.
class OrderIds
{
public:
    explicit OrderIds(std::uint64_t seed) noexcept : m_state{seed} {}

    /// Thirty-two hexadecimal digits in the groups of a GUID.
    [[nodiscard]] OrderId next();

private:
    [[nodiscard]] std::uint64_t draw() noexcept;

    std::uint64_t m_state;
};

} // namespace depthdeck::exchange
