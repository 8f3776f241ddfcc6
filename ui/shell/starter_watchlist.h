// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/rest/market_directory.h"

#include <QObject>

#include <functional>
#include <vector>

namespace depthdeck::ui {

/// Asks a directory for the front markets of the embedded exchange's best known contracts, so that a newcomer's
/// watchlist is not empty. Ids come from the server; only contract symbols are known here.
class StarterWatchlist final : public QObject
{
    Q_OBJECT

public:
    explicit StarterWatchlist(MarketDirectory &directory, QObject *parent = nullptr);

    /// Answers once, in the order of the list, without what could not be found.
    void find(std::function<void(const std::vector<MarketKey> &markets)> answer);

private:
    void searchContract(std::size_t place);
    void settle();

    MarketDirectory &m_directory;
    std::vector<std::optional<MarketKey>> m_found;
    std::size_t m_open = 0;
    std::function<void(const std::vector<MarketKey> &)> m_answer;
};

} // namespace depthdeck::ui
