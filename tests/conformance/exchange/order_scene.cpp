// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/exchange/order_scene.h"

#include "app/exchange/desk/default_accounts.h"

namespace depthdeck::exchange::test {

namespace {

constexpr std::int64_t tickUnits = Price::unitsPerOne / 4;
/// Beyond every order of the crowd, within the price limits.
constexpr int farTicks = 160;

std::vector<AccountSpec> richAccounts()
{
    std::vector<AccountSpec> accounts = defaultAccounts();
    for (AccountSpec &spec : accounts) {
        if (spec.number != OrderScene::account && spec.number != OrderScene::other)
            continue;
        spec.balance = Money::fromDollars(500'000'000);
        spec.limits = {};
        spec.limits.maxClipSize = 100'000;
        spec.limits.maxAccountPosition = 0;
        spec.limits.lossLimit = {};
    }
    return accounts;
}

void apply(const orderrouting::OrderUpdate &update, OrderView &view)
{
    view.tag = update.tag();
    view.side = update.buy_sell();
    view.link = update.order_link();
    view.relation = update.tag_relation_id();
    view.linked = update.orders_linked();
    view.filled = update.total_fill_volume();
}

template <typename Update>
void applyTerms(const Update &update, OrderView &view)
{
    view.volume = update.current_volume();
    view.newVolume = update.new_volume();
    view.limit = update.current_limit_price().value();
    view.stop = update.current_stop_price().value();
    view.newLimit = update.new_limit_price().value();
    view.trail = update.trail_price().value();
    view.working = update.working_volume();
    view.conditions = update.activation_details();
    view.activation = update.activation_type();
    view.priceType = update.price_type();
}

template <typename Update>
void applyHead(const Update &update, OrderView &view)
{
    view.id = update.unique_id();
    if (update.status() != common::ORDER_STATUS_NO_CHANGE)
        view.status = update.status();
    view.pending = update.response_pending();
    view.change = update.change();
    view.detail = update.status_detail();
}

} // namespace

bool OrderScene::open(const Adjust &adjust)
{
    auto options = smallExchange();
    options.markets = 40;
    options.latency = std::chrono::milliseconds{0};
    options.accounts = richAccounts();
    if (adjust)
        adjust(options);
    m_exchange = std::make_unique<SimulatedExchange>(options, m_clock);
    if (!m_exchange->start(nullptr))
        return false;
    m_market = marketOf(*m_exchange, QStringLiteral("CME_Eq"), QStringLiteral("MES"));
    m_client = std::make_unique<WireClient>(m_exchange->webSocketUrl());
    if (m_market.empty() || !m_client->enter())
        return false;
    m_client->subscribeAccounts();
    const auto depth = m_client->depthOf(m_market);
    if (!depth || depth->bids_size() == 0)
        return false;
    m_middle = Price::parse(depth->bids(0).price().value()).value();
    return sweep(common::BUY_SELL_BUY) && sweep(common::BUY_SELL_SELL) && print(0);
}

bool OrderScene::sweep(common::BuySell side)
{
    const std::string tag = "sweep" + std::to_string(++m_count);
    limit(other, side, side == common::BUY_SELL_BUY ? farTicks : -farTicks, 50'000, tag,
          common::TIME_TYPE_IMMEDIATE_AND_CANCEL);
    return awaitStatus(tag, common::ORDER_STATUS_FINISHED);
}

std::string OrderScene::price(int ticks) const
{
    return Price::fromUnits(m_middle.units() + ticks * tickUnits).toWire(2);
}

std::string OrderScene::difference(int ticks)
{
    return Price::fromUnits(ticks * tickUnits).toWire(2);
}

orderrouting::OrderSubmit OrderScene::submission(common::OrderLink link, const std::string &accountId) const
{
    orderrouting::OrderSubmit submit;
    submit.set_account_id(accountId);
    submit.set_market_id(m_market);
    submit.set_order_link(link);
    submit.set_manual_order_indicator(true);
    return submit;
}

orderrouting::OrderSubmit_Order &OrderScene::add(orderrouting::OrderSubmit &submit, common::BuySell side,
                                                 common::PriceType type, int volume, const std::string &tag)
{
    auto &order = *submit.add_orders();
    order.set_buy_sell(side);
    order.set_price_type(type);
    order.set_volume(volume);
    order.set_tag(tag);
    return order;
}

void OrderScene::limit(const std::string &accountId, common::BuySell side, int ticks, int volume,
                       const std::string &tag, common::TimeType time)
{
    auto submit = submission(common::ORDER_LINK_NONE, accountId);
    auto &order = add(submit, side, common::PRICE_TYPE_LIMIT, volume, tag);
    order.set_time_type(time);
    order.mutable_limit_price()->set_value(price(ticks));
    send(submit);
}

void OrderScene::revise(const std::string &tag, const std::function<void(orderrouting::OrderRevise_Revise &)> &change)
{
    service::ClientMessage message;
    auto &revise = *message.mutable_order_revise();
    revise.set_account_id(account);
    revise.set_market_id(m_market);
    revise.set_manual_order_indicator(true);
    revise.add_revisions()->set_unique_id(m_client->idOf(tag));
    change(*revise.mutable_revisions(0));
    m_client->send(message);
}

void OrderScene::pull(const std::string &tag)
{
    m_client->pull(account, m_market, m_client->idOf(tag));
}

bool OrderScene::print(int ticks, int volume)
{
    const std::string tag = "print" + std::to_string(++m_count);
    limit(other, common::BUY_SELL_SELL, ticks, volume, tag);
    if (!awaitStatus(tag, common::ORDER_STATUS_WORKING))
        return false;
    limit(other, common::BUY_SELL_BUY, ticks, volume, tag + "b", common::TIME_TYPE_IMMEDIATE_AND_CANCEL);
    return awaitStatus(tag, common::ORDER_STATUS_FINISHED);
}

bool OrderScene::take(common::BuySell side, int ticks, int volume)
{
    const std::string tag = "take" + std::to_string(++m_count);
    limit(other, side, ticks, volume, tag, common::TIME_TYPE_IMMEDIATE_AND_CANCEL);
    return await(tag, [](const OrderView &order) { return order.isFilled(); });
}

OrderView OrderScene::view(const std::string &tag) const
{
    OrderView view;
    const auto wants = [&](const auto &update) { return !view.id.empty() && update.unique_id() == view.id; };
    for (const Server &message : m_client->messages())
        for (const auto &update : message.order_update_multi().updates()) {
            if (update.has_order_update() && update.order_update().tag() == tag) {
                applyHead(update.order_update(), view);
                applyTerms(update.order_update(), view);
                apply(update.order_update(), view);
            } else if (wants(update.order_update_status())) {
                applyHead(update.order_update_status(), view);
                applyTerms(update.order_update_status(), view);
            } else if (wants(update.order_update_trade())) {
                applyHead(update.order_update_trade(), view);
                view.filled = update.order_update_trade().total_fill_volume();
                view.working = update.order_update_trade().working_volume();
            }
        }
    return view;
}

bool OrderScene::await(const std::string &tag, const std::function<bool(const OrderView &)> &wanted) const
{
    return QTest::qWaitFor([&] { return wanted(view(tag)); }, 5000);
}

} // namespace depthdeck::exchange::test
