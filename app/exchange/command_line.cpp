// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/command_line.h"

#include "app/exchange/gateway/trading_floor.h"

#include <QCommandLineParser>

#include <cmath>

namespace depthdeck::exchange {

namespace {

using namespace Qt::StringLiterals;

/// The switches, each once: added to the parser and asked for by the same object.
struct Switches
{
    QCommandLineOption port{u"port"_s, u"WebSocket port; 0 takes a free one (default 8110)."_s, u"N"_s, u"8110"_s};
    QCommandLineOption restPort{u"rest-port"_s, u"REST port; 0 takes a free one (default 8111)."_s, u"N"_s, u"8111"_s};
    QCommandLineOption seed{u"seed"_s, u"Same seed, same markets (default 1)."_s, u"N"_s, u"1"_s};
    QCommandLineOption speed{u"speed"_s, u"Simulated seconds per real second, 0.01 to 1000 (default 1)."_s, u"X"_s,
                             u"1"_s};
    QCommandLineOption rate{u"rate"_s, u"Market-data events per second over all markets (default: the flow's own)."_s,
                            u"N"_s, u"0"_s};
    QCommandLineOption markets{u"markets"_s, u"List only the first N markets (default: all)."_s, u"N"_s, u"0"_s};
    QCommandLineOption latency{u"latency"_s, u"From the risk check to the exchange's answer (default 3)."_s, u"MS"_s,
                               u"3"_s};
    QCommandLineOption calendar{u"calendar"_s, u"Session hours in US Central, closed on US holidays."_s};
    QCommandLineOption alwaysOpen{u"always-open"_s, u"Markets are open at all hours (the default)."_s};
    QCommandLineOption start{u"start"_s, u"Simulated time at the start, ISO 8601 (default: now)."_s, u"TIME"_s};
    QCommandLineOption tokenLifetime{u"token-lifetime"_s, u"Lifetime of REST tokens in seconds (default 900)."_s,
                                     u"S"_s, u"900"_s};
    QCommandLineOption scaledPointValue{u"scaled-point-value"_s,
                                        u"point_value follows the session's price format (default: it does not)."_s};
    QCommandLineOption behaviour{u"behaviour"_s,
                                 u"Follow the other reading where T4's documents leave two; may be given several\n"
                                 "times."_s,
                                 u"NAME[=VALUE]"_s};
    QCommandLineOption fault{u"fault"_s, u"Do something wrong on purpose; may be given several times."_s,
                             u"NAME[=VALUE]"_s};
    QCommandLineOption help{{u"h"_s, u"help"_s}, u"Show this text."_s};
    QCommandLineOption version{u"version"_s, u"Show the version."_s};

    void addTo(QCommandLineParser &parser) const
    {
        for (const QCommandLineOption *option :
             {&port, &restPort, &seed, &speed, &rate, &markets, &latency, &calendar, &alwaysOpen, &start,
              &tokenLifetime, &scaledPointValue, &behaviour, &fault, &help, &version})
            parser.addOption(*option);
    }
};

constexpr char16_t aboutClients[] = uR"(
Endpoints, printed when ready, loopback only, no TLS:
  WebSocket ws://127.0.0.1:8110/v1   binary frames, one t4proto.v1.service.ClientMessage each
  REST      http://127.0.0.1:8111    /markets/..., Authorization: Bearer TOKEN or APIKey KEY; POST /login

Users of firm SIM, password = user name, any application name and licence:
  trader   API key sim-key    accounts SIM-10421, SIM-10422    the one to begin with
  desk     API key desk-key   accounts SIM-10421, SIM-20001    a second person on the same account
  delayed                     account SIM-20002                quotes are flagged as delayed, no market by order
  limited                     account SIM-20003                one exchange only, NO_PERMISSION for the others
  risk     API key risk-key   SIM-30001 to SIM-30014           one account for each rule of the risk desk, below
One for each refusal: failed application firm user version elsewhere logout disconnect unauthorized error role
backlog serverbacklog expired passwordchange passwordused locked additional nodata twofactorsetup twofactorfailed
fix twofactor exists unknown newcode (a result number of a later version).

)";

constexpr char16_t aboutRuns[] = uR"(

Determinism: the markets depend on --seed, --start and the other market switches alone, not on the machine. The same
seed, the same start and the same requests at the same simulated moments give the same frames byte for byte, but for
session ids, tokens and heartbeats.

Examples:
  depthdeck-exchange --port 0 --rest-port 0              free ports, which it prints
  depthdeck-exchange --calendar --start 2026-11-25T21:55:00Z --speed 60
                                                         a close, a settlement and a holiday in a few minutes
  depthdeck-exchange --rate 50000 --behaviour implied=included
                                                         as much market data as a busy day has
  depthdeck-exchange --behaviour mbo-gap=100             every hundredth market-by-order message is lost
  depthdeck-exchange --fault drop-after=500 --latency 50 a line that breaks
)";

/// Accounts with their risk settings, one a line.
QString accountsText()
{
    const auto money = [](Money amount) {
        return amount == Money{} ? u"none"_s : u"$%1"_s.arg(static_cast<qint64>(amount.dollars()));
    };
    QString text = u"Accounts (0: no limit):\n"_s;
    for (const AccountSpec &account : defaultAccounts())
        text += u"  %1  %2 balance %3, order clip %4, position %5, loss limit %6\n"_s
                    .arg(QString::fromStdString(account.number), -10)
                    .arg(QString::fromStdString(account.name), -14)
                    .arg(money(account.balance))
                    .arg(account.limits.maxClipSize)
                    .arg(account.limits.maxAccountPosition)
                    .arg(money(account.limits.lossLimit));
    return text;
}

