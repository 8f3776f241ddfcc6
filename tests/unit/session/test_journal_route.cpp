// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/journal/journal_verification.h"
#include "tests/unit/session/journal_route_scene.h"

#include <QSignalSpy>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
namespace wire = t4proto::v1::orderrouting;

using Messages = std::vector<std::string>;

class TestJournalRoute : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void nothingLeavesBeforeItsRowsAreOnDisk();
    void theRowTellsWhatTheClickSaw();
    void everyOrderOfASubmissionHasItsRow();
    void aBatchIsRecordedWithItsId();
    void aRevisionIsRecordedWithWhatIsKnownOfTheOrder();
    void theStoreHearsThatAnIntentIsRecorded();
    void aKillBetweenTheIntentAndItsReleaseStopsIt();
    void theEndOfTheSessionStopsWhatWaits();
    void aSessionThatIsGoneAtReleaseIsTold();
    void aBatchThatDidNotLeaveIsNamed();
    void aFailedJournalRefusesAtOnce();
    void aJournalThatFailsOverAnIntentRefusesIt();
    void theTraderMayGoOnWithoutAJournal();
    void aPullPassesAFailedJournalAtOnce();
    void aPullWaitsTwentyMillisecondsAtMost();
    void aPullWaitsWhileTheUserInterfaceStalls();
    void aPullPassesTheKillSwitch();
    void aPullIsSentOnce();
    void waitingPullsGoWhenTheSessionEnds();
    void aPullThatMeetsNoSessionIsTold();
    void withoutAJournalEverythingPassesAtOnce();
    void theRouteMayEndBeforeTheDiskAnswers();

private:
    void makeJournal(const QString &file = {});
    /// The journal cannot be opened.
    void failJournal();
    [[nodiscard]] std::vector<JournalRow> rowsOf(JournalKind kind) const;

    std::unique_ptr<JournalScene> m_scene;
    std::unique_ptr<SlowDisk> m_disk;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<LastRoute> m_next;
    std::unique_ptr<OrderStore> m_orders;
    std::unique_ptr<MarketBoard> m_markets;
    std::unique_ptr<OpenGates> m_gates;
    std::unique_ptr<JournalRoute> m_route;
    Click m_click;
};

void TestJournalRoute::init()
{
    m_scene = std::make_unique<JournalScene>();
    m_disk = std::make_unique<SlowDisk>();
    m_next = std::make_unique<LastRoute>(*m_scene);
    m_orders = std::make_unique<OrderStore>(m_scene->clock);
    m_markets = std::make_unique<MarketBoard>();
    m_markets->expect({ExchangeId{"CME_Eq"}, ContractId{"ES"}, MarketId{"M1"}});
    m_gates = std::make_unique<OpenGates>();
    m_click = {m_scene->clock.steadyNow(), m_scene->clock.wallNow(), u"Order ticket"_s, std::nullopt};
    makeJournal();
}

void TestJournalRoute::cleanup()
{
    m_disk->letGo();
    m_route.reset();
    m_journal.reset();
}

void TestJournalRoute::makeJournal(const QString &file)
{
    m_route.reset();
    m_journal.reset();
    m_journal = std::make_unique<Journal>(file.isEmpty() ? m_scene->file : file, m_scene->clock, m_disk->options());
    m_route = std::make_unique<JournalRoute>(m_journal.get(), *m_next, *m_orders, *m_markets, *m_gates);
    QVERIFY(QTest::qWaitFor([this] { return m_journal->health() != JournalHealth::Opening; }));
}

void TestJournalRoute::failJournal()
{
    makeJournal(u"/proc/no/journal.sqlite"_s);
    QCOMPARE(m_journal->health(), JournalHealth::NotOpen);
}

std::vector<JournalRow> TestJournalRoute::rowsOf(JournalKind kind) const
{
    std::vector<JournalRow> found;
    for (const JournalRow &row : m_scene->rows()) {
        if (row.entry.kind == kind)
            found.push_back(row);
    }
    return found;
}

