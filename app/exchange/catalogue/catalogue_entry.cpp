// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/catalogue/catalogue_entry.h"

#include <cmath>
#include <utility>

namespace depthdeck::exchange {

CatalogueEntry::CatalogueEntry(QJsonObject object, std::string place)
    : m_object{std::move(object)},
      m_place{std::move(place)}
{
}

void CatalogueEntry::fail(const std::string &complaint) const
{
    throw std::runtime_error{"catalogue: " + m_place + ": " + complaint};
}

bool CatalogueEntry::has(const char *member) const
{
    return m_object.contains(QLatin1StringView{member});
}

std::string CatalogueEntry::text(const char *member) const
{
    const QJsonValue value = m_object.value(QLatin1StringView{member});
    if (!value.isString())
        fail(std::string{member} + " must be a text");
    return value.toString().toStdString();
}

std::string CatalogueEntry::optionalText(const char *member) const
{
    return has(member) ? text(member) : std::string{};
}

Price CatalogueEntry::price(const char *member) const
{
    const std::string written = text(member);
    const std::optional<Price> parsed = Price::parse(written);
    if (!parsed)
        fail(std::string{member} + " \"" + written + "\" is no price");
    return *parsed;
}

Price CatalogueEntry::positivePrice(const char *member) const
{
    const Price parsed = price(member);
    if (parsed <= Price{})
        fail(std::string{member} + " must be above zero");
    return parsed;
}

std::optional<Price> CatalogueEntry::optionalPositivePrice(const char *member) const
{
    if (!has(member))
        return std::nullopt;
    return positivePrice(member);
}

double CatalogueEntry::number(const char *member, double least, double most) const
{
    const QJsonValue value = m_object.value(QLatin1StringView{member});
    if (!value.isDouble())
        fail(std::string{member} + " must be a number");
    const double number = value.toDouble();
    if (number < least || number > most)
        fail(std::string{member} + " must be between " + std::to_string(least) + " and " + std::to_string(most));
    return number;
}

int CatalogueEntry::integer(const char *member, int least, int most) const
{
    const double value = number(member, least, most);
    if (value != std::floor(value))
        fail(std::string{member} + " must be a whole number");
    return static_cast<int>(value);
}

QJsonArray CatalogueEntry::array(const char *member) const
{
    const QJsonValue value = m_object.value(QLatin1StringView{member});
    if (!value.isArray())
        fail(std::string{member} + " must be a list");
    return value.toArray();
}

CatalogueEntry CatalogueEntry::entry(const char *member) const
{
    const QJsonValue value = m_object.value(QLatin1StringView{member});
    if (!value.isObject())
        fail(std::string{member} + " must be an object");
    return CatalogueEntry{value.toObject(), m_place + ", " + member};
}

} // namespace depthdeck::exchange
