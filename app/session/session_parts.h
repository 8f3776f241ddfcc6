// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/order_book_board.h"
#include "app/market/order_by_order_feed.h"
#include "app/rest/market_directory.h"
#include "app/session/account_sync.h"
#include "app/session/flatten_desk.h"
#include "app/session/inbox.h"
#include "app/session/journal_recorder.h"
#include "app/session/journal_route.h"
#include "app/session/kill_switch.h"
#include "app/session/latency_log.h"
#include "app/session/market_subscriptions.h"
#include "app/session/price_format_check.h"
#include "app/session/recording.h"
#include "app/session/session.h"
#include "app/session/session_gates.h"
#include "app/session/strategy_desk.h"
#include "app/session/wire_route.h"
#include "app/trading/batch_store.h"
#include "app/trading/personal_limits.h"
#include "app/wire/connection_thread.h"
#include "app/wire/reconnect_policy.h"
#include "app/wire/rest_token.h"

#include <QTimer>

#include <atomic>
#include <functional>

namespace depthdeck {

/// What the socket's thread counts for the status bar.
struct Traffic
{
    std::atomic<std::int64_t> framesReceived{0};
    std::atomic<std::int64_t> framesRejected{0};
    std::atomic<SteadyTime::rep> lastArrival{0}; ///< 0: nothing received yet
};

/// The parts of a session and what happens between them. All of it on the UI thread but what wiring
/// (session_wiring.cpp) connects directly: the feed, the traffic counters and posting to the inbox, which the socket's
/// thread does.
struct Session::Parts
{
    Parts(const Clock &sessionClock, const SessionLimits &sessionLimits, Session &owner);

    // session_wiring.cpp: who hears whom
    void wire();
    void wireConnection(Connection &from);
    void wireMarketData(Connection &from);
    void wireAccounts(Connection &from);
    void wireOrderBooks(Connection &from);
    void wireOrders(Connection &from);
    void wireStores();
    void onHandedToSocket(quint64 token, SteadyTime time);
    void onSendRefused(quint64 token);
    template <typename Signal, typename Apply>
    void deliver(Connection &from, Signal signal, Apply apply);
    void seeDefinition(const t4proto::v1::market::MarketDetails &details);

    // session_desks.cpp: the desks, the journal and the kill switch, and who hears them
    void wireDesk();
    void wireBatches();
    void wireStrategies();
    void wireKillSwitch();
    void wireJournal();
    void useJournal(Journal *journal);
    void recordTo(const QString &file);
    void onKillReport(const KillReport &report);
    void lookAfterKill();

    // session.cpp: the state machine
    void enter(SessionState next);
    void openConnection();
    void startReplay(const QString &file, double speed);
    void forgetLogin();
    void expectConnection(std::function<void(Connection &)> open);
    void onConnected(const t4proto::v1::auth::LoginResponse &message);
    void onLost(const ConnectionFailure &why);
    void onStale(bool isStale);
    void onAccountsAnswered(const t4proto::v1::account::AccountSubscribeResponse &message);
    void onAccountSnapshot(t4proto::v1::account::AccountSnapshot &message);
    void settleSync();
    void nothingIsKnown();
    void keepHouse();

    // session_markets.cpp: market data
    void subscribeMarket(const MarketKey &market);
    void subscribeOrders(const MarketKey &market);
    void fetchOrdersAgain(const MarketId &market);
    void discardOrders();
    void takeFrame();
    void takeMarkets();
    void takeOrderBooks();
    void onPriceFormat(PriceFormatEvidence evidence, const QString &market, const QString &increment);

    // session_notices.cpp: what the trader is told
    void noteLost(const ConnectionFailure &why, bool wasLoggedIn, std::optional<std::chrono::milliseconds> delay);
    void noteFill(int fill);
    void noteNotSent(const MarketId &market, const DeskAnswer &answer);
    [[nodiscard]] QString nameOf(const MarketId &market) const;

    const Clock &clock;
    const SessionLimits limits;
    Session &session;

    Traffic traffic;
    Inbox inbox;
    MarketFeed feed;
    OrderByOrderFeed orderFeed;
    NoticeLog notices;
    MarketBoard markets;
    OrderBookBoard orderBooks;
    OrderStore orders;
    AccountStore accounts;
    BatchStore batches;
    PersonalLimits personalLimits;
    ConnectionThread thread;
    KillSwitch killSwitch; ///< on the socket's thread
    SessionGates gates;
    WireRoute route;
    JournalRoute journalRoute;
    OrderDesk desk;
    FlattenDesk flattens;
    RestToken token;
    MarketDirectory directory;
    StrategyDesk strategies;
    JournalRecorder recorder;
    std::unique_ptr<Recording> recording;

    ReconnectPolicy policy;
    AccountSync sync;
    MarketSubscriptions subscriptions;
    LatencyLog clickToWire;
    LatencyLog acknowledged;
    QTimer housekeeping;

    SessionState state = SessionState::Offline;
    Endpoint endpoint;
    Credentials credentials;
    std::optional<ConnectionFailure> failure;
    std::optional<SteadyTime> retryAt;
    SteadyTime lastFrameTaken{};
    int connectionNumber = 0; ///< counts attempts: what an earlier one still had to say is dropped
    bool isLoggedIn = false;
    bool isStale = false;
    bool isSyncPartial = false;
    bool isPriceFormatProven = false;
    bool isReplay = false;
    bool isMarketDataReduced = false; ///< the server cut off a slow reader; until the next start()
    bool hasJournalFailed = false;    ///< the trader was told

    // Of the kill that was triggered last, as far as the trader has to be told of its end.
    std::optional<SteadyTime> killedAt;
    KillReport killReport;
};

} // namespace depthdeck
