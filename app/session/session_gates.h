// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/order_desk.h"

#include <atomic>

namespace depthdeck {

class Journal;
class KillSwitch;

/// What a session answers its desk and the journal's route about the world outside them. Any thread.
class SessionGates final : public DeskGates
{
public:
    explicit SessionGates(const KillSwitch &killSwitch) noexcept : m_killSwitch{killSwitch} {}

    [[nodiscard]] bool isKilled() const override;
    /// Also while the journal is being opened: what is sent then waits for it.
    [[nodiscard]] bool isJournalFit() const override;
    [[nodiscard]] std::uint64_t frameShown() const override { return m_frame.load(std::memory_order_relaxed); }

    void useJournal(Journal *journal) noexcept { m_journal.store(journal); }
    [[nodiscard]] Journal *journal() const noexcept { return m_journal.load(); }
    void setTradesWithoutJournal(bool goesOn) noexcept { m_goesOnWithoutJournal.store(goesOn); }
    [[nodiscard]] bool tradesWithoutJournal() const noexcept { return m_goesOnWithoutJournal.load(); }
    void setFrameShown(std::uint64_t frame) noexcept { m_frame.store(frame, std::memory_order_relaxed); }

private:
    const KillSwitch &m_killSwitch;
    std::atomic<Journal *> m_journal{nullptr};
    std::atomic<bool> m_goesOnWithoutJournal{false};
    std::atomic<std::uint64_t> m_frame{0};
};

} // namespace depthdeck
