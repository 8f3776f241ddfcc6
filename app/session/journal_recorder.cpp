// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/journal_recorder.h"

#include "app/market/market_board.h"
#include "app/session/journal_heard.h"
#include "app/session/journal_messages.h"
#include "app/session/journal_refusals.h"
#include "app/session/kill_switch.h"
#include "app/session/order_desk.h"
#include "app/trading/personal_limits.h"
#include "app/wire/connection.h"

#include <t4/v1/account/account.pb.h>
#include <t4/v1/auth/auth.pb.h>
#include <t4/v1/market/market.pb.h>

namespace depthdeck {

using namespace Qt::StringLiterals;

JournalRecorder::JournalRecorder(Journal *journal, Connection &connection, const MarketBoard &markets)
    : m_markets{markets},
      m_heard{std::make_unique<JournalHeard>(journal)}
{
    listenTo(connection);
}

JournalRecorder::~JournalRecorder() = default;

void JournalRecorder::useJournal(Journal *journal)
{
    m_heard->useJournal(journal);
}

void JournalRecorder::setEndpoint(const Endpoint &endpoint)
{
    m_heard->setEndpoint(endpoint.name.isEmpty() ? endpoint.webSocket.toDisplayString(QUrl::RemoveUserInfo)
                                                 : endpoint.name);
}

/// Directly, on the socket's thread: what the server said is on its way to the disk whatever the UI thread does.
void JournalRecorder::listenTo(Connection &connection)
{
    JournalHeard *heard = m_heard.get();
    const auto hear = [&](auto signal, auto slot) { connect(&connection, signal, this, slot, Qt::DirectConnection); };
    namespace wire = t4proto::v1::orderrouting;
    hear(&ServerMessages::loginResponse,
         [heard](const t4proto::v1::auth::LoginResponse &message) { heard->login(message); });
    hear(&ServerMessages::marketDetails,
         [heard](const t4proto::v1::market::MarketDetails &message) { heard->definition(message); });
    hear(&ServerMessages::accountSnapshot,
         [heard](const t4proto::v1::account::AccountSnapshot &message) { heard->snapshot(message); });
    hear(&ServerMessages::orderUpdateMulti, [heard](const wire::OrderUpdateMulti &message) {
        heard->multi(message, message.account_id(), message.historical());
    });
    hear(&ServerMessages::orderUpdate, [heard](const wire::OrderUpdate &message) { heard->update(message, {}); });
    hear(&ServerMessages::orderUpdateStatus,
         [heard](const wire::OrderUpdateStatus &message) { heard->status(message, {}); });
    hear(&ServerMessages::orderUpdateFailed,
         [heard](const wire::OrderUpdateFailed &message) { heard->failed(message, {}); });
    hear(&ServerMessages::orderUpdateTrade,
         [heard](const wire::OrderUpdateTrade &message) { heard->trade(message, {}); });
    hear(&ServerMessages::orderUpdateTradeLeg,
         [heard](const wire::OrderUpdateTradeLeg &message) { heard->tradeLeg(message, {}); });
    hear(&ServerMessages::orderBatchAcknowledge,
         [heard](const wire::OrderBatchAcknowledge &message) { heard->batchAcknowledge(message); });
    hear(&ServerMessages::orderBatchReject,
         [heard](const wire::OrderBatchReject &message) { heard->batchReject(message); });
    hear(&ServerMessages::createUdsResponse,
         [heard](const wire::CreateUDSResponse &message) { heard->strategyAnswer(message); });
    hear(&Connection::lost, [heard](const ConnectionFailure &failure) { heard->lost(failure); });
    hear(&Connection::closed, [heard] { heard->closed(); });
}

void JournalRecorder::listenTo(const OrderDesk &desk)
{
    connect(&desk, &OrderDesk::armedChanged, this, [heard = m_heard.get()](bool armed) {
        JournalEntry entry;
        entry.kind = armed ? JournalKind::Armed : JournalKind::Disarmed;
        heard->record(std::move(entry));
    });
    connect(&desk, &OrderDesk::notSent, this, &JournalRecorder::noteRefused);
    connect(&desk, &OrderDesk::windowLockChanged, this, [this](const QString &window, bool locked) {
        JournalEntry entry;
        entry.kind = locked ? JournalKind::Disarmed : JournalKind::Armed;
        entry.window = window;
        entry.detail = locked ? u"the window was locked"_s : u"the window was unlocked"_s;
        m_heard->record(std::move(entry));
    });
}

void JournalRecorder::listenTo(const PersonalLimits &limits)
{
    connect(&limits, &PersonalLimits::changed, this, [this, limits = &limits] { noteLimits(*limits); });
}

void JournalRecorder::listenTo(const KillSwitch &killSwitch)
{
    connect(
        &killSwitch, &KillSwitch::triggered, this,
        [heard = m_heard.get()](bool flatten) {
            JournalEntry entry;
            entry.kind = JournalKind::KillSwitch;
            entry.detail = flatten ? u"pressed: pull everything and flatten"_s : u"pressed: pull everything"_s;
            heard->record(std::move(entry));
        },
        Qt::DirectConnection);
    connect(
        &killSwitch, &KillSwitch::reported, this,
        [heard = m_heard.get()](const KillReport &report) {
            JournalEntry entry;
            entry.kind = JournalKind::KillSwitch;
            entry.detail = u"pulled %1, still active %2, flattened %3, positions open %4%5"_s.arg(
                QString::number(report.pulled), QString::number(report.stillActive), QString::number(report.flattened),
                QString::number(report.openPositions), report.connected ? QString{} : u", no connection"_s);
            heard->record(std::move(entry));
        },
        Qt::DirectConnection);
}

void JournalRecorder::noteLimits(const PersonalLimits &limits)
{
    const RiskLimits &now = limits.limits();
    JournalEntry entry;
    entry.kind = JournalKind::LimitsChanged;
    entry.detail = u"maxTicksFromMarket=%1 maxClip=%2 maxPosition=%3 maxWorkingOrders=%4 maxOrdersPerSecond=%5 "
                   "duplicateWindowMs=%6 maxDayLossCents=%7 idleMinutes=%8"_s.arg(now.maxTicksFromMarket)
                       .arg(now.maxClip)
                       .arg(now.maxPosition)
                       .arg(now.maxWorkingOrders)
                       .arg(now.maxOrdersPerSecond)
                       .arg(now.duplicateWindow.count())
                       .arg(now.maxDayLossCents)
                       .arg(now.idleMinutes);
    if (const auto until = limits.lockedUntil())
        entry.detail += u" lockedUntil=%1"_s.arg(isoTime(*until));
    m_heard->record(std::move(entry));
}

void JournalRecorder::noteRefused(const MarketId &market, const DeskAnswer &answer)
{
    JournalEntry entry;
    entry.kind = JournalKind::Refused;
    entry.market = market.text();
    if (const MarketState *state = m_markets.find(market)) {
        entry.exchange = state->key.exchange.text();
        entry.contract = state->key.contract.text();
    }
    QStringList details{journalWords(answer.refusal)};
    for (const OrderProblem &problem : answer.problems)
        details.append(journalWords(problem));
    entry.detail = details.join(u"; "_s);
    m_heard->record(std::move(entry));
}

void JournalRecorder::noteHandedToSocket(const MarketId &market, const std::vector<std::string> &tags, WallTime at)
{
    JournalEntry entry;
    entry.kind = JournalKind::HandedToSocket;
    entry.at = at;
    entry.market = market.text();
    if (tags.empty())
        m_heard->record(entry);
    for (const std::string &tag : tags) {
        entry.tag = tag;
        m_heard->record(entry);
    }
}

void JournalRecorder::noteWithoutJournal(bool chosen)
{
    JournalEntry entry;
    entry.kind = JournalKind::WithoutJournal;
    entry.detail =
        chosen ? u"trading goes on although nothing can be recorded"_s : u"trading needs the journal again"_s;
    m_heard->record(std::move(entry));
}

void JournalRecorder::noteStrategyIntent(const AccountId &account, const std::string &requestId, const QString &request)
{
    JournalEntry entry;
    entry.kind = JournalKind::StrategyIntent;
    entry.account = account.text();
    entry.relation = requestId;
    entry.manual = true;
    entry.json = request;
    m_heard->record(std::move(entry));
}

void JournalRecorder::note(const QString &text)
{
    JournalEntry entry;
    entry.detail = text;
    m_heard->record(std::move(entry));
}

} // namespace depthdeck
