// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSet>
#include <QStringList>

class QHeaderView;
class QMenu;

namespace depthdeck::ui {

/// Which columns of a table or tree are shown, and in which order: chosen in the header's context menu. One column
/// always stays. Knows columns by stable names, for the settings.
class ColumnChoice final : public QObject
{
    Q_OBJECT

public:
    /// @p names: one for each logical column; @p usual: those shown when nobody chose. @p header must have its model
    /// and outlive this.
    ColumnChoice(QHeaderView &header, const QStringList &names, const QStringList &usual, QObject *parent);

    /// The shown columns from left to right.
    [[nodiscard]] QStringList shown() const;
    /// Exactly these, in this order. Unknown names are left out; when none is known the usual ones are shown.
    void show(const QStringList &names);
    /// A column that has nothing to say now (the account, with one account) is neither shown nor offered.
    void setAvailable(const QString &name, bool available);
    /// Adds what the header's context menu holds.
    void fillMenu(QMenu &menu);

signals:
    /// By the user's hand.
    void changed();

private:
    void apply();
    void toggle(int column, bool shown);

    QHeaderView &m_header;
    QStringList m_names;
    QStringList m_usual;
    QSet<int> m_wanted;
    QSet<int> m_unavailable;
};

} // namespace depthdeck::ui
