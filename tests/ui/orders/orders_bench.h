// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/orders/trading_scene.h"
#include "ui/common/table_view.h"
#include "ui/orders/orders_panel.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTest>

namespace depthdeck::test {

/// The orders panel over three working orders, wired to the desk as the shell does, and driven by hand.
struct OrdersBench : TradingScene
{
    ui::OrdersPanel panel{orders, board, theme};
    std::vector<std::vector<OrderId>> pulls;
    std::vector<PullScope> scopes;
    std::vector<OrderRevision> revisions;
    DeskAnswer lastAnswer;

    explicit OrdersBench(bool armed = true)
    {
        logIn();
        if (armed)
            static_cast<void>(desk.setArmed(true));
        using ui::OrdersPanel;
        QObject::connect(&panel, &OrdersPanel::pullRequested, &panel,
                         [this](const std::vector<OrderId> &wanted) { pulls.push_back(wanted); });
        QObject::connect(&panel, &OrdersPanel::pullScopeRequested, &panel,
                         [this](const PullScope &scope) { scopes.push_back(scope); });
        QObject::connect(&panel, &OrdersPanel::reviseRequested, &panel, [this](const OrderRevision &wanted) {
            revisions.push_back(wanted);
            lastAnswer = desk.revise(wanted);
            panel.showAnswer(lastAnswer);
        });
        panel.setChecker([this](const OrderRevision &revision) { return desk.check(revision); });
        orders.applyUpdate(workingOrder("A1", es, "6024.25", 2));
        orders.applyUpdate(workingOrder("B2", zn, "110.5", 5, false));
        orders.applyUpdate(workingOrder("C3", es, "6023.00", 1));
        panel.refresh();
        panel.resize(1500, 400);
        panel.show();
        panel.activateWindow();
        QTEST_ASSERT(QTest::qWaitForWindowActive(&panel));
    }

    [[nodiscard]] ui::TableView *table() { return panel.findChild<ui::TableView *>(QStringLiteral("workingOrders")); }
    [[nodiscard]] QRect cellRect(int row, ui::OrdersModel::Column column)
    {
        return table()->visualRect(table()->model()->index(row, column));
    }
    void clickCell(int row, ui::OrdersModel::Column column, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, modifiers, cellRect(row, column).center());
    }
    void doubleClickCell(int row, ui::OrdersModel::Column column)
    {
        clickCell(row, column);
        QTest::mouseDClick(table()->viewport(), Qt::LeftButton, {}, cellRect(row, column).center());
    }
    [[nodiscard]] QString cell(int row, ui::OrdersModel::Column column)
    {
        return table()->model()->index(row, column).data().toString();
    }
    /// The editor in a cell; nullptr when none is open.
    [[nodiscard]] QLineEdit *cellEditor() { return table()->viewport()->findChild<QLineEdit *>(); }
    template <typename Widget>
    [[nodiscard]] Widget *named(const char *name)
    {
        for (Widget *widget : panel.findChildren<Widget *>())
            if (widget->accessibleName() == QLatin1StringView{name})
                return widget;
        return nullptr;
    }
    void click(const char *name) { QTest::mouseClick(named<QPushButton>(name), Qt::LeftButton); }
    [[nodiscard]] QString note()
    {
        return named<QLabel>("Revision")->isVisible() ? named<QLabel>("Revision")->text() : QString{};
    }
    /// The menu that is open now.
    [[nodiscard]] QMenu *menu() { return qobject_cast<QMenu *>(QApplication::activePopupWidget()); }
    void choose(const QString &begins)
    {
        QMenu *open = menu();
        QTEST_ASSERT(open != nullptr);
        for (QAction *action : open->actions())
            if (action->text().startsWith(begins)) {
                QTest::mouseClick(open, Qt::LeftButton, {}, open->actionGeometry(action).center());
                return;
            }
        QTEST_ASSERT_X(false, "choose", qPrintable(begins));
    }
};

} // namespace depthdeck::test
