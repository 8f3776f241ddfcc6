// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace google::protobuf {
class MessageLite;
}

namespace depthdeck::exchange {

/// The bytes of a ServerMessage whose payload @p field is @p message, without building the envelope: messages that go
/// out fifty thousand times a second are written once and from an object that is used again (t4-protocol.md a.2).
[[nodiscard]] QByteArray serverFrame(int field, const google::protobuf::MessageLite &message);

} // namespace depthdeck::exchange
