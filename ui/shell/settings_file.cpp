// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/settings_file.h"

#include "app/storage/connection_profile.h"

#include <algorithm>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

const Setting<QString> themeSetting{u"appearance/theme"_s, u"dark"_s};
const Setting<double> scaleSetting{u"appearance/scale"_s, 1.0};

const Setting<int> serverSetting{u"connection/server"_s, 0};
const Setting<QString> webSocketSetting{u"connection/webSocket"_s, {}};
const Setting<QString> restSetting{u"connection/rest"_s, {}};
const Setting<QString> firmSetting{u"connection/firm"_s, {}};
const Setting<QString> userSetting{u"connection/user"_s, {}};
const Setting<QString> applicationSetting{u"connection/application"_s, {}};

const Setting<QByteArray> templatesSetting{u"ticket/templates"_s, {}};
const Setting<QByteArray> quantitiesSetting{u"ticket/quantities"_s, {}};

const RiskLimits defaults;
const Setting<int> ticksSetting{u"limits/ticksFromMarket"_s, defaults.maxTicksFromMarket};
const Setting<int> clipSetting{u"limits/clip"_s, defaults.maxClip};
const Setting<int> positionSetting{u"limits/position"_s, defaults.maxPosition};
const Setting<int> workingSetting{u"limits/workingOrders"_s, defaults.maxWorkingOrders};
const Setting<int> rateSetting{u"limits/ordersPerSecond"_s, defaults.maxOrdersPerSecond};
const Setting<qlonglong> duplicateSetting{u"limits/duplicateMilliseconds"_s, defaults.duplicateWindow.count()};
const Setting<qlonglong> dayLossSetting{u"limits/dayLossCents"_s, defaults.maxDayLossCents};
const Setting<int> idleSetting{u"limits/idleMinutes"_s, defaults.idleMinutes};
const Setting<qlonglong> lockSetting{u"limits/lockedUntilSeconds"_s, 0};

Endpoint endpointOf(const ConnectMemory &memory)
{
    switch (memory.server) {
    case ServerChoice::Embedded:
        return {{}, {}, {}, Endpoint::Kind::Simulated};
    case ServerChoice::Simulator:
        return simulatorEndpoint();
    case ServerChoice::Live:
        return liveEndpoint();
    case ServerChoice::Custom:
        break;
    }
    const QUrl webSocket{memory.webSocket};
    return {webSocket.host(), webSocket, QUrl{memory.rest},
            isLoopbackHost(webSocket.host()) ? Endpoint::Kind::Simulated : Endpoint::Kind::Live};
}

ServerChoice choiceOf(const Endpoint &endpoint)
{
    if (endpoint.webSocket.isEmpty())
        return ServerChoice::Embedded;
    if (endpoint.webSocket == simulatorEndpoint().webSocket)
        return ServerChoice::Simulator;
    return endpoint.webSocket == liveEndpoint().webSocket ? ServerChoice::Live : ServerChoice::Custom;
}

} // namespace

SettingsFile::SettingsFile(const DataPlaces &places) : m_places{places}, m_settings{places.settingsFile()}
{
    // A folder that cannot be made shows when something is written: the workspace and the journal say so.
    static_cast<void>(places.create());
}

QString SettingsFile::theme() const
{
    return m_settings.value(themeSetting);
}

void SettingsFile::setTheme(const QString &name)
{
    m_settings.setValue(themeSetting, name);
}

qreal SettingsFile::scale() const
{
    return std::clamp(m_settings.value(scaleSetting), 0.8, 2.5);
}

void SettingsFile::setScale(qreal scale)
{
    m_settings.setValue(scaleSetting, scale);
}

ConnectMemory SettingsFile::connection() const
{
    ConnectMemory memory;
    const int server = m_settings.value(serverSetting);
    if (server >= 0 && server <= static_cast<int>(ServerChoice::Custom))
        memory.server = static_cast<ServerChoice>(server);
    memory.webSocket = m_settings.value(webSocketSetting);
    memory.rest = m_settings.value(restSetting);
    memory.firm = m_settings.value(firmSetting);
    memory.user = m_settings.value(userSetting);
    memory.appName = m_settings.value(applicationSetting);
    return memory;
}

