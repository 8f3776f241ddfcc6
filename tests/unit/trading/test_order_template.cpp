// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_template.h"
#include "tests/unit/trading/order_messages.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace std::chrono_literals;

class TestOrderTemplate : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void pricesStartFromTheAnchor_data();
    void pricesStartFromTheAnchor();
    void aMissingAnchorMakesNoOrder();
    void aMarketWithoutADefinitionMakesNoOrder();
    void stopsGoBeyondTheMarketOnEitherSide();
    void aMarketOrderNeedsNoAnchor();
    void exitsAreSignedDifferencesOrPrices_data();
    void exitsAreSignedDifferencesOrPrices();
    void exitsOfAMarketEntryStartFromTheOtherSide();
    void exitsFollowVariableTicks();
    void theLastExitTakesWhatIsLeft();
    void exitsWithoutLotsAreLeftOut();

    void aTemplateSurvivesItsFile();
    void everyMemberIsNeeded_data();
    void everyMemberIsNeeded();
    void wrongMembersAreRefused_data();
    void wrongMembersAreRefused();
    void whatATemplateCannotKeepIsNotReadBack();

private:
    [[nodiscard]] std::optional<SubmissionDraft> apply(Side side, std::optional<Price> given = std::nullopt) const
    {
        return applyTemplate(m_template, side, AccountId{"A1"}, m_market, given);
    }
    [[nodiscard]] static OrderTemplate full();

    MarketState m_market;
    OrderTemplate m_template;
};

void TestOrderTemplate::init()
{
    MarketState fresh;
    m_market = std::move(fresh);
    m_market.key.market = MarketId{"M1"};
    m_market.definition.emplace();
    m_market.definition->ticks = *TickTable::make(price("0.25"));
    m_market.book.bids = {{price("100"), {5}, 0}};
    m_market.book.offers = {{price("100.5"), {5}, 0}};
    m_market.quote.last = price("100.25");
    m_template = {};
    m_template.name = QStringLiteral("scalp");
}

void TestOrderTemplate::pricesStartFromTheAnchor_data()
{
    QTest::addColumn<PriceAnchor>("anchor");
    QTest::addColumn<Side>("side");
    QTest::addColumn<int>("ticks");
    QTest::addColumn<QString>("limit");
    using A = PriceAnchor;
    QTest::newRow("own best, buy") << A::OwnBest << Side::Buy << 0 << "100";
    QTest::newRow("own best, sell") << A::OwnBest << Side::Sell << 0 << "100.5";
    QTest::newRow("more aggressive, buy") << A::OwnBest << Side::Buy << 1 << "100.25";
    QTest::newRow("more aggressive, sell") << A::OwnBest << Side::Sell << 1 << "100.25";
    QTest::newRow("less aggressive, sell") << A::OwnBest << Side::Sell << -2 << "101";
    QTest::newRow("opposite best, buy") << A::OppositeBest << Side::Buy << 0 << "100.5";
    QTest::newRow("opposite best, sell") << A::OppositeBest << Side::Sell << 0 << "100";
    QTest::newRow("last trade") << A::LastTrade << Side::Sell << 0 << "100.25";
    QTest::newRow("given") << A::Given << Side::Buy << 2 << "90.5";
}

void TestOrderTemplate::pricesStartFromTheAnchor()
{
    QFETCH(PriceAnchor, anchor);
    QFETCH(Side, side);
    QFETCH(int, ticks);
    QFETCH(QString, limit);
    m_template.anchor = anchor;
    m_template.limitTicks = ticks;
    m_template.volume = {7};
    m_template.maxShow = Quantity{2};
    m_template.timeInForce = TimeInForce::GoodTillCancelled;
    m_template.activation.kind = ActivationKind::Queue;
    const auto made = apply(side, price("90"));
    QVERIFY(made.has_value());
    QCOMPARE(made->orders.size(), std::size_t{1});
    OrderDraft expected;
    expected.account = AccountId{"A1"};
    expected.market = MarketId{"M1"};
    expected.side = side;
    expected.volume = {7};
    expected.maxShow = Quantity{2};
    expected.timeInForce = TimeInForce::GoodTillCancelled;
    expected.activation.kind = ActivationKind::Queue;
    expected.limit = price(limit.toStdString());
    QVERIFY(made->orders[0] == expected);
    QCOMPARE(made->link, OrderLink::None);
}

