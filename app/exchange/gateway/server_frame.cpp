// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/gateway/server_frame.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/message_lite.h>

namespace depthdeck::exchange {

QByteArray serverFrame(int field, const google::protobuf::MessageLite &message)
{
    using google::protobuf::io::CodedOutputStream;
    constexpr std::uint32_t lengthDelimited = 2;
    const std::uint32_t tag = static_cast<std::uint32_t>(field) << 3 | lengthDelimited;
    const std::size_t size = message.ByteSizeLong();
    const auto head = CodedOutputStream::VarintSize32(tag) + CodedOutputStream::VarintSize64(size);
    QByteArray frame{static_cast<qsizetype>(head + size), Qt::Uninitialized};
    auto *place = reinterpret_cast<std::uint8_t *>(frame.data());
    place = CodedOutputStream::WriteVarint32ToArray(tag, place);
    place = CodedOutputStream::WriteVarint64ToArray(size, place);
    message.SerializeWithCachedSizesToArray(place);
    return frame;
}

} // namespace depthdeck::exchange
