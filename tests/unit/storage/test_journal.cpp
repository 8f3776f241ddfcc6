// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/journal/journal_verification.h"
#include "tests/unit/storage/journal_scene.h"

#include <QFile>
#include <QSignalSpy>

#include <map>
#include <thread>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestJournal : public QObject
{
    Q_OBJECT

private slots:
    void aRowIsReadableByAnotherProgramBeforeItsWriterIsTold();
    void rowsNobodyWaitsForFollowSoon();
    void anAwaitedRowTakesTheEarlierOnesAlong();
    void aBurstOfIntentsSharesCommits();
    void everyFieldComesBackAsItWas();
    void absentFieldsStayAbsent();
    void aMessageIsMadeToJsonOnTheJournalsThread();
    void severalRunsContinueOneChain();
    void theDestructorWritesWhatWaits();
    void aHangingDiskDoesNotHangTheProgram();
    void rowsOfOneThreadKeepTheirOrder();
    void theOperatorIsStampedOnWhatDoesNotSayIt();
    void aRowWithoutATimeGetsThePresent();
    void appendedIsTold();
    void theFileIsItsUsersAlone();
    void rowsCannotBeChangedByMistake();
};

void TestJournal::aRowIsReadableByAnotherProgramBeforeItsWriterIsTold()
{
    JournalScene scene;
    Journal journal{scene.file, scene.clock, JournalScene::options()};
    std::atomic<int> seen{-1};
    journal.record(JournalScene::entry(u"intent"_s, JournalKind::SubmitIntent), [&](bool onDisk) {
        seen = onDisk && scene.details(JournalKind::SubmitIntent).contains(u"intent"_s) ? 1 : 0;
    });
    QTRY_VERIFY(seen >= 0);
    QCOMPARE(seen.load(), 1);
    QCOMPARE(journal.health(), JournalHealth::Writing);
    QVERIFY(journal.trouble().isEmpty());
}

void TestJournal::rowsNobodyWaitsForFollowSoon()
{
    JournalScene scene;
    Journal journal{scene.file, scene.clock, JournalScene::options()};
    QVERIFY(reaches(journal, JournalHealth::Writing));
    for (int at = 0; at < 20; ++at)
        journal.record(JournalScene::entry(QString::number(at)));
    QTRY_COMPARE_WITH_TIMEOUT(scene.details().size(), 20, 1000);
}

void TestJournal::anAwaitedRowTakesTheEarlierOnesAlong()
{
    JournalScene scene;
    JournalOptions options = JournalScene::options();
    options.groupDelay = 1h;
    Journal journal{scene.file, scene.clock, options};
    journal.record(JournalScene::entry(u"first"_s));
    QCOMPARE(recordAndWait(journal, JournalScene::entry(u"second"_s)), 1);
    QCOMPARE(scene.details(), (QStringList{u"first"_s, u"second"_s}));
}

void TestJournal::aBurstOfIntentsSharesCommits()
{
    JournalScene scene;
    std::atomic<int> commits{0};
    std::atomic<bool> isHeld{true};
    JournalOptions options = JournalScene::options();
    options.beforeCommit = [&] {
        ++commits;
        while (isHeld)
            std::this_thread::sleep_for(1ms);
    };
    Journal journal{scene.file, scene.clock, options};
    constexpr int count = 200;
    std::atomic<int> written{0};
    for (int at = 0; at < count; ++at)
        journal.record(JournalScene::entry({}, JournalKind::SubmitIntent),
                       [&](bool onDisk) { written += onDisk ? 1 : 0; });
    isHeld = false;
    QTRY_COMPARE(written.load(), count);
    QVERIFY2(commits <= 3, qPrintable(QString::number(commits)));
}

