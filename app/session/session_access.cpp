// SPDX-License-Identifier: GPL-3.0-or-later

// What others ask of a session.

#include "app/session/session_parts.h"

namespace depthdeck {

SessionState Session::state() const noexcept
{
    return m_parts->state;
}

const Endpoint &Session::endpoint() const noexcept
{
    return m_parts->endpoint;
}

const std::optional<ConnectionFailure> &Session::failure() const noexcept
{
    return m_parts->failure;
}

SessionStatus Session::status() const
{
    const Parts &parts = *m_parts;
    const SteadyTime now = parts.clock.steadyNow();
    SessionStatus status;
    const SteadyTime lastArrival{SteadyTime::duration{parts.traffic.lastArrival.load()}};
    if (parts.isLoggedIn && lastArrival != SteadyTime{})
        status.feedAge = std::chrono::duration_cast<std::chrono::milliseconds>(now - lastArrival);
    status.clickToWire = parts.clickToWire.last();
    status.clickToWireP99 = parts.clickToWire.percentile(99);
    status.acknowledged = parts.acknowledged.last();
    status.acknowledgedP50 = parts.acknowledged.percentile(50);
    status.framesReceived = parts.traffic.framesReceived.load();
    status.framesRejected = parts.traffic.framesRejected.load();
    status.willRetry = parts.retryAt.has_value();
    if (parts.retryAt)
        status.retryIn =
            std::max(std::chrono::ceil<std::chrono::seconds>(*parts.retryAt - now), std::chrono::seconds::zero());
    return status;
}

const MarketBoard &Session::markets() const noexcept
{
    return m_parts->markets;
}

const OrderStore &Session::orders() const noexcept
{
    return m_parts->orders;
}

const AccountStore &Session::accounts() const noexcept
{
    return m_parts->accounts;
}

const NoticeLog &Session::notices() const noexcept
{
    return m_parts->notices;
}

MarketDirectory &Session::directory() noexcept
{
    return m_parts->directory;
}

OrderDesk &Session::desk() noexcept
{
    return m_parts->desk;
}

const BatchStore &Session::batches() const noexcept
{
    return m_parts->batches;
}

FlattenDesk &Session::flattens() noexcept
{
    return m_parts->flattens;
}

KillSwitch &Session::killSwitch() noexcept
{
    return m_parts->killSwitch;
}

StrategyDesk &Session::strategies() noexcept
{
    return m_parts->strategies;
}

PersonalLimits &Session::limits() noexcept
{
    return m_parts->personalLimits;
}

const OrderBookBoard &Session::orderBooks() const noexcept
{
    return m_parts->orderBooks;
}

bool Session::isReplaying() const noexcept
{
    return m_parts->isReplay;
}

void Session::recordTo(const QString &file)
{
    m_parts->recordTo(file);
}

void Session::useJournal(Journal *journal)
{
    m_parts->useJournal(journal);
}

Journal *Session::journal() noexcept
{
    return m_parts->gates.journal();
}

void Session::setTradesWithoutJournal(bool goesOn)
{
    if (m_parts->gates.tradesWithoutJournal() == goesOn)
        return;
    m_parts->gates.setTradesWithoutJournal(goesOn);
    m_parts->recorder.noteWithoutJournal(goesOn);
}

bool Session::tradesWithoutJournal() const noexcept
{
    return m_parts->gates.tradesWithoutJournal();
}

void Session::setFrameShown(std::uint64_t frame)
{
    m_parts->gates.setFrameShown(frame);
}

} // namespace depthdeck
