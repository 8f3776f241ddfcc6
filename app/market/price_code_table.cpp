// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/price_code_table.h"

#include "app/market/market_log.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

// Q_INIT_RESOURCE must stand outside of every namespace. A static library's resources are not registered without it.
static void registerPriceCodes()
{
    Q_INIT_RESOURCE(price_codes);
}

namespace depthdeck {

using namespace Qt::StringLiterals;

namespace {

std::optional<PriceCode> readCode(const QJsonObject &row)
{
    constexpr int absent = -1;
    const int main = row["main"_L1].toInt(absent);
    const int sub = row["sub"_L1].toInt(1);
    const int decimals = row["decimals"_L1].toInt(absent);
    if ((main == absent) == (decimals == absent) || decimals < absent || decimals > Price::maxDecimals)
        return std::nullopt;
    if (decimals != absent)
        return PriceCode{std::nullopt, decimals};
    const auto format = PriceFormat::fractional({main, sub}, 0);
    return format.fraction() ? std::optional{PriceCode{format.fraction(), 0}} : std::nullopt;
}

PriceCodeTable readBuiltIn()
{
    registerPriceCodes();
    QFile file{u":/prices/price_codes.json"_s};
    if (file.open(QIODevice::ReadOnly))
        if (auto table = PriceCodeTable::fromJson(file.readAll()))
            return std::move(*table);
    qCCritical(marketLog, "the built-in price code table cannot be read; prices show as decimals");
    return {};
}

} // namespace

const PriceCodeTable &PriceCodeTable::builtIn()
{
    static const PriceCodeTable table = readBuiltIn();
    return table;
}

std::optional<PriceCodeTable> PriceCodeTable::fromJson(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    const QJsonValue codes = document["codes"_L1];
    if (!codes.isArray())
        return std::nullopt;
    PriceCodeTable table;
    for (const QJsonValue &value : codes.toArray()) {
        const QJsonObject row = value.toObject();
        const std::string name = row["code"_L1].toString().toStdString();
        const auto code = readCode(row);
        if (name.empty() || !code || !table.m_codes.emplace(name, *code).second)
            return std::nullopt;
    }
    return table;
}

const PriceCode *PriceCodeTable::find(std::string_view code) const noexcept
{
    const auto found = m_codes.find(code);
    return found == m_codes.end() ? nullptr : &found->second;
}

} // namespace depthdeck
