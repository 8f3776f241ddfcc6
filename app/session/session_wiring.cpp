// SPDX-License-Identifier: GPL-3.0-or-later

// Who hears whom in a session. Everything connected to the connection's signals runs on the socket's thread: market
// data goes straight into the feed, all else is copied into the inbox and handled on the UI thread in the order it
// came.

#include "app/session/session_parts.h"

#include <t4/v1/account/account.pb.h>
#include <t4/v1/auth/auth.pb.h>
#include <t4/v1/market/market.pb.h>
#include <t4/v1/orderrouting/orderrouting.pb.h>

#include <type_traits>

namespace depthdeck {

namespace {

/// What one Connection signal carries: one message by const reference.
template <typename Signal>
struct MessageOf;
template <typename Message>
struct MessageOf<void (ServerMessages::*)(const Message &)>
{
    using Type = Message;
};

} // namespace

void Session::Parts::wire()
{
    Connection &connection = thread.connection();
    wireConnection(connection);
    wireMarketData(connection);
    wireOrderBooks(connection);
    wireAccounts(connection);
    wireOrders(connection);
    wireStores();
    wireDesk();
    wireBatches();
    wireStrategies();
    wireKillSwitch();
    wireJournal();
    QObject::connect(&housekeeping, &QTimer::timeout, &session, [this] { keepHouse(); });
    housekeeping.start(limits.housekeeping);
}

/// Copies each message of @p signal to the UI thread, in order with all others, and applies it there.
template <typename Signal, typename Apply>
void Session::Parts::deliver(Connection &from, Signal signal, Apply apply)
{
    using Message = typename MessageOf<Signal>::Type;
    QObject::connect(
        &from, signal, &from,
        [this, &from, apply](const Message &message) {
            inbox.post([this, apply, arrival = from.arrival(), copy = message]() mutable {
                orders.setArrival(arrival);
                apply(copy);
            });
        },
        Qt::DirectConnection);
}

void Session::Parts::wireConnection(Connection &from)
{
    const auto onSocketThread = [&from](auto signal, auto slot) {
        QObject::connect(&from, signal, &from, slot, Qt::DirectConnection);
    };
    onSocketThread(&Connection::socketOpened, [this] {
        inbox.post([this] {
            if (!isReplay)
                enter(SessionState::Authenticating);
        });
    });
    // A refused login is the connection's loss; see onLost().
    deliver(from, &ServerMessages::loginResponse, [this](const t4proto::v1::auth::LoginResponse &message) {
        if (message.result() == t4proto::v1::common::LOGIN_RESULT_SUCCESS && !isLoggedIn)
            onConnected(message);
    });
    deliver(from, &ServerMessages::authenticationToken,
            [this](const t4proto::v1::auth::AuthenticationToken &message) { token.applyToken(message); });
    onSocketThread(&Connection::lost,
                   [this](const ConnectionFailure &why) { inbox.post([this, why] { onLost(why); }); });
    onSocketThread(&Connection::stale, [this] { inbox.post([this] { onStale(true); }); });
    onSocketThread(&Connection::fresh, [this] { inbox.post([this] { onStale(false); }); });

    onSocketThread(&Connection::frameReceived, [this](const QByteArray &, SteadyTime arrival) {
        traffic.framesReceived.fetch_add(1, std::memory_order_relaxed);
        traffic.lastArrival.store(arrival.time_since_epoch().count(), std::memory_order_relaxed);
    });
    onSocketThread(&Connection::malformedFrame, [this](qsizetype byteCount, const QByteArray &head) {
        traffic.framesRejected.fetch_add(1, std::memory_order_relaxed);
        inbox.post([this, byteCount, head] {
            notices.add(Severity::Warning, NoticeKind::MalformedFrame, {}, QString::fromLatin1(head.toHex(' ')),
                        byteCount);
        });
    });
    onSocketThread(&Connection::unknownVariant, [this](qsizetype byteCount) {
        inbox.post([this, byteCount] { notices.add(Severity::Info, NoticeKind::UnknownMessage, {}, {}, byteCount); });
    });
    // Of any connection: a token is never used twice, and what became of an order matters also after its session.
    onSocketThread(&Connection::handedToSocket, [this](quint64 tokenNumber, SteadyTime time) {
        inbox.postAlways([this, tokenNumber, time] { onHandedToSocket(tokenNumber, time); });
    });
    onSocketThread(&Connection::sendRefused, [this](quint64 tokenNumber) {
        inbox.postAlways([this, tokenNumber] { onSendRefused(tokenNumber); });
    });
}

void Session::Parts::onHandedToSocket(quint64 tokenNumber, SteadyTime time)
{
    const std::optional<WireRoute::Sent> sent = route.take(tokenNumber);
    if (!sent)
        return;
    clickToWire.add(time - sent->clickedAt);
    for (const std::string &tag : sent->tags)
        orders.noteHandedOver(tag, time);
    // The moment it was written, not the one at which this thread got to it.
    const WallTime at =
        clock.wallNow() - std::chrono::duration_cast<std::chrono::nanoseconds>(clock.steadyNow() - time);
    recorder.noteHandedToSocket(sent->market, sent->tags, at);
}

/// The session ended before the socket had it.
void Session::Parts::onSendRefused(quint64 tokenNumber)
{
    const std::optional<WireRoute::Sent> sent = route.take(tokenNumber);
    if (!sent)
        return;
    for (const std::string &tag : sent->tags)
        orders.noteNotSent(tag);
    if (!sent->batch.empty())
        batches.noteNotSent(sent->batch);
    if (sent->pulls > 0)
        notices.add(Severity::Error, NoticeKind::PullNotSent, {}, {}, sent->pulls);
    else
        noteNotSent(sent->market, {DeskRefusal::NotLive, {}});
}

/// A definition feeds the books, and is looked at for the price format (t4-protocol.md a.8). Socket's thread.
void Session::Parts::seeDefinition(const t4proto::v1::market::MarketDetails &details)
{
    feed.applyDetails(details);
    const PriceFormatEvidence evidence = priceFormatEvidence(details);
    if (evidence == PriceFormatEvidence::None)
        return;
    inbox.post([this, evidence, market = QString::fromStdString(details.market_id()),
                increment = QString::fromStdString(details.min_price_increment().value())] {
        onPriceFormat(evidence, market, increment);
    });
}

void Session::Parts::wireMarketData(Connection &from)
{
    const auto toFeed = [this, &from](auto signal, auto slot) {
        QObject::connect(&from, signal, &feed, slot, Qt::DirectConnection);
    };
    toFeed(&ServerMessages::marketDepth, &MarketFeed::applyDepth);
    toFeed(&ServerMessages::marketDepthTrade, &MarketFeed::applyTrade);
    toFeed(&ServerMessages::marketSnapshot, &MarketFeed::applySnapshot);
    toFeed(&ServerMessages::marketHighLow, &MarketFeed::applyHighLow);
    toFeed(&ServerMessages::marketPriceLimits, &MarketFeed::applyPriceLimits);
    toFeed(&ServerMessages::marketSettlement, &MarketFeed::applySettlement);
    toFeed(&ServerMessages::marketDepthSubscribeReject, &MarketFeed::applySubscribeReject);
    QObject::connect(
        &from, &ServerMessages::marketDetails, &from,
        [this](const t4proto::v1::market::MarketDetails &details) { seeDefinition(details); }, Qt::DirectConnection);
    // Definitions of markets with a position or an order come in the account's snapshot, and only once a session.
    QObject::connect(
        &from, &ServerMessages::accountSnapshot, &from,
        [this](const t4proto::v1::account::AccountSnapshot &snapshot) {
            for (const auto &part : snapshot.messages()) {
                if (part.has_market_details())
                    seeDefinition(part.market_details());
            }
        },
        Qt::DirectConnection);
    QObject::connect(
        &feed, &MarketFeed::messageRejected, &from,
        [this](const MarketId &market, const QString &what) {
            traffic.framesRejected.fetch_add(1, std::memory_order_relaxed);
            inbox.post([this, market, what] {
                notices.add(Severity::Warning, NoticeKind::MarketMessageBad, nameOf(market), what);
            });
        },
        Qt::DirectConnection);
}

/// Market by order (t4-protocol.md c.7), the same way.
void Session::Parts::wireOrderBooks(Connection &from)
{
    const auto toFeed = [this, &from](auto signal, auto slot) {
        QObject::connect(&from, signal, &orderFeed, slot, Qt::DirectConnection);
    };
    toFeed(&ServerMessages::marketByOrderSnapshot, &OrderByOrderFeed::applySnapshot);
    toFeed(&ServerMessages::marketByOrderUpdate, &OrderByOrderFeed::applyUpdate);
    toFeed(&ServerMessages::marketByOrderTrade, &OrderByOrderFeed::applyTrade);
    toFeed(&ServerMessages::marketByOrderSubscribeReject, &OrderByOrderFeed::applyReject);
    deliver(from, &ServerMessages::marketByOrderSubscribeReject,
            [this](const t4proto::v1::market::MarketByOrderSubscribeReject &message) {
                notices.add(Severity::Error, NoticeKind::OrderBookRefused, nameOf(MarketId{message.market_id()}), {},
                            message.mode());
            });
    QObject::connect(
        &orderFeed, &OrderByOrderFeed::messageRejected, &from,
        [this](const MarketId &market, const QString &what) {
            traffic.framesRejected.fetch_add(1, std::memory_order_relaxed);
            inbox.post([this, market, what] {
                notices.add(Severity::Warning, NoticeKind::MarketMessageBad, nameOf(market), what);
            });
        },
        Qt::DirectConnection);
}

void Session::Parts::wireAccounts(Connection &from)
{
    namespace wire = t4proto::v1::account;
    deliver(from, &ServerMessages::accountSubscribeResponse,
            [this](const wire::AccountSubscribeResponse &message) { onAccountsAnswered(message); });
    deliver(from, &ServerMessages::accountSnapshot,
            [this](wire::AccountSnapshot &message) { onAccountSnapshot(message); });
    deliver(from, &ServerMessages::accountDetails,
            [this](const wire::AccountDetails &message) { accounts.applyDetails(message); });
    deliver(from, &ServerMessages::accountUpdate,
            [this](const wire::AccountUpdate &message) { accounts.applyUpdate(message); });
    deliver(from, &ServerMessages::accountCurrency,
            [this](const wire::AccountCurrency &message) { accounts.applyCurrency(message); });
    deliver(from, &ServerMessages::accountPosition,
            [this](const wire::AccountPosition &message) { accounts.applyPosition(message); });
    deliver(from, &ServerMessages::accountProfit,
            [this](const wire::AccountProfit &message) { accounts.applyProfit(message); });
    deliver(from, &ServerMessages::accountPositionProfit,
            [this](const wire::AccountPositionProfit &message) { accounts.applyPositionProfit(message); });
}

void Session::Parts::wireOrders(Connection &from)
{
    namespace wire = t4proto::v1::orderrouting;
    deliver(from, &ServerMessages::orderUpdateMulti,
            [this](const wire::OrderUpdateMulti &message) { orders.applyMulti(message); });
    deliver(from, &ServerMessages::orderUpdate,
            [this](const wire::OrderUpdate &message) { orders.applyUpdate(message); });
    deliver(from, &ServerMessages::orderUpdateStatus,
            [this](const wire::OrderUpdateStatus &message) { orders.applyStatus(message); });
    deliver(from, &ServerMessages::orderUpdateFailed,
            [this](const wire::OrderUpdateFailed &message) { orders.applyFailed(message); });
    deliver(from, &ServerMessages::orderUpdateTrade,
            [this](const wire::OrderUpdateTrade &message) { orders.applyTrade(message); });
    deliver(from, &ServerMessages::orderUpdateTradeLeg,
            [this](const wire::OrderUpdateTradeLeg &message) { orders.applyTradeLeg(message); });
    deliver(from, &ServerMessages::orderBatchAcknowledge,
            [this](const wire::OrderBatchAcknowledge &message) { batches.applyAcknowledge(message); });
    deliver(from, &ServerMessages::orderBatchReject,
            [this](const wire::OrderBatchReject &message) { batches.applyReject(message); });
    deliver(from, &ServerMessages::createUdsResponse,
            [this](const wire::CreateUDSResponse &message) { strategies.apply(message); });
}

/// What the stores announce that the trader is told in words.
void Session::Parts::wireStores()
{
    QObject::connect(&orders, &OrderStore::filled, &session, [this](const OrderId &, int fill) { noteFill(fill); });
    QObject::connect(&orders, &OrderStore::refused, &session, [this](const OrderId &id) {
        const Order *order = orders.find(id);
        notices.add(Severity::Error, NoticeKind::OrderRefused, QString::fromStdString(id.text()),
                    order != nullptr ? QString::fromStdString(order->statusDetail) : QString{});
    });
    QObject::connect(&orders, &OrderStore::unanswered, &session, [this](int index) {
        const Order &order = orders.orders()[static_cast<std::size_t>(index)];
        notices.add(Severity::Error, NoticeKind::OrderUnanswered, nameOf(order.market));
    });
    QObject::connect(&orders, &OrderStore::acknowledged, &session, [this](int index) {
        acknowledged.add(*orders.orders()[static_cast<std::size_t>(index)].acknowledgedAfter);
    });
    QObject::connect(&orders, &OrderStore::tradeBusted, &session, [this](const OrderId &id) {
        const Order *order = orders.find(id);
        if (order != nullptr)
            notices.add(Severity::Error, NoticeKind::TradeBusted, nameOf(order->market),
                        QString::fromStdString(order->statusDetail));
    });
    QObject::connect(&orders, &OrderStore::messageRejected, &session, [this](const OrderId &id, const QString &what) {
        traffic.framesRejected.fetch_add(1, std::memory_order_relaxed);
        notices.add(Severity::Error, NoticeKind::MarketMessageBad, QString::fromStdString(id.text()), what);
    });
    QObject::connect(&accounts, &AccountStore::messageRejected, &session,
                     [this](const AccountId &, const MarketId &market) {
                         traffic.framesRejected.fetch_add(1, std::memory_order_relaxed);
                         notices.add(Severity::Error, NoticeKind::MarketMessageBad, nameOf(market),
                                     QStringLiteral("AccountPosition"));
                     });
}

} // namespace depthdeck
