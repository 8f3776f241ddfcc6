// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/stop_signals.h"

#include <QSocketNotifier>

#include <array>
#include <csignal>
#include <unistd.h>

namespace depthdeck::exchange {

namespace {

/// A handler may do next to nothing: it writes one byte that the event loop reads.
std::array<int, 2> channel{-1, -1};

extern "C" void onStopSignal(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(channel[1], &byte, 1);
}

} // namespace

StopSignals::StopSignals(QObject *parent) : QObject{parent}
{
    if (::pipe(channel.data()) != 0)
        return;
    m_notifier = new QSocketNotifier{channel[0], QSocketNotifier::Read, this};
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        if (::read(channel[0], &byte, 1) == 1)
            emit stopRequested();
    });
    std::signal(SIGTERM, onStopSignal);
    std::signal(SIGINT, onStopSignal);
}

StopSignals::~StopSignals()
{
    std::signal(SIGTERM, SIG_DFL);
    std::signal(SIGINT, SIG_DFL);
    for (int &end : channel)
        if (end >= 0)
            ::close(std::exchange(end, -1));
}

} // namespace depthdeck::exchange
