// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/problem_text.h"
#include "ui/common/state_icon.h"

#include <QImage>
#include <QPainter>
#include <QSet>
#include <QTest>

namespace depthdeck::ui {

class TestWords : public QObject
{
    Q_OBJECT

private slots:
    void everyOrderProblemHasASentenceOfItsOwn();
    void anAccountThatMayNotTradeSaysWhy();
    void aProblemNamesTheValueAndTheLimit();
    void everyMarketModeHasAWord();
    void aNumberThisBuildDoesNotKnowKeepsItsNumber();
    void everyOrderStateHasAWordAndADrawing();
    void everyFreshnessHasItsOwnWordAndShape();
    void everyRefusalSaysWhatToDo();
};

void TestWords::everyOrderProblemHasASentenceOfItsOwn()
{
    QSet<QString> seen;
    for (int kind = 0; kind <= static_cast<int>(OrderProblemKind::PriceBanding); ++kind) {
        OrderProblem problem;
        problem.kind = static_cast<OrderProblemKind>(kind);
        problem.value = 12;
        problem.limit = 10;
        const QString text = problemText(problem, nullptr);
        QVERIFY2(text.endsWith(u'.'), qPrintable(text));
        QVERIFY2(!text.contains(QStringLiteral("check number")), qPrintable(text));
        QVERIFY2(!text.contains(u'%'), qPrintable(text));
        QVERIFY2(!seen.contains(text), qPrintable(text));
        seen.insert(text);
    }
}

void TestWords::anAccountThatMayNotTradeSaysWhy()
{
    OrderProblem problem;
    problem.kind = OrderProblemKind::AccountMayNotTrade;
    problem.code = static_cast<std::int32_t>(AccountStatus::Blocked);
    QVERIFY(problemText(problem, nullptr).contains(accountStatusText(AccountStatus::Blocked)));
    problem.code = static_cast<std::int32_t>(AccountStatus::Ok);
    QVERIFY(problemText(problem, nullptr).contains(QStringLiteral("not confirmed")));
    problem.blocks = false;
    QVERIFY(problemText(problem, nullptr).contains(QStringLiteral("routing")));
}

void TestWords::aProblemNamesTheValueAndTheLimit()
{
    OrderProblem clip;
    clip.kind = OrderProblemKind::ClipSize;
    clip.value = 60;
    clip.limit = 50;
    QVERIFY(problemText(clip, nullptr).contains(QStringLiteral("60")));
    QVERIFY(problemText(clip, nullptr).contains(QStringLiteral("50")));

    Market market;
    market.format = PriceFormat::decimal(2);
    OrderProblem offTick;
    offTick.kind = OrderProblemKind::LimitOffTick;
    offTick.price = Price::parse("6024.30");
    offTick.nearest = Price::parse("6024.25");
    const QString text = problemText(offTick, &market);
    QVERIFY(text.contains(QStringLiteral("6024.30")));
    QVERIFY(text.contains(QStringLiteral("6024.25")));
}

void TestWords::everyMarketModeHasAWord()
{
    QSet<QString> seen;
    for (int mode = 0; mode <= 14; ++mode)
        seen.insert(modeText(static_cast<MarketMode>(mode)));
    QCOMPARE(seen.size(), 15);
    QVERIFY(!seen.contains(QString{}));
}

void TestWords::aNumberThisBuildDoesNotKnowKeepsItsNumber()
{
    QVERIFY(modeText(static_cast<MarketMode>(77)).contains(QStringLiteral("77")));
    QVERIFY(orderTypeText(static_cast<OrderType>(77)).contains(QStringLiteral("77")));
    QVERIFY(timeInForceText(static_cast<TimeInForce>(77)).contains(QStringLiteral("77")));
    QVERIFY(accountStatusText(static_cast<AccountStatus>(77)).contains(QStringLiteral("77")));
}

void TestWords::everyOrderStateHasAWordAndADrawing()
{
    QSet<QString> words;
    for (int at = 0; at <= static_cast<int>(OrderState::Unknown); ++at) {
        const auto state = static_cast<OrderState>(at);
        words.insert(stateText(state));
        QImage image{32, 32, QImage::Format_ARGB32_Premultiplied};
        image.fill(Qt::transparent);
        QPainter painter{&image};
        paintStateIcon(painter, QRectF{0, 0, 32, 32}, state, Qt::yellow);
        painter.end();
        QImage empty{32, 32, QImage::Format_ARGB32_Premultiplied};
        empty.fill(Qt::transparent);
        QVERIFY2(image != empty, qPrintable(stateText(state)));
    }
    QCOMPARE(words.size(), static_cast<int>(OrderState::Unknown) + 1);
}

void TestWords::everyFreshnessHasItsOwnWordAndShape()
{
    QSet<QString> words;
    QSet<int> shapes;
    for (int at = 0; at <= static_cast<int>(Freshness::Refused); ++at) {
        words.insert(freshnessText(static_cast<Freshness>(at)));
        shapes.insert(static_cast<int>(shapeOf(static_cast<Freshness>(at))));
    }
    QCOMPARE(words.size(), static_cast<int>(Freshness::Refused) + 1);
    QCOMPARE(shapes.size(), words.size());
}

void TestWords::everyRefusalSaysWhatToDo()
{
    QVERIFY(refusalText(DeskRefusal::None).isEmpty());
    for (const DeskRefusal refusal :
         {DeskRefusal::NotLive, DeskRefusal::Locked, DeskRefusal::DraftProblems, DeskRefusal::UnknownOrder,
          DeskRefusal::NothingToPull, DeskRefusal::WindowLocked, DeskRefusal::KillSwitch, DeskRefusal::JournalFailed})
        QVERIFY(refusalText(refusal).endsWith(u'.'));
    QVERIFY(refusalText(DeskRefusal::Locked).contains(QStringLiteral("Ctrl+L")));
}

} // namespace depthdeck::ui

QTEST_MAIN(depthdeck::ui::TestWords)
#include "test_words.moc"
