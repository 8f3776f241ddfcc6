// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/account_desk.h"
#include "app/exchange/desk/order.h"
#include "app/exchange/desk/price_codec.h"

namespace t4proto::v1::orderrouting {
class OrderUpdate;
class OrderUpdateFailed;
class OrderUpdateMultiMessage;
class OrderUpdateStatus;
class OrderUpdateTrade;
class OrderUpdateTradeLeg;
} // namespace t4proto::v1::orderrouting

namespace depthdeck::exchange {

struct Behaviours;

/// Writes orders as the wire's update messages in one price format (t4-protocol.md e.5 to e.7).
class OrderEncoder
{
public:
    /// All but the codec borrowed; they outlive the encoder.
    OrderEncoder(const MarketSpecs &markets, const AccountDesk &accounts, PriceCodec codec,
                 const Behaviours &behaviours) noexcept
        : m_markets{markets},
          m_accounts{accounts},
          m_codec{codec},
          m_behaviours{behaviours}
    {
    }

    /// The message that @p report calls for.
    void encode(const Order &order, const OrderReport &report,
                t4proto::v1::orderrouting::OrderUpdateMultiMessage &message) const;
    /// The whole order with its fills: also what an account snapshot holds.
    void encodeFull(const Order &order, t4proto::v1::orderrouting::OrderUpdate &update) const;
    static void encodeStray(const StrayRefusal &refusal, t4proto::v1::orderrouting::OrderUpdateMultiMessage &message);

private:
    using Wire = t4proto::v1::orderrouting::OrderUpdateMultiMessage;

    void encodeStatus(const Order &order, t4proto::v1::orderrouting::OrderUpdateStatus &update) const;
    void encodeTrade(const Order &order, const OrderFill &fill,
                     t4proto::v1::orderrouting::OrderUpdateTrade &update) const;
    void encodeTradeLeg(const Order &order, const OrderFill &fill,
                        t4proto::v1::orderrouting::OrderUpdateTradeLeg &update) const;
    void encodeFills(const Order &order, t4proto::v1::orderrouting::OrderUpdate &update) const;
    template <typename Message>
    void encodeHead(const Order &order, Message &update) const;
    template <typename Message>
    void encodeFill(const Order &order, const OrderFill &fill, Message &update) const;
    template <typename Message>
    void encodeTerms(const Order &order, Message &update) const;
    template <typename Message>
    void encodePrices(const Order &order, Message &update) const;
    template <typename Message>
    void encodeSender(const Order &order, Message &update) const;
    [[nodiscard]] std::string priceText(MarketIndex market, std::optional<Ticks> ticks,
                                        std::optional<Price> offset) const;
    [[nodiscard]] std::string trailText(const Order &order) const;
    [[nodiscard]] std::string linkedText(const Order &order) const;
    [[nodiscard]] std::int64_t date(std::int32_t digits) const;

    const MarketSpecs &m_markets;
    const AccountDesk &m_accounts;
    PriceCodec m_codec;
    const Behaviours &m_behaviours;
};

} // namespace depthdeck::exchange
