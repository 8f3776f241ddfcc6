// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/settings_file.h"

#include <algorithm>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

SettingsFile::SettingsFile(const QString &dataFolder)
    : m_folder{dataFolder},
      m_settings{dataFolder + u"/settings.ini"_s, QSettings::IniFormat}
{
}

QString SettingsFile::theme() const
{
    return m_settings.value(u"appearance/theme"_s, u"dark"_s).toString();
}

void SettingsFile::setTheme(const QString &name)
{
    m_settings.setValue(u"appearance/theme"_s, name);
}

qreal SettingsFile::scale() const
{
    bool isNumber = false;
    const qreal scale = m_settings.value(u"appearance/scale"_s, 1.0).toDouble(&isNumber);
    return isNumber ? std::clamp(scale, 0.8, 2.5) : 1.0;
}

void SettingsFile::setScale(qreal scale)
{
    m_settings.setValue(u"appearance/scale"_s, scale);
}

ConnectMemory SettingsFile::readMemory(const QString &group) const
{
    m_settings.beginGroup(group);
    ConnectMemory memory;
    const int server = m_settings.value(u"server"_s, 0).toInt();
    if (server >= 0 && server <= static_cast<int>(ServerChoice::Custom))
        memory.server = static_cast<ServerChoice>(server);
    memory.webSocket = m_settings.value(u"webSocket"_s).toString();
    memory.rest = m_settings.value(u"rest"_s).toString();
    memory.firm = m_settings.value(u"firm"_s).toString();
    memory.user = m_settings.value(u"user"_s).toString();
    memory.appName = m_settings.value(u"application"_s).toString();
    m_settings.endGroup();
    return memory;
}

void SettingsFile::writeMemory(const QString &group, const ConnectMemory &memory)
{
    m_settings.beginGroup(group);
    m_settings.setValue(u"server"_s, static_cast<int>(memory.server));
    m_settings.setValue(u"webSocket"_s, memory.webSocket);
    m_settings.setValue(u"rest"_s, memory.rest);
    m_settings.setValue(u"firm"_s, memory.firm);
    m_settings.setValue(u"user"_s, memory.user);
    m_settings.setValue(u"application"_s, memory.appName);
    m_settings.endGroup();
}

ConnectMemory SettingsFile::connection() const
{
    return readMemory(u"connection"_s);
}

void SettingsFile::setConnection(const ConnectMemory &memory)
{
    writeMemory(u"connection"_s, memory);
}

QStringList SettingsFile::profiles() const
{
    m_settings.beginGroup(u"profiles"_s);
    const QStringList names = m_settings.childGroups();
    m_settings.endGroup();
    return names;
}

std::optional<ConnectMemory> SettingsFile::profile(const QString &name) const
{
    if (!profiles().contains(name))
        return std::nullopt;
    return readMemory(u"profiles/"_s + name);
}

void SettingsFile::setProfile(const QString &name, const ConnectMemory &memory)
{
    writeMemory(u"profiles/"_s + name, memory);
}

QString SettingsFile::workspacePath() const
{
    return m_folder + u"/workspace.json"_s;
}

} // namespace depthdeck::ui