void SettingsFile::setConnection(const ConnectMemory &memory)
{
    m_settings.setValue(serverSetting, static_cast<int>(memory.server));
    m_settings.setValue(webSocketSetting, memory.webSocket);
    m_settings.setValue(restSetting, memory.rest);
    m_settings.setValue(firmSetting, memory.firm);
    m_settings.setValue(userSetting, memory.user);
    m_settings.setValue(applicationSetting, memory.appName);
}

std::optional<ConnectMemory> SettingsFile::profile(const QString &name) const
{
    const auto found = ProfileStore{m_settings}.find(name);
    if (!found)
        return std::nullopt;
    ConnectMemory memory{choiceOf(found->endpoint), {}, {}, found->firm, found->user, found->appName};
    if (memory.server == ServerChoice::Custom) {
        memory.webSocket = found->endpoint.webSocket.toString();
        memory.rest = found->endpoint.rest.toString();
    }
    return memory;
}

void SettingsFile::setProfile(const QString &name, const ConnectMemory &memory)
{
    ProfileStore{m_settings}.save(
        {name, endpointOf(memory), ConnectionProfile::LoginKind::User, memory.firm, memory.user, memory.appName});
}

QByteArray SettingsFile::templates() const
{
    return m_settings.value(templatesSetting);
}

void SettingsFile::setTemplates(const QByteArray &json)
{
    m_settings.setValue(templatesSetting, json);
}

QByteArray SettingsFile::quantities() const
{
    return m_settings.value(quantitiesSetting);
}

void SettingsFile::setQuantities(const QByteArray &json)
{
    m_settings.setValue(quantitiesSetting, json);
}

RiskLimits SettingsFile::limits() const
{
    RiskLimits limits;
    limits.maxTicksFromMarket = m_settings.value(ticksSetting);
    limits.maxClip = m_settings.value(clipSetting);
    limits.maxPosition = m_settings.value(positionSetting);
    limits.maxWorkingOrders = m_settings.value(workingSetting);
    limits.maxOrdersPerSecond = m_settings.value(rateSetting);
    limits.duplicateWindow = std::chrono::milliseconds{m_settings.value(duplicateSetting)};
    limits.maxDayLossCents = m_settings.value(dayLossSetting);
    limits.idleMinutes = m_settings.value(idleSetting);
    return limits;
}

void SettingsFile::setLimits(const RiskLimits &limits)
{
    m_settings.setValue(ticksSetting, limits.maxTicksFromMarket);
    m_settings.setValue(clipSetting, limits.maxClip);
    m_settings.setValue(positionSetting, limits.maxPosition);
    m_settings.setValue(workingSetting, limits.maxWorkingOrders);
    m_settings.setValue(rateSetting, limits.maxOrdersPerSecond);
    m_settings.setValue(duplicateSetting, qlonglong{limits.duplicateWindow.count()});
    m_settings.setValue(dayLossSetting, qlonglong{limits.maxDayLossCents});
    m_settings.setValue(idleSetting, limits.idleMinutes);
}

std::optional<WallTime> SettingsFile::limitsLockedUntil() const
{
    const qlonglong seconds = m_settings.value(lockSetting);
    return seconds > 0 ? std::optional{WallTime{std::chrono::seconds{seconds}}} : std::nullopt;
}

void SettingsFile::setLimitsLockedUntil(const std::optional<WallTime> &until)
{
    using std::chrono::seconds;
    m_settings.setValue(lockSetting,
                        until ? qlonglong{std::chrono::ceil<seconds>(until->time_since_epoch()).count()} : 0);
}

QString SettingsFile::workspacePath() const
{
    return m_places.config + u"/workspace.json"_s;
}

QString SettingsFile::journalPath() const
{
    return m_places.data + u"/journal.sqlite"_s;
}

} // namespace depthdeck::ui
