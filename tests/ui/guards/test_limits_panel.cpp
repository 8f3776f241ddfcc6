// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/guards/limits_panel.h"

#include "app/trading/account_store.h"
#include "tests/support/fake_clock.h"

#include <QDateTimeEdit>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

#include <t4/v1/account/account.pb.h>
#include <t4/v1/auth/auth.pb.h>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

class TestLimitsPanel : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void everyRuleIsShownAndApplied();
    void aLockKeepsLooserLimitsOut();
    void aLockKeepsTighterLimitsPossible();
    void aLockOfAMomentThatIsOverIsRefused();
    void theServersLimitsStandBeside();
    void theLockIsToldInWords();

private:
    template <typename Widget>
    [[nodiscard]] Widget &named(const QString &name) const
    {
        for (Widget *child : m_panel->findChildren<Widget *>())
            if (child->accessibleName() == name)
                return *child;
        qFatal("no widget is called %s", qPrintable(name));
    }
    void press(const QString &text) const
    {
        for (QPushButton *button : m_panel->findChildren<QPushButton *>())
            if (button->text() == text)
                QTest::mouseClick(button, Qt::LeftButton);
    }
    void lockFor(std::chrono::hours time)
    {
        const auto until =
            std::chrono::duration_cast<std::chrono::milliseconds>((m_clock.wallNow() + time).time_since_epoch());
        named<QDateTimeEdit>(u"Lock until, your time"_s).setDateTime(QDateTime::fromMSecsSinceEpoch(until.count()));
        press(u"Lock limits"_s);
    }

    test::FakeClock m_clock;
    Theme m_theme;
    std::unique_ptr<PersonalLimits> m_limits;
    std::unique_ptr<AccountStore> m_accounts;
    std::unique_ptr<LimitsPanel> m_panel;
};

void TestLimitsPanel::init()
{
    m_panel.reset();
    m_limits = std::make_unique<PersonalLimits>(m_clock);
    m_accounts = std::make_unique<AccountStore>();
    m_panel = std::make_unique<LimitsPanel>(*m_limits, *m_accounts, m_clock, m_theme);
    m_panel->resize(400, 600);
    m_panel->show();
}

void TestLimitsPanel::everyRuleIsShownAndApplied()
{
    named<QSpinBox>(u"Largest order"_s).setValue(11);
    named<QSpinBox>(u"Largest position"_s).setValue(22);
    named<QSpinBox>(u"Most working orders"_s).setValue(33);
    named<QSpinBox>(u"Distance from the market"_s).setValue(44);
    named<QSpinBox>(u"Orders a second"_s).setValue(5);
    named<QSpinBox>(u"Same order again within"_s).setValue(660);
    named<QSpinBox>(u"Largest loss of the day"_s).setValue(770);
    named<QSpinBox>(u"Lock when idle for"_s).setValue(8);
    press(u"Apply limits"_s);
    const RiskLimits wanted{.maxTicksFromMarket = 44,
                            .maxClip = 11,
                            .maxPosition = 22,
                            .maxWorkingOrders = 33,
                            .maxOrdersPerSecond = 5,
                            .duplicateWindow = std::chrono::milliseconds{660},
                            .maxDayLossCents = 77'000,
                            .idleMinutes = 8};
    QVERIFY(m_limits->limits() == wanted);
    QCOMPARE(named<QLabel>(u"Answer"_s).text(), u"The limits hold from now on."_s);
}

void TestLimitsPanel::aLockKeepsLooserLimitsOut()
{
    named<QSpinBox>(u"Largest order"_s).setValue(10);
    press(u"Apply limits"_s);
    lockFor(std::chrono::hours{2});
    QVERIFY(m_limits->lockedUntil().has_value());
    named<QSpinBox>(u"Largest order"_s).setValue(11);
    press(u"Apply limits"_s);
    QCOMPARE(m_limits->limits().maxClip, 10);
    QCOMPARE(named<QSpinBox>(u"Largest order"_s).value(), 10);
    QVERIFY(named<QLabel>(u"Answer"_s).text().startsWith(u"Refused"_s));
}

void TestLimitsPanel::aLockKeepsTighterLimitsPossible()
{
    named<QSpinBox>(u"Largest order"_s).setValue(10);
    press(u"Apply limits"_s);
    lockFor(std::chrono::hours{2});
    named<QSpinBox>(u"Largest order"_s).setValue(9);
    press(u"Apply limits"_s);
    QCOMPARE(m_limits->limits().maxClip, 9);
}

void TestLimitsPanel::aLockOfAMomentThatIsOverIsRefused()
{
    lockFor(std::chrono::hours{-2});
    QVERIFY(!m_limits->lockedUntil().has_value());
    QVERIFY(named<QLabel>(u"Answer"_s).text().contains(u"over"_s));
}

void TestLimitsPanel::theServersLimitsStandBeside()
{
    t4proto::v1::auth::LoginResponse login;
    login.add_accounts()->set_account_id("A1");
    m_accounts->applyLogin(login);
    t4proto::v1::account::AccountDetails details;
    details.set_account_id("A1");
    details.set_max_clip_size(40);
    details.set_max_account_position(60);
    m_accounts->applyDetails(details);
    m_panel->setAccount(AccountId{"A1"});
    m_panel->refresh();
    QCOMPARE(named<QLabel>(u"Largest order, server"_s).text(), u"server: 40"_s);
    QCOMPARE(named<QLabel>(u"Largest position, server"_s).text(), u"server: 60"_s);
}

void TestLimitsPanel::theLockIsToldInWords()
{
    QCOMPARE(m_panel->headerHint(), QString{});
    lockFor(std::chrono::hours{1});
    m_panel->refresh();
    QVERIFY(named<QLabel>(u"Lock state"_s).text().startsWith(u"Locked until"_s));
    QCOMPARE(m_panel->headerHint(), u"locked"_s);
    m_clock.advance(std::chrono::hours{2});
    m_panel->refresh();
    QVERIFY(named<QLabel>(u"Lock state"_s).text().startsWith(u"Not locked"_s));
}

} // namespace depthdeck::ui

QTEST_MAIN(depthdeck::ui::TestLimitsPanel)
#include "test_limits_panel.moc"
