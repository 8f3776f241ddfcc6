// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/storage/data_places.h"
#include "app/storage/settings.h"
#include "app/time/clock.h"
#include "app/trading/risk_limits.h"
#include "ui/connect/connect_request.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace depthdeck::ui {

/// What the program remembers between starts: appearance, the last connection, named profiles, the ticket's templates
/// and quantities, the trader's limits. Never a secret.
class SettingsFile final
{
public:
    explicit SettingsFile(const DataPlaces &places);

    [[nodiscard]] QString theme() const;
    void setTheme(const QString &name);
    /// 1.0 unless set; from 0.8 to 2.5.
    [[nodiscard]] qreal scale() const;
    void setScale(qreal scale);

    [[nodiscard]] ConnectMemory connection() const;
    void setConnection(const ConnectMemory &memory);
    /// Nullopt for an unknown name.
    [[nodiscard]] std::optional<ConnectMemory> profile(const QString &name) const;
    void setProfile(const QString &name, const ConnectMemory &memory);

    /// JSON, as the ticket made it.
    [[nodiscard]] QByteArray templates() const;
    void setTemplates(const QByteArray &json);
    [[nodiscard]] QByteArray quantities() const;
    void setQuantities(const QByteArray &json);

    [[nodiscard]] RiskLimits limits() const;
    void setLimits(const RiskLimits &limits);
    [[nodiscard]] std::optional<WallTime> limitsLockedUntil() const;
    void setLimitsLockedUntil(const std::optional<WallTime> &until);

    [[nodiscard]] QString workspacePath() const;
    [[nodiscard]] QString journalPath() const;

private:
    DataPlaces m_places;
    mutable Settings m_settings; // reading a profile moves QSettings' group
};

} // namespace depthdeck::ui
