// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace depthdeck {

/// Judges the sequence numbers of one market's market-by-order messages. Their rules are not published: old ones are
/// dropped, and a missing one counts only where the numbers were seen to go up one by one (t4-protocol.md c.7).
class SequenceWatch
{
public:
    /// So many steps of one in a row prove that numbers are not skipped.
    static constexpr int provingSteps = 64;

    enum class Kind : std::uint8_t { Update, Trade };
    enum class Verdict : std::uint8_t {
        New,
        Old,    ///< at or below the last one: drop
        Missing ///< new, but one before it never came
    };

    /// What @p lastSequence counts is in the snapshot.
    void start(std::uint64_t lastSequence) noexcept;
    /// Notes @p sequence, unless it is old. A trade and the update it caused may have one number: whether they share
    /// the counter that way is not said, and dropping the update would break the book. A server that numbers nothing
    /// (zero throughout) has only new messages.
    [[nodiscard]] Verdict judge(Kind kind, std::uint64_t sequence) noexcept;

    [[nodiscard]] std::uint64_t last() const noexcept { return m_last; }
    [[nodiscard]] bool stepsProven() const noexcept { return m_steps >= provingSteps; }

private:
    enum class Source : std::uint8_t { Snapshot, Update, Trade, Both };

    std::uint64_t m_last = 0;
    Source m_source = Source::Snapshot;
    int m_steps = 0; ///< of one, in a row; survives snapshots: it is how the server counts
};

} // namespace depthdeck
