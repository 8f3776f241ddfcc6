// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/rest/market_directory.h"

#include "app/rest/market_json.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace depthdeck {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shortestSearch = 2;

QUrlQuery queryOf(std::initializer_list<std::pair<QString, QString>> parameters)
{
    QUrlQuery query;
    for (const auto &[key, value] : parameters)
        query.addQueryItem(key, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    return query;
}

template <typename AnyId>
QString textOf(const AnyId &id)
{
    return QString::fromStdString(id.text());
}

template <typename Entry>
void sortByDescription(std::vector<Entry> &entries)
{
    std::ranges::stable_sort(entries, [](const Entry &a, const Entry &b) {
        return a.description.compare(b.description, Qt::CaseInsensitive) < 0;
    });
}

} // namespace

MarketDirectory::MarketDirectory(AuthorizationSource authorization, QObject *parent)
    : MarketDirectory{std::move(authorization), RestClient::Limits{}, parent}
{
}

MarketDirectory::MarketDirectory(AuthorizationSource authorization, const RestClient::Limits &limits, QObject *parent)
    : QObject{parent},
      m_client{std::move(authorization), limits}
{
}

MarketDirectory::~MarketDirectory() = default;

void MarketDirectory::reset(const QUrl &restBase)
{
    ++m_generation;
    m_exchanges.reset();
    m_contracts.clear();
    m_client.setBase(restBase);
}

void MarketDirectory::exchanges(QObject *context, RestReply<std::vector<ExchangeEntry>> reply)
{
    using Entries = std::vector<ExchangeEntry>;
    if (m_exchanges) {
        answerLater(*m_exchanges, context, std::move(reply));
        return;
    }
    const auto parse = [this](const QByteArray &json) {
        std::optional<Entries> entries = parseExchanges(json);
        if (entries) {
            sortByDescription(*entries);
            m_exchanges = *entries;
        }
        return entries;
    };
    fetch<Entries>(u"/markets/exchanges"_s, {}, context, parse, std::move(reply));
}

void MarketDirectory::contracts(const ExchangeId &exchange, QObject *context,
                                RestReply<std::vector<ContractEntry>> reply)
{
    using Entries = std::vector<ContractEntry>;
    if (const auto kept = m_contracts.find(exchange); kept != m_contracts.end()) {
        answerLater(kept->second, context, std::move(reply));
        return;
    }
    const auto parse = [this, exchange](const QByteArray &json) {
        std::optional<Entries> entries = parseContracts(json, exchange);
        if (entries) {
            sortByDescription(*entries);
            m_contracts[exchange] = *entries;
        }
        return entries;
    };
    fetch<Entries>(u"/markets/contracts"_s, queryOf({{u"exchangeid"_s, textOf(exchange)}}), context, parse,
                   std::move(reply));
}

void MarketDirectory::searchContracts(const QString &text, QObject *context,
                                      RestReply<std::vector<ContractEntry>> reply)
{
    using Entries = std::vector<ContractEntry>;
    const QString wanted = text.trimmed().toLower();
    if (wanted.size() < shortestSearch) {
        answerLater(Entries{}, context, std::move(reply));
        return;
    }
    const auto parse = [](const QByteArray &json) { return parseContracts(json, {}); };
    fetch<Entries>(u"/markets/contracts/search"_s, queryOf({{u"search"_s, wanted}}), context, parse, std::move(reply));
}

void MarketDirectory::groups(const ExchangeId &exchange, const ContractId &contract, QObject *context,
                             RestReply<std::vector<GroupEntry>> reply)
{
    const QUrlQuery query = queryOf({{u"exchangeid"_s, textOf(exchange)}, {u"contractid"_s, textOf(contract)}});
    fetch<std::vector<GroupEntry>>(u"/markets/picker/groups"_s, query, context, parseGroups, std::move(reply));
}

void MarketDirectory::markets(const ExchangeId &exchange, const ContractId &contract, const GroupEntry &group,
                              QObject *context, RestReply<std::vector<MarketEntry>> reply)
{
    QUrlQuery query = queryOf({{u"exchangeid"_s, textOf(exchange)},
                               {u"contractid"_s, textOf(contract)},
                               {u"strategytype"_s, group.strategyType}});
    if (group.strategyType != u"None"_s && !group.expiryDate.isEmpty())
        query.addQueryItem(u"expirydate"_s, QString::fromLatin1(QUrl::toPercentEncoding(group.expiryDate)));
    const auto parse = [exchange, contract](const QByteArray &json) { return parseMarkets(json, exchange, contract); };
    fetch<std::vector<MarketEntry>>(u"/markets/picker"_s, query, context, parse, std::move(reply));
}

void MarketDirectory::firstMarket(const ExchangeId &exchange, const ContractId &contract, QObject *context,
                                  RestReply<MarketEntry> reply)
{
    const QUrlQuery query = queryOf({{u"exchangeid"_s, textOf(exchange)}, {u"contractid"_s, textOf(contract)}});
    const auto parse = [exchange, contract](const QByteArray &json) { return parseMarket(json, exchange, contract); };
    fetch<MarketEntry>(u"/markets/picker/firstmarket"_s, query, context, parse, std::move(reply));
}

template <typename T>
void MarketDirectory::fetch(const QString &path, const QUrlQuery &query, QObject *context, Parser<T> parse,
                            RestReply<T> reply)
{
    const auto read = [this, path, parse = std::move(parse),
                       reply = std::move(reply)](const RestResult<QByteArray> &answer) {
        if (const auto *error = std::get_if<RestError>(&answer)) {
            fail<T>(*error, reply);
            return;
        }
        const QByteArray &json = std::get<QByteArray>(answer);
        if (std::optional<T> entries = parse(json))
            reply(std::move(*entries));
        else
            fail<T>({RestError::Kind::MalformedJson, 200, QString::fromUtf8(json.left(300)).simplified(), path}, reply);
    };
    m_client.get(path, query, "application/json", context, read);
}

template <typename T>
void MarketDirectory::fail(RestError error, const RestReply<T> &reply)
{
    emit requestFailed(error);
    reply(error);
}

template <typename T>
void MarketDirectory::answerLater(T entries, QObject *context, RestReply<T> reply)
{
    const auto answer = [this, generation = m_generation, asker = QPointer{context}, entries = std::move(entries),
                         reply = std::move(reply)] {
        if (asker && generation == m_generation)
            reply(entries);
    };
    QMetaObject::invokeMethod(this, answer, Qt::QueuedConnection);
}

} // namespace depthdeck
