// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wire/outbox.h"

namespace depthdeck {

bool Outbox::put(Frame frame, bool &wake)
{
    const std::lock_guard lock{m_mutex};
    if (!m_isOpen)
        return false;
    m_frames.push_back(std::move(frame));
    wake = !m_hasFrames.exchange(true, std::memory_order_acq_rel);
    return true;
}

void Outbox::open()
{
    const std::lock_guard lock{m_mutex};
    m_isOpen = true;
}

std::vector<Outbox::Frame> Outbox::close()
{
    const std::lock_guard lock{m_mutex};
    m_isOpen = false;
    m_hasFrames.store(false, std::memory_order_release);
    return std::exchange(m_frames, {});
}

std::vector<Outbox::Frame> Outbox::take()
{
    if (isEmpty())
        return {};
    const std::lock_guard lock{m_mutex};
    m_hasFrames.store(false, std::memory_order_release);
    return std::exchange(m_frames, {});
}

} // namespace depthdeck
