// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/strategy_requests.h"

#include "app/exchange/desk/refusal.h"
#include "app/exchange/venue/venue.h"
#include "t4/v1/orderrouting/orderrouting.pb.h"

namespace depthdeck::exchange {

namespace {

using namespace t4proto::v1;
using Leg = orderrouting::CreateUDS_Leg;

std::string legName(int index)
{
    return "Leg " + std::to_string(index + 1);
}

std::variant<StrategyLeg, std::string> readLeg(const Leg &wire, int index, const Venue &venue, const PriceCodec &codec)
{
    const auto market = venue.find(MarketId{wire.market_id()});
    if (!market)
        return legName(index) + ": the market \"" + wire.market_id() + "\" is not known.";
    const MarketSpec &spec = venue.markets()[*market];
    if (!wire.exchange_id().empty() && wire.exchange_id() != spec.key.exchange.text())
        return legName(index) + ": the market " + wire.market_id() + " is not of exchange " + wire.exchange_id() + ".";
    if (!wire.contract_id().empty() && wire.contract_id() != spec.key.contract.text())
        return legName(index) + ": the market " + wire.market_id() + " is not of contract " + wire.contract_id() + ".";
    if (wire.buy_sell() != common::BUY_SELL_BUY && wire.buy_sell() != common::BUY_SELL_SELL)
        return legName(index) + " is neither bought nor sold.";
    if (wire.volume() <= 0)
        return legName(index) + ": the volume " + std::to_string(wire.volume()) + " is not a positive ratio.";
    StrategyLeg leg;
    leg.market = *market;
    leg.side = wire.buy_sell() == common::BUY_SELL_BUY ? Side::Buy : Side::Sell;
    leg.ratio = wire.volume();
    if (!wire.price().value().empty()) {
        leg.price = codec.decode(spec, wire.price().value());
        if (!leg.price)
            return legName(index) + ": \"" + wire.price().value() + "\" is not a price of its market.";
    }
    if (!wire.delta().value().empty()) {
        leg.delta = Price::parse(wire.delta().value());
        if (!leg.delta)
            return legName(index) + ": \"" + wire.delta().value() + "\" is not a delta.";
    }
    return leg;
}

void fail(const std::string &reason, orderrouting::CreateUDSResponse &answer)
{
    answer.set_uds_status(common::UDS_STATUS_FAILED);
    answer.set_status_detail(reason);
}

} // namespace

void StrategyRequests::create(const orderrouting::CreateUDS &wish, bool accountIsSubscribed, const PriceCodec &codec,
                              orderrouting::CreateUDSResponse &answer)
{
    answer.set_request_id(wish.request_id());
    if (wish.request_id().empty())
        return fail("The request id is missing.", answer);
    if (!accountIsSubscribed)
        return fail("The account " + wish.account_id() + " is not known or not subscribed.", answer);
    if (wish.legs_size() < 2)
        return fail("A strategy needs at least 2 legs, not " + std::to_string(wish.legs_size()) + ".", answer);
    StrategySpec spec;
    spec.type = wish.strategy_type();
    for (int index = 0; index < wish.legs_size(); ++index) {
        auto leg = readLeg(wish.legs(index), index, m_venue, codec);
        if (const auto *reason = std::get_if<std::string>(&leg))
            return fail(*reason, answer);
        spec.legs.push_back(std::get<StrategyLeg>(leg));
    }
    const auto outcome = m_venue.createStrategy(spec);
    if (const auto *market = std::get_if<MarketIndex>(&outcome)) {
        answer.set_uds_status(common::UDS_STATUS_Success);
        answer.set_marketref(m_venue.markets()[*market].marketRef);
        return;
    }
    const auto &refusal = std::get<StrategyRefusal>(outcome);
    if (!refusal.alreadyExists)
        return fail(refusal.text, answer);
    answer.set_uds_status(common::UDS_STATUS_ALREADY_EXISTS);
    answer.set_status_detail(refusal.text);
    answer.set_marketref(m_venue.markets()[refusal.market].marketRef);
}

} // namespace depthdeck::exchange
