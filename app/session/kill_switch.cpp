// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/kill_switch.h"

#include "app/trading/order_draft.h"
#include "app/wire/connection.h"

#include <t4/v1/account/account.pb.h>
#include <t4/v1/market/market.pb.h>
#include <t4/v1/orderrouting/orderrouting.pb.h>

#include <QRandomGenerator>
#include <QThread>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace depthdeck {

namespace {

constexpr std::chrono::milliseconds lookEvery{100};
constexpr std::chrono::seconds stepPatience{10};

template <typename Signal>
struct MessageOf;
template <typename Message>
struct MessageOf<void (ServerMessages::*)(const Message &)>
{
    using Type = Message;
};

std::string makeTag()
{
    constexpr int hexadecimal = 16;
    const quint64 number = QRandomGenerator::system()->generate64();
    return QString::number(number, hexadecimal).rightJustified(hexadecimal, QLatin1Char{'0'}).toStdString();
}

} // namespace

/// One position that is closed after what works in its market is final.
struct KillSwitch::Flatten
{
    FlattenRun run;
    std::set<OrderId> orders; ///< all that were seen active since it began
    std::string closingTag;   ///< of this round

    [[nodiscard]] NetWatch::Key key() const { return {run.account(), run.market()}; }
};

KillSwitch::KillSwitch(const Clock &clock, Connection &connection)
    : m_clock{clock},
      m_connection{connection},
      m_picture{clock},
      m_timer{this}
{
    m_timer.setInterval(lookEvery);
    connect(&m_timer, &QTimer::timeout, this, &KillSwitch::attend);
    moveToThread(connection.thread());

    listen(&ServerMessages::orderUpdateMulti);
    listen(&ServerMessages::orderUpdate);
    listen(&ServerMessages::orderUpdateStatus);
    listen(&ServerMessages::orderUpdateFailed);
    listen(&ServerMessages::orderUpdateTrade);
    listen(&ServerMessages::accountSnapshot);
    listen(&ServerMessages::accountPosition);
    listen(&ServerMessages::accountPositionProfit);
    listen(&ServerMessages::marketDetails);
    // A connection that replaces another says so only by connecting.
    connect(&connection, &Connection::connecting, this, &KillSwitch::onSessionEnded, Qt::DirectConnection);
    connect(&connection, &Connection::lost, this, &KillSwitch::onSessionEnded, Qt::DirectConnection);
    connect(&connection, &Connection::closed, this, &KillSwitch::onSessionEnded, Qt::DirectConnection);
    // A timer can only be stopped by its own thread.
    connect(
        connection.thread(), &QThread::finished, this, [this] { m_timer.stop(); }, Qt::DirectConnection);
}

KillSwitch::~KillSwitch() = default;

template <typename Signal>
void KillSwitch::listen(Signal signal)
{
    using Message = typename MessageOf<Signal>::Type;
    connect(
        &m_connection, signal, this,
        [this](const Message &message) {
            m_picture.apply(message);
            if (isShut() && m_timer.isActive()) {
                pullNamed();
                attendSoon();
            }
        },
        Qt::DirectConnection);
}

void KillSwitch::trigger(bool flatten)
{
    m_isShut.store(true, std::memory_order_release); // before anything else: nothing new leaves from here on
    QMetaObject::invokeMethod(this, [this, flatten] { onTriggered(flatten); });
}

void KillSwitch::reset()
{
    m_isShut.store(false, std::memory_order_release);
    QMetaObject::invokeMethod(this, [this] {
        if (isShut())
            return; // triggered again meanwhile
        m_timer.stop();
        m_flattens.clear();
        m_report.reset();
    });
}

