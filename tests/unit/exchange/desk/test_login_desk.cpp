// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/login_desk.h"
#include "app/exchange/desk/token_book.h"
#include "t4/v1/auth/auth.pb.h"
#include "tests/support/fake_clock.h"

#include <QTest>

#include <set>

using namespace depthdeck;
using namespace depthdeck::exchange;
using namespace t4proto::v1;

namespace {

const std::vector<ExchangeId> exchanges{ExchangeId{"CME_Eq"}, ExchangeId{"CME_C"}};

auth::LoginRequest request(const std::string &user, const std::string &password)
{
    auth::LoginRequest login;
    login.set_firm("SIM");
    login.set_username(user);
    login.set_password(password);
    login.set_app_name("Test");
    return login;
}

} // namespace

class TestLoginDesk : public QObject
{
    Q_OBJECT

private slots:
    void theTraderComesIn();
    void theApiKeyIsEnough();
    void aWrongPasswordFirmUserOrKeyFails();
    void everyNonSuccessResultHasItsUser();
    void anUnknownPriceFormatIsRefused();
    void aMissingApplicationNameIsNamed();
    void theLimitedUserSeesOneExchange();
    void aFaultRefusesEverybody();
    void aTokenIsGoodUntilItExpires();
};

void TestLoginDesk::theTraderComesIn()
{
    const LoginDesk desk{defaultUsers(exchanges)};
    auto login = request("trader", "trader");
    login.set_price_format(common::PRICE_FORMAT_REAL);
    const LoginOutcome outcome = desk.check(login);
    QCOMPARE(outcome.result, 0);
    QVERIFY(outcome.user != nullptr);
    QVERIFY(outcome.user->accounts.size() >= 2);
    QVERIFY(outcome.format == WirePriceFormat::Real);
    QCOMPARE(outcome.application, std::string{"Test"});
}

void TestLoginDesk::theApiKeyIsEnough()
{
    const LoginDesk desk{defaultUsers(exchanges)};
    auth::LoginRequest login;
    login.set_api_key("sim-key");
    QCOMPARE(desk.check(login).user->name, std::string{"trader"});
}

void TestLoginDesk::aWrongPasswordFirmUserOrKeyFails()
{
    const LoginDesk desk{defaultUsers(exchanges)};
    auto otherFirm = request("trader", "trader");
    otherFirm.set_firm("OTHER");
    auth::LoginRequest key;
    key.set_api_key("nonsense");
    for (const auto &login :
         {request("trader", "wrong"), request("nobody", "nobody"), request("", ""), otherFirm, key}) {
        const LoginOutcome outcome = desk.check(login);
        QCOMPARE(outcome.result, std::int32_t{common::LOGIN_RESULT_FAILED});
        QVERIFY(outcome.user == nullptr);
        QVERIFY(!outcome.message.empty());
    }
    QVERIFY(desk.userOfKey("") == nullptr);
}

void TestLoginDesk::everyNonSuccessResultHasItsUser()
{
    std::set<int> provoked;
    const LoginDesk desk{defaultUsers(exchanges)};
    for (const User &user : defaultUsers(exchanges))
        provoked.insert(desk.check(request(user.name, user.password)).result);
    const auto *results = common::LoginResult_descriptor();
    for (int index = 0; index < results->value_count(); ++index)
        QVERIFY2(provoked.contains(results->value(index)->number()), results->value(index)->name().c_str());
    QVERIFY(provoked.contains(99)); // a number that this version does not know
}

void TestLoginDesk::anUnknownPriceFormatIsRefused()
{
    const LoginDesk desk{defaultUsers(exchanges)};
    auto login = request("trader", "trader");
    login.set_price_format(static_cast<common::PriceFormat>(9));
    QCOMPARE(desk.check(login).result, std::int32_t{common::LOGIN_RESULT_INCORRECT_VERSION});
}

void TestLoginDesk::aMissingApplicationNameIsNamed()
{
    const LoginDesk desk{defaultUsers(exchanges)};
    auto login = request("trader", "trader");
    login.clear_app_name();
    const LoginOutcome outcome = desk.check(login);
    QCOMPARE(outcome.result, std::int32_t{common::LOGIN_RESULT_APPLICATION_NOT_VALID});
    QVERIFY(outcome.message.find("app_name") != std::string::npos);
}

void TestLoginDesk::theLimitedUserSeesOneExchange()
{
    const LoginDesk desk{defaultUsers(exchanges)};
    const User *user = desk.check(request("limited", "limited")).user;
    QVERIFY(user->maySee(exchanges[0]));
    QVERIFY(!user->maySee(exchanges[1]));
}

void TestLoginDesk::aFaultRefusesEverybody()
{
    LoginDesk desk{defaultUsers(exchanges)};
    desk.refuseAll(common::LOGIN_RESULT_SERVER_MESSAGE_BACKLOG);
    QCOMPARE(desk.check(request("trader", "trader")).result, std::int32_t{common::LOGIN_RESULT_SERVER_MESSAGE_BACKLOG});
}

void TestLoginDesk::aTokenIsGoodUntilItExpires()
{
    depthdeck::test::FakeClock clock;
    TokenBook book{clock, std::chrono::seconds{60}};
    const auto users = defaultUsers(exchanges);
    const Token token = book.issue(users.front(), WirePriceFormat::Real);
    QCOMPARE(std::count(token.text.begin(), token.text.end(), '.'), 2);
    QVERIFY(token.text != book.issue(users.front(), WirePriceFormat::Real).text);
    QVERIFY(book.check(token.text)->user == &users.front());
    QVERIFY(!book.check("other"));
    clock.advance(std::chrono::seconds{59});
    QVERIFY(book.check(token.text));
    clock.advance(std::chrono::seconds{1});
    QVERIFY(!book.check(token.text));
}

QTEST_APPLESS_MAIN(TestLoginDesk)
#include "test_login_desk.moc"
