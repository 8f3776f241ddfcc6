// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/template_block.h"

#include "ui/common/named_combo.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/ticket/template_shelf.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

namespace depthdeck::ui {

TemplateBlock::TemplateBlock(const Theme &theme, QWidget *parent)
    : QWidget{parent},
      m_theme{theme},
      m_layout{new QVBoxLayout{this}},
      m_save{new QWidget{this}},
      m_name{new QLineEdit{m_save}},
      m_anchor{new NamedCombo{tr("Template prices from"), m_save}},
      m_saveButton{new QPushButton{tr("Save"), m_save}},
      m_told{new QLabel{this}},
      m_list{new QVBoxLayout},
      m_close{new QPushButton{tr("Close templates"), this}}
{
    build();
    connect(m_saveButton, &QPushButton::clicked, this, &TemplateBlock::requestSave);
    connect(m_name, &QLineEdit::returnPressed, this, &TemplateBlock::requestSave);
    connect(m_close, &QPushButton::clicked, this, &QWidget::hide);
    connect(&theme, &Theme::changed, this, &TemplateBlock::applyTheme);
    applyTheme();
    hide();
}

void TemplateBlock::build()
{
    m_name->setAccessibleName(tr("Template name"));
    m_name->setPlaceholderText(tr("Name of the new template"));
    m_name->setMaxLength(40);
    m_anchor->addItem(tr("Prices from the own best"), static_cast<int>(PriceAnchor::OwnBest));
    m_anchor->addItem(tr("Prices from the other best"), static_cast<int>(PriceAnchor::OppositeBest));
    m_anchor->addItem(tr("Prices from the last trade"), static_cast<int>(PriceAnchor::LastTrade));
    m_anchor->addItem(tr("Price in the ticket then"), static_cast<int>(PriceAnchor::Given));
    m_saveButton->setAccessibleName(tr("Save template"));
    m_close->setAccessibleName(tr("Close templates"));
    m_told->setTextFormat(Qt::PlainText);
    m_told->setWordWrap(true);
    m_told->setObjectName(QStringLiteral("templateAnswer"));
    m_told->hide();

    auto *rows = new QVBoxLayout{m_save};
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(m_name);
    auto *line = new QHBoxLayout;
    line->addWidget(m_anchor, 1);
    line->addWidget(m_saveButton);
    rows->addLayout(line);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->addWidget(m_save);
    m_layout->addWidget(m_told);
    m_layout->addLayout(m_list);
    m_layout->addWidget(m_close);
    for (QPushButton *button : {m_saveButton, m_close})
        button->setAutoDefault(false);
}

void TemplateBlock::applyTheme()
{
    m_layout->setSpacing(m_theme.scaled(6));
    m_list->setSpacing(m_theme.scaled(4));
    m_save->layout()->setSpacing(m_theme.scaled(6));
    for (Row &row : m_rows) {
        row.line->layout()->setSpacing(m_theme.scaled(4));
        row.up->setIcon(themedIcon(m_theme, Icon::ChevronUp));
        row.down->setIcon(themedIcon(m_theme, Icon::ChevronDown));
        for (QToolButton *button : {row.up, row.down})
            button->setIconSize(QSize{m_theme.scaled(14), m_theme.scaled(14)});
    }
}

void TemplateBlock::setShelf(TemplateShelf *shelf)
{
    if (m_shelf)
        m_shelf->disconnect(this);
    m_shelf = shelf;
    if (shelf)
        connect(shelf, &TemplateShelf::changed, this, &TemplateBlock::listTemplates);
    listTemplates();
}

void TemplateBlock::offerToSave(PriceAnchor anchor)
{
    tell({});
    m_anchor->setCurrentIndex(m_anchor->findData(static_cast<int>(anchor)));
    show();
    m_name->setFocus();
    m_name->selectAll();
}

void TemplateBlock::offerToManage()
{
    tell({});
    show();
    (m_rows.empty() ? m_name : m_rows.front().name)->setFocus();
}

void TemplateBlock::tell(const QString &sentence)
{
    m_told->setText(sentence);
    m_told->setVisible(!sentence.isEmpty());
}

void TemplateBlock::requestSave()
{
    const QString name = m_name->text().simplified();
    if (name.isEmpty())
        return tell(tr("Give the template a name first."));
    emit saveRequested(name, static_cast<PriceAnchor>(m_anchor->currentData().toInt()));
}

void TemplateBlock::addRow()
{
    const std::size_t place = m_rows.size();
    const int number = static_cast<int>(place) + 1;
    Row row{new QWidget{this}, nullptr, nullptr, nullptr, nullptr};
    row.name = new QLineEdit{row.line};
    row.up = new QToolButton{row.line};
    row.down = new QToolButton{row.line};
    row.remove = new QPushButton{tr("Delete"), row.line};
    row.name->setAccessibleName(tr("Template %1 name").arg(number));
    row.name->setMaxLength(40);
    row.up->setAccessibleName(tr("Template %1 up").arg(number));
    row.down->setAccessibleName(tr("Template %1 down").arg(number));
    row.remove->setAccessibleName(tr("Delete template %1").arg(number));
    row.remove->setAutoDefault(false);
    auto *line = new QHBoxLayout{row.line};
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(row.name, 1);
    for (QWidget *button : std::initializer_list<QWidget *>{row.up, row.down, row.remove})
        line->addWidget(button);
    connect(row.name, &QLineEdit::editingFinished, this, [this, place, name = row.name] {
        if (m_shelf && place < m_shelf->templates().size() && !m_shelf->rename(place, name->text())) {
            tell(tr("Another template has that name, or it is empty. Nothing was renamed."));
            name->setText(m_shelf->templates()[place].name);
        }
    });
    // Later: each may take its own row away.
    const auto later = Qt::QueuedConnection;
    connect(
        row.up, &QToolButton::clicked, this, [this, place] { m_shelf->move(place, -1); }, later);
    connect(
        row.down, &QToolButton::clicked, this, [this, place] { m_shelf->move(place, 1); }, later);
    connect(
        row.remove, &QPushButton::clicked, this, [this, place] { m_shelf->remove(place); }, later);
    m_rows.push_back(row);
    m_list->addWidget(row.line);
}

void TemplateBlock::listTemplates()
{
    const std::size_t count = m_shelf ? m_shelf->templates().size() : 0;
    while (m_rows.size() > count) {
        m_rows.back().line->deleteLater(); // its name may just have been edited
        m_rows.back().line->hide();
        m_rows.pop_back();
    }
    while (m_rows.size() < count)
        addRow();
    for (std::size_t place = 0; place < count; ++place) {
        const QString &name = m_shelf->templates()[place].name;
        if (m_rows[place].name->text() != name)
            m_rows[place].name->setText(name);
        m_rows[place].up->setEnabled(place > 0);
        m_rows[place].down->setEnabled(place + 1 < count);
    }
    applyTheme();
}

} // namespace depthdeck::ui
