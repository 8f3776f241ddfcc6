// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bare_reader.h"
#include "tests/bench/figure.h"
#include "tests/bench/terminal_under_load.h"

#include <QApplication>
#include <QTemporaryDir>

#include <exception>

using namespace depthdeck;
using namespace std::chrono_literals;

namespace {

constexpr int watchedMarkets = 9;
constexpr std::int64_t fullRate = 50'000;

struct Extent
{
    std::int64_t frames = 400'000;
    int rounds = 3;
    std::chrono::seconds gapTime{10};
    int orders = 200;
};

/// Bare loop and terminal in turn, so that a machine that changes its speed changes it for both.
void measureAbsorption(const Extent &extent)
{
    std::vector<double> bare;
    std::vector<double> terminal;
    std::vector<double> ratios;
    bench::FrameSource bareSource{watchedMarkets};
    bench::FrameSource source{watchedMarkets};
    bench::TerminalUnderLoad load{source, watchedMarkets};
    for (int round = 0; round < extent.rounds; ++round) {
        bare.push_back(bench::bareFramesPerSecond(bareSource, extent.frames));
        terminal.push_back(load.absorb(extent.frames));
        ratios.push_back(terminal.back() / bare.back());
    }
    bench::printFigure(
        "depth frames absorbed per second, workspace shown, " + std::to_string(source.frameBytes()) + " bytes each",
        bench::figure(bench::percentile(terminal, 0.5), 0), bench::figure(bench::percentile(bare, 0.5), 0),
        ">= 0.8 of the bare loop; here " + bench::figure(bench::percentile(ratios, 0.5), 2));
}

void measureGaps(const Extent &extent)
{
    bench::FrameSource source{watchedMarkets};
    bench::TerminalUnderLoad load{source, watchedMarkets};
    const auto idle = load.frameGaps(0, std::min(extent.gapTime, 3s));
    const auto loaded = load.frameGaps(fullRate, extent.gapTime);
    const auto row = [&](const char *name, double fraction, const char *promise) {
        bench::printFigure(name, bench::figure(bench::percentile(loaded, fraction), 1, " ms"),
                           bench::figure(bench::percentile(idle, fraction), 1, " ms"), promise);
    };
    row("gap between UI frames at 50,000 depth frames/s, median (beside: idle)", 0.5, "16.7 ms");
    row("gap between UI frames at 50,000 depth frames/s, p99 (beside: idle)", 0.99, "<= 20 ms");
    row("gap between UI frames at 50,000 depth frames/s, longest (beside: idle)", 1.0, "<= 50 ms");
}

void measureClicks(const Extent &extent)
{
    bench::FrameSource source{watchedMarkets};
    bench::TerminalUnderLoad load{source, watchedMarkets};
    (void)load.absorb(watchedMarkets * 10);
    (void)load.frameGaps(0, 1s);
    const auto idle = load.clickToWire(extent.orders, 5ms);
    source.blast(fullRate * 60, fullRate);
    const auto loaded = load.clickToWire(extent.orders, 5ms);
    bench::printFigure("order wish to bytes handed to the socket at 50,000/s, p99 (beside: idle)",
                       bench::figure(bench::percentile(loaded, 0.99), 0, " us"),
                       bench::figure(bench::percentile(idle, 0.99), 0, " us"), "<= 1000 us, both");
}

/// The same orders with and without the journal, whose row is on disk before the bytes leave.
void measureJournal(const Extent &extent)
{
    const QTemporaryDir folder;
    SystemClock clock;
    Journal journal{folder.filePath(QStringLiteral("journal.sqlite")), clock};
    bench::FrameSource bareSource{watchedMarkets};
    bench::FrameSource source{watchedMarkets};
    std::vector<double> without;
    std::vector<double> with;
    {
        bench::TerminalUnderLoad load{bareSource, watchedMarkets};
        (void)load.absorb(watchedMarkets * 10);
        (void)load.frameGaps(0, 1s);
        without = load.clickToWire(extent.orders, 5ms);
    }
    {
        bench::TerminalUnderLoad load{source, watchedMarkets, &journal};
        (void)load.absorb(watchedMarkets * 10);
        (void)load.frameGaps(0, 1s);
        with = load.clickToWire(extent.orders, 5ms);
    }
    const auto row = [&](const char *name, double fraction) {
        bench::printFigure(name, bench::figure(bench::percentile(with, fraction), 0, " us"),
                           bench::figure(bench::percentile(without, fraction), 0, " us"), "the cost of the journal");
    };
    row("order wish to socket with the journal on disk first, median (beside: no journal)", 0.5);
    row("order wish to socket with the journal on disk first, p99 (beside: no journal)", 0.99);
}

} // namespace

/// --quick runs everything once, shortened: for the ordinary test run, which only asks whether it still runs.
int main(int argc, char **argv)
{
    QApplication application{argc, argv};
    Extent extent;
    if (application.arguments().contains(QStringLiteral("--quick")))
        extent = {20'000, 1, 1s, 10};
    try {
        measureAbsorption(extent);
        measureGaps(extent);
        measureClicks(extent);
        measureJournal(extent);
    } catch (const std::exception &problem) {
        std::fprintf(stderr, "bench_terminal: %s\n", problem.what());
        return 1;
    }
    return 0;
}
