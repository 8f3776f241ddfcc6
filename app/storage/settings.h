// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/storage/setting.h"

#include <QSettings>

#include <optional>

namespace depthdeck {

/// The program's settings, in one ini file. Never holds a secret. One thread; written in the background by QSettings.
class Settings final
{
public:
    /// @p fileName is created when something is written.
    explicit Settings(const QString &fileName);

    /// What was stored, or the default; also when what was stored is not a T.
    template <typename T>
    [[nodiscard]] T value(const Setting<T> &setting) const
    {
        const std::optional<QVariant> stored = find(setting.key, setting.aliases);
        if (!stored)
            return setting.defaultValue;
        QVariant converted = *stored;
        if (!converted.convert(QMetaType::fromType<T>()))
            return setting.defaultValue;
        return converted.value<T>();
    }

    /// Stores @p value; the default itself is not stored, so that a later default takes effect.
    template <typename T>
    void setValue(const Setting<T> &setting, const T &value)
    {
        store(setting.key, setting.aliases, value == setting.defaultValue ? QVariant{} : QVariant::fromValue(value));
    }

    /// Whether the file could be read and what was written so far reached it. Writes to the disk: for the end of the
    /// program and for tests.
    [[nodiscard]] bool sync();

private:
    friend class ProfileStore;

    [[nodiscard]] std::optional<QVariant> find(const QString &key, const QStringList &aliases) const;
    void store(const QString &key, const QStringList &aliases, const QVariant &value);

    mutable QSettings m_file; // QSettings' group calls are not const
};

} // namespace depthdeck
