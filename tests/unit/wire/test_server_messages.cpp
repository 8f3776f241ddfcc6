// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wire/server_messages.h"

#include <t4/v1/service.pb.h>

#include <QMetaMethod>
#include <QSignalSpy>
#include <QTest>

#include <map>
#include <memory>

using namespace depthdeck;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using t4proto::v1::service::ServerMessage;

namespace {

// Every signal of ServerMessages, by name.
class AllSignals
{
public:
    explicit AllSignals(const ServerMessages &messages)
    {
        const QMetaObject &meta = ServerMessages::staticMetaObject;
        for (int i = meta.methodOffset(); i < meta.methodCount(); ++i) {
            if (meta.method(i).methodType() == QMetaMethod::Signal)
                m_spies[meta.method(i).name()] = std::make_unique<QSignalSpy>(&messages, meta.method(i));
        }
    }

    [[nodiscard]] QSignalSpy *find(const QByteArray &name) const
    {
        const auto found = m_spies.find(name);
        return found == m_spies.end() ? nullptr : found->second.get();
    }
    [[nodiscard]] qsizetype total() const
    {
        qsizetype count = 0;
        for (const auto &[name, spy] : m_spies)
            count += spy->size();
        return count;
    }
    [[nodiscard]] std::size_t size() const { return m_spies.size(); }

private:
    std::map<QByteArray, std::unique_ptr<QSignalSpy>> m_spies;
};

QByteArray signalNameOf(const FieldDescriptor &field)
{
    return QByteArray::fromStdString(field.camelcase_name());
}

void setScalar(Message &message, const FieldDescriptor &field)
{
    const auto *reflection = message.GetReflection();
    switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
        reflection->SetInt32(&message, &field, -7);
        break;
    case FieldDescriptor::CPPTYPE_INT64:
        reflection->SetInt64(&message, &field, -7'000'000'000);
        break;
    case FieldDescriptor::CPPTYPE_UINT64:
        reflection->SetUInt64(&message, &field, 7'000'000'000);
        break;
    case FieldDescriptor::CPPTYPE_DOUBLE:
        reflection->SetDouble(&message, &field, 0.5);
        break;
    case FieldDescriptor::CPPTYPE_BOOL:
        reflection->SetBool(&message, &field, true);
        break;
    case FieldDescriptor::CPPTYPE_STRING:
        reflection->SetString(&message, &field, field.name());
        break;
    case FieldDescriptor::CPPTYPE_ENUM:
        // A number no enum knows: proto3 enums are open (t4-protocol.md b.2).
        reflection->SetEnumValue(&message, &field, 9'999);
        break;
    default:
        break;
    }
}

// Every field that is not repeated gets a value; submessages too.
void fill(Message &message, int depth)
{
    const auto *descriptor = message.GetDescriptor();
    for (int i = 0; i < descriptor->field_count(); ++i) {
        const FieldDescriptor &field = *descriptor->field(i);
        if (field.is_repeated()) {
            if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !field.is_map() && depth > 0)
                fill(*message.GetReflection()->AddMessage(&message, &field), depth - 1);
        } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
            if (depth > 0)
                fill(*message.GetReflection()->MutableMessage(&message, &field), depth - 1);
        } else {
            setScalar(message, field);
        }
    }
}

QByteArray bytesOf(const Message &message)
{
    return QByteArray::fromStdString(message.SerializeAsString());
}

// From the hexadecimal vectors of t4-protocol.md b.4.
const QByteArray depthVector = QByteArray::fromHex(
    "ba06320a024d31320f0a090a07353935342e3735100c18033a0a0a060a043539353510075002620d086450fffffffffff"
    "fffffff01");

} // namespace

class TestServerMessages final : public QObject
{
    Q_OBJECT

private slots:
    void everyVariantHasASignalOfItsOwn_data();
    void everyVariantHasASignalOfItsOwn();
    void thereAreNoSignalsWithoutAVariant();
    void aGoldenVectorKeepsItsValues();
    void theArrivalOfTheFrameCanBeAskedFor();
    void whatCannotBeDecodedIsReportedOnce_data();
    void whatCannotBeDecodedIsReportedOnce();
    void aFrameAfterABadOneIsDecoded();
    void aQueuedReceiverGetsACopyThatOutlivesTheFrame();
};

void TestServerMessages::everyVariantHasASignalOfItsOwn_data()
{
    QTest::addColumn<int>("fieldIndex");
    const auto *payload = ServerMessage::descriptor()->oneof_decl(0);
    QCOMPARE(ServerMessage::descriptor()->field_count(), payload->field_count());
    for (int i = 0; i < payload->field_count(); ++i)
        QTest::newRow(payload->field(i)->name().c_str()) << i;
}

void TestServerMessages::everyVariantHasASignalOfItsOwn()
{
    QFETCH(int, fieldIndex);
    const FieldDescriptor &field = *ServerMessage::descriptor()->oneof_decl(0)->field(fieldIndex);
    ServerMessage envelope;
    Message &payload = *envelope.GetReflection()->MutableMessage(&envelope, &field);
    fill(payload, 3);

    ServerMessages messages;
    const AllSignals spies{messages};
    messages.dispatch(bytesOf(envelope), {});

    const QSignalSpy *spy = spies.find(signalNameOf(field));
    QVERIFY2(spy, signalNameOf(field).constData());
    QCOMPARE(spy->size(), 1);
    QCOMPARE(spies.total(), 1);
    // What the spy keeps is a copy of the generated type, whose first base is Message.
    const auto *seen = static_cast<const Message *>(spy->at(0).at(0).constData());
    QCOMPARE(seen->GetTypeName(), payload.GetTypeName());
    QCOMPARE(bytesOf(*seen), bytesOf(payload));
}

