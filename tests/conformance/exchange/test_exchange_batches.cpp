// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/exchange/order_scene.h"

#include <QTest>

using namespace depthdeck::exchange;
using namespace depthdeck::exchange::test;

using Change = std::function<void(orderrouting::OrderBatch &)>;
Q_DECLARE_METATYPE(Change)

/// Batches (t4-protocol.md e.10): all or nothing, and the only place where ids are handed out directly.
class TestExchangeBatches : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aGoodBatchIsAcknowledgedBeforeItsOrdersAreTold();
    void theServerNamesABatchWithoutAName();
    void linkedOrdersMayBePartOfABatch();
    void linkedOrdersInABatchAreASwitch();
    void oneBadOrderAndNothingIsTaken_data();
    void oneBadOrderAndNothingIsTaken();
    void anUnsubscribedAccountSpoilsTheBatch();
    void riskIsSummedOverTheBatch();
    void theBatchIdIsTheRelation();

private:
    [[nodiscard]] orderrouting::OrderBatch batch() const;
    const Server *send(const orderrouting::OrderBatch &batch, Server::PayloadCase answer);

    std::unique_ptr<OrderScene> m_scene;
};

void TestExchangeBatches::init()
{
    m_scene = std::make_unique<OrderScene>();
    QVERIFY(m_scene->open());
}

/// Two submissions for two accounts: two buys and one sale far from the market.
orderrouting::OrderBatch TestExchangeBatches::batch() const
{
    orderrouting::OrderBatch batch;
    batch.set_batch_id("b-1");
    *batch.add_submissions() = m_scene->submission();
    for (const int ticks : {-20, -21})
        OrderScene::add(*batch.mutable_submissions(0), common::BUY_SELL_BUY, common::PRICE_TYPE_LIMIT, 1,
                        "buy" + std::to_string(-ticks))
            .mutable_limit_price()
            ->set_value(m_scene->price(ticks));
    *batch.add_submissions() = m_scene->submission(common::ORDER_LINK_NONE, OrderScene::other);
    OrderScene::add(*batch.mutable_submissions(1), common::BUY_SELL_SELL, common::PRICE_TYPE_LIMIT, 1, "sell")
        .mutable_limit_price()
        ->set_value(m_scene->price(20));
    return batch;
}

const Server *TestExchangeBatches::send(const orderrouting::OrderBatch &wish, Server::PayloadCase answer)
{
    const std::size_t from = m_scene->client().position();
    service::ClientMessage message;
    *message.mutable_order_batch() = wish;
    m_scene->client().send(message);
    return m_scene->client().await(answer, from);
}

void TestExchangeBatches::aGoodBatchIsAcknowledgedBeforeItsOrdersAreTold()
{
    const std::size_t from = m_scene->client().position();
    const Server *answer = send(batch(), Server::kOrderBatchAcknowledge);
    QVERIFY(answer != nullptr);
    const auto &accepted = answer->order_batch_acknowledge();
    QCOMPARE(accepted.batch_id(), std::string{"b-1"});
    QCOMPARE(accepted.accepted_size(), 2);
    QCOMPARE(accepted.accepted(0).unique_id_size(), 2);
    QCOMPARE(accepted.accepted(1).account_id(), std::string{OrderScene::other});
    for (const char *tag : {"buy20", "buy21", "sell"})
        QVERIFY(m_scene->awaitStatus(tag, common::ORDER_STATUS_WORKING));
    QCOMPARE(m_scene->view("buy20").id, accepted.accepted(0).unique_id(0));
    QCOMPARE(m_scene->view("buy21").id, accepted.accepted(0).unique_id(1));
    QCOMPARE(m_scene->view("sell").id, accepted.accepted(1).unique_id(0));
    for (std::size_t at = from; &m_scene->client().messages()[at] != answer; ++at)
        QVERIFY(!m_scene->client().messages()[at].has_order_update_multi());
}

void TestExchangeBatches::theServerNamesABatchWithoutAName()
{
    auto wish = batch();
    wish.clear_batch_id();
    const Server *answer = send(wish, Server::kOrderBatchAcknowledge);
    QVERIFY(answer != nullptr);
    const std::string id = answer->order_batch_acknowledge().batch_id();
    QVERIFY(!id.empty());
    QVERIFY(m_scene->awaitStatus("sell", common::ORDER_STATUS_WORKING));
    QCOMPARE(m_scene->view("sell").relation, id);
}

void TestExchangeBatches::theBatchIdIsTheRelation()
{
    QVERIFY(send(batch(), Server::kOrderBatchAcknowledge) != nullptr);
    for (const char *tag : {"buy20", "buy21", "sell"}) {
        QVERIFY(m_scene->awaitStatus(tag, common::ORDER_STATUS_WORKING));
        QCOMPARE(m_scene->view(tag).relation, std::string{"b-1"});
    }
}

void TestExchangeBatches::linkedOrdersMayBePartOfABatch()
{
    auto wish = batch();
    auto &oco = *wish.mutable_submissions(0);
    oco.set_order_link(common::ORDER_LINK_OCO);
    QVERIFY(send(wish, Server::kOrderBatchAcknowledge) != nullptr);
    QVERIFY(m_scene->awaitStatus("buy20", common::ORDER_STATUS_WORKING));
    QCOMPARE(m_scene->view("buy20").linked, m_scene->view("buy21").id);
    QCOMPARE(m_scene->view("buy20").relation, std::string{"b-1"});
}

