// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/identifiers.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <map>
#include <optional>
#include <vector>

namespace depthdeck::ui {

/// Which windows stand where and what they show: a value, kept as one JSON file. No order, no secret.
struct Workspace
{
    QByteArray geometry;                            ///< QMainWindow::saveGeometry
    QByteArray state;                               ///< QMainWindow::saveState
    std::vector<std::vector<MarketKey>> watchlists; ///< the first one is the one that is always there
    std::vector<std::optional<MarketKey>> depths;   ///< further depth windows, beside the linked one
    std::optional<MarketKey> market;                ///< of the linked windows
    std::map<QString, QStringList> columns;         ///< shown by each table, by the panel's name

    friend bool operator==(const Workspace &, const Workspace &) = default;
};

/// Nullopt when @p json is not a workspace of a version this build knows.
[[nodiscard]] std::optional<Workspace> readWorkspace(const QByteArray &json);
[[nodiscard]] QByteArray writeWorkspace(const Workspace &workspace);

/// Nullopt when there is none or it cannot be read.
[[nodiscard]] std::optional<Workspace> loadWorkspace(const QString &path);
/// Whole or not at all; false when the disk refused. Makes the folder.
[[nodiscard]] bool saveWorkspace(const QString &path, const Workspace &workspace);

} // namespace depthdeck::ui
