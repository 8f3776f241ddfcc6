// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/watchlist/picker_words.h"

#include <QCoreApplication>
#include <QDate>
#include <QLocale>

namespace depthdeck::ui {

namespace {

struct PickerWords
{
    Q_DECLARE_TR_FUNCTIONS(depthdeck::ui::PickerWords)
};

} // namespace

QString strategyText(const QString &strategyType)
{
    if (strategyType.isEmpty() || strategyType == QLatin1String("None"))
        return PickerWords::tr("Outright");
    QString words;
    for (const QChar letter : strategyType) {
        if (letter.isUpper() && !words.isEmpty() && !words.back().isUpper() && words.back() != QLatin1Char{' '})
            words += QLatin1Char{' '};
        words += words.isEmpty() ? letter : letter.toLower();
    }
    return words;
}

QString expiryText(const QString &expiryDate)
{
    const QString digits = QString{expiryDate}.remove(QLatin1Char{'-'}).left(8);
    const QLocale english = QLocale::c();
    if (const QDate day = QDate::fromString(digits, QStringLiteral("yyyyMMdd")); digits.size() == 8 && day.isValid())
        return english.toString(day, QStringLiteral("d MMM yyyy"));
    const QDate month = QDate::fromString(digits.left(6) + QStringLiteral("01"), QStringLiteral("yyyyMMdd"));
    const bool isMonth = month.isValid() && (digits.size() == 6 || digits.endsWith(QLatin1String("00")));
    return isMonth ? english.toString(month, QStringLiteral("MMM yyyy")) : expiryDate;
}

QString directoryProblemText(const RestError &error)
{
    switch (error.kind) {
    case RestError::Kind::Network:
        return PickerWords::tr("The market list could not be reached. Check the network, then search again.");
    case RestError::Kind::Unauthorized:
        return PickerWords::tr("The server refused this login the market list. Log in again, or ask your broker.");
    case RestError::Kind::NotFound:
        return PickerWords::tr("The server does not know this market. Search for another one.");
    case RestError::Kind::BadRequest:
        return PickerWords::tr("The server did not accept the search (%1). Try another text.").arg(error.detail);
    case RestError::Kind::TooManyRequests:
        return PickerWords::tr("The server asks to search less often. Wait a moment, then search again.");
    case RestError::Kind::Server:
        return PickerWords::tr("The server could not answer (HTTP %1). Search again in a moment.")
            .arg(error.httpStatus);
    case RestError::Kind::MalformedJson:
        return PickerWords::tr(
            "The server's answer could not be read. Search again; if it stays so, tell your broker.");
    case RestError::Kind::TooLarge:
        return PickerWords::tr("The server's answer is too long. Search for something more exact.");
    case RestError::Kind::Timeout:
        return PickerWords::tr("The server did not answer in time. Search again in a moment.");
    case RestError::Kind::NotConnected:
        return PickerWords::tr("Not connected. Connect first, then search.");
    }
    return {};
}

} // namespace depthdeck::ui
