// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/account.h"

namespace depthdeck {

const std::string &Account::label() const noexcept
{
    for (const std::string *text : {&displayName, &name, &number}) {
        if (!text->empty())
            return *text;
    }
    return id.text();
}

} // namespace depthdeck
