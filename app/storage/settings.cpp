// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/settings.h"

namespace depthdeck {

Settings::Settings(const QString &fileName) : m_file{fileName, QSettings::IniFormat} {}

std::optional<QVariant> Settings::find(const QString &key, const QStringList &aliases) const
{
    if (m_file.contains(key))
        return m_file.value(key);
    for (const QString &alias : aliases) {
        if (m_file.contains(alias))
            return m_file.value(alias);
    }
    return std::nullopt;
}

void Settings::store(const QString &key, const QStringList &aliases, const QVariant &value)
{
    if (value.isValid())
        m_file.setValue(key, value);
    else
        m_file.remove(key);
    for (const QString &alias : aliases)
        m_file.remove(alias);
}

bool Settings::sync()
{
    m_file.sync();
    return m_file.status() == QSettings::NoError;
}

} // namespace depthdeck
