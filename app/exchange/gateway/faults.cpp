// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/gateway/faults.h"

#include <algorithm>
#include <array>

namespace depthdeck::exchange {

namespace {

using namespace Qt::StringLiterals;

/// A fault that takes a whole number.
struct NumberFault
{
    const char16_t *name;
    int Faults::*member;
    int unless; ///< taken when no value is given; 0: a value is required
    int minimum;
    const char16_t *meaning;
};

constexpr std::array numberFaults{
    NumberFault{u"drop-after", &Faults::dropAfter, 0, 1, u"tear the socket down after N frames"},
    NumberFault{u"silent", &Faults::silentAfter, 1, 1, u"send nothing more after N frames"},
    NumberFault{u"garbage", &Faults::garbageEvery, 20, 1, u"after every N frames one that is no message"},
    NumberFault{u"truncated", &Faults::truncatedEvery, 20, 1, u"after every N frames one that is cut off"},
    NumberFault{u"empty", &Faults::emptyEvery, 20, 1, u"after every N frames one without a byte"},
    NumberFault{u"text", &Faults::textEvery, 20, 1, u"after every N frames a text frame"},
    NumberFault{u"unknown-variant", &Faults::unknownVariantEvery, 20, 1, u"after every N frames an unknown payload"},
    NumberFault{u"unknown-enum", &Faults::unknownEnumEvery, 20, 1, u"after every N frames an unknown market mode"},
    NumberFault{u"bad-price", &Faults::badPriceEvery, 20, 1, u"after every N frames a price that does not parse"},
    NumberFault{u"oversized", &Faults::oversizedMegabytes, 64, 1, u"one frame of N megabytes after the login"},
    NumberFault{u"bust", &Faults::bustFill, 1, 1, u"bust the Nth fill of every client one second after it"},
    NumberFault{u"refuse-login", &Faults::refuseLogin, 1, -1, u"answer every login with LoginResult N"},
    NumberFault{u"rest-status", &Faults::restStatus, 500, 400, u"answer every REST request with HTTP status N"},
};

/// A fault that is there or not.
struct SwitchFault
{
    const char16_t *name;
    bool Faults::*member;
    const char16_t *meaning;
};

constexpr std::array switchFaults{
    SwitchFault{u"http-301", &Faults::http301, u"answer WebSocket requests with a redirection"},
    SwitchFault{u"reject-markets", &Faults::rejectMarkets, u"refuse every depth subscription"},
    SwitchFault{u"ignore-price-format", &Faults::ignorePriceFormat, u"send DECIMAL prices whatever was asked for"},
    SwitchFault{u"token-fails", &Faults::tokenFails, u"answer token requests with a fail message"},
};

struct OrderFaultName
{
    const char16_t *name;
    OrderFault fault;
};

constexpr std::array orderFaults{
    OrderFaultName{u"exchange", OrderFault::ExchangeRejects}, OrderFaultName{u"risk", OrderFault::RiskRejects},
    OrderFaultName{u"failed", OrderFault::GatewayFails}, OrderFaultName{u"never", OrderFault::NeverAnswered}};

QString text(const char16_t *literal)
{
    return QString::fromUtf16(literal);
}

/// Reads @p value into @p target. Nullopt when it is a whole number of at least @p minimum.
std::optional<QString> readNumber(const QString &name, const QString &value, int minimum, int &target)
{
    bool isNumber = false;
    const int number = value.toInt(&isNumber);
    if (!isNumber || number < minimum || number == 0)
        return u"the fault %1 needs a whole number, not \"%2\""_s.arg(name, value);
    target = number;
    return std::nullopt;
}

} // namespace

std::optional<QString> Faults::add(const QString &argument)
{
    const qsizetype equals = argument.indexOf(u'=');
    const QString name = argument.left(equals < 0 ? argument.size() : equals);
    const QString value = equals < 0 ? QString{} : argument.mid(equals + 1);
    for (const NumberFault &fault : numberFaults)
        if (name == text(fault.name)) {
            if (equals < 0 && fault.unless != 0) {
                this->*fault.member = fault.unless;
                return std::nullopt;
            }
            return readNumber(name, value, fault.minimum, this->*fault.member);
        }
    for (const SwitchFault &fault : switchFaults)
        if (name == text(fault.name)) {
            this->*fault.member = true;
            return std::nullopt;
        }
    if (name == u"delay"_s) {
        int milliseconds = 0;
        auto error = readNumber(name, value, 1, milliseconds);
        delay = std::chrono::milliseconds{milliseconds};
        return error;
    }
    if (name == u"reject-orders"_s) {
        const QString kind = value.isEmpty() ? u"exchange"_s : value;
        for (const OrderFaultName &fault : orderFaults)
            if (kind == text(fault.name)) {
                orders = fault.fault;
                return std::nullopt;
            }
        return u"the fault reject-orders knows exchange, risk, failed and never, not \"%1\""_s.arg(value);
    }
    return u"there is no fault \"%1\""_s.arg(name);
}

QStringList Faults::describe()
{
    QStringList lines;
    const auto add = [&lines](const QString &name, const QString &meaning) {
        lines.append(u"  %1  %2"_s.arg(name, -22).arg(meaning));
    };
    for (const NumberFault &fault : numberFaults)
        add(text(fault.name) + (fault.unless == 0 ? u"=N"_s : u"[=%1]"_s.arg(fault.unless)), text(fault.meaning));
    add(u"delay=MS"_s, u"hold every frame back"_s);
    add(u"reject-orders[=KIND]"_s, u"exchange, risk, failed (gateway down) or never (no answer)"_s);
    for (const SwitchFault &fault : switchFaults)
        add(text(fault.name), text(fault.meaning));
    return lines;
}

} // namespace depthdeck::exchange
