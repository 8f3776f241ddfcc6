// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/market_board.h"
#include "app/session/journal_route.h"
#include "app/storage/journal/journal.h"
#include "app/storage/journal/journal_verification.h"
#include "app/trading/order_store.h"
#include "tests/bench/figure.h"

#include <t4/v1/orderrouting/orderrouting.pb.h>

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>

#include <atomic>
#include <semaphore>
#include <stdexcept>
#include <thread>

#include <unistd.h>

using namespace depthdeck;
using namespace std::chrono_literals;

namespace {

using Moment = std::chrono::steady_clock::time_point;

struct Extent
{
    int intents = 2'000;
    int burst = 20'000;
    int rows = 200'000;
};

double microseconds(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double, std::micro>{time}.count();
}

double seconds(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double>{time}.count();
}

t4proto::v1::orderrouting::OrderSubmit submission(int number)
{
    t4proto::v1::orderrouting::OrderSubmit message;
    message.set_account_id("A1");
    message.set_market_id("XCME_Eq ES (Z26)");
    message.set_manual_order_indicator(true);
    auto &order = *message.add_orders();
    order.set_tag(std::to_string(1'000'000'000 + number));
    order.set_buy_sell(t4proto::v1::common::BUY_SELL_BUY);
    order.set_price_type(t4proto::v1::common::PRICE_TYPE_LIMIT);
    order.set_volume(1);
    order.mutable_limit_price()->set_value(number % 2 == 0 ? "4501.25" : "4501.50");
    return message;
}

JournalEntry entryOf(JournalKind kind, int number)
{
    JournalEntry entry;
    entry.kind = kind;
    entry.account = "A1";
    entry.exchange = "CME_Eq";
    entry.contract = "ES";
    entry.market = "XCME_Eq ES (Z26)";
    entry.order = "order-" + std::to_string(number);
    entry.tag = std::to_string(1'000'000'000 + number);
    entry.side = number % 2 == 0 ? Side::Buy : Side::Sell;
    entry.orderType = QStringLiteral("LIMIT");
    entry.volume = Quantity{1 + number % 9};
    entry.price = Price::fromUnits(4'501'250'000'000 + 250'000'000 * (number % 8));
    entry.json = QStringLiteral("{\"unique_id\":\"order\",\"change\":\"ORDER_CHANGE_TRADE\",\"volume\":1}").repeated(4);
    return entry;
}

/// The end of the line: says when a message came to the point where it would be handed to the connection.
class NullRoute final : public OrderRoute
{
public:
    bool submit(const t4proto::v1::orderrouting::OrderSubmit &, const Click &) override { return arrive(); }
    bool submit(const t4proto::v1::orderrouting::OrderBatch &, const Click &) override { return arrive(); }
    bool revise(const t4proto::v1::orderrouting::OrderRevise &, const Click &) override { return arrive(); }
    bool pull(const t4proto::v1::orderrouting::OrderPull &, const Click &) override { return arrive(); }
    [[nodiscard]] Moment awaitArrival()
    {
        m_arrivals.acquire();
        return m_at;
    }

private:
    bool arrive()
    {
        m_at = std::chrono::steady_clock::now();
        m_arrivals.release();
        return true;
    }
    Moment m_at{};
    std::counting_semaphore<> m_arrivals{0};
};

class OpenGates final : public DeskGates
{
public:
    [[nodiscard]] bool isKilled() const override { return false; }
    [[nodiscard]] bool isJournalFit() const override { return true; }
    [[nodiscard]] std::uint64_t frameShown() const override { return 0; }
};

void awaitWriting(const Journal &journal)
{
    const Moment giveUp = std::chrono::steady_clock::now() + 10s;
    while (journal.health() != JournalHealth::Writing) {
        if (std::chrono::steady_clock::now() > giveUp)
            throw std::runtime_error{"the journal does not open: " + journal.trouble().toStdString()};
        std::this_thread::sleep_for(1ms);
    }
}

/// What the disk itself needs: two pages appended to a file and synced.
std::vector<double> bareSyncs(const QString &file, int count)
{
    QFile bare{file};
    if (!bare.open(QFile::WriteOnly | QFile::Unbuffered))
        throw std::runtime_error{"no file can be made here"};
    const QByteArray pages(8192, 'x');
    std::vector<double> waits;
    for (int number = 0; number < count; ++number) {
        const Moment asked = std::chrono::steady_clock::now();
        if (bare.write(pages) != pages.size() || ::fdatasync(bare.handle()) != 0)
            throw std::runtime_error{"the disk cannot be written"};
        waits.push_back(microseconds(std::chrono::steady_clock::now() - asked));
    }
    return waits;
}

/// One after the other, each on disk before the next: what a trader's clicks meet.
void measureIntents(const QString &file, const Clock &clock, int count)
{
    const std::vector<double> bare = bareSyncs(file + QStringLiteral(".bare"), count);
    Journal journal{file, clock};
    awaitWriting(journal);
    std::vector<double> waits;
    const Moment began = std::chrono::steady_clock::now();
    for (int number = 0; number < count; ++number) {
        std::binary_semaphore written{0};
        const Moment asked = std::chrono::steady_clock::now();
        journal.record(entryOf(JournalKind::SubmitIntent, number), [&written](bool) { written.release(); });
        written.acquire();
        waits.push_back(microseconds(std::chrono::steady_clock::now() - asked));
    }
    const double rate = count / seconds(std::chrono::steady_clock::now() - began);
    bench::printFigure("journal: intents per second, each synced to disk before the next", bench::figure(rate, 0), "",
                       "");
    const auto row = [&](const char *name, double fraction) {
        bench::printFigure(name, bench::figure(bench::percentile(waits, fraction), 0, " us"),
                           bench::figure(bench::percentile(bare, fraction), 0, " us"), "");
    };
    row("journal: an intent until it is on disk, median (beside: a bare write and fdatasync)", 0.5);
    row("journal: an intent until it is on disk, p99 (beside: a bare write and fdatasync)", 0.99);
}

/// All at once: they share their syncs.
void measureBurst(const QString &file, const Clock &clock, int count)
{
    Journal journal{file, clock};
    awaitWriting(journal);
    std::vector<JournalEntry> entries;
    for (int number = 0; number < count; ++number)
        entries.push_back(entryOf(JournalKind::SubmitIntent, number));
    std::atomic<int> left{count};
    std::binary_semaphore done{0};
    const Moment began = std::chrono::steady_clock::now();
    for (JournalEntry &entry : entries)
        journal.record(std::move(entry), [&](bool) {
            if (--left == 0)
                done.release();
        });
    done.acquire();
    bench::printFigure("journal: intents per second in a burst, all synced to disk",
                       bench::figure(count / seconds(std::chrono::steady_clock::now() - began), 0), "", "");
}

void measureRows(const QString &file, const Clock &clock, int count)
{
    std::vector<JournalEntry> entries;
    for (int number = 0; number < count; ++number)
        entries.push_back(entryOf(JournalKind::OrderUpdate, number));
    const Moment began = std::chrono::steady_clock::now();
    std::chrono::nanoseconds recording{};
    {
        Journal journal{file, clock};
        for (JournalEntry &entry : entries)
            journal.record(std::move(entry));
        recording = std::chrono::steady_clock::now() - began;
    }
    bench::printFigure("journal: rows per second that nobody waits for (beside: of the recording thread alone)",
                       bench::figure(count / seconds(std::chrono::steady_clock::now() - began), 0),
                       bench::figure(count / seconds(recording), 0), "");
    const Moment verifying = std::chrono::steady_clock::now();
    const JournalVerdict verdict = verifyJournal(file);
    if (!verdict.isGood() || verdict.rows < count)
        throw std::runtime_error{verdictLine(file, verdict).toStdString()};
    bench::printFigure("journal: rows verified per second",
                       bench::figure(double(verdict.rows) / seconds(std::chrono::steady_clock::now() - verifying), 0),
                       "", "");
}

/// From the click to the moment the message would be handed to the connection.
std::vector<double> clickToWire(Journal *journal, const Clock &clock, int count)
{
    NullRoute last;
    OrderStore orders{clock};
    MarketBoard markets;
    OpenGates gates;
    JournalRoute route{journal, last, orders, markets, gates};
    std::vector<double> waits;
    for (int number = 0; number < count; ++number) {
        const auto message = submission(number);
        const Click click{clock.steadyNow(), clock.wallNow(), QStringLiteral("Order ticket"), SeenQuote{}};
        const Moment asked = std::chrono::steady_clock::now();
        if (!route.submit(message, click))
            throw std::runtime_error{"a submission was refused"};
        waits.push_back(microseconds(last.awaitArrival() - asked));
        QCoreApplication::processEvents();
    }
    return waits;
}

void measureClicks(const QString &file, const Clock &clock, int count)
{
    const std::vector<double> without = clickToWire(nullptr, clock, count);
    Journal journal{file, clock};
    awaitWriting(journal);
    const std::vector<double> with = clickToWire(&journal, clock, count);
    const auto row = [&](const char *name, double fraction) {
        bench::printFigure(name, bench::figure(bench::percentile(with, fraction), 0, " us"),
                           bench::figure(bench::percentile(without, fraction), 1, " us"), "");
    };
    row("submission to connection through the journal, median (beside: without)", 0.5);
    row("submission to connection through the journal, p99 (beside: without)", 0.99);
}

} // namespace

/// --quick runs everything once, shortened: for the ordinary test run, which only asks whether it still runs.
int main(int argc, char **argv)
{
    QCoreApplication application{argc, argv};
    Extent extent;
    if (application.arguments().contains(QStringLiteral("--quick")))
        extent = {20, 200, 1'000};
    const SystemClock clock;
    // In the present folder: the folder for temporary files may be memory, which syncs for nothing.
    const QTemporaryDir folder{QStringLiteral("bench_journal-XXXXXX")};
    try {
        measureIntents(folder.filePath(QStringLiteral("intents.sqlite")), clock, extent.intents);
        measureBurst(folder.filePath(QStringLiteral("burst.sqlite")), clock, extent.burst);
        measureRows(folder.filePath(QStringLiteral("rows.sqlite")), clock, extent.rows);
        measureClicks(folder.filePath(QStringLiteral("clicks.sqlite")), clock, extent.intents);
    } catch (const std::exception &problem) {
        std::fprintf(stderr, "bench_journal: %s\n", problem.what());
        return 1;
    }
    return 0;
}
