// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/orders/panel_shots.h"
#include "tests/unit/storage/journal_scene.h"
#include "ui/common/cell_delegate.h"
#include "ui/common/named_combo.h"
#include "ui/common/table_view.h"
#include "ui/journal/journal_model.h"
#include "ui/journal/journal_panel.h"
#include "ui/journal/journal_text.h"

#include <QAbstractItemModelTester>
#include <QDateTimeEdit>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace depthdeck::ui;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestJournalPanel : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void theModelKeepsItsRowsInOrder();
    void theModelIsBoundedAtTheOldEnd();
    void rowsAreShownNewestFirst();
    void newRowsFollowWhileFollowing();
    void aReaderFurtherDownKeepsItsPlace();
    void olderRowsComeWithScrolling();
    void theSearchNarrowsTheRows();
    void theChoicesNarrowTheRows();
    void aTimeNarrowsTheRows();
    void showAllEndsEveryFilter();
    void activatingARowSearchesItsOrder();
    void theChosenRowIsShownWhole();
    void aVerificationSaysItsResult();
    void aTamperedFileIsTold();
    void exportingAsksForAFileAndWritesIt_data();
    void exportingAsksForAFileAndWritesIt();
    void aFailedExportIsTold();
    void aJournalThatFailsIsToldWithWhatCanBeDone();
    void everyControlHasItsName();
    void everyKindHasItsOwnWords();
    void nothingIsCutOffInAnyLook();

private:
    void addOrder(const std::string &tag, int lots, bool manual = true);
    /// Shows the panel and waits until @p rows are there.
    void show(int rows);
    [[nodiscard]] int rowCount() const { return m_table->model()->rowCount(); }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return m_table->model()->index(row, column).data().toString();
    }
    template <typename Widget>
    [[nodiscard]] Widget *named(const QString &name) const;
    void press(const QString &button);
    void pick(const QString &combo, const QString &text);

    Theme m_theme;
    std::unique_ptr<JournalScene> m_scene;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<JournalPanel> m_panel;
    TableView *m_table = nullptr;
};

void TestJournalPanel::init()
{
    m_scene = std::make_unique<JournalScene>();
    m_journal = std::make_unique<Journal>(m_scene->file, m_scene->clock, JournalScene::options());
    m_journal->setOrigin(u"ann"_s, u"Simulator"_s);
}

void TestJournalPanel::cleanup()
{
    m_panel.reset();
    m_journal.reset();
}

/// An intent, the server's answer and a fill.
void TestJournalPanel::addOrder(const std::string &tag, int lots, bool manual)
{
    JournalEntry entry;
    entry.tag = tag;
    entry.account = tag == "t1" ? "A1" : "A2";
    entry.exchange = "CME_Eq";
    entry.contract = "ES";
    entry.market = tag == "t1" ? "XCME_Eq ES (Z26)" : "XCME_Eq NQ (Z26)";
    entry.side = manual ? Side::Buy : Side::Sell;
    entry.volume = Quantity{lots};
    entry.price = Price::parse("-4501.25");
    entry.orderType = u"LIMIT"_s;
    const auto add = [&](JournalKind kind, const char *change) {
        m_scene->clock.advance(1s);
        JournalEntry made = entry;
        made.kind = kind;
        made.change = QString::fromLatin1(change);
        if (kind == JournalKind::SubmitIntent) {
            made.manual = manual;
            made.window = u"Order ticket"_s;
            made.json = u"{\"market_id\":\"M1\"}"_s;
            made.seen = SeenQuote{.bid = Price::parse("-4501.5"),
                                  .offer = Price::parse("-4501.25"),
                                  .bidVolume = {12},
                                  .offerVolume = {9},
                                  .last = std::nullopt,
                                  .ageNanoseconds = 12'400'000,
                                  .revision = 3,
                                  .frame = 77,
                                  .freshness = u"Live"_s};
        } else {
            made.order = "o-" + tag;
        }
        QCOMPARE(recordAndWait(*m_journal, std::move(made)), 1);
    };
    add(JournalKind::SubmitIntent, "");
    add(JournalKind::OrderUpdate, "SUBMISSION_SUCCESS");
    add(JournalKind::Fill, "TRADE");
}

void TestJournalPanel::show(int rows)
{
    m_panel = std::make_unique<JournalPanel>(*m_journal, m_theme);
    m_table = m_panel->findChild<TableView *>(u"journalRows"_s);
    m_panel->resize(1200, 700);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    QTRY_COMPARE(rowCount(), rows);
}