void TestExchangeBatches::linkedOrdersInABatchAreASwitch()
{
    QVERIFY(m_scene->open([](auto &options) { options.behaviours.batchLinksRefused = true; }));
    auto wish = batch();
    wish.mutable_submissions(0)->set_order_link(common::ORDER_LINK_OCO);
    const Server *answer = send(wish, Server::kOrderBatchReject);
    QVERIFY(answer != nullptr);
    QCOMPARE(answer->order_batch_reject().errors(0).order_index(), -1);
}

void TestExchangeBatches::oneBadOrderAndNothingIsTaken_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<int>("submission");
    QTest::addColumn<int>("order");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, int submission, int order, const char *word, Change change) {
        QTest::newRow(name) << change << submission << order << QString::fromLatin1(word);
    };
    row("an order without volume", 0, 1, "not positive",
        [](auto &b) { b.mutable_submissions(0)->mutable_orders(1)->set_volume(0); });
    row("a price off the tick", 1, 0, "increment",
        [](auto &b) { b.mutable_submissions(1)->mutable_orders(0)->mutable_limit_price()->set_value("1.1"); });
    row("an unknown market", 1, -1, "XCME_Eq NO",
        [](auto &b) { b.mutable_submissions(1)->set_market_id("XCME_Eq NO"); });
    row("no market", 1, -1, "missing", [](auto &b) { b.mutable_submissions(1)->clear_market_id(); });
    row("somebody else's account", 0, -1, "not known",
        [](auto &b) { b.mutable_submissions(0)->set_account_id("SIM-20001"); });
    row("a submission without orders", 1, -1, "no orders", [](auto &b) { b.mutable_submissions(1)->clear_orders(); });
    row("a link that is none", 0, -1, "at least 2", [](auto &b) {
        b.mutable_submissions(0)->set_order_link(common::ORDER_LINK_OCO);
        b.mutable_submissions(0)->mutable_orders()->RemoveLast();
    });
    row("a batch of nothing", -1, -1, "no submissions", [](auto &b) { b.clear_submissions(); });
}

void TestExchangeBatches::oneBadOrderAndNothingIsTaken()
{
    QFETCH(Change, change);
    QFETCH(int, submission);
    QFETCH(int, order);
    QFETCH(QString, word);
    auto wish = batch();
    change(wish);
    const Server *answer = send(wish, Server::kOrderBatchReject);
    QVERIFY(answer != nullptr);
    const auto &reject = answer->order_batch_reject();
    QCOMPARE(reject.batch_id(), std::string{"b-1"});
    QVERIFY(!reject.reason().empty());
    if (submission >= 0) {
        QCOMPARE(reject.errors_size(), 1);
        QCOMPARE(reject.errors(0).submission_index(), submission);
        QCOMPARE(reject.errors(0).order_index(), order);
        QCOMPARE(reject.errors(0).account_id(), wish.submissions(submission).account_id());
        QCOMPARE(reject.errors(0).market_id(), wish.submissions(submission).market_id());
    }
    const std::string text = submission < 0 ? reject.reason() : reject.errors(0).reason();
    QVERIFY2(QString::fromStdString(text).contains(word), text.c_str());
    m_scene->limit(OrderScene::account, common::BUY_SELL_BUY, -30, 1, "after");
    QVERIFY(m_scene->awaitStatus("after", common::ORDER_STATUS_WORKING));
    for (const char *tag : {"buy20", "buy21", "sell"})
        QVERIFY(m_scene->view(tag).id.empty());
}

void TestExchangeBatches::anUnsubscribedAccountSpoilsTheBatch()
{
    WireClient newcomer{m_scene->exchange().webSocketUrl()};
    QVERIFY(newcomer.enter("desk"));
    service::ClientMessage message;
    auto wish = batch();
    wish.mutable_submissions()->RemoveLast();
    *message.mutable_order_batch() = wish;
    newcomer.send(message);
    const Server *answer = newcomer.await(Server::kOrderBatchReject);
    QVERIFY(answer != nullptr);
    QCOMPARE(answer->order_batch_reject().errors(0).order_index(), -1);
    QVERIFY(answer->order_batch_reject().errors(0).reason().find("subscribe") != std::string::npos);
}

void TestExchangeBatches::riskIsSummedOverTheBatch()
{
    QVERIFY(m_scene->open([](auto &options) {
        for (AccountSpec &spec : options.accounts)
            if (spec.number == OrderScene::account)
                spec.limits.maxAccountPosition = 3;
    }));
    auto wish = batch();
    wish.mutable_submissions(0)->mutable_orders(0)->set_volume(2);
    wish.mutable_submissions(0)->mutable_orders(1)->set_volume(2); // each alone is allowed
    const Server *answer = send(wish, Server::kOrderBatchReject);
    QVERIFY(answer != nullptr);
    QCOMPARE(answer->order_batch_reject().errors_size(), 1);
    QCOMPARE(answer->order_batch_reject().errors(0).order_index(), 1);
    QVERIFY(answer->order_batch_reject().errors(0).reason().find("limit of 3 lots") != std::string::npos);
    // Nothing of the refused batch is kept in mind.
    wish.mutable_submissions(0)->mutable_orders(1)->set_volume(1);
    QVERIFY(send(wish, Server::kOrderBatchAcknowledge) != nullptr);
}

QTEST_GUILESS_MAIN(TestExchangeBatches)
#include "test_exchange_batches.moc"
