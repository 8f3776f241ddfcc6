// SPDX-License-Identifier: GPL-3.0-or-later

// What a session tells the trader. Only facts: ui/messages makes the sentences.

#include "app/session/session_parts.h"

namespace depthdeck {

namespace {

/// The words of whoever ended the connection, the most telling first.
QString detailOf(const ConnectionFailure &why)
{
    if (why.login)
        return why.login->serverMessage;
    if (!why.tlsErrors.isEmpty())
        return why.tlsErrors;
    if (why.httpStatus != 0)
        return QStringLiteral("HTTP %1 %2").arg(why.httpStatus).arg(why.redirectLocation).trimmed();
    return why.closeReason.isEmpty() ? why.technicalDetail : why.closeReason;
}

} // namespace

QString Session::Parts::nameOf(const MarketId &market) const
{
    const MarketState *known = markets.find(market);
    return QString::fromStdString(known != nullptr ? known->displayName() : market.text());
}

void Session::Parts::noteLost(const ConnectionFailure &why, bool wasLoggedIn,
                              std::optional<std::chrono::milliseconds> delay)
{
    if (why.cause == FailureCause::ReplayEnded) {
        notices.add(Severity::Info, NoticeKind::ReplayEnded, {}, detailOf(why));
        return;
    }
    if (why.login)
        notices.add(Severity::Error, NoticeKind::LoginRefused, {}, detailOf(why), why.login->code);
    else
        notices.add(Severity::Error, NoticeKind::ConnectionLost, why.host + why.path, detailOf(why),
                    static_cast<int>(why.cause));
    if (delay)
        notices.add(Severity::Info, NoticeKind::Reconnecting, {}, {},
                    std::chrono::ceil<std::chrono::seconds>(*delay).count());
    else if (wasLoggedIn)
        notices.add(Severity::Error, NoticeKind::ReconnectStopped, {}, {}, why.login ? why.login->code : 0);
}

void Session::Parts::noteFill(int index)
{
    const Fill &fill = orders.fills()[static_cast<std::size_t>(index)];
    const MarketState *market = markets.find(fill.market);
    QString price;
    if (fill.price)
        price = QString::fromStdString(market != nullptr && market->definition
                                           ? market->definition->format.format(*fill.price)
                                           : fill.price->toWire());
    const bool isSold = fill.sideKnown && fill.side == Side::Sell;
    notices.add(Severity::Info, NoticeKind::OrderFilled, nameOf(fill.market), price,
                isSold ? -fill.volume.contracts : fill.volume.contracts);
}

void Session::Parts::noteNotSent(const MarketId &market, const DeskAnswer &answer)
{
    std::int64_t code = static_cast<int>(answer.refusal);
    if (answer.refusal == DeskRefusal::DraftProblems && !answer.problems.empty())
        code = notSentProblemBase + static_cast<int>(answer.problems.front().kind);
    notices.add(Severity::Warning, NoticeKind::OrderNotSent, nameOf(market), {}, code);
}

} // namespace depthdeck
