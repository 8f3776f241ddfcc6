// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/quantity_row.h"

#include "ui/common/number_text.h"
#include "ui/common/quantity_field.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

QuantityRow::QuantityRow(const Theme &theme, QWidget *parent)
    : QWidget{parent},
      m_theme{theme},
      m_field{new QuantityField{theme, tr("Quantity"), this}},
      m_layout{new QHBoxLayout{this}},
      m_first{new QHBoxLayout},
      m_second{new QHBoxLayout}
{
    setFocusProxy(m_field);
    m_layout->setContentsMargins(0, 0, 0, 0);
    const auto applyGap = [this] {
        for (QBoxLayout *row : {m_layout, m_first, m_second})
            row->setSpacing(m_theme.scaled(4));
    };
    m_layout->addLayout(m_first, 1);
    m_layout->addLayout(m_second);
    applyGap();
    connect(&theme, &Theme::changed, this, applyGap);
    m_first->addWidget(m_field, 1);
    addStepButton(QString{trueMinus}, tr("One less"), -1);
    addStepButton(u"+"_s, tr("One more"), 1);
    m_field->setValue(Quantity{1});
    connect(m_field, &QuantityField::valueChanged, this, &QuantityRow::quantityChanged);
    setPresets({Quantity{1}, Quantity{2}, Quantity{5}, Quantity{10}});
}

QPushButton *QuantityRow::addStepButton(const QString &text, const QString &name, int increments)
{
    auto *button = new QPushButton{text, this};
    button->setAccessibleName(name);
    button->setAutoDefault(false);
    button->setAutoRepeat(true);
    button->setFocusPolicy(Qt::NoFocus); // the arrow keys do it from the field
    button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(button, &QPushButton::clicked, this, [this, increments] { m_field->step(increments); });
    m_first->addWidget(button);
    return button;
}

void QuantityRow::setNarrow(bool narrow)
{
    m_layout->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_layout->setAlignment(m_second, narrow ? Qt::AlignLeft : Qt::Alignment{});
}

void QuantityRow::setPresets(const std::vector<Quantity> &presets)
{
    m_presets = presets;
    std::erase_if(m_presets, [](Quantity preset) { return preset.contracts < 1; });
    while (m_presetButtons.size() > m_presets.size()) {
        delete m_presetButtons.back();
        m_presetButtons.pop_back();
    }
    while (m_presetButtons.size() < m_presets.size())
        addPresetButton(m_presetButtons.size());
    for (std::size_t place = 0; place < m_presets.size(); ++place) {
        QPushButton &button = *m_presetButtons[place];
        button.setText(quantityText(m_presets[place]));
        button.setAccessibleName(tr("Quantity %1").arg(quantityText(m_presets[place])));
    }
}

void QuantityRow::addPresetButton(std::size_t place)
{
    auto *button = new QPushButton{this};
    button->setAutoDefault(false);
    button->setFont(m_theme.numberFont());
    button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    button->setToolTip(tr("Click to use this quantity. The context menu sets it to the present quantity."));
    button->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&m_theme, &Theme::changed, button, [this, button] { button->setFont(m_theme.numberFont()); });
    connect(button, &QPushButton::clicked, this, [this, place] { choosePreset(place); });
    connect(button, &QPushButton::customContextMenuRequested, this,
            [this, place, button](const QPoint &where) { offerToEdit(place, button->mapToGlobal(where)); });
    m_second->addWidget(button);
    m_presetButtons.push_back(button);
}

void QuantityRow::choosePreset(std::size_t place)
{
    m_field->setValue(m_presets[place]);
}

void QuantityRow::offerToEdit(std::size_t place, const QPoint &where)
{
    const std::optional<Quantity> present = m_field->value();
    if (!present)
        return;
    auto *menu = new QMenu{this}; // deletes itself when closed
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *edit = menu->addAction(tr("Set this button to %1").arg(quantityText(*present)));
    connect(edit, &QAction::triggered, this, [this, place, present] {
        std::vector<Quantity> presets = m_presets;
        presets[place] = *present;
        setPresets(presets);
        emit presetsEdited(m_presets);
    });
    menu->popup(where);
}

} // namespace depthdeck::ui
