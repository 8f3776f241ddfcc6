// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/rest/market_json.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace depthdeck {

using namespace Qt::StringLiterals;

namespace {

/// The members of one object under their plain names: lower case, no '_'.
class Fields
{
public:
    explicit Fields(const QJsonObject &object)
    {
        for (auto member = object.begin(); member != object.end(); ++member)
            m_values.insert(member.key().toLower().remove(u'_'), member.value());
    }

    [[nodiscard]] QString text(const QString &name) const { return m_values.value(name).toVariant().toString(); }
    [[nodiscard]] int number(const QString &name) const { return m_values.value(name).toVariant().toInt(); }
    template <typename AnyId>
    [[nodiscard]] AnyId id(const QString &name) const
    {
        return AnyId{text(name).toStdString()};
    }

private:
    QHash<QString, QJsonValue> m_values;
};

// @p read answers nullopt for an entry that cannot be used.
template <typename Entry, typename Read>
std::optional<std::vector<Entry>> parseArray(const QByteArray &json, Read read)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isArray())
        return std::nullopt;
    const QJsonArray array = document.array();
    std::vector<Entry> entries;
    for (const QJsonValue &value : array) {
        if (std::optional<Entry> entry = read(Fields{value.toObject()}))
            entries.push_back(std::move(*entry));
    }
    // All of them unusable: that is not the answer to this question.
    if (entries.empty() && !array.isEmpty())
        return std::nullopt;
    return entries;
}

std::optional<MarketEntry> readMarket(const Fields &fields, const ExchangeId &exchange, const ContractId &contract)
{
    MarketEntry entry{{exchange, contract, fields.id<MarketId>(u"marketid"_s)},
                      fields.text(u"expirydate"_s),
                      fields.text(u"description"_s)};
    return entry.key.market.isEmpty() ? std::nullopt : std::optional{std::move(entry)};
}

} // namespace

std::optional<std::vector<ExchangeEntry>> parseExchanges(const QByteArray &json)
{
    return parseArray<ExchangeEntry>(json, [](const Fields &fields) -> std::optional<ExchangeEntry> {
        ExchangeEntry entry{fields.id<ExchangeId>(u"exchangeid"_s), fields.text(u"description"_s)};
        return entry.id.isEmpty() ? std::nullopt : std::optional{std::move(entry)};
    });
}

std::optional<std::vector<ContractEntry>> parseContracts(const QByteArray &json, const ExchangeId &asked)
{
    return parseArray<ContractEntry>(json, [&asked](const Fields &fields) -> std::optional<ContractEntry> {
        ContractEntry entry{fields.id<ExchangeId>(u"exchangeid"_s), fields.id<ContractId>(u"contractid"_s),
                            fields.text(u"description"_s), fields.text(u"contracttype"_s)};
        if (entry.exchange.isEmpty())
            entry.exchange = asked;
        return entry.id.isEmpty() || entry.exchange.isEmpty() ? std::nullopt : std::optional{std::move(entry)};
    });
}

std::optional<std::vector<GroupEntry>> parseGroups(const QByteArray &json)
{
    return parseArray<GroupEntry>(json, [](const Fields &fields) -> std::optional<GroupEntry> {
        GroupEntry entry{fields.text(u"strategytype"_s), fields.text(u"expirydate"_s), fields.number(u"marketcount"_s)};
        return entry.strategyType.isEmpty() ? std::nullopt : std::optional{std::move(entry)};
    });
}

std::optional<std::vector<MarketEntry>> parseMarkets(const QByteArray &json, const ExchangeId &exchange,
                                                     const ContractId &contract)
{
    return parseArray<MarketEntry>(json, [&](const Fields &fields) { return readMarket(fields, exchange, contract); });
}

std::optional<MarketEntry> parseMarket(const QByteArray &json, const ExchangeId &exchange, const ContractId &contract)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    return document.isObject() ? readMarket(Fields{document.object()}, exchange, contract) : std::nullopt;
}

} // namespace depthdeck
