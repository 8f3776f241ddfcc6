// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/session.h"
#include "app/storage/journal/journal.h"
#include "tests/bench/frame_source.h"
#include "ui/common/frame_clock.h"
#include "ui/shell/main_window.h"
#include "ui/shell/session_controller.h"
#include "ui/theme/theme.h"

#include <functional>
#include <vector>

namespace depthdeck::bench {

/// The whole terminal, its default workspace shown and painting, on a FrameSource: what the figures are taken from.
class TerminalUnderLoad final
{
public:
    /// Logs in and watches @p markets; throws when that does not come about within seconds. Orders are recorded in
    /// @p journal first, if given; it must outlive this.
    TerminalUnderLoad(FrameSource &source, int markets, Journal *journal = nullptr);
    ~TerminalUnderLoad();
    TerminalUnderLoad(const TerminalUnderLoad &) = delete;
    TerminalUnderLoad &operator=(const TerminalUnderLoad &) = delete;

    /// Sends @p frames as fast as they are taken; frames absorbed per second, from the first to the last.
    [[nodiscard]] double absorb(std::int64_t frames);
    /// Sends at @p perSecond for @p duration; the gaps between display frames in milliseconds.
    [[nodiscard]] std::vector<double> frameGaps(std::int64_t perSecond, std::chrono::seconds duration);
    /// Submits @p orders one after the other, @p apart from each other; microseconds from the wish to the bytes handed
    /// to the socket.
    [[nodiscard]] std::vector<double> clickToWire(int orders, std::chrono::milliseconds apart);

    struct Burst
    {
        double milliseconds = 0; ///< from handing the messages over until @ref Session knows the last and it is painted
        double longestGap = 0;   ///< between UI frames meanwhile, in milliseconds
    };
    /// Sends @p payloads back to back and waits until @p done.
    [[nodiscard]] Burst take(const std::vector<std::string> &payloads, const std::function<bool()> &done);

    [[nodiscard]] Session &session() noexcept { return m_session; }

private:
    void waitFor(const std::function<bool()> &condition, std::chrono::seconds patience, const char *what);

    FrameSource &m_source;
    SystemClock m_clock;
    ui::Theme m_theme;
    Session m_session;
    ui::FrameClock m_frames;
    ui::MainWindow m_window;
    ui::SessionController m_controller;
};

} // namespace depthdeck::bench
