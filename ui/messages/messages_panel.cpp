// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messages/messages_panel.h"

#include "ui/common/table_view.h"
#include "ui/messages/messages_model.h"

#include <QLabel>
#include <QVBoxLayout>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

MessagesPanel::MessagesPanel(const NoticeLog &log, const Theme &theme, QWidget *parent)
    : QWidget{parent},
      m_theme{theme},
      m_model{new MessagesModel{log, this}},
      m_view{new TableView{theme, tr("Messages"), this}},
      m_whole{new QLabel{this}}
{
    m_view->setObjectName(u"messages"_s);
    m_view->setModel(m_model);
    m_view->setColumnSamples({u"14:32:09.147"_s, tr("Information"), {}}, MessagesModel::Kind);
    m_view->setStretchColumn(MessagesModel::Message);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setEmptyText(tr("What happens in this session is told here: logins, refusals, fills and faults. "
                            "Nothing has happened yet."));
    m_whole->setObjectName(u"wholeMessage"_s);
    m_whole->setWordWrap(true);
    m_whole->setTextFormat(Qt::PlainText);
    m_whole->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_whole->hide();

    auto *layout = new QVBoxLayout{this};
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_whole);
    applyTheme();
    connect(&theme, &Theme::changed, this, &MessagesPanel::applyTheme);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &MessagesPanel::showChosen);
    connect(m_model, &MessagesModel::dataChanged, this, &MessagesPanel::showChosen);
}

void MessagesPanel::applyTheme()
{
    m_whole->setMargin(m_theme.scaled(8));
}

void MessagesPanel::showChosen()
{
    const QModelIndexList rows = m_view->selectionModel()->selectedRows(MessagesModel::Message);
    m_whole->setVisible(rows.size() == 1);
    if (rows.size() == 1)
        m_whole->setText(rows.first().data().toString());
}

QString MessagesPanel::headerHint() const
{
    if (m_model->errorCount() > 0)
        return tr("%n error(s)", nullptr, m_model->errorCount());
    return tr("newest first");
}

} // namespace depthdeck::ui
