// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/named_combo.h"

#include <QAbstractItemView>
#include <QAccessibleWidget>
#include <QWheelEvent>

namespace depthdeck::ui {

namespace {

class NamedComboAccess final : public QAccessibleWidget
{
public:
    explicit NamedComboAccess(QWidget *widget) : QAccessibleWidget{widget, QAccessible::ComboBox} {}

    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        switch (kind) {
        case QAccessible::Name:
            return combo()->accessibleName();
        case QAccessible::Value:
            return combo()->currentText();
        case QAccessible::Description:
            return combo()->accessibleDescription().isEmpty() ? combo()->currentText()
                                                              : combo()->accessibleDescription();
        default:
            return QAccessibleWidget::text(kind);
        }
    }

    [[nodiscard]] int childCount() const override { return 1; }
    [[nodiscard]] QAccessibleInterface *child(int index) const override
    {
        return index == 0 ? QAccessible::queryAccessibleInterface(combo()->view()) : nullptr;
    }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override
    {
        return child != nullptr && child->object() == combo()->view() ? 0 : -1;
    }

    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.expandable = true;
        state.expanded = combo()->view()->isVisible();
        state.hasPopup = true;
        state.editable = combo()->isEditable();
        return state;
    }

    [[nodiscard]] QStringList actionNames() const override { return {showMenuAction(), pressAction()}; }
    void doAction(const QString &action) override
    {
        if (action != showMenuAction() && action != pressAction())
            return;
        if (combo()->view()->isVisible())
            combo()->hidePopup();
        else
            combo()->showPopup();
    }

private:
    [[nodiscard]] QComboBox *combo() const { return static_cast<QComboBox *>(object()); }
};

QAccessibleInterface *makeAccess(const QString &, QObject *object)
{
    auto *combo = qobject_cast<NamedCombo *>(object);
    return combo != nullptr ? new NamedComboAccess{combo} : nullptr; // owned by QAccessible's cache
}

} // namespace

NamedCombo::NamedCombo(const QString &accessibleName, QWidget *parent) : QComboBox{parent}
{
    [[maybe_unused]] static const bool installed = [] {
        QAccessible::installFactory(makeAccess);
        return true;
    }();
    setAccessibleName(accessibleName);
    setFocusPolicy(Qt::StrongFocus);
    setSizeAdjustPolicy(QComboBox::AdjustToContents);
}

void NamedCombo::wheelEvent(QWheelEvent *event)
{
    if (hasFocus())
        QComboBox::wheelEvent(event);
    else
        event->ignore();
}

} // namespace depthdeck::ui
