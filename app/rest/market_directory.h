// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/identifiers.h"
#include "app/rest/rest_client.h"

#include <QObject>
#include <QString>

#include <map>
#include <optional>
#include <vector>

namespace depthdeck {

struct ExchangeEntry
{
    ExchangeId id;
    QString description;

    friend bool operator==(const ExchangeEntry &, const ExchangeEntry &) = default;
};

struct ContractEntry
{
    ExchangeId exchange;
    ContractId id;
    QString description;
    QString type; ///< opaque: a name or a number, as the server sends it

    friend bool operator==(const ContractEntry &, const ContractEntry &) = default;
};

/// Markets of one kind and expiry. Its key is the pair of texts, passed back to the server byte for byte.
struct GroupEntry
{
    QString strategyType; ///< "None" for outrights, else PascalCase
    QString expiryDate;   ///< may be empty
    int marketCount = 0;

    friend bool operator==(const GroupEntry &, const GroupEntry &) = default;
};

struct MarketEntry
{
    MarketKey key;
    QString expiryDate;
    QString description;

    friend bool operator==(const MarketEntry &, const MarketEntry &) = default;
};

/// Finds markets: the only place ids come from (t4-protocol.md a.10, g.2). Every call answers once, never before it
/// returns, and not at all once @p context is gone or reset() was called: an answer of an earlier session cannot arrive
/// in the next. Lives on one thread and never blocks it. Exchanges and contracts are kept for the session.
class MarketDirectory final : public QObject
{
    Q_OBJECT

public:
    explicit MarketDirectory(AuthorizationSource authorization, QObject *parent = nullptr);
    MarketDirectory(AuthorizationSource authorization, const RestClient::Limits &limits, QObject *parent = nullptr);
    ~MarketDirectory() override;

    /// A new session: forgets what is kept, cancels what is under way. Without a base every call answers NotConnected.
    void reset(const QUrl &restBase);

    /// Sorted by description.
    void exchanges(QObject *context, RestReply<std::vector<ExchangeEntry>> reply);
    /// Sorted by description.
    void contracts(const ExchangeId &exchange, QObject *context, RestReply<std::vector<ContractEntry>> reply);
    /// Contracts that match @p text, in the server's order. Fewer than two characters answer with an empty list.
    void searchContracts(const QString &text, QObject *context, RestReply<std::vector<ContractEntry>> reply);
    void groups(const ExchangeId &exchange, const ContractId &contract, QObject *context,
                RestReply<std::vector<GroupEntry>> reply);
    void markets(const ExchangeId &exchange, const ContractId &contract, const GroupEntry &group, QObject *context,
                 RestReply<std::vector<MarketEntry>> reply);
    /// The front, most relevant market of a contract.
    void firstMarket(const ExchangeId &exchange, const ContractId &contract, QObject *context,
                     RestReply<MarketEntry> reply);

signals:
    /// Beside the answer to whoever asked, for a log.
    void requestFailed(const depthdeck::RestError &error);

private:
    template <typename T>
    using Parser = std::function<std::optional<T>(const QByteArray &json)>;
    template <typename T>
    void fetch(const QString &path, const QUrlQuery &query, QObject *context, Parser<T> parse, RestReply<T> reply);
    template <typename T>
    void fail(RestError error, const RestReply<T> &reply);
    template <typename T>
    void answerLater(T entries, QObject *context, RestReply<T> reply);

    RestClient m_client;
    quint64 m_generation = 0; ///< counts sessions; an answer of another one is dropped
    std::optional<std::vector<ExchangeEntry>> m_exchanges;
    std::map<ExchangeId, std::vector<ContractEntry>> m_contracts;
};

} // namespace depthdeck
