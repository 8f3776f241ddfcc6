// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wire/frame_file.h"

#include <QtEndian>

#include <array>
#include <limits>

namespace depthdeck {

namespace {

constexpr std::array<char, 8> magic{'D', 'D', 'F', 'R', 'A', 'M', 'E', 'S'};
constexpr quint16 version = 1;
constexpr qsizetype headerBytes = 8 + 2 + 8;
constexpr qsizetype recordHeadBytes = 1 + 8 + 4;
// Larger than any frame a connection accepts.
constexpr quint32 maxFrameBytes = 256u << 20;

} // namespace

std::optional<FrameFileProblem> FrameFileWriter::create(const QString &fileName, WallTime start)
{
    m_isBroken = true;
    m_file.close();
    m_file.setFileName(fileName);
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return FrameFileProblem::CannotOpen;
    m_file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);

    std::array<char, headerBytes> header{};
    std::copy(magic.begin(), magic.end(), header.begin());
    qToLittleEndian(version, header.data() + 8);
    qToLittleEndian<qint64>(start.time_since_epoch().count(), header.data() + 10);
    if (m_file.write(header.data(), headerBytes) != headerBytes)
        return FrameFileProblem::CannotWrite;
    m_isBroken = false;
    return std::nullopt;
}

std::optional<FrameFileProblem> FrameFileWriter::append(const FrameRecord &record)
{
    if (m_isBroken || record.bytes.size() > qsizetype{maxFrameBytes})
        return FrameFileProblem::CannotWrite;
    std::array<char, recordHeadBytes> head{};
    head[0] = static_cast<char>(record.direction);
    qToLittleEndian<qint64>(record.sinceStart.count(), head.data() + 1);
    qToLittleEndian(static_cast<quint32>(record.bytes.size()), head.data() + 9);
    m_isBroken = m_file.write(head.data(), recordHeadBytes) != recordHeadBytes ||
                 m_file.write(record.bytes) != record.bytes.size();
    return m_isBroken ? std::optional{FrameFileProblem::CannotWrite} : std::nullopt;
}

std::optional<FrameFileProblem> FrameFileWriter::flush()
{
    if (m_isBroken || !m_file.flush()) {
        m_isBroken = true;
        return FrameFileProblem::CannotWrite;
    }
    return std::nullopt;
}

std::optional<FrameFileProblem> FrameFileReader::open(const QString &fileName)
{
    m_file.close();
    m_file.setFileName(fileName);
    if (!m_file.open(QIODevice::ReadOnly))
        return FrameFileProblem::CannotOpen;
    const QByteArray header = m_file.read(headerBytes);
    if (header.size() != headerBytes || !std::equal(magic.begin(), magic.end(), header.begin()))
        return FrameFileProblem::NotARecording;
    if (qFromLittleEndian<quint16>(header.constData() + 8) != version)
        return FrameFileProblem::NewerVersion;
    m_start = WallTime{std::chrono::nanoseconds{qFromLittleEndian<qint64>(header.constData() + 10)}};
    return std::nullopt;
}

std::variant<std::optional<FrameRecord>, FrameFileProblem> FrameFileReader::next()
{
    const QByteArray head = m_file.read(recordHeadBytes);
    if (head.isEmpty())
        return std::nullopt;
    if (head.size() != recordHeadBytes)
        return FrameFileProblem::CutOff;

    const auto direction = static_cast<quint8>(head.at(0));
    const auto sinceStart = qFromLittleEndian<qint64>(head.constData() + 1);
    const auto length = qFromLittleEndian<quint32>(head.constData() + 9);
    if (direction > 1 || sinceStart < 0 || length > maxFrameBytes)
        return FrameFileProblem::Damaged;
    // Asked of the file first: a damaged length must not allocate what is not there.
    if (m_file.bytesAvailable() < qint64{length})
        return FrameFileProblem::CutOff;
    FrameRecord record{static_cast<FrameRecord::Direction>(direction), std::chrono::nanoseconds{sinceStart},
                       m_file.read(length)};
    if (record.bytes.size() != qsizetype{length})
        return FrameFileProblem::CutOff;
    return std::optional{std::move(record)};
}

} // namespace depthdeck
