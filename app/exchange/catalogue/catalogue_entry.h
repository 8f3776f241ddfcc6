// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/price.h"

#include <QJsonArray>
#include <QJsonObject>

#include <optional>
#include <stdexcept>
#include <string>

namespace depthdeck::exchange {

/// One object of the catalogue with its place in the file, so that every complaint names it.
class CatalogueEntry
{
public:
    CatalogueEntry(QJsonObject object, std::string place);

    /// All of these throw std::runtime_error when the member is missing, of another type or out of range.
    [[nodiscard]] std::string text(const char *member) const;
    [[nodiscard]] std::string optionalText(const char *member) const;
    [[nodiscard]] Price price(const char *member) const;
    [[nodiscard]] Price positivePrice(const char *member) const;
    [[nodiscard]] std::optional<Price> optionalPositivePrice(const char *member) const;
    [[nodiscard]] int integer(const char *member, int least, int most) const;
    [[nodiscard]] double number(const char *member, double least, double most) const;
    [[nodiscard]] QJsonArray array(const char *member) const;
    [[nodiscard]] CatalogueEntry entry(const char *member) const;
    [[nodiscard]] bool has(const char *member) const;

    [[noreturn]] void fail(const std::string &complaint) const;
    /// Adds a name to the place, once it is known.
    void rename(const std::string &place) { m_place = place; }
    [[nodiscard]] const std::string &place() const noexcept { return m_place; }

private:
    QJsonObject m_object;
    std::string m_place;
};

} // namespace depthdeck::exchange
