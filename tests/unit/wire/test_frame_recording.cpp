// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wire/frame_player.h"
#include "app/wire/frame_recorder.h"

#include "tests/support/fake_clock.h"

#include <t4/v1/service.pb.h>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace depthdeck;
using namespace std::chrono_literals;
using t4proto::v1::service::ClientMessage;
using t4proto::v1::service::ServerMessage;

namespace {

QByteArray bytesOf(const google::protobuf::MessageLite &message)
{
    return QByteArray::fromStdString(message.SerializeAsString());
}

QByteArray serverHeartbeat(std::int64_t timestamp)
{
    ServerMessage message;
    message.mutable_heartbeat()->set_timestamp(timestamp);
    return bytesOf(message);
}

QByteArray contentOf(const QString &fileName)
{
    QFile file{fileName};
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{};
}

void write(const QString &fileName, const QByteArray &content)
{
    QFile file{fileName};
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

std::vector<FrameRecord> readAll(const QString &fileName)
{
    FrameFileReader reader;
    std::vector<FrameRecord> records;
    if (reader.open(fileName))
        return records;
    for (;;) {
        const auto read = reader.next();
        const auto *record = std::get_if<std::optional<FrameRecord>>(&read);
        if (!record || !*record)
            return records;
        records.push_back(**record);
    }
}

} // namespace

class TestFrameRecording final : public QObject
{
    Q_OBJECT

private slots:
    void bothDirectionsComeBackWithTheirTimes();
    void theHeaderIsAsDocumented();
    void noSecretReachesTheFile();
    void framesWithoutSecretsAreUntouched();
    void aFrameThatCannotBeReadIsNotWritten();
    void timesInTheFileNeverGoBack();
    void theFileIsForItsOwnerAlone();
    void aFileThatCannotBeMadeIsReported();
    void aBadFileIsRefused_data();
    void aBadFileIsRefused();
    void whatComesBeforeTheDamageIsPlayed_data();
    void whatComesBeforeTheDamageIsPlayed();
    void thePlayerKeepsThePaceOfTheRecording();
    void thePlayerPlaysFasterIfAsked();
    void withoutSpeedThePlayerDoesNotWait();
    void aStoppedPlayerIsSilent();

private:
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("a.frames")); }
    void recordHeartbeats(std::initializer_list<std::chrono::milliseconds> times);

    QTemporaryDir m_folder;
    test::FakeClock m_clock;
};

void TestFrameRecording::recordHeartbeats(std::initializer_list<std::chrono::milliseconds> times)
{
    FrameRecorder recorder{m_clock};
    QVERIFY(!recorder.start(path()));
    const SteadyTime start = m_clock.steadyNow();
    for (const auto time : times)
        recorder.frameReceived(serverHeartbeat(time.count()), start + time);
    QCOMPARE(recorder.framesWritten(), quint64{times.size()});
    recorder.stop();
}

void TestFrameRecording::bothDirectionsComeBackWithTheirTimes()
{
    ClientMessage pull;
    pull.mutable_order_pull()->set_account_id("A1");
    FrameRecorder recorder{m_clock};
    QVERIFY(!recorder.start(path()));
    const SteadyTime start = m_clock.steadyNow();
    recorder.frameReceived(serverHeartbeat(1), start + 5ms);
    recorder.frameSent(bytesOf(pull), start + 6ms);
    recorder.frameReceived({}, start + 1h);
    recorder.stop();

    const std::vector<FrameRecord> expected{{FrameRecord::Direction::Received, 5ms, serverHeartbeat(1)},
                                            {FrameRecord::Direction::Sent, 6ms, bytesOf(pull)},
                                            {FrameRecord::Direction::Received, 1h, {}}};
    QVERIFY(readAll(path()) == expected);
    FrameFileReader reader;
    QVERIFY(!reader.open(path()));
    QVERIFY(reader.start() == m_clock.wallNow());
}

void TestFrameRecording::theHeaderIsAsDocumented()
{
    recordHeartbeats({1ms});
    const QByteArray content = contentOf(path());
    QCOMPARE(content.left(8), QByteArray{"DDFRAMES"});
    QCOMPARE(content.mid(8, 2).toHex(), QByteArray{"0100"});
    // The record: received, 1,000,000 ns, length, heartbeat 1.
    QCOMPARE(content.mid(18).toHex(), QByteArray{"0040420f000000000004000000"} + serverHeartbeat(1).toHex());
}

