// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/wire/connection.h"

#include "tests/support/fake_clock.h"

#include <vector>

namespace depthdeck::test {

/// A connection on the test's own thread, and every loss it told of.
class FaultWatch : public QObject
{
public:
    explicit FaultWatch(const Connection::Limits &limits = quick()) : connection{clock, limits}
    {
        connect(&connection, &Connection::lost, this,
                [this](const ConnectionFailure &failure) { losses.push_back(failure); });
    }

    /// Patience for a loopback, not for the world.
    static Connection::Limits quick()
    {
        using namespace std::chrono_literals;
        Connection::Limits limits;
        limits.checkInterval = 5ms;
        limits.closeTimeout = 100ms;
        return limits;
    }

    FakeClock clock;
    Connection connection;
    std::vector<ConnectionFailure> losses;
};

} // namespace depthdeck::test
