// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/session.h"

#include "app/session/session_parts.h"

#include <t4/v1/account/account.pb.h>
#include <t4/v1/auth/auth.pb.h>

#include <QSemaphore>

namespace depthdeck {

namespace account = t4proto::v1::account;

namespace {

/// False for the snapshot of an account whose handler is down (t4-protocol.md b.5, d.1).
bool tellsState(const account::AccountSnapshot &message)
{
    const auto status = static_cast<AccountStatus>(message.status());
    const bool unreachable = status == AccountStatus::NotAccessible || status == AccountStatus::Unknown;
    return !unreachable || message.messages_size() > 0;
}

} // namespace

Session::Session(const Clock &clock, QObject *parent) : Session{clock, SessionLimits{}, parent} {}

Session::Session(const Clock &clock, const SessionLimits &limits, QObject *parent)
    : QObject{parent},
      m_parts{std::make_unique<Parts>(clock, limits, *this)}
{
    m_parts->wire();
}

Session::~Session()
{
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
    parts.orders.clear();
    parts.accounts.clear();
    if (parts.endpoint.webSocket != endpoint.webSocket)
        parts.markets.forgetAll();
    parts.endpoint = endpoint;
    parts.credentials = credentials;
    parts.policy = ReconnectPolicy{};
    parts.directory.reset(endpoint.rest);
    parts.openConnection();
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

SessionState Session::state() const noexcept
{
    return m_parts->state;
}

const Endpoint &Session::endpoint() const noexcept
{
    return m_parts->endpoint;
}

const std::optional<ConnectionFailure> &Session::failure() const noexcept
{
    return m_parts->failure;
}

SessionStatus Session::status() const
{
    const Parts &parts = *m_parts;
    const SteadyTime now = parts.clock.steadyNow();
    SessionStatus status;
    const SteadyTime lastArrival{SteadyTime::duration{parts.traffic.lastArrival.load()}};
    if (parts.isLoggedIn && lastArrival != SteadyTime{})
        status.feedAge = std::chrono::duration_cast<std::chrono::milliseconds>(now - lastArrival);
    status.clickToWire = parts.clickToWire.last();
    status.clickToWireP99 = parts.clickToWire.percentile(99);
    status.acknowledged = parts.acknowledged.last();
    status.acknowledgedP50 = parts.acknowledged.percentile(50);
    status.framesReceived = parts.traffic.framesReceived.load();
    status.framesRejected = parts.traffic.framesRejected.load();
    status.willRetry = parts.retryAt.has_value();
    if (parts.retryAt)
        status.retryIn =
            std::max(std::chrono::ceil<std::chrono::seconds>(*parts.retryAt - now), std::chrono::seconds::zero());
    return status;
}

const MarketBoard &Session::markets() const noexcept
{
    return m_parts->markets;
}

const OrderStore &Session::orders() const noexcept
{
    return m_parts->orders;
}

const AccountStore &Session::accounts() const noexcept
{
    return m_parts->accounts;
}

const NoticeLog &Session::notices() const noexcept
{
    return m_parts->notices;
}

MarketDirectory &Session::directory() noexcept
{
    return m_parts->directory;
}

OrderDesk &Session::desk() noexcept
{
    return m_parts->desk;
}

Session::Parts::Parts(const Clock &sessionClock, const SessionLimits &sessionLimits, Session &owner)
    : clock{sessionClock},
      limits{sessionLimits},
      session{owner},
      feed{clock},
      notices{clock},
      orders{clock},
      thread{clock, limits.connection},
      route{thread.connection()},
      desk{clock, markets, accounts, orders, route},
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
              }}}
{
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
    retryAt.reset();
    failure.reset();
    const int number = ++connectionNumber;
    inbox.expect(number);
    Connection &connection = thread.connection();
    // In one go on the socket's thread: no message of the old connection can carry the new one's number.
    QMetaObject::invokeMethod(&connection, [this, &connection, number, to = endpoint, as = credentials] {
        inbox.setSource(number);
        feed.reset();
        connection.open(to, as);
    });
    enter(SessionState::Connecting);
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
    enter(SessionState::Synchronising);

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
    desk.setLive(false);
    orders.markAllUnknown();
    accounts.setConfirmed(false);
    markets.setConnectionFresh(false);
    token.clear();
}

void Session::Parts::onLost(const ConnectionFailure &why)
{
    const bool wasLoggedIn = isLoggedIn;
    nothingIsKnown();
    failure = why;
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
