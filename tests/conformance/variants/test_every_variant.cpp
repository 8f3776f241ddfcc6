// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/variants/variant_table.h"

#include "app/exchange/embedded_exchange.h"
#include "app/market/order_book_board.h"
#include "app/rest/market_directory.h"
#include "app/session/kill_switch.h"
#include "app/session/session.h"
#include "app/session/strategy_desk.h"
#include "app/trading/batch_store.h"
#include "tests/support/wire_tap.h"

#include <QTest>

#include <atomic>

using namespace depthdeck;
using namespace std::chrono_literals;
namespace wire = t4proto::v1;

namespace {

constexpr int patience = 20'000;
/// Far enough from the market that an order neither trades nor looks absurd.
constexpr int restingTicks = 60;

/// The machine's clocks, moved on at will, so that what happens every 20 seconds need not be waited for.
class JumpingClock final : public Clock
{
public:
    [[nodiscard]] SteadyTime steadyNow() const noexcept override { return m_clock.steadyNow() + jumped(); }
    [[nodiscard]] WallTime wallNow() const noexcept override { return m_clock.wallNow() + jumped(); }
    void jump(std::chrono::nanoseconds time) noexcept { m_jumped += time.count(); }

private:
    [[nodiscard]] std::chrono::nanoseconds jumped() const noexcept { return std::chrono::nanoseconds{m_jumped.load()}; }

    SystemClock m_clock;
    std::atomic<std::int64_t> m_jumped{0};
};

} // namespace

/// Every variant of the two envelopes, each with its effect. The slots build on one another, in their order.
class TestEveryVariant final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    void theLoginMakesAccountsAndPositionsKnown();
    void theTokenIsRenewedForRest();
    void heartbeatsGoBothWays();
    void depthDefinitionsAndTradesArrive();
    void figuresOfTheDayArrive();
    void aMarketThatIsNotThereIsRefused();
    void everyRestingOrderIsToldAndKept();
    void anOrderIsPlacedRevisedPulledAndFilled();
    void accountMessagesOnTheirOwnChangeTheAccount();
    void orderMessagesOnTheirOwnChangeTheOrder();
    void aBatchIsAcceptedAndAnotherRefused();
    void aStrategyIsMadeAndFound();
    void everyVariantWasSeenAndHadItsEffect();

private:
    [[nodiscard]] const MarketState *es() const { return m_session->markets().find(m_es.market); }
    [[nodiscard]] MarketKey marketOf(const char *exchange, const char *contract);
    [[nodiscard]] OrderDraft restingBid() const;
    void inject(const std::string &field, const wire::service::ServerMessage &message);
    void sent(const char *field, const char *effect) { m_sent->proved(field, effect); }
    void received(const char *field, const char *effect) { m_received->proved(field, effect); }

    JumpingClock m_clock;
    std::unique_ptr<exchange::EmbeddedExchange> m_exchange;
    std::unique_ptr<test::WireTap> m_tap;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<test::VariantTable> m_sent;
    std::unique_ptr<test::VariantTable> m_received;
    QTimer m_frames;
    AccountId m_account;
    MarketKey m_es;
};

void TestEveryVariant::initTestCase()
{
    exchange::SimulatedExchange::Options options;
    options.seed = 11;
    options.tokenLifetime = 20s; // always too old to be used again
    m_exchange = std::make_unique<exchange::EmbeddedExchange>();
    m_exchange->start(options);
    QTRY_VERIFY_WITH_TIMEOUT(m_exchange->isRunning(), patience);
    m_tap = std::make_unique<test::WireTap>(m_exchange->webSocketUrl());
    m_sent = std::make_unique<test::VariantTable>(*wire::service::ClientMessage::descriptor(), "sent",
                                                  [this](int field) { return m_tap->sent(field); });
    m_received = std::make_unique<test::VariantTable>(*wire::service::ServerMessage::descriptor(), "received",
                                                      [this](int field) { return m_tap->received(field); });
    SessionLimits limits;
    limits.connection.checkInterval = 50ms;
    limits.housekeeping = 50ms;
    m_session = std::make_unique<Session>(m_clock, limits);
    connect(&m_frames, &QTimer::timeout, m_session.get(), &Session::takeFrame);
    m_frames.start(16ms);
    const UserCredentials user{QStringLiteral("SIM"), QStringLiteral("trader"), Secret{QStringLiteral("trader")},
                               QStringLiteral("Variants"), Secret{QStringLiteral("simulated")}};
    m_session->start({QStringLiteral("tap"), m_tap->url(), m_exchange->restUrl(), Endpoint::Kind::Simulated}, user);
}

