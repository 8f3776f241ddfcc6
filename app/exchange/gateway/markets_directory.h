// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/gateway/rest_message.h"
#include "app/exchange/venue/venue.h"

#include <QJsonArray>

namespace depthdeck::exchange {

/// Answers the picker's questions about exchanges, contracts and markets (t4-protocol.md g.2).
class MarketsDirectory
{
public:
    /// @p venue is borrowed. @p catalogue is the venue's: it holds the names of the exchanges.
    MarketsDirectory(const Venue &venue, std::string_view catalogue);

    [[nodiscard]] RestResponse exchanges() const;
    [[nodiscard]] RestResponse contracts(const QMap<QString, QString> &query) const;
    [[nodiscard]] RestResponse search(const QMap<QString, QString> &query) const;
    [[nodiscard]] RestResponse firstMarket(const QMap<QString, QString> &query) const;
    [[nodiscard]] RestResponse groups(const QMap<QString, QString> &query) const;
    [[nodiscard]] RestResponse picker(const QMap<QString, QString> &query) const;

private:
    struct Chosen;

    [[nodiscard]] Chosen chosen(const QMap<QString, QString> &query) const;
    [[nodiscard]] QJsonArray contractsWhere(const std::function<bool(const MarketSpec &)> &wanted) const;

    const Venue &m_venue;
    QMap<QString, QString> m_exchangeNames;
};

/// The REST name of a wire StrategyType: "None", "CalendarSpread", "Ratio1X2" (t4-protocol.md b.5).
[[nodiscard]] QString strategyName(std::int32_t strategyType);

} // namespace depthdeck::exchange
