// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/notice.h"
#include "tests/support/fake_clock.h"
#include "ui/common/cell_delegate.h"
#include "ui/common/table_view.h"
#include "ui/messages/messages_model.h"
#include "ui/messages/messages_panel.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

class TestMessagesPanel : public QObject
{
    Q_OBJECT

private slots:
    void theNewestMessageIsTheFirstRow();
    void aRepeatedMessageIsCountedInItsRow();
    void theOldestLeaveWhenTheLogIsFull();
    void messagesFromBeforeTheWindowAreShown();
    void severityIsAWordAndAShape();
    void theChosenMessageIsShownWhole();
    void theHintCountsErrors();

private:
    test::FakeClock m_clock;
};

void TestMessagesPanel::theNewestMessageIsTheFirstRow()
{
    NoticeLog log{m_clock};
    MessagesModel model{log};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    QSignalSpy inserts{&model, &MessagesModel::rowsInserted};
    QSignalSpy resets{&model, &MessagesModel::modelReset};
    log.add(Severity::Info, NoticeKind::Connected, u"here"_s);
    m_clock.advance(std::chrono::seconds{1});
    log.add(Severity::Info, NoticeKind::Synchronised);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(inserts.size(), 2);
    QCOMPARE(resets.size(), 0);
    QVERIFY(model.index(1, MessagesModel::Message).data().toString().contains(u"here"_s));
    QVERIFY(model.index(0, MessagesModel::Time).data().toString() >
            model.index(1, MessagesModel::Time).data().toString());
}

void TestMessagesPanel::aRepeatedMessageIsCountedInItsRow()
{
    NoticeLog log{m_clock};
    MessagesModel model{log};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    log.add(Severity::Warning, NoticeKind::UnknownMessage, {}, {}, 12);
    log.add(Severity::Warning, NoticeKind::UnknownMessage, {}, {}, 12);
    log.add(Severity::Warning, NoticeKind::UnknownMessage, {}, {}, 12);
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(model.index(0, MessagesModel::Message).data().toString().contains(u"(3 times)"_s));
}

void TestMessagesPanel::theOldestLeaveWhenTheLogIsFull()
{
    NoticeLog log{m_clock};
    MessagesModel model{log};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    const int more = static_cast<int>(NoticeLog::maxNotices) + 5;
    for (int at = 0; at < more; ++at)
        log.add(Severity::Info, NoticeKind::Connected, QString::number(at));
    QCOMPARE(model.rowCount(), static_cast<int>(NoticeLog::maxNotices));
    QVERIFY(model.index(0, MessagesModel::Message).data().toString().contains(QString::number(more - 1)));
    QVERIFY(model.index(model.rowCount() - 1, MessagesModel::Message).data().toString().contains(u" 5."_s));
}

void TestMessagesPanel::messagesFromBeforeTheWindowAreShown()
{
    NoticeLog log{m_clock};
    log.add(Severity::Info, NoticeKind::Connected, u"first"_s);
    log.add(Severity::Error, NoticeKind::AccountsRefused);
    MessagesModel model{log};
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.errorCount(), 1);
    QVERIFY(model.index(1, MessagesModel::Message).data().toString().contains(u"first"_s));
}

void TestMessagesPanel::severityIsAWordAndAShape()
{
    NoticeLog log{m_clock};
    log.add(Severity::Info, NoticeKind::Connected, u"a"_s);
    log.add(Severity::Error, NoticeKind::Connected, u"b"_s);
    MessagesModel model{log};
    const QModelIndex error = model.index(0, MessagesModel::Kind);
    const QModelIndex info = model.index(1, MessagesModel::Kind);
    QVERIFY(error.data().toString() != info.data().toString());
    QVERIFY(error.data(CellShapeRole) != info.data(CellShapeRole));
    QVERIFY(error.data(CellColorRole) != info.data(CellColorRole));
}

void TestMessagesPanel::theChosenMessageIsShownWhole()
{
    Theme theme;
    NoticeLog log{m_clock};
    log.add(Severity::Error, NoticeKind::ConnectionLost, u"host/v1"_s, u"a long story about certificates"_s, 6);
    MessagesPanel panel{log, theme};
    panel.resize(300, 200);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    auto *view = panel.findChild<TableView *>(u"messages"_s);
    auto *whole = panel.findChild<QLabel *>(u"wholeMessage"_s);
    QCOMPARE(view->accessibleName(), u"Messages"_s);
    QVERIFY(!whole->isVisible());
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                      view->visualRect(view->model()->index(0, MessagesModel::Time)).center());
    QVERIFY(whole->isVisible());
    QVERIFY(whole->text().contains(u"a long story about certificates"_s));
}

void TestMessagesPanel::theHintCountsErrors()
{
    Theme theme;
    NoticeLog log{m_clock};
    MessagesPanel panel{log, theme};
    QCOMPARE(panel.headerHint(), u"newest first"_s);
    log.add(Severity::Error, NoticeKind::AccountsRefused);
    QVERIFY(panel.headerHint().contains(u'1'));
}

} // namespace depthdeck::ui

QTEST_MAIN(depthdeck::ui::TestMessagesPanel)
#include "test_messages_panel.moc"
