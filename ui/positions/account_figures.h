// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/account.h"
#include "ui/theme/theme.h"

#include <QString>

#include <vector>

namespace depthdeck::ui {

/// One line about an account: what it is and how much.
struct AccountFigure
{
    QString figure;
    QString value;
    ColorRole color = ColorRole::Text; ///< of the value
    bool number = true;                ///< money or a count, not words
    friend bool operator==(const AccountFigure &, const AccountFigure &) noexcept = default;
};

/// Every figure the server told of @p account, the most asked for first; those it leaves out are not listed, but for
/// the few that everybody looks for. @p confirmed: the connection is there.
[[nodiscard]] std::vector<AccountFigure> accountFigures(const Account &account, bool confirmed);

} // namespace depthdeck::ui
