// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/link_desk.h"

#include "app/exchange/desk/behaviours.h"
#include "app/exchange/desk/order_texts.h"

namespace depthdeck::exchange {

namespace {

LinkWish pullWish(OrderHandle order, std::string reason)
{
    return {LinkWish::Kind::Pull, order, 0, std::nullopt, std::move(reason)};
}

/// What becomes of @p sibling when its OCO partner filled: all of it ends it, a part takes as many lots off it.
LinkWish followWish(OrderHandle sibling, const Order &filled, std::int32_t lots)
{
    if (filled.isOver())
        return pullWish(sibling, "Cancelled: order " + filled.id.text() + " of its OCO is filled.");
    return {LinkWish::Kind::Reduce, sibling, lots, std::nullopt,
            "Reduced by " + lotsText(lots) + ": order " + filled.id.text() + " of its OCO filled as many."};
}

} // namespace

void LinkDesk::form(std::int32_t kind, const std::vector<const Order *> &orders)
{
    const std::uint64_t number = ++m_lastLink;
    Link &link = m_links[number];
    link.link = kind;
    link.alive = orders.size();
    for (const Order *order : orders) {
        link.members.push_back(order->handle);
        m_linkOf.emplace(order->handle, number);
        if (order->role == LinkRole::Trigger)
            link.trigger = order->handle;
    }
    formExits(link, orders);
}

/// Two exits of different kinds that follow one another are a pair.
void LinkDesk::formExits(Link &link, const std::vector<const Order *> &orders)
{
    for (std::size_t at = 0; at < orders.size(); ++at) {
        if (orders[at]->role != LinkRole::Exit)
            continue;
        Exit exit{{orders[at]->handle}, orders[at]->current.volume, 0};
        if (at + 1 < orders.size() && orders[at + 1]->kind != orders[at]->kind)
            exit.orders.push_back(orders[++at]->handle);
        link.exits.push_back(std::move(exit));
    }
}

LinkDesk::Link *LinkDesk::linkOf(OrderHandle order) noexcept
{
    const auto number = m_linkOf.find(order);
    return number == m_linkOf.end() ? nullptr : &m_links.at(number->second);
}

std::vector<LinkWish> LinkDesk::onFill(const Order &order, std::int32_t lots, Price price)
{
    Link *link = linkOf(order.handle);
    if (link == nullptr)
        return {};
    switch (order.role) {
    case LinkRole::OcoLeg:
        return ocoFill(*link, order, lots);
    case LinkRole::Exit:
        return exitFill(*link, order, lots);
    case LinkRole::Trigger:
        return link->exits.empty() ? sparkFill(*link, order) : triggerFill(*link, order, lots, price);
    case LinkRole::SparkChild:
    case LinkRole::Single:
        break;
    }
    return {};
}

std::vector<LinkWish> LinkDesk::ocoFill(const Link &link, const Order &order, std::int32_t lots) const
{
    std::vector<LinkWish> wishes;
    for (const OrderHandle member : link.members)
        if (member != order.handle)
            wishes.push_back(followWish(member, order, lots));
    return wishes;
}

std::vector<LinkWish> LinkDesk::exitFill(const Link &link, const Order &order, std::int32_t lots) const
{
    std::vector<LinkWish> wishes;
    for (const Exit &exit : link.exits) {
        if (std::find(exit.orders.begin(), exit.orders.end(), order.handle) == exit.orders.end())
            continue;
        for (const OrderHandle sibling : exit.orders)
            if (sibling != order.handle)
                wishes.push_back(exitWish(exit, sibling, order, lots));
    }
    wishes.push_back(pullWish(link.trigger, "Cancelled: an exit of its bracket has begun to fill."));
    return wishes;
}

/// An exit that is done with the lots it got so far, while more were given to it, ends no sibling: that one still
/// protects the rest.
LinkWish LinkDesk::exitWish(const Exit &exit, OrderHandle sibling, const Order &order, std::int32_t lots)
{
    if (!order.isOver() || order.filled >= exit.given)
        return followWish(sibling, order, lots);
    return {LinkWish::Kind::Reduce, sibling, lots, std::nullopt,
            "Reduced by " + lotsText(lots) + ": order " + order.id.text() + " filled as many."};
}

Price LinkDesk::referenceOf(const Link &link, const Order &trigger, Price fill) const
{
    switch (m_behaviours.bracketReference) {
    case Behaviours::BracketReference::FirstFill:
        return link.firstFill.value_or(fill);
    case Behaviours::BracketReference::LastFill:
        return fill;
    case Behaviours::BracketReference::AverageFill:
        return Price::fromUnits(static_cast<std::int64_t>(dividedRounded(link.cost, link.filled)));
    case Behaviours::BracketReference::Expected:
        return trigger.expectedPrice.value_or(fill);
    }
    return fill;
}

/// Gives the filled lots to the exits in their order, each up to its size.
std::vector<LinkWish> LinkDesk::triggerFill(Link &link, const Order &order, std::int32_t lots, Price price)
{
    link.filled += lots;
    link.cost += Int128{price.units()} * lots;
    if (!link.firstFill)
        link.firstFill = price;
    const Price reference = referenceOf(link, order, price);
    std::vector<LinkWish> wishes;
    for (Exit &exit : link.exits) {
        const std::int32_t share = exit.size > 0 ? std::min(lots, exit.size - exit.given) : lots;
        if (share <= 0)
            continue;
        exit.given += share;
        lots -= share;
        for (const OrderHandle child : exit.orders)
            wishes.push_back({LinkWish::Kind::Grow, child, share, reference,
                              "Order " + order.id.text() + " filled " + lotsText(share) + "."});
    }
    return wishes;
}

std::vector<LinkWish> LinkDesk::sparkFill(Link &link, const Order &order)
{
    if (link.released || (m_behaviours.sparkRelease == Behaviours::SparkRelease::WholeFill && !order.isOver()))
        return {};
    link.released = true;
    std::vector<LinkWish> wishes;
    for (const OrderHandle member : link.members)
        if (member != order.handle)
            wishes.push_back(
                {LinkWish::Kind::Release, member, 0, std::nullopt, "Released: order " + order.id.text() + " traded."});
    return wishes;
}

std::vector<LinkWish> LinkDesk::onEnded(const Order &order, bool pulledByClient)
{
    const Link *link = linkOf(order.handle);
    if (link == nullptr || order.role != LinkRole::Trigger)
        return {};
    const std::string reason = "Cancelled: its trigger order " + order.id.text() + " is over.";
    // Whoever pulls what is left of an entry keeps the exits that protect what was filled of it.
    const bool all = pulledByClient && m_behaviours.triggerPull == Behaviours::TriggerPull::AllExits;
    std::vector<LinkWish> wishes;
    for (const Exit &exit : link->exits)
        if (all || exit.given == 0)
            for (const OrderHandle child : exit.orders)
                wishes.push_back(pullWish(child, reason));
    if (link->exits.empty() && (all || !link->released))
        for (const OrderHandle member : link->members)
            if (member != order.handle)
                wishes.push_back(pullWish(member, reason));
    return wishes;
}

void LinkDesk::forget(OrderHandle order)
{
    const auto number = m_linkOf.find(order);
    if (number == m_linkOf.end())
        return;
    Link &link = m_links.at(number->second);
    if (--link.alive == 0)
        m_links.erase(number->second);
    m_linkOf.erase(number);
}

} // namespace depthdeck::exchange
