// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/gateway/faults.h"
#include "app/exchange/gateway/markets_directory.h"

namespace depthdeck::exchange {

class TradingFloor;

/// Decides the answer to each REST request: who may ask, which path it is, what is wrong with it (t4-protocol.md g).
class RestRouter
{
public:
    /// @p floor and @p faults are borrowed.
    RestRouter(TradingFloor &floor, std::string_view catalogue, const Faults &faults);

    [[nodiscard]] RestResponse answer(const RestRequest &request) const;

private:
    [[nodiscard]] bool isAuthorized(const QByteArray &authorization) const;
    [[nodiscard]] RestResponse login(const QByteArray &body) const;

    TradingFloor &m_floor;
    MarketsDirectory m_directory;
    const Faults &m_faults;
};

} // namespace depthdeck::exchange
