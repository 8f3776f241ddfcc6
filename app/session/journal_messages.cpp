// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/journal_messages.h"

#include "app/market/market_board.h"
#include "app/trading/order_store.h"

#include <google/protobuf/util/json_util.h>

#include <QRandomGenerator>

namespace depthdeck {

using namespace Qt::StringLiterals;
namespace orderrouting = t4proto::v1::orderrouting;
namespace common = t4proto::v1::common;

QString jsonOf(const google::protobuf::Message &message)
{
    google::protobuf::util::JsonPrintOptions options;
    options.preserve_proto_field_names = true;
    std::string json;
    const auto status = google::protobuf::util::MessageToJsonString(message, &json, options);
    return status.ok() ? QString::fromStdString(json) : QString::fromStdString(message.ShortDebugString());
}

QString wireName(const std::string &name, std::string_view prefix, int number)
{
    if (name.empty())
        return QString::number(number);
    const std::string_view rest = name;
    return QString::fromStdString(std::string{rest.starts_with(prefix) ? rest.substr(prefix.size()) : rest});
}

QString changeName(common::OrderChange change)
{
    return wireName(common::OrderChange_Name(change), "ORDER_CHANGE_", change);
}

QString statusName(common::OrderStatus status, common::ResponsePending pending)
{
    const QString name = wireName(common::OrderStatus_Name(status), "ORDER_STATUS_", status);
    if (pending == common::RESPONSE_PENDING_NONE)
        return name;
    return u"%1, pending %2"_s.arg(name, wireName(common::ResponsePending_Name(pending), "RESPONSE_PENDING_", pending));
}

QString priceTypeName(common::PriceType type)
{
    return wireName(common::PriceType_Name(type), "PRICE_TYPE_", type);
}

QString timeTypeName(common::TimeType type)
{
    return wireName(common::TimeType_Name(type), "TIME_TYPE_", type);
}

std::optional<Side> sideOf(common::BuySell side)
{
    if (side == common::BUY_SELL_BUY)
        return Side::Buy;
    if (side == common::BUY_SELL_SELL)
        return Side::Sell;
    return std::nullopt;
}

std::optional<Price> priceOf(bool isPresent, const common::Price &price)
{
    return isPresent ? Price::parse(price.value()) : std::nullopt;
}

namespace {

/// What all rows of one message share.
JournalEntry baseOf(JournalKind kind, const std::string &account, const std::string &market, bool manual,
                    const Click &click, const MarketBoard &markets)
{
    JournalEntry entry;
    entry.kind = kind;
    entry.at = click.wallTime;
    entry.account = account;
    entry.market = market;
    if (const MarketState *state = markets.find(MarketId{market})) {
        entry.exchange = state->key.exchange.text();
        entry.contract = state->key.contract.text();
    }
    entry.manual = manual;
    entry.seen = click.seen;
    entry.window = click.window;
    return entry;
}

/// Ties the rows of one message together where the message itself has no id.
std::string freshRelation()
{
    constexpr int hexadecimal = 16;
    return QString::number(QRandomGenerator::global()->generate64(), hexadecimal).toStdString();
}

/// The orders of one submission; @p first: how many rows its message has before them, @p all: how many in all.
void addOrders(const orderrouting::OrderSubmit &message, const JournalEntry &base, int all,
               std::vector<JournalEntry> &rows)
{
    for (const auto &order : message.orders()) {
        JournalEntry entry = base;
        entry.tag = order.tag();
        entry.side = sideOf(order.buy_sell());
        entry.orderType = priceTypeName(order.price_type());
        entry.timeInForce = timeTypeName(order.time_type());
        entry.volume = Quantity{order.volume()};
        if (order.has_max_show())
            entry.maxShow = Quantity{order.max_show()};
        entry.price = priceOf(order.has_limit_price(), order.limit_price());
        entry.stop = priceOf(order.has_stop_price(), order.stop_price());
        QStringList words;
        if (all > 1)
            words.append(u"order %1 of %2"_s.arg(rows.size() + 1).arg(all));
        if (message.order_link() != common::ORDER_LINK_NONE)
            words.append(wireName(common::OrderLink_Name(message.order_link()), "ORDER_LINK_", message.order_link()));
        if (order.has_trail_distance())
            words.append(u"trail %1"_s.arg(QString::fromStdString(order.trail_distance().value())));
        if (order.has_activation_type())
            words.append(u"activation %1"_s.arg(wireName(common::ActivationType_Name(order.activation_type()),
                                                         "ACTIVATION_TYPE_", order.activation_type())));
        entry.detail = words.join(u", "_s);
        rows.push_back(std::move(entry));
    }
}

template <typename Message>
void putJson(std::vector<JournalEntry> &rows, const Message &message)
{
    if (!rows.empty())
        rows.front().makeJson = jsonLater(message);
}

/// What the store knows of an order that a message names by id alone.
void addKnown(const std::string &id, const OrderStore &orders, JournalEntry &entry)
{
    entry.order = id;
    const Order *order = orders.find(OrderId{id});
    if (order == nullptr)
        return;
    entry.tag = order->tag;
    entry.exchangeOrder = order->exchangeOrderId;
    entry.side = order->side;
    entry.orderType = priceTypeName(static_cast<common::PriceType>(order->type));
    entry.timeInForce = timeTypeName(static_cast<common::TimeType>(order->timeInForce));
}

} // namespace

std::vector<JournalEntry> journalRows(const orderrouting::OrderSubmit &message, const Click &click,
                                      const MarketBoard &markets)
{
    JournalEntry base = baseOf(JournalKind::SubmitIntent, message.account_id(), message.market_id(),
                               message.manual_order_indicator(), click, markets);
    if (message.orders_size() > 1)
        base.relation = message.orders(0).tag();
    std::vector<JournalEntry> rows;
    addOrders(message, base, message.orders_size(), rows);
    putJson(rows, message);
    return rows;
}

std::vector<JournalEntry> journalRows(const orderrouting::OrderBatch &message, const Click &click,
                                      const MarketBoard &markets)
{
    int all = 0;
    for (const auto &submission : message.submissions())
        all += submission.orders_size();
    std::vector<JournalEntry> rows;
    for (const auto &submission : message.submissions()) {
        JournalEntry base = baseOf(JournalKind::BatchIntent, submission.account_id(), submission.market_id(),
                                   submission.manual_order_indicator(), click, markets);
        base.relation = message.batch_id();
        addOrders(submission, base, all, rows);
    }
    putJson(rows, message);
    return rows;
}

std::vector<JournalEntry> journalRows(const orderrouting::OrderRevise &message, const Click &click,
                                      const MarketBoard &markets, const OrderStore &orders)
{
    JournalEntry base = baseOf(JournalKind::ReviseIntent, message.account_id(), message.market_id(),
                               message.manual_order_indicator(), click, markets);
    base.relation = freshRelation();
    std::vector<JournalEntry> rows;
    for (const auto &revision : message.revisions()) {
        JournalEntry entry = base;
        addKnown(revision.unique_id(), orders, entry);
        if (revision.has_volume())
            entry.volume = Quantity{revision.volume()};
        if (revision.has_max_show())
            entry.maxShow = Quantity{revision.max_show()};
        entry.price = priceOf(revision.has_limit_price(), revision.limit_price());
        entry.stop = priceOf(revision.has_stop_price(), revision.stop_price());
        if (revision.has_trail_price())
            entry.detail = u"trail %1"_s.arg(QString::fromStdString(revision.trail_price().value()));
        rows.push_back(std::move(entry));
    }
    putJson(rows, message);
    return rows;
}

std::vector<JournalEntry> journalRows(const orderrouting::OrderPull &message, const Click &click,
                                      const MarketBoard &markets, const OrderStore &orders)
{
    JournalEntry base = baseOf(JournalKind::PullIntent, message.account_id(), message.market_id(),
                               message.manual_order_indicator(), click, markets);
    base.relation = freshRelation();
    std::vector<JournalEntry> rows;
    for (const auto &pull : message.pulls()) {
        JournalEntry entry = base;
        addKnown(pull.unique_id(), orders, entry);
        rows.push_back(std::move(entry));
    }
    putJson(rows, message);
    return rows;
}

} // namespace depthdeck