void TestJournalRoute::nothingLeavesBeforeItsRowsAreOnDisk()
{
    m_next->looksAtFile = true;
    m_disk->hold();
    QVERIFY(m_route->submit(submitOf({"t1", "t2"}), m_click));
    QTRY_VERIFY(m_disk->isWaitedFor());
    QTest::qWait(30);
    QVERIFY(m_next->sent().empty());
    QVERIFY(rowsOf(JournalKind::SubmitIntent).empty());
    m_disk->letGo();
    QTRY_COMPARE(m_next->sent(), Messages{"submit t1"});
    QCOMPARE(m_next->rowsThen(), std::size_t{3}); // ProgramStarted and one for each order
}

void TestJournalRoute::theRowTellsWhatTheClickSaw()
{
    m_click.seen = SeenQuote{.bid = Price::parse("99.50"),
                             .offer = Price::parse("99.75"),
                             .bidVolume = {10},
                             .offerVolume = {20},
                             .last = std::nullopt,
                             .ageNanoseconds = 12'000'000,
                             .revision = 5,
                             .frame = 77,
                             .freshness = u"Live"_s};
    QVERIFY(m_route->submit(submitOf({"t1"}), m_click));
    QTRY_COMPARE(rowsOf(JournalKind::SubmitIntent).size(), std::size_t{1});
    const JournalEntry entry = rowsOf(JournalKind::SubmitIntent).front().entry;
    QVERIFY(entry.at == m_click.wallTime);
    QCOMPARE(entry.window, u"Order ticket"_s);
    QVERIFY(entry.seen->bid == Price::parse("99.5"));
    QCOMPARE(entry.seen->frame, std::uint64_t{77});
    QCOMPARE(entry.seen->ageNanoseconds, std::int64_t{12'000'000});
    QCOMPARE(entry.account, std::string{"A1"});
    QCOMPARE(entry.exchange, std::string{"CME_Eq"});
    QCOMPARE(entry.contract, std::string{"ES"});
    QCOMPARE(entry.market, std::string{"M1"});
    QVERIFY(entry.side == Side::Sell);
    QVERIFY(entry.manual == true);
    QCOMPARE(entry.orderType, u"STOP_LIMIT"_s);
    QCOMPARE(entry.timeInForce, u"GOOD_TILL_CANCELLED"_s);
    QVERIFY(entry.volume == Quantity{3});
    QVERIFY(entry.maxShow == Quantity{1});
    QVERIFY(entry.price == Price::parse("99.75"));
    QVERIFY(entry.stop == Price::parse("-0.5"));
    QVERIFY2(entry.json.contains(u"\"manual_order_indicator\":true"_s), qPrintable(entry.json));
}

void TestJournalRoute::everyOrderOfASubmissionHasItsRow()
{
    wire::OrderSubmit message = submitOf({"t1", "t2", "t3"});
    message.set_order_link(t4proto::v1::common::ORDER_LINK_AUTO_OCO);
    QVERIFY(m_route->submit(message, m_click));
    QTRY_COMPARE(m_next->sent().size(), std::size_t{1});
    const auto rows = rowsOf(JournalKind::SubmitIntent);
    QCOMPARE(rows.size(), std::size_t{3});
    for (const JournalRow &row : rows) {
        QCOMPARE(row.entry.relation, std::string{"t1"});
        QVERIFY(row.entry.detail.contains(u"AUTO_OCO"_s));
    }
    QCOMPARE(rows[2].entry.tag, std::string{"t3"});
    QVERIFY(rows[2].entry.detail.startsWith(u"order 3 of 3"_s));
    QVERIFY(!rows[0].entry.json.isEmpty());
    QVERIFY(rows[1].entry.json.isEmpty());
}

void TestJournalRoute::aBatchIsRecordedWithItsId()
{
    wire::OrderBatch message;
    message.set_batch_id("b1");
    *message.add_submissions() = submitOf({"t1"});
    *message.add_submissions() = submitOf({"t2", "t3"});
    QVERIFY(m_route->submit(message, m_click));
    QTRY_COMPARE(m_next->sent(), Messages{"batch b1"});
    const auto rows = rowsOf(JournalKind::BatchIntent);
    QCOMPARE(rows.size(), std::size_t{3});
    QCOMPARE(rows[1].entry.relation, std::string{"b1"});
    QCOMPARE(rows[1].entry.detail, u"order 2 of 3"_s);
}

