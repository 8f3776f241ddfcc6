// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/ticket_panel.h"

#include "ui/common/price_field.h"
#include "ui/common/quantity_field.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/ticket/order_terms.h"
#include "ui/ticket/quantity_row.h"
#include "ui/ticket/submit_button.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>

// How much room the controls take, at every scale and width.

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

// Pairs of controls stand below one another where they do not fit beside one another.
void TicketPanel::arrange()
{
    const int room = width() - m_theme.scaled(16) - m_scroll->verticalScrollBar()->sizeHint().width();
    if (!m_narrow)
        m_wideNeeds = m_form->minimumSize().width();
    setNarrow(room < m_wideNeeds);
}

void TicketPanel::setNarrow(bool narrow)
{
    if (narrow == m_narrow)
        return;
    m_narrow = narrow;
    const auto direction = narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
    m_termsRow->setDirection(direction);
    m_stopRow->setDirection(direction);
    m_quantity->setNarrow(narrow);
    if (narrow) {
        int row = 0;
        m_form->getWidgetPosition(m_limitRow->parentWidget(), &row, nullptr);
        m_limitRow->removeWidget(m_best);
        m_form->insertRow(row + 1, m_best);
        return;
    }
    const QFormLayout::TakeRowResult taken = m_form->takeRow(m_best);
    delete taken.fieldItem; // the item alone: the widget goes on in the other row
    m_limitRow->addWidget(m_best);
}

void TicketPanel::applyTheme()
{
    const int gap = m_theme.scaled(6);
    for (QBoxLayout *row : m_rows)
        row->setSpacing(gap);
    m_form->setHorizontalSpacing(m_theme.scaled(6));
    m_form->setVerticalSpacing(gap);
    layout()->setContentsMargins(m_theme.scaled(8), m_theme.scaled(8), m_theme.scaled(8), m_theme.scaled(8));
    const QFontMetrics numbers{m_theme.numberFont()};
    const int best = numbers.horizontalAdvance(u"Join 110-16.5"_s) + m_theme.scaled(24);
    for (QPushButton *button : {m_join, m_hit}) {
        button->setFont(m_theme.numberFont());
        button->setMinimumWidth(best);
    }
    for (PriceField *field : {&m_terms->limit(), &m_terms->stop()})
        field->setMinimumWidth(numbers.horizontalAdvance(u"110-16.5"_s) + m_theme.scaled(13));
    m_terms->maxShow().setMinimumWidth(numbers.horizontalAdvance(tr("not used")) + m_theme.scaled(16));
    m_submit->setMinimumHeight(m_theme.scaled(34));
    m_arm->setMinimumHeight(m_theme.scaled(34));
    m_submit->setFont(m_theme.boldFont());
    const QFontMetrics words{m_theme.boldFont()};
    m_arm->setFixedWidth(words.horizontalAdvance(tr("Armed")) + m_theme.scaled(48));
    QPalette palette = m_answer->palette();
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text})
        palette.setColor(role, m_theme.color(ColorRole::Quiet));
    m_answer->setPalette(palette);
    // Its line is always there, so that an answer moves nothing and is never cut.
    m_answer->setFixedHeight(QFontMetrics{m_theme.textFont()}.height());
    elideAnswer();
    m_templateButton->setIcon(themedIcon(m_theme, Icon::ChevronDown));
    m_templateButton->setIconSize(QSize{m_theme.scaled(14), m_theme.scaled(14)});
    m_shownArmed.reset();
    setNarrow(false); // to measure again
    arrange();
    updateGeometry();
    check();
}

QSize TicketPanel::sizeHint() const
{
    return {m_theme.scaled(440), layout()->sizeHint().height()};
}

QSize TicketPanel::minimumSizeHint() const
{
    return {m_theme.scaled(290), layout()->minimumSize().height()};
}

} // namespace depthdeck::ui
