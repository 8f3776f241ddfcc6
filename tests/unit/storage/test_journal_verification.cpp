// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/journal/journal_chain.h"
#include "app/storage/journal/journal_verification.h"
#include "tests/unit/storage/journal_scene.h"

#include <QFile>

#include <set>
#include <sstream>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(depthdeck::JournalFlaw)

class TestJournalVerification : public QObject
{
    Q_OBJECT

private slots:
    void everyWayToTamperShows_data();
    void everyWayToTamperShows();
    void everyColumnIsCovered_data();
    void everyColumnIsCovered();
    void rowsOfDifferentShapeNeverShareTheirBytes();
    void aJournalInUseCanBeVerified();
    void theCommandSaysOneLine_data();
    void theCommandSaysOneLine();
    void verificationCanBeStopped();
    void aFileOnReadOnlyMediaCanBeVerified();
    void damagedPagesAreUnreadable();
};

void TestJournalVerification::everyWayToTamperShows_data()
{
    QTest::addColumn<QStringList>("statements");
    QTest::addColumn<JournalFlaw>("flaw");
    QTest::addColumn<qint64>("row");
    const auto row = [](const char *name, const QStringList &statements, JournalFlaw flaw, qint64 number) {
        QTest::newRow(name) << statements << flaw << number;
    };
    // 12 rows: 1 is ProgramStarted, 12 ProgramEnded.
    row("nothing", {}, JournalFlaw::None, 0);
    row("a word changed", {u"UPDATE entries SET detail = 'x' WHERE seq = 5"_s}, JournalFlaw::Changed, 5);
    row("the first row changed", {u"UPDATE entries SET detail = 'x' WHERE seq = 1"_s}, JournalFlaw::Changed, 1);
    row("the last row changed", {u"UPDATE entries SET detail = 'x' WHERE seq = 12"_s}, JournalFlaw::Changed, 12);
    row("a word taken away", {u"UPDATE entries SET detail = NULL WHERE seq = 5"_s}, JournalFlaw::Changed, 5);
    row("a number made text", {u"UPDATE entries SET detail = CAST('4' AS BLOB) WHERE seq = 6"_s}, JournalFlaw::Changed,
        6);
    row("a hash changed", {u"UPDATE entries SET hash = zeroblob(32) WHERE seq = 4"_s}, JournalFlaw::Changed, 4);
    row("a row removed", {u"DELETE FROM entries WHERE seq = 7"_s}, JournalFlaw::Missing, 7);
    row("the first row removed", {u"DELETE FROM entries WHERE seq = 1"_s}, JournalFlaw::Missing, 1);
    row("a row removed and the rest renumbered",
        {u"DELETE FROM entries WHERE seq = 7"_s, u"UPDATE entries SET seq = seq - 1 WHERE seq > 7"_s},
        JournalFlaw::Changed, 7);
    row("two rows exchanged",
        {u"UPDATE entries SET seq = 100 WHERE seq = 3"_s, u"UPDATE entries SET seq = 3 WHERE seq = 4"_s,
         u"UPDATE entries SET seq = 4 WHERE seq = 100"_s},
        JournalFlaw::Changed, 3);
    row("a row put in between",
        {u"UPDATE entries SET seq = seq + 1000 WHERE seq > 5"_s,
         u"UPDATE entries SET seq = seq - 999 WHERE seq > 1000"_s,
         u"INSERT INTO entries (seq, run, kind, at_ns, historical, hash) SELECT 6, run, kind, at_ns, 0, hash FROM "
         u"entries "
         "WHERE seq = 5"_s},
        JournalFlaw::Changed, 6);
    row("a row put behind",
        {u"INSERT INTO entries (seq, run, kind, at_ns, historical, hash) SELECT 13, run, kind, at_ns, 0, hash FROM "
         u"entries "
         "WHERE seq = 5"_s},
        JournalFlaw::BeyondHead, 13);
    row("the newest rows cut off", {u"DELETE FROM entries WHERE seq > 9"_s}, JournalFlaw::CutOff, 10);
    row("all rows cut off", {u"DELETE FROM entries"_s}, JournalFlaw::CutOff, 1);
    row("cut off, and the head's count with them",
        {u"DELETE FROM entries WHERE seq > 9"_s, u"UPDATE head SET entries = 9"_s}, JournalFlaw::Changed, 9);
    row("the head's hash changed", {u"UPDATE head SET hash = zeroblob(32)"_s}, JournalFlaw::Changed, 12);
    row("the head removed", {u"DELETE FROM head"_s}, JournalFlaw::Unreadable, 0);
    row("a table removed", {u"DROP TABLE head"_s}, JournalFlaw::NotAJournal, 0);
}

void TestJournalVerification::everyWayToTamperShows()
{
    QFETCH(QStringList, statements);
    QFETCH(JournalFlaw, flaw);
    QFETCH(qint64, row);
    JournalScene scene;
    scene.write(10);
    QVERIFY(scene.tamper(statements));
    const JournalVerdict verdict = verifyJournal(scene.file);
    QVERIFY2(verdict.flaw == flaw, qPrintable(verdictLine(scene.file, verdict)));
    QCOMPARE(verdict.firstBad, std::int64_t{row});
    // All before it are good, and it itself where only the head contradicts it.
    const bool isHeadWrong = !statements.isEmpty() && statements.last().contains(u"UPDATE head"_s);
    if (row > 0)
        QCOMPARE(verdict.rows, std::int64_t{row} - (isHeadWrong ? 0 : 1));
}

void TestJournalVerification::everyColumnIsCovered_data()
{
    QTest::addColumn<QString>("column");
    for (const QString &column : journalColumns()) {
        if (column != u"seq"_s)
            QTest::newRow(qPrintable(column)) << column;
    }
}

