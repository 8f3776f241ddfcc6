// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/gateway/login_reply.h"

#include "app/exchange/gateway/trading_floor.h"
#include "app/time/timestamp.h"
#include "t4/v1/auth/auth.pb.h"

#include <set>

namespace depthdeck::exchange {

namespace {

using namespace t4proto::v1;

void addExchange(const User &user, const ExchangeId &exchange, auth::LoginResponse &reply)
{
    auto *entry = reply.add_exchanges();
    entry->set_exchange_id(exchange.text());
    entry->set_user_id(user.id());
    const int data = common::MARKET_DATA_TYPE_TOB | common::MARKET_DATA_TYPE_DEPTH |
                     (user.delayedData ? common::MARKET_DATA_TYPE_DELAYED : 0);
    entry->set_market_data_type(static_cast<common::MarketDataType>(data));
    entry->set_has_executing_account(!user.accounts.empty());
}

} // namespace

void fillLoginReply(const User &user, const std::string &sessionId, TradingFloor &floor, auth::LoginResponse &reply)
{
    reply.set_result(common::LOGIN_RESULT_SUCCESS);
    reply.set_session_id(sessionId);
    reply.set_user_id(user.id());
    reply.set_firm_id(user.firm);
    reply.set_firm(user.firm);
    reply.set_username(user.name);
    reply.set_brand_name("DepthDeck");
    reply.set_server_name("depthdeck-exchange");
    reply.add_roles("Trader");
    std::set<ExchangeId> listed;
    for (const MarketSpec &market : floor.venue().markets())
        if (user.maySee(market.key.exchange) && listed.insert(market.key.exchange).second)
            addExchange(user, market.key.exchange, reply);
    for (const AccountId &id : user.accounts) {
        const auto index = floor.accounts().find(id);
        if (!index)
            continue;
        const AccountSpec &spec = floor.accounts().account(*index).spec;
        auto *entry = reply.add_accounts();
        entry->set_account_id(spec.id.text());
        entry->set_account_number(spec.number);
        entry->set_account_name(spec.name);
        entry->set_display_name(spec.number + " " + spec.name);
        entry->set_mode(common::ACCOUNT_MODE_BY_MARKET);
    }
}

void fillToken(const Token &token, auth::AuthenticationToken &message)
{
    message.set_token(token.text);
    toWire(token.expires, *message.mutable_expire_time());
}

} // namespace depthdeck::exchange