template <typename Widget>
Widget *TestJournalPanel::named(const QString &name) const
{
    for (Widget *widget : m_panel->findChildren<Widget *>()) {
        if (widget->accessibleName() == name)
            return widget;
    }
    return nullptr;
}

void TestJournalPanel::press(const QString &button)
{
    for (QPushButton *found : m_panel->findChildren<QPushButton *>()) {
        if (found->text() == button) {
            QVERIFY2(found->isVisible() && found->isEnabled(), qPrintable(button));
            QTest::mouseClick(found, Qt::LeftButton);
            return;
        }
    }
    QFAIL(qPrintable(button));
}

void TestJournalPanel::pick(const QString &combo, const QString &text)
{
    auto *box = named<NamedCombo>(combo);
    QVERIFY2(box != nullptr, qPrintable(combo));
    box->setFocus();
    const int wanted = box->findText(text);
    QVERIFY2(wanted >= 0, qPrintable(text));
    while (box->currentIndex() < wanted)
        QTest::keyClick(box, Qt::Key_Down);
    while (box->currentIndex() > wanted)
        QTest::keyClick(box, Qt::Key_Up);
}

void TestJournalPanel::theModelKeepsItsRowsInOrder()
{
    JournalModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    const auto rows = [](std::initializer_list<int> numbers) {
        std::vector<JournalRow> made;
        for (const int number : numbers) {
            JournalRow row;
            row.sequence = number;
            row.entry.detail = QString::number(number);
            made.push_back(row);
        }
        return made;
    };
    const auto shown = [&] {
        QStringList details;
        for (int row = 0; row < model.rowCount(); ++row)
            details.append(model.index(row, JournalModel::Detail).data().toString());
        return details.join(u' ');
    };
    QSignalSpy wanted{&model, &JournalModel::olderWanted};
    model.replace(rows({6, 5}), true); // the tester fetches at once
    QVERIFY2(!model.canFetchMore({}), "asked once");
    model.fetchMore({});
    QCOMPARE(wanted.size(), 1);
    model.appendOlder(rows({4, 3}), false);
    model.prependNewer(rows({8, 7}));
    QCOMPARE(shown(), u"8 7 6 5 4 3"_s);
    QVERIFY(!model.canFetchMore({}));
    QCOMPARE(model.oldest(), std::int64_t{3});
    QCOMPARE(model.row(1)->sequence, std::int64_t{7});
    QVERIFY(model.row(6) == nullptr && model.row(-1) == nullptr);
    model.prependNewer({});
    model.appendOlder({}, false);
    model.replace({}, false);
    QCOMPARE(model.rowCount(), 0);
}

void TestJournalPanel::theModelIsBoundedAtTheOldEnd()
{
    JournalModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    std::vector<JournalRow> rows(JournalModel::maxRows);
    std::int64_t number = JournalModel::maxRows;
    for (JournalRow &row : rows)
        row.sequence = number--;
    model.replace(rows, false);
    JournalRow newer;
    newer.sequence = JournalModel::maxRows + 1;
    model.prependNewer({newer});
    QCOMPARE(model.rowCount(), JournalModel::maxRows);
    QCOMPARE(model.oldest(), std::int64_t{2});
    QVERIFY2(!model.canFetchMore({}), "what left does not come back while the table is full");
}

void TestJournalPanel::rowsAreShownNewestFirst()
{
    addOrder("t1", 2);
    show(4);
    QCOMPARE(cell(0, JournalModel::Event), u"Fill"_s);
    QCOMPARE(cell(1, JournalModel::Event), u"Order update"_s);
    QCOMPARE(cell(1, JournalModel::Detail), u"SUBMISSION_SUCCESS"_s);
    QCOMPARE(cell(2, JournalModel::Event), u"Submit"_s);
    QCOMPARE(cell(2, JournalModel::Time), u"2026-08-01 12:00:01.000"_s);
    QCOMPARE(cell(2, JournalModel::Account), u"A1"_s);
    QCOMPARE(cell(2, JournalModel::Market), u"XCME_Eq ES (Z26)"_s);
    QCOMPARE(cell(2, JournalModel::Side), u"Buy"_s);
    QCOMPARE(cell(2, JournalModel::Volume), u"2"_s);
    QCOMPARE(cell(2, JournalModel::Price), u"\u22124501.25"_s);
    QCOMPARE(cell(2, JournalModel::By), u"Manual"_s);
    QCOMPARE(cell(3, JournalModel::Event), u"Program started"_s);
    QVERIFY(m_panel->headerHint().contains(u"recording · 4 entries"_s));
}

