// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/session_words.h"

#include "ui/common/number_text.h"

#include <QCoreApplication>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

struct SessionWords
{
    Q_DECLARE_TR_FUNCTIONS(SessionWords)
};

QString lostText(const SessionStatus &status)
{
    if (!status.willRetry)
        return SessionWords::tr("Connection lost, not trying again");
    if (status.retryIn && status.retryIn->count() > 0)
        return SessionWords::tr("Connection lost, trying again in %n s", nullptr,
                                static_cast<int>(status.retryIn->count()));
    return SessionWords::tr("Connection lost, trying again");
}

} // namespace

StateLook connectionLook(SessionState state, const SessionStatus &status)
{
    switch (state) {
    case SessionState::Offline:
        return {SessionWords::tr("Offline"), StateShape::Ring, ColorRole::Quiet};
    case SessionState::Connecting:
        return {SessionWords::tr("Connecting"), StateShape::DottedRing, ColorRole::Warning};
    case SessionState::Authenticating:
        return {SessionWords::tr("Logging in"), StateShape::DottedRing, ColorRole::Warning};
    case SessionState::Synchronising:
        return {SessionWords::tr("Synchronising"), StateShape::HalfDot, ColorRole::Warning};
    case SessionState::Live:
        return {SessionWords::tr("Live"), StateShape::Dot, ColorRole::Up};
    case SessionState::Degraded:
        return {SessionWords::tr("Degraded"), StateShape::Triangle, ColorRole::Warning};
    case SessionState::Replaying:
        return {SessionWords::tr("Replaying a recording"), StateShape::HalfDot, ColorRole::Warning};
    case SessionState::Lost:
        break;
    }
    return {lostText(status), StateShape::Exclamation, ColorRole::Down};
}

StateLook armedLook(bool armed)
{
    if (armed)
        return {SessionWords::tr("Armed"), StateShape::Exclamation, ColorRole::Warning, true};
    return {SessionWords::tr("Locked"), StateShape::Lock, ColorRole::Quiet};
}

StateLook endpointLook(SessionState state, Endpoint::Kind kind)
{
    if (state == SessionState::Offline)
        return {SessionWords::tr("NOT CONNECTED"), StateShape::Ring, ColorRole::Quiet};
    switch (kind) {
    case Endpoint::Kind::Simulated:
        return {SessionWords::tr("SIMULATED EXCHANGE"), StateShape::Ring, ColorRole::Own};
    case Endpoint::Kind::Simulator:
        return {SessionWords::tr("T4 SIMULATOR"), StateShape::Ring, ColorRole::Bid};
    case Endpoint::Kind::Live:
        break;
    }
    return {SessionWords::tr("LIVE TRADING"), StateShape::Exclamation, ColorRole::Warning, true};
}

QString feedAgeText(const SessionStatus &status)
{
    if (!status.feedAge)
        return SessionWords::tr("No market data yet");
    if (*status.feedAge < std::chrono::seconds{1})
        return SessionWords::tr("Market data %1 ms old").arg(status.feedAge->count());
    return SessionWords::tr("Market data %1 old").arg(durationText(*status.feedAge));
}

QString latencyText(const SessionStatus &status)
{
    if (!status.clickToWire)
        return SessionWords::tr("No order sent yet");
    const QString wire = SessionWords::tr("Click to wire %1").arg(durationText(*status.clickToWire));
    if (!status.acknowledged)
        return wire;
    return SessionWords::tr("%1, acknowledged %2").arg(wire, durationText(*status.acknowledged));
}

QString framesText(int framesPerSecond, int lateFrames)
{
    return SessionWords::tr("Frames %1/s, %2 late").arg(framesPerSecond).arg(lateFrames);
}

QString killText(const KillReport &report, bool withFlatten)
{
    if (!report.connected)
        return SessionWords::tr("Kill switch: there is no session, so nothing could be pulled. Your orders may still "
                                "work at the exchange. Trading is locked, and they are pulled as soon as the session "
                                "is back.");
    QStringList sentences{SessionWords::tr("Kill switch: trading is locked.")};
    sentences << (report.pulled == 1 ? SessionWords::tr("1 order pulled.")
                                     : SessionWords::tr("%1 orders pulled.").arg(report.pulled));
    sentences << (report.stillActive == 0 ? SessionWords::tr("None works any more.")
                                          : SessionWords::tr("Not yet confirmed: %1.").arg(report.stillActive));
    if (withFlatten)
        sentences << (report.openPositions == 0
                          ? SessionWords::tr("No position is open.")
                          : SessionWords::tr("Positions still open, closing: %1.").arg(report.openPositions));
    return sentences.join(u' ');
}

QString journalTroubleText(JournalHealth health, const QString &file, const QString &trouble, bool goesOn)
{
    QString text;
    switch (health) {
    case JournalHealth::Opening:
    case JournalHealth::Writing:
        return {};
    case JournalHealth::NotOpen:
        text = SessionWords::tr("The journal %1 cannot be opened").arg(file);
        break;
    case JournalHealth::Locked:
        text = SessionWords::tr("Another DepthDeck is writing the journal %1").arg(file);
        break;
    case JournalHealth::DiskFull:
        text = SessionWords::tr("The disk is full: the journal %1 cannot be written").arg(file);
        break;
    case JournalHealth::Corrupt:
        text = SessionWords::tr("The journal %1 is damaged, or somebody changed it").arg(file);
        break;
    case JournalHealth::Failed:
        text = SessionWords::tr("The journal %1 cannot be written").arg(file);
        break;
    }
    if (!trouble.isEmpty())
        text += u" (%1)"_s.arg(trouble);
    return goesOn ? SessionWords::tr("%1. You chose to trade without it: nothing is recorded.").arg(text)
                  : SessionWords::tr("%1. No order is sent that is not recorded; pulls still go.").arg(text);
}

} // namespace depthdeck::ui
