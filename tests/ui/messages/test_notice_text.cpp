// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messages/failure_text.h"
#include "ui/messages/login_text.h"
#include "ui/messages/notice_text.h"

#include "app/market/market_mode.h"
#include "app/session/order_desk.h"
#include "app/trading/order_check.h"

#include <QSet>
#include <QTest>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

Notice notice(NoticeKind kind, const QString &subject = {}, const QString &detail = {}, std::int64_t code = 0)
{
    Notice made;
    made.kind = kind;
    made.subject = subject;
    made.detail = detail;
    made.code = code;
    return made;
}

} // namespace

class TestNoticeText : public QObject
{
    Q_OBJECT

private slots:
    void everyKindHasASentenceOfItsOwn();
    void everyLoginResultHasItsText_data();
    void everyLoginResultHasItsText();
    void anUnknownLoginNumberIsShown();
    void theServersWordsComeFirst();
    void everyFailureNamesTheHost_data();
    void everyFailureNamesTheHost();
    void everyEndpointProblemSaysWhatToEnter();
    void aRefusedMarketNamesItsMode();
    void aFillSaysBoughtOrSold();
    void anOrderNotSentSaysWhy();
    void lockingSaysWhyItHappened();
    void stoppedReconnectingDoesNotClaimALogin();
};

void TestNoticeText::everyKindHasASentenceOfItsOwn()
{
    QSet<QString> seen;
    for (int kind = 0; kind <= static_cast<int>(NoticeKind::SnapshotUnreachable); ++kind) {
        const QString text = noticeText(notice(static_cast<NoticeKind>(kind), u"SUBJECT"_s, u"DETAIL"_s, 7));
        QVERIFY2(text.size() > 10, qPrintable(QString::number(kind)));
        QVERIFY2(!text.contains(u"%1"_s) && !text.contains(u"%2"_s), qPrintable(text));
        QVERIFY2(!seen.contains(text), qPrintable(text));
        seen.insert(text);
    }
}

void TestNoticeText::everyLoginResultHasItsText_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("words");
    const auto row = [](int code, const char *words) {
        QTest::addRow("%d", code) << code << QString::fromLatin1(words);
    };
    row(-1, "no reason");
    row(0, "Logged in");
    row(1, "password is wrong");
    row(2, "application name");
    row(3, "firm may not use");
    row(4, "user may not use");
    row(5, "Update DepthDeck");
    row(6, "another place");
    row(7, "logout");
    row(8, "lost the session");
    row(9, "before the login succeeded");
    row(10, "error of its own");
    row(11, "role");
    row(12, "too slowly");
    row(13, "could not keep up");
    row(14, "expired");
    row(16, "could not be changed");
    row(17, "used before");
    row(18, "locked out");
    row(19, "limit of users");
    row(20, "market data agreements");
    row(21, "none is set up");
    row(22, "second factor was wrong");
    row(23, "FIX");
    row(24, "API key");
    row(25, "exists already");
}

void TestNoticeText::everyLoginResultHasItsText()
{
    QFETCH(const int, code);
    QFETCH(const QString, words);
    const QString text = loginText(LoginOutcome::fromCode(code));
    QVERIFY2(text.contains(words), qPrintable(text));
    QVERIFY(text.endsWith(u'.'));
    if (code != 0)
        QVERIFY(noticeText(notice(NoticeKind::LoginRefused, {}, {}, code)).contains(words));
}

void TestNoticeText::anUnknownLoginNumberIsShown()
{
    for (const int code : {15, 26, 999})
        QVERIFY(loginText(LoginOutcome::fromCode(code)).startsWith(u"Login failed (code %1)"_s.arg(code)));
}

void TestNoticeText::theServersWordsComeFirst()
{
    const QString text = loginText(LoginOutcome::fromCode(1, u"Bad credentials"_s));
    QVERIFY(text.contains(u"“Bad credentials”"_s));
    QVERIFY(text.contains(u"password is wrong"_s));
}

void TestNoticeText::everyFailureNamesTheHost_data()
{
    QTest::addColumn<int>("cause");
    for (int cause = 0; cause <= static_cast<int>(FailureCause::Other); ++cause)
        QTest::addRow("%d", cause) << cause;
}

