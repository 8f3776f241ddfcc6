// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/time/clock.h"

#include <QObject>
#include <QString>

#include <deque>

namespace depthdeck {

enum class Severity : std::uint8_t { Info, Warning, Error };

/// What a message to the trader is about; ui/messages makes the sentence from it.
enum class NoticeKind : std::uint8_t {
    Connected,        ///< subject: endpoint
    LoginRefused,     ///< code: LoginResult, detail: the server's words
    ConnectionLost,   ///< code: connection failure, subject: host and path, detail: the system's words
    Reconnecting,     ///< code: seconds until the next try
    ReconnectStopped, ///< code: LoginResult
    Synchronised,
    MalformedFrame,   ///< code: byte count, detail: hex head
    UnknownMessage,   ///< code: byte count
    MarketRefused,    ///< subject: market, code: mode
    MarketMessageBad, ///< subject: market, detail: what
    AccountsRefused,  ///< detail: the server's errors
    PriceFormatWrong, ///< subject: market, detail: increment seen; trading is blocked
    OrderRefused,     ///< subject: order, detail: status_detail
    /// subject: market; nothing was sent and nothing will be. code: a DeskRefusal, or for draft problems
    /// notSentProblemBase + the OrderProblemKind of the first
    OrderNotSent,
    OrderUnanswered, ///< subject: market
    OrderFilled,     ///< subject: market, code: lots, negative when sold; detail: the price as displayed
    RequestFailed,   ///< subject: path, code: http status, detail
    Armed,
    Disarmed, ///< code: a DisarmReason
    ReplayEnded,
    MarketUnanswered, ///< subject: market; no snapshot within 10 s of the subscription
    TradeBusted,      ///< subject: market, detail: the order's status_detail
    PullNotSent,      ///< code: how many orders could not be pulled
    PullStillWorking, ///< code: how many orders are not known to be over 2 s after their pull; subject: market of one
    BatchRefused,     ///< detail: the server's words; code: how many lines it names
    BatchUnanswered,
    StrategyAnswered,   ///< code: StrategyState; detail: the server's words; subject: its market once found
    JournalFailed,      ///< code: JournalHealth; detail: the system's words
    JournalWorks,       ///< after it had failed
    KillTriggered,      ///< code: 1 when positions are closed too
    KillDone,           ///< nothing works any more (and nothing is open, if that was asked); code: orders pulled
    KillUnfinished,     ///< a while later; code: orders still active, subject: positions still open
    MarketDataReduced,  ///< the server cut off a slow reader: best prices alone are asked for
    OrderBookRefused,   ///< subject: market; code: mode
    RecordingFailed,    ///< subject: file; code: FrameFileProblem, or -1 when the disk failed later
    RecordingStarted,   ///< subject: file
    ReplayStarted,      ///< subject: file
    SnapshotUnreachable ///< subject: account, whose handler is down; code: AccountStatus
};

constexpr std::int64_t notSentProblemBase = 100;

struct Notice
{
    WallTime time{};
    Severity severity = Severity::Info;
    NoticeKind kind = NoticeKind::Connected;
    QString subject;
    QString detail;
    std::int64_t code = 0;
    int repeats = 1; ///< the same notice in a row is counted, not repeated
};

/// The newest notices, at most @ref maxNotices; UI thread.
class NoticeLog final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t maxNotices = 1000;

    explicit NoticeLog(const Clock &clock, QObject *parent = nullptr);
    void add(Severity severity, NoticeKind kind, const QString &subject = {}, const QString &detail = {},
             std::int64_t code = 0);
    [[nodiscard]] const std::deque<Notice> &notices() const noexcept { return m_notices; }

signals:
    void noticeAdded();
    void lastNoticeRepeated();
    /// The oldest was dropped to stay within the bound.
    void oldestDropped();

private:
    std::deque<Notice> m_notices;
    const Clock &m_clock;
};

} // namespace depthdeck
