// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/sequence_watch.h"

#include <algorithm>

namespace depthdeck {

void SequenceWatch::start(std::uint64_t lastSequence) noexcept
{
    m_last = lastSequence;
    m_source = Source::Snapshot;
}

SequenceWatch::Verdict SequenceWatch::judge(Kind kind, std::uint64_t sequence) noexcept
{
    if (sequence == 0 && m_last == 0)
        return Verdict::New;
    const Source source = kind == Kind::Update ? Source::Update : Source::Trade;
    const Source other = kind == Kind::Update ? Source::Trade : Source::Update;
    if (sequence == m_last && m_source == other) {
        m_source = Source::Both;
        return Verdict::New;
    }
    if (sequence <= m_last)
        return Verdict::Old;
    const bool isStep = sequence == m_last + 1;
    const bool isMissing = !isStep && stepsProven();
    if (isStep)
        m_steps = std::min(m_steps + 1, provingSteps);
    else if (!isMissing)
        m_steps = 0;
    m_last = sequence;
    m_source = source;
    return isMissing ? Verdict::Missing : Verdict::New;
}

} // namespace depthdeck
