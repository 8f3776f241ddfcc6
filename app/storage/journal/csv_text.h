// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

namespace depthdeck {

/// One cell as RFC 4180 wants it: quoted when it holds a comma, a quote or a line break. A text that a spreadsheet
/// would take for a formula (it begins with = + - @, a tab or a carriage return) gets an apostrophe before it, unless
/// it is a plain decimal number.
[[nodiscard]] QString csvCell(const QString &text);

/// The cells of one line with its CR LF, UTF-8.
[[nodiscard]] QByteArray csvLine(const QStringList &cells);

} // namespace depthdeck