void TestFrameRecording::noSecretReachesTheFile()
{
    ClientMessage login;
    login.mutable_login_request()->set_firm("FIRM");
    login.mutable_login_request()->set_username("someone");
    login.mutable_login_request()->set_password("hunter2");
    login.mutable_login_request()->set_app_license("LICENSE");
    login.mutable_login_request()->set_api_key("APIKEY");
    ServerMessage loggedIn;
    loggedIn.mutable_login_response()->set_user_id("U1");
    loggedIn.mutable_login_response()->mutable_authentication_token()->set_token("JWT-ONE");
    ServerMessage token;
    token.mutable_authentication_token()->set_token("JWT-TWO");
    token.mutable_authentication_token()->set_request_id("r1");

    FrameRecorder recorder{m_clock};
    QVERIFY(!recorder.start(path()));
    recorder.frameSent(bytesOf(login), m_clock.steadyNow());
    recorder.frameReceived(bytesOf(loggedIn), m_clock.steadyNow());
    recorder.frameReceived(bytesOf(token), m_clock.steadyNow());
    // Two envelopes in one frame merge: the login hides behind a heartbeat.
    ClientMessage heartbeat;
    heartbeat.mutable_heartbeat()->set_timestamp(1);
    recorder.frameSent(bytesOf(heartbeat) + bytesOf(login), m_clock.steadyNow());
    recorder.stop();

    const QByteArray content = contentOf(path());
    for (const char *secret : {"hunter2", "LICENSE", "APIKEY", "JWT-ONE", "JWT-TWO"})
        QVERIFY2(!content.contains(secret), secret);
    for (const char *kept : {"FIRM", "someone", "U1", "r1"})
        QVERIFY2(content.contains(kept), kept);
}

void TestFrameRecording::framesWithoutSecretsAreUntouched()
{
    // A variant of next year, byte for byte.
    const QByteArray unknown = QByteArray::fromHex("ba3e0100");
    QCOMPARE(withoutSecretsReceived(unknown), unknown);
    QCOMPARE(withoutSecretsSent(unknown), unknown);
    QCOMPARE(withoutSecretsReceived({}), QByteArray{});
}

void TestFrameRecording::aFrameThatCannotBeReadIsNotWritten()
{
    QCOMPARE(withoutSecretsReceived(QByteArray::fromHex("ba06ff7f")), QByteArray{});
    QCOMPARE(withoutSecretsSent(QByteArray::fromHex("12ff")), QByteArray{});
    QCOMPARE(withoutSecretsReceived(QByteArray::fromHex("00")), QByteArray{});
}

void TestFrameRecording::timesInTheFileNeverGoBack()
{
    recordHeartbeats({-3ms, 7ms, 5ms, 8ms});
    const std::vector<FrameRecord> records = readAll(path());
    QCOMPARE(records.size(), std::size_t{4});
    QVERIFY(records.at(0).sinceStart == 0ms);
    QVERIFY(records.at(2).sinceStart == 7ms);
    QVERIFY(records.at(3).sinceStart == 8ms);
}

void TestFrameRecording::theFileIsForItsOwnerAlone()
{
    recordHeartbeats({1ms});
    const auto others =
        QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    QVERIFY(!(QFile::permissions(path()) & others));
}

void TestFrameRecording::aFileThatCannotBeMadeIsReported()
{
    FrameRecorder recorder{m_clock};
    QCOMPARE(recorder.start(m_folder.filePath(QStringLiteral("no/such/folder"))), FrameFileProblem::CannotOpen);
    // Frames are then of no interest.
    recorder.frameReceived(serverHeartbeat(1), m_clock.steadyNow());
    QCOMPARE(recorder.framesWritten(), quint64{0});

    if (QFile::exists(QStringLiteral("/dev/full"))) {
        QSignalSpy failures{&recorder, &FrameRecorder::recordingFailed};
        QVERIFY(!recorder.start(QStringLiteral("/dev/full")));
        recorder.frameReceived(serverHeartbeat(1), m_clock.steadyNow());
        recorder.stop();
        QCOMPARE(failures.size(), 1);
    }
}

void TestFrameRecording::aBadFileIsRefused_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("problem");
    QTest::newRow("empty") << QByteArray{} << static_cast<int>(FrameFileProblem::NotARecording);
    QTest::newRow("something else") << QByteArray(100, 'x') << static_cast<int>(FrameFileProblem::NotARecording);
    QTest::newRow("half a header") << QByteArray{"DDFRAMES"} << static_cast<int>(FrameFileProblem::NotARecording);
    QTest::newRow("version 2") << QByteArray{"DDFRAMES"} + QByteArray::fromHex("02000000000000000000")
                               << static_cast<int>(FrameFileProblem::NewerVersion);
}

