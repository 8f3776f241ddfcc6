// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/help_window.h"

#include "ui/common/cell_delegate.h"
#include "ui/common/table_view.h"
#include "ui/shell/action_list.h"

#include <QStandardItemModel>
#include <QVBoxLayout>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

HelpWindow::HelpWindow(const Theme &theme, const ActionList &actions, QWidget *parent) : QDialog{parent}
{
    setWindowTitle(tr("Keys"));
    setObjectName(u"keys"_s);
    setModal(false);
    resize(theme.scaled(560), theme.scaled(640));

    auto *rows = new QStandardItemModel{0, 2, this}; // child of this
    rows->setHorizontalHeaderLabels({tr("Action"), tr("Key")});
    const auto add = [rows](const QString &what, const QString &key) {
        auto *keyCell = new QStandardItem{key}; // owned by the model
        keyCell->setData(static_cast<int>(CellFont::Numbers), CellFontRole);
        rows->appendRow({new QStandardItem{what}, keyCell});
    };
    for (const QAction *action : actions.all())
        add(action->text(), action->shortcut().toString(QKeySequence::NativeText));
    add(tr("Price or quantity: one step"), tr("Up, Down, wheel"));
    add(tr("Price or quantity: ten steps"), tr("Page Up, Page Down, Ctrl+wheel"));
    add(tr("Depth: load the ticket at a price"), tr("Click"));
    add(tr("Depth: load the ticket and go to it"), tr("Double click"));
    add(tr("Table: copy the chosen rows"), tr("Ctrl+C"));

    auto *view = new TableView{theme, tr("Keys"), this}; // child of this
    view->setModel(rows);
    view->setColumnSamples({tr("Depth: load the ticket and go to it"), tr("Page Up, Page Down, Ctrl+wheel")});
    view->setStretchColumn(0);
    auto *layout = new QVBoxLayout{this};
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(view);
}

} // namespace depthdeck::ui