void TestJournalPanel::newRowsFollowWhileFollowing()
{
    addOrder("t1", 2);
    show(4);
    QSignalSpy resets{m_table->model(), &QAbstractItemModel::modelReset};
    const auto frame = [this](int rows) {
        return QTest::qWaitFor([this, rows] {
            m_panel->refresh();
            return rowCount() == rows;
        });
    };
    addOrder("t2", 1);
    QVERIFY(frame(7));
    QCOMPARE(cell(0, JournalModel::Account), u"A2"_s);
    QCOMPARE(resets.size(), 0);

    press(u"Follow newest"_s); // off
    addOrder("t3", 1);
    QSignalSpy appended{m_journal.get(), &Journal::appended};
    QTRY_VERIFY(!appended.isEmpty());
    for (int at = 0; at < 5; ++at) {
        m_panel->refresh();
        QTest::qWait(5);
    }
    QCOMPARE(rowCount(), 7);
    press(u"Follow newest"_s); // on
    QVERIFY(frame(10));
}

void TestJournalPanel::aReaderFurtherDownKeepsItsPlace()
{
    for (int at = 0; at < 30; ++at)
        addOrder("t1", at);
    show(91);
    m_table->scrollTo(m_table->model()->index(60, 0), QAbstractItemView::PositionAtTop);
    const int top = m_table->rowAt(0);
    const QString before = cell(top, JournalModel::Time);
    QVERIFY(top > 0);
    addOrder("t2", 1);
    QVERIFY(QTest::qWaitFor([this] {
        m_panel->refresh();
        return rowCount() == 94;
    }));
    QCOMPARE(cell(m_table->rowAt(0), JournalModel::Time), before);
}

void TestJournalPanel::olderRowsComeWithScrolling()
{
    for (int at = 0; at < 450; ++at)
        m_journal->record(JournalScene::entry(QString::number(at)));
    QCOMPARE(recordAndWait(*m_journal, JournalScene::entry(u"last"_s)), 1);
    show(200);
    m_table->setFocus();
    QTest::keyClick(m_table, Qt::Key_End, Qt::ControlModifier);
    QTRY_COMPARE(rowCount(), 400);
    QTest::keyClick(m_table, Qt::Key_End, Qt::ControlModifier);
    QTRY_COMPARE(rowCount(), 452);
    QCOMPARE(cell(451, JournalModel::Event), u"Program started"_s);
}

void TestJournalPanel::theSearchNarrowsTheRows()
{
    addOrder("t1", 2);
    addOrder("t2", 1);
    show(7);
    auto *search = named<QLineEdit>(u"Search the journal"_s);
    search->setFocus();
    QTest::keyClicks(search, u"nq (z26)"_s);
    QTRY_COMPARE(rowCount(), 3);
    QCOMPARE(cell(0, JournalModel::Account), u"A2"_s);
    QTest::keyClicks(search, u"nothing like it"_s);
    QTRY_COMPARE(rowCount(), 0);
    QVERIFY(m_table->emptyText().contains(u"Nothing in the journal matches"_s));
}

void TestJournalPanel::theChoicesNarrowTheRows()
{
    addOrder("t1", 2, true);
    addOrder("t2", 1, false);
    show(7);
    pick(u"Kind of event"_s, u"Fills"_s);
    QTRY_COMPARE(rowCount(), 2);
    pick(u"Account"_s, u"A1"_s);
    QTRY_COMPARE(rowCount(), 1);
    pick(u"Kind of event"_s, u"All events"_s);
    QTRY_COMPARE(rowCount(), 3);
    pick(u"Account"_s, u"All accounts"_s);
    pick(u"Market"_s, u"XCME_Eq NQ (Z26)"_s);
    QTRY_COMPARE(rowCount(), 3);
    pick(u"Market"_s, u"All markets"_s);
    pick(u"Manual or automatic"_s, u"Automatic"_s);
    QTRY_COMPARE(rowCount(), 1);
    QCOMPARE(cell(0, JournalModel::By), u"Automatic"_s);
}

void TestJournalPanel::aTimeNarrowsTheRows()
{
    addOrder("t1", 2);
    show(4);
    auto *from = named<QDateTimeEdit>(u"From (UTC)"_s);
    QCOMPARE(from->text(), u"any time"_s);
    from->setDateTime(QDateTime{QDate{2026, 8, 1}, QTime{12, 0, 2}, Qt::UTC});
    QTRY_COMPARE(rowCount(), 2);
    named<QDateTimeEdit>(u"Until (UTC)"_s)->setDateTime(QDateTime{QDate{2026, 8, 1}, QTime{12, 0, 3}, Qt::UTC});
    QTRY_COMPARE(rowCount(), 1);
    QCOMPARE(cell(0, JournalModel::Event), u"Order update"_s);
}

