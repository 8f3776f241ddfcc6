// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/gateway/markets_directory.h"

#include "t4/v1/common/enums.pb.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <set>

namespace depthdeck::exchange {

namespace {

using namespace Qt::StringLiterals;
using namespace t4proto::v1;

QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

RestResponse reply(const QJsonArray &array)
{
    return {200, QByteArrayLiteral("application/json"), QJsonDocument{array}.toJson(QJsonDocument::Compact)};
}

RestResponse reply(const QJsonObject &object)
{
    return {200, QByteArrayLiteral("application/json"), QJsonDocument{object}.toJson(QJsonDocument::Compact)};
}

/// PascalCase of an enum name in capitals: "RATIO_1X2" becomes "Ratio1X2".
QString pascalCase(const QString &name)
{
    QString result;
    bool capital = true;
    for (const QChar c : name) {
        if (c == u'_') {
            capital = true;
            continue;
        }
        result += capital ? c : c.toLower();
        capital = c.isDigit();
    }
    return result;
}

/// A contract lists calls and puts alike.
QString contractTypeName(std::int32_t type)
{
    if (type == common::CONTRACT_TYPE_OPTION_CALL || type == common::CONTRACT_TYPE_OPTION_PUT)
        type = common::CONTRACT_TYPE_OPTION;
    const QString name = text(common::ContractType_Name(static_cast<common::ContractType>(type)));
    return pascalCase(name.mid(static_cast<int>(std::size("CONTRACT_TYPE_")) - 1));
}

/// Names are compared as people type them: without case and underscores.
QString comparable(QString name)
{
    return name.remove(u'_').toLower();
}

QJsonObject contractEntry(const MarketSpec &market)
{
    return {{u"exchangeID"_s, text(market.key.exchange.text())},
            {u"contractID"_s, text(market.key.contract.text())},
            {u"description"_s, text(market.contractName)},
            {u"contractType"_s, contractTypeName(market.contractType)}};
}

QJsonObject marketEntry(const MarketSpec &market)
{
    return {{u"exchangeID"_s, text(market.key.exchange.text())},
            {u"contractID"_s, text(market.key.contract.text())},
            {u"marketID"_s, text(market.key.market.text())},
            {u"expiryDate"_s, QString::number(market.expiryDate)},
            {u"description"_s, text(market.description)}};
}

} // namespace

QString strategyName(std::int32_t strategyType)
{
    const QString name = text(common::StrategyType_Name(static_cast<common::StrategyType>(strategyType)));
    return pascalCase(name.mid(static_cast<int>(std::size("STRATEGY_TYPE_")) - 1));
}

MarketsDirectory::MarketsDirectory(const Venue &venue, std::string_view catalogue) : m_venue{venue}
{
    const auto bytes = QByteArray::fromRawData(catalogue.data(), static_cast<qsizetype>(catalogue.size()));
    const QJsonArray exchanges = QJsonDocument::fromJson(bytes).object().value(u"exchanges").toArray();
    for (const QJsonValue &exchange : exchanges)
        m_exchangeNames.insert(exchange[u"id"].toString(), exchange[u"name"].toString());
}

RestResponse MarketsDirectory::exchanges() const
{
    std::set<QString> listed;
    QJsonArray array;
    for (const MarketSpec &market : m_venue.markets()) {
        const QString id = text(market.key.exchange.text());
        if (!listed.insert(id).second)
            continue;
        array.append(QJsonObject{{u"exchangeId"_s, id},
                                 {u"clearingExchange"_s, id.section(u'_', 0, 0)},
                                 {u"description"_s, m_exchangeNames.value(id, id)}});
    }
    return reply(array);
}

QJsonArray MarketsDirectory::contractsWhere(const std::function<bool(const MarketSpec &)> &wanted) const
{
    std::set<std::pair<std::string, std::string>> listed;
    QJsonArray array;
    for (const MarketSpec &market : m_venue.markets())
        if (wanted(market) && listed.emplace(market.key.exchange.text(), market.key.contract.text()).second)
            array.append(contractEntry(market));
    return array;
}

RestResponse MarketsDirectory::contracts(const QMap<QString, QString> &query) const
{
    const QString exchange = query.value(u"exchangeid"_s);
    if (exchange.isEmpty())
        return problem(400, u"The query needs exchangeid."_s);
    const QJsonArray found = contractsWhere([&exchange](const MarketSpec &market) {
        return text(market.key.exchange.text()).compare(exchange, Qt::CaseInsensitive) == 0;
    });
    return found.isEmpty() ? problem(404, u"There is no exchange %1."_s.arg(exchange)) : reply(found);
}

RestResponse MarketsDirectory::search(const QMap<QString, QString> &query) const
{
    const QString wanted = query.value(u"search"_s).trimmed();
    if (wanted.size() < 2)
        return problem(400, u"The query needs search with two characters at least."_s);
    return reply(contractsWhere([&wanted](const MarketSpec &market) {
        return text(market.key.contract.text()).contains(wanted, Qt::CaseInsensitive) ||
               text(market.contractName).contains(wanted, Qt::CaseInsensitive);
    }));
}

/// The markets of the contract a query names, or what is wrong with the query.
struct MarketsDirectory::Chosen
{
    std::vector<const MarketSpec *> markets;
    std::optional<RestResponse> error;
};

MarketsDirectory::Chosen MarketsDirectory::chosen(const QMap<QString, QString> &query) const
{
    Chosen result;
    const QString exchange = query.value(u"exchangeid"_s);
    const QString contract = query.value(u"contractid"_s);
    if (exchange.isEmpty() || contract.isEmpty()) {
        result.error = problem(400, u"The query needs exchangeid and contractid."_s);
        return result;
    }
    for (MarketIndex index = 0; index < m_venue.markets().size(); ++index) {
        const MarketSpec &market = m_venue.markets()[index];
        if (text(market.key.exchange.text()).compare(exchange, Qt::CaseInsensitive) == 0 &&
            text(market.key.contract.text()).compare(contract, Qt::CaseInsensitive) == 0 &&
            m_venue.statistics(index).mode != MarketMode::Expired)
            result.markets.push_back(&market);
    }
    if (result.markets.empty())
        result.error = problem(404, u"There is no contract %1 at %2."_s.arg(contract, exchange));
    std::stable_sort(result.markets.begin(), result.markets.end(),
                     [](const MarketSpec *a, const MarketSpec *b) { return a->expiryDate < b->expiryDate; });
    return result;
}

RestResponse MarketsDirectory::firstMarket(const QMap<QString, QString> &query) const
{
    const Chosen found = chosen(query);
    if (found.error)
        return *found.error;
    const auto outright = std::find_if(found.markets.begin(), found.markets.end(), [](const MarketSpec *market) {
        return market->strategyType == common::STRATEGY_TYPE_NONE;
    });
    return reply(marketEntry(outright == found.markets.end() ? *found.markets.front() : **outright));
}

RestResponse MarketsDirectory::groups(const QMap<QString, QString> &query) const
{
    const Chosen found = chosen(query);
    if (found.error)
        return *found.error;
    // The outrights are one group; strategies have one for each expiry.
    std::map<std::pair<std::int32_t, std::int32_t>, int> counts;
    for (const MarketSpec *market : found.markets) {
        const bool isOutright = market->strategyType == common::STRATEGY_TYPE_NONE;
        ++counts[{market->strategyType, isOutright ? 0 : market->expiryDate}];
    }
    QJsonArray array;
    for (const auto &[group, count] : counts)
        array.append(
            QJsonObject{{u"strategyType"_s, strategyName(group.first)},
                        {u"expiryDate"_s, group.second == 0 ? QJsonValue{} : QJsonValue{QString::number(group.second)}},
                        {u"marketCount"_s, count}});
    return reply(array);
}

RestResponse MarketsDirectory::picker(const QMap<QString, QString> &query) const
{
    const Chosen found = chosen(query);
    if (found.error)
        return *found.error;
    const QString strategy = comparable(query.value(u"strategytype"_s, u"None"_s));
    const QString expiry = query.value(u"expirydate"_s);
    QJsonArray array;
    for (const MarketSpec *market : found.markets) {
        const bool expiryFits = expiry.isEmpty() || expiry == QString::number(market->expiryDate);
        if (comparable(strategyName(market->strategyType)) == strategy && expiryFits)
            array.append(marketEntry(*market));
    }
    return reply(array);
}

} // namespace depthdeck::exchange