void TestOrderTemplate::aMissingAnchorMakesNoOrder()
{
    m_market.book.bids.clear();
    QVERIFY(!apply(Side::Buy));
    QVERIFY(apply(Side::Sell));
    m_template.anchor = PriceAnchor::Given;
    QVERIFY(!apply(Side::Buy));
    m_template.anchor = PriceAnchor::LastTrade;
    m_market.quote.last.reset();
    QVERIFY(!apply(Side::Buy));
}

void TestOrderTemplate::aMarketWithoutADefinitionMakesNoOrder()
{
    m_market.definition.reset();
    QVERIFY(!apply(Side::Buy));
}

void TestOrderTemplate::stopsGoBeyondTheMarketOnEitherSide()
{
    m_template.type = OrderType::StopLimit;
    m_template.anchor = PriceAnchor::LastTrade;
    m_template.stopTicks = 4;
    m_template.limitTicks = 6;
    m_template.trailTicks = 3;
    const OrderDraft buy = apply(Side::Buy)->orders[0];
    QVERIFY(buy.stop == price("101.25") && buy.limit == price("101.75") && buy.trail == price("0.75"));
    const OrderDraft sell = apply(Side::Sell)->orders[0];
    QVERIFY(sell.stop == price("99.25") && sell.limit == price("98.75") && sell.trail == price("0.75"));
}

void TestOrderTemplate::aMarketOrderNeedsNoAnchor()
{
    m_template.type = OrderType::Market;
    m_market.book = {};
    m_market.quote = {};
    const auto made = apply(Side::Buy);
    QVERIFY(made && !made->orders[0].limit && !made->orders[0].stop);
}

void TestOrderTemplate::exitsAreSignedDifferencesOrPrices_data()
{
    QTest::addColumn<OrderLink>("link");
    QTest::addColumn<Side>("side");
    QTest::addColumn<QString>("profit");
    QTest::addColumn<QString>("stop");
    QTest::newRow("buy, differences") << OrderLink::AutoOco << Side::Buy << "2"
                                      << "-1";
    QTest::newRow("sell, differences") << OrderLink::AutoOco << Side::Sell << "-2"
                                       << "1";
    QTest::newRow("buy, prices") << OrderLink::AutoOcoP << Side::Buy << "102"
                                 << "99";
    QTest::newRow("sell, prices") << OrderLink::AutoOcoP << Side::Sell << "98.5"
                                  << "101.5";
}

void TestOrderTemplate::exitsAreSignedDifferencesOrPrices()
{
    QFETCH(OrderLink, link);
    QFETCH(Side, side);
    QFETCH(QString, profit);
    QFETCH(QString, stop);
    m_template.link = link;
    m_template.exits = {{.percent = 100, .profitTicks = 8, .stopTicks = 4, .trailTicks = 4}};
    m_template.exitsTimeInForce = TimeInForce::Day;
    const auto made = apply(side);
    QVERIFY(made.has_value());
    QCOMPARE(made->link, link);
    QCOMPARE(made->exitsTimeInForce, TimeInForce::Day);
    QCOMPARE(made->exits.size(), std::size_t{1});
    QVERIFY(made->exits[0].profit == price(profit.toStdString()));
    QVERIFY(made->exits[0].stop == price(stop.toStdString()));
    QVERIFY(made->exits[0].trail == price("1"));
    QVERIFY(made->exits[0].volume.isZero());
}

