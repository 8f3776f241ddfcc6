// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/order_intake.h"

#include "app/exchange/desk/behaviours.h"
#include "app/exchange/desk/flatten_rule.h"
#include "app/exchange/desk/order_texts.h"
#include "app/exchange/venue/venue.h"
#include "t4/v1/orderrouting/orderrouting.pb.h"

#include <algorithm>

namespace depthdeck::exchange {

namespace {

using namespace t4proto::v1;

constexpr const char *notSubscribed = "The account is not subscribed: subscribe it before sending orders for it.";

/// In a link the orders stand and fall together: @p fault is the one that was refused.
void refuseTogether(Examination &examination, std::size_t fault)
{
    const std::string reason = std::get<Refusal>(examination.orders[fault]).text;
    for (auto &order : examination.orders)
        if (std::holds_alternative<OrderRequest>(order))
            order = Refusal{Rule::OrderLink, "Order " + std::to_string(fault + 1) +
                                                 " of the same link is refused, so none of it is taken: " + reason};
}

std::optional<std::size_t> firstRefused(const Examination &examination)
{
    for (std::size_t at = 0; at < examination.orders.size(); ++at)
        if (std::holds_alternative<Refusal>(examination.orders[at]))
            return at;
    return std::nullopt;
}

std::vector<OrderRequest> requestsOf(const Examination &examination)
{
    std::vector<OrderRequest> requests;
    requests.reserve(examination.orders.size());
    for (const auto &order : examination.orders)
        requests.push_back(std::get<OrderRequest>(order));
    return requests;
}

} // namespace

bool Examination::isFlawless() const noexcept
{
    return !stray && !unsubscribed && !whole && !orders.empty() &&
           std::all_of(orders.begin(), orders.end(),
                       [](const auto &order) { return std::holds_alternative<OrderRequest>(order); });
}

RequestContext OrderIntake::contextOf(MarketIndex market, const PriceCodec &codec, std::int32_t link) const
{
    return {m_venue.markets()[market], codec, m_behaviours, m_moment.wall, link};
}

Examination OrderIntake::examine(const OrderSender &sender, const orderrouting::OrderSubmit &message,
                                 RiskPlan &plan) const
{
    Examination examination;
    if (!sender.account)
        examination.stray = Refusal{Rule::AccountKnown, "The account " + message.account_id() + " is not known."};
    else if (message.market_id().empty())
        examination.stray = Refusal{Rule::MarketKnown, "The market id is missing."};
    else if (examination.market = m_venue.find(MarketId{message.market_id()}); !examination.market)
        examination.stray = Refusal{Rule::MarketKnown, "The market " + message.market_id() + " is not known."};
    if (examination.stray)
        return examination;
    if (!sender.subscribed)
        examination.unsubscribed = Refusal{Rule::AccountSubscribed, notSubscribed};
    if (message.orders_size() == 0)
        examination.whole = Refusal{Rule::Volume, "The submission has no orders."};
    read(sender, message, examination);
    judgeLink(message.order_link(), examination);
    judgeRisk(*sender.account, examination, plan);
    if (message.order_link() != common::ORDER_LINK_NONE)
        if (const auto fault = firstRefused(examination))
            refuseTogether(examination, *fault);
    return examination;
}

void OrderIntake::read(const OrderSender &sender, const orderrouting::OrderSubmit &message,
                       Examination &examination) const
{
    const RequestContext context = contextOf(*examination.market, sender.codec, message.order_link());
    for (int index = 0; index < message.orders_size(); ++index) {
        auto order = readOrder(message.orders(index), index, context);
        if (auto *request = std::get_if<OrderRequest>(&order); request && request->flatten != FlattenForm::None)
            if (auto refusal = completeFlatten(*sender.account, *examination.market, *request))
                order = *std::move(refusal);
        examination.orders.push_back(std::move(order));
    }
}

std::optional<Refusal> OrderIntake::completeFlatten(AccountIndex account, MarketIndex market,
                                                    OrderRequest &request) const
{
    const std::int32_t net = m_accounts.position(account, market).total.net();
    auto terms = flattenTerms(request.flatten, request.side, request.terms.volume, net);
    if (auto *refusal = std::get_if<Refusal>(&terms))
        return std::move(*refusal);
    request.side = std::get<FlattenTerms>(terms).side;
    request.terms.volume = std::get<FlattenTerms>(terms).volume;
    return std::nullopt;
}

void OrderIntake::judgeLink(std::int32_t link, Examination &examination) const
{
    if (!isKnownLink(link)) {
        const Refusal refusal{Rule::OrderLink, "The order link " + linkName(link) + " is not one a client may send."};
        examination.orders.assign(examination.orders.size(), refusal);
        return;
    }
    if (examination.orders.empty() || firstRefused(examination))
        return;
    const auto refusal = checkLink(link, requestsOf(examination));
    if (!refusal)
        return;
    if (refusal->order < 0) {
        examination.whole = refusal->refusal;
        examination.orders.assign(examination.orders.size(), refusal->refusal);
        return;
    }
    examination.orders[static_cast<std::size_t>(refusal->order)] = refusal->refusal;
}

void OrderIntake::judgeRisk(AccountIndex account, Examination &examination, RiskPlan &plan) const
{
    for (auto &order : examination.orders) {
        const auto *request = std::get_if<OrderRequest>(&order);
        if (request == nullptr)
            continue;
        auto refusal = m_refusesAll ? std::optional{Refusal{Rule::Nothing, "Refused by the fault switch."}}
                                    : askRisk(account, *examination.market, *request, plan);
        if (refusal)
            order = *std::move(refusal);
    }
}

std::optional<Refusal> OrderIntake::askRisk(AccountIndex account, MarketIndex market, const OrderRequest &request,
                                            RiskPlan &plan) const
{
    RiskQuestion question;
    question.account = account;
    question.market = market;
    question.side = request.side;
    question.kind = request.kind;
    question.total = request.terms.volume;
    // An exit only ever closes what its trigger opened.
    question.extra = request.role == LinkRole::Exit ? 0 : request.terms.volume;
    question.flattens = request.flatten == FlattenForm::Whole;
    if (request.pricing == Pricing::Sender)
        question.limit = request.terms.limit;
    question.isSpreadChecked = request.kind == OrderKind::Market && request.flatten == FlattenForm::None &&
                               request.duration != Duration::OnOpen && request.duration != Duration::OnClose &&
                               request.conditions.type == common::ACTIVATION_TYPE_IMMEDIATE;
    return m_risk.check(question, plan);
}

} // namespace depthdeck::exchange
