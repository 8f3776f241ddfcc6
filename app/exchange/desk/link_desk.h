// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/order.h"

#include <unordered_map>

namespace depthdeck::exchange {

struct Behaviours;

/// What a link wants done with one of its orders because of what happened to another.
struct LinkWish
{
    enum class Kind : std::uint8_t {
        Pull,
        Reduce, ///< take @ref lots off its volume
        Grow,   ///< release an exit with @ref lots, or add them to a released one; prices count from @ref reference
        Release ///< let a held child go as it is
    };
    Kind kind = Kind::Pull;
    OrderHandle order = 0;
    std::int32_t lots = 0;
    std::optional<Price> reference;
    std::string reason;
};

/// Remembers which orders belong together and says what follows when one of them fills or ends (t4-protocol.md e.3).
/// Changes no order itself: the order desk carries the wishes out once the venue may be called.
class LinkDesk
{
public:
    /// @p behaviours is borrowed and outlives the desk.
    explicit LinkDesk(const Behaviours &behaviours) noexcept : m_behaviours{behaviours} {}

    /// @p orders were sent together, in this order, and were all taken.
    void form(std::int32_t link, const std::vector<const Order *> &orders);
    /// @p order, already as it is after it, filled @p lots at @p price.
    [[nodiscard]] std::vector<LinkWish> onFill(const Order &order, std::int32_t lots, Price price);
    /// @p order is over, pulled by a client or for another reason.
    [[nodiscard]] std::vector<LinkWish> onEnded(const Order &order, bool pulledByClient);
    void forget(OrderHandle order);

private:
    /// A take profit and a stop loss, or one of them.
    struct Exit
    {
        std::vector<OrderHandle> orders;
        std::int32_t size = 0;  ///< lots it takes; 0: all there are
        std::int32_t given = 0; ///< lots of the trigger's fills given to it
    };
    struct Link
    {
        std::int32_t link = 0;
        std::vector<OrderHandle> members;
        OrderHandle trigger = 0;
        std::vector<Exit> exits;
        std::optional<Price> firstFill;
        Int128 cost = 0; ///< price units times lots of the trigger's fills
        std::int32_t filled = 0;
        bool released = false; ///< SPARK: the children were let go
        std::size_t alive = 0;
    };

    [[nodiscard]] std::vector<LinkWish> ocoFill(const Link &link, const Order &order, std::int32_t lots) const;
    [[nodiscard]] static LinkWish exitWish(const Exit &exit, OrderHandle sibling, const Order &order,
                                           std::int32_t lots);
    [[nodiscard]] std::vector<LinkWish> exitFill(const Link &link, const Order &order, std::int32_t lots) const;
    [[nodiscard]] std::vector<LinkWish> triggerFill(Link &link, const Order &order, std::int32_t lots, Price price);
    [[nodiscard]] std::vector<LinkWish> sparkFill(Link &link, const Order &order);
    [[nodiscard]] Price referenceOf(const Link &link, const Order &trigger, Price fill) const;
    void formExits(Link &link, const std::vector<const Order *> &orders);
    [[nodiscard]] Link *linkOf(OrderHandle order) noexcept;

    const Behaviours &m_behaviours;
    std::unordered_map<std::uint64_t, Link> m_links;
    std::unordered_map<OrderHandle, std::uint64_t> m_linkOf;
    std::uint64_t m_lastLink = 0;
};

} // namespace depthdeck::exchange
