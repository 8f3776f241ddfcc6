// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_feed.h"

#include <QObject>

#include <memory>
#include <unordered_map>
#include <vector>

namespace depthdeck {

/// All that is known of one market on the UI thread.
struct MarketState
{
    MarketKey key;
    std::optional<Market> definition;
    DepthBook book;
    Quote quote;
    Tape tape;
    Freshness freshness = Freshness::Waiting;
    std::optional<MarketMode> refused;
    SteadyTime changedAt{};     ///< when the newest image arrived
    std::uint64_t revision = 0; ///< grows with every change
    bool hasImage = false;      ///< an image has arrived since it was expected
    bool imageIsOld = false;    ///< the connection broke or fell silent after the newest image

    /// The definition's display name, or the id until that is known.
    [[nodiscard]] std::string displayName() const;
};

/// What the windows read: the newest state of every market of the session. Lives on the UI thread; fed once per display
/// frame; never asks the network.
class MarketBoard final : public QObject
{
    Q_OBJECT

public:
    explicit MarketBoard(QObject *parent = nullptr);

    /// Applies what the feed collected and announces it. For the owner of the frame clock.
    void apply(FeedChanges changes);
    /// Announces a market before anything of it is known, so that windows can show "waiting".
    void expect(const MarketKey &key);
    /// Ends what expect() began: the market is no longer fed. Its definition stays, its image does not.
    void dismiss(const MarketId &market);
    /// Another server: nothing that is known, definitions included, holds there.
    void forgetAll();
    /// Whether the connection is alive. When it falls silent or is gone every market becomes stale; each stays so
    /// until its next image, also when the connection is fresh again before that.
    void setConnectionFresh(bool fresh);

    /// Nullptr for an unknown market. The pointer stays good for the life of the board.
    [[nodiscard]] const MarketState *find(const MarketId &market) const noexcept;
    /// In the order in which they became known.
    [[nodiscard]] const std::vector<MarketId> &markets() const noexcept { return m_order; }

signals:
    /// Once per frame in which something changed: these markets have a new state.
    void marketsChanged(const std::vector<depthdeck::MarketId> &markets);
    /// A definition arrived or was replaced.
    void definitionChanged(const depthdeck::MarketId &market);

private:
    MarketState &stateOf(const MarketId &market);
    [[nodiscard]] Freshness freshnessOf(const MarketState &state) const noexcept;
    void define(Market definition);
    void applyChange(MarketChange change);

    std::unordered_map<MarketId, std::unique_ptr<MarketState>> m_markets;
    std::vector<MarketId> m_order;
    bool m_connectionFresh = false;
};

} // namespace depthdeck
