// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_board.h"
#include "app/session/click.h"

#include <QObject>

#include <deque>
#include <map>
#include <set>

namespace t4proto::v1::orderrouting {
class CreateUDS;
class CreateUDSResponse;
} // namespace t4proto::v1::orderrouting

namespace depthdeck {

class Connection;
class MarketDirectory;
struct GroupEntry;
struct MarketEntry;

struct StrategyLeg
{
    MarketKey market;
    Side side = Side::Buy;
    Quantity ratio{1};
    std::optional<Price> price; ///< hedge price, covered strategies alone
    std::optional<Price> delta; ///< same
};

/// A user-defined strategy a trader wants the exchange to list (t4-protocol.md f).
struct StrategyDraft
{
    AccountId account;
    std::int32_t strategyType = 0; ///< StrategyType of the wire
    std::vector<StrategyLeg> legs; ///< of one exchange, two or more
};

enum class StrategyProblem : std::uint8_t {
    None,
    NotLive,
    NoAccount,
    TooFewLegs,
    SeveralExchanges,
    SameLegTwice,
    BadRatio
};

enum class StrategyState : std::uint8_t {
    Sent,
    Created,  ///< the server made it; its market is being looked for
    Exists,   ///< there is one already; its market is being looked for
    Failed,   ///< the server's words are in the detail
    Found,    ///< and this is its market
    NotFound, ///< created, but the picker does not show it yet: search it by hand
    Unanswered,
    NotSent
};

struct StrategyRequest
{
    std::string id;
    StrategyDraft draft;
    StrategyState state = StrategyState::Sent;
    std::string marketRef;
    std::string detail;
    std::optional<MarketKey> market; ///< Found
    SteadyTime sentAt{};

    /// Sent or looked for: something is still to come.
    [[nodiscard]] bool isUnderWay() const noexcept
    {
        return state == StrategyState::Sent || state == StrategyState::Created || state == StrategyState::Exists;
    }
};

/// Creates user-defined strategies, waits for the answer, and looks for the new market: among the definitions that
/// arrive, and in the picker after 2, 5 and 15 seconds. Nothing in REST says a market's reference, so what the picker
/// lists is asked for with definitionWanted(), for a moment. UI thread.
class StrategyDesk final : public QObject
{
    Q_OBJECT

public:
    StrategyDesk(const Clock &clock, const MarketBoard &markets, MarketDirectory &directory, Connection &connection,
                 QObject *parent = nullptr);

    [[nodiscard]] StrategyProblem check(const StrategyDraft &draft) const;
    /// Only on a trader's explicit wish: exchanges limit them.
    StrategyProblem create(const StrategyDraft &draft);
    /// Stops looking for its market; what the exchange made stays made.
    void cancel(const std::string &id);
    void apply(const t4proto::v1::orderrouting::CreateUDSResponse &message);
    void setLive(bool live);
    /// For the session: time passes.
    void tick();

    /// Oldest first, the newest 100.
    [[nodiscard]] const std::deque<StrategyRequest> &requests() const noexcept { return m_requests; }
    /// Nullptr when it is not known (any more).
    [[nodiscard]] const StrategyRequest *find(const std::string &id) const noexcept;

signals:
    void requestChanged(const std::string &id);
    /// About to be sent, for the journal.
    void intended(const t4proto::v1::orderrouting::CreateUDS &message);
    /// This market's definition would say whether it is one that is looked for; and that it is not needed any more.
    void definitionWanted(const depthdeck::MarketKey &market);
    void definitionUnwanted(const depthdeck::MarketKey &market);

private:
    /// For one market that is looked for.
    struct Search
    {
        SteadyTime began{};
        std::size_t looks = 0;         ///< into the picker
        std::vector<MarketKey> wanted; ///< definitions asked for
    };

    [[nodiscard]] StrategyRequest *locate(const std::string &id) noexcept;
    [[nodiscard]] bool isMarketOf(const Market &definition, const StrategyRequest &request) const;
    void settle(StrategyRequest &request, StrategyState state);
    void beginSearch(StrategyRequest &request);
    void look(StrategyRequest &request);
    void onGroups(const std::string &id, const ContractId &contract, const std::vector<GroupEntry> &groups);
    void onMarkets(const std::string &id, const std::vector<MarketEntry> &markets);
    void onDefinition(const MarketId &market);

    std::deque<StrategyRequest> m_requests;
    std::map<std::string, Search> m_searches; ///< by request
    const Clock &m_clock;
    const MarketBoard &m_markets;
    MarketDirectory &m_directory;
    Connection &m_connection;
    bool m_live = false;
};

} // namespace depthdeck
