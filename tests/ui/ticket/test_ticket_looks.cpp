// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_template.h"
#include "tests/ui/orders/panel_shots.h"
#include "tests/ui/ticket/ticket_bench.h"
#include "ui/ticket/template_shelf.h"

#include <QScrollArea>
#include <QScrollBar>

#include <functional>

using namespace depthdeck;
using namespace depthdeck::test;

namespace {

/// A ticket in one of its modes, as a trader leaves it.
struct Mode
{
    const char *name;
    int height; ///< of the wide ticket
    std::function<void(TicketBench &)> prepare;
};

// A scaled font lays out its parents one level a pass; what has no size yet cannot be clicked.
void settle()
{
    for (int pass = 0; pass < 12; ++pass)
        QTest::qWait(1);
}

void bracket(TicketBench &bench, const char *link)
{
    bench.choose("Link", link);
    settle();
    bench.type("Quantity", "3");
    bench.type("Profit", "8");
    bench.type("Stop", "6");
}

std::vector<Mode> modes()
{
    return {
        {"limit", 460, [](TicketBench &) {}},
        {"faulty", 460,
         [](TicketBench &bench) {
             bench.panel.setMarket(bench.zn);
             bench.click("Sell");
             bench.choose("Order type", "Stop limit");
             bench.type("Limit price", "110.51");
             bench.type("Quantity", "80");
             bench.panel.submit();
         }},
        {"trailing", 520,
         [](TicketBench &bench) {
             bench.click("Sell");
             bench.choose("Order type", "Trailing stop limit");
             bench.type("Trail distance", "8");
         }},
        {"flatten", 460,
         [](TicketBench &bench) {
             bench.accounts.applyPosition(bench.positionOf(bench.es, 3, 0, "6020"));
             bench.choose("Order type", "Flatten");
         }},
        {"oco", 640, [](TicketBench &bench) { bench.choose("Link", "OCO"); }},
        {"bracket", 680, [](TicketBench &bench) { bracket(bench, "Bracket"); }},
        {"exits", 960,
         [](TicketBench &bench) {
             bracket(bench, "Bracket, several exits");
             bench.click("Add exit");
             bench.type("Exit lots", "2");
             bench.type("Exit lots 2", "1");
             bench.choose("Profit 2 unit", "money");
             bench.type("Profit 2", "300");
             bench.choose("Stop 2 unit", "price");
             bench.type("Stop 2", "6022.00");
         }},
        {"activation", 660,
         [](TicketBench &bench) {
             bench.choose("Activation", "Quote at or above");
             bench.click("Cancel conditions");
             bench.choose("Give up", "After a delay");
             bench.choose("Pull", "At a time");
         }},
        {"templates", 640,
         [](TicketBench &bench) {
             static ui::TemplateShelf shelf;
             if (shelf.templates().empty()) {
                 for (const char *name : {"Scalp 8/6", "Breakout with a long name"}) {
                     OrderTemplate made;
                     made.name = QString::fromLatin1(name);
                     shelf.put(made);
                 }
             }
             bench.panel.setTemplateShelf(&shelf);
             bench.click("Templates");
             QWidget *menu = QApplication::activePopupWidget();
             QTest::keyClick(menu, Qt::Key_Up);
             QTest::keyClick(menu, Qt::Key_Return);
             QVERIFY(!bench.field("Template name")->isHidden());
         }},
    };
}

} // namespace

/// Every mode of the ticket at every scale, wide and at the width of a narrow dock: nothing is cut off.
class TestTicketLooks : public QObject
{
    Q_OBJECT

private slots:
    void pairsStandBesideOneAnotherWhereThereIsRoom();
    void nothingIsCutOff_data();
    void nothingIsCutOff();
};

void TestTicketLooks::pairsStandBesideOneAnotherWhereThereIsRoom()
{
    TicketBench bench;
    const auto isBeside = [&bench](const char *right, QWidget *left) {
        QWidget *other = bench.button(right);
        return other->mapTo(&bench.panel, QPoint{}).y() < left->mapTo(&bench.panel, QPoint{0, left->height()}).y();
    };
    for (const bool wide : {true, false, true}) { // there and back again
        bench.panel.resize(wide ? 440 : 300, 620);
        settle();
        QCOMPARE(isBeside("Join", bench.field("Limit price")), wide);
        QCOMPARE(isBeside("Quantity 10", bench.field("Quantity")), wide);
    }
}

void TestTicketLooks::nothingIsCutOff_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<int>("look");
    const std::vector<Look> all = looks();
    const std::vector<Mode> every = modes();
    for (std::size_t mode = 0; mode < every.size(); ++mode)
        for (std::size_t look = 0; look < all.size(); ++look)
            QTest::addRow("%s %s %g", every[mode].name, qPrintable(all[look].themeName), all[look].scale)
                << static_cast<int>(mode) << static_cast<int>(look);
}

void TestTicketLooks::nothingIsCutOff()
{
    QFETCH(int, mode);
    QFETCH(int, look);
    const Mode chosen = modes()[static_cast<std::size_t>(mode)];
    const Look shown = looks()[static_cast<std::size_t>(look)];
    TicketBench bench;
    shown.apply(bench.theme);
    bench.desk.setArmed(true);
    bench.panel.resize(QSize{460, 900} * shown.scale);
    settle();
    chosen.prepare(bench);
    bench.panel.refresh();
    const QByteArray wide = QByteArray{"ticket-"} + chosen.name;
    QVERIFY(shown.save(bench.panel, QSize{440, chosen.height}, wide));
    QVERIFY(shown.save(bench.panel, QSize{300, 560}, wide + "-narrow"));
    // Scrolled sideways nothing can be: all of it has to fit into the width.
    const auto *scroll = bench.panel.findChild<QScrollArea *>(QStringLiteral("ticketForm"));
    QVERIFY(scroll);
    QVERIFY2(scroll->widget()->width() <= scroll->viewport()->width(),
             qPrintable(QStringLiteral("%1 in %2").arg(scroll->widget()->width()).arg(scroll->viewport()->width())));
    scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum());
    QVERIFY(shown.save(bench.panel, QSize{300, 560}, wide + "-narrow-end"));
}

QTEST_MAIN(TestTicketLooks)
#include "test_ticket_looks.moc"