void TestOrderTemplate::exitsOfAMarketEntryStartFromTheOtherSide()
{
    m_template.type = OrderType::Market;
    m_template.link = OrderLink::AutoOcoP;
    m_template.exits = {{.percent = 100, .profitTicks = 4, .stopTicks = std::nullopt, .trailTicks = std::nullopt}};
    QVERIFY(apply(Side::Buy)->exits[0].profit == price("101.5"));
    m_market.book.offers.clear();
    QVERIFY(apply(Side::Buy)->exits[0].profit == price("101.25")); // the last trade
    m_market.quote.last.reset();
    QVERIFY(!apply(Side::Buy));
}

void TestOrderTemplate::exitsFollowVariableTicks()
{
    m_market.definition->ticks = *TickTable::make(price("5"), "5;P<-500=25;P>500=25;");
    m_template.anchor = PriceAnchor::Given;
    m_template.link = OrderLink::AutoOco;
    m_template.exits = {{.percent = 100, .profitTicks = 2, .stopTicks = 2, .trailTicks = std::nullopt}};
    const auto made = apply(Side::Buy, price("500"));
    QVERIFY(made->exits[0].profit == price("50"));
    QVERIFY(made->exits[0].stop == price("-10"));
}

void TestOrderTemplate::theLastExitTakesWhatIsLeft()
{
    m_template.volume = {10};
    m_template.link = OrderLink::AutoOcoMp;
    const TemplateExit third{.percent = 33, .profitTicks = 4, .stopTicks = 4, .trailTicks = std::nullopt};
    m_template.exits = {third, third, third};
    const auto made = apply(Side::Buy);
    QCOMPARE(made->exits.size(), std::size_t{3});
    QCOMPARE(made->exits[0].volume.contracts, 3);
    QCOMPARE(made->exits[1].volume.contracts, 3);
    QCOMPARE(made->exits[2].volume.contracts, 4);
    m_market.definition->volumeIncrement = {2};
    QCOMPARE(apply(Side::Buy)->exits[0].volume.contracts, 2);
    QCOMPARE(apply(Side::Buy)->exits[2].volume.contracts, 6);
}

void TestOrderTemplate::exitsWithoutLotsAreLeftOut()
{
    m_template.link = OrderLink::AutoOcoM;
    const TemplateExit half{.percent = 50, .profitTicks = 4, .stopTicks = 4, .trailTicks = std::nullopt};
    m_template.exits = {half, half};
    const auto made = apply(Side::Buy);
    QCOMPARE(made->exits.size(), std::size_t{1});
    QCOMPARE(made->exits[0].volume.contracts, 1);
}

OrderTemplate TestOrderTemplate::full()
{
    OrderTemplate made;
    made.name = QStringLiteral("Runner");
    made.type = OrderType::StopLimit;
    made.timeInForce = TimeInForce::GoodTillCancelled;
    made.volume = {6};
    made.maxShow = Quantity{2};
    made.anchor = PriceAnchor::LastTrade;
    made.limitTicks = -3;
    made.stopTicks = 5;
    made.trailTicks = 7;
    made.link = OrderLink::AutoOcoMp;
    made.exits = {{.percent = 50, .profitTicks = 8, .stopTicks = 4, .trailTicks = 4},
                  {.percent = 50, .profitTicks = std::nullopt, .stopTicks = 6, .trailTicks = std::nullopt}};
    made.exitsTimeInForce = TimeInForce::Day;
    made.activation.kind = ActivationKind::AtTime;
    made.activation.submit.delay = 1500ms;
    made.activation.cancel.delay = 60s;
    made.activation.giveUp.delay = 30s;
    made.activation.mode = MarketMode::PreOpen;
    return made;
}

void TestOrderTemplate::aTemplateSurvivesItsFile()
{
    for (const OrderTemplate &one : {full(), m_template}) {
        const QByteArray file = QJsonDocument{toJson(one)}.toJson();
        const auto read = templateFromJson(QJsonDocument::fromJson(file).object());
        QVERIFY(read.has_value());
        QVERIFY(*read == one);
    }
}

void TestOrderTemplate::everyMemberIsNeeded_data()
{
    QTest::addColumn<QString>("member");
    const QStringList members = toJson(full()).keys();
    for (const QString &member : members)
        QTest::newRow(qPrintable(member)) << member;
}