void TestNoticeText::everyFailureNamesTheHost()
{
    QFETCH(const int, cause);
    const QString text = failureText(static_cast<FailureCause>(cause), u"wss.t4login.com/v1"_s, u"HTTP 301"_s);
    QVERIFY2(text.contains(u"wss.t4login.com/v1"_s, Qt::CaseInsensitive), qPrintable(text));
    QVERIFY(text.contains(u"(HTTP 301)"_s));
    QVERIFY(text.at(0).isUpper());
    QCOMPARE(noticeText(notice(NoticeKind::ConnectionLost, u"wss.t4login.com/v1"_s, u"HTTP 301"_s, cause)), text);
    QVERIFY(!failureText(static_cast<FailureCause>(cause), {}).contains(u'%'));
}

void TestNoticeText::everyEndpointProblemSaysWhatToEnter()
{
    QSet<QString> seen;
    for (int problem = 0; problem <= static_cast<int>(EndpointProblem::RestNotSecure); ++problem)
        seen.insert(endpointProblemText(static_cast<EndpointProblem>(problem)));
    QCOMPARE(seen.size(), static_cast<int>(EndpointProblem::RestNotSecure) + 1);
    QVERIFY(!seen.contains(QString{}));
}

void TestNoticeText::aRefusedMarketNamesItsMode()
{
    QVERIFY(noticeText(notice(NoticeKind::MarketRefused, u"ESZ6"_s, {}, static_cast<int>(MarketMode::NoPermission)))
                .startsWith(u"No permission"_s));
    const QString other =
        noticeText(notice(NoticeKind::MarketRefused, u"ESZ6"_s, {}, static_cast<int>(MarketMode::Expired)));
    QVERIFY(other.contains(u"Expired"_s) && other.contains(u"ESZ6"_s));
}

void TestNoticeText::aFillSaysBoughtOrSold()
{
    QCOMPARE(noticeText(notice(NoticeKind::OrderFilled, u"ESZ6"_s, u"6025.25"_s, 2)), u"Bought 2 ESZ6 at 6025.25."_s);
    QCOMPARE(noticeText(notice(NoticeKind::OrderFilled, u"ESZ6"_s, u"-0.25"_s, -1)), u"Sold 1 ESZ6 at \u22120.25."_s);
    QVERIFY(noticeText(notice(NoticeKind::OrderFilled, u"ESZ6"_s, {}, 1)).contains(u"not told"_s));
}

void TestNoticeText::anOrderNotSentSaysWhy()
{
    const QString locked =
        noticeText(notice(NoticeKind::OrderNotSent, u"ESZ6"_s, {}, static_cast<int>(DeskRefusal::Locked)));
    QVERIFY(locked.contains(u"ESZ6"_s) && locked.contains(u"Ctrl+L"_s));
    const QString noPrice =
        noticeText(notice(NoticeKind::OrderNotSent, u"ESZ6"_s, {},
                          notSentProblemBase + static_cast<int>(OrderProblemKind::LimitPriceMissing)));
    QVERIFY(noPrice.contains(u"limit price is missing"_s));
    // A problem whose figures the notice does not carry must not show invented ones.
    const QString clip = noticeText(notice(NoticeKind::OrderNotSent, u"ESZ6"_s, {},
                                           notSentProblemBase + static_cast<int>(OrderProblemKind::ClipSize)));
    QVERIFY(!clip.contains(u'0'));
}

void TestNoticeText::lockingSaysWhyItHappened()
{
    QSet<QString> seen;
    for (const int why : {0, 1, 2, 3, 4, 5})
        seen.insert(noticeText(notice(NoticeKind::Disarmed, {}, {}, why)));
    QCOMPARE(seen.size(), 6);
}

void TestNoticeText::stoppedReconnectingDoesNotClaimALogin()
{
    const QString text = noticeText(notice(NoticeKind::ReconnectStopped, {}, {}, 0));
    QVERIFY(!text.contains(u"Logged in"_s));
    QVERIFY(noticeText(notice(NoticeKind::ReconnectStopped, {}, {}, 6)).contains(u"another place"_s));
}

} // namespace depthdeck::ui

QTEST_GUILESS_MAIN(depthdeck::ui::TestNoticeText)
#include "test_notice_text.moc"
