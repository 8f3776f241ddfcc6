// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/strategy_desk.h"

#include "app/rest/market_directory.h"
#include "app/wire/connection.h"

#include <t4/v1/common/enums.pb.h>
#include <t4/v1/orderrouting/orderrouting.pb.h>

#include <QRandomGenerator>

#include <algorithm>
#include <array>
#include <utility>

namespace depthdeck {

namespace common = t4proto::v1::common;
namespace orderrouting = t4proto::v1::orderrouting;

namespace {

using namespace std::chrono_literals;

constexpr std::size_t maxRequests = 100;
constexpr auto answerPatience = 10s;
/// When the picker is looked into, counted from the answer (t4-protocol.md f).
constexpr std::array<std::chrono::seconds, 3> looksAfter{2s, 5s, 15s};
/// How long the last look may take, definitions included.
constexpr auto searchPatience = 25s;
/// Definitions asked for at one time: each is a subscription of its own.
constexpr std::size_t maxWanted = 50;

std::string makeId()
{
    constexpr int hexadecimal = 16;
    const quint64 number = QRandomGenerator::system()->generate64();
    return QString::number(number, hexadecimal).rightJustified(hexadecimal, QLatin1Char{'0'}).toStdString();
}

/// REST says "Ratio1X2", the wire RATIO_1X2.
QString comparable(const QString &name)
{
    QString bare = name.toLower();
    return bare.remove(u'_').remove(u' ');
}

QString nameOf(std::int32_t strategyType)
{
    const QString name =
        QString::fromStdString(common::StrategyType_Name(static_cast<common::StrategyType>(strategyType)));
    return comparable(name.mid(QStringLiteral("STRATEGY_TYPE_").size()));
}

orderrouting::CreateUDS toWire(const StrategyDraft &draft, const std::string &id, const MarketBoard &markets)
{
    orderrouting::CreateUDS message;
    message.set_request_id(id);
    message.set_account_id(draft.account.text());
    message.set_strategy_type(static_cast<common::StrategyType>(draft.strategyType));
    for (const StrategyLeg &leg : draft.legs) {
        const MarketState *market = markets.find(leg.market.market);
        const int decimals = market != nullptr && market->definition ? market->definition->wireDecimals : 0;
        orderrouting::CreateUDS::Leg &told = *message.add_legs();
        told.set_exchange_id(leg.market.exchange.text());
        told.set_contract_id(leg.market.contract.text());
        told.set_market_id(leg.market.market.text());
        told.set_buy_sell(leg.side == Side::Buy ? common::BUY_SELL_BUY : common::BUY_SELL_SELL);
        told.set_volume(leg.ratio.contracts);
        if (leg.price)
            told.mutable_price()->set_value(leg.price->toWire(decimals));
        if (leg.delta)
            told.mutable_delta()->set_value(leg.delta->toWire());
    }
    return message;
}

} // namespace

StrategyDesk::StrategyDesk(const Clock &clock, const MarketBoard &markets, MarketDirectory &directory,
                           Connection &connection, QObject *parent)
    : QObject{parent},
      m_clock{clock},
      m_markets{markets},
      m_directory{directory},
      m_connection{connection}
{
    connect(&markets, &MarketBoard::definitionChanged, this, &StrategyDesk::onDefinition);
}

StrategyProblem StrategyDesk::check(const StrategyDraft &draft) const
{
    if (!m_live)
        return StrategyProblem::NotLive;
    if (draft.account.isEmpty())
        return StrategyProblem::NoAccount;
    if (draft.legs.size() < 2)
        return StrategyProblem::TooFewLegs;
    std::set<MarketId> seen;
    for (const StrategyLeg &leg : draft.legs) {
        if (leg.market.exchange != draft.legs.front().market.exchange)
            return StrategyProblem::SeveralExchanges;
        if (!seen.insert(leg.market.market).second)
            return StrategyProblem::SameLegTwice;
        if (leg.ratio.contracts <= 0)
            return StrategyProblem::BadRatio;
    }
    return StrategyProblem::None;
}

StrategyProblem StrategyDesk::create(const StrategyDraft &draft)
{
    if (const StrategyProblem problem = check(draft); problem != StrategyProblem::None)
        return problem;
    StrategyRequest request;
    request.id = makeId();
    request.draft = draft;
    request.sentAt = m_clock.steadyNow();
    const orderrouting::CreateUDS message = toWire(draft, request.id, m_markets);
    emit intended(message);
    if (m_connection.send(message) != SendResult::Queued)
        request.state = StrategyState::NotSent;
    m_requests.push_back(std::move(request));
    const std::string id = m_requests.back().id;
    while (m_requests.size() > maxRequests && !m_requests.front().isUnderWay())
        m_requests.pop_front();
    emit requestChanged(id);
    return StrategyProblem::None;
}

void StrategyDesk::apply(const orderrouting::CreateUDSResponse &message)
{
    StrategyRequest *request = locate(message.request_id());
    // An answer that comes after all is still the answer.
    if (request == nullptr || (request->state != StrategyState::Sent && request->state != StrategyState::Unanswered))
        return;
    request->marketRef = message.marketref();
    request->detail = message.status_detail();
    switch (message.uds_status()) {
    case common::UDS_STATUS_Success:
        settle(*request, StrategyState::Created);
        return beginSearch(*request);
    case common::UDS_STATUS_ALREADY_EXISTS:
        settle(*request, StrategyState::Exists);
        return beginSearch(*request);
    default:
        settle(*request, StrategyState::Failed);
        return;
    }
}

void StrategyDesk::cancel(const std::string &id)
{
    StrategyRequest *request = locate(id);
    if (request != nullptr && request->isUnderWay())
        settle(*request, request->state == StrategyState::Sent ? StrategyState::Unanswered : StrategyState::NotFound);
}

void StrategyDesk::setLive(bool live)
{
    m_live = live;
    if (live)
        return;
    // The answer, if there was one, is not repeated; nor does a search go on without a session.
    for (std::size_t i = 0; i < m_requests.size(); ++i) { // a slot may ask for another
        StrategyRequest &request = m_requests[i];
        if (request.isUnderWay())
            settle(request, request.state == StrategyState::Sent ? StrategyState::Unanswered : StrategyState::NotFound);
    }
}

void StrategyDesk::tick()
{
    const SteadyTime now = m_clock.steadyNow();
    for (std::size_t i = 0; i < m_requests.size(); ++i) {
        StrategyRequest &request = m_requests[i];
        if (!request.isUnderWay())
            continue;
        const auto search = m_searches.find(request.id);
        if (search == m_searches.end()) {
            if (now - request.sentAt >= answerPatience)
                settle(request, StrategyState::Unanswered);
            continue;
        }
        const auto waited = now - search->second.began;
        if (search->second.looks < looksAfter.size() && waited >= looksAfter[search->second.looks]) {
            ++search->second.looks;
            look(request);
        } else if (waited >= searchPatience) {
            settle(request, StrategyState::NotFound);
        }
    }
}

const StrategyRequest *StrategyDesk::find(const std::string &id) const noexcept
{
    const auto found =
        std::find_if(m_requests.begin(), m_requests.end(), [&id](const auto &request) { return request.id == id; });
    return found == m_requests.end() ? nullptr : &*found;
}

StrategyRequest *StrategyDesk::locate(const std::string &id) noexcept
{
    const auto found =
        std::find_if(m_requests.begin(), m_requests.end(), [&id](const auto &request) { return request.id == id; });
    return found == m_requests.end() ? nullptr : &*found;
}

/// Ends the search too, unless the new state is one of looking.
void StrategyDesk::settle(StrategyRequest &request, StrategyState state)
{
    request.state = state;
    if (!request.isUnderWay()) {
        if (auto search = m_searches.extract(request.id)) {
            for (const MarketKey &market : search.mapped().wanted)
                emit definitionUnwanted(market);
        }
    }
    emit requestChanged(request.id);
}

/// MarketRef is no market id; it is thought to be market_ref of the definition. Without one, the legs say which it is.
bool StrategyDesk::isMarketOf(const Market &definition, const StrategyRequest &request) const
{
    if (!request.marketRef.empty())
        return definition.marketRef == request.marketRef;
    const std::vector<StrategyLeg> &legs = request.draft.legs;
    if (definition.strategyType != request.draft.strategyType || definition.legs.size() != legs.size())
        return false;
    return std::all_of(legs.begin(), legs.end(), [&](const StrategyLeg &leg) {
        const std::int32_t lots = leg.side == Side::Buy ? leg.ratio.contracts : -leg.ratio.contracts;
        return std::any_of(definition.legs.begin(), definition.legs.end(), [&](const MarketLeg &told) {
            return told.market == leg.market.market && told.volume.contracts == lots;
        });
    });
}

void StrategyDesk::beginSearch(StrategyRequest &request)
{
    m_searches.insert_or_assign(request.id, Search{.began = m_clock.steadyNow(), .looks = 0, .wanted = {}});
    const std::string id = request.id;
    for (const MarketId &market : m_markets.markets()) {
        onDefinition(market);
        const StrategyRequest *now = find(id);
        if (now == nullptr || !now->isUnderWay())
            return;
    }
}

void StrategyDesk::onDefinition(const MarketId &market)
{
    const MarketState *state = m_markets.find(market);
    if (m_searches.empty() || state == nullptr || !state->definition)
        return;
    for (std::size_t i = 0; i < m_requests.size(); ++i) {
        StrategyRequest &request = m_requests[i];
        if (!m_searches.contains(request.id) || !isMarketOf(*state->definition, request))
            continue;
        request.market = state->key;
        settle(request, StrategyState::Found);
    }
}

/// Asks the picker for the strategies of every contract that a leg is of.
void StrategyDesk::look(StrategyRequest &request)
{
    std::set<ContractId> contracts;
    for (const StrategyLeg &leg : request.draft.legs)
        contracts.insert(leg.market.contract);
    const ExchangeId exchange = request.draft.legs.front().market.exchange;
    for (const ContractId &contract : contracts) {
        m_directory.groups(exchange, contract, this,
                           [this, id = request.id, contract](const RestResult<std::vector<GroupEntry>> &result) {
                               if (const auto *groups = std::get_if<std::vector<GroupEntry>>(&result))
                                   onGroups(id, contract, *groups);
                           });
    }
}

void StrategyDesk::onGroups(const std::string &id, const ContractId &contract, const std::vector<GroupEntry> &groups)
{
    const StrategyRequest *request = find(id);
    if (request == nullptr || !m_searches.contains(id))
        return;
    const QString wanted = nameOf(request->draft.strategyType);
    for (const GroupEntry &group : groups) {
        if (comparable(group.strategyType) != wanted)
            continue;
        m_directory.markets(request->draft.legs.front().market.exchange, contract, group, this,
                            [this, id](const RestResult<std::vector<MarketEntry>> &result) {
                                if (const auto *markets = std::get_if<std::vector<MarketEntry>>(&result))
                                    onMarkets(id, *markets);
                            });
    }
}

/// Known definitions were looked at already; the others are asked for, the newest first: they are the last listed.
void StrategyDesk::onMarkets(const std::string &id, const std::vector<MarketEntry> &markets)
{
    for (auto market = markets.rbegin(); market != markets.rend(); ++market) {
        const auto search = m_searches.find(id);
        if (search == m_searches.end() || search->second.wanted.size() >= maxWanted)
            return;
        const MarketState *state = m_markets.find(market->key.market);
        if (state != nullptr && state->definition)
            continue;
        std::vector<MarketKey> &wanted = search->second.wanted;
        if (std::find(wanted.begin(), wanted.end(), market->key) != wanted.end())
            continue;
        wanted.push_back(market->key);
        emit definitionWanted(market->key);
    }
}

} // namespace depthdeck
