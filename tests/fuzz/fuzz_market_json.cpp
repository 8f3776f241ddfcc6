// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/rest/market_json.h"
#include "tests/fuzz/fuzz_target.h"

#include <string>

using namespace depthdeck;

std::vector<std::string> fuzz::seeds()
{
    return {R"json([{"exchangeId":"CME_Eq","clearingExchange":"CME","description":"CME Equities"}])json",
            R"json([{"exchangeID":"CME_Eq","contractID":"ES","description":"E-mini","contractType":5}])json",
            R"json([{"strategyType":"None","expiryDate":"20261200","marketCount":3}])json",
            R"json([{"marketID":"XCME_Eq ES (Z26)","expiryDate":20261200,"description":"ESZ6"}])json",
            R"json({"market_id":"M","description":null})json"};
}

/// Every answer is read or refused; an entry that is kept has an id.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray json{reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)};
    if (const auto exchanges = parseExchanges(json))
        for (const ExchangeEntry &entry : *exchanges)
            fuzz::require(!entry.id.isEmpty());
    if (const auto contracts = parseContracts(json, ExchangeId{"X"}))
        for (const ContractEntry &entry : *contracts)
            fuzz::require(!entry.id.isEmpty() && !entry.exchange.isEmpty());
    (void)parseGroups(json);
    if (const auto markets = parseMarkets(json, ExchangeId{"X"}, ContractId{"C"}))
        for (const MarketEntry &entry : *markets)
            fuzz::require(!entry.key.market.isEmpty());
    (void)parseMarket(json, ExchangeId{"X"}, ContractId{"C"});
    return 0;
}
