// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/catalogue/catalogue.h"
#include "app/exchange/venue/venue.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <stdexcept>

using namespace depthdeck;
using namespace depthdeck::exchange;

class TestCatalogueFaults final : public QObject
{
    Q_OBJECT

private slots:
    void aFaultNamesItsEntry_data();
    void aFaultNamesItsEntry();
    void brokenJsonNamesTheByte();
    void aVenueRefusesAFaultyCatalogue();
};

namespace {

[[nodiscard]] std::string complaintAbout(std::string_view text)
{
    try {
        static_cast<void>(Catalogue::parse(text));
    } catch (const std::runtime_error &error) {
        return error.what();
    }
    return "no complaint";
}

/// The built-in catalogue with one member of one entry replaced; an undefined value removes it.
[[nodiscard]] std::string withFault(const QString &list, int index, const QString &member, const QJsonValue &value)
{
    QJsonObject root = QJsonDocument::fromJson(QByteArray::fromStdString(Catalogue::builtInText())).object();
    QJsonArray entries = root.value(list).toArray();
    QJsonObject entry = entries.at(index).toObject();
    if (value.isUndefined())
        entry.remove(member);
    else
        entry.insert(member, value);
    entries.replace(index, entry);
    root.insert(list, entries);
    return QJsonDocument{root}.toJson().toStdString();
}

} // namespace

void TestCatalogueFaults::aFaultNamesItsEntry_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<int>("index");
    QTest::addColumn<QString>("member");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("complaint");
    const QString products = QStringLiteral("products");
    const QString options = QStringLiteral("options");
    const QJsonValue absent{QJsonValue::Undefined};
    const auto row = [](const char *name, const QString &list, int index, const char *member, const QJsonValue &value,
                        const char *complaint) {
        QTest::newRow(name) << list << index << QString::fromLatin1(member) << value << QString::fromLatin1(complaint);
    };
    row("missing tick", products, 0, "tick", absent, "products[0] ES: tick must be a text");
    row("tick as a number", products, 12, "tick", 0.25, "products[12] ZN: tick must be a text");
    row("tick zero", products, 1, "tick", QStringLiteral("0"), "products[1] NQ: tick must be above zero");
    row("tick no price", products, 1, "tick", QStringLiteral("abc"), "products[1] NQ: tick \"abc\" is no price");
    row("off-tick base", products, 0, "basePrice", QStringLiteral("6025.10"), "products[0] ES: basePrice is off tick");
    row("bad group", products, 5, "group", QStringLiteral("softs"), "products[5] CL: group \"softs\" is unknown");
    row("bad rule", products, 5, "expiryRule", QStringLiteral("never"), "expiryRule \"never\" is unknown");
    row("bad months", products, 5, "months", QStringLiteral("ZH"), "months \"ZH\" must be month letters");
    row("no expiries", products, 5, "expiries", 0, "products[5] CL: expiries must be between");
    row("half an expiry", products, 5, "expiries", 2.5, "products[5] CL: expiries must be a whole number");
    row("no flow", products, 5, "flow", absent, "products[5] CL: flow must be an object");
    row("tracks nobody", products, 4, "tracks", QStringLiteral("XX"), "products MES: tracks \"XX\"");
    row("unknown exchange", products, 5, "exchange", QStringLiteral("LME"), "exchange \"LME\" is unknown");
    row("bad underlying", options, 0, "underlying", QStringLiteral("XX"), "options[0] EW: underlying \"XX\"");
    row("bad vtt", options, 0, "vtt", QStringLiteral("0.05;Q>5=1"), "options[0] EW: vtt \"0.05;Q>5=1\" is malformed");
    row("bad schedule", QStringLiteral("groups"), 0, "schedule", QStringLiteral("lunar"), "groups[0] equity: schedule");
    row("bad activity", QStringLiteral("groups"), 1, "activity", QJsonArray{}, "groups[1] rates: activity");
    row("nameless", products, 3, "contract", absent, "products[3]: contract must be a text");
}

void TestCatalogueFaults::aFaultNamesItsEntry()
{
    QFETCH(QString, list);
    QFETCH(int, index);
    QFETCH(QString, member);
    QFETCH(QJsonValue, value);
    QFETCH(QString, complaint);
    const QString said = QString::fromStdString(complaintAbout(withFault(list, index, member, value)));
    QVERIFY2(said.startsWith(u"catalogue: ") && said.contains(complaint), qPrintable(said));
    QVERIFY(!said.contains(u'\n'));
}

void TestCatalogueFaults::brokenJsonNamesTheByte()
{
    QVERIFY(complaintAbout("{\"exchanges\": [").find("not JSON at byte") != std::string::npos);
    QVERIFY(complaintAbout("{}").find("exchanges must be a list") != std::string::npos);
}

void TestCatalogueFaults::aVenueRefusesAFaultyCatalogue()
{
    QVERIFY_EXCEPTION_THROWN(Venue("[]", WallTime{std::chrono::seconds{1'795'446'000}}, {}), std::runtime_error);
}

QTEST_GUILESS_MAIN(TestCatalogueFaults)
#include "test_catalogue_faults.moc"
