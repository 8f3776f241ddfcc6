// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wire/credentials.h"

#include <QDebug>
#include <QTest>

#include <algorithm>
#include <new>

using namespace depthdeck;

namespace {

template <typename T>
concept Printable = requires(QDebug debug, const T &value)
{
    debug << value;
};

static_assert(!Printable<Secret> && !Printable<UserCredentials> && !Printable<ApiKeyCredentials>);

} // namespace

class TestCredentials final : public QObject
{
    Q_OBJECT

private slots:
    void aSecretKeepsItsText();
    void aSecretMovedFromIsEmpty();
    void aShortSecretLeavesNoBytesWhereItLived();
    void wipedTextIsGone();
    void wipedBytesAreOverwrittenUnlessShared();
};

void TestCredentials::aSecretKeepsItsText()
{
    const Secret secret{QStringLiteral("pässword")};
    QCOMPARE(secret.reveal(), std::string{"pässword"});
    const Secret copy = secret;
    QVERIFY(copy == secret);
    QVERIFY(Secret{}.isEmpty());
}

void TestCredentials::aSecretMovedFromIsEmpty()
{
    Secret shortOne{std::string{"short"}};
    const Secret moved = std::move(shortOne);
    QVERIFY(shortOne.isEmpty()); // NOLINT(bugprone-use-after-move): the very point
    QCOMPARE(moved.reveal(), std::string{"short"});
    Secret target{std::string{"old"}};
    Secret source{std::string(100, 'x')};
    target = std::move(source);
    QVERIFY(source.isEmpty()); // NOLINT(bugprone-use-after-move)
    QCOMPARE(target.reveal().size(), std::size_t{100});
}

void TestCredentials::aShortSecretLeavesNoBytesWhereItLived()
{
    alignas(Secret) std::array<char, sizeof(Secret)> room{};
    auto *secret = new (room.data()) Secret{std::string{"hunter2"}};
    const std::string_view before{room.data(), room.size()};
    QVERIFY(before.find("hunter2") != std::string_view::npos);
    secret->~Secret();
    // Read through volatile: the object is gone, the bytes are what an attacker would find.
    std::string after;
    for (const volatile char &byte : room)
        after += byte;
    QVERIFY(after.find("hunter") == std::string::npos);
}

void TestCredentials::wipedTextIsGone()
{
    std::string text{"a text too long to live in the object itself"};
    const char *characters = text.data();
    wipe(text);
    QVERIFY(text.empty());
    QVERIFY(text.data() == characters);
    QVERIFY(std::all_of(characters, characters + 44, [](char c) { return c == '\0'; }));
}

void TestCredentials::wipedBytesAreOverwrittenUnlessShared()
{
    QByteArray alone{"secret"};
    wipe(alone);
    QVERIFY(alone.isEmpty());
    QByteArray first{QByteArray("secret").repeated(2)};
    const QByteArray second = first;
    wipe(first);
    QVERIFY(first.isEmpty());
    QCOMPARE(second, QByteArray{"secretsecret"});
}

QTEST_GUILESS_MAIN(TestCredentials)
#include "test_credentials.moc"
