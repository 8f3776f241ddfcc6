// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/time/clock.h"

#include <QByteArray>
#include <QFile>
#include <QString>

#include <chrono>
#include <optional>
#include <variant>

namespace depthdeck {

// A recording of a session's frames. All numbers little-endian.
//
//     header   8 bytes "DDFRAMES"; uint16 version = 1; int64 start, nanoseconds since the Unix epoch, UTC
//     record   uint8 direction, 0 received or 1 sent; int64 nanoseconds since start; uint32 length; that many bytes,
//              one serialized ServerMessage or ClientMessage
//
// Records follow each other in the order of their time until the end of the file. Passwords, keys, licences and tokens
// are blanked before they are written.

struct FrameRecord
{
    enum class Direction : quint8 { Received = 0, Sent = 1 };

    Direction direction = Direction::Received;
    std::chrono::nanoseconds sinceStart{};
    QByteArray bytes;

    friend bool operator==(const FrameRecord &, const FrameRecord &) = default;
};

/// Why a recording cannot be read on, or not be written.
enum class FrameFileProblem {
    CannotOpen,
    NotARecording, ///< the file starts with something else
    NewerVersion,
    Damaged, ///< an impossible direction, time or length
    CutOff,  ///< the last record is not complete: the writer was stopped. What came before is good
    CannotWrite,
};

/// Writes a recording. Never throws; after the first problem nothing more is written. One thread.
class FrameFileWriter final
{
public:
    /// Starts a new file, replacing one of that name. Readable by its owner alone: it holds account data.
    [[nodiscard]] std::optional<FrameFileProblem> create(const QString &fileName, WallTime start);
    [[nodiscard]] std::optional<FrameFileProblem> append(const FrameRecord &record);
    /// Hands everything to the operating system.
    [[nodiscard]] std::optional<FrameFileProblem> flush();

private:
    QFile m_file;
    bool m_isBroken = false;
};

/// Reads a recording from start to end. One thread.
class FrameFileReader final
{
public:
    [[nodiscard]] std::optional<FrameFileProblem> open(const QString &fileName);
    /// When the recording was started.
    [[nodiscard]] WallTime start() const noexcept { return m_start; }
    /// The next record; nullopt at the end of the file.
    [[nodiscard]] std::variant<std::optional<FrameRecord>, FrameFileProblem> next();

private:
    QFile m_file;
    WallTime m_start{};
};

} // namespace depthdeck
