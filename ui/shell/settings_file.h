// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connect/connect_request.h"

#include <QSettings>
#include <QString>
#include <QStringList>

#include <optional>

namespace depthdeck::ui {

/// What the program remembers between starts, in settings.ini of the data folder: appearance, the last connection and
/// named profiles. Never a secret.
class SettingsFile final
{
public:
    explicit SettingsFile(const QString &dataFolder);

    [[nodiscard]] QString theme() const;
    void setTheme(const QString &name);
    /// 1.0 unless set; from 0.8 to 2.5.
    [[nodiscard]] qreal scale() const;
    void setScale(qreal scale);

    [[nodiscard]] ConnectMemory connection() const;
    void setConnection(const ConnectMemory &memory);
    [[nodiscard]] QStringList profiles() const;
    /// Nullopt for an unknown name.
    [[nodiscard]] std::optional<ConnectMemory> profile(const QString &name) const;
    void setProfile(const QString &name, const ConnectMemory &memory);

    [[nodiscard]] QString workspacePath() const;

private:
    [[nodiscard]] ConnectMemory readMemory(const QString &group) const;
    void writeMemory(const QString &group, const ConnectMemory &memory);

    QString m_folder;
    mutable QSettings m_settings;
};

} // namespace depthdeck::ui
