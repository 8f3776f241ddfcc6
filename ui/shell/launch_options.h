// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <variant>

namespace depthdeck::ui {

/// What the switches say (design.md 4). Checked: whatever stands here can be used as it is.
struct LaunchOptions
{
    bool demo = false;
    QString server; ///< WebSocket URL
    QString rest;
    QString firm;
    QString user;
    QString appName;
    QString appLicense;
    bool apiKeyFromInput = false;   ///< the first line of standard input is the API key
    bool passwordFromInput = false; ///< the first line of standard input is the password
    QString profile;
    QString dataFolder; ///< empty: the XDG place
    QString workspace;
    bool resetLayout = false;
    QString theme; ///< empty: as remembered
    std::optional<qreal> scale;
    QString screenshot;
    std::optional<std::chrono::milliseconds> after;
    QSize size;            ///< invalid: as remembered
    QString record;        ///< every frame of the session goes to this file
    QString replay;        ///< this recording is played instead of connecting
    double speed = 1.0;    ///< of the replay; 0: without waiting
    QString verifyJournal; ///< check this journal and end, without a window
};

/// The program ends without a window.
struct LaunchEnd
{
    int exitCode = 0; ///< 0 after --help and --version, 2 for bad arguments
    QString text;     ///< for standard output when 0, one line for standard error otherwise
};

/// Pure: reads no file and no environment. @p arguments as of QCoreApplication, the program's name first.
[[nodiscard]] std::variant<LaunchOptions, LaunchEnd> readArguments(const QStringList &arguments);

} // namespace depthdeck::ui
