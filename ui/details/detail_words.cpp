// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/detail_words.h"

#include "ui/common/number_text.h"

#include <t4/v1/common/enums.pb.h>

#include <QCoreApplication>
#include <QStringList>

#include <array>

namespace depthdeck::ui {

namespace common = t4proto::v1::common;

namespace {

class DetailWords
{
    Q_DECLARE_TR_FUNCTIONS(depthdeck::ui::DetailWords)
};

/// "STRATEGY_TYPE_RATIO_1X2" after "STRATEGY_TYPE_" as a trader would write it: "Ratio 1x2".
QString wordsOf(const std::string &name, QLatin1String prefix)
{
    QString words = QString::fromStdString(name).mid(prefix.size()).replace(u'_', u' ').toLower();
    if (!words.isEmpty())
        words[0] = words.at(0).toUpper();
    return words;
}

} // namespace

QString dateText(const WireDate &date)
{
    const QString month =
        QStringLiteral("%1-%2").arg(date.year, 4, 10, QLatin1Char{'0'}).arg(date.month, 2, 10, QLatin1Char{'0'});
    return date.day == 0 ? month : QStringLiteral("%1-%2").arg(month).arg(date.day, 2, 10, QLatin1Char{'0'});
}

QString dayText(WallTime time)
{
    const auto day = std::chrono::floor<std::chrono::days>(time);
    if (day != time)
        return dateTimeText(time).left(10);
    const std::chrono::year_month_day date{day};
    return dateText(
        {int{date.year()}, static_cast<int>(unsigned{date.month()}), static_cast<int>(unsigned{date.day()})});
}

QString contractTypeText(std::int32_t type)
{
    switch (type) {
    case common::CONTRACT_TYPE_UNKNOWN:
        return {};
    case common::CONTRACT_TYPE_OPTION:
        return DetailWords::tr("Option");
    case common::CONTRACT_TYPE_OPTION_CALL:
        return DetailWords::tr("Call option");
    case common::CONTRACT_TYPE_OPTION_PUT:
        return DetailWords::tr("Put option");
    case common::CONTRACT_TYPE_STOCK:
        return DetailWords::tr("Stock");
    case common::CONTRACT_TYPE_FUTURE:
        return DetailWords::tr("Future");
    case common::CONTRACT_TYPE_INDEX:
        return DetailWords::tr("Index");
    case common::CONTRACT_TYPE_SYNTHETIC:
        return DetailWords::tr("Synthetic");
    case common::CONTRACT_TYPE_BINARY_OPTION:
        return DetailWords::tr("Binary option");
    case common::CONTRACT_TYPE_UDS:
        return DetailWords::tr("User-defined strategy");
    case common::CONTRACT_TYPE_FX_SPOT:
        return DetailWords::tr("FX spot");
    default:
        return QString::number(type);
    }
}

QString listedStrategyText(std::int32_t type)
{
    if (type == common::STRATEGY_TYPE_NONE)
        return {};
    if (!common::StrategyType_IsValid(type))
        return QString::number(type);
    return wordsOf(common::StrategyType_Name(static_cast<common::StrategyType>(type)), QLatin1String{"STRATEGY_TYPE_"});
}

QString flagsText(std::int32_t flags)
{
    const std::array<std::pair<std::int32_t, QString>, 13> known{{
        {common::MARKET_FLAGS2_FAST, DetailWords::tr("fast market")},
        {common::MARKET_FLAGS2_PRICE_LIMITS_ENABLED, DetailWords::tr("price limits in force")},
        {common::MARKET_FLAGS2_NO_CANCEL, DetailWords::tr("orders cannot be pulled")},
        {common::MARKET_FLAGS2_IMPLIED_OFF, DetailWords::tr("no implied prices")},
        {common::MARKET_FLAGS2_NEW_PRICE_INDICATION, DetailWords::tr("new price indication")},
        {common::MARKET_FLAGS2_NOT_AVAILABLE_FOR_TRADING, DetailWords::tr("not available for trading")},
        {common::MARKET_FLAGS2_POST_CLOSE, DetailWords::tr("after the close")},
        {common::MARKET_FLAGS2_GROUP_SCHEDULE, DetailWords::tr("group schedule")},
        {common::MARKET_FLAGS2_INSTRUMENT_ACTIVATION, DetailWords::tr("being activated")},
        {common::MARKET_FLAGS2_INSTRUMENT_EXPIRATION, DetailWords::tr("expiring")},
        {common::MARKET_FLAGS2_MARKET_EVENT, DetailWords::tr("market event")},
        {common::MARKET_FLAGS2_RECOVERY_IN_PROCESS, DetailWords::tr("recovery in process")},
        {common::MARKET_FLAGS2_SURVEILLANCE_INTERVENTION, DetailWords::tr("surveillance intervention")},
    }};
    QStringList words;
    std::int32_t rest = flags;
    for (const auto &[bit, word] : known) {
        if ((flags & bit) == 0)
            continue;
        words += word;
        rest &= ~bit;
    }
    if (rest != 0)
        words += DetailWords::tr("others (0x%1)").arg(static_cast<std::uint32_t>(rest), 0, 16);
    QString text = words.join(QStringLiteral(", "));
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

QString expiryText(std::int32_t expiryDate)
{
    const auto date = readWireDate(expiryDate);
    if (!date)
        return {};
    constexpr std::u16string_view letters = u"FGHJKMNQUVXZ";
    //: The date of an expiry and its code, the month's letter and the year's digit: "2026-12 (Z6)"
    return DetailWords::tr("%1 (%2%3)")
        .arg(dateText(*date))
        .arg(QChar{letters[static_cast<std::size_t>(date->month) - 1]})
        .arg(date->year % 10);
}

} // namespace depthdeck::ui