void TestJournalRoute::aRevisionIsRecordedWithWhatIsKnownOfTheOrder()
{
    wire::OrderUpdate update;
    update.set_unique_id("o1");
    update.set_account_id("A1");
    update.set_market_id("M1");
    update.set_tag("t1");
    update.set_exchange_order_id("x1");
    update.set_buy_sell(t4proto::v1::common::BUY_SELL_BUY);
    update.set_price_type(t4proto::v1::common::PRICE_TYPE_LIMIT);
    update.set_status(t4proto::v1::common::ORDER_STATUS_WORKING);
    m_orders->applyUpdate(update);
    wire::OrderRevise message;
    message.set_account_id("A1");
    message.set_market_id("M1");
    message.set_manual_order_indicator(false);
    auto &revision = *message.add_revisions();
    revision.set_unique_id("o1");
    revision.mutable_limit_price()->set_value("100.25");
    QVERIFY(m_route->revise(message, m_click));
    QTRY_COMPARE(m_next->sent(), Messages{"revise o1"});
    const JournalEntry entry = rowsOf(JournalKind::ReviseIntent).front().entry;
    QCOMPARE(entry.tag, std::string{"t1"});
    QCOMPARE(entry.exchangeOrder, std::string{"x1"});
    QVERIFY(entry.side == Side::Buy);
    QVERIFY(entry.manual == false);
    QVERIFY(entry.price == Price::parse("100.25"));
    QVERIFY(!entry.volume);
}

void TestJournalRoute::theStoreHearsThatAnIntentIsRecorded()
{
    OrderDraft draft;
    draft.account = AccountId{"A1"};
    draft.market = MarketId{"M1"};
    QVERIFY(m_route->submit(submitOf({"t1"}), m_click));
    m_orders->noteSent(draft, "t1");
    const auto isRecorded = [this] {
        for (const OrderStep &step : m_orders->orders().front().timeline) {
            if (step.stage == OrderStage::Recorded)
                return true;
        }
        return false;
    };
    QTRY_VERIFY(isRecorded());
}

void TestJournalRoute::aKillBetweenTheIntentAndItsReleaseStopsIt()
{
    OrderDraft draft;
    draft.account = AccountId{"A1"};
    draft.market = MarketId{"M1"};
    QSignalSpy notSent{m_route.get(), &JournalRoute::notSent};
    m_disk->hold();
    QVERIFY(m_route->submit(submitOf({"t1"}), m_click));
    m_orders->noteSent(draft, "t1");
    QTRY_VERIFY(m_disk->isWaitedFor());
    m_gates->killed = true;
    m_disk->letGo();
    QTRY_COMPARE(notSent.size(), 1);
    QCOMPARE(notSent.at(0).at(1).value<DeskRefusal>(), DeskRefusal::KillSwitch);
    QVERIFY(m_next->sent().empty());
    QCOMPARE(m_orders->orders().front().absence, OrderAbsence::NotSent);
    QTRY_COMPARE(rowsOf(JournalKind::IntentNotSent).size(), std::size_t{1});
    QCOMPARE(rowsOf(JournalKind::IntentNotSent).front().entry.tag, std::string{"t1"});
    QVERIFY(rowsOf(JournalKind::IntentNotSent).front().entry.detail.contains(u"kill switch"_s));
}

void TestJournalRoute::theEndOfTheSessionStopsWhatWaits()
{
    QSignalSpy notSent{m_route.get(), &JournalRoute::notSent};
    m_disk->hold();
    QVERIFY(m_route->submit(submitOf({"t1"}), m_click));
    QTRY_VERIFY(m_disk->isWaitedFor());
    m_route->withdraw(); // the next one may be open already
    m_disk->letGo();
    QTRY_COMPARE(notSent.size(), 1);
    QCOMPARE(notSent.at(0).at(1).value<DeskRefusal>(), DeskRefusal::NotLive);
    QVERIFY(m_next->sent().empty());
    QVERIFY(m_route->submit(submitOf({"t2"}), m_click));
    QTRY_COMPARE(m_next->sent(), Messages{"submit t2"});
}

