// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messages/notice_text.h"

#include "app/session/strategy_desk.h"
#include "app/storage/journal/journal.h"
#include "ui/common/market_words.h"
#include "ui/common/number_text.h"
#include "ui/common/order_words.h"
#include "ui/common/problem_text.h"
#include "ui/messages/failure_text.h"
#include "ui/messages/login_text.h"

#include <QCoreApplication>

namespace depthdeck::ui {

namespace {

struct NoticeText
{
    Q_DECLARE_TR_FUNCTIONS(NoticeText)
};

// "Sentence" or "Sentence (words)": the words of a server or of the system, when there are any.
QString withDetail(const QString &sentence, const QString &detail)
{
    const QString words = detail.simplified();
    return words.isEmpty() ? sentence : sentence + QLatin1Char{' '} + NoticeText::tr("(%1)").arg(words);
}

QString reason(const QString &detail)
{
    const QString words = detail.simplified();
    return words.isEmpty() ? NoticeText::tr("no reason was given") : words;
}

QString refusedMarketText(const Notice &notice)
{
    const auto mode = static_cast<MarketMode>(notice.code);
    if (mode == MarketMode::NoPermission)
        return NoticeText::tr("No permission for the market data of %1. Ask the firm to enable it.")
            .arg(notice.subject);
    return NoticeText::tr("The server refused the market %1: %2. Remove it, or try again later.")
        .arg(notice.subject, modeText(mode));
}

QString requestFailedText(const Notice &notice)
{
    if (notice.code == 401 || notice.code == 403)
        return withDetail(
            NoticeText::tr("The request %1 was not permitted (HTTP %2). Connect again to renew the login.")
                .arg(notice.subject)
                .arg(notice.code),
            notice.detail);
    if (notice.code > 0)
        return withDetail(
            NoticeText::tr("The request %1 failed (HTTP %2). Try again.").arg(notice.subject).arg(notice.code),
            notice.detail);
    return withDetail(
        NoticeText::tr("The request %1 was not answered. Check the network and try again.").arg(notice.subject),
        notice.detail);
}

QString stoppedText(const Notice &notice)
{
    const QString sentence =
        NoticeText::tr("Not connecting again by itself. Press Connect (Ctrl+O) when it is settled.");
    if (notice.code == static_cast<int>(LoginResult::Success))
        return sentence; // the reason was told when the connection broke
    return sentence + QLatin1Char{' '} +
           loginText(LoginOutcome::fromCode(static_cast<int>(notice.code), notice.detail));
}

// What the check found is named by kind alone; the ticket has told the figures.
QString notSentReason(std::int64_t code)
{
    if (code < notSentProblemBase)
        return refusalText(static_cast<DeskRefusal>(code));
    switch (static_cast<OrderProblemKind>(code - notSentProblemBase)) {
    case OrderProblemKind::NoAccount:
    case OrderProblemKind::NoMarket:
    case OrderProblemKind::MarketNotReady:
    case OrderProblemKind::DataNotFresh:
    case OrderProblemKind::LimitPriceMissing:
    case OrderProblemKind::StopPriceMissing:
    case OrderProblemKind::MaxShowNotPossible:
    case OrderProblemKind::TimeNotPossible:
    case OrderProblemKind::NothingChanges:
    case OrderProblemKind::OrderNotRevisable:
    case OrderProblemKind::TypeNotSupported: {
        OrderProblem problem;
        problem.kind = static_cast<OrderProblemKind>(code - notSentProblemBase);
        return problemText(problem, nullptr);
    }
    default:
        return NoticeText::tr("The check in the ticket says what to correct.");
    }
}

QString notSentText(const Notice &notice)
{
    const QString why = notSentReason(notice.code);
    if (notice.subject.isEmpty())
        return NoticeText::tr("An order was not sent. %1").arg(why);
    return NoticeText::tr("The order for %1 was not sent. %2").arg(notice.subject, why);
}

QString filledText(const Notice &notice)
{
    QString price = notice.detail;
    if (price.startsWith(QLatin1Char{'-'}))
        price[0] = trueMinus;
    const QString lots = countText(std::abs(notice.code));
    if (price.isEmpty())
        return notice.code < 0 ? NoticeText::tr("Sold %1 %2; the price was not told.").arg(lots, notice.subject)
                               : NoticeText::tr("Bought %1 %2; the price was not told.").arg(lots, notice.subject);
    return notice.code < 0 ? NoticeText::tr("Sold %1 %2 at %3.").arg(lots, notice.subject, price)
                           : NoticeText::tr("Bought %1 %2 at %3.").arg(lots, notice.subject, price);
}

QString disarmedText(const Notice &notice)
{
    switch (notice.code) {
    case 1:
        return NoticeText::tr("Trading was locked because the session is not live. When it is live again, press Arm "
                              "(Ctrl+L).");
    case 2:
        return NoticeText::tr("Trading was locked because the server's prices cannot be trusted. Connect again.");
    case 3:
        return NoticeText::tr("Trading was locked because nobody used the program for the time of your idle limit. "
                              "Press Arm (Ctrl+L) to go on.");
    case 4:
        return NoticeText::tr("Trading was locked because a window turned to another account. Check it, then press Arm "
                              "(Ctrl+L).");
    case 5:
        return NoticeText::tr("Trading was locked by the kill switch.");
    default:
        return NoticeText::tr("Trading is locked: no order can be sent until you press Arm (Ctrl+L).");
    }
}

QString strategyText(const Notice &notice)
{
    switch (static_cast<StrategyState>(notice.code)) {
    case StrategyState::Created:
        return NoticeText::tr("The exchange created the strategy. Its market is being looked for.");
    case StrategyState::Exists:
        return NoticeText::tr("The exchange has this strategy already. Its market is being looked for.");
    case StrategyState::Found:
        return NoticeText::tr("The strategy's market is %1.").arg(notice.subject);
    case StrategyState::NotFound:
        return NoticeText::tr("The strategy exists, but its market is not listed yet. Search for it by hand later.");
    case StrategyState::Failed:
        return NoticeText::tr("The strategy was refused: %1.").arg(reason(notice.detail));
    case StrategyState::Unanswered:
        return NoticeText::tr("The request for a strategy was not answered. Search for its market before you ask "
                              "again: exchanges limit such requests.");
    case StrategyState::NotSent:
        return NoticeText::tr("The request for a strategy was not sent because no session is open.");
    case StrategyState::Sent:
        break;
    }
    return NoticeText::tr("A strategy was asked for.");
}

QString journalText(const Notice &notice)
{
    const QString stopped = NoticeText::tr("No order is sent until it can be written again, or you choose to trade "
                                           "without it. Pulls still go.");
    const auto sentence = [&notice, &stopped](const QString &what) {
        return withDetail(what, notice.detail) + QLatin1Char{' '} + stopped;
    };
    switch (static_cast<JournalHealth>(notice.code)) {
    case JournalHealth::DiskFull:
        return sentence(NoticeText::tr("The journal cannot be written: the disk is full."));
    case JournalHealth::Locked:
        return sentence(NoticeText::tr("The journal cannot be written: another program holds it."));
    case JournalHealth::Corrupt:
        return sentence(NoticeText::tr("The journal's file is damaged or was changed."));
    case JournalHealth::NotOpen:
        return sentence(NoticeText::tr("The journal's file cannot be opened."));
    case JournalHealth::Opening:
    case JournalHealth::Writing:
    case JournalHealth::Failed:
        break;
    }
    return sentence(NoticeText::tr("The journal cannot be written."));
}

QString killUnfinishedText(const Notice &notice)
{
    return NoticeText::tr("The kill switch was triggered, but %1 orders are not known to be over and %2 positions are "
                          "open. Check them, trigger it again, or call your firm.")
        .arg(countText(notice.code), notice.subject);
}

} // namespace

QString noticeText(const Notice &notice)
{
    switch (notice.kind) {
    case NoticeKind::Connected:
        return NoticeText::tr("Connected to %1.").arg(notice.subject);
    case NoticeKind::LoginRefused:
        return NoticeText::tr("Login refused. %1")
            .arg(loginText(LoginOutcome::fromCode(static_cast<int>(notice.code), notice.detail)));
    case NoticeKind::ConnectionLost:
        return failureText(static_cast<FailureCause>(notice.code), notice.subject, notice.detail);
    case NoticeKind::Reconnecting:
        return NoticeText::tr("Connecting again in %n second(s).", nullptr, static_cast<int>(notice.code));
    case NoticeKind::ReconnectStopped:
        return stoppedText(notice);
    case NoticeKind::Synchronised:
        return NoticeText::tr("Accounts, orders and positions are up to date. Trading is locked until you press Arm "
                              "(Ctrl+L).");
    case NoticeKind::MalformedFrame:
        return NoticeText::tr("A message of %1 bytes could not be read and was left out; it begins with %2. Report it "
                              "if it repeats.")
            .arg(notice.code)
            .arg(reason(notice.detail));
    case NoticeKind::UnknownMessage:
        return NoticeText::tr("A message of %1 bytes is of a kind that this version does not know, and was left out. "
                              "An update of DepthDeck may know it.")
            .arg(notice.code);
    case NoticeKind::MarketRefused:
        return refusedMarketText(notice);
    case NoticeKind::MarketMessageBad:
        return NoticeText::tr("A message about %1 could not be read and was left out whole: %2. What is shown may be "
                              "older than it looks until the next one.")
            .arg(notice.subject, reason(notice.detail));
    case NoticeKind::AccountsRefused:
        return NoticeText::tr("The server refused an account: %1. Orders for it are not possible; ask the firm.")
            .arg(reason(notice.detail));
    case NoticeKind::PriceFormatWrong:
        return NoticeText::tr("The server does not send real prices: %1 has an increment of %2. Trading is blocked so "
                              "that no order goes out at a wrong price. Connect again; if it stays, ask the firm.")
            .arg(notice.subject, reason(notice.detail));
    case NoticeKind::OrderRefused:
        return NoticeText::tr("Order %1 was refused: %2. Correct it and submit again.")
            .arg(notice.subject, reason(notice.detail));
    case NoticeKind::OrderNotSent:
        return notSentText(notice);
    case NoticeKind::OrderUnanswered:
        return NoticeText::tr("The order for %1 was sent and not answered. Its state is unknown and it is never sent "
                              "again by itself; check it before you send another.")
            .arg(notice.subject);
    case NoticeKind::OrderFilled:
        return filledText(notice);
    case NoticeKind::RequestFailed:
        return requestFailedText(notice);
    case NoticeKind::Armed:
        return NoticeText::tr("Trading is armed: orders are sent as soon as you submit them.");
    case NoticeKind::Disarmed:
        return disarmedText(notice);
    case NoticeKind::MarketUnanswered:
        return NoticeText::tr("The server has not answered the request for %1. Its prices are missing; it may be an "
                              "unknown market, or the connection is slow.")
            .arg(notice.subject);
    case NoticeKind::PullNotSent:
        return NoticeText::tr(
                   "There is no session, so the pull of %1 orders was not sent. They may still work at the exchange: "
                   "pull them again when the session is live, or call your firm.")
            .arg(notice.code);
    case NoticeKind::TradeBusted:
        return NoticeText::tr("A trade in %1 was busted: %2. Check the position and call the broker.")
            .arg(notice.subject, reason(notice.detail));
    case NoticeKind::PullStillWorking:
        return NoticeText::tr("%n order(s) that were pulled are not known to be over, one of them in %1. Pull again, "
                              "or call your firm.",
                              nullptr, static_cast<int>(notice.code))
            .arg(notice.subject);
    case NoticeKind::BatchRefused:
        return NoticeText::tr("The batch was refused as a whole: %1. None of its orders was submitted; the batch "
                              "window shows each line.")
            .arg(reason(notice.detail));
    case NoticeKind::BatchUnanswered:
        return NoticeText::tr("The batch was sent and not answered. It is never sent again by itself; check the orders "
                              "before you send another.");
    case NoticeKind::StrategyAnswered:
        return strategyText(notice);
    case NoticeKind::JournalFailed:
        return journalText(notice);
    case NoticeKind::JournalWorks:
        return NoticeText::tr("The journal is written again.");
    case NoticeKind::KillTriggered:
        return notice.code != 0 ? NoticeText::tr("The kill switch pulls every order and closes every position. Nothing "
                                                 "can be submitted until it is reset.")
                                : NoticeText::tr("The kill switch pulls every order. Nothing can be submitted until it "
                                                 "is reset.");
    case NoticeKind::KillDone:
        return NoticeText::tr("The kill switch is done: %1 orders were pulled and none works any more.")
            .arg(countText(notice.code));
    case NoticeKind::KillUnfinished:
        return killUnfinishedText(notice);
    case NoticeKind::MarketDataReduced:
        return NoticeText::tr("The server cut the connection because this computer read too slowly. Until you connect "
                              "again by hand only the best prices are asked for, without every trade.");
    case NoticeKind::OrderBookRefused:
        return NoticeText::tr("The server refused the single orders of %1: %2.")
            .arg(notice.subject, modeText(static_cast<MarketMode>(notice.code)));
    case NoticeKind::RecordingStarted:
        return NoticeText::tr("Every message is recorded in %1.").arg(notice.subject);
    case NoticeKind::RecordingFailed:
        return NoticeText::tr("The recording %1 cannot be written; nothing more is recorded. Check the disk and the "
                              "folder.")
            .arg(notice.subject);
    case NoticeKind::ReplayStarted:
        return NoticeText::tr("Playing the recording %1. Nothing can be traded meanwhile.").arg(notice.subject);
    case NoticeKind::SnapshotUnreachable:
        return NoticeText::tr("The account %1 cannot be reached at the server. What was known of it is unconfirmed.")
            .arg(notice.subject);
    case NoticeKind::ReplayEnded:
        return withDetail(NoticeText::tr("The recording has ended. Connect to see live markets."), notice.detail);
    }
    return {};
}

QString severityText(Severity severity)
{
    switch (severity) {
    case Severity::Info:
        return NoticeText::tr("Information");
    case Severity::Warning:
        return NoticeText::tr("Warning");
    case Severity::Error:
        break;
    }
    return NoticeText::tr("Error");
}

} // namespace depthdeck::ui
