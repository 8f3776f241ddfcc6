// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>

namespace depthdeck::exchange {

/// Whether the US exchanges keep @p date as a holiday: New Year, Martin Luther King, Presidents, Good Friday, Memorial,
/// Juneteenth, Independence, Labor, Thanksgiving, Christmas. One that falls on a Sunday is kept on the Monday, one on a
/// Saturday on the Friday, but New Year's Day, which is then not kept at all.
[[nodiscard]] bool isUsHoliday(QDate date);

/// The Gregorian date of Easter Sunday.
[[nodiscard]] QDate easterSunday(int year);

} // namespace depthdeck::exchange