void TestEveryVariant::cleanupTestCase()
{
    m_frames.stop();
    m_session.reset();
    m_tap.reset();
    m_exchange.reset();
}

MarketKey TestEveryVariant::marketOf(const char *exchange, const char *contract)
{
    MarketKey key;
    m_session->directory().firstMarket(ExchangeId{exchange}, ContractId{contract}, m_session.get(),
                                       [&key](const RestResult<MarketEntry> &result) {
                                           if (const auto *market = std::get_if<MarketEntry>(&result))
                                               key = market->key;
                                       });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(!key.market.isEmpty(), patience); }();
    return key;
}

OrderDraft TestEveryVariant::restingBid() const
{
    OrderDraft draft;
    draft.account = m_account;
    draft.market = m_es.market;
    draft.limit = es()->definition->ticks.stepped(es()->book.bestBid()->price, -restingTicks);
    return draft;
}

void TestEveryVariant::inject(const std::string &field, const wire::service::ServerMessage &message)
{
    m_received->injected(field);
    m_tap->inject(message);
}

void TestEveryVariant::theLoginMakesAccountsAndPositionsKnown()
{
    QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), SessionState::Live, patience);
    sent("login_request", "the session goes live");
    received("login_response", "the accounts of the user are listed");
    QVERIFY(!m_session->accounts().accounts().empty());
    m_account = m_session->accounts().accounts().front().id;
    const Account *account = m_session->accounts().account(m_account);
    QVERIFY(account->subscribed);
    sent("account_subscribe", "each account is subscribed, its snapshot arrives");
    received("account_subscribe_response", "the session waits for it before it goes live");
    QVERIFY(account->balance.has_value());
    QVERIFY(mayTrade(account->status));
    received("account_snapshot", "balance and status of each account");
}

void TestEveryVariant::theTokenIsRenewedForRest()
{
    m_es = marketOf("CME_Eq", "ES");
    QVERIFY(!m_es.market.isEmpty());
    sent("authentication_token_request", "REST answers although the login's token is too old");
    received("authentication_token", "the market picker answers with it");
}

void TestEveryVariant::heartbeatsGoBothWays()
{
    m_clock.jump(21s);
    using Client = wire::service::ClientMessage;
    QTRY_VERIFY_WITH_TIMEOUT(m_tap->sent(Client::kHeartbeat) > 0, patience);
    sent("heartbeat", "one after 20 s of silence from here");
    wire::service::ServerMessage beat;
    beat.mutable_heartbeat()->set_timestamp(1'785'585'600'000);
    const std::int64_t before = m_session->status().framesReceived;
    inject("heartbeat", beat);
    QTRY_VERIFY_WITH_TIMEOUT(m_session->status().framesReceived > before, patience);
    QCOMPARE(m_session->state(), SessionState::Live);
    received("heartbeat", "proof of life: the feed's age starts again");
}

void TestEveryVariant::depthDefinitionsAndTradesArrive()
{
    m_session->watch(m_es, DepthLevels::Normal, true);
    QTRY_VERIFY_WITH_TIMEOUT(es() != nullptr && es()->definition && es()->book.bestBid() && es()->book.bestOffer(),
                             patience);
    QCOMPARE(es()->freshness, Freshness::Live);
    sent("market_depth_subscribe", "the market turns live");
    received("market_details", "name, tick and price format of the market");
    received("market_snapshot", "the first image, and the market's mode");
    const std::uint64_t revision = es()->revision;
    QTRY_VERIFY_WITH_TIMEOUT(es()->revision > revision + 3, patience);
    received("market_depth", "the book changes");
    using Server = wire::service::ServerMessage;
    QTRY_VERIFY_WITH_TIMEOUT(m_tap->received(Server::kMarketDepthTrade) > 2, patience);
    QTRY_VERIFY_WITH_TIMEOUT(es()->tape.trades().size() > 2, patience);
    received("market_depth_trade", "a line of time and sales for each");
}

