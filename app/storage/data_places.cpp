// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/data_places.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

namespace depthdeck {

namespace {

QString ownFolder(QStandardPaths::StandardLocation location)
{
    return QStandardPaths::writableLocation(location) + QStringLiteral("/depthdeck");
}

} // namespace

DataPlaces DataPlaces::standard()
{
    return {ownFolder(QStandardPaths::GenericConfigLocation), ownFolder(QStandardPaths::GenericDataLocation)};
}

DataPlaces DataPlaces::under(const QString &folder)
{
    const QString absolute = QDir{folder}.absolutePath();
    return {absolute, absolute};
}

QString DataPlaces::settingsFile() const
{
    return config + QStringLiteral("/depthdeck.ini");
}

bool DataPlaces::create() const
{
    constexpr QFile::Permissions ownerOnly = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    for (const QString &folder : {config, data}) {
        if (QDir{folder}.exists())
            continue; // the user's own choice of permissions stays
        if (!QDir{}.mkpath(folder) || !QFile::setPermissions(folder, ownerOnly))
            return false;
    }
    return true;
}

} // namespace depthdeck
