// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/journal/journal_chain.h"
#include "app/storage/journal/journal_verification.h"
#include "tests/unit/storage/journal_scene.h"

#include <QFile>
#include <QSignalSpy>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestJournalFaults : public QObject
{
    Q_OBJECT

private slots:
    void aSecondProgramDoesNotWriteTheSameFile();
    void theLockOfAProgramThatDiedIsTakenOver();
    void anotherProgramsTransactionIsALock();
    void rowsThatSomebodyElseWroteAreNotBuiltUpon();
    void aFullDiskIsToldAndKeptRowsFollow();
    void itTriesAgainByItself();
    void keptRowsAreBoundedAndTheLossIsRecorded();
    void afterAFailureNobodyWaits();
    void aFileThatIsNoJournalIsNotTouched_data();
    void aFileThatIsNoJournalIsNotTouched();
    void aBrokenChainIsFoundAtOpening();
    void aNewerJournalIsLeftAlone();
    void aNewFileCanBeBegunBesideABrokenOne();
    void aFileInUseIsNeverPutAside();
    void aFolderThatCannotBeMadeIsTold_data();
    void aFolderThatCannotBeMadeIsTold();
    void aReadOnlyFolderIsTold();
    void everyHealthIsAnnounced();
};

void TestJournalFaults::aSecondProgramDoesNotWriteTheSameFile()
{
    JournalScene scene;
    auto first = std::make_unique<Journal>(scene.file, scene.clock, JournalScene::options());
    QVERIFY(reaches(*first, JournalHealth::Writing));
    Journal second{scene.file, scene.clock, JournalScene::options()};
    QVERIFY(reaches(second, JournalHealth::Locked));
    QVERIFY(second.trouble().contains(u"another DepthDeck is using this journal"_s));
    QCOMPARE(recordAndWait(second, JournalScene::entry(u"second"_s)), 0);
    QCOMPARE(recordAndWait(*first, JournalScene::entry(u"first"_s)), 1);
    first.reset();
    second.retry();
    QVERIFY(reaches(second, JournalHealth::Writing));
    QCOMPARE(recordAndWait(second, JournalScene::entry(u"third"_s)), 1);
    QCOMPARE(scene.details(), (QStringList{u"first"_s, u"second"_s, u"third"_s}));
    QVERIFY(verifyJournal(scene.file).isGood());
}

void TestJournalFaults::theLockOfAProgramThatDiedIsTakenOver()
{
    JournalScene scene;
    scene.write(1);
    QFile lock{scene.file + u".lock"_s};
    QVERIFY(lock.open(QFile::WriteOnly));
    lock.write("999999999\ndepthdeck\nelsewhere\n");
    lock.close();
    Journal journal{scene.file, scene.clock, JournalScene::options()};
    // Of another machine's process nobody can tell whether it lives; of this machine's one can.
    QTRY_VERIFY(journal.health() != JournalHealth::Opening);
    if (journal.health() == JournalHealth::Locked) {
        QVERIFY(lock.open(QFile::WriteOnly | QFile::Truncate));
        lock.write("999999999\ndepthdeck\n" + QSysInfo::machineHostName().toUtf8() + "\n");
        lock.close();
        journal.retry();
    }
    QVERIFY(reaches(journal, JournalHealth::Writing));
}

void TestJournalFaults::anotherProgramsTransactionIsALock()
{
    JournalScene scene;
    Journal journal{scene.file, scene.clock, JournalScene::options()};
    QVERIFY(reaches(journal, JournalHealth::Writing));
    QCOMPARE(recordAndWait(journal, JournalScene::entry(u"before"_s)), 1);
    SqliteConnection other;
    QVERIFY(other.open(scene.file, SqliteConnection::Access::ReadWrite));
    QVERIFY(other.run(u"BEGIN IMMEDIATE"_s));
    QCOMPARE(recordAndWait(journal, JournalScene::entry(u"held"_s)), 0);
    QCOMPARE(journal.health(), JournalHealth::Locked);
    QVERIFY(!journal.trouble().isEmpty());
    QVERIFY(other.run(u"ROLLBACK"_s));
    journal.retry();
    QVERIFY(reaches(journal, JournalHealth::Writing));
    QCOMPARE(scene.details(), (QStringList{u"before"_s, u"held"_s}));
}

