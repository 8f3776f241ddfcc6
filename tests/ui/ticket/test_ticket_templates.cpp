// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/ticket/ticket_bench.h"
#include "ui/ticket/template_shelf.h"

#include <QMenu>
#include <QToolButton>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace Qt::StringLiterals;

namespace {

struct TemplateBench : TicketBench
{
    ui::TemplateShelf shelf;

    TemplateBench() { panel.setTemplateShelf(&shelf); }
    ~TemplateBench() { panel.setTemplateShelf(nullptr); }

    QMenu *menu()
    {
        click("Templates");
        return qobject_cast<QMenu *>(QApplication::activePopupWidget());
    }
    void choose(const QString &entry)
    {
        QMenu *open = menu();
        QVERIFY(open);
        for (QAction *action : open->actions())
            if (action->text().startsWith(entry))
                QTest::mouseClick(open, Qt::LeftButton, {}, open->actionGeometry(action).center());
        QVERIFY(!open->isVisible());
    }
    void saveAs(const char *name)
    {
        choose(u"Save this order"_s);
        type("Template name", name);
        QTest::keyClick(field("Template name"), Qt::Key_Return);
    }
};

} // namespace

/// Templates are saved from the ticket, applied on either side, and kept in order, by mouse and keys.
class TestTicketTemplates : public QObject
{
    Q_OBJECT

private slots:
    void aSavedBracketIsAppliedOnEitherSide_data();
    void aSavedBracketIsAppliedOnEitherSide();
    void severalExitsKeepTheirLots();
    void aStopKeepsItsDistanceFromTheMarket();
    void altAndADigitApplyATemplate();
    void conditionsOfTodayAreNotKept();
    void whatCannotBeATemplateSaysWhy();
    void aTemplateWithoutAPriceToStartFromSaysSo();
    void templatesAreRenamedOrderedAndDeleted();
};

void TestTicketTemplates::aSavedBracketIsAppliedOnEitherSide_data()
{
    QTest::addColumn<bool>("buys");
    QTest::addColumn<QString>("limit");
    QTest::addColumn<QString>("profit");
    QTest::addColumn<QString>("stop");
    // One tick better than the own best, between 6030.00 and 6031.00. It was saved with a price that crossed the market,
    // so its exits are differences: 8 ticks and 6 ticks.
    QTest::newRow("buy") << true << u"6030.25"_s << u"2.00"_s << u"-1.50"_s;
    QTest::newRow("sell") << false << u"6030.75"_s << u"-2.00"_s << u"1.50"_s;
}

void TestTicketTemplates::aSavedBracketIsAppliedOnEitherSide()
{
    QFETCH(bool, buys);
    QFETCH(QString, limit);
    QFETCH(QString, profit);
    QFETCH(QString, stop);
    TemplateBench bench;
    bench.type("Quantity", "3");
    bench.type("Limit price", "6024.75");
    bench.TicketBench::choose("Time in force", "GTC");
    bench.TicketBench::choose("Link", "Bracket");
    bench.type("Profit", "8");
    bench.type("Stop", "6");
    bench.saveAs("Scalp");
    QCOMPARE(bench.shelf.templates().size(), 1U);

    // Another state of ticket and market.
    bench.TicketBench::choose("Link", "None");
    bench.TicketBench::choose("Order type", "Market");
    bench.click("Quantity 1");
    bench.quote(bench.es, "6030.00", "6031.00");
    bench.panel.refresh();
    bench.click(buys ? "Buy" : "Sell");
    bench.choose(u"Scalp"_s);
    const SubmissionDraft made = bench.panel.submission();
    QCOMPARE(made.orders.front().side, buys ? Side::Buy : Side::Sell);
    QCOMPARE(made.orders.front().volume, Quantity{3});
    QCOMPARE(made.orders.front().timeInForce, TimeInForce::GoodTillCancelled);
    QCOMPARE(made.orders.front().limit, Price::parse(limit.toStdString()));
    QCOMPARE(made.link, OrderLink::AutoOco);
    QCOMPARE(made.exits.front().profit, Price::parse(profit.toStdString()));
    QCOMPARE(made.exits.front().stop, Price::parse(stop.toStdString()));
    QVERIFY(bench.submitted.empty());
    QVERIFY(bench.label("answer").contains(u"Nothing was sent"_s));
    QCOMPARE(bench.field("Profit")->text(), u"8"_s); // in ticks, as it was given
}

void TestTicketTemplates::severalExitsKeepTheirLots()
{
    TemplateBench bench;
    bench.type("Quantity", "3");
    bench.TicketBench::choose("Link", "Bracket, several exits");
    bench.type("Profit", "4");
    bench.click("Add exit");
    bench.type("Exit lots", "2");
    bench.type("Exit lots 2", "1");
    bench.type("Stop 2", "6");
    const SubmissionDraft before = bench.panel.submission();
    bench.saveAs("Scale out");
    bench.TicketBench::choose("Link", "None");
    bench.click("Quantity 1");
    bench.choose(u"Scale out"_s);
    QVERIFY(bench.panel.submission() == before);
}

