// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace depthdeck::ui {

/// What a panel tells its header. A panel may implement it; the shell asks a few times a second and shows
/// "Title · subject" and the hint on the right.
class PanelInfo
{
public:
    PanelInfo() = default;
    PanelInfo(const PanelInfo &) = delete;
    PanelInfo &operator=(const PanelInfo &) = delete;
    virtual ~PanelInfo() = default;

    /// The market shown, for example "ESZ6"; empty when the panel is about all of them.
    [[nodiscard]] virtual QString headerSubject() const { return {}; }
    /// A few words, for example "9 markets · all live".
    [[nodiscard]] virtual QString headerHint() const { return {}; }
};

} // namespace depthdeck::ui
