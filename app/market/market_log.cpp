// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/market_log.h"

namespace depthdeck {

// Information and up: an unknown price code is worth a line, a frame is not.
Q_LOGGING_CATEGORY(marketLog, "depthdeck.market", QtInfoMsg)

} // namespace depthdeck
