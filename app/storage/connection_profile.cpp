// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/connection_profile.h"

#include "app/storage/settings.h"

#include <algorithm>

namespace depthdeck {

namespace {

const QString listKey = QStringLiteral("profiles");
const QString nameKey = QStringLiteral("name");
const QString webSocketKey = QStringLiteral("webSocket");
const QString restKey = QStringLiteral("rest");
const QString kindKey = QStringLiteral("kind");
const QString loginKey = QStringLiteral("login");
const QString firmKey = QStringLiteral("firm");
const QString userKey = QStringLiteral("user");
const QString appNameKey = QStringLiteral("appName");

const QString kindSimulated = QStringLiteral("simulated");
const QString kindSimulator = QStringLiteral("simulator");
const QString kindLive = QStringLiteral("live");
const QString loginByKey = QStringLiteral("apiKey");
const QString loginByUser = QStringLiteral("user");

QString textOf(Endpoint::Kind kind)
{
    switch (kind) {
    case Endpoint::Kind::Simulated:
        return kindSimulated;
    case Endpoint::Kind::Simulator:
        return kindSimulator;
    case Endpoint::Kind::Live:
        break;
    }
    return kindLive;
}

/// An unreadable kind is live: the one where a mistake costs money, and is marked most clearly.
Endpoint::Kind kindOf(const QString &text)
{
    if (text == kindSimulated)
        return Endpoint::Kind::Simulated;
    return text == kindSimulator ? Endpoint::Kind::Simulator : Endpoint::Kind::Live;
}

ConnectionProfile read(const QSettings &file)
{
    ConnectionProfile profile;
    profile.name = file.value(nameKey).toString();
    profile.endpoint = {profile.name, QUrl{file.value(webSocketKey).toString()}, QUrl{file.value(restKey).toString()},
                        kindOf(file.value(kindKey).toString())};
    profile.loginKind = file.value(loginKey).toString() == loginByKey ? ConnectionProfile::LoginKind::ApiKey
                                                                      : ConnectionProfile::LoginKind::User;
    profile.firm = file.value(firmKey).toString();
    profile.user = file.value(userKey).toString();
    profile.appName = file.value(appNameKey).toString();
    return profile;
}

/// A password that somebody put into the URL is not written.
QString withoutUserInfo(const QUrl &url)
{
    return url.toString(QUrl::RemoveUserInfo);
}

} // namespace

ProfileStore::ProfileStore(Settings &settings) : m_settings{settings} {}

std::vector<ConnectionProfile> ProfileStore::profiles() const
{
    QSettings &file = m_settings.m_file;
    std::vector<ConnectionProfile> profiles;
    const int count = file.beginReadArray(listKey);
    for (int i = 0; i < count; ++i) {
        file.setArrayIndex(i);
        ConnectionProfile profile = read(file);
        if (!profile.name.isEmpty())
            profiles.push_back(std::move(profile));
    }
    file.endArray();
    return profiles;
}

std::optional<ConnectionProfile> ProfileStore::find(const QString &name) const
{
    for (const ConnectionProfile &profile : profiles()) {
        if (profile.name == name)
            return profile;
    }
    return std::nullopt;
}

bool ProfileStore::save(const ConnectionProfile &profile)
{
    if (profile.name.isEmpty())
        return false;
    std::vector<ConnectionProfile> all = profiles();
    const auto same = std::find_if(all.begin(), all.end(),
                                   [&](const ConnectionProfile &known) { return known.name == profile.name; });
    if (same == all.end())
        all.push_back(profile);
    else
        *same = profile;
    write(all);
    return true;
}

void ProfileStore::remove(const QString &name)
{
    std::vector<ConnectionProfile> all = profiles();
    std::erase_if(all, [&](const ConnectionProfile &known) { return known.name == name; });
    write(all);
}

void ProfileStore::write(const std::vector<ConnectionProfile> &profiles)
{
    QSettings &file = m_settings.m_file;
    file.remove(listKey);
    file.beginWriteArray(listKey, static_cast<int>(profiles.size()));
    int index = 0;
    for (const ConnectionProfile &profile : profiles) {
        file.setArrayIndex(index++);
        file.setValue(nameKey, profile.name);
        file.setValue(webSocketKey, withoutUserInfo(profile.endpoint.webSocket));
        file.setValue(restKey, withoutUserInfo(profile.endpoint.rest));
        file.setValue(kindKey, textOf(profile.endpoint.kind));
        file.setValue(loginKey, profile.loginKind == ConnectionProfile::LoginKind::ApiKey ? loginByKey : loginByUser);
        file.setValue(firmKey, profile.firm);
        file.setValue(userKey, profile.user);
        file.setValue(appNameKey, profile.appName);
    }
    file.endArray();
}

} // namespace depthdeck
