// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/action_finder.h"

#include "ui/common/cell_delegate.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int finderPixels = 480;
constexpr int rowsShown = 10;

constexpr int keyRole = Qt::UserRole + 1;

// The key stands at the right, quiet.
class FinderDelegate final : public CellDelegate
{
public:
    using CellDelegate::CellDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        CellDelegate::paint(painter, option, index);
        const int margin = theme().scaled(6);
        painter->setFont(theme().textFont());
        painter->setPen(theme().color(ColorRole::Quiet));
        drawLine(*painter, option.rect.adjusted(margin, 0, -margin, 0), Qt::AlignRight, index.data(keyRole).toString());
    }
};

} // namespace

bool matchesTyped(const QString &text, const QString &typed)
{
    if (text.contains(typed.trimmed(), Qt::CaseInsensitive))
        return true;
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    const QStringList asked = typed.split(u' ', Qt::SkipEmptyParts);
    return std::all_of(asked.begin(), asked.end(), [&words](const QString &part) {
        return std::any_of(words.begin(), words.end(),
                           [&part](const QString &word) { return word.startsWith(part, Qt::CaseInsensitive); });
    });
}

ActionFinder::ActionFinder(const Theme &theme, std::vector<QAction *> actions, QWidget *parent)
    : QFrame{parent},
      m_theme{theme},
      m_actions{std::move(actions)},
      m_field{new QLineEdit{this}},
      m_found{new QListWidget{this}}
{
    setObjectName(u"actionFinder"_s);
    setAccessibleName(tr("Find action"));
    m_field->setAccessibleName(tr("Find action"));
    m_field->setPlaceholderText(tr("What do you want to do?"));
    m_field->installEventFilter(this);
    m_found->setAccessibleName(tr("Actions found"));
    m_found->setFocusPolicy(Qt::NoFocus);
    m_found->setFrameShape(QFrame::NoFrame);
    m_found->setUniformItemSizes(true);
    m_found->setItemDelegate(new FinderDelegate{theme, this}); // child of this
    auto *layout = new QVBoxLayout{this};
    const int margin = theme.scaled(8);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(theme.scaled(6));
    layout->addWidget(m_field);
    layout->addWidget(m_found);
    connect(m_field, &QLineEdit::textEdited, this, &ActionFinder::list);
    connect(m_found, &QListWidget::itemClicked, this, &ActionFinder::runCurrent);
    hide();
}

void ActionFinder::open()
{
    m_focusBefore = QApplication::focusWidget();
    m_field->clear();
    const int width = std::min(m_theme.scaled(finderPixels), parentWidget()->width());
    const int height = m_field->sizeHint().height() + m_theme.rowHeight() * rowsShown + m_theme.scaled(26);
    setGeometry((parentWidget()->width() - width) / 2, m_theme.scaled(52), width, height);
    list();
    show();
    raise();
    m_field->setFocus(Qt::ShortcutFocusReason);
}

void ActionFinder::list()
{
    m_found->clear();
    for (std::size_t at = 0; at < m_actions.size(); ++at) {
        const QAction &action = *m_actions[at];
        if (!action.isEnabled() || !matchesTyped(action.text(), m_field->text()))
            continue;
        auto *row = new QListWidgetItem{action.text(), m_found}; // owned by the list
        row->setData(keyRole, action.shortcut().toString(QKeySequence::NativeText));
        row->setData(Qt::UserRole, static_cast<int>(at));
    }
    m_found->setCurrentRow(0);
}

void ActionFinder::close()
{
    hide();
    if (m_focusBefore)
        m_focusBefore->setFocus(Qt::OtherFocusReason);
}

void ActionFinder::runCurrent()
{
    const QListWidgetItem *row = m_found->currentItem();
    close();
    if (row == nullptr)
        return;
    // After this event, so that an action that opens another window finds this one closed.
    QTimer::singleShot(0, m_actions[static_cast<std::size_t>(row->data(Qt::UserRole).toInt())], &QAction::trigger);
}

bool ActionFinder::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field)
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut && isVisible()) {
        hide();
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto *key = static_cast<QKeyEvent *>(event);
    const int last = m_found->count() - 1;
    switch (key->key()) {
    case Qt::Key_Escape:
        close();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        runCurrent();
        return true;
    case Qt::Key_Down:
        m_found->setCurrentRow(std::min(last, m_found->currentRow() + 1));
        return true;
    case Qt::Key_Up:
        m_found->setCurrentRow(std::max(0, m_found->currentRow() - 1));
        return true;
    default:
        return false;
    }
}

void ActionFinder::paintEvent(QPaintEvent *)
{
    QPainter painter{this};
    painter.fillRect(rect(), m_theme.color(ColorRole::Raised));
    painter.setPen(m_theme.color(ColorRole::Accent));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace depthdeck::ui
