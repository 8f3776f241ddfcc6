// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/session.h"

#include "app/session/session_parts.h"

#include <t4/v1/account/account.pb.h>
#include <t4/v1/auth/auth.pb.h>

#include <QSemaphore>

namespace depthdeck {

namespace account = t4proto::v1::account;

Session::Session(const Clock &clock, QObject *parent) : Session{clock, SessionLimits{}, parent} {}

Session::Session(const Clock &clock, const SessionLimits &limits, QObject *parent)
    : QObject{parent},
      m_parts{std::make_unique<Parts>(clock, limits, *this)}
{
    m_parts->wire();
}

Session::~Session()
{
    // What waits for the journal does not leave any more; pulls go at once.
    m_parts->journalRoute.withdraw();
    // So that pulls on their way and the close frame go out. A moment at most: the socket's thread never waits.
    constexpr int patienceMilliseconds = 250;
    Connection &connection = m_parts->thread.connection();
    QSemaphore isClosing;
    QMetaObject::invokeMethod(&connection, [&connection, &isClosing] {
        connection.close();
        isClosing.release();
    });
    static_cast<void>(isClosing.tryAcquire(1, patienceMilliseconds));
    m_parts->thread.thread().quit();
    m_parts->thread.thread().wait(); // before the semaphore and what the thread writes to go
}

void Session::start(const Endpoint &endpoint, const Credentials &credentials)
{
    Parts &parts = *m_parts;
    parts.nothingIsKnown();
    parts.forgetLogin();
    if (parts.endpoint.webSocket != endpoint.webSocket)
        parts.markets.forgetAll();
    parts.endpoint = endpoint;
    parts.credentials = credentials;
    parts.policy = ReconnectPolicy{};
    parts.isMarketDataReduced = false;
    parts.directory.reset(endpoint.rest);
    parts.openConnection();
}

void Session::startReplay(const QString &file, double speed)
{
    Parts &parts = *m_parts;
    parts.nothingIsKnown();
    parts.forgetLogin();
    parts.markets.forgetAll();
    parts.endpoint = {};
    parts.credentials = ApiKeyCredentials{};
    parts.directory.reset({});
    parts.startReplay(file, speed);
}

void Session::stop()
{
    Parts &parts = *m_parts;
    if (parts.state == SessionState::Offline)
        return;
    parts.nothingIsKnown();
    parts.credentials = ApiKeyCredentials{};
    parts.failure.reset();
    parts.inbox.expect(++parts.connectionNumber);
    parts.thread.connection().close();
    parts.enter(SessionState::Offline);
}

Session::Parts::Parts(const Clock &sessionClock, const SessionLimits &sessionLimits, Session &owner)
    : clock{sessionClock},
      limits{sessionLimits},
      session{owner},
      feed{clock},
      orderFeed{clock},
      notices{clock},
      orders{clock},
      batches{clock},
      personalLimits{clock},
      thread{clock, limits.connection},
      killSwitch{clock, thread.connection()},
      gates{killSwitch},
      route{thread.connection(), killSwitch},
      journalRoute{nullptr, route, orders, markets, gates},
      desk{clock,
           {.markets = markets,
            .accounts = accounts,
            .orders = orders,
            .batches = batches,
            .limits = personalLimits,
            .gates = gates,
            .route = journalRoute}},
      flattens{clock, markets, accounts, orders, desk},
      token{clock,
            [this](const std::string &requestId) {
                t4proto::v1::auth::AuthenticationTokenRequest request;
                request.set_request_id(requestId);
                return thread.connection().send(request) == SendResult::Queued;
            }},
      directory{AuthorizationSource{
          .current = [this](QObject *context,
                            AuthorizationSource::Reply reply) { token.authorization(context, std::move(reply)); },
          .renewed =
              [this](const QByteArray &refused, QObject *context, AuthorizationSource::Reply reply) {
                  token.renewAuthorization(refused, context, std::move(reply));
              }}},
      strategies{clock, markets, directory, thread.connection()},
      recorder{nullptr, thread.connection(), markets}
{
    orders.useMarkets(markets);
}

void Session::Parts::enter(SessionState next)
{
    if (state == next)
        return;
    state = next;
    emit session.stateChanged(next);
    emit session.statusChanged();
}

/// One attempt. What an earlier connection still has in the queue is no longer heard.
void Session::Parts::openConnection()
{
    recorder.setEndpoint(endpoint);
    expectConnection([to = endpoint, as = credentials](Connection &connection) { connection.open(to, as); });
    enter(SessionState::Connecting);
}

/// As a connection, but nothing can be sent over it.
void Session::Parts::startReplay(const QString &file, double speed)
{
    isReplay = true;
    notices.add(Severity::Info, NoticeKind::ReplayStarted, file);
    expectConnection([file, speed](Connection &connection) { connection.replay(file, speed); });
    enter(SessionState::Replaying);
}

void Session::Parts::expectConnection(std::function<void(Connection &)> open)
{
    retryAt.reset();
    failure.reset();
    const int number = ++connectionNumber;
    inbox.expect(number);
    Connection &connection = thread.connection();
    // In one go on the socket's thread: no message of the old connection can carry the new one's number.
    QMetaObject::invokeMethod(&connection, [this, &connection, number, open = std::move(open)] {
        inbox.setSource(number);
        feed.reset();
        orderFeed.reset();
        open(connection);
    });
}

/// Another login: nothing of the last one's orders and accounts is its business.
void Session::Parts::forgetLogin()
{
    killSwitch.forgetLogin();
    orders.clear();
    accounts.clear();
    batches.clear();
}

void Session::Parts::onConnected(const t4proto::v1::auth::LoginResponse &message)
{
    isLoggedIn = true;
    isStale = false;
    policy.loginSucceeded();
    accounts.applyLogin(message);
    token.applyLogin(message);
    if (const auto *key = std::get_if<ApiKeyCredentials>(&credentials))
        token.useApiKey(key->key);
    markets.setConnectionFresh(true);
    notices.add(Severity::Info, NoticeKind::Connected,
                endpoint.name.isEmpty() ? endpoint.webSocket.toDisplayString() : endpoint.name);
    enter(isReplay ? SessionState::Replaying : SessionState::Synchronising);
    strategies.setLive(!isReplay);
    if (isMarketDataReduced)
        notices.add(Severity::Warning, NoticeKind::MarketDataReduced);

    std::vector<AccountId> wanted;
    for (const Account &known : accounts.accounts())
        wanted.push_back(known.id);
    sync.begin(wanted, clock.steadyNow());
    if (!wanted.empty()) {
        account::AccountSubscribe subscribe;
        subscribe.set_subscribe(t4proto::v1::common::ACCOUNT_SUBSCRIBE_TYPE_ALL_UPDATES);
        subscribe.set_subscribe_all_accounts(true);
        subscribe.set_upl_mode(t4proto::v1::common::UPL_MODE_AVERAGE);
        static_cast<void>(thread.connection().send(subscribe));
    }
    // After the accounts: the server handles messages in order (t4-protocol.md a.2, a.7).
    for (const MarketKey &market : subscriptions.markets())
        subscribeMarket(market);
    for (const MarketKey &market : subscriptions.orderMarkets()) {
        if (!isMarketDataReduced)
            subscribeOrders(market);
    }
    settleSync();
}

void Session::Parts::onAccountsAnswered(const account::AccountSubscribeResponse &message)
{
    QStringList errors;
    for (const std::string &error : message.errors())
        errors.append(QString::fromStdString(error));
    if (!message.success() || !errors.isEmpty())
        notices.add(Severity::Error, NoticeKind::AccountsRefused, {}, errors.join(u'\n'));
    sync.responded();
    settleSync();
}

void Session::Parts::onAccountSnapshot(account::AccountSnapshot &message)
{
    const AccountId id{message.account_id()};
    // An account that cannot be reached tells nothing: what was known of it stays unknown, never "gone".
    if (!tellsState(message)) {
        accounts.applyStatus(id, static_cast<AccountStatus>(message.status()));
        notices.add(Severity::Warning, NoticeKind::SnapshotUnreachable, QString::fromStdString(id.text()), {},
                    message.status());
        return;
    }
    accounts.applySnapshot(message);
    orders.beginSnapshot(id);
    for (auto &part : *message.mutable_messages()) {
        if (!part.has_order_update_multi())
            continue;
        auto &multi = *part.mutable_order_update_multi();
        if (multi.account_id().empty())
            multi.set_account_id(message.account_id());
        constexpr bool isSnapshot = true;
        orders.applyMulti(multi, isSnapshot);
    }
    orders.endSnapshot(id);
    flattens.noteSnapshot(id);
    sync.snapshotApplied(id);
    settleSync();
}

/// Live only when everything is reconciled (design.md 1.4). Accounts that never came are locked one by one.
void Session::Parts::settleSync()
{
    if (!isLoggedIn)
        return;
    const AccountSync::Result result = sync.result(clock.steadyNow(), limits.snapshotPatience);
    if (result == AccountSync::Result::Waiting)
        return;
    isSyncPartial = result != AccountSync::Result::Complete;
    if (result == AccountSync::Result::Complete && !accounts.isConfirmed()) {
        accounts.setConfirmed(true);
        notices.add(Severity::Info, NoticeKind::Synchronised);
    }
    if (isReplay)
        return; // what is shown is of another day: nothing may be sent
    enter(isSyncPartial || isStale ? SessionState::Degraded : SessionState::Live);
    desk.setLive(result != AccountSync::Result::Failed);
}

void Session::Parts::onStale(bool nowStale)
{
    isStale = nowStale;
    markets.setConnectionFresh(!nowStale);
    // A quiet market would look stale until it next trades: a new snapshot says that it is not.
    if (!nowStale && isLoggedIn) {
        for (const MarketKey &market : subscriptions.markets())
            subscribeMarket(market);
    }
    settleSync();
}

/// The connection is gone: what was shown stays, as stale and unconfirmed; what is in flight is unknown.
void Session::Parts::nothingIsKnown()
{
    isLoggedIn = false;
    isSyncPartial = false;
    isPriceFormatProven = false;
    retryAt.reset();
    sync.reset();
    subscriptions.forgetAsked();
    takeFrame();
    discardOrders();
    journalRoute.withdraw();
    desk.setLive(false);
    strategies.setLive(false);
    orders.markAllUnknown();
    batches.markAllUnanswered();
    accounts.setConfirmed(false);
    markets.setConnectionFresh(false);
    token.clear();
    isReplay = false;
}

void Session::Parts::onLost(const ConnectionFailure &why)
{
    const bool wasLoggedIn = isLoggedIn;
    nothingIsKnown();
    if (why.cause == FailureCause::ReplayEnded) {
        noteLost(why, false, std::nullopt);
        enter(SessionState::Offline);
        return;
    }
    failure = why;
    isMarketDataReduced = isMarketDataReduced || ReconnectPolicy::advice(why) == RetryAdvice::WithLessMarketData;
    const std::optional<std::chrono::milliseconds> delay = policy.nextDelay(why);
    if (delay)
        retryAt = clock.steadyNow() + *delay;
    noteLost(why, wasLoggedIn, delay);
    enter(SessionState::Lost);
}

/// Looks at every deadline, all on the session's clock.
void Session::Parts::keepHouse()
{
    const SteadyTime now = clock.steadyNow();
    orders.markUnansweredUnknown(limits.submitPatience);
    batches.markUnanswered(limits.submitPatience);
    desk.tick();
    flattens.tick();
    strategies.tick();
    lookAfterKill();
    for (const MarketId &market : subscriptions.takeUnanswered(now, limits.snapshotPatience))
        notices.add(Severity::Warning, NoticeKind::MarketUnanswered, nameOf(market));
    if (now - lastFrameTaken >= limits.housekeeping)
        takeFrame();
    if (state == SessionState::Synchronising)
        settleSync();
    if (retryAt && now >= *retryAt)
        openConnection();
    if (state != SessionState::Offline)
        emit session.statusChanged();
}

} // namespace depthdeck
