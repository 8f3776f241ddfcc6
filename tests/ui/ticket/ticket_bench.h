// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/orders/trading_scene.h"
#include "ui/common/named_combo.h"
#include "ui/ticket/ticket_panel.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QWheelEvent>

namespace depthdeck::test {

/// A ticket over a live session, shown; what it asks for is kept.
struct TicketBench : TradingScene
{
    ui::TicketPanel panel{board, accounts, desk, theme};
    std::vector<SubmissionDraft> submissions;
    std::vector<OrderDraft> submitted; ///< the first order of each
    std::vector<bool> arms;
    std::vector<bool> windowLocks;
    int searches = 0;

    TicketBench()
    {
        QObject::connect(&panel, &ui::TicketPanel::submissionRequested, &panel, [this](const SubmissionDraft &draft) {
            submissions.push_back(draft);
            submitted.push_back(draft.orders.front());
        });
        QObject::connect(&panel, &ui::TicketPanel::windowLockRequested, &panel, [this](bool locked) {
            windowLocks.push_back(locked);
            desk.setWindowLocked(panel.windowName(), locked);
        });
        QObject::connect(&panel, &ui::TicketPanel::armRequested, &panel, [this](bool armed) {
            arms.push_back(armed);
            desk.setArmed(armed);
        });
        QObject::connect(&panel, &ui::TicketPanel::marketSearchRequested, &panel, [this] { ++searches; });
        logIn();
        panel.setMarket(es);
        panel.refresh();
        panel.resize(460, 620);
        panel.show();
        panel.activateWindow();
        QTEST_ASSERT(QTest::qWaitForWindowActive(&panel));
    }

    template <typename Widget>
    [[nodiscard]] Widget *named(const char *name)
    {
        for (Widget *widget : panel.findChildren<Widget *>())
            if (widget->accessibleName() == QLatin1StringView{name})
                return widget;
        return nullptr;
    }
    [[nodiscard]] QPushButton *button(const char *name) { return named<QPushButton>(name); }
    [[nodiscard]] QLineEdit *field(const char *name) { return named<QLineEdit>(name); }
    [[nodiscard]] QString label(const char *name)
    {
        const auto *found = panel.findChild<QLabel *>(QString::fromLatin1(name));
        if (found->isHidden())
            return {};
        return found->toolTip().isEmpty() ? found->text() : found->toolTip(); // the answer's line may be cut short
    }
    void click(const char *name) { QTest::mouseClick(button(name), Qt::LeftButton); }
    void type(const char *name, const char *text)
    {
        field(name)->setFocus();
        field(name)->selectAll();
        QTest::keyClicks(field(name), QString::fromUtf8(text));
    }
    /// By keys alone: the combo box searches by its entries' first letters.
    void choose(const char *combo, const char *entry)
    {
        auto *box = named<ui::NamedCombo>(combo);
        box->setFocus();
        while (box->currentIndex() > 0)
            QTest::keyClick(box, Qt::Key_Up);
        while (box->currentText() != QLatin1StringView{entry} && box->currentIndex() + 1 < box->count())
            QTest::keyClick(box, Qt::Key_Down);
        QCOMPARE(box->currentText(), QString::fromLatin1(entry));
    }
    /// By the mouse: opens the list and clicks the entry.
    void pick(const char *combo, const char *entry)
    {
        auto *box = named<ui::NamedCombo>(combo);
        QTest::mouseClick(box, Qt::LeftButton);
        QTRY_VERIFY(box->view()->isVisible());
        const QModelIndex index = box->model()->index(box->findText(QString::fromLatin1(entry)), 0);
        QTest::qWait(QApplication::doubleClickInterval()); // the box ignores a release too soon after it opened
        const QPoint where = box->view()->visualRect(index).center();
        QTest::mouseMove(box->view()->viewport(), where);
        QTest::mouseClick(box->view()->viewport(), Qt::LeftButton, {}, where);
        QTRY_COMPARE(box->currentText(), QString::fromLatin1(entry));
    }
    static void wheel(QWidget *widget, int notches)
    {
        const QPointF at = widget->rect().center();
        QWheelEvent event{at,
                          widget->mapToGlobal(at),
                          {},
                          QPoint{0, notches * 120},
                          Qt::NoButton,
                          Qt::NoModifier,
                          Qt::NoScrollPhase,
                          false};
        QApplication::sendEvent(widget, &event);
    }
};

} // namespace depthdeck::test
