// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/wire/endpoint.h"

#include <QString>

#include <optional>
#include <vector>

namespace depthdeck {

class Settings;

/// A saved way to connect. Holds no password, no key and no licence: credentials go nowhere on disk.
struct ConnectionProfile
{
    enum class LoginKind { User, ApiKey };

    QString name; ///< unique, not empty
    Endpoint endpoint;
    LoginKind loginKind = LoginKind::User;
    QString firm;
    QString user;
    QString appName;

    friend bool operator==(const ConnectionProfile &, const ConnectionProfile &) = default;
};

/// The saved profiles, in the settings file, in the order they were first saved.
class ProfileStore final
{
public:
    explicit ProfileStore(Settings &settings);

    [[nodiscard]] std::vector<ConnectionProfile> profiles() const;
    [[nodiscard]] std::optional<ConnectionProfile> find(const QString &name) const;
    /// Replaces the one of that name. False without a name.
    bool save(const ConnectionProfile &profile);
    void remove(const QString &name);

private:
    void write(const std::vector<ConnectionProfile> &profiles);

    Settings &m_settings;
};

} // namespace depthdeck
