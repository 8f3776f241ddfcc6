// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/journal/csv_text.h"
#include "app/storage/journal/journal_export.h"
#include "tests/unit/storage/journal_scene.h"

#include <QFile>
#include <QSignalSpy>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestJournalExport : public QObject
{
    Q_OBJECT

private slots:
    void cellsAreQuotedAndHarmless_data();
    void cellsAreQuotedAndHarmless();
    void timesAreUtcToTheMillisecond_data();
    void timesAreUtcToTheMillisecond();
    void anOrderIsOneLineAsLastTold();
    void aFillToldAgainByALaterRunIsOneLine();
    void theAuditTrailFollowsAnOrder();
    void theHeaderHasAColumnForEachCell();
    void theFilterNarrowsAnExport();
    void anExportRunsInTheBackgroundAndTellsItsProgress();
    void aCancelledExportLeavesTheTargetAlone();
    void aTargetThatCannotBeWrittenIsTold();
    void aJournalThatCannotBeReadIsTold();
    void aVerificationRunsInTheBackground();

private:
    /// Two orders: one filled in parts over two runs, one refused.
    static void fillScene(JournalScene &scene);
    [[nodiscard]] QList<QStringList> exported(const JournalScene &scene, JournalExportKind kind,
                                              const JournalFilter &filter = {});
    [[nodiscard]] static QStringList parse(const QByteArray &line);
};

void TestJournalExport::cellsAreQuotedAndHarmless_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("cell");
    const auto row = [](const char *name, const char *text, const char *cell) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(cell);
    };
    row("plain", "Buy", "Buy");
    row("empty", "", "");
    row("comma", "a,b", "\"a,b\"");
    row("quote", "a\"b", "\"a\"\"b\"");
    row("line feed", "a\nb", "\"a\nb\"");
    row("carriage return", "a\rb", "\"a\rb\"");
    row("formula", "=1+2", "'=1+2");
    row("formula with a comma", "=HYPERLINK(\"x\",1)", "\"'=HYPERLINK(\"\"x\"\",1)\"");
    row("at", "@SUM(A1)", "'@SUM(A1)");
    row("plus text", "+cmd", "'+cmd");
    row("minus text", "-cmd", "'-cmd");
    row("tab", "\t=1", "'\t=1");
    row("negative number", "-0.25", "-0.25");
    row("positive number", "+3", "+3");
    row("negative sum", "-1-2", "'-1-2");
    row("two points", "-1.2.3", "'-1.2.3");
    row("minus alone", "-", "'-");
    row("exponent", "-1e5", "'-1e5");
    row("formula inside", "a=1", "a=1");
    row("unicode", "Zürich", "Zürich");
}

void TestJournalExport::cellsAreQuotedAndHarmless()
{
    QFETCH(QString, text);
    QFETCH(QString, cell);
    QCOMPARE(csvCell(text), cell);
}