void TestJournalRoute::aSessionThatIsGoneAtReleaseIsTold()
{
    QSignalSpy notSent{m_route.get(), &JournalRoute::notSent};
    m_next->isOpen = false;
    QVERIFY(m_route->submit(submitOf({"t1"}), m_click));
    QTRY_COMPARE(notSent.size(), 1);
    QCOMPARE(notSent.at(0).at(0).value<MarketId>(), MarketId{"M1"});
    QTRY_COMPARE(rowsOf(JournalKind::IntentNotSent).size(), std::size_t{1});
}

void TestJournalRoute::aBatchThatDidNotLeaveIsNamed()
{
    QSignalSpy notSent{m_route.get(), &JournalRoute::notSent};
    m_next->isOpen = false;
    wire::OrderBatch message;
    message.set_batch_id("b1");
    *message.add_submissions() = submitOf({"t1"});
    QVERIFY(m_route->submit(message, m_click));
    QTRY_COMPARE(notSent.size(), 1);
    QCOMPARE(notSent.at(0).at(2).toString(), u"b1"_s);
}

void TestJournalRoute::aFailedJournalRefusesAtOnce()
{
    failJournal();
    m_gates->journalFit = false;
    QVERIFY(!m_route->submit(submitOf({"t1"}), m_click));
    wire::OrderRevise revision;
    revision.set_market_id("M1");
    revision.add_revisions()->set_unique_id("o1");
    QVERIFY(!m_route->revise(revision, m_click));
    QTest::qWait(20);
    QVERIFY(m_next->sent().empty());
}

void TestJournalRoute::aJournalThatFailsOverAnIntentRefusesIt()
{
    QSignalSpy notSent{m_route.get(), &JournalRoute::notSent};
    SqliteConnection other;
    QVERIFY(other.open(m_scene->file, SqliteConnection::Access::ReadWrite));
    QVERIFY(other.run(u"BEGIN IMMEDIATE"_s));
    m_gates->journalFit = false; // what it will be once the journal has failed
    QVERIFY(m_route->submit(submitOf({"t1"}), m_click));
    QTRY_COMPARE(notSent.size(), 1);
    QCOMPARE(notSent.at(0).at(1).value<DeskRefusal>(), DeskRefusal::JournalFailed);
    QVERIFY(m_next->sent().empty());
    QCOMPARE(m_journal->health(), JournalHealth::Locked);
    QVERIFY(other.run(u"ROLLBACK"_s));
    m_journal->retry();
    // The intent and that it was not sent are both told, in this order.
    QTRY_COMPARE(rowsOf(JournalKind::IntentNotSent).size(), std::size_t{1});
    QCOMPARE(rowsOf(JournalKind::SubmitIntent).size(), std::size_t{1});
    QVERIFY(rowsOf(JournalKind::SubmitIntent).front().sequence < rowsOf(JournalKind::IntentNotSent).front().sequence);
}

void TestJournalRoute::theTraderMayGoOnWithoutAJournal()
{
    SqliteConnection other;
    QVERIFY(other.open(m_scene->file, SqliteConnection::Access::ReadWrite));
    QVERIFY(other.run(u"BEGIN IMMEDIATE"_s));
    m_gates->journalFit = true;
    QVERIFY(m_route->submit(submitOf({"t1"}), m_click)); // fails over this one
    QTRY_COMPARE(m_next->sent(), Messages{"submit t1"});
    QVERIFY(m_route->submit(submitOf({"t2"}), m_click)); // has failed
    QCOMPARE(m_next->sent(), (Messages{"submit t1", "submit t2"}));
    QVERIFY(other.run(u"ROLLBACK"_s));
    m_journal->retry();
    QTRY_COMPARE(rowsOf(JournalKind::SubmitIntent).size(), std::size_t{2});
    QVERIFY(rowsOf(JournalKind::IntentNotSent).empty());
}

void TestJournalRoute::aPullPassesAFailedJournalAtOnce()
{
    failJournal();
    m_gates->journalFit = false;
    QVERIFY(m_route->pull(pullOf({"o1"}), m_click));
    QCOMPARE(m_next->sent(), Messages{"pull o1"});
    m_next->isOpen = false;
    QVERIFY(!m_route->pull(pullOf({"o2"}), m_click));
}