void KillSwitch::onTriggered(bool flatten)
{
    m_sent = {};
    m_sent.at = m_clock.wallNow();
    m_sent.flattens = flatten;
    m_report.reset();
    // A run that is over did not help either: it is begun anew.
    dropFlattens([flatten](const FlattenRun &run) { return !flatten || !run.isRunning(); });
    // Also what was pulled before: the trader may press because that did not help.
    pull(m_picture.toPull(true));
    startFlattens();
    m_timer.start();
    emit triggered(flatten);
    report();
}

template <typename IsDropped>
void KillSwitch::dropFlattens(IsDropped isDropped)
{
    for (const auto &flatten : m_flattens) {
        if (isDropped(flatten->run))
            m_picture.forgetOwn(flatten->closingTag);
    }
    std::erase_if(m_flattens, [&isDropped](const auto &flatten) { return isDropped(flatten->run); });
}

void KillSwitch::noteSubmitted(const t4proto::v1::orderrouting::OrderSubmit &message)
{
    std::vector<std::string> tags;
    for (const auto &order : message.orders())
        tags.push_back(order.tag());
    QMetaObject::invokeMethod(
        this, [this, key = NetWatch::Key{AccountId{message.account_id()}, MarketId{message.market_id()}},
               tags = std::move(tags)] {
            for (const std::string &tag : tags)
                m_picture.noteSubmitted(key, tag);
        });
}

void KillSwitch::noteNotSubmitted(const std::vector<std::string> &tags)
{
    QMetaObject::invokeMethod(this, [this, tags] {
        for (const std::string &tag : tags)
            m_picture.noteNotSubmitted(tag);
    });
}

void KillSwitch::forgetLogin()
{
    QMetaObject::invokeMethod(this, [this] {
        m_flattens.clear();
        m_picture.clear();
    });
}

void KillSwitch::onSessionEnded()
{
    m_picture.endSession();
    m_flattens.clear(); // the next session's snapshot says what is left to do
}

void KillSwitch::pullNamed()
{
    if (const std::vector<OrderId> named = m_picture.toPull(false); !named.empty())
        pull(named);
}

/// Once for a burst of messages: it looks at all orders.
void KillSwitch::attendSoon()
{
    if (!std::exchange(m_isDue, true))
        QMetaObject::invokeMethod(this, &KillSwitch::attend, Qt::QueuedConnection);
}

/// While shut: whatever came to be known is pulled, what is open is closed, and the trader is told.
void KillSwitch::attend()
{
    m_isDue = false;
    if (!isShut() || !m_timer.isActive())
        return;
    pullNamed();
    startFlattens();
    for (const auto &flatten : m_flattens)
        advance(*flatten);
    report();
}

/// One message for each account and market (t4-protocol.md e.9).
void KillSwitch::pull(const std::vector<OrderId> &orders)
{
    if (m_connection.state() != ConnectionState::LoggedIn)
        return;
    std::map<NetWatch::Key, std::vector<OrderId>> groups;
    for (const OrderId &id : orders) {
        if (const KillPicture::Known *order = m_picture.find(id))
            groups[{order->account, order->market}].push_back(id);
    }
    for (const auto &[key, ids] : groups) {
        constexpr bool manual = true;
        if (m_connection.send(pullToWire(key.first, key.second, ids, manual)) != SendResult::Queued)
            continue;
        m_sent.pulled += static_cast<int>(ids.size());
        for (const OrderId &id : ids) {
            m_picture.notePulled(id);
            noteIntent(JournalKind::PullIntent, key, id, {}, manual);
        }
    }
}

/// A position whose flatten ended without success is the trader's; one that opened again is closed again.
void KillSwitch::startFlattens()
{
    if (!m_sent.flattens || m_connection.state() != ConnectionState::LoggedIn)
        return;
    std::erase_if(m_flattens, [](const auto &flatten) { return flatten->run.outcome() == FlattenOutcome::Flat; });
    for (const NetWatch::Key &key : m_picture.openPositions()) {
        const bool isKnown = std::any_of(m_flattens.begin(), m_flattens.end(),
                                         [&key](const auto &flatten) { return flatten->key() == key; });
        if (isKnown)
            continue;
        m_flattens.push_back(std::make_unique<Flatten>(Flatten{
            .run = {key.first, key.second, m_clock.steadyNow(), stepPatience}, .orders = {}, .closingTag = {}}));
        advance(*m_flattens.back());
    }
}

