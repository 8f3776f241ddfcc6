// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/session_words.h"

#include <QLabel>

namespace depthdeck::ui {

/// A small piece of state: shape, word, perhaps a frame. Its accessible name is what it is about, its accessible
/// description the state: Qt 6.4 hides the text of a label that has a name.
class StatusPart final : public QLabel
{
    Q_OBJECT

public:
    enum class Frame : std::uint8_t { None, Pill };

    StatusPart(const Theme &theme, const QString &accessibleName, Frame frame = Frame::None, QWidget *parent = nullptr);

    void showState(const StateLook &look);
    /// Without a shape, in numbers or words.
    void showText(const QString &text, ColorRole role = ColorRole::Quiet);
    /// The widest text expected: what stands beside must not move when the text changes.
    void setWidestText(const QString &text);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] const QFont &fontInUse() const;

    const Theme &m_theme;
    StateLook m_look;
    QString m_widest;
    Frame m_frame;
    bool m_hasShape = false;
};

} // namespace depthdeck::ui
