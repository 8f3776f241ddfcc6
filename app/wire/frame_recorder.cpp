// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wire/frame_recorder.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>
#include <t4/v1/service.pb.h>

#include <algorithm>

namespace depthdeck {

namespace {

using google::protobuf::internal::WireFormatLite;
namespace service = t4proto::v1::service;

enum class Held { Nothing, PerhapsSecret, Unreadable };

// Looks at the numbers of the top-level fields only: decoding every depth frame would cost more than writing it.
Held secretsIn(const QByteArray &frame, std::initializer_list<int> secretFields)
{
    google::protobuf::io::CodedInputStream stream{reinterpret_cast<const std::uint8_t *>(frame.constData()),
                                                  static_cast<int>(frame.size())};
    while (const std::uint32_t tag = stream.ReadTag()) {
        if (std::ranges::find(secretFields, WireFormatLite::GetTagFieldNumber(tag)) != secretFields.end())
            return Held::PerhapsSecret;
        if (!WireFormatLite::SkipField(&stream, tag))
            return Held::Unreadable;
    }
    return stream.ConsumedEntireMessage() ? Held::Nothing : Held::Unreadable;
}

QByteArray serialized(const google::protobuf::MessageLite &message)
{
    QByteArray bytes(static_cast<qsizetype>(message.ByteSizeLong()), Qt::Uninitialized);
    message.SerializeToArray(bytes.data(), static_cast<int>(bytes.size()));
    return bytes;
}

} // namespace

QByteArray withoutSecretsSent(const QByteArray &clientFrame)
{
    const Held held = secretsIn(clientFrame, {service::ClientMessage::kLoginRequestFieldNumber});
    if (held == Held::Nothing)
        return clientFrame;
    service::ClientMessage message;
    if (held == Held::Unreadable ||
        !message.ParseFromArray(clientFrame.constData(), static_cast<int>(clientFrame.size())))
        return {};
    if (message.has_login_request()) {
        auto &login = *message.mutable_login_request();
        login.clear_api_key();
        login.clear_password();
        login.clear_app_license();
        login.DiscardUnknownFields();
    }
    return serialized(message);
}

QByteArray withoutSecretsReceived(const QByteArray &serverFrame)
{
    const Held held = secretsIn(serverFrame, {service::ServerMessage::kLoginResponseFieldNumber,
                                              service::ServerMessage::kAuthenticationTokenFieldNumber});
    if (held == Held::Nothing)
        return serverFrame;
    service::ServerMessage message;
    if (held == Held::Unreadable ||
        !message.ParseFromArray(serverFrame.constData(), static_cast<int>(serverFrame.size())))
        return {};
    if (message.has_login_response() && message.login_response().has_authentication_token())
        message.mutable_login_response()->mutable_authentication_token()->clear_token();
    if (message.has_authentication_token())
        message.mutable_authentication_token()->clear_token();
    return serialized(message);
}

FrameRecorder::FrameRecorder(const Clock &clock, QObject *parent) : QObject{parent}, m_clock{clock} {}

FrameRecorder::~FrameRecorder()
{
    stop();
}

std::optional<FrameFileProblem> FrameRecorder::start(const QString &fileName)
{
    stop();
    m_framesWritten = 0;
    m_last = {};
    m_start = m_clock.steadyNow();
    m_writer.emplace();
    const auto problem = m_writer->create(fileName, m_clock.wallNow());
    if (problem)
        m_writer.reset();
    return problem;
}

void FrameRecorder::stop()
{
    if (!m_writer)
        return;
    const bool isWritten = !m_writer->flush();
    m_writer.reset();
    if (!isWritten)
        emit recordingFailed();
}

void FrameRecorder::frameReceived(const QByteArray &bytes, SteadyTime arrival)
{
    if (m_writer)
        append({FrameRecord::Direction::Received, arrival - m_start, withoutSecretsReceived(bytes)});
}

void FrameRecorder::frameSent(const QByteArray &bytes, SteadyTime time)
{
    if (m_writer)
        append({FrameRecord::Direction::Sent, time - m_start, withoutSecretsSent(bytes)});
}

void FrameRecorder::append(FrameRecord record)
{
    record.sinceStart = std::max(record.sinceStart, m_last);
    m_last = record.sinceStart;
    if (m_writer->append(record)) {
        m_writer.reset();
        emit recordingFailed();
        return;
    }
    ++m_framesWritten;
}

} // namespace depthdeck