void TestServerMessages::thereAreNoSignalsWithoutAVariant()
{
    const ServerMessages messages;
    const auto variants = static_cast<std::size_t>(ServerMessage::descriptor()->field_count());
    QCOMPARE(AllSignals{messages}.size(), variants + 2);
}

void TestServerMessages::aGoldenVectorKeepsItsValues()
{
    ServerMessages messages;
    int seen = 0;
    connect(&messages, &ServerMessages::marketDepth, this, [&](const t4proto::v1::market::MarketDepth &depth) {
        ++seen;
        QCOMPARE(depth.market_id(), std::string{"M1"});
        QCOMPARE(depth.bids(0).price().value(), std::string{"5954.75"});
        QCOMPARE(depth.bids(0).volume(), 12);
        QCOMPARE(depth.bids(0).num_orders(), 3);
        QCOMPARE(depth.offers(0).volume(), 7);
        QCOMPARE(depth.trade_data().total_traded_volume(), 100);
        QCOMPARE(depth.trade_data().at_bid_or_offer(), t4proto::v1::common::BID_OFFER_OFFER);
    });
    messages.dispatch(depthVector, {});
    QCOMPARE(seen, 1);
}

void TestServerMessages::theArrivalOfTheFrameCanBeAskedFor()
{
    ServerMessages messages;
    const SteadyTime arrival{std::chrono::seconds{42}};
    SteadyTime seen{};
    connect(&messages, &ServerMessages::marketDepth, this, [&] { seen = messages.arrival(); });
    messages.dispatch(depthVector, arrival);
    QVERIFY(seen == arrival);
}

void TestServerMessages::whatCannotBeDecodedIsReportedOnce_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<QByteArray>("signal");
    const QByteArray unknown{"unknownVariant"};
    const QByteArray malformed{"malformedFrame"};
    QTest::newRow("empty frame") << QByteArray{} << unknown;
    // Field 999, a message of one byte: a variant of next year.
    QTest::newRow("unknown field number") << QByteArray::fromHex("ba3e0100") << unknown;
    QTest::newRow("garbage") << QByteArray::fromHex("ffffffffffffffffffffffff") << malformed;
    QTest::newRow("text") << QByteArray{"HTTP/1.1 200 OK"} << malformed;
    QTest::newRow("truncated") << depthVector.left(depthVector.size() - 3) << malformed;
    QTest::newRow("length beyond the frame") << QByteArray::fromHex("ba06ff7f") << malformed;
    // market_id with bytes that are no UTF-8.
    QTest::newRow("invalid UTF-8 in a string") << QByteArray::fromHex("ba06040a02c328") << malformed;
    QTest::newRow("bytes after the envelope") << depthVector + QByteArray::fromHex("00") << malformed;
}

void TestServerMessages::whatCannotBeDecodedIsReportedOnce()
{
    QFETCH(QByteArray, frame);
    QFETCH(QByteArray, signal);
    ServerMessages messages;
    const AllSignals spies{messages};
    messages.dispatch(frame, {});
    QCOMPARE(spies.find(signal)->size(), 1);
    QCOMPARE(spies.total(), 1);
    QCOMPARE(spies.find(signal)->at(0).at(0).value<qsizetype>(), frame.size());
    if (signal == "malformedFrame")
        QCOMPARE(spies.find(signal)->at(0).at(1).toByteArray(), frame.left(32));
}

void TestServerMessages::aFrameAfterABadOneIsDecoded()
{
    ServerMessages messages;
    QSignalSpy depths{&messages, &ServerMessages::marketDepth};
    messages.dispatch(QByteArray::fromHex("ffffff"), {});
    messages.dispatch(depthVector, {});
    messages.dispatch({}, {});
    messages.dispatch(depthVector, {});
    QCOMPARE(depths.size(), 2);
}

void TestServerMessages::aQueuedReceiverGetsACopyThatOutlivesTheFrame()
{
    ServerMessages messages;
    std::vector<std::string> seen;
    connect(
        &messages, &ServerMessages::orderUpdate, this,
        [&](const t4proto::v1::orderrouting::OrderUpdate &update) { seen.push_back(update.unique_id()); },
        Qt::QueuedConnection);
    ServerMessage envelope;
    const std::string longId(200, 'x');
    for (int i = 0; i < 3; ++i) {
        envelope.mutable_order_update()->set_unique_id(longId + std::to_string(i));
        messages.dispatch(bytesOf(envelope), {});
    }
    QVERIFY(seen.empty());
    QTRY_COMPARE(seen.size(), std::size_t{3});
    QCOMPARE(seen.at(0), longId + "0");
    QCOMPARE(seen.at(2), longId + "2");
}

QTEST_GUILESS_MAIN(TestServerMessages)
#include "test_server_messages.moc"
