// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/venue/venue_listener.h"

#include <string>

namespace depthdeck::exchange {

/// The server's words for status_detail (t4-protocol.md e.5).
[[nodiscard]] std::string rejectText(RejectReason reason);
[[nodiscard]] std::string cancelText(CancelReason reason);

} // namespace depthdeck::exchange
