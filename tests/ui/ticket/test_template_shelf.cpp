// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/template_shelf.h"

#include <QSignalSpy>
#include <QTest>

using namespace depthdeck;
using namespace depthdeck::ui;
using namespace Qt::StringLiterals;

namespace {

OrderTemplate named(const QString &name, int volume = 1)
{
    OrderTemplate made;
    made.name = name;
    made.volume = Quantity{volume};
    return made;
}

QStringList names(const TemplateShelf &shelf)
{
    QStringList all;
    for (const OrderTemplate &each : shelf.templates())
        all << each.name;
    return all;
}

} // namespace

class TestTemplateShelf : public QObject
{
    Q_OBJECT

private slots:
    void everyChangeIsAnnouncedAndSaved();
    void whatWasSavedIsThereAgain();
    void whatIsNoTemplateIsLeftOutAndCounted();
    void aNameIsTakenOnce();
    void whatDoesNotExistChangesNothing();
};

void TestTemplateShelf::everyChangeIsAnnouncedAndSaved()
{
    TemplateShelf shelf;
    int saves = 0;
    shelf.useStorage({[] { return QByteArray{}; }, [&saves](const QByteArray &) { ++saves; }});
    QSignalSpy changes{&shelf, &TemplateShelf::changed};
    QVERIFY(shelf.put(named(u"One"_s)));
    QVERIFY(shelf.put(named(u"Two"_s)));
    shelf.move(1, -1);
    QCOMPARE(names(shelf), (QStringList{u"Two"_s, u"One"_s}));
    QVERIFY(shelf.rename(0, u"  Second  "_s));
    shelf.remove(1);
    QCOMPARE(names(shelf), QStringList{u"Second"_s});
    QCOMPARE(changes.size(), 5);
    QCOMPARE(saves, 5);
}

void TestTemplateShelf::whatWasSavedIsThereAgain()
{
    QByteArray kept;
    OrderTemplate made = named(u"Scalp"_s, 3);
    made.link = OrderLink::AutoOco;
    made.exits.push_back({100, 8, 6, std::nullopt});
    {
        TemplateShelf shelf;
        shelf.useStorage({[] { return QByteArray{}; }, [&kept](const QByteArray &text) { kept = text; }});
        shelf.put(made);
    }
    TemplateShelf again;
    QCOMPARE(again.useStorage({[&kept] { return kept; }, [](const QByteArray &) {}}), 0);
    QCOMPARE(again.templates().size(), 1U);
    QVERIFY(again.templates().front() == made);
}

void TestTemplateShelf::whatIsNoTemplateIsLeftOutAndCounted()
{
    TemplateShelf shelf;
    QCOMPARE(shelf.useStorage({[] { return QByteArray{R"([{"name":"x"}, 5])"}; }, {}}), 2);
    QVERIFY(shelf.templates().empty());
    QCOMPARE(shelf.useStorage({[] { return QByteArray{"not json"}; }, {}}), 0);
    QVERIFY(shelf.templates().empty());
}

void TestTemplateShelf::aNameIsTakenOnce()
{
    TemplateShelf shelf;
    shelf.put(named(u"One"_s, 1));
    shelf.put(named(u"Two"_s));
    QVERIFY(shelf.put(named(u"One"_s, 5))); // replaces it in its place
    QCOMPARE(names(shelf), (QStringList{u"One"_s, u"Two"_s}));
    QCOMPARE(shelf.find(u"One"_s)->volume, Quantity{5});
    QVERIFY(!shelf.rename(1, u"One"_s));
    QVERIFY(!shelf.put(named(u"   "_s)));
    QVERIFY(!shelf.rename(1, {}));
    QVERIFY(shelf.rename(1, u"Two"_s));
}

void TestTemplateShelf::whatDoesNotExistChangesNothing()
{
    TemplateShelf shelf;
    shelf.put(named(u"One"_s));
    QSignalSpy changes{&shelf, &TemplateShelf::changed};
    shelf.remove(1);
    shelf.move(0, 1);
    shelf.move(0, -1);
    shelf.move(7, 1);
    QVERIFY(!shelf.rename(3, u"Three"_s));
    QVERIFY(changes.isEmpty());
}

QTEST_MAIN(TestTemplateShelf)
#include "test_template_shelf.moc"
