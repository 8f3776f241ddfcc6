// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/quantity.h"

#include <QWidget>

#include <optional>
#include <vector>

class QBoxLayout;
class QPushButton;

namespace depthdeck::ui {

class QuantityField;
class Theme;

/// A quantity with minus, plus and presets. A preset takes the present quantity from its context menu.
class QuantityRow final : public QWidget
{
    Q_OBJECT

public:
    QuantityRow(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] QuantityField &field() noexcept { return *m_field; }
    [[nodiscard]] const QuantityField &field() const noexcept { return *m_field; }
    [[nodiscard]] const std::vector<Quantity> &presets() const noexcept { return m_presets; }
    /// Those below 1 are left out.
    void setPresets(const std::vector<Quantity> &presets);

    /// The presets below the field instead of beside it.
    void setNarrow(bool narrow);

signals:
    void quantityChanged(const std::optional<depthdeck::Quantity> &quantity);
    void presetsEdited(const std::vector<depthdeck::Quantity> &presets);

private:
    QPushButton *addStepButton(const QString &text, const QString &name, int increments);
    void addPresetButton(std::size_t place);
    void choosePreset(std::size_t place);
    void offerToEdit(std::size_t place, const QPoint &where);

    const Theme &m_theme;
    QuantityField *m_field; // child of this
    QBoxLayout *m_layout;   // child of this
    QBoxLayout *m_first;    // the field and its buttons
    QBoxLayout *m_second;   // the presets
    std::vector<Quantity> m_presets;
    std::vector<QPushButton *> m_presetButtons; // children of this
};

} // namespace depthdeck::ui
