// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/account_encoder.h"
#include "app/exchange/desk/order_desk.h"
#include "app/exchange/desk/order_encoder.h"
#include "app/exchange/gateway/client.h"
#include "app/exchange/gateway/market_data_publisher.h"

namespace t4proto::v1::account {
class AccountSubscribe;
}

namespace depthdeck::exchange {

/// Tells every subscriber of an account of its orders, fills, positions and profit (t4-protocol.md d, e.5). Order
/// events all go out, in order; figures at most twice a second each.
class AccountPublisher final : public OrderListener
{
public:
    /// All borrowed; they outlive the publisher.
    AccountPublisher(AccountDesk &accounts, const OrderDesk &orders, const Venue &venue, MarketDataPublisher &markets,
                     PriceSource prices, const Moment &moment);
    ~AccountPublisher() override;

    void subscribe(Client &client, const t4proto::v1::account::AccountSubscribe &wish);
    void forget(const Client &client);
    [[nodiscard]] bool isSubscribed(const Client &client, AccountIndex account) const noexcept;
    /// The account of this name, if the client's user may use it.
    [[nodiscard]] std::optional<AccountIndex> accountOf(const Client &client, const std::string &id) const;
    /// Clients reach strays and private refusals by their connection's number.
    void introduce(Client &client);

    void onOrderReport(const Order &order, const OrderReport &report) override;
    void onStrayRefusal(const StrayRefusal &refusal) override;

    /// Sends the order events gathered since the last call.
    void publishOrders();
    /// Sends what changed of positions, balances and profit and is due. Asks for prices: never inside a venue event.
    void publishFigures(SteadyTime now);

private:
    struct Watch;
    struct Desk;
    struct Gathered;

    void start(Client &client, AccountIndex account, bool withProfit);
    void stop(const Client &client, AccountIndex account);
    void sendSnapshot(Client &client, AccountIndex account);
    void sendAllProfit(Client &client, AccountIndex account);
    [[nodiscard]] OrderEncoder encoderFor(const PriceCodec &codec) const;
    void gather(const Order &order, const OrderReport &report);
    void publishPositions(AccountIndex account, Desk &desk, SteadyTime now);
    void publishUpdate(AccountIndex account, Desk &desk, SteadyTime now);
    void publishProfit(AccountIndex account, Desk &desk, SteadyTime now);

    AccountDesk &m_accounts;
    const OrderDesk &m_orders;
    const Venue &m_venue;
    MarketDataPublisher &m_markets;
    PriceSource m_prices;
    AccountEncoder m_encoder;
    std::vector<Desk> m_desks; ///< by account
    std::unordered_map<std::uint64_t, Client *> m_clients;
    std::unique_ptr<Gathered> m_gathered;
};

} // namespace depthdeck::exchange
