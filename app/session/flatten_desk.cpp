// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/flatten_desk.h"

#include "app/trading/account_store.h"
#include "app/trading/order_store.h"

#include <algorithm>
#include <set>
#include <utility>

namespace depthdeck {

namespace {

/// How long each step may take. The exchange answers in milliseconds; a market that is halted does not.
constexpr std::chrono::seconds stepPatience{10};
constexpr std::size_t maxRuns = 50;

} // namespace

struct FlattenDesk::Entry
{
    RunId id = 0;
    FlattenRun run;
    QString window;
    std::set<OrderId> orders; ///< all that were seen active since it began
    std::string closingTag;   ///< of this round
    std::size_t closingRow = 0;
    std::optional<DeskAnswer> refusal;

    [[nodiscard]] PullScope scope() const { return {run.account(), run.market(), std::nullopt}; }
};

FlattenDesk::FlattenDesk(const Clock &clock, const MarketBoard &markets, const AccountStore &accounts,
                         const OrderStore &orders, OrderDesk &desk, QObject *parent)
    : QObject{parent},
      m_clock{clock},
      m_markets{markets},
      m_accounts{accounts},
      m_orders{orders},
      m_desk{desk}
{
    // Later, when the whole message has been applied: a store announces an order's end before the fill that ended it.
    connect(&orders, &OrderStore::orderAdded, this, &FlattenDesk::advanceSoon);
    connect(&orders, &OrderStore::orderChanged, this, &FlattenDesk::advanceSoon);
    connect(&desk, &OrderDesk::liveChanged, this, &FlattenDesk::advanceSoon);
    connect(&orders, &OrderStore::fillAdded, this, &FlattenDesk::noteFill);
    connect(&orders, &OrderStore::storeReset, this, [this] { m_nets.clear(); });
    connect(&accounts, &AccountStore::positionChanged, this, &FlattenDesk::notePosition);
    connect(&accounts, &AccountStore::confirmedChanged, this, [this](bool confirmed) {
        if (!confirmed)
            m_nets.clear(); // what trades while there is no session is not heard
    });
}

FlattenDesk::~FlattenDesk() = default;

std::optional<FlattenDesk::RunId> FlattenDesk::start(const AccountId &account, const MarketId &market,
                                                     const QString &window, DeskRefusal *why)
{
    const DeskRefusal closed = m_desk.refusalFor(window);
    if (why != nullptr)
        *why = closed;
    const bool runsAlready = std::any_of(m_entries.begin(), m_entries.end(), [&](const auto &entry) {
        return entry->run.isRunning() && entry->run.account() == account && entry->run.market() == market;
    });
    if (closed != DeskRefusal::None || runsAlready)
        return std::nullopt;
    m_entries.push_back(std::make_unique<Entry>(Entry{.id = ++m_lastRun,
                                                      .run = {account, market, m_clock.steadyNow(), stepPatience},
                                                      .window = window,
                                                      .orders = {},
                                                      .closingTag = {},
                                                      .closingRow = 0,
                                                      .refusal = std::nullopt}));
    forgetOldest();
    emit runChanged(m_lastRun);
    advance(*m_entries.back());
    return m_lastRun;
}

std::vector<FlattenDesk::RunId> FlattenDesk::startAll(const AccountId &account, const QString &window)
{
    std::set<MarketId> markets;
    for (const Position &position : m_accounts.positions()) {
        if (position.account == account && !position.net().isZero())
            markets.insert(position.market.market);
    }
    for (const OrderId &id : m_orders.activeOrders()) {
        if (const Order *order = m_orders.find(id); order->account == account)
            markets.insert(order->market);
    }
    std::vector<RunId> started;
    for (const MarketId &market : markets) {
        if (const std::optional<RunId> run = start(account, market, window))
            started.push_back(*run);
    }
    return started;
}

void FlattenDesk::forgetOldest()
{
    while (m_entries.size() > maxRuns && !m_entries.front()->run.isRunning())
        m_entries.pop_front();
}

void FlattenDesk::abort(RunId run)
{
    Entry *entry = find(run);
    if (entry == nullptr || !entry->run.isRunning())
        return;
    entry->run.abort();
    emit runChanged(run);
}

FlattenDesk::Entry *FlattenDesk::find(RunId run) const noexcept
{
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [run](const auto &entry) { return entry->id == run; });
    return found == m_entries.end() ? nullptr : found->get();
}

const FlattenRun *FlattenDesk::run(RunId run) const noexcept
{
    const Entry *entry = find(run);
    return entry == nullptr ? nullptr : &entry->run;
}

const DeskAnswer *FlattenDesk::refusal(RunId run) const noexcept
{
    const Entry *entry = find(run);
    return entry == nullptr || !entry->refusal ? nullptr : &*entry->refusal;
}

std::vector<FlattenDesk::RunId> FlattenDesk::runs() const
{
    std::vector<RunId> ids;
    for (const auto &entry : m_entries)
        ids.push_back(entry->id);
    return ids;
}