void TestJournalExport::timesAreUtcToTheMillisecond_data()
{
    QTest::addColumn<qint64>("nanoseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("epoch") << qint64{0} << u"1970-01-01T00:00:00.000Z"_s;
    QTest::newRow("rounded down") << qint64{1'785'585'600'123'999'999} << u"2026-08-01T12:00:00.123Z"_s;
    QTest::newRow("before the epoch") << qint64{-1} << u"1969-12-31T23:59:59.999Z"_s;
}

void TestJournalExport::timesAreUtcToTheMillisecond()
{
    QFETCH(qint64, nanoseconds);
    QFETCH(QString, text);
    QCOMPARE(isoTime(WallTime{std::chrono::nanoseconds{nanoseconds}}), text);
}

void TestJournalExport::fillScene(JournalScene &scene)
{
    const auto entry = [&](JournalKind kind, const char *tag, const char *order) {
        scene.clock.advance(1s);
        JournalEntry made;
        made.kind = kind;
        made.tag = tag;
        made.order = order;
        made.account = "A1";
        made.exchange = "CME_Eq";
        made.contract = "ES";
        made.market = "XCME_Eq ES (Z26)";
        made.side = Side::Buy;
        made.orderType = u"LIMIT"_s;
        made.timeInForce = u"NORMAL"_s;
        return made;
    };
    const auto fill = [&](int sequence, int residual, bool historical) {
        JournalEntry made = entry(JournalKind::Fill, "t1", "o1");
        made.sequence = sequence;
        made.volume = Quantity{1};
        made.working = Quantity{residual};
        made.filled = Quantity{2 - residual};
        made.price = Price::parse("-0.250");
        made.trade = "TN" + std::to_string(sequence);
        made.historical = historical;
        return made;
    };
    {
        Journal journal{scene.file, scene.clock, JournalScene::options()};
        journal.setOrigin(u"ann"_s, u"Simulator"_s);
        JournalEntry intent = entry(JournalKind::SubmitIntent, "t1", "");
        intent.manual = true;
        intent.volume = Quantity{2};
        intent.maxShow = Quantity{1};
        intent.price = Price::parse("-0.25");
        journal.record(intent);
        journal.record(entry(JournalKind::HandedToSocket, "t1", ""));
        JournalEntry working = entry(JournalKind::OrderUpdate, "t1", "o1");
        working.change = u"SUBMISSION_SUCCESS"_s;
        working.status = u"WORKING"_s;
        working.volume = Quantity{2};
        working.working = Quantity{2};
        working.exchangeOrder = "x1";
        journal.record(working);
        journal.record(fill(1, 1, false));
        JournalEntry refusedIntent = entry(JournalKind::SubmitIntent, "t2", "");
        refusedIntent.manual = false;
        journal.record(refusedIntent);
        JournalEntry refused = entry(JournalKind::OrderRefused, "t2", "o2");
        refused.change = u"SUBMISSION_RISK_REJECTED"_s;
        refused.status = u"REJECTED"_s;
        refused.detail = u"=margin, \"call\""_s;
        journal.record(refused);
    }
    Journal journal{scene.file, scene.clock, JournalScene::options()};
    JournalEntry again = entry(JournalKind::OrderUpdate, "t1", "o1");
    again.status = u"FINISHED"_s;
    again.filled = Quantity{2};
    again.volume = Quantity{2};
    again.historical = true;
    journal.record(again);
    journal.record(fill(1, 1, true));
    journal.record(fill(2, 0, true));
}

QStringList TestJournalExport::parse(const QByteArray &line)
{
    QStringList cells{QString{}};
    bool isQuoted = false;
    const QString text = QString::fromUtf8(line);
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar c = text[at];
        if (isQuoted && c == u'"' && at + 1 < text.size() && text[at + 1] == u'"') {
            cells.last() += c;
            ++at;
        } else if (c == u'"') {
            isQuoted = !isQuoted;
        } else if (c == u',' && !isQuoted) {
            cells.append(QString{});
        } else {
            cells.last() += c;
        }
    }
    return cells;
}

QList<QStringList> TestJournalExport::exported(const JournalScene &scene, JournalExportKind kind,
                                               const JournalFilter &filter)
{
    const QString target = scene.folder.filePath(u"out.csv"_s);
    const JournalExportResult result = exportJournal(scene.file, filter, kind, target);
    if (result.outcome != JournalExportResult::Outcome::Done) {
        qWarning("%s", qPrintable(result.trouble));
        return {};
    }
    QFile file{target};
    if (!file.open(QFile::ReadOnly))
        return {};
    QByteArray all = file.readAll();
    QList<QStringList> lines;
    if (!all.endsWith("\r\n"))
        return {};
    all.chop(2);
    qsizetype at = 0;
    for (qsizetype end = all.indexOf("\r\n", at); at <= all.size(); end = all.indexOf("\r\n", at)) {
        lines.append(parse(all.sliced(at, (end < 0 ? all.size() : end) - at)));
        if (end < 0)
            break;
        at = end + 2;
    }
    return lines.size() == result.lines + 1 ? lines : QList<QStringList>{};
}

void TestJournalExport::anOrderIsOneLineAsLastTold()
{
    JournalScene scene;
    fillScene(scene);
    const QList<QStringList> lines = exported(scene, JournalExportKind::Orders);
    QCOMPARE(lines.size(), 3);
    const QStringList header = lines[0];
    const auto cell = [&](int line, const char *column) {
        return lines[line].value(static_cast<int>(header.indexOf(QString::fromLatin1(column))));
    };
    // In the order in which they were last told of.
    QCOMPARE(cell(1, "Order ID"), u"o2"_s);
    QCOMPARE(cell(1, "Manual"), u"N"_s);
    QCOMPARE(cell(1, "Reason"), u"'=margin, \"call\""_s);
    QCOMPARE(cell(2, "Order ID"), u"o1"_s);
    QCOMPARE(cell(2, "Manual"), u"Y"_s);
    QCOMPARE(cell(2, "Status"), u"FINISHED"_s);
    QCOMPARE(cell(2, "Filled"), u"2"_s);
    QCOMPARE(cell(2, "First seen (UTC)"), u"2026-08-01T12:00:03.000Z"_s);
    QCOMPARE(cell(2, "Last update (UTC)"), u"2026-08-01T12:00:07.000Z"_s);
    QCOMPARE(cell(1, "Operator"), u"ann"_s);
}

