// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace depthdeck {

/// Where the program keeps what (design.md 4, --data-dir).
struct DataPlaces
{
    QString config; ///< settings, profiles, workspaces
    QString data;   ///< journal, recordings

    /// The XDG places: $XDG_CONFIG_HOME/depthdeck and $XDG_DATA_HOME/depthdeck, or their defaults in the home folder.
    [[nodiscard]] static DataPlaces standard();
    /// Everything under one folder.
    [[nodiscard]] static DataPlaces under(const QString &folder);

    [[nodiscard]] QString settingsFile() const;
    /// Makes the folders, readable by the user alone. False when one cannot be made.
    [[nodiscard]] bool create() const;
};

} // namespace depthdeck
