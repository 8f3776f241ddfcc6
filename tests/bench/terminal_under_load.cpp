// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/terminal_under_load.h"

#include "app/trading/personal_limits.h"

#include "ui/watchlist/watchlist_panel.h"

#include <QEventLoop>
#include <QTimer>

#include <stdexcept>
#include <string>

namespace depthdeck::bench {

using namespace std::chrono_literals;

TerminalUnderLoad::TerminalUnderLoad(FrameSource &source, int markets, Journal *journal)
    : m_source{source},
      m_session{m_clock},
      m_window{m_session, m_theme, m_frames, m_clock},
      m_controller{m_session, m_window, m_theme, m_frames}
{
    if (!m_theme.load(QStringLiteral("dark")))
        throw std::runtime_error("no theme");
    m_theme.applyToApplication();
    m_window.showDefault({1600, 1000});
    m_frames.start();

    Endpoint endpoint;
    endpoint.name = QStringLiteral("Frame source");
    endpoint.webSocket = source.url();
    endpoint.rest = QUrl{QStringLiteral("http://127.0.0.1:9")};
    UserCredentials user;
    user.firm = QStringLiteral("BENCH");
    user.user = QStringLiteral("bench");
    user.password = Secret{QStringLiteral("bench")};
    m_session.useJournal(journal);
    // The same order again and again, as fast as it goes, is what is measured here.
    RiskLimits none;
    none.maxOrdersPerSecond = 0;
    none.duplicateWindow = {};
    m_session.limits().restore(none, std::nullopt);
    m_session.start(endpoint, user);
    waitFor([this] { return m_session.state() == SessionState::Live; }, 10s, "login");

    std::vector<MarketKey> keys;
    for (int market = 0; market < markets; ++market)
        keys.push_back({ExchangeId{"BENCH"}, ContractId{"ES"}, MarketId{FrameSource::marketId(market)}});
    m_window.panels().watchlists().front()->setMarkets(keys);
    m_controller.showMarket(keys.front());
    const auto defined = [this, &keys] {
        return std::all_of(keys.begin(), keys.end(), [this](const MarketKey &key) {
            const MarketState *state = m_session.markets().find(key.market);
            return state != nullptr && state->definition.has_value();
        });
    };
    waitFor(defined, 20s, "definitions");
}

TerminalUnderLoad::~TerminalUnderLoad()
{
    m_frames.stop();
    m_session.stop();
}

/// Sleeps in the event loop between looks, as the program itself does.
void TerminalUnderLoad::waitFor(const std::function<bool()> &condition, std::chrono::seconds patience, const char *what)
{
    QEventLoop loop;
    QTimer look;
    look.setTimerType(Qt::PreciseTimer);
    const auto deadline = std::chrono::steady_clock::now() + patience;
    bool met = false;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        met = condition();
        if (met || std::chrono::steady_clock::now() > deadline)
            loop.quit();
    });
    look.start(1);
    loop.exec();
    if (!met)
        throw std::runtime_error(std::string{"timed out: "} + what);
}

double TerminalUnderLoad::absorb(std::int64_t frames)
{
    const std::int64_t before = m_session.status().framesReceived;
    std::chrono::steady_clock::time_point first{};
    std::int64_t atFirst = 0;
    std::int64_t now = before;
    m_source.blast(frames, 0);
    waitFor(
        [&] {
            now = m_session.status().framesReceived;
            if (first == decltype(first){} && now > before) {
                first = std::chrono::steady_clock::now();
                atFirst = now;
            }
            return now >= before + frames;
        },
        120s, "frames");
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - first;
    return static_cast<double>(now - atFirst) / took.count();
}

std::vector<double> TerminalUnderLoad::frameGaps(std::int64_t perSecond, std::chrono::seconds duration)
{
    std::vector<double> gaps;
    const auto connection =
        QObject::connect(&m_frames, &ui::FrameClock::ticked, &m_frames,
                         [&gaps](qint64 nanoseconds) { gaps.push_back(static_cast<double>(nanoseconds) / 1e6); });
    if (perSecond > 0)
        m_source.blast(perSecond * duration.count(), perSecond);
    const auto end = std::chrono::steady_clock::now() + duration;
    waitFor([end] { return std::chrono::steady_clock::now() >= end; }, duration + 10s, "time");
    QObject::disconnect(connection);
    return gaps;
}

TerminalUnderLoad::Burst TerminalUnderLoad::take(const std::vector<std::string> &payloads,
                                                 const std::function<bool()> &done)
{
    Burst burst;
    bool isDone = false;
    bool isPainted = false;
    const auto ticked = QObject::connect(&m_frames, &ui::FrameClock::ticked, &m_frames, [&](qint64 nanoseconds) {
        burst.longestGap = std::max(burst.longestGap, static_cast<double>(nanoseconds) / 1e6);
    });
    const auto painted = QObject::connect(&m_frames, &ui::FrameClock::paint, &m_frames, [&] { isPainted = isDone; });
    const auto began = std::chrono::steady_clock::now();
    m_source.inject(payloads);
    waitFor(
        [&] {
            isDone = isDone || done();
            return isPainted;
        },
        60s, "the burst");
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - began;
    burst.milliseconds = took.count();
    QObject::disconnect(ticked);
    QObject::disconnect(painted);
    return burst;
}

std::vector<double> TerminalUnderLoad::clickToWire(int orders, std::chrono::milliseconds apart)
{
    if (!m_session.desk().setArmed(true))
        throw std::runtime_error("the desk does not arm");
    OrderDraft draft;
    draft.account = m_session.accounts().accounts().front().id;
    draft.market = MarketId{FrameSource::marketId(0)};
    const MarketState *market = m_session.markets().find(draft.market);
    std::vector<double> took;
    for (int order = 0; order < orders; ++order) {
        const DepthLine *bid = market->book.bestBid();
        if (bid == nullptr)
            throw std::runtime_error("no bid");
        draft.limit = bid->price;
        if (!m_session.desk().submit(draft).sent())
            throw std::runtime_error("the desk refused an order");
        const auto next = std::chrono::steady_clock::now() + apart;
        waitFor([next] { return std::chrono::steady_clock::now() >= next; }, 5s, "time");
        if (const auto wire = m_session.status().clickToWire)
            took.push_back(static_cast<double>(wire->count()));
    }
    (void)m_session.desk().setArmed(false);
    return took;
}

} // namespace depthdeck::bench