void TestEveryVariant::figuresOfTheDayArrive()
{
    const std::string market = m_es.market.text();
    wire::service::ServerMessage range;
    auto &highLow = *range.mutable_market_high_low();
    highLow.set_market_id(market);
    highLow.mutable_open_price()->set_value("6000.00");
    highLow.mutable_high_price()->set_value("9000.25");
    highLow.mutable_low_price()->set_value("5000.00");
    inject("market_high_low", range);
    QTRY_VERIFY_WITH_TIMEOUT(es()->quote.high == Price::parse("9000.25"), patience);
    received("market_high_low", "open, high and low of the day");

    wire::service::ServerMessage band;
    auto &limits = *band.mutable_market_price_limits();
    limits.set_market_id(market);
    limits.mutable_high_price()->set_value("9990.00");
    limits.mutable_low_price()->set_value("10.00");
    inject("market_price_limits", band);
    QTRY_VERIFY_WITH_TIMEOUT(es()->quote.limitLow == Price::parse("10"), patience);
    received("market_price_limits", "orders outside are refused here already");

    wire::service::ServerMessage settled;
    auto &settlement = *settled.mutable_market_settlement();
    settlement.set_market_id(market);
    settlement.mutable_settlement_price()->set_value("6001.50");
    inject("market_settlement", settled);
    QTRY_VERIFY_WITH_TIMEOUT(es()->quote.settlement == Price::parse("6001.5"), patience);
    received("market_settlement", "settlement, and the net change from it");
}

void TestEveryVariant::aMarketThatIsNotThereIsRefused()
{
    const MarketKey nowhere{m_es.exchange, m_es.contract, MarketId{"NOWHERE"}};
    m_session->watch(nowhere, DepthLevels::BestOnly, false);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_session->markets().find(nowhere.market) && m_session->markets().find(nowhere.market)->refused, patience);
    received("market_depth_subscribe_reject", "the market's line says why it is refused");
    m_session->watchOrders(nowhere);
    QTRY_VERIFY_WITH_TIMEOUT(m_session->orderBooks().find(nowhere.market) &&
                                 m_session->orderBooks().find(nowhere.market)->state == OrderBookState::Refused,
                             patience);
    received("market_by_order_subscribe_reject", "the book by order says it is refused");
}

void TestEveryVariant::everyRestingOrderIsToldAndKept()
{
    m_session->watchOrders(m_es);
    const auto orders = [this] { return m_session->orderBooks().find(m_es.market); };
    QTRY_VERIFY_WITH_TIMEOUT(orders() && orders()->isLive() && orders()->book.size() > 20, patience);
    sent("market_by_order_subscribe", "the book by order turns live");
    received("market_by_order_snapshot", "every resting order in its queue");
    const std::uint64_t revision = orders()->revision;
    QTRY_VERIFY_WITH_TIMEOUT(orders()->revision > revision + 3, patience);
    received("market_by_order_update", "orders come, change and go in their queues");
    QTRY_VERIFY_WITH_TIMEOUT(!orders()->trades.empty(), patience);
    received("market_by_order_trade", "which resting orders a trade hit");
}

void TestEveryVariant::anOrderIsPlacedRevisedPulledAndFilled()
{
    OrderDesk &desk = m_session->desk();
    QVERIFY(desk.setArmed(true));
    QVERIFY(desk.submit(restingBid()).sent());
    const OrderStore &orders = m_session->orders();
    QTRY_VERIFY_WITH_TIMEOUT(!orders.orders().empty() && orders.orders().back().state() == OrderState::Working,
                             patience);
    sent("order_submit", "a row in Orders, sending, then working");
    received("order_update_multi", "each step of the order's life, to the millisecond");
    const OrderId id = orders.orders().back().id;
    OrderRevision revision;
    revision.order = id;
    revision.volume = Quantity{3};
    QVERIFY(desk.revise(revision).sent());
    QTRY_COMPARE_WITH_TIMEOUT(orders.find(id)->current.volume, Quantity{3}, patience);
    sent("order_revise", "the row shows the new volume");
    QVERIFY(desk.pull(std::vector<OrderId>{id}).sent());
    QTRY_COMPARE_WITH_TIMEOUT(orders.find(id)->state(), OrderState::Cancelled, patience);
    sent("order_pull", "the row is cancelled");

    OrderDraft market = restingBid();
    market.type = OrderType::Market;
    market.limit.reset();
    QVERIFY(desk.submit(market).sent());
    const auto position = [this] { return m_session->accounts().position(m_account, m_es.market); };
    QTRY_VERIFY_WITH_TIMEOUT(position() && position()->net() == Quantity{1}, patience);
    received("account_position", "a row in Positions");
    QTRY_VERIFY_WITH_TIMEOUT(position()->profitKnown, patience);
    received("account_position_profit", "the position's profit, from the server");
    QTRY_VERIFY_WITH_TIMEOUT(m_session->accounts().account(m_account)->availableCash.has_value(), patience);
    received("account_profit", "the account's profit and available cash");
}

