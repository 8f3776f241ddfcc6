// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace depthdeck {

/// A setting: its key ("group/name"), its default, and the keys it had before. Declared where it is used.
template <typename T>
struct Setting
{
    QString key;
    T defaultValue{};
    QStringList aliases = {}; ///< newest first; read when the key is absent, removed when it is written
};

} // namespace depthdeck
