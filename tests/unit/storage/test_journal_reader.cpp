// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/journal/journal_reader.h"
#include "tests/unit/storage/journal_scene.h"

#include <QSignalSpy>

#include <set>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(depthdeck::JournalFilter)

class TestJournalReader : public QObject
{
    Q_OBJECT

private slots:
    void pagesGoFromNewToOld();
    void rowsAppendedSinceAreReadAlone();
    void everyFilterKeepsItsRows_data();
    void everyFilterKeepsItsRows();
    void aNewRequestMakesEarlierOnesMoot();
    void rareRowsAreFoundFarBack();
    void aMissingFileIsTold();
    void aFileMadeLaterIsRead();
    void anotherFileUnderTheNameIsReadAfterReopening();
    void everyKindHasANameAndAGroup();

private:
    [[nodiscard]] static JournalPage wait(JournalReader &reader, quint64 request);
    [[nodiscard]] static QStringList details(const JournalPage &page);
};

JournalPage TestJournalReader::wait(JournalReader &reader, quint64 request)
{
    JournalPage found;
    const auto connection = connect(&reader, &JournalReader::pageRead, &reader, [&](const JournalPage &page) {
        if (page.request == request)
            found = page;
    });
    if (!QTest::qWaitFor([&] { return found.request == request; }))
        found.trouble = u"no answer"_s;
    disconnect(connection);
    return found;
}

QStringList TestJournalReader::details(const JournalPage &page)
{
    QStringList found;
    for (const JournalRow &row : page.rows)
        found.append(row.entry.detail);
    return found;
}

void TestJournalReader::pagesGoFromNewToOld()
{
    JournalScene scene;
    scene.write(10); // rows 2 to 11
    JournalReader reader{scene.file};
    JournalFilter notes;
    notes.group = JournalGroup::Session;
    const JournalPage first = wait(reader, reader.readOlder(notes, 0, 5));
    QVERIFY2(first.trouble.isEmpty(), qPrintable(first.trouble));
    QCOMPARE(first.rows.size(), std::size_t{5});
    QCOMPARE(first.rows.front().sequence, std::int64_t{12});
    QCOMPARE(first.rows.back().sequence, std::int64_t{8});
    QCOMPARE(first.examinedTo, std::int64_t{12});
    QVERIFY(first.hasOlder);
    const JournalPage second = wait(reader, reader.readOlder(notes, first.rows.back().sequence, 20));
    QCOMPARE(second.rows.front().sequence, std::int64_t{7});
    QCOMPARE(second.rows.back().sequence, std::int64_t{1});
    QVERIFY(!second.hasOlder);
    QCOMPARE(second.rows.front().hash.size(), 32);
}

void TestJournalReader::rowsAppendedSinceAreReadAlone()
{
    JournalScene scene;
    Journal journal{scene.file, scene.clock, JournalScene::options()};
    QCOMPARE(recordAndWait(journal, JournalScene::entry(u"old"_s)), 1);
    JournalReader reader{scene.file};
    const JournalPage all = wait(reader, reader.readOlder({}, 0, 50));
    QCOMPARE(details(all).first(), u"old"_s);
    QCOMPARE(wait(reader, reader.readNewer({}, all.examinedTo, 50)).rows.size(), std::size_t{0});
    QCOMPARE(recordAndWait(journal, JournalScene::entry(u"new 1"_s)), 1);
    QCOMPARE(recordAndWait(journal, JournalScene::entry(u"new 2"_s)), 1);
    const JournalPage newer = wait(reader, reader.readNewer({}, all.examinedTo, 50));
    QCOMPARE(details(newer), (QStringList{u"new 2"_s, u"new 1"_s}));
}

void TestJournalReader::everyFilterKeepsItsRows_data()
{
    QTest::addColumn<JournalFilter>("filter");
    QTest::addColumn<QStringList>("kept");
    JournalFilter filter;
    QTest::newRow("none") << filter << QStringList{u"d"_s, u"c"_s, u"b"_s, u"a"_s};
    filter.account = "A1";
    QTest::newRow("account") << filter << QStringList{u"c"_s, u"a"_s};
    filter = {};
    filter.market = "M2";
    QTest::newRow("market") << filter << QStringList{u"b"_s};
    filter = {};
    filter.order = "o1";
    QTest::newRow("order") << filter << QStringList{u"c"_s};
    filter = {};
    filter.tag = "t1";
    QTest::newRow("tag") << filter << QStringList{u"a"_s};
    filter = {};
    filter.manual = true;
    QTest::newRow("manual") << filter << QStringList{u"a"_s};
    filter.manual = false;
    QTest::newRow("automatic") << filter << QStringList{u"b"_s};
    filter = {};
    filter.group = JournalGroup::Intents;
    QTest::newRow("group") << filter << QStringList{u"b"_s, u"a"_s};
    filter.account = "A1";
    QTest::newRow("group and account") << filter << QStringList{u"a"_s};
    filter = {};
    filter.from = WallTime{2s};
    QTest::newRow("from") << filter << QStringList{u"d"_s, u"c"_s, u"b"_s};
    filter.until = WallTime{3s};
    QTest::newRow("from and until") << filter << QStringList{u"b"_s};
    filter = {};
    filter.text = u"MARGIN"_s;
    QTest::newRow("text in any case") << filter << QStringList{u"d"_s};
    filter.text = u"100%"_s;
    QTest::newRow("a wildcard is itself") << filter << QStringList{u"d"_s};
    filter.text = u"10_%"_s;
    QTest::newRow("another wildcard is itself") << filter << QStringList{};
    filter.text = u"' OR 1=1 --"_s;
    QTest::newRow("no injection") << filter << QStringList{};
    filter.text = u"M2"_s;
    QTest::newRow("text in a column") << filter << QStringList{u"b"_s};
}

