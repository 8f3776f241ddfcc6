// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/price.h"
#include "tests/conformance/exchange/wire_client.h"
#include "tests/support/fake_clock.h"

namespace depthdeck::exchange::test {

/// An order as a client knows it from what it was told, merged as t4-protocol.md e.6 says.
struct OrderView
{
    std::string id;
    std::string tag;
    std::string limit;
    std::string stop;
    std::string newLimit;
    std::string trail;
    std::string detail; ///< of the newest event
    std::string conditions;
    std::string relation;
    std::string linked;
    int volume = 0;
    int newVolume = 0;
    int working = 0;
    int filled = 0;
    int status = 0;
    int pending = 0;
    int change = 0;
    int activation = 0;
    int priceType = 0;
    int side = 0;
    int link = 0;

    [[nodiscard]] bool isFilled() const { return status == common::ORDER_STATUS_FINISHED && filled == volume; }
    [[nodiscard]] bool isCancelled() const { return status == common::ORDER_STATUS_FINISHED && filled < volume; }
};

/// A market whose time stands still and whose book is the test's alone: every price and every fill is the test's doing.
/// Two accounts of one trader over a real socket.
class OrderScene
{
public:
    static constexpr const char *account = "SIM-10421";
    static constexpr const char *other = "SIM-10422"; ///< the other side of the test's trades

    using Adjust = std::function<void(SimulatedExchange::Options &)>;

    /// Starts, logs in, empties the book of a market without spreads and leaves a last trade at price 0 of
    /// this scene. False when any of it fails.
    [[nodiscard]] bool open(const Adjust &adjust = {});

    [[nodiscard]] WireClient &client() noexcept { return *m_client; }
    [[nodiscard]] SimulatedExchange &exchange() noexcept { return *m_exchange; }
    [[nodiscard]] const std::string &market() const noexcept { return m_market; }
    void advance(std::chrono::nanoseconds time) { m_clock.advance(time); }

    /// The wire text of the price @p ticks from the scene's middle.
    [[nodiscard]] std::string price(int ticks) const;
    /// The wire text of a difference of @p ticks.
    [[nodiscard]] static std::string difference(int ticks);

    /// An empty submission of the scene's account and market with @p link.
    [[nodiscard]] orderrouting::OrderSubmit submission(common::OrderLink link = common::ORDER_LINK_NONE,
                                                       const std::string &accountId = account) const;
    static orderrouting::OrderSubmit_Order &add(orderrouting::OrderSubmit &submit, common::BuySell side,
                                                common::PriceType type, int volume, const std::string &tag);
    void limit(const std::string &accountId, common::BuySell side, int ticks, int volume, const std::string &tag,
               common::TimeType time = common::TIME_TYPE_NORMAL);
    void send(const orderrouting::OrderSubmit &submit) { m_client->submit(submit); }
    void revise(const std::string &tag, const std::function<void(orderrouting::OrderRevise_Revise &)> &change);
    void pull(const std::string &tag);
    /// A trade of @p volume at @p ticks between two orders of the other account; waits for it.
    [[nodiscard]] bool print(int ticks, int volume = 1);
    /// Lots of the other account meet what rests on @p side's opposite at @p ticks; waits for the fill.
    [[nodiscard]] bool take(common::BuySell side, int ticks, int volume);

    /// What is known of the order with this tag now.
    [[nodiscard]] OrderView view(const std::string &tag) const;
    [[nodiscard]] bool await(const std::string &tag, const std::function<bool(const OrderView &)> &wanted) const;
    [[nodiscard]] bool awaitStatus(const std::string &tag, common::OrderStatus status) const
    {
        return await(tag, [status](const OrderView &order) { return order.status == status; });
    }

private:
    [[nodiscard]] bool sweep(common::BuySell side);

    depthdeck::test::FakeClock m_clock;
    std::unique_ptr<SimulatedExchange> m_exchange;
    std::unique_ptr<WireClient> m_client;
    std::string m_market;
    Price m_middle;
    int m_count = 0;
};

} // namespace depthdeck::exchange::test