void TestJournal::everyFieldComesBackAsItWas()
{
    JournalScene scene;
    JournalEntry entry;
    entry.kind = JournalKind::Fill;
    entry.at = WallTime{1'785'585'600'123'456'789ns};
    entry.serverTime = WallTime{1'785'585'600'111'222'333ns};
    entry.exchangeTime = WallTime{-1ns};
    entry.operatorName = u"ann"_s;
    entry.endpoint = u"Simulator"_s;
    entry.account = "A1";
    entry.exchange = "CME_Eq";
    entry.contract = "ES";
    entry.market = "XCME_Eq ES (Z26)";
    entry.order = "o1";
    entry.exchangeOrder = "x9";
    entry.tag = "tag";
    entry.relation = "batch";
    entry.trade = "TN1";
    entry.side = Side::Sell;
    entry.manual = false;
    entry.orderType = u"LIMIT"_s;
    entry.timeInForce = u"NORMAL"_s;
    entry.change = u"TRADE"_s;
    entry.status = u"WORKING"_s;
    entry.sequence = 7;
    entry.leg = 0;
    entry.historical = true;
    entry.volume = Quantity{3};
    entry.maxShow = Quantity{1};
    entry.working = Quantity{0};
    entry.filled = Quantity{-2};
    entry.price = Price::fromUnits(-9'223'372'036'854'775'807);
    entry.stop = Price::parse("0.000000001");
    entry.seen = SeenQuote{.bid = Price::parse("-0.25"),
                           .offer = std::nullopt,
                           .bidVolume = {12},
                           .offerVolume = {0},
                           .last = Price::parse("4501.50"),
                           .ageNanoseconds = 1'234'567,
                           .revision = 18'446'744'073'709'551'615ull,
                           .frame = 99,
                           .freshness = u"Live"_s};
    entry.window = u"Depth"_s;
    entry.detail = u"ünïcode \"quoted\"\nline"_s;
    entry.json = u"{\"a\":1}"_s;
    {
        Journal journal{scene.file, scene.clock, JournalScene::options()};
        journal.record(entry);
    }
    const std::vector<JournalRow> rows = scene.rows();
    QCOMPARE(rows.size(), std::size_t{3});
    const JournalRow &row = rows[1];
    QCOMPARE(row.sequence, std::int64_t{2});
    QVERIFY(!row.run.isEmpty());
    QCOMPARE(row.hash.size(), 32);
    // Every column, by its stored form: a field that was forgotten in either direction would differ or be null.
    JournalRow expected;
    expected.sequence = 2;
    expected.run = row.run;
    expected.entry = entry;
    const JournalValues stored = toValues(row);
    const JournalValues wanted = toValues(expected);
    for (std::size_t at = 0; at < wanted.size(); ++at) {
        QVERIFY2(stored[at] == wanted[at], qPrintable(journalColumns().at(static_cast<int>(at))));
        const bool mayBeNull = journalColumns().at(static_cast<int>(at)) == u"seen_offer"_s;
        QVERIFY2(mayBeNull || !stored[at].isNull(), qPrintable(journalColumns().at(static_cast<int>(at))));
    }
    QVERIFY(row.entry.price == entry.price);
    QVERIFY(row.entry.at == entry.at);
    QVERIFY(row.entry.exchangeTime == entry.exchangeTime);
    QCOMPARE(row.entry.seen->revision, entry.seen->revision);
    QVERIFY(!row.entry.seen->offer);
}

void TestJournal::absentFieldsStayAbsent()
{
    JournalScene scene;
    scene.write(1);
    const JournalEntry entry = scene.rows().at(1).entry;
    QVERIFY(!entry.serverTime && !entry.exchangeTime && !entry.side && !entry.manual && !entry.sequence && !entry.leg);
    QVERIFY(!entry.volume && !entry.working && !entry.filled && !entry.maxShow && !entry.price && !entry.stop);
    QVERIFY(!entry.seen);
    QVERIFY(!entry.historical);
}

void TestJournal::aMessageIsMadeToJsonOnTheJournalsThread()
{
    JournalScene scene;
    Journal journal{scene.file, scene.clock, JournalScene::options()};
    std::atomic<bool> isElsewhere{false};
    JournalEntry entry = JournalScene::entry(u"x"_s);
    entry.makeJson = [&, here = std::this_thread::get_id()] {
        isElsewhere = std::this_thread::get_id() != here;
        return u"{}"_s;
    };
    QCOMPARE(recordAndWait(journal, std::move(entry)), 1);
    QVERIFY(isElsewhere);
    QCOMPARE(scene.rows().back().entry.json, u"{}"_s);
}

void TestJournal::severalRunsContinueOneChain()
{
    JournalScene scene;
    scene.write(3);
    scene.write(2);
    const std::vector<JournalRow> rows = scene.rows();
    QCOMPARE(rows.size(), std::size_t{9}); // each run began and ended with a row of its own
    QVERIFY(rows.front().run != rows.back().run);
    QCOMPARE(rows[0].entry.kind, JournalKind::ProgramStarted);
    QCOMPARE(rows[4].entry.kind, JournalKind::ProgramEnded);
    QCOMPARE(rows[5].entry.kind, JournalKind::ProgramStarted);
    const JournalVerdict verdict = verifyJournal(scene.file);
    QVERIFY(verdict.isGood());
    QCOMPARE(verdict.rows, std::int64_t{9});
    QCOMPARE(verdict.newestHash, rows.back().hash);
}

void TestJournal::theDestructorWritesWhatWaits()
{
    JournalScene scene;
    {
        JournalOptions options = JournalScene::options();
        options.groupDelay = 1h;
        Journal journal{scene.file, scene.clock, options};
        journal.record(JournalScene::entry(u"last"_s));
    }
    QCOMPARE(scene.details(), QStringList{u"last"_s});
    QCOMPARE(scene.rows().back().entry.kind, JournalKind::ProgramEnded);
}

