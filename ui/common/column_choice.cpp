// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/column_choice.h"

#include <QHeaderView>
#include <QMenu>

namespace depthdeck::ui {

ColumnChoice::ColumnChoice(QHeaderView &header, const QStringList &names, const QStringList &usual, QObject *parent)
    : QObject{parent},
      m_header{header},
      m_names{names},
      m_usual{usual}
{
    header.setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&header, &QHeaderView::customContextMenuRequested, this, [this](const QPoint &where) {
        auto *menu = new QMenu{&m_header};
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillMenu(*menu);
        menu->popup(m_header.mapToGlobal(where));
    });
    connect(&header, &QHeaderView::sectionMoved, this, &ColumnChoice::changed);
    show(usual);
}

QStringList ColumnChoice::shown() const
{
    QStringList names;
    for (int visual = 0; visual < m_header.count(); ++visual)
        if (const int column = m_header.logicalIndex(visual); m_wanted.contains(column))
            names << m_names.value(column);
    return names;
}

void ColumnChoice::show(const QStringList &names)
{
    const QSignalBlocker quiet{this};
    QList<int> columns;
    for (const QString &name : names)
        if (const auto column = static_cast<int>(m_names.indexOf(name)); column >= 0 && !columns.contains(column))
            columns << column;
    if (columns.isEmpty() && names != m_usual)
        return show(m_usual);
    m_wanted = QSet<int>{columns.begin(), columns.end()};
    for (int column = 0; column < m_names.size(); ++column)
        if (!columns.contains(column))
            columns << column;
    for (int visual = 0; visual < columns.size(); ++visual)
        m_header.moveSection(m_header.visualIndex(columns.at(visual)), visual);
    apply();
}

void ColumnChoice::setAvailable(const QString &name, bool available)
{
    const auto column = static_cast<int>(m_names.indexOf(name));
    if (column < 0)
        return;
    if (available)
        m_unavailable.remove(column);
    else
        m_unavailable.insert(column);
    apply();
}

void ColumnChoice::apply()
{
    for (int column = 0; column < m_names.size(); ++column)
        m_header.setSectionHidden(column, !m_wanted.contains(column) || m_unavailable.contains(column));
}

void ColumnChoice::toggle(int column, bool shown)
{
    if (shown)
        m_wanted.insert(column);
    else
        m_wanted.remove(column);
    apply();
    emit changed();
}

void ColumnChoice::fillMenu(QMenu &menu)
{
    const QSet<int> seen = m_wanted - m_unavailable;
    for (int column = 0; column < m_names.size(); ++column) {
        if (m_unavailable.contains(column))
            continue;
        QAction *action = menu.addAction(m_header.model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(seen.contains(column));
        action->setEnabled(!seen.contains(column) || seen.size() > 1);
        connect(action, &QAction::toggled, this, [this, column](bool on) { toggle(column, on); });
    }
    menu.addSeparator();
    connect(menu.addAction(tr("Show the usual columns")), &QAction::triggered, this, [this] {
        show(m_usual);
        emit changed();
    });
}

} // namespace depthdeck::ui
