// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/starter_watchlist.h"

#include <algorithm>
#include <array>

namespace depthdeck::ui {

namespace {
constexpr std::array symbols{"ES", "NQ", "CL", "GC", "ZN", "ZB", "ZC", "6E", "ZS"};
}

StarterWatchlist::StarterWatchlist(MarketDirectory &directory, QObject *parent)
    : QObject{parent},
      m_directory{directory}
{
}

void StarterWatchlist::find(std::function<void(const std::vector<MarketKey> &)> answer)
{
    m_answer = std::move(answer);
    m_found.assign(symbols.size(), std::nullopt);
    m_open = symbols.size();
    for (std::size_t place = 0; place < symbols.size(); ++place)
        searchContract(place);
}

void StarterWatchlist::searchContract(std::size_t place)
{
    const ContractId wanted{symbols[place]};
    m_directory.searchContracts(
        QLatin1StringView{symbols[place]}, this,
        [this, place, wanted](const RestResult<std::vector<ContractEntry>> &result) {
            const auto *contracts = std::get_if<std::vector<ContractEntry>>(&result);
            if (contracts == nullptr)
                return settle();
            const auto entry = std::find_if(contracts->begin(), contracts->end(),
                                            [&wanted](const ContractEntry &each) { return each.id == wanted; });
            if (entry == contracts->end())
                return settle();
            m_directory.firstMarket(entry->exchange, entry->id, this,
                                    [this, place](const RestResult<MarketEntry> &market) {
                                        if (const auto *found = std::get_if<MarketEntry>(&market))
                                            m_found[place] = found->key;
                                        settle();
                                    });
        });
}

void StarterWatchlist::settle()
{
    if (--m_open > 0)
        return;
    std::vector<MarketKey> markets;
    for (const auto &key : m_found) {
        if (key)
            markets.push_back(*key);
    }
    if (m_answer)
        m_answer(markets);
}

} // namespace depthdeck::ui
