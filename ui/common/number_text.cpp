// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/number_text.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <cmath>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

QString withTrueMinus(QString text)
{
    if (text.startsWith(u'-'))
        text[0] = trueMinus;
    return text;
}

// Thousands grouped; QLocale::c() does not group.
const QLocale &figures()
{
    static const QLocale locale{QLocale::English, QLocale::UnitedStates};
    return locale;
}

QString grouped(std::int64_t value)
{
    return withTrueMinus(figures().toString(static_cast<qlonglong>(value)));
}

// Cents, half away from zero, as QLocale rounds; -0.001 reads 0.00.
QString moneyDigits(double amount)
{
    const QString text = figures().toString(amount, 'f', 2);
    return text == "-0.00"_L1 ? u"0.00"_s : withTrueMinus(text);
}

QString arrowed(const QString &digits, int sign)
{
    if (sign > 0)
        return u"▲ +"_s + digits;
    return sign < 0 ? u"▼ "_s + digits : digits;
}

const QTimeZone &zoneOf(TimeZone zone)
{
    static const QTimeZone chicago{"America/Chicago"};
    static const QTimeZone local = QTimeZone::systemTimeZone();
    return zone == TimeZone::Chicago && chicago.isValid() ? chicago : local;
}

// The zone's offset is asked once an hour of shown time: a tape shows thousands of times within one.
std::chrono::seconds offsetAt(std::int64_t unixSeconds, TimeZone zone)
{
    struct Known
    {
        std::int64_t hour = -1;
        int offset = 0;
    };
    thread_local std::array<Known, 2> cache;
    Known &known = cache[static_cast<std::size_t>(zone)];
    const std::int64_t hour = unixSeconds / 3600;
    if (known.hour != hour) {
        known.hour = hour;
        known.offset = zoneOf(zone).offsetFromUtc(QDateTime::fromSecsSinceEpoch(unixSeconds, Qt::UTC));
    }
    return std::chrono::seconds{known.offset};
}

struct ClockFace
{
    int hour;
    int minute;
    int second;
    int millisecond;
};

ClockFace clockFace(WallTime time, TimeZone zone)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(time - seconds).count();
    const auto local = seconds + offsetAt(seconds.time_since_epoch().count(), zone);
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const auto ofDay = static_cast<int>((local - day).count());
    return {ofDay / 3600, ofDay / 60 % 60, ofDay % 60, static_cast<int>(milliseconds)};
}

void appendTwo(QString &text, int value)
{
    text += QChar{u'0' + static_cast<char16_t>(value / 10)};
    text += QChar{u'0' + static_cast<char16_t>(value % 10)};
}

QString clockText(const ClockFace &face)
{
    QString text;
    text.reserve(12);
    appendTwo(text, face.hour);
    text += u':';
    appendTwo(text, face.minute);
    text += u':';
    appendTwo(text, face.second);
    return text;
}

} // namespace

QString priceText(const Market *market, Price price)
{
    return withTrueMinus(textOf(market != nullptr ? market->format.format(price) : price.toWire()));
}

QString priceText(const Market *market, const std::optional<Price> &price)
{
    return price ? priceText(market, *price) : QString{absentMark};
}

QString averageText(const Market *market, const std::optional<Price> &price)
{
    if (!price)
        return QString{absentMark};
    return withTrueMinus(textOf(market != nullptr ? market->format.formatAverage(*price) : price->toWire()));
}

QString signedPriceText(const Market *market, Price price)
{
    const QString text = priceText(market, price);
    return price.units() > 0 ? u'+' + text : text;
}

QString changeText(const Market *market, const std::optional<Price> &change)
{
    if (!change)
        return QString{absentMark};
    return arrowed(priceText(market, *change), change->isZero() ? 0 : (change->isNegative() ? -1 : 1));
}

QString quantityText(Quantity quantity)
{
    return grouped(quantity.contracts);
}

QString countText(std::int64_t count)
{
    return grouped(count);
}

QString signedQuantityText(Quantity quantity)
{
    return quantity.contracts > 0 ? u'+' + quantityText(quantity) : quantityText(quantity);
}

QString moneyText(double amount)
{
    return std::isfinite(amount) ? moneyDigits(amount) : QString{absentMark};
}

QString moneyText(const std::optional<double> &amount)
{
    return amount ? moneyText(*amount) : QString{absentMark};
}

QString moneyText(double amount, const std::string &currency)
{
    if (!std::isfinite(amount))
        return QString{absentMark};
    const QString digits = moneyDigits(std::abs(amount));
    const QString sign = moneySign(amount) < 0 ? QString{trueMinus} : QString{};
    if (currency == "USD")
        return sign + u'$' + digits;
    if (currency == "EUR")
        return sign + u'€' + digits;
    if (currency == "GBP")
        return sign + u'£' + digits;
    return currency.empty() ? sign + digits : sign + digits + u' ' + textOf(currency);
}

QString signedMoneyText(double amount)
{
    return std::isfinite(amount) ? arrowed(moneyDigits(amount), moneySign(amount)) : QString{absentMark};
}

QString signedMoneyText(const std::optional<double> &amount)
{
    return amount ? signedMoneyText(*amount) : QString{absentMark};
}

int moneySign(double amount) noexcept
{
    if (!(std::abs(amount) >= 0.005))
        return 0;
    return amount > 0 ? 1 : -1;
}

QString timeText(WallTime time, TimeZone zone)
{
    const ClockFace face = clockFace(time, zone);
    QString text = clockText(face);
    text += u'.';
    text += QChar{u'0' + static_cast<char16_t>(face.millisecond / 100)};
    appendTwo(text, face.millisecond % 100);
    return text;
}

QString timeText(const std::optional<WallTime> &time, TimeZone zone)
{
    return time ? timeText(*time, zone) : QString{absentMark};
}

QString secondsText(WallTime time, TimeZone zone)
{
    return clockText(clockFace(time, zone));
}

QString dateTimeText(WallTime time, TimeZone zone)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
    const QDateTime local =
        QDateTime::fromSecsSinceEpoch(seconds + offsetAt(seconds, zone).count(), Qt::UTC); // read as if UTC
    return local.toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

QString durationText(std::chrono::nanoseconds duration)
{
    const auto nanoseconds = static_cast<double>(duration.count());
    const auto figure = [](double value) { return QLocale::c().toString(value, 'f', value < 100 ? 1 : 0); };
    if (nanoseconds < 999'500)
        return u"%1 µs"_s.arg(QLocale::c().toString(nanoseconds / 1e3, 'f', 0));
    if (nanoseconds < 999.5e6)
        return u"%1 ms"_s.arg(figure(nanoseconds / 1e6));
    return u"%1 s"_s.arg(figure(nanoseconds / 1e9));
}

} // namespace depthdeck::ui