void TestJournalPanel::showAllEndsEveryFilter()
{
    addOrder("t1", 2);
    show(4);
    pick(u"Kind of event"_s, u"Fills"_s);
    QTest::keyClicks(named<QLineEdit>(u"Search the journal"_s), u"xyz"_s);
    QTRY_COMPARE(rowCount(), 0);
    press(u"Show all"_s);
    QTRY_COMPARE(rowCount(), 4);
}

void TestJournalPanel::activatingARowSearchesItsOrder()
{
    addOrder("t1", 2);
    addOrder("t2", 1);
    show(7);
    m_table->setFocus();
    m_table->selectRow(4); // of the first order
    QTest::keyClick(m_table, Qt::Key_Return);
    QTRY_COMPARE(rowCount(), 3);
    QCOMPARE(named<QLineEdit>(u"Search the journal"_s)->text(), u"t1"_s);
}

void TestJournalPanel::theChosenRowIsShownWhole()
{
    addOrder("t1", 2);
    show(4);
    auto *details = named<QPlainTextEdit>(u"Entry in full"_s);
    QVERIFY(details->toPlainText().isEmpty());
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {},
                      m_table->visualRect(m_table->model()->index(2, JournalModel::Event)).center());
    const QString text = details->toPlainText();
    for (const QString &part :
         {u"Event: Submit"_s, u"Time: 2026-08-01 12:00:01.000000000 UTC"_s, u"Operator: ann"_s,
          u"Manual or automatic: Manual"_s, u"Window: Order ticket"_s, u"Bid seen: \u22124501.5 × 12"_s,
          u"Age of the image: 12.4 ms"_s, u"Display frame: 77"_s, u"\"market_id\": \"M1\""_s, u"Hash: "_s})
        QVERIFY2(text.contains(part), qPrintable(part + u"\n"_s + text));
    QVERIFY(details->isReadOnly());
}

void TestJournalPanel::aVerificationSaysItsResult()
{
    addOrder("t1", 2);
    show(4);
    press(u"Verify"_s);
    auto *outcome = m_panel->findChild<QLabel *>(u"journalOutcome"_s);
    QTRY_VERIFY2(outcome->text().startsWith(u"All 4 entries are unchanged. Newest hash: "_s),
                 qPrintable(outcome->text()));
    QVERIFY(outcome->isVisible());
}

void TestJournalPanel::aTamperedFileIsTold()
{
    addOrder("t1", 2);
    show(4);
    QVERIFY(m_scene->tamper({u"UPDATE entries SET volume = 20 WHERE seq = 2"_s}));
    press(u"Verify"_s);
    auto *outcome = m_panel->findChild<QLabel *>(u"journalOutcome"_s);
    QTRY_COMPARE(outcome->text(), u"Entry 2 was changed, put in or moved."_s);
}

void TestJournalPanel::exportingAsksForAFileAndWritesIt_data()
{
    QTest::addColumn<int>("entry");
    QTest::addColumn<JournalExportKind>("kind");
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("lines");
    QTest::newRow("orders") << 0 << JournalExportKind::Orders << u"depthdeck-orders-2026-08-01.csv"_s << 2;
    QTest::newRow("fills") << 1 << JournalExportKind::Fills << u"depthdeck-fills-2026-08-01.csv"_s << 2;
    QTest::newRow("audit trail") << 2 << JournalExportKind::AuditTrail << u"depthdeck-audit-trail-2026-08-01.csv"_s
                                 << 6;
}

void TestJournalPanel::exportingAsksForAFileAndWritesIt()
{
    QFETCH(int, entry);
    QFETCH(JournalExportKind, kind);
    QFETCH(QString, name);
    QFETCH(int, lines);
    addOrder("t1", 2);
    addOrder("t2", 1);
    show(7);
    QSignalSpy wishes{m_panel.get(), &JournalPanel::exportRequested};
    QPushButton *button = nullptr;
    for (QPushButton *found : m_panel->findChildren<QPushButton *>())
        button = found->menu() != nullptr ? found : button;
    QVERIFY(button != nullptr);
    button->menu()->actions().at(entry)->trigger();
    QCOMPARE(wishes.size(), 1);
    QCOMPARE(wishes.at(0).at(0).value<JournalExportKind>(), kind);
    QCOMPARE(JournalPanel::suggestedName(kind, m_scene->clock.wallNow()), name);
    const QString target = m_scene->folder.filePath(name);
    m_panel->exportTo(kind, target);
    auto *outcome = m_panel->findChild<QLabel *>(u"journalOutcome"_s);
    QTRY_VERIFY2(outcome->text().startsWith(u"%1 lines were written"_s.arg(lines)), qPrintable(outcome->text()));
    QFile file{target};
    QVERIFY(file.open(QFile::ReadOnly));
    QCOMPARE(file.readAll().count("\r\n"), lines + 1);
}

