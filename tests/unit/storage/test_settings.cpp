// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/connection_profile.h"
#include "app/storage/data_places.h"
#include "app/storage/settings.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace depthdeck;

class TestSettings : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void anAbsentSettingIsItsDefault();
    void aStoredSettingIsReadBack();
    void theDefaultIsNotStored();
    void aRenamedSettingIsReadUnderItsOldKey();
    void aValueOfAnotherKindIsTheDefault();
    void aGarbledFileGivesDefaults();
    void profilesKeepTheirOrderAndReplaceByName();
    void noSecretOfAUrlReachesTheFile();
    void anUnreadableKindOfEndpointIsLive();
    void oneFolderHoldsEverything();
    void foldersAreMadeForTheUserAlone();

private:
    [[nodiscard]] QString file() const { return m_folder->filePath(QStringLiteral("settings.ini")); }
    [[nodiscard]] QByteArray written();

    std::unique_ptr<QTemporaryDir> m_folder;
    const Setting<int> m_scale{QStringLiteral("view/scale"), 100, {QStringLiteral("zoom")}};
};

void TestSettings::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

QByteArray TestSettings::written()
{
    QFile content{file()};
    return content.open(QFile::ReadOnly) ? content.readAll() : QByteArray{};
}

void TestSettings::anAbsentSettingIsItsDefault()
{
    const Settings settings{file()};
    QCOMPARE(settings.value(m_scale), 100);
}

void TestSettings::aStoredSettingIsReadBack()
{
    {
        Settings settings{file()};
        settings.setValue(m_scale, 150);
        QVERIFY(settings.sync());
    }
    const Settings again{file()};
    QCOMPARE(again.value(m_scale), 150);
}

void TestSettings::theDefaultIsNotStored()
{
    Settings settings{file()};
    settings.setValue(m_scale, 150);
    settings.setValue(m_scale, 100);
    QVERIFY(settings.sync());
    QVERIFY(!written().contains("scale"));
}

void TestSettings::aRenamedSettingIsReadUnderItsOldKey()
{
    Settings settings{file()};
    settings.setValue(Setting<int>{QStringLiteral("zoom"), 0}, 125);
    QCOMPARE(settings.value(m_scale), 125);
    settings.setValue(m_scale, 150);
    QVERIFY(settings.sync());
    QVERIFY(!written().contains("zoom"));
    QCOMPARE(settings.value(m_scale), 150);
}

void TestSettings::aValueOfAnotherKindIsTheDefault()
{
    Settings settings{file()};
    settings.setValue(Setting<QString>{QStringLiteral("view/scale"), {}}, QStringLiteral("large"));
    QCOMPARE(settings.value(m_scale), 100);
}

void TestSettings::aGarbledFileGivesDefaults()
{
    QFile garbage{file()};
    QVERIFY(garbage.open(QFile::WriteOnly));
    garbage.write(QByteArray(500, '\xff'));
    garbage.close();
    const Settings settings{file()};
    QCOMPARE(settings.value(m_scale), 100);
}

void TestSettings::profilesKeepTheirOrderAndReplaceByName()
{
    Settings settings{file()};
    ProfileStore store{settings};
    ConnectionProfile first{QStringLiteral("Simulator"), simulatorEndpoint(),   ConnectionProfile::LoginKind::User,
                            QStringLiteral("CTS"),       QStringLiteral("ann"), QStringLiteral("Deck")};
    first.endpoint.name = first.name;
    ConnectionProfile second{
        QStringLiteral("Here"), simulatedEndpoint(9001, 9002), ConnectionProfile::LoginKind::ApiKey, {}, {}, {}};
    second.endpoint.name = second.name;
    QVERIFY(store.save(first));
    QVERIFY(store.save(second));
    first.user = QStringLiteral("bob");
    QVERIFY(store.save(first));
    QVERIFY(!store.save({}));

    const std::vector<ConnectionProfile> all = store.profiles();
    QCOMPARE(all.size(), std::size_t{2});
    QVERIFY(all[0] == first);
    QVERIFY(all[1] == second);
    store.remove(first.name);
    QVERIFY(!store.find(first.name));
    QVERIFY(store.find(second.name) == second);
}

void TestSettings::noSecretOfAUrlReachesTheFile()
{
    Settings settings{file()};
    ConnectionProfile profile{QStringLiteral("x"), simulatorEndpoint(), ConnectionProfile::LoginKind::User, {}, {}, {}};
    profile.endpoint.webSocket.setUserInfo(QStringLiteral("ann:hunter2"));
    QVERIFY(ProfileStore{settings}.save(profile));
    QVERIFY(settings.sync());
    QVERIFY(written().contains("webSocket"));
    QVERIFY(!written().contains("hunter2"));
}

void TestSettings::anUnreadableKindOfEndpointIsLive()
{
    Settings settings{file()};
    ConnectionProfile profile{QStringLiteral("x"), simulatorEndpoint(), ConnectionProfile::LoginKind::User, {}, {}, {}};
    QVERIFY(ProfileStore{settings}.save(profile));
    settings.setValue(Setting<QString>{QStringLiteral("profiles/1/kind"), {}}, QStringLiteral("other"));
    QCOMPARE(ProfileStore{settings}.profiles().at(0).endpoint.kind, Endpoint::Kind::Live);
}

void TestSettings::oneFolderHoldsEverything()
{
    const DataPlaces places = DataPlaces::under(QStringLiteral("/tmp/deck"));
    QCOMPARE(places.config, places.data);
    QCOMPARE(places.settingsFile(), QStringLiteral("/tmp/deck/depthdeck.ini"));
    QVERIFY(DataPlaces::standard().config.endsWith(QStringLiteral("/depthdeck")));
}

void TestSettings::foldersAreMadeForTheUserAlone()
{
    const DataPlaces places = DataPlaces::under(m_folder->filePath(QStringLiteral("a/b")));
    QVERIFY(places.create());
    const QFile::Permissions permissions = QFile::permissions(places.config);
    QVERIFY(permissions.testFlag(QFile::WriteOwner));
    QVERIFY(!permissions.testFlag(QFile::ReadOther));
    QVERIFY(!permissions.testFlag(QFile::ReadGroup));
    const DataPlaces inFile = DataPlaces::under(QStringLiteral("/proc/depthdeck"));
    QVERIFY(!inFile.create());
}

QTEST_GUILESS_MAIN(TestSettings)
#include "test_settings.moc"
