// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/rest/market_directory.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace depthdeck {

// Reads the answers of the market endpoints (t4-protocol.md g.2). Keys are compared without regard to case and '_', as
// the server spells them in several ways; values that may be a text or a number become text. Nullopt if the answer is
// not of the promised shape; single entries without an id are left out.

[[nodiscard]] std::optional<std::vector<ExchangeEntry>> parseExchanges(const QByteArray &json);
/// @p asked is used where the answer does not name the exchange; empty: such entries are left out.
[[nodiscard]] std::optional<std::vector<ContractEntry>> parseContracts(const QByteArray &json, const ExchangeId &asked);
[[nodiscard]] std::optional<std::vector<GroupEntry>> parseGroups(const QByteArray &json);
[[nodiscard]] std::optional<std::vector<MarketEntry>> parseMarkets(const QByteArray &json, const ExchangeId &exchange,
                                                                   const ContractId &contract);
/// One object instead of an array.
[[nodiscard]] std::optional<MarketEntry> parseMarket(const QByteArray &json, const ExchangeId &exchange,
                                                     const ContractId &contract);

} // namespace depthdeck