void TestJournalFaults::rowsThatSomebodyElseWroteAreNotBuiltUpon()
{
    JournalScene scene;
    Journal journal{scene.file, scene.clock, JournalScene::options()};
    QCOMPARE(recordAndWait(journal, JournalScene::entry(u"before"_s)), 1);
    QVERIFY(scene.tamper({u"UPDATE head SET entries = 7"_s}));
    QCOMPARE(recordAndWait(journal, JournalScene::entry(u"after"_s)), 0);
    QCOMPARE(journal.health(), JournalHealth::Locked);
    journal.retry();
    QVERIFY(reaches(journal, JournalHealth::Corrupt));
}

/// Pages that another table holds and gives back are what stands between the journal and its bound.
void TestJournalFaults::aFullDiskIsToldAndKeptRowsFollow()
{
    JournalScene scene;
    scene.write(1);
    QVERIFY(scene.tamper({u"CREATE TABLE ballast (x BLOB)"_s, u"INSERT INTO ballast VALUES (randomblob(400000))"_s}));
    SqliteConnection counter;
    QVERIFY(counter.open(scene.file, SqliteConnection::Access::ReadOnly));
    QSqlQuery pages{counter.database()};
    QVERIFY(pages.exec(u"PRAGMA page_count"_s) && pages.next());
    JournalOptions options = JournalScene::options();
    options.maxPages = pages.value(0).toInt() + 4;
    pages.finish();

    Journal journal{scene.file, scene.clock, options};
    QVERIFY(reaches(journal, JournalHealth::Writing));
    const auto large = [](int number) {
        JournalEntry entry = JournalScene::entry(QString::number(number), JournalKind::OrderUpdate);
        entry.json = QString{30'000, u'x'};
        return entry;
    };
    int number = 0;
    int answer = 1;
    for (; number < 10 && answer == 1; ++number)
        answer = recordAndWait(journal, large(number));
    QCOMPARE(answer, 0);
    QCOMPARE(journal.health(), JournalHealth::DiskFull);
    QVERIFY(!journal.trouble().isEmpty());
    const qsizetype written = scene.details(JournalKind::OrderUpdate).size();
    QCOMPARE(written, qsizetype{number - 1});
    journal.record(large(number++));

    journal.retry();
    QTRY_COMPARE(journal.health(), JournalHealth::DiskFull); // nothing was freed
    QVERIFY(scene.tamper({u"DROP TABLE ballast"_s}));
    journal.retry();
    QVERIFY(reaches(journal, JournalHealth::Writing));
    QVERIFY(journal.trouble().isEmpty());
    QCOMPARE(scene.details(JournalKind::OrderUpdate).size(), qsizetype{number});
    for (int at = 0; at < number; ++at)
        QCOMPARE(scene.details(JournalKind::OrderUpdate).at(at), QString::number(at));
    QVERIFY(verifyJournal(scene.file).isGood());
}

void TestJournalFaults::itTriesAgainByItself()
{
    JournalScene scene;
    auto first = std::make_unique<Journal>(scene.file, scene.clock, JournalScene::options());
    QVERIFY(reaches(*first, JournalHealth::Writing));
    JournalOptions options;
    options.retryInterval = 20ms;
    Journal second{scene.file, scene.clock, options};
    QVERIFY(reaches(second, JournalHealth::Locked));
    first.reset();
    QVERIFY(reaches(second, JournalHealth::Writing));
}

void TestJournalFaults::keptRowsAreBoundedAndTheLossIsRecorded()
{
    JournalScene scene;
    auto first = std::make_unique<Journal>(scene.file, scene.clock, JournalScene::options());
    QVERIFY(reaches(*first, JournalHealth::Writing));
    JournalOptions options = JournalScene::options();
    options.maxKept = 10;
    Journal second{scene.file, scene.clock, options};
    QVERIFY(reaches(second, JournalHealth::Locked));
    for (int at = 0; at < 25; ++at)
        second.record(JournalScene::entry(QString::number(at)));
    QCOMPARE(recordAndWait(second, JournalScene::entry(u"25"_s)), 0);
    first.reset();
    second.retry();
    QVERIFY(reaches(second, JournalHealth::Writing));
    const QStringList details = scene.details();
    // ProgramStarted is the first of the ten.
    QCOMPARE(details.size(), 10);
    QCOMPARE(details.at(8), u"8"_s);
    QVERIFY2(details.last().contains(u"17 rows were lost"_s), qPrintable(details.last()));
    QCOMPARE(recordAndWait(second, JournalScene::entry(u"again"_s)), 1);
}

void TestJournalFaults::afterAFailureNobodyWaits()
{
    JournalScene scene;
    auto first = std::make_unique<Journal>(scene.file, scene.clock, JournalScene::options());
    QVERIFY(reaches(*first, JournalHealth::Writing));
    Journal second{scene.file, scene.clock, JournalScene::options()};
    QVERIFY(reaches(second, JournalHealth::Locked));
    const auto began = std::chrono::steady_clock::now();
    QCOMPARE(recordAndWait(second, JournalScene::entry({})), 0);
    QVERIFY(std::chrono::steady_clock::now() - began < 200ms);
}

void TestJournalFaults::aFileThatIsNoJournalIsNotTouched_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("random bytes") << QByteArray(20'000, '\x5a');
    QTest::newRow("text") << QByteArray{"Dear diary\n"};
    JournalScene scene;
    scene.write(400);
    QFile whole{scene.file};
    QVERIFY(whole.open(QFile::ReadOnly));
    const QByteArray bytes = whole.readAll();
    QTest::newRow("the first half of a journal") << bytes.first(bytes.size() / 2 / 4096 * 4096);
    QTest::newRow("a journal cut inside a page") << bytes.first(bytes.size() - 3000);
    QByteArray scrambled = bytes;
    for (qsizetype at = bytes.size() / 2; at < bytes.size() / 2 + 9000; ++at)
        scrambled[at] = static_cast<char>(scrambled[at] ^ '\x33');
    QTest::newRow("a journal scrambled in the middle") << scrambled;
}

void TestJournalFaults::aFileThatIsNoJournalIsNotTouched()
{
    QFETCH(QByteArray, bytes);
    JournalScene scene;
    QFile file{scene.file};
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(bytes);
    file.close();
    {
        Journal journal{scene.file, scene.clock, JournalScene::options()};
        QVERIFY(reaches(journal, JournalHealth::Corrupt));
        QVERIFY(!journal.trouble().isEmpty());
        QCOMPARE(recordAndWait(journal, JournalScene::entry({})), 0);
    }
    QVERIFY(file.open(QFile::ReadOnly));
    QVERIFY(file.readAll() == bytes);
}

void TestJournalFaults::aBrokenChainIsFoundAtOpening()
{
    JournalScene scene;
    scene.write(20);
    QVERIFY(scene.tamper({u"UPDATE entries SET detail = 'other' WHERE seq = 15"_s}));
    Journal journal{scene.file, scene.clock, JournalScene::options()};
    QVERIFY(reaches(journal, JournalHealth::Corrupt));
    QVERIFY2(journal.trouble().contains(u"row 15"_s), qPrintable(journal.trouble()));
}

void TestJournalFaults::aNewerJournalIsLeftAlone()
{
    JournalScene scene;
    scene.write(1);
    QVERIFY(scene.tamper({u"UPDATE meta SET value = '7' WHERE key = 'schema'"_s}));
    Journal journal{scene.file, scene.clock, JournalScene::options()};
    QVERIFY(reaches(journal, JournalHealth::NotOpen));
    QVERIFY2(journal.trouble().contains(u"newer DepthDeck (schema 7"_s), qPrintable(journal.trouble()));
    QCOMPARE(verifyJournal(scene.file).flaw, JournalFlaw::NewerSchema);
}

void TestJournalFaults::aNewFileCanBeBegunBesideABrokenOne()
{
    JournalScene scene;
    scene.write(20);
    QVERIFY(scene.tamper({u"DELETE FROM entries WHERE seq = 15"_s}));
    Journal journal{scene.file, scene.clock, JournalScene::options()};
    QVERIFY(reaches(journal, JournalHealth::Corrupt));
    journal.startAnew();
    QVERIFY(reaches(journal, JournalHealth::Writing));
    QCOMPARE(recordAndWait(journal, JournalScene::entry(u"new"_s)), 1);
    QCOMPARE(scene.details(), QStringList{u"new"_s});
    const QStringList aside =
        QDir{scene.folder.path()}.entryList({u"journal-set-aside-*.sqlite"_s}, QDir::Files, QDir::Name);
    QCOMPARE(aside.size(), 1);
    const JournalVerdict evidence = verifyJournal(scene.folder.filePath(aside.first()));
    QCOMPARE(evidence.flaw, JournalFlaw::Missing);
    QCOMPARE(evidence.firstBad, std::int64_t{15});
}

void TestJournalFaults::aFileInUseIsNeverPutAside()
{
    JournalScene scene;
    Journal first{scene.file, scene.clock, JournalScene::options()};
    QVERIFY(reaches(first, JournalHealth::Writing));
    Journal second{scene.file, scene.clock, JournalScene::options()};
    QVERIFY(reaches(second, JournalHealth::Locked));
    second.startAnew();
    first.startAnew();
    QCOMPARE(recordAndWait(second, JournalScene::entry({})), 0);
    QCOMPARE(recordAndWait(first, JournalScene::entry(u"still here"_s)), 1);
    QCOMPARE(scene.details(), QStringList{u"still here"_s});
}

void TestJournalFaults::aFolderThatCannotBeMadeIsTold_data()
{
    QTest::addColumn<bool>("isUnderAFile");
    QTest::newRow("under a file") << true;
    QTest::newRow("in a pseudo file system") << false;
}

void TestJournalFaults::aFolderThatCannotBeMadeIsTold()
{
    QFETCH(bool, isUnderAFile);
    JournalScene scene;
    scene.write(0);
    Journal journal{isUnderAFile ? scene.file + u"/journal.sqlite"_s : u"/proc/depthdeck/journal.sqlite"_s, scene.clock,
                    JournalScene::options()};
    QVERIFY(reaches(journal, JournalHealth::NotOpen));
    QVERIFY(!journal.trouble().isEmpty());
    QCOMPARE(recordAndWait(journal, JournalScene::entry({})), 0);
}

void TestJournalFaults::aReadOnlyFolderIsTold()
{
    JournalScene scene;
    QVERIFY(QFile::setPermissions(scene.folder.path(), QFile::ReadOwner | QFile::ExeOwner));
    const bool isRoot = QFile{scene.folder.filePath(u"probe"_s)}.open(QFile::WriteOnly);
    {
        Journal journal{scene.file, scene.clock, JournalScene::options()};
        QTRY_VERIFY(journal.health() != JournalHealth::Opening);
        // For the superuser no folder is read-only; /proc above is for all.
        QCOMPARE(journal.health(), isRoot ? JournalHealth::Writing : JournalHealth::NotOpen);
    }
    QVERIFY(QFile::setPermissions(scene.folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

void TestJournalFaults::everyHealthIsAnnounced()
{
    JournalScene scene;
    auto first = std::make_unique<Journal>(scene.file, scene.clock, JournalScene::options());
    QVERIFY(reaches(*first, JournalHealth::Writing));
    Journal second{scene.file, scene.clock, JournalScene::options()};
    QSignalSpy changes{&second, &Journal::healthChanged};
    QTRY_COMPARE(changes.size(), 1);
    QCOMPARE(changes.at(0).at(0).value<JournalHealth>(), JournalHealth::Locked);
    second.retry();
    second.retry();
    first.reset();
    second.retry();
    QTRY_COMPARE(changes.size(), 2);
    QCOMPARE(changes.at(1).at(0).value<JournalHealth>(), JournalHealth::Writing);
}

QTEST_GUILESS_MAIN(TestJournalFaults)
#include "test_journal_faults.moc"