void TestFrameRecording::aBadFileIsRefused()
{
    QFETCH(QByteArray, content);
    QFETCH(int, problem);
    write(path(), content);
    FramePlayer player{m_clock};
    QCOMPARE(player.start(path(), 1), static_cast<FrameFileProblem>(problem));
    QCOMPARE(player.start(m_folder.filePath(QStringLiteral("none")), 1), FrameFileProblem::CannotOpen);
}

void TestFrameRecording::whatComesBeforeTheDamageIsPlayed_data()
{
    QTest::addColumn<QByteArray>("tail");
    QTest::addColumn<int>("problem");
    QTest::newRow("head cut off") << QByteArray(5, '\0') << static_cast<int>(FrameFileProblem::CutOff);
    QTest::newRow("bytes cut off") << QByteArray::fromHex("00000000000000000008000000") + "1234"
                                   << static_cast<int>(FrameFileProblem::CutOff);
    QTest::newRow("direction 2") << QByteArray::fromHex("02000000000000000000000000")
                                 << static_cast<int>(FrameFileProblem::Damaged);
    QTest::newRow("negative time") << QByteArray::fromHex("00ffffffffffffffff00000000")
                                   << static_cast<int>(FrameFileProblem::Damaged);
    QTest::newRow("four gigabytes") << QByteArray::fromHex("000000000000000000ffffffff")
                                    << static_cast<int>(FrameFileProblem::Damaged);
}

void TestFrameRecording::whatComesBeforeTheDamageIsPlayed()
{
    QFETCH(QByteArray, tail);
    QFETCH(int, problem);
    recordHeartbeats({1ms, 2ms});
    write(path(), contentOf(path()) + tail);
    FramePlayer player{m_clock};
    QSignalSpy frames{&player, &FramePlayer::frame};
    std::optional<std::optional<FrameFileProblem>> end;
    connect(&player, &FramePlayer::finished, this,
            [&](std::optional<FrameFileProblem> problemSeen) { end = problemSeen; });
    QVERIFY(!player.start(path(), 0));
    QTRY_VERIFY(end);
    QCOMPARE(frames.size(), 2);
    QCOMPARE(*end, static_cast<FrameFileProblem>(problem));
}

void TestFrameRecording::thePlayerKeepsThePaceOfTheRecording()
{
    recordHeartbeats({0ms, 100ms, 200ms});
    FramePlayer player{m_clock};
    QSignalSpy frames{&player, &FramePlayer::frame};
    QSignalSpy ends{&player, &FramePlayer::finished};
    QVERIFY(!player.start(path(), 1));
    QTRY_COMPARE(frames.size(), 1);
    m_clock.advance(99ms);
    QTest::qWait(150); // the timer rings, but the clock says it is not yet time
    QCOMPARE(frames.size(), 1);
    m_clock.advance(1ms);
    QTRY_COMPARE(frames.size(), 2);
    m_clock.advance(1h);
    QTRY_COMPARE(frames.size(), 3);
    QTRY_COMPARE(ends.size(), 1);
    QCOMPARE(frames.at(1).at(0).toByteArray(), serverHeartbeat(100));
}

void TestFrameRecording::thePlayerPlaysFasterIfAsked()
{
    recordHeartbeats({0ms, 100ms});
    FramePlayer player{m_clock};
    QSignalSpy frames{&player, &FramePlayer::frame};
    QVERIFY(!player.start(path(), 10));
    QTRY_COMPARE(frames.size(), 1);
    m_clock.advance(10ms);
    QTRY_COMPARE(frames.size(), 2);
}

void TestFrameRecording::withoutSpeedThePlayerDoesNotWait()
{
    recordHeartbeats({0ms, 24h, 48h});
    FramePlayer player{m_clock};
    QSignalSpy frames{&player, &FramePlayer::frame};
    QSignalSpy ends{&player, &FramePlayer::finished};
    QVERIFY(!player.start(path(), 0));
    QTRY_COMPARE(ends.size(), 1);
    QCOMPARE(frames.size(), 3);
}

void TestFrameRecording::aStoppedPlayerIsSilent()
{
    recordHeartbeats({0ms, 0ms, 0ms});
    FramePlayer player{m_clock};
    int frames = 0;
    connect(&player, &FramePlayer::frame, this, [&] {
        ++frames;
        player.stop();
    });
    QSignalSpy ends{&player, &FramePlayer::finished};
    QVERIFY(!player.start(path(), 0));
    QTRY_COMPARE(frames, 1);
    QCoreApplication::processEvents();
    QCOMPARE(frames, 1);
    QCOMPARE(ends.size(), 0);
}

QTEST_GUILESS_MAIN(TestFrameRecording)
#include "test_frame_recording.moc"
