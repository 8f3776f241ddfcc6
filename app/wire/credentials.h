// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>
#include <variant>

namespace depthdeck {

/// A text that must not stay in memory, a log or a file. Its bytes are overwritten when it is destroyed, assigned or
/// moved from. It has no stream operator on purpose. Copies made by libraries (the socket's buffer) are out of reach.
class Secret
{
public:
    Secret() = default;
    explicit Secret(const QString &text) : m_text{text.toStdString()} {}
    explicit Secret(std::string text) noexcept;
    Secret(const Secret &) = default;
    Secret(Secret &&other) noexcept;
    Secret &operator=(const Secret &other);
    Secret &operator=(Secret &&other) noexcept;
    ~Secret();

    /// The text in UTF-8. Do not store it elsewhere.
    [[nodiscard]] const std::string &reveal() const noexcept { return m_text; }
    [[nodiscard]] bool isEmpty() const noexcept { return m_text.empty(); }

    friend bool operator==(const Secret &, const Secret &) noexcept = default;

private:
    std::string m_text;
};

/// Overwrites the characters of @p text so that the compiler cannot leave it out, then empties it.
void wipe(std::string &text) noexcept;
/// The same for bytes; a copy that shares them keeps them.
void wipe(QByteArray &bytes) noexcept;

/// A user of a firm, in an application that the vendor has licensed (t4-protocol.md a.3).
struct UserCredentials
{
    QString firm;
    QString user;
    Secret password;
    QString appName;
    Secret appLicense;
};

struct ApiKeyCredentials
{
    Secret key;
};

using Credentials = std::variant<UserCredentials, ApiKeyCredentials>;

} // namespace depthdeck