void TestJournalReader::everyFilterKeepsItsRows()
{
    QFETCH(JournalFilter, filter);
    QFETCH(QStringList, kept);
    JournalScene scene;
    {
        Journal journal{scene.file, scene.clock, JournalScene::options()};
        int second = 0;
        const auto add = [&](const char *detail, JournalKind kind, auto fill) {
            JournalEntry entry = JournalScene::entry(QString::fromLatin1(detail), kind);
            entry.at = WallTime{std::chrono::seconds{++second}};
            fill(entry);
            journal.record(std::move(entry));
        };
        add("a", JournalKind::SubmitIntent, [](JournalEntry &entry) {
            entry.account = "A1";
            entry.tag = "t1";
            entry.manual = true;
        });
        add("b", JournalKind::SubmitIntent, [](JournalEntry &entry) {
            entry.market = "M2";
            entry.manual = false;
        });
        add("c", JournalKind::OrderUpdate, [](JournalEntry &entry) {
            entry.account = "A1";
            entry.order = "o1";
        });
        add("d", JournalKind::OrderRefused, [](JournalEntry &entry) { entry.json = u"margin of 100% needed"_s; });
    }
    JournalReader reader{scene.file};
    JournalPage page = wait(reader, reader.readOlder(filter, 0, 100));
    std::erase_if(page.rows, [](const JournalRow &row) {
        return row.entry.kind == JournalKind::ProgramStarted || row.entry.kind == JournalKind::ProgramEnded;
    });
    QCOMPARE(details(page), kept);
}

void TestJournalReader::aNewRequestMakesEarlierOnesMoot()
{
    JournalScene scene;
    scene.write(10);
    JournalReader reader{scene.file};
    QSignalSpy pages{&reader, &JournalReader::pageRead};
    quint64 last = 0;
    for (int at = 0; at < 50; ++at)
        last = reader.readOlder({}, 0, 5);
    QTRY_VERIFY(!pages.isEmpty() && pages.last().at(0).value<JournalPage>().request == last);
    QVERIFY2(pages.size() < 10, qPrintable(QString::number(pages.size())));
}

void TestJournalReader::rareRowsAreFoundFarBack()
{
    JournalScene scene;
    {
        Journal journal{scene.file, scene.clock, JournalScene::options()};
        journal.record(JournalScene::entry(u"needle"_s));
        for (int at = 0; at < 21'000; ++at)
            journal.record(JournalScene::entry(u"hay"_s));
    }
    JournalReader reader{scene.file};
    JournalFilter filter;
    filter.text = u"needle"_s;
    const JournalPage page = wait(reader, reader.readOlder(filter, 0, 10));
    QCOMPARE(details(page), QStringList{u"needle"_s});
    QVERIFY(!page.hasOlder);
}

void TestJournalReader::aMissingFileIsTold()
{
    JournalScene scene;
    JournalReader reader{scene.file};
    const JournalPage page = wait(reader, reader.readOlder({}, 0, 10));
    QVERIFY(!page.trouble.isEmpty());
    QVERIFY(page.rows.empty());
    QVERIFY(!QFile::exists(scene.file));
}

void TestJournalReader::aFileMadeLaterIsRead()
{
    JournalScene scene;
    JournalReader reader{scene.file};
    QVERIFY(!wait(reader, reader.readOlder({}, 0, 10)).trouble.isEmpty());
    scene.write(1);
    const JournalPage page = wait(reader, reader.readOlder({}, 0, 10));
    QVERIFY2(page.trouble.isEmpty(), qPrintable(page.trouble));
    QCOMPARE(page.rows.size(), std::size_t{3});
}

void TestJournalReader::anotherFileUnderTheNameIsReadAfterReopening()
{
    JournalScene scene;
    scene.write(5);
    JournalReader reader{scene.file};
    QCOMPARE(wait(reader, reader.readOlder({}, 0, 50)).rows.size(), std::size_t{7});
    QVERIFY(QFile::rename(scene.file, scene.file + u".old"_s));
    scene.write(1);
    reader.reopen();
    QCOMPARE(wait(reader, reader.readOlder({}, 0, 50)).rows.size(), std::size_t{3});
}

void TestJournalReader::everyKindHasANameAndAGroup()
{
    std::set<QString> names;
    std::size_t kinds = 0;
    for (const JournalGroup group : {JournalGroup::Session, JournalGroup::Guards, JournalGroup::Intents,
                                     JournalGroup::Orders, JournalGroup::Fills}) {
        for (const JournalKind kind : kindsOf(group)) {
            QCOMPARE(groupOf(kind), group);
            names.insert(journalKindName(kind));
            ++kinds;
        }
    }
    QCOMPARE(names.size(), kinds);
    QCOMPARE(kinds, std::size_t{26});
    QCOMPARE(journalKindName(static_cast<JournalKind>(12345)), u"12345"_s);
}

QTEST_GUILESS_MAIN(TestJournalReader)
#include "test_journal_reader.moc"
