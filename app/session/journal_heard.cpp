// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/journal_heard.h"

#include "app/session/journal_messages.h"
#include "app/session/journal_refusals.h"
#include "app/time/timestamp.h"
#include "app/wire/connection_failure.h"
#include "app/wire/login_outcome.h"

#include <t4/v1/account/account.pb.h>
#include <t4/v1/auth/auth.pb.h>
#include <t4/v1/market/market.pb.h>

namespace depthdeck {

using namespace Qt::StringLiterals;
namespace orderrouting = t4proto::v1::orderrouting;
namespace common = t4proto::v1::common;

namespace {

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

void keepIfTold(std::string &into, const std::string &told)
{
    if (!told.empty())
        into = told;
}

bool refuses(common::OrderChange change, common::OrderStatus status)
{
    switch (change) {
    case common::ORDER_CHANGE_FAILED:
    case common::ORDER_CHANGE_SUBMISSION_RISK_REJECTED:
    case common::ORDER_CHANGE_SUBMISSION_FAILED:
    case common::ORDER_CHANGE_SUBMISSION_REJECTED:
    case common::ORDER_CHANGE_REVISION_RISK_FAILED:
    case common::ORDER_CHANGE_REVISION_FAILED:
    case common::ORDER_CHANGE_REVISION_REJECTED:
    case common::ORDER_CHANGE_PULL_RISK_FAILED:
    case common::ORDER_CHANGE_PULL_FAILED:
    case common::ORDER_CHANGE_PULL_REJECTED:
        return true;
    default:
        return status == common::ORDER_STATUS_REJECTED;
    }
}

/// The key of an execution (t4-protocol.md e.7).
std::string keyOf(const JournalEntry &fill)
{
    std::string key = std::to_string(static_cast<std::int32_t>(fill.kind)) + '/' + fill.order + '/';
    if (fill.leg)
        key += std::to_string(*fill.leg);
    key += '/';
    if (fill.sequence)
        return key + std::to_string(*fill.sequence);
    if (!fill.trade.empty())
        return key + fill.trade;
    return {}; // nothing to tell it from the next one by
}

/// What the two messages that carry an order's present values tell (t4-protocol.md e.6). While a submission is on its
/// way the present ones are empty and the new ones are what was asked for.
template <typename Message>
void takeValues(const Message &message, JournalEntry &order)
{
    const std::int32_t volume = message.current_volume() != 0 ? message.current_volume() : message.new_volume();
    order.volume = Quantity{volume};
    const std::int32_t shown = message.current_max_show() != 0 ? message.current_max_show() : message.new_max_show();
    order.maxShow = shown != 0 ? std::optional{Quantity{shown}} : std::nullopt;
    order.price = message.has_current_limit_price() ? priceOf(true, message.current_limit_price())
                                                    : priceOf(message.has_new_limit_price(), message.new_limit_price());
    order.stop = message.has_current_stop_price() ? priceOf(true, message.current_stop_price())
                                                  : priceOf(message.has_new_stop_price(), message.new_stop_price());
    order.working = Quantity{message.working_volume()};
    order.orderType = priceTypeName(message.price_type());
    order.timeInForce = timeTypeName(message.time_type());
    keepIfTold(order.exchangeOrder, message.exchange_order_id());
    keepIfTold(order.tag, message.tag());
}

JournalEntry fillOf(const JournalEntry &order, JournalKind kind)
{
    JournalEntry fill = order;
    fill.kind = kind;
    fill.maxShow.reset();
    fill.stop.reset();
    return fill;
}

std::optional<std::int32_t> given(std::int32_t number)
{
    return number > 0 ? std::optional{number} : std::nullopt;
}

} // namespace

void JournalHeard::setEndpoint(const QString &name)
{
    const std::lock_guard lock{m_mutex};
    m_endpoint = name;
}

void JournalHeard::record(JournalEntry entry) const
{
    if (Journal *journal = m_journal.load())
        journal->record(std::move(entry));
}

/// Firm and user, nothing else of the message: it carries a token.
void JournalHeard::login(const t4proto::v1::auth::LoginResponse &message)
{
    Journal *journal = m_journal.load();
    if (journal == nullptr)
        return;
    const QString endpoint = [this] {
        const std::lock_guard lock{m_mutex};
        return m_endpoint;
    }();
    const QString user = text(message.username().empty() ? message.user_id() : message.username());
    JournalEntry entry;
    entry.operatorName = user;
    entry.endpoint = endpoint;
    const bool isIn = message.result() == common::LOGIN_RESULT_SUCCESS;
    entry.kind = isIn ? JournalKind::Login : JournalKind::LoginRefused;
    if (isIn) {
        journal->setOrigin(user, endpoint);
        entry.detail = u"firm %1"_s.arg(text(message.firm().empty() ? message.firm_id() : message.firm()));
    } else {
        entry.detail = wireName(common::LoginResult_Name(message.result()), "LOGIN_RESULT_", message.result());
        if (!message.error_message().empty())
            entry.detail += u": "_s + text(message.error_message());
    }
    journal->record(std::move(entry));
}

void JournalHeard::lost(const ConnectionFailure &failure) const
{
    JournalEntry entry;
    entry.kind = JournalKind::Disconnected;
    entry.detail = journalWords(failure.cause);
    for (const QString &words : {failure.closeReason, failure.tlsErrors, failure.technicalDetail}) {
        if (!words.isEmpty())
            entry.detail += u", "_s + words;
    }
    record(std::move(entry));
}

void JournalHeard::closed() const
{
    JournalEntry entry;
    entry.kind = JournalKind::Disconnected;
    entry.detail = u"closed by this program"_s;
    record(std::move(entry));
}

void JournalHeard::definition(const t4proto::v1::market::MarketDetails &message)
{
    m_markets[message.market_id()] = {message.exchange_id(), message.contract_id()};
}

void JournalHeard::snapshot(const t4proto::v1::account::AccountSnapshot &message)
{
    for (const auto &part : message.messages()) {
        if (part.has_market_details())
            definition(part.market_details());
        if (!part.has_order_update_multi())
            continue;
        const auto &updates = part.order_update_multi();
        constexpr bool historical = true;
        multi(updates, updates.account_id().empty() ? message.account_id() : updates.account_id(), historical);
    }
}

void JournalHeard::multi(const orderrouting::OrderUpdateMulti &message, const std::string &account, bool historical)
{
    const Envelope envelope{account, message.market_id(), historical};
    for (const auto &part : message.updates()) {
        switch (part.payload_case()) {
        case orderrouting::OrderUpdateMultiMessage::kOrderUpdate:
            update(part.order_update(), envelope);
            break;
        case orderrouting::OrderUpdateMultiMessage::kOrderUpdateStatus:
            status(part.order_update_status(), envelope);
            break;
        case orderrouting::OrderUpdateMultiMessage::kOrderUpdateFailed:
            failed(part.order_update_failed(), envelope);
            break;
        case orderrouting::OrderUpdateMultiMessage::kOrderUpdateTrade:
            trade(part.order_update_trade(), envelope);
            break;
        case orderrouting::OrderUpdateMultiMessage::kOrderUpdateTradeLeg:
            tradeLeg(part.order_update_trade_leg(), envelope);
            break;
        case orderrouting::OrderUpdateMultiMessage::PAYLOAD_NOT_SET:
            break;
        }
    }
}

JournalEntry &JournalHeard::orderFor(const std::string &id)
{
    JournalEntry &order = m_orders[id];
    order.order = id;
    return order;
}

template <typename Message>
JournalEntry JournalHeard::rowOf(const Message &message, const Envelope &envelope)
{
    JournalEntry &order = orderFor(message.unique_id());
    keepIfTold(order.account, message.account_id().empty() ? envelope.account : message.account_id());
    keepIfTold(order.market, message.market_id().empty() ? envelope.market : message.market_id());
    if (const auto facts = m_markets.find(order.market); facts != m_markets.end()) {
        order.exchange = facts->second.exchange;
        order.contract = facts->second.contract;
    }
    JournalEntry entry = order;
    entry.serverTime = fromWire(message.time());
    entry.exchangeTime = fromWire(message.exchange_time());
    entry.change = changeName(message.change());
    entry.status = statusName(message.status(), message.response_pending());
    entry.detail = text(message.status_detail());
    entry.sequence = given(message.sequence_order());
    entry.historical = envelope.historical;
    entry.kind = refuses(message.change(), message.status()) ? JournalKind::OrderRefused : JournalKind::OrderUpdate;
    entry.makeJson = jsonLater(message);
    return entry;
}

void JournalHeard::update(const orderrouting::OrderUpdate &message, const Envelope &envelope)
{
    JournalEntry &order = orderFor(message.unique_id());
    takeValues(message, order);
    order.side = sideOf(message.buy_sell());
    order.filled = Quantity{message.total_fill_volume()};
    keepIfTold(order.exchange, message.exchange_id());
    keepIfTold(order.relation, message.tag_relation_id());
    JournalEntry row = rowOf(message, envelope);
    const JournalEntry named = row;
    record(std::move(row));
    addNested(message, named);
}

/// Fills that come inside an order: those of before this login, or told before their own message.
void JournalHeard::addNested(const orderrouting::OrderUpdate &message, const JournalEntry &order)
{
    const auto nested = [&](const auto &part, JournalKind kind) {
        JournalEntry fill = fillOf(order, kind);
        fill.makeJson = {};
        fill.detail.clear();
        fill.serverTime = fromWire(part.time());
        fill.exchangeTime = fromWire(part.exchange_time());
        fill.volume = Quantity{part.volume()};
        fill.working = Quantity{part.residual_volume()};
        fill.price = priceOf(part.has_price(), part.price());
        fill.trade = part.exchange_trade_id();
        fill.sequence = given(part.sequence_order());
        return fill;
    };
    for (const auto &part : message.trades())
        recordFill(nested(part, JournalKind::Fill));
    for (const auto &part : message.trade_legs()) {
        JournalEntry fill = nested(part, JournalKind::LegFill);
        fill.leg = part.leg_index();
        recordFill(std::move(fill));
    }
}

void JournalHeard::status(const orderrouting::OrderUpdateStatus &message, const Envelope &envelope)
{
    takeValues(message, orderFor(message.unique_id()));
    JournalEntry row = rowOf(message, envelope);
    if (message.change() == common::ORDER_CHANGE_TRADE_BUSTED) {
        row.kind = JournalKind::FillBusted; // which trade is not told this way (t4-protocol.md e.7)
        row.volume.reset();
        row.price.reset();
    }
    record(std::move(row));
}

void JournalHeard::failed(const orderrouting::OrderUpdateFailed &message, const Envelope &envelope)
{
    JournalEntry row = rowOf(message, envelope);
    row.kind = JournalKind::OrderRefused;
    record(std::move(row));
}

void JournalHeard::trade(const orderrouting::OrderUpdateTrade &message, const Envelope &envelope)
{
    JournalEntry &order = orderFor(message.unique_id());
    order.working = Quantity{message.working_volume()};
    order.filled = Quantity{message.total_fill_volume()};
    const bool isBust = message.change() == common::ORDER_CHANGE_TRADE_BUSTED;
    JournalEntry fill = fillOf(rowOf(message, envelope), isBust ? JournalKind::FillBusted : JournalKind::Fill);
    fill.volume = Quantity{message.volume()};
    fill.working = Quantity{message.residual_volume()};
    fill.price = priceOf(message.has_price(), message.price());
    fill.trade = message.exchange_trade_id();
    recordFill(std::move(fill));
}

void JournalHeard::tradeLeg(const orderrouting::OrderUpdateTradeLeg &message, const Envelope &envelope)
{
    const bool isBust = message.change() == common::ORDER_CHANGE_TRADE_BUSTED;
    JournalEntry fill = fillOf(rowOf(message, envelope), isBust ? JournalKind::FillBusted : JournalKind::LegFill);
    fill.leg = message.leg_index();
    fill.volume = Quantity{message.volume()};
    fill.working = Quantity{message.residual_volume()};
    fill.price = priceOf(message.has_price(), message.price());
    fill.trade = message.exchange_trade_id();
    recordFill(std::move(fill));
}

/// Once a run, however often it is told.
void JournalHeard::recordFill(JournalEntry fill)
{
    const std::string key = keyOf(fill);
    if (key.empty() || m_fills.insert(key).second)
        record(std::move(fill));
}

void JournalHeard::batchAcknowledge(const orderrouting::OrderBatchAcknowledge &message) const
{
    JournalEntry entry;
    entry.kind = JournalKind::BatchAnswer;
    entry.relation = message.batch_id();
    entry.status = u"acknowledged"_s;
    entry.makeJson = jsonLater(message);
    record(std::move(entry));
}

void JournalHeard::batchReject(const orderrouting::OrderBatchReject &message) const
{
    JournalEntry entry;
    entry.kind = JournalKind::BatchAnswer;
    entry.relation = message.batch_id();
    entry.status = u"rejected"_s;
    entry.detail = text(message.reason());
    entry.makeJson = jsonLater(message);
    record(std::move(entry));
}

void JournalHeard::strategyAnswer(const orderrouting::CreateUDSResponse &message) const
{
    JournalEntry entry;
    entry.kind = JournalKind::StrategyAnswer;
    entry.relation = message.request_id();
    entry.market = message.marketref();
    entry.status = wireName(common::UDSStatus_Name(message.uds_status()), "UDS_STATUS_", message.uds_status());
    entry.detail = text(message.status_detail());
    entry.makeJson = jsonLater(message);
    record(std::move(entry));
}

} // namespace depthdeck