void TestTicketTemplates::aStopKeepsItsDistanceFromTheMarket()
{
    TemplateBench bench;
    bench.TicketBench::choose("Order type", "Trailing stop");
    bench.type("Trail distance", "8");
    bench.type("Stop price", "6027.25"); // ten ticks above the offer
    bench.saveAs("Trail");
    bench.TicketBench::choose("Order type", "Limit");
    bench.click("Sell");
    bench.choose(u"Trail"_s);
    const OrderDraft made = bench.panel.draft();
    QCOMPARE(made.type, OrderType::StopMarket);
    QCOMPARE(made.stop, Price::parse("6022.00")); // ten ticks below the bid
    QCOMPARE(made.trail, Price::parse("2"));
}

void TestTicketTemplates::altAndADigitApplyATemplate()
{
    TemplateBench bench;
    for (const int volume : {2, 7}) {
        OrderTemplate made;
        made.name = u"Lots %1"_s.arg(volume);
        made.volume = Quantity{volume};
        bench.shelf.put(made);
    }
    const QMenu *menu = bench.menu();
    QVERIFY(menu->actions().at(1)->text().endsWith(u"Alt+2"_s));
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Escape);
    QTest::keyClick(bench.field("Quantity"), Qt::Key_2, Qt::AltModifier);
    QCOMPARE(bench.panel.draft().volume, Quantity{7});
    QTest::keyClick(bench.field("Quantity"), Qt::Key_1, Qt::AltModifier);
    QCOMPARE(bench.panel.draft().volume, Quantity{2});
    QTest::keyClick(bench.field("Quantity"), Qt::Key_9, Qt::AltModifier); // there is none
    QCOMPARE(bench.panel.draft().volume, Quantity{2});
}

void TestTicketTemplates::conditionsOfTodayAreNotKept()
{
    TemplateBench bench;
    bench.TicketBench::choose("Activation", "Trade at or above");
    bench.saveAs("Price");
    QVERIFY(bench.shelf.templates().back().activation.isDefault());
    bench.TicketBench::choose("Activation", "After a delay");
    bench.type("Activation moment delay", "20");
    bench.saveAs("Delay");
    QCOMPARE(bench.shelf.templates().back().activation.submit.delay, std::optional{std::chrono::milliseconds{20'000}});
    bench.TicketBench::choose("Activation", "At once");
    bench.choose(u"Delay"_s);
    QCOMPARE(bench.panel.draft().activation.submit.delay, std::optional{std::chrono::milliseconds{20'000}});
    QCOMPARE(bench.named<ui::NamedCombo>("Activation")->currentText(), u"After a delay"_s);
}

void TestTicketTemplates::whatCannotBeATemplateSaysWhy()
{
    TemplateBench bench;
    const auto told = [&bench] { return bench.label("templateAnswer"); };
    bench.choose(u"Save this order"_s);
    QTest::keyClick(bench.field("Template name"), Qt::Key_Return);
    QVERIFY(told().contains(u"a name first"_s));
    bench.TicketBench::choose("Link", "OCO");
    bench.saveAs("Pair");
    QVERIFY(told().contains(u"only a single order or a bracket"_s));
    bench.TicketBench::choose("Link", "None");
    bench.quote(bench.es, "", "6024.75");
    bench.saveAs("No bid");
    QVERIFY(told().contains(u"no price there to count from"_s));
    bench.type("Limit price", "6024.60");
    bench.TicketBench::choose("Template prices from", "Prices from the other best");
    bench.click("Save template");
    QVERIFY(told().contains(u"between two ticks"_s));
    QVERIFY(bench.shelf.templates().empty());
}

void TestTicketTemplates::aTemplateWithoutAPriceToStartFromSaysSo()
{
    TemplateBench bench;
    OrderTemplate made;
    made.name = u"Own best"_s;
    bench.shelf.put(made);
    bench.quote(bench.es, "", "6024.75");
    bench.type("Limit price", "6020");
    bench.choose(u"Own best"_s);
    QVERIFY(bench.label("answer").contains(u"was not applied"_s));
    QCOMPARE(bench.panel.draft().limit, Price::parse("6020"));
}

void TestTicketTemplates::templatesAreRenamedOrderedAndDeleted()
{
    TemplateBench bench;
    for (const char *name : {"One", "Two", "Three"}) {
        OrderTemplate made;
        made.name = QString::fromLatin1(name);
        bench.shelf.put(made);
    }
    const auto names = [&bench] {
        QStringList all;
        for (const OrderTemplate &each : bench.shelf.templates())
            all << each.name;
        return all.join(u',');
    };
    bench.choose(u"Rename, order"_s);
    bench.type("Template 1 name", "First");
    QTest::keyClick(bench.field("Template 1 name"), Qt::Key_Return);
    QCOMPARE(names(), u"First,Two,Three"_s);
    QTest::mouseClick(bench.named<QToolButton>("Template 3 up"), Qt::LeftButton);
    QTRY_COMPARE(names(), u"First,Three,Two"_s);
    QTest::mouseClick(bench.named<QToolButton>("Template 1 down"), Qt::LeftButton);
    QTRY_COMPARE(names(), u"Three,First,Two"_s);
    bench.type("Template 2 name", "Two"); // another one's
    QTest::keyClick(bench.field("Template 2 name"), Qt::Key_Return);
    QCOMPARE(names(), u"Three,First,Two"_s);
    QVERIFY(bench.label("templateAnswer").contains(u"Nothing was renamed"_s));
    bench.click("Delete template 2");
    QTRY_COMPARE(names(), u"Three,Two"_s);
    bench.click("Close templates");
    QVERIFY(!bench.field("Template name")->isVisible());
}

QTEST_MAIN(TestTicketTemplates)
#include "test_ticket_templates.moc"
