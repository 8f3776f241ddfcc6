// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wire/reconnect_policy.h"

#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace depthdeck {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds shortest{1'000};
constexpr milliseconds longest{30'000};
constexpr int doublingsToLongest = 5;
constexpr double spread = 0.25;

// Close codes after which the same attempt will mostly end the same way (t4-protocol.md a.7).
bool isLastingCloseCode(int code) noexcept
{
    return code == 1002 || code == 1003 || (code >= 1007 && code <= 1010);
}

milliseconds spreadOut(milliseconds delay, double random) noexcept
{
    const double factor = 1 - spread + 2 * spread * std::clamp(random, 0.0, 1.0);
    return milliseconds{static_cast<milliseconds::rep>(static_cast<double>(delay.count()) * factor)};
}

} // namespace

ReconnectPolicy::ReconnectPolicy(Random random) : m_random{std::move(random)} {}

ReconnectPolicy::ReconnectPolicy() : m_random{[] { return QRandomGenerator::global()->generateDouble(); }} {}

std::optional<milliseconds> ReconnectPolicy::nextDelay(const ConnectionFailure &failure)
{
    const int doublings = std::min(m_failures, doublingsToLongest);
    m_failures = std::min(m_failures + 1, 1'000'000);
    switch (advice(failure)) {
    case RetryAdvice::Never:
        return std::nullopt;
    case RetryAdvice::Slowly:
        return spreadOut(longest, m_random());
    case RetryAdvice::Soon:
    case RetryAdvice::WithLessMarketData:
        break;
    }
    return spreadOut(std::min(shortest * (1 << doublings), longest), m_random());
}

RetryAdvice ReconnectPolicy::advice(const ConnectionFailure &failure) noexcept
{
    switch (failure.cause) {
    case FailureCause::InvalidEndpoint:
    case FailureCause::ReplayEnded:
        return RetryAdvice::Never;
    case FailureCause::LoginRefused:
        return failure.login ? failure.login->retryAdvice() : RetryAdvice::Never;
    // Mostly a wrong address or a broken server, but a maintenance page or a captive portal goes away by itself.
    case FailureCause::HttpRedirect:
    case FailureCause::TlsFailure:
    case FailureCause::OversizedFrame:
    case FailureCause::ProtocolError:
        return RetryAdvice::Slowly;
    case FailureCause::HttpError:
        return failure.httpStatus >= 500 || failure.httpStatus == 408 ? RetryAdvice::Soon : RetryAdvice::Slowly;
    case FailureCause::ClosedByServer:
        return isLastingCloseCode(failure.closeCode) ? RetryAdvice::Slowly : RetryAdvice::Soon;
    case FailureCause::HostNotFound:
    case FailureCause::Refused:
    case FailureCause::Unreachable:
    case FailureCause::ConnectTimeout:
    case FailureCause::LoginTimeout:
    case FailureCause::Dropped:
    case FailureCause::Silent:
    case FailureCause::Other:
        return RetryAdvice::Soon;
    }
    return RetryAdvice::Soon;
}

} // namespace depthdeck