void KillSwitch::advance(Flatten &flatten)
{
    const FlattenWish wish = flatten.run.advance(viewOf(flatten));
    switch (wish.kind) {
    case FlattenWish::Kind::Nothing:
        return;
    case FlattenWish::Kind::Pull: {
        std::vector<OrderId> notYet = wish.pulls;
        std::erase_if(notYet, [this](const OrderId &id) {
            const KillPicture::Known *order = m_picture.find(id);
            return order == nullptr || order->isPulled;
        });
        pull(notYet);
        return;
    }
    case FlattenWish::Kind::SendClose:
        sendClose(flatten, wish);
        return;
    }
}

FlattenView KillSwitch::viewOf(Flatten &flatten)
{
    FlattenView view;
    view.now = m_clock.steadyNow();
    view.live = m_connection.state() == ConnectionState::LoggedIn;
    const auto [account, market] = flatten.key();
    for (const auto &[id, order] : m_picture.orders()) {
        if (order.isActive() && order.account == account && order.market == market)
            flatten.orders.insert(id);
    }
    for (const OrderId &id : flatten.orders) {
        const KillPicture::Known *order = m_picture.find(id);
        view.orders.push_back({id, order == nullptr || !order->isActive()});
    }
    view.anyUnnamed = m_picture.anyUnnamed(flatten.key());
    view.net = m_picture.net(flatten.key());
    if (flatten.closingTag.empty())
        return view;
    if (const KillPicture::Known *closing = m_picture.findByTag(flatten.closingTag)) {
        view.closingFinal = !closing->isActive();
        view.closingRefused = closing->isRejected();
        view.closingFilled = {closing->filled};
        view.closingDetail = closing->detail;
    }
    return view;
}

/// A rule fires it, although a person held the key: not entered by hand (t4-protocol.md e.1).
void KillSwitch::sendClose(Flatten &flatten, const FlattenWish &wish)
{
    OrderDraft draft;
    draft.account = flatten.run.account();
    draft.market = flatten.run.market();
    draft.side = wish.side;
    draft.type = OrderType::Flatten;
    draft.volume = wish.volume;
    draft.manual = false;
    constexpr int noPrices = 0;
    flatten.closingTag = makeTag();
    m_picture.noteOwn(flatten.closingTag);
    if (m_connection.send(toWire(draft, noPrices, flatten.closingTag)) != SendResult::Queued) {
        flatten.run.noteRefused({});
        return;
    }
    ++m_sent.flattened;
    noteIntent(JournalKind::SubmitIntent, flatten.key(), {}, flatten.closingTag, draft.manual, draft.side,
               draft.volume);
}

void KillSwitch::report()
{
    KillReport now = m_sent;
    now.stillActive = m_picture.activeCount();
    now.openPositions = static_cast<int>(m_picture.openPositions().size());
    now.connected = m_connection.state() == ConnectionState::LoggedIn;
    if (m_report == now)
        return;
    m_report = now;
    emit reported(now);
}

void KillSwitch::noteIntent(JournalKind kind, const NetWatch::Key &key, const OrderId &order, const std::string &tag,
                            bool manual, std::optional<Side> side, std::optional<Quantity> volume)
{
    JournalEntry entry;
    entry.kind = kind;
    entry.at = m_clock.wallNow();
    entry.account = key.first.text();
    entry.market = key.second.text();
    entry.order = order.text();
    entry.tag = tag;
    entry.manual = manual;
    entry.side = side;
    entry.volume = volume;
    entry.window = QStringLiteral("Kill switch");
    emit intentSent(entry);
}

} // namespace depthdeck