void TestJournalExport::aFillToldAgainByALaterRunIsOneLine()
{
    JournalScene scene;
    fillScene(scene);
    const QList<QStringList> lines = exported(scene, JournalExportKind::Fills);
    QCOMPARE(lines.size(), 3);
    const auto price = static_cast<int>(lines[0].indexOf(u"Price"_s));
    const auto trade = static_cast<int>(lines[0].indexOf(u"Trade ID"_s));
    QCOMPARE(lines[1][price], u"-0.25"_s);
    QCOMPARE(lines[1][trade], u"TN1"_s);
    QCOMPARE(lines[2][trade], u"TN2"_s);
    QCOMPARE(lines[1][static_cast<int>(lines[0].indexOf(u"Side"_s))], u"Buy"_s);
}

void TestJournalExport::theAuditTrailFollowsAnOrder()
{
    JournalScene scene;
    fillScene(scene);
    const QList<QStringList> lines = exported(scene, JournalExportKind::AuditTrail);
    QCOMPARE(lines.size(), 6);
    const QStringList header = lines[0];
    const auto column = [&](const char *name) {
        QStringList cells;
        for (int line = 1; line < lines.size(); ++line)
            cells.append(lines[line][static_cast<int>(header.indexOf(QString::fromLatin1(name)))]);
        return cells;
    };
    QCOMPARE(column("Message Type"), (QStringList{u"New"_s, u"New Ack"_s, u"Partial Fill"_s, u"New"_s, u"Reject"_s}));
    QCOMPARE(column("Message Direction"), (QStringList{u"To"_s, u"From"_s, u"From"_s, u"To"_s, u"From"_s}));
    QCOMPARE(column("Manual Order Indicator (Tag 1028)"), (QStringList{u"Y"_s, u"Y"_s, u"Y"_s, u"N"_s, u"N"_s}));
    QCOMPARE(column("Operator ID (Tag 50)"), QStringList(5, u"ann"_s));
    QCOMPARE(column("Order Flow ID"), (QStringList{u"t1"_s, u"t1"_s, u"t1"_s, u"t2"_s, u"t2"_s}));
    // When the bytes went to the socket, where that is known; the click's time where not.
    QCOMPARE(column("Sending Timestamp (UTC)"),
             (QStringList{u"2026-08-01T12:00:02.000Z"_s, {}, {}, u"2026-08-01T12:00:05.000Z"_s, {}}));
    QCOMPARE(column("Receiving Timestamp (UTC)").at(1), u"2026-08-01T12:00:03.000Z"_s);
    QCOMPARE(column("Quantity (Tag 38)"), (QStringList{u"2"_s, u"2"_s, {}, {}, {}}));
    QCOMPARE(column("Displayed Quantity (Tag 210)").first(), u"1"_s);
    QCOMPARE(column("Limit Price (Tag 44)").first(), u"-0.25"_s);
    QCOMPARE(column("Fill Price (Tag 31)").at(2), u"-0.25"_s);
    QCOMPARE(column("Fill Quantity (Tag 32)").at(2), u"1"_s);
    QCOMPARE(column("Remaining Quantity (Tag 151)").at(2), u"1"_s);
    QCOMPARE(column("Exchange Order ID (Tag 37)").at(1), u"x1"_s);
    QCOMPARE(column("Customer Type Indicator (Tag 9702)"), QStringList(5, QString{}));
    QCOMPARE(column("Reason (Tag 58)").last(), u"'=margin, \"call\""_s);
    QCOMPARE(column("Instrument").first(), u"XCME_Eq ES (Z26)"_s);
}

void TestJournalExport::theHeaderHasAColumnForEachCell()
{
    for (const JournalExportKind kind :
         {JournalExportKind::Orders, JournalExportKind::Fills, JournalExportKind::AuditTrail}) {
        QCOMPARE(exportCells(kind, {}).size(), exportHeader(kind).size());
        const QStringList header = exportHeader(kind);
        QCOMPARE(QSet<QString>(header.begin(), header.end()).size(), header.size());
    }
}