void TestJournal::aHangingDiskDoesNotHangTheProgram()
{
    JournalScene scene;
    auto isHung = std::make_shared<std::atomic<bool>>(true);
    auto hasEnded = std::make_shared<std::atomic<bool>>(false);
    const auto began = std::chrono::steady_clock::now();
    {
        JournalOptions options = JournalScene::options();
        options.closePatience = 50ms;
        options.beforeCommit = [isHung, hasEnded] {
            while (*isHung)
                std::this_thread::sleep_for(1ms);
            *hasEnded = true;
        };
        Journal journal{scene.file, scene.clock, options};
        journal.record(JournalScene::entry(u"x"_s));
    }
    QVERIFY(std::chrono::steady_clock::now() - began < 1s);
    *isHung = false; // the thread left behind ends in its own time
    QTRY_VERIFY(*hasEnded);
    QTRY_COMPARE(scene.rows().size(), std::size_t{3});
}

void TestJournal::rowsOfOneThreadKeepTheirOrder()
{
    JournalScene scene;
    constexpr int count = 500;
    {
        Journal journal{scene.file, scene.clock, JournalScene::options()};
        std::vector<std::thread> threads;
        for (int number = 0; number < 4; ++number)
            threads.emplace_back([&journal, number] {
                for (int at = 0; at < count; ++at) {
                    JournalEntry entry = JournalScene::entry(QString::number(at));
                    entry.tag = std::to_string(number);
                    if (at % 50 == 0)
                        journal.record(std::move(entry), [](bool) {});
                    else
                        journal.record(std::move(entry));
                }
            });
        for (std::thread &thread : threads)
            thread.join();
    }
    std::map<std::string, int> next;
    for (const JournalRow &row : scene.rows()) {
        if (row.entry.kind == JournalKind::Note)
            QCOMPARE(row.entry.detail.toInt(), next[row.entry.tag]++);
    }
    QCOMPARE(next.size(), std::size_t{4});
    for (const auto &[thread, rows] : next)
        QCOMPARE(rows, count);
    QVERIFY(verifyJournal(scene.file).isGood());
}

void TestJournal::theOperatorIsStampedOnWhatDoesNotSayIt()
{
    JournalScene scene;
    {
        Journal journal{scene.file, scene.clock, JournalScene::options()};
        journal.setOrigin(u"ann"_s, u"Live"_s);
        journal.record(JournalScene::entry(u"1"_s));
        JournalEntry other = JournalScene::entry(u"2"_s);
        other.operatorName = u"bob"_s;
        journal.record(other);
    }
    const std::vector<JournalRow> rows = scene.rows();
    QCOMPARE(rows[0].entry.operatorName, QString{});
    QCOMPARE(rows[1].entry.operatorName, u"ann"_s);
    QCOMPARE(rows[1].entry.endpoint, u"Live"_s);
    QCOMPARE(rows[2].entry.operatorName, u"bob"_s);
}

void TestJournal::aRowWithoutATimeGetsThePresent()
{
    JournalScene scene;
    scene.clock.advance(5s);
    scene.write(1);
    QVERIFY(scene.rows().at(1).entry.at == scene.clock.wallNow());
}

void TestJournal::appendedIsTold()
{
    JournalScene scene;
    Journal journal{scene.file, scene.clock, JournalScene::options()};
    QSignalSpy appended{&journal, &Journal::appended};
    QTRY_COMPARE(appended.size(), 1);
    for (int at = 0; at < 30; ++at)
        QCOMPARE(recordAndWait(journal, JournalScene::entry({})), 1);
    QTRY_VERIFY(appended.size() >= 2);
    QVERIFY2(appended.size() <= 10, "paced, not once a row");
}

void TestJournal::theFileIsItsUsersAlone()
{
    JournalScene scene;
    scene.write(1);
    const QFile::Permissions permissions = QFile::permissions(scene.file);
    QVERIFY(permissions.testFlag(QFile::WriteOwner));
    QVERIFY(!(permissions & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther)));
}

void TestJournal::rowsCannotBeChangedByMistake()
{
    JournalScene scene;
    scene.write(2);
    SqliteConnection connection;
    QVERIFY(connection.open(scene.file, SqliteConnection::Access::ReadWrite));
    QVERIFY(!connection.run(u"UPDATE entries SET detail = 'x' WHERE seq = 2"_s));
    QVERIFY(!connection.run(u"DELETE FROM entries WHERE seq = 2"_s));
}

QTEST_GUILESS_MAIN(TestJournal)
#include "test_journal.moc"