QString helpText(const QCommandLineParser &parser)
{
    QString text = parser.helpText();
    text += QString::fromUtf16(aboutClients);
    text += accountsText();
    text += u"What the accounts of the user risk are for:\n"_s + describeRiskAccounts().join(u'\n') + u'\n';
    text += u"\nBehaviours (the first value is the default; the numbers are the open questions of t4-protocol.md):\n"_s;
    text += (Behaviours::describe() + MarketBehaviours::describe()).join(u'\n');
    text += u"\n\nFaults (N counts the frames a client is sent after its login):\n"_s;
    text += Faults::describe().join(u'\n');
    text += QString::fromUtf16(aboutRuns);
    return text;
}

/// Reads whole numbers one after the other and remembers what was first wrong.
class NumberReader
{
public:
    explicit NumberReader(const QCommandLineParser &parser) : m_parser{parser} {}

    [[nodiscard]] qint64 read(const QCommandLineOption &option, qint64 lowest, qint64 highest)
    {
        const QString value = m_parser.value(option);
        bool isNumber = false;
        const qint64 number = value.toLongLong(&isNumber);
        if (isNumber && number >= lowest && number <= highest)
            return number;
        complain(option, u"a whole number from %1 to %2"_s.arg(lowest).arg(highest), value);
        return lowest;
    }

    [[nodiscard]] qint64 readPercent(const QCommandLineOption &option)
    {
        const QString value = m_parser.value(option);
        bool isNumber = false;
        const double number = value.toDouble(&isNumber);
        if (isNumber && number >= 0.01 && number <= 1000)
            return std::llround(number * 100);
        complain(option, u"a number from 0.01 to 1000"_s, value);
        return 100;
    }

    void complain(const QCommandLineOption &option, const QString &wanted, const QString &value)
    {
        if (m_error.isEmpty())
            m_error = u"--%1 needs %2, not \"%3\""_s.arg(option.names().constFirst(), wanted, value);
    }

    [[nodiscard]] const QString &error() const noexcept { return m_error; }

private:
    const QCommandLineParser &m_parser;
    QString m_error;
};

void readStart(const QCommandLineParser &parser, const Switches &switches, NumberReader &numbers,
               SimulatedExchange::Options &options)
{
    if (!parser.isSet(switches.start))
        return;
    const QString value = parser.value(switches.start);
    const QDateTime time = QDateTime::fromString(value, Qt::ISODateWithMs);
    if (!time.isValid())
        return numbers.complain(switches.start, u"a time such as 2026-11-23T14:30:00Z"_s, value);
    options.simulatedStart = WallTime{std::chrono::milliseconds{time.toMSecsSinceEpoch()}};
}

} // namespace

std::variant<SimulatedExchange::Options, PrintAndExit, BadArguments> readCommandLine(const QStringList &arguments)
{
    const Switches switches;
    QCommandLineParser parser;
    parser.setApplicationDescription(u"A simulated futures exchange that speaks T4's WebSocket and REST protocol.\n"
                                     "Prints its URLs when it is ready and runs until SIGTERM or SIGINT."_s);
    switches.addTo(parser);
    if (!parser.parse(arguments))
        return BadArguments{parser.errorText()};
    if (parser.isSet(switches.help))
        return PrintAndExit{helpText(parser)};
    if (parser.isSet(switches.version))
        return PrintAndExit{u"depthdeck-exchange %1\n"_s.arg(QStringLiteral(DEPTHDECK_VERSION))};
    if (!parser.positionalArguments().isEmpty())
        return BadArguments{u"there is no argument \"%1\""_s.arg(parser.positionalArguments().constFirst())};
    if (parser.isSet(switches.calendar) && parser.isSet(switches.alwaysOpen))
        return BadArguments{u"--calendar and --always-open exclude each other"_s};

    SimulatedExchange::Options options;
    NumberReader numbers{parser};
    options.port = static_cast<quint16>(numbers.read(switches.port, 0, 65535));
    options.restPort = static_cast<quint16>(numbers.read(switches.restPort, 0, 65535));
    options.seed = static_cast<std::uint64_t>(numbers.read(switches.seed, 0, std::numeric_limits<qint64>::max()));
    options.speedPercent = numbers.readPercent(switches.speed);
    options.rate = static_cast<std::int32_t>(numbers.read(switches.rate, 0, 10'000'000));
    options.markets = static_cast<std::uint32_t>(numbers.read(switches.markets, 0, 1'000'000));
    options.latency = std::chrono::milliseconds{numbers.read(switches.latency, 0, 60'000)};
    options.tokenLifetime = std::chrono::seconds{numbers.read(switches.tokenLifetime, 1, 1'000'000)};
    options.alwaysOpen = !parser.isSet(switches.calendar);
    options.scalePointValue = parser.isSet(switches.scaledPointValue);
    readStart(parser, switches, numbers, options);
    if (!numbers.error().isEmpty())
        return BadArguments{numbers.error()};
    for (const QString &behaviour : parser.values(switches.behaviour)) {
        const auto error = MarketBehaviours::knows(behaviour) ? options.marketBehaviours.add(behaviour)
                                                              : options.behaviours.add(behaviour);
        if (error)
            return BadArguments{u"--behaviour: %1"_s.arg(*error)};
    }
    for (const QString &fault : parser.values(switches.fault))
        if (const auto error = options.faults.add(fault))
            return BadArguments{u"--fault: %1"_s.arg(*error)};
    return options;
}

} // namespace depthdeck::exchange