void TestJournalRoute::aPullWaitsTwentyMillisecondsAtMost()
{
    m_disk->hold();
    const auto began = std::chrono::steady_clock::now();
    QVERIFY(m_route->pull(pullOf({"o1", "o2"}), m_click));
    QVERIFY(std::chrono::steady_clock::now() - began < 15ms); // the caller waits for nothing
    QTRY_COMPARE(m_next->sent(), Messages{"pull o1"});
    const auto waited = m_next->sentAt() - began;
    QVERIFY2(waited >= 19ms, "it should have given the disk its time");
    QVERIFY2(waited < 300ms, "a loaded machine, but the disk never answered");
    QVERIFY(rowsOf(JournalKind::PullIntent).empty());
    m_disk->letGo();
    QTRY_COMPARE(rowsOf(JournalKind::PullIntent).size(), std::size_t{2});
}

void TestJournalRoute::aPullWaitsWhileTheUserInterfaceStalls()
{
    m_disk->hold();
    QVERIFY(m_route->pull(pullOf({"o1"}), m_click));
    const auto giveUp = std::chrono::steady_clock::now() + 3s;
    while (m_next->sent().empty() && std::chrono::steady_clock::now() < giveUp)
        std::this_thread::yield(); // the UI thread runs no event loop
    QCOMPARE(m_next->sent(), Messages{"pull o1"});
}

void TestJournalRoute::aPullPassesTheKillSwitch()
{
    m_gates->killed = true;
    QVERIFY(m_route->pull(pullOf({"o1"}), m_click));
    QTRY_COMPARE(m_next->sent(), Messages{"pull o1"});
}

void TestJournalRoute::aPullIsSentOnce()
{
    QVERIFY(m_route->pull(pullOf({"o1"}), m_click));
    QTRY_COMPARE(m_next->sent().size(), std::size_t{1});
    QTest::qWait(60); // the deadline passes too
    QCOMPARE(m_next->sent().size(), std::size_t{1});
    QCOMPARE(rowsOf(JournalKind::PullIntent).size(), std::size_t{1});
}

void TestJournalRoute::waitingPullsGoWhenTheSessionEnds()
{
    m_disk->hold();
    QVERIFY(m_route->pull(pullOf({"o1"}), m_click));
    m_route->withdraw();
    QCOMPARE(m_next->sent(), Messages{"pull o1"});
}

void TestJournalRoute::aPullThatMeetsNoSessionIsTold()
{
    QSignalSpy notSent{m_route.get(), &JournalRoute::pullNotSent};
    m_next->isOpen = false;
    QVERIFY(m_route->pull(pullOf({"o1", "o2"}), m_click));
    QTRY_COMPARE(notSent.size(), 1);
    QCOMPARE(notSent.at(0).at(0).toInt(), 2);
}

void TestJournalRoute::withoutAJournalEverythingPassesAtOnce()
{
    m_route->useJournal(nullptr);
    QVERIFY(m_route->submit(submitOf({"t1"}), m_click));
    QVERIFY(m_route->pull(pullOf({"o1"}), m_click));
    QCOMPARE(m_next->sent(), (Messages{"submit t1", "pull o1"}));
    m_next->isOpen = false;
    QVERIFY(!m_route->submit(submitOf({"t1"}), m_click));
}

void TestJournalRoute::theRouteMayEndBeforeTheDiskAnswers()
{
    m_disk->hold();
    QVERIFY(m_route->submit(submitOf({"t1"}), m_click));
    QVERIFY(m_route->pull(pullOf({"o1"}), m_click));
    QTRY_VERIFY(m_disk->isWaitedFor());
    m_route.reset();
    m_disk->letGo();
    m_journal.reset();
    QCOMPARE(m_next->sent(), Messages{"pull o1"});
    QCOMPARE(rowsOf(JournalKind::SubmitIntent).size(), std::size_t{1});
    QVERIFY(verifyJournal(m_scene->file).isGood());
}

QTEST_GUILESS_MAIN(TestJournalRoute)
#include "test_journal_route.moc"
