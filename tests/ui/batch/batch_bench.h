// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/orders/trading_scene.h"
#include "ui/batch/batch_panel.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QTest>

namespace depthdeck::test {

/// A batch builder over a live session, shown; what it asks for goes to the desk.
struct BatchBench : TradingScene
{
    ui::BatchPanel panel{board, accounts, desk, batches, theme};
    QAbstractItemModelTester tester{&panel.model(), QAbstractItemModelTester::FailureReportingMode::QtTest};
    int asked = 0;

    BatchBench()
    {
        QObject::connect(&panel, &ui::BatchPanel::sendRequested, &panel, [this](const BatchDraft &batch) {
            ++asked;
            panel.showAnswer(desk.submit(batch, ui::BatchPanel::windowName()));
        });
        logIn();
        panel.resize(1000, 320);
        panel.show();
        panel.activateWindow();
        QTEST_ASSERT(QTest::qWaitForWindowActive(&panel));
    }

    [[nodiscard]] OrderDraft limit(const MarketKey &market, const char *price, int volume, Side side = Side::Buy) const
    {
        OrderDraft draft;
        draft.account = account;
        draft.market = market.market;
        draft.side = side;
        draft.volume = Quantity{volume};
        draft.limit = Price::parse(price);
        return draft;
    }
    /// Three lots with two exits in prices.
    [[nodiscard]] SubmissionDraft bracket() const
    {
        SubmissionDraft made{limit(es, "6024.50", 3)};
        made.link = OrderLink::AutoOcoMp;
        made.exits.push_back({Quantity{2}, Price::parse("6026.50"), Price::parse("6023"), std::nullopt});
        made.exits.push_back({Quantity{1}, Price::parse("6030"), std::nullopt, std::nullopt});
        return made;
    }

    [[nodiscard]] QPushButton *button(const char *name) const
    {
        for (QPushButton *each : panel.findChildren<QPushButton *>())
            if (each->accessibleName() == QLatin1StringView{name})
                return each;
        return nullptr;
    }
    void click(const char *name) { QTest::mouseClick(button(name), Qt::LeftButton); }
    [[nodiscard]] QTableView *table() const { return panel.findChild<QTableView *>(); }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return table()->model()->index(row, column).data().toString();
    }
    [[nodiscard]] QString told(const char *name) const
    {
        return panel.findChild<QLabel *>(QString::fromLatin1(name))->text();
    }
    /// By keys, as a trader edits a cell.
    void edit(int row, int column, const char *text)
    {
        table()->setCurrentIndex(table()->model()->index(row, column));
        table()->setFocus();
        QTest::keyClick(table()->viewport(), Qt::Key_F2);
        QWidget *editor = QApplication::focusWidget();
        QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(editor, Qt::Key_Delete);
        QTest::keyClicks(editor, QString::fromLatin1(text));
        QTest::keyClick(editor, Qt::Key_Return);
        QCoreApplication::processEvents(); // the view takes the value in the next round
    }
    [[nodiscard]] std::string sentId() const { return batches.batches().back().id; }
};

} // namespace depthdeck::test