void TestJournalVerification::everyColumnIsCovered()
{
    QFETCH(QString, column);
    JournalScene scene;
    scene.write(4);
    QVERIFY(scene.tamper({u"UPDATE entries SET %1 = coalesce(%1, 0) + 1 WHERE seq = 3"_s.arg(column)}));
    const JournalVerdict verdict = verifyJournal(scene.file);
    QCOMPARE(verdict.flaw, JournalFlaw::Changed);
    QCOMPARE(verdict.firstBad, std::int64_t{3});
}

void TestJournalVerification::rowsOfDifferentShapeNeverShareTheirBytes()
{
    const auto text = [](const char *value) { return QVariant{QString::fromLatin1(value)}; };
    const std::vector<JournalValues> shapes{
        {text("ab"), text("c")},  {text("a"), text("bc")},
        {text("1"), text("2")},   {QVariant{qlonglong{1}}, text("2")},
        {text("1"), QVariant{}},  {QVariant{}, text("1")},
        {text("n"), text("")},    {text("1:a"), text("")},
        {QVariant{}, QVariant{}}, {QVariant{QByteArray{"ab"}}, text("c")},
    };
    std::set<QByteArray> bytes;
    for (const JournalValues &values : shapes)
        bytes.insert(canonicalBytes(values));
    QCOMPARE(bytes.size(), shapes.size());
}

void TestJournalVerification::aJournalInUseCanBeVerified()
{
    JournalScene scene;
    Journal journal{scene.file, scene.clock, JournalScene::options()};
    for (int at = 0; at < 5; ++at)
        QCOMPARE(recordAndWait(journal, JournalScene::entry(QString::number(at))), 1);
    const JournalVerdict verdict = verifyJournal(scene.file);
    QVERIFY(verdict.isGood());
    QCOMPARE(verdict.rows, std::int64_t{6});
}

void TestJournalVerification::theCommandSaysOneLine_data()
{
    QTest::addColumn<QStringList>("statements");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("says");
    QTest::newRow("good") << QStringList{} << 0 << u"journal.sqlite: good, 7 rows, newest hash "_s;
    QTest::newRow("changed") << QStringList{u"UPDATE entries SET detail = 'x' WHERE seq = 5"_s} << 1
                             << u"journal.sqlite: row 5 does not fit"_s;
    QTest::newRow("cut off") << QStringList{u"DELETE FROM entries WHERE seq > 5"_s} << 1
                             << u"journal.sqlite: the newest rows, from 6 on, were cut off"_s;
    QTest::newRow("another database") << QStringList{u"DROP TABLE meta"_s} << 2 << u"not a journal of DepthDeck"_s;
    QTest::newRow("newer") << QStringList{u"UPDATE meta SET value = 2 WHERE key = 'schema'"_s} << 2
                           << u"written by a newer DepthDeck (schema 2, this one knows 1)"_s;
    QTest::newRow("no file") << QStringList{u"no file"_s} << 2 << u"cannot be read"_s;
}

void TestJournalVerification::theCommandSaysOneLine()
{
    QFETCH(QStringList, statements);
    QFETCH(int, code);
    QFETCH(QString, says);
    JournalScene scene;
    scene.write(5);
    const bool isGone = statements == QStringList{u"no file"_s};
    if (isGone)
        QVERIFY(QFile::remove(scene.file));
    else
        QVERIFY(scene.tamper(statements));
    std::ostringstream out;
    std::ostringstream errors;
    QCOMPARE(verifyJournalCommand(scene.file, out, errors), code);
    const QString said = QString::fromStdString((code == 0 ? out : errors).str());
    QVERIFY2(said.contains(says), qPrintable(said));
    QCOMPARE(said.count(u'\n'), 1);
    QVERIFY((code == 0 ? errors : out).str().empty());
    QVERIFY(isGone || QFile::exists(scene.file));
    QVERIFY2(!isGone || !QFile::exists(scene.file), "looking at it must not make it");
}

void TestJournalVerification::verificationCanBeStopped()
{
    JournalScene scene;
    scene.write(5'000);
    int calls = 0;
    const JournalVerdict verdict = verifyJournal(scene.file, [&](std::int64_t done, std::int64_t all) {
        ++calls;
        return done < 2'000 && all == 5'002;
    });
    QCOMPARE(calls, 1);
    QCOMPARE(verdict.rows, std::int64_t{2'000});
}

void TestJournalVerification::aFileOnReadOnlyMediaCanBeVerified()
{
    JournalScene scene;
    scene.write(5);
    QVERIFY(!QFile::exists(scene.file + u"-wal"_s));
    QVERIFY(QFile::setPermissions(scene.file, QFile::ReadOwner));
    QVERIFY(QFile::setPermissions(scene.folder.path(), QFile::ReadOwner | QFile::ExeOwner));
    const JournalVerdict verdict = verifyJournal(scene.file);
    QVERIFY(QFile::setPermissions(scene.folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    QVERIFY2(verdict.isGood(), qPrintable(verdict.detail));
}

void TestJournalVerification::damagedPagesAreUnreadable()
{
    JournalScene scene;
    scene.write(800);
    QFile file{scene.file};
    QVERIFY(file.open(QFile::ReadWrite));
    QVERIFY(file.resize(file.size() / 2));
    file.close();
    const JournalVerdict verdict = verifyJournal(scene.file);
    QCOMPARE(verdict.flaw, JournalFlaw::Unreadable);
    QVERIFY(!verdict.detail.isEmpty());
    std::ostringstream out;
    std::ostringstream errors;
    QCOMPARE(verifyJournalCommand(scene.file, out, errors), 1);
}

QTEST_GUILESS_MAIN(TestJournalVerification)
#include "test_journal_verification.moc"