void FlattenDesk::tick()
{
    advanceAll();
}

void FlattenDesk::advanceSoon()
{
    const bool anyRuns =
        std::any_of(m_entries.begin(), m_entries.end(), [](const auto &entry) { return entry->run.isRunning(); });
    if (!anyRuns || std::exchange(m_isDue, true))
        return;
    QMetaObject::invokeMethod(this, &FlattenDesk::advanceAll, Qt::QueuedConnection);
}

void FlattenDesk::advanceAll()
{
    m_isDue = false;
    for (const RunId id : runs()) { // a slot of runChanged may start another
        if (Entry *entry = find(id); entry != nullptr && entry->run.isRunning())
            advance(*entry);
    }
}

void FlattenDesk::advance(Entry &entry)
{
    const FlattenRun before = entry.run;
    obey(entry, entry.run.advance(viewOf(entry)));
    if (!(entry.run == before))
        emit runChanged(entry.id);
}

void FlattenDesk::obey(Entry &entry, const FlattenWish &wish)
{
    switch (wish.kind) {
    case FlattenWish::Kind::Nothing:
        return;
    case FlattenWish::Kind::Pull:
        static_cast<void>(m_desk.pull(wish.pulls, entry.window)); // refused only when there is no session
        return;
    case FlattenWish::Kind::SendClose:
        sendClose(entry, wish);
        return;
    }
}

/// Side and lots are given, so that the server closes that many at most (t4-protocol.md e.2.2 form 2).
void FlattenDesk::sendClose(Entry &entry, const FlattenWish &wish)
{
    OrderDraft draft;
    draft.account = entry.run.account();
    draft.market = entry.run.market();
    draft.side = wish.side;
    draft.type = OrderType::Flatten;
    draft.volume = wish.volume;
    entry.closingTag.clear();
    DeskAnswer answer = m_desk.submitClose(draft, entry.window, entry.closingTag);
    if (answer.sent()) {
        entry.closingRow = m_orders.orders().size() - 1;
        return;
    }
    entry.refusal = std::move(answer);
    entry.run.noteRefused({});
}

FlattenView FlattenDesk::viewOf(Entry &entry)
{
    FlattenView view;
    view.now = m_clock.steadyNow();
    view.live = m_desk.isLive();
    const PullScope scope = entry.scope();
    for (const OrderId &id : m_orders.activeOrders()) {
        if (isIn(*m_orders.find(id), scope))
            entry.orders.insert(id);
    }
    for (const OrderId &id : entry.orders) {
        const Order *order = m_orders.find(id);
        view.orders.push_back({id, order == nullptr || !order->isActive()});
    }
    for (const std::string &tag : unnamedIn(m_orders, scope))
        view.anyUnnamed = view.anyUnnamed || tag != entry.closingTag;
    // An account whose snapshot has not come in this session may hold anything.
    const Account *account = m_accounts.account(entry.run.account());
    if (account != nullptr && account->subscribed)
        view.net = m_nets.trusted({entry.run.account(), entry.run.market()}, view.now);
    lookAtClosing(entry, view);
    return view;
}

void FlattenDesk::lookAtClosing(const Entry &entry, FlattenView &view) const
{
    if (entry.closingTag.empty() || entry.closingRow >= m_orders.orders().size())
        return;
    const auto &rows = m_orders.orders();
    const Order *closing = &rows[entry.closingRow];
    if (closing->absence == OrderAbsence::Superseded) {
        const auto other = std::find_if(rows.rbegin(), rows.rend(), [&](const Order &row) {
            return row.tag == entry.closingTag && row.absence != OrderAbsence::Superseded;
        });
        if (other == rows.rend())
            return;
        closing = &*other;
    }
    view.closingFinal = !closing->isActive();
    view.closingRefused = closing->status == OrderStatus::Rejected;
    view.closingFilled = closing->filled;
    view.closingDetail = closing->statusDetail;
}

void FlattenDesk::noteFill(int index)
{
    const Fill &fill = m_orders.fills()[static_cast<std::size_t>(index)];
    const MarketState *market = m_markets.find(fill.market);
    // What a strategy trades is held in the markets of its legs (t4-protocol.md e.7).
    const bool isStrategy = market != nullptr && market->definition && !market->definition->legs.empty();
    if (!fill.historical && fill.sideKnown && !isStrategy)
        m_nets.noteFill({fill.account, fill.market}, fill.side, fill.volume, m_clock.steadyNow());
    advanceSoon();
}

void FlattenDesk::notePosition(const AccountId &account, const MarketId &market)
{
    if (const Position *position = m_accounts.position(account, market))
        m_nets.noteNet({account, market}, position->net(), m_clock.steadyNow());
    advanceSoon();
}

void FlattenDesk::noteSnapshot(const AccountId &account)
{
    m_nets.forget(account);
    for (const Position &position : m_accounts.positions()) {
        if (position.account == account)
            m_nets.rebase({account, position.market.market}, position.net());
    }
    advanceSoon();
}

} // namespace depthdeck
