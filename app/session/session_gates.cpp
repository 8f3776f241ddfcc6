// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/session_gates.h"

#include "app/session/kill_switch.h"
#include "app/storage/journal/journal.h"

namespace depthdeck {

bool SessionGates::isKilled() const
{
    return m_killSwitch.isShut();
}

bool SessionGates::isJournalFit() const
{
    const Journal *journal = m_journal.load();
    if (journal == nullptr || m_goesOnWithoutJournal.load())
        return true;
    const JournalHealth health = journal->health();
    return health == JournalHealth::Writing || health == JournalHealth::Opening;
}

} // namespace depthdeck