void TestJournalPanel::aFailedExportIsTold()
{
    addOrder("t1", 2);
    show(4);
    m_panel->exportTo(JournalExportKind::Fills, m_scene->folder.filePath(u"no/such/file.csv"_s));
    auto *outcome = m_panel->findChild<QLabel *>(u"journalOutcome"_s);
    QTRY_VERIFY2(outcome->text().contains(u"cannot be written"_s), qPrintable(outcome->text()));
}

void TestJournalPanel::aJournalThatFailsIsToldWithWhatCanBeDone()
{
    m_journal.reset();
    QVERIFY(m_scene->tamper({u"UPDATE entries SET detail = 'x' WHERE seq = 1"_s}));
    m_journal = std::make_unique<Journal>(m_scene->file, m_scene->clock, JournalScene::options());
    show(2);
    QVERIFY(reaches(*m_journal, JournalHealth::Corrupt));
    auto *health = m_panel->findChild<QLabel *>(u"journalHealth"_s);
    QTRY_VERIFY2(health->text().contains(u"damaged or was changed"_s), qPrintable(health->text()));
    QCOMPARE(m_panel->headerHint(), u"not recording"_s);
    QSignalSpy retries{m_panel.get(), &JournalPanel::retryRequested};
    QSignalSpy anews{m_panel.get(), &JournalPanel::startAnewRequested};
    press(u"Try again"_s);
    press(u"Start a new file"_s);
    QCOMPARE(retries.size(), 1);
    QCOMPARE(anews.size(), 1);
    m_journal->startAnew(); // what the shell does then
    QTRY_COMPARE(health->text(), u"Everything is being recorded."_s);
    QTRY_COMPARE(rowCount(), 1);
    QCOMPARE(cell(0, JournalModel::Event), u"Program started"_s);
}

void TestJournalPanel::everyControlHasItsName()
{
    addOrder("t1", 2);
    show(4);
    QCOMPARE(m_table->accessibleName(), u"Journal"_s);
    for (const QWidget *widget : m_panel->findChildren<QWidget *>()) {
        const bool isControl = qobject_cast<const QAbstractButton *>(widget) != nullptr ||
                               qobject_cast<const QComboBox *>(widget) != nullptr ||
                               qobject_cast<const QDateTimeEdit *>(widget) != nullptr;
        if (!isControl || !widget->isVisible() || widget->focusPolicy() == Qt::NoFocus)
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        QVERIFY2(!widget->accessibleName().isEmpty() || (button != nullptr && !button->text().isEmpty()),
                 widget->metaObject()->className());
    }
}

void TestJournalPanel::everyKindHasItsOwnWords()
{
    QSet<QString> words;
    int kinds = 0;
    for (const JournalGroup group : {JournalGroup::Session, JournalGroup::Guards, JournalGroup::Intents,
                                     JournalGroup::Orders, JournalGroup::Fills}) {
        QVERIFY(!journalGroupText(group).isEmpty());
        for (const JournalKind kind : kindsOf(group)) {
            words.insert(journalKindText(kind));
            ++kinds;
        }
    }
    QCOMPARE(words.size(), kinds);
    for (const JournalHealth health :
         {JournalHealth::Opening, JournalHealth::Writing, JournalHealth::NotOpen, JournalHealth::Locked,
          JournalHealth::DiskFull, JournalHealth::Corrupt, JournalHealth::Failed})
        QVERIFY(!journalHealthText(health, u"why"_s).isEmpty());
}

void TestJournalPanel::nothingIsCutOffInAnyLook()
{
    addOrder("t1", 2);
    addOrder("t2", 1, false);
    JournalEntry refused = JournalScene::entry(u"Margin exceeded: 188,400.00 needed"_s, JournalKind::OrderRefused);
    refused.account = "A1";
    QCOMPARE(recordAndWait(*m_journal, refused), 1);
    show(8);
    m_table->selectRow(3);
    press(u"Verify"_s);
    auto *outcome = m_panel->findChild<QLabel *>(u"journalOutcome"_s);
    QTRY_VERIFY(outcome->text().startsWith(u"All 8"_s));
    for (const Look &look : looks()) {
        look.apply(m_theme);
        QVERIFY(look.save(*m_panel, {1100, 620}, "journal"));
    }
    m_theme.setScale(1);
}

QTEST_MAIN(TestJournalPanel)
#include "test_journal_panel.moc"
