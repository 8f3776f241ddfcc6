// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/gateway/account_publisher.h"

#include "app/exchange/gateway/server_frame.h"
#include "t4/v1/service.pb.h"

#include <algorithm>
#include <array>

namespace depthdeck::exchange {

namespace {

using namespace t4proto::v1;
using Server = service::ServerMessage;

constexpr std::chrono::milliseconds figureInterval{500};

/// Remembers what was told of a figure and when.
struct Told
{
    std::uint64_t version = 0;
    std::optional<SteadyTime> at;

    /// True when @p newest is news and the last telling is long enough ago; then it counts as told.
    [[nodiscard]] bool isDue(std::uint64_t newest, SteadyTime now) noexcept
    {
        if (version == newest || (at && now - *at < figureInterval))
            return false;
        version = newest;
        at = now;
        return true;
    }
};

} // namespace

struct AccountPublisher::Watch
{
    Client *client = nullptr;
    bool withProfit = false;
};

struct AccountPublisher::Desk
{
    std::vector<Watch> watches;
    Told account;
    std::map<MarketIndex, Told> positions;
    std::optional<SteadyTime> profitAt;
    std::optional<AccountFigures> profit;
    std::uint64_t profitVersion = 0;
    std::map<MarketIndex, PositionProfit> positionProfits;