void TestEveryVariant::accountMessagesOnTheirOwnChangeTheAccount()
{
    wire::service::ServerMessage details;
    details.mutable_account_details()->set_account_id(m_account.text());
    details.mutable_account_details()->set_max_clip_size(77);
    details.mutable_account_details()->set_order_routing(true);
    inject("account_details", details);
    QTRY_COMPARE_WITH_TIMEOUT(m_session->accounts().account(m_account)->maxClipSize, 77, patience);
    received("account_details", "the account's limits, checked before an order is sent");

    wire::service::ServerMessage update;
    update.mutable_account_update()->set_account_id(m_account.text());
    update.mutable_account_update()->set_status(wire::common::ACCOUNT_STATUS_OK);
    update.mutable_account_update()->set_balance(123'456.5);
    inject("account_update", update);
    QTRY_COMPARE_WITH_TIMEOUT(m_session->accounts().account(m_account)->balance, std::optional{123'456.5}, patience);
    received("account_update", "balance, margin and status");

    wire::service::ServerMessage currency;
    currency.mutable_account_currency()->set_currency("CHF");
    currency.mutable_account_currency()->set_rate(1.25);
    inject("account_currency", currency);
    QTRY_VERIFY_WITH_TIMEOUT(m_session->accounts().currencies().count("CHF") == 1, patience);
    received("account_currency", "a row in the table of rates");
}

void TestEveryVariant::orderMessagesOnTheirOwnChangeTheOrder()
{
    const OrderStore &orders = m_session->orders();
    const OrderId id{"VARIANT-1"};
    const auto about = [this, &id](auto &message, int sequence) {
        message.set_unique_id(id.text());
        message.set_account_id(m_account.text());
        message.set_market_id(m_es.market.text());
        message.set_sequence_order(sequence);
    };
    wire::service::ServerMessage update;
    auto &order = *update.mutable_order_update();
    about(order, 1);
    order.set_status(wire::common::ORDER_STATUS_WORKING);
    order.set_buy_sell(wire::common::BUY_SELL_BUY);
    order.set_price_type(wire::common::PRICE_TYPE_LIMIT);
    order.set_current_volume(4);
    order.set_new_volume(4);
    order.set_working_volume(4);
    order.mutable_current_limit_price()->set_value("5000.25");
    inject("order_update", update);
    QTRY_VERIFY_WITH_TIMEOUT(orders.find(id) && orders.find(id)->state() == OrderState::Working, patience);
    received("order_update", "an order of another program appears as a row");

    wire::service::ServerMessage status;
    auto &changed = *status.mutable_order_update_status();
    about(changed, 2);
    changed.set_status(wire::common::ORDER_STATUS_WORKING);
    changed.set_price_type(wire::common::PRICE_TYPE_LIMIT);
    changed.set_current_volume(6);
    changed.set_new_volume(6);
    changed.set_working_volume(6);
    changed.mutable_current_limit_price()->set_value("5000.50");
    inject("order_update_status", status);
    QTRY_COMPARE_WITH_TIMEOUT(orders.find(id)->current.volume, Quantity{6}, patience);
    received("order_update_status", "price and volume of the row");

    wire::service::ServerMessage trade;
    auto &fill = *trade.mutable_order_update_trade();
    about(fill, 3);
    fill.set_change(wire::common::ORDER_CHANGE_TRADE);
    fill.set_status(wire::common::ORDER_STATUS_WORKING);
    fill.set_volume(2);
    fill.set_total_fill_volume(2);
    fill.set_working_volume(4);
    fill.mutable_price()->set_value("5000.50");
    fill.set_exchange_trade_id("T1");
    inject("order_update_trade", trade);
    QTRY_COMPARE_WITH_TIMEOUT(orders.find(id)->state(), OrderState::PartFilled, patience);
    received("order_update_trade", "a fill, and the row part filled");

    wire::service::ServerMessage leg;
    auto &legFill = *leg.mutable_order_update_trade_leg();
    about(legFill, 4);
    legFill.set_leg_index(1);
    legFill.set_volume(2);
    legFill.mutable_price()->set_value("5000.75");
    inject("order_update_trade_leg", leg);
    QTRY_COMPARE_WITH_TIMEOUT(orders.find(id)->fills.size(), std::size_t{2}, patience);
    QCOMPARE(orders.find(id)->filled, Quantity{2});
    received("order_update_trade_leg", "a leg under the fill, not counted again");

    wire::service::ServerMessage failed;
    auto &failure = *failed.mutable_order_update_failed();
    about(failure, 5);
    failure.set_change(wire::common::ORDER_CHANGE_SUBMISSION_FAILED);
    failure.set_status_detail("the gateway is down");
    inject("order_update_failed", failed);
    QTRY_COMPARE_WITH_TIMEOUT(orders.find(id)->state(), OrderState::Rejected, patience);
    QCOMPARE(orders.find(id)->statusDetail, std::string{"the gateway is down"});
    received("order_update_failed", "rejected, with the server's words in Messages");
}

void TestEveryVariant::aBatchIsAcceptedAndAnotherRefused()
{
    const BatchStore &batches = m_session->batches();
    OrderDraft first = restingBid();
    OrderDraft second = restingBid();
    second.limit = es()->definition->ticks.stepped(*second.limit, -1);
    BatchDraft batch;
    batch.submissions = {SubmissionDraft{first}, SubmissionDraft{second}};
    QVERIFY(m_session->desk().submit(batch).sent());
    QTRY_COMPARE_WITH_TIMEOUT(batches.batches().back().state, BatchState::Acknowledged, patience);
    sent("order_batch", "two orders sent as one");
    received("order_batch_acknowledge", "the batch shows the ids of its orders");

    // More than the account can carry, which only the server can know.
    first.volume = Quantity{70};
    second.volume = Quantity{70};
    batch.submissions = {SubmissionDraft{first}, SubmissionDraft{second}};
    const DeskAnswer answer = m_session->desk().submit(batch);
    QVERIFY2(answer.sent(), answer.problems.empty() ? "gate" : "problems");
    QTRY_COMPARE_WITH_TIMEOUT(batches.batches().back().state, BatchState::Rejected, patience);
    QVERIFY(!batches.batches().back().errors.empty());
    received("order_batch_reject", "each error at its line of the batch");
}

void TestEveryVariant::aStrategyIsMadeAndFound()
{
    std::vector<MarketEntry> outrights;
    m_session->directory().markets(m_es.exchange, m_es.contract, GroupEntry{QStringLiteral("None"), {}, 0},
                                   m_session.get(), [&outrights](const RestResult<std::vector<MarketEntry>> &result) {
                                       if (const auto *markets = std::get_if<std::vector<MarketEntry>>(&result))
                                           outrights = *markets;
                                   });
    QTRY_VERIFY_WITH_TIMEOUT(outrights.size() >= 3, patience);
    StrategyDraft draft;
    draft.account = m_account;
    draft.strategyType = wire::common::STRATEGY_TYPE_BUTTERFLY;
    draft.legs = {{outrights[0].key, Side::Buy, Quantity{1}, {}, {}},
                  {outrights[1].key, Side::Sell, Quantity{2}, {}, {}},
                  {outrights[2].key, Side::Buy, Quantity{1}, {}, {}}};
    QCOMPARE(m_session->strategies().create(draft), StrategyProblem::None);
    sent("create_uds", "a line in Strategies");
    QTRY_COMPARE_WITH_TIMEOUT(m_session->strategies().requests().back().state, StrategyState::Found, patience);
    received("create_uds_response", "its market is found and can be opened");
}

void TestEveryVariant::everyVariantWasSeenAndHadItsEffect()
{
    std::printf("%-34s %4s  %-18s %6s  %s\n", "variant", "no.", "how", "frames", "visible effect, tested");
    m_sent->print();
    m_received->print();
    for (const test::VariantTable *table : {m_sent.get(), m_received.get()}) {
        const auto missing = table->missing();
        for (const std::string &line : missing)
            qWarning("%s", line.c_str());
        QVERIFY(missing.empty());
    }
}

QTEST_GUILESS_MAIN(TestEveryVariant)
#include "test_every_variant.moc"
