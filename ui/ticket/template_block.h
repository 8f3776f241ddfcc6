// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/order_template.h"

#include <QWidget>

#include <vector>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace depthdeck::ui {

class NamedCombo;
class TemplateShelf;
class Theme;

/// Where a trader names, renames, orders and deletes templates, inside the ticket.
class TemplateBlock final : public QWidget
{
    Q_OBJECT

public:
    explicit TemplateBlock(const Theme &theme, QWidget *parent = nullptr);

    void setShelf(TemplateShelf *shelf);
    /// Opens it with the keyboard in the name of a new template, whose prices @p anchor suggests.
    void offerToSave(PriceAnchor anchor);
    void offerToManage();
    /// One line: what became of the last request.
    void tell(const QString &sentence);

signals:
    void saveRequested(const QString &name, depthdeck::PriceAnchor anchor);

private:
    struct Row
    {
        QWidget *line;
        QLineEdit *name;
        QToolButton *up;
        QToolButton *down;
        QPushButton *remove;
    };

    void build();
    void applyTheme();
    void listTemplates();
    void addRow();
    void requestSave();

    const Theme &m_theme;
    TemplateShelf *m_shelf = nullptr;
    // Children of this.
    QVBoxLayout *m_layout;
    QWidget *m_save;
    QLineEdit *m_name;
    NamedCombo *m_anchor;
    QPushButton *m_saveButton;
    QLabel *m_told;
    QVBoxLayout *m_list;
    std::vector<Row> m_rows;
    QPushButton *m_close;
};

} // namespace depthdeck::ui