    [[nodiscard]] bool wantsProfit() const noexcept
    {
        return std::any_of(watches.begin(), watches.end(), [](const Watch &watch) { return watch.withProfit; });
    }
};

/// Order events of one account and market, in each price format that somebody listens in.
struct AccountPublisher::Gathered
{
    bool any = false;
    AccountIndex account = 0;
    MarketIndex market = 0;
    std::array<orderrouting::OrderUpdateMulti, wirePriceFormatCount> multis;
};

AccountPublisher::AccountPublisher(AccountDesk &accounts, const OrderDesk &orders, const Venue &venue,
                                   MarketDataPublisher &markets, PriceSource prices, const Moment &moment)
    : m_accounts{accounts},
      m_orders{orders},
      m_venue{venue},
      m_markets{markets},
      m_prices{std::move(prices)},
      m_encoder{accounts, venue.markets(), moment, orders.behaviours()},
      m_desks(accounts.accounts().size()),
      m_gathered{std::make_unique<Gathered>()}
{
}

AccountPublisher::~AccountPublisher() = default;

void AccountPublisher::introduce(Client &client)
{
    m_clients[client.origin().client] = &client;
}

std::optional<AccountIndex> AccountPublisher::accountOf(const Client &client, const std::string &id) const
{
    const auto &allowed = client.user().accounts;
    const AccountId wanted{id};
    if (std::find(allowed.begin(), allowed.end(), wanted) == allowed.end())
        return std::nullopt;
    return m_accounts.find(wanted);
}

bool AccountPublisher::isSubscribed(const Client &client, AccountIndex account) const noexcept
{
    const auto &watches = m_desks[account].watches;
    return std::any_of(watches.begin(), watches.end(),
                       [&client](const Watch &watch) { return watch.client == &client; });
}

void AccountPublisher::subscribe(Client &client, const account::AccountSubscribe &wish)
{
    account::AccountSubscribeResponse response;
    std::vector<AccountIndex> chosen;
    if (wish.subscribe_all_accounts())
        for (const AccountId &id : client.user().accounts)
            if (const auto index = m_accounts.find(id))
                chosen.push_back(*index);
    for (const std::string &id : wish.account_id()) {
        const auto index = accountOf(client, id);
        if (!index)
            response.add_errors("The account " + id + " is not known to this user.");
        else if (std::find(chosen.begin(), chosen.end(), *index) == chosen.end())
            chosen.push_back(*index);
    }
    const bool start = wish.subscribe() == common::ACCOUNT_SUBSCRIBE_TYPE_ALL_UPDATES;
    if (!start && wish.subscribe() != common::ACCOUNT_SUBSCRIBE_TYPE_NONE) {
        response.add_errors("The subscribe type " + std::to_string(wish.subscribe()) + " is not known.");
        chosen.clear();
    } else if (chosen.empty() && response.errors().empty()) {
        response.add_errors("No account is named: set subscribe_all_accounts or account_id.");
    }
    response.set_success(response.errors().empty());
    publishOrders(); // so that nothing told already is told again behind the snapshot
    const bool isAnswered = start || !response.success() || !m_orders.behaviours().unsubscribeSilent;
    if (isAnswered)
        client.sendFrame(serverFrame(Server::kAccountSubscribeResponseFieldNumber, response));
    for (const AccountIndex index : chosen) {
        stop(client, index);
        if (start)
            this->start(client, index, wish.upl_mode() == common::UPL_MODE_AVERAGE);
    }
}

void AccountPublisher::start(Client &client, AccountIndex account, bool withProfit)
{
    m_desks[account].watches.push_back({&client, withProfit});
    sendSnapshot(client, account);
    if (withProfit)
        sendAllProfit(client, account);
}

void AccountPublisher::stop(const Client &client, AccountIndex account)
{
    std::erase_if(m_desks[account].watches, [&client](const Watch &watch) { return watch.client == &client; });
}

void AccountPublisher::forget(const Client &client)
{
    for (AccountIndex account = 0; account < m_desks.size(); ++account)
        stop(client, account);
    m_clients.erase(client.origin().client);
}

void AccountPublisher::sendSnapshot(Client &client, AccountIndex account)
{
    const Account &held = m_accounts.account(account);
    account::AccountSnapshot snapshot;
    snapshot.set_account_id(held.spec.id.text());
    snapshot.set_status(static_cast<common::AccountStatus>(held.status));
    m_encoder.encodeDetails(account, *snapshot.add_messages()->mutable_account_details());
    m_encoder.encodeUpdate(account, m_accounts.figures(account, m_prices),
                           *snapshot.add_messages()->mutable_account_update());
    AccountEncoder::encodeDollar(*snapshot.add_messages()->mutable_account_currency());
    if (held.spec.currency.code != "USD")
        m_encoder.encodeCurrency(account, *snapshot.add_messages()->mutable_account_currency());

    const MarketEncoder marketEncoder{m_venue, client.codec(), client.user().delayedData};
    const OrderEncoder orderEncoder = encoderFor(client.codec());
    std::map<MarketIndex, orderrouting::OrderUpdateMulti> orders;
    for (const auto &[market, position] : held.positions)
        orders[market];
    m_orders.visitOrders(account, [&](const Order &order) {
        orderEncoder.encodeFull(order, *orders[order.market].add_updates()->mutable_order_update());
    });
    for (const auto &entry : orders) {
        static_cast<void>(client.isFirstMentionOf(entry.first));
        marketEncoder.encodeDetails(entry.first, *snapshot.add_messages()->mutable_market_details());
    }
    for (const auto &[market, position] : held.positions)
        m_encoder.encodePosition(account, market, client.codec(), *snapshot.add_messages()->mutable_account_position());
    for (auto &[market, multi] : orders) {
        if (multi.updates_size() == 0)
            continue;
        multi.set_account_id(held.spec.id.text());
        multi.set_market_id(m_venue.markets()[market].key.market.text());
        multi.set_historical(!m_orders.behaviours().snapshotIsLive);
        *snapshot.add_messages()->mutable_order_update_multi() = std::move(multi);
    }
    client.sendFrame(serverFrame(Server::kAccountSnapshotFieldNumber, snapshot));
}

void AccountPublisher::sendAllProfit(Client &client, AccountIndex account)
{
    account::AccountProfit sums;
    m_encoder.encodeProfit(account, m_accounts.figures(account, m_prices), sums);
    client.sendFrame(serverFrame(Server::kAccountProfitFieldNumber, sums));
    for (const auto &[market, position] : m_accounts.account(account).positions) {
        account::AccountPositionProfit profit;
        m_encoder.encodePositionProfit(account, market, m_accounts.profit(account, market, m_prices), profit);
        client.sendFrame(serverFrame(Server::kAccountPositionProfitFieldNumber, profit));
    }
}

OrderEncoder AccountPublisher::encoderFor(const PriceCodec &codec) const
{
    return {m_venue.markets(), m_accounts, codec, m_orders.behaviours()};
}

void AccountPublisher::onOrderReport(const Order &order, const OrderReport &report)
{
    if (!report.privately)
        return gather(order, report);
    const auto client = m_clients.find(order.origin.client);
    if (client == m_clients.end())
        return;
    publishOrders();
    m_markets.ensureDetails(*client->second, order.market);
    orderrouting::OrderUpdateMulti multi;
    multi.set_account_id(m_accounts.account(order.account).spec.id.text());
    multi.set_market_id(m_venue.markets()[order.market].key.market.text());
    const OrderEncoder encoder = encoderFor(client->second->codec());
    encoder.encode(order, report, *multi.add_updates());
    client->second->sendFrame(serverFrame(Server::kOrderUpdateMultiFieldNumber, multi));
}

void AccountPublisher::onStrayRefusal(const StrayRefusal &refusal)
{
    const auto client = m_clients.find(refusal.origin.client);
    if (client == m_clients.end())
        return;
    publishOrders();
    orderrouting::OrderUpdateMulti multi;
    multi.set_account_id(refusal.account);
    multi.set_market_id(refusal.market);
    OrderEncoder::encodeStray(refusal, *multi.add_updates());
    client->second->sendFrame(serverFrame(Server::kOrderUpdateMultiFieldNumber, multi));
}

void AccountPublisher::gather(const Order &order, const OrderReport &report)
{
    Gathered &gathered = *m_gathered;
    if (gathered.any && (gathered.account != order.account || gathered.market != order.market))
        publishOrders();
    std::array<bool, wirePriceFormatCount> wanted{};
    for (const Watch &watch : m_desks[order.account].watches)
        wanted[static_cast<std::size_t>(watch.client->codec().format())] = true;
    for (std::size_t format = 0; format < wanted.size(); ++format) {
        if (!wanted[format])
            continue;
        const OrderEncoder encoder = encoderFor(PriceCodec{static_cast<WirePriceFormat>(format)});
        encoder.encode(order, report, *gathered.multis[format].add_updates());
    }
    gathered.any = true;
    gathered.account = order.account;
    gathered.market = order.market;
}

void AccountPublisher::publishOrders()
{
    Gathered &gathered = *m_gathered;
    if (!gathered.any)
        return;
    gathered.any = false;
    std::array<QByteArray, wirePriceFormatCount> frames;
    for (const Watch &watch : m_desks[gathered.account].watches) {
        const auto format = static_cast<std::size_t>(watch.client->codec().format());
        orderrouting::OrderUpdateMulti &multi = gathered.multis[format];
        if (frames[format].isEmpty()) {
            multi.set_account_id(m_accounts.account(gathered.account).spec.id.text());
            multi.set_market_id(m_venue.markets()[gathered.market].key.market.text());
            frames[format] = serverFrame(Server::kOrderUpdateMultiFieldNumber, multi);
        }
        m_markets.ensureDetails(*watch.client, gathered.market);
        watch.client->sendFrame(frames[format]);
    }
    for (auto &multi : gathered.multis)
        multi.Clear();
}

void AccountPublisher::publishFigures(SteadyTime now)
{
    for (AccountIndex account = 0; account < m_desks.size(); ++account) {
        Desk &desk = m_desks[account];
        const bool profitDue = !desk.profitAt || now - *desk.profitAt >= figureInterval;
        if (profitDue && !m_accounts.account(account).positions.empty())
            m_accounts.checkLossLimit(account, m_prices);
        publishPositions(account, desk, now);
        publishUpdate(account, desk, now);
        if (profitDue)
            publishProfit(account, desk, now);
    }
}

void AccountPublisher::publishPositions(AccountIndex account, Desk &desk, SteadyTime now)
{
    for (const auto &[market, position] : m_accounts.account(account).positions) {
        if (!desk.positions[market].isDue(position.version, now))
            continue;
        for (const Watch &watch : desk.watches) {
            m_markets.ensureDetails(*watch.client, market);
            account::AccountPosition message;
            m_encoder.encodePosition(account, market, watch.client->codec(), message);
            watch.client->sendFrame(serverFrame(Server::kAccountPositionFieldNumber, message));
        }
    }
}

void AccountPublisher::publishUpdate(AccountIndex account, Desk &desk, SteadyTime now)
{
    if (!desk.account.isDue(m_accounts.account(account).version, now) || desk.watches.empty())
        return;
    account::AccountUpdate message;
    m_encoder.encodeUpdate(account, m_accounts.figures(account, m_prices), message);
    const QByteArray frame = serverFrame(Server::kAccountUpdateFieldNumber, message);
    for (const Watch &watch : desk.watches)
        watch.client->sendFrame(frame);
}

void AccountPublisher::publishProfit(AccountIndex account, Desk &desk, SteadyTime now)
{
    desk.profitAt = now;
    if (!desk.wantsProfit())
        return;
    const auto sendToWatching = [&desk](const QByteArray &frame) {
        for (const Watch &watch : desk.watches)
            if (watch.withProfit)
                watch.client->sendFrame(frame);
    };
    const Account &held = m_accounts.account(account);
    for (const auto &[market, position] : held.positions) {
        const PositionProfit profit = m_accounts.profit(account, market, m_prices);
        const bool isNews = desk.positionProfits.contains(market) ? desk.positionProfits[market] != profit : true;
        if (!isNews && desk.profitVersion == held.version)
            continue;
        desk.positionProfits[market] = profit;
        for (const Watch &watch : desk.watches)
            m_markets.ensureDetails(*watch.client, market);
        account::AccountPositionProfit message;
        m_encoder.encodePositionProfit(account, market, profit, message);
        sendToWatching(serverFrame(Server::kAccountPositionProfitFieldNumber, message));
    }
    const AccountFigures figures = m_accounts.figures(account, m_prices);
    if (desk.profit == figures && desk.profitVersion == held.version)
        return;
    desk.profit = figures;
    desk.profitVersion = held.version;
    account::AccountProfit message;
    m_encoder.encodeProfit(account, figures, message);
    sendToWatching(serverFrame(Server::kAccountProfitFieldNumber, message));
}

} // namespace depthdeck::exchange
