// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/profit_and_loss.h"

#include <QObject>

#include <map>
#include <set>

namespace depthdeck {
class AccountStore;
class MarketBoard;
class OrderStore;
struct Fill;
} // namespace depthdeck

namespace depthdeck::ui {

/// What this program makes of each position, beside the server's figures. A check, never what counts. Calculates on a
/// few display frames a second, so that neither fills nor prices cost a calculation each. Never writes a store.
class OwnProfits final : public QObject
{
    Q_OBJECT

public:
    /// Between two calculations.
    static constexpr int framesBetween = 10;

    OwnProfits(const AccountStore &accounts, const OrderStore &orders, const MarketBoard &board,
               QObject *parent = nullptr);

    /// Once a display frame.
    void refresh();
    /// Nullptr while nothing was calculated for this position.
    [[nodiscard]] const ProfitComparison *find(const AccountId &account, const MarketId &market) const;
    /// Realised and open of all positions of @p account; nullopt when one of them could not be calculated or has other
    /// lots than the server's.
    [[nodiscard]] std::optional<double> totalOf(const AccountId &account) const;
    /// Whether one of its positions has the server's lots and other money.
    [[nodiscard]] bool differsIn(const AccountId &account) const;

signals:
    void changed(const depthdeck::AccountId &account, const depthdeck::MarketId &market);

private:
    using Key = std::pair<AccountId, MarketId>;

    void noteFill(const Fill &fill);
    void calculate();
    [[nodiscard]] ProfitComparison compare(const Position &position, const std::vector<PositionFill> &fills) const;

    const AccountStore &m_accounts;
    const OrderStore &m_orders;
    const MarketBoard &m_board;
    std::map<Key, std::vector<PositionFill>> m_fills; ///< read from the orders, until a fill of theirs is told
    std::map<Key, ProfitComparison> m_comparisons;
    std::set<MarketId> m_staleMarkets; ///< fills of these must be read again
    int m_frames = framesBetween;
    bool m_dirty = true;
};

} // namespace depthdeck::ui