void TestJournalExport::theFilterNarrowsAnExport()
{
    JournalScene scene;
    fillScene(scene);
    JournalFilter filter;
    filter.tag = "t2";
    QCOMPARE(exported(scene, JournalExportKind::AuditTrail, filter).size(), 3);
    filter = {};
    filter.until = WallTime{1'785'585'602s};
    QCOMPARE(exported(scene, JournalExportKind::AuditTrail, filter).size(), 2);
    filter = {};
    filter.account = "another";
    QCOMPARE(exported(scene, JournalExportKind::Fills, filter).size(), 1);
}

void TestJournalExport::anExportRunsInTheBackgroundAndTellsItsProgress()
{
    JournalScene scene;
    {
        Journal journal{scene.file, scene.clock, JournalScene::options()};
        for (int at = 0; at < 2'000; ++at) {
            JournalEntry entry = JournalScene::entry({}, JournalKind::Fill);
            entry.order = "o";
            entry.sequence = at + 1;
            journal.record(std::move(entry));
        }
    }
    JournalJob job;
    QSignalSpy progress{&job, &JournalJob::progressed};
    QSignalSpy done{&job, &JournalJob::exported};
    const QString target = scene.folder.filePath(u"fills.csv"_s);
    QVERIFY(job.startExport(scene.file, {}, JournalExportKind::Fills, target));
    QVERIFY(job.isRunning());
    QVERIFY2(!job.startVerification(scene.file), "one at a time");
    QTRY_COMPARE(done.size(), 1);
    QVERIFY(!job.isRunning());
    const auto result = done.at(0).at(0).value<JournalExportResult>();
    QCOMPARE(result.outcome, JournalExportResult::Outcome::Done);
    QCOMPARE(result.lines, std::int64_t{2'000});
    QVERIFY(progress.size() >= 4);
    QVERIFY(QFile::exists(target));
}

void TestJournalExport::aCancelledExportLeavesTheTargetAlone()
{
    JournalScene scene;
    scene.write(10);
    const QString target = scene.folder.filePath(u"out.csv"_s);
    QFile before{target};
    QVERIFY(before.open(QFile::WriteOnly));
    before.write("before");
    before.close();
    const JournalExportResult result =
        exportJournal(scene.file, {}, JournalExportKind::Orders, target, [](int) { return false; });
    QCOMPARE(result.outcome, JournalExportResult::Outcome::Cancelled);
    JournalJob job;
    QSignalSpy done{&job, &JournalJob::exported};
    QVERIFY(job.startExport(scene.file, {}, JournalExportKind::Orders, scene.folder.filePath(u"none.csv"_s)));
    job.cancel();
    QTRY_COMPARE(done.size(), 1);
    QVERIFY(before.open(QFile::ReadOnly));
    QCOMPARE(before.readAll(), QByteArray{"before"});
}

void TestJournalExport::aTargetThatCannotBeWrittenIsTold()
{
    JournalScene scene;
    scene.write(1);
    const JournalExportResult result =
        exportJournal(scene.file, {}, JournalExportKind::Orders, scene.folder.filePath(u"no/such/folder.csv"_s));
    QCOMPARE(result.outcome, JournalExportResult::Outcome::CannotWrite);
    QVERIFY(!result.trouble.isEmpty());
}

void TestJournalExport::aJournalThatCannotBeReadIsTold()
{
    JournalScene scene;
    const QString target = scene.folder.filePath(u"out.csv"_s);
    const JournalExportResult result = exportJournal(scene.file, {}, JournalExportKind::Orders, target);
    QCOMPARE(result.outcome, JournalExportResult::Outcome::CannotRead);
    QVERIFY(!result.trouble.isEmpty());
    QVERIFY(!QFile::exists(target));
}

void TestJournalExport::aVerificationRunsInTheBackground()
{
    JournalScene scene;
    scene.write(10);
    JournalJob job;
    QSignalSpy done{&job, &JournalJob::verified};
    QVERIFY(job.startVerification(scene.file));
    QTRY_COMPARE(done.size(), 1);
    QVERIFY(done.at(0).at(0).value<JournalVerdict>().isGood());
    QVERIFY(done.at(0).at(1).toBool());
}

QTEST_GUILESS_MAIN(TestJournalExport)
#include "test_journal_export.moc"
