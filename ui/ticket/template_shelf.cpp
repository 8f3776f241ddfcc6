// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/template_shelf.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <utility>

namespace depthdeck::ui {

TemplateShelf::TemplateShelf(QObject *parent) : QObject{parent} {}

int TemplateShelf::useStorage(Storage storage)
{
    m_storage = std::move(storage);
    m_templates.clear();
    int unreadable = 0;
    const QJsonArray kept = QJsonDocument::fromJson(m_storage.load ? m_storage.load() : QByteArray{}).array();
    for (const QJsonValue &value : kept) {
        if (std::optional<OrderTemplate> read = templateFromJson(value.toObject()); read && !find(read->name))
            m_templates.push_back(*std::move(read));
        else
            ++unreadable;
    }
    emit changed();
    return unreadable;
}

const OrderTemplate *TemplateShelf::find(const QString &name) const noexcept
{
    const auto at = std::find_if(m_templates.begin(), m_templates.end(),
                                 [&name](const OrderTemplate &each) { return each.name == name; });
    return at == m_templates.end() ? nullptr : &*at;
}

bool TemplateShelf::put(OrderTemplate added)
{
    added.name = added.name.simplified();
    if (added.name.isEmpty())
        return false;
    const auto same = std::find_if(m_templates.begin(), m_templates.end(),
                                   [&added](const OrderTemplate &each) { return each.name == added.name; });
    if (same == m_templates.end())
        m_templates.push_back(std::move(added));
    else
        *same = std::move(added);
    announce();
    return true;
}

bool TemplateShelf::rename(std::size_t place, const QString &name)
{
    const QString wanted = name.simplified();
    if (place >= m_templates.size() || wanted.isEmpty())
        return false;
    if (m_templates[place].name == wanted)
        return true;
    if (find(wanted))
        return false;
    m_templates[place].name = wanted;
    announce();
    return true;
}

void TemplateShelf::remove(std::size_t place)
{
    if (place >= m_templates.size())
        return;
    m_templates.erase(m_templates.begin() + static_cast<std::ptrdiff_t>(place));
    announce();
}

void TemplateShelf::move(std::size_t place, int by)
{
    const auto count = static_cast<std::ptrdiff_t>(m_templates.size());
    const auto from = static_cast<std::ptrdiff_t>(place);
    const std::ptrdiff_t to = from + by;
    if (from >= count || to < 0 || to >= count || by == 0)
        return;
    std::swap(m_templates[place], m_templates[static_cast<std::size_t>(to)]);
    announce();
}

void TemplateShelf::announce()
{
    if (m_storage.save)
        m_storage.save(toText());
    emit changed();
}

QByteArray TemplateShelf::toText() const
{
    QJsonArray all;
    for (const OrderTemplate &each : m_templates)
        all.append(toJson(each));
    return QJsonDocument{all}.toJson(QJsonDocument::Compact);
}

} // namespace depthdeck::ui