void TestOrderTemplate::everyMemberIsNeeded()
{
    QFETCH(QString, member);
    QJsonObject json = toJson(full());
    json.remove(member);
    QVERIFY(!templateFromJson(json));
}

void TestOrderTemplate::wrongMembersAreRefused_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QString>("value");
    const auto row = [](const char *name, const char *member, const char *value) {
        QTest::newRow(name) << QString::fromLatin1(member) << QString::fromLatin1(value);
    };
    row("no name", "name", "\"\"");
    row("a number for a name", "name", "5");
    row("an unknown type", "type", "\"limitless\"");
    row("the wire's number for a type", "type", "1");
    row("an unknown time", "timeInForce", "null");
    row("no lots", "volume", "0");
    row("negative lots", "volume", "-1");
    row("half a lot", "volume", "1.5");
    row("lots beyond an int", "volume", "1e12");
    row("lots as text", "volume", "\"6\"");
    row("lots missing", "volume", "null");
    row("nothing shown", "maxShow", "0");
    row("a trail backwards", "trailTicks", "-1");
    row("a trail of a fraction", "trailTicks", "0.5");
    row("an unknown link", "link", "\"spark\"");
    row("exits without a bracket", "link", "\"none\"");
    row("two exits where one belongs", "link", "\"autoOco\"");
    row("a bracket without exits", "exits", "[]");
    row("no list of exits", "exits", "{}");
    row("an exit that is none", "exits", "[5]");
    row("an exit without prices", "exits",
        R"([{"percent":100,"profitTicks":null,"stopTicks":null,"trailTicks":null}])");
    row("an exit that trails without a stop", "exits",
        R"([{"percent":100,"profitTicks":4,"stopTicks":null,"trailTicks":4}])");
    row("an exit of too much", "exits", R"([{"percent":101,"profitTicks":4,"stopTicks":null,"trailTicks":null}])");
    row("an exit at a loss", "exits", R"([{"percent":100,"profitTicks":-4,"stopTicks":null,"trailTicks":null}])");
    row("an exit with more in it", "exits",
        R"([{"percent":100,"profitTicks":4,"stopTicks":null,"trailTicks":null,"x":1}])");
    row("no activation", "activation", "null");
    row("a delay that is none", "activation",
        R"({"kind":"afterDelay","submitDelayMs":null,"mode":2,"cancelDelayMs":null,"giveUpDelayMs":null})");
    row("a delay where none belongs", "activation",
        R"({"kind":"queue","submitDelayMs":5,"mode":2,"cancelDelayMs":null,"giveUpDelayMs":null})");
    row("a kind that needs a price", "activation",
        R"({"kind":"tradeAtOrAbove","submitDelayMs":null,"mode":2,"cancelDelayMs":null,"giveUpDelayMs":null})");
    row("a mode that is none", "activation",
        R"({"kind":"onMarketMode","submitDelayMs":null,"mode":77,"cancelDelayMs":null,"giveUpDelayMs":null})");
    row("a member of another build", "hedge", "true");
}

void TestOrderTemplate::wrongMembersAreRefused()
{
    QFETCH(QString, member);
    QFETCH(QString, value);
    QJsonObject json = toJson(full());
    QVERIFY(templateFromJson(json));
    const QByteArray list = '[' + value.toUtf8() + ']';
    json.insert(member, QJsonDocument::fromJson(list).array().at(0));
    QVERIFY(!templateFromJson(json));
}

void TestOrderTemplate::whatATemplateCannotKeepIsNotReadBack()
{
    OrderTemplate made = full();
    made.activation.kind = ActivationKind::TradeAtOrAbove;
    QVERIFY(!templateFromJson(toJson(made)));
    made = full();
    made.link = OrderLink::Spark;
    QVERIFY(!templateFromJson(toJson(made)));
}

QTEST_APPLESS_MAIN(TestOrderTemplate)
#include "test_order_template.moc"
