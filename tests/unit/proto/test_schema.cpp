// SPDX-License-Identifier: GPL-3.0-or-later
#include <t4/v1/service.pb.h>

#include <google/protobuf/descriptor.pb.h>

#include <QFile>
#include <QTest>

#include <algorithm>
#include <map>
#include <set>
#include <string>

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;

namespace {

using Facts = std::set<std::string>;

std::string joined(std::initializer_list<std::string> parts)
{
    std::string text;
    for (const std::string &part : parts)
        text += (text.empty() ? "" : "|") + part;
    return text;
}

std::string sortedWords(std::vector<std::string> words)
{
    std::sort(words.begin(), words.end());
    std::string text;
    for (const std::string &word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

std::string typeOf(const FieldDescriptor &field)
{
    if (field.is_map()) {
        const Descriptor &entry = *field.message_type();
        return "map<" + typeOf(*entry.map_key()) + ',' + typeOf(*entry.map_value()) + '>';
    }
    if (field.message_type())
        return field.message_type()->full_name();
    if (field.enum_type())
        return field.enum_type()->full_name();
    return field.type_name();
}

std::string labelOf(const FieldDescriptor &field)
{
    if (field.is_map())
        return "map";
    if (field.is_repeated())
        return "repeated";
    return field.has_optional_keyword() ? "optional" : "single";
}

/// The facts of the code that is linked, read by reflection.
class LinkedSchema
{
public:
    LinkedSchema() { addFile(*t4proto::v1::service::ServerMessage::descriptor()->file()); }
    const Facts &facts() const { return m_facts; }

private:
    void addFile(const FileDescriptor &file)
    {
        if (!file.name().starts_with("t4/"))
            return;
        std::vector<std::string> imports;
        for (int i = 0; i < file.dependency_count(); ++i) {
            imports.push_back(file.dependency(i)->name());
            addFile(*file.dependency(i));
        }
        m_facts.insert(joined({"file", file.name(), file.package()}) + '|' + sortedWords(imports));
        for (int i = 0; i < file.message_type_count(); ++i)
            addMessage(*file.message_type(i));
        for (int i = 0; i < file.enum_type_count(); ++i)
            addEnum(*file.enum_type(i));
    }

    void addMessage(const Descriptor &message)
    {
        if (message.options().map_entry())
            return;
        m_facts.insert(joined({"message", message.full_name()}));
        for (int i = 0; i < message.field_count(); ++i) {
            const FieldDescriptor &field = *message.field(i);
            const auto *oneof = field.real_containing_oneof();
            m_facts.insert(joined({"field", message.full_name(), std::to_string(field.number()), field.name(),
                                   typeOf(field), labelOf(field), oneof ? oneof->name() : "-"}));
        }
        for (int i = 0; i < message.nested_type_count(); ++i)
            addMessage(*message.nested_type(i));
        for (int i = 0; i < message.enum_type_count(); ++i)
            addEnum(*message.enum_type(i));
    }

    void addEnum(const EnumDescriptor &type)
    {
        for (int i = 0; i < type.value_count(); ++i)
            m_facts.insert(
                joined({"value", type.full_name(), std::to_string(type.value(i)->number()), type.value(i)->name()}));
    }

    Facts m_facts;
};

std::string withSortedImports(const std::string &fact)
{
    if (!fact.starts_with("file|"))
        return fact;
    const auto imports = fact.rfind('|') + 1;
    const auto words = QString::fromStdString(fact.substr(imports)).split(u' ', Qt::SkipEmptyParts);
    std::vector<std::string> names;
    for (const QString &word : words)
        names.push_back(word.toStdString());
    return fact.substr(0, imports) + sortedWords(names);
}

Facts documentedFacts()
{
    QFile file{QStringLiteral(DEPTHDECK_SOURCE_DIR "/tests/unit/proto/schema_facts.txt")};
    Facts facts;
    if (!file.open(QIODevice::ReadOnly))
        return facts;
    while (!file.atEnd()) {
        const std::string line = file.readLine().trimmed().toStdString();
        if (!line.empty() && line.front() != '#')
            facts.insert(withSortedImports(line));
    }
    return facts;
}

int countOf(const Facts &facts, const std::string &kind)
{
    return static_cast<int>(std::count_if(facts.begin(), facts.end(),
                                          [&](const std::string &fact) { return fact.starts_with(kind + '|'); }));
}

int enumsIn(const Facts &facts)
{
    std::set<std::string> enums;
    for (const std::string &fact : facts)
        if (fact.starts_with("value|"))
            enums.insert(fact.substr(6, fact.find('|', 6) - 6));
    return static_cast<int>(enums.size());
}

/// The facts of @p a that @p b does not have, one a line.
QByteArray missing(const Facts &a, const Facts &b)
{
    std::string lines;
    for (const std::string &fact : a)
        if (!b.contains(fact))
            lines += fact + '\n';
    return QByteArray::fromStdString(lines);
}

} // namespace

class TestSchema final : public QObject
{
    Q_OBJECT

private slots:
    void documentHasAsManyFactsAsTheVendorsSchema();
    void everyDocumentedFactIsInTheLinkedCode();
    void theLinkedCodeHasNothingThatIsNotDocumented();
    void everyFileIsProto3();

private:
    const Facts m_documented = documentedFacts();
    const Facts m_linked = LinkedSchema{}.facts();
};

void TestSchema::documentHasAsManyFactsAsTheVendorsSchema()
{
    QCOMPARE(countOf(m_documented, "file"), 7);
    QCOMPARE(countOf(m_documented, "message"), 66);
    QCOMPARE(countOf(m_documented, "field"), 693);
    QCOMPARE(countOf(m_documented, "value"), 502);
    QCOMPARE(enumsIn(m_documented), 40);
}

void TestSchema::everyDocumentedFactIsInTheLinkedCode()
{
    QCOMPARE(missing(m_documented, m_linked), QByteArray{});
}

void TestSchema::theLinkedCodeHasNothingThatIsNotDocumented()
{
    QCOMPARE(missing(m_linked, m_documented), QByteArray{});
}

void TestSchema::everyFileIsProto3()
{
    const auto *service = t4proto::v1::service::ServerMessage::descriptor()->file();
    QCOMPARE(service->syntax(), FileDescriptor::SYNTAX_PROTO3);
    for (int i = 0; i < service->dependency_count(); ++i)
        QCOMPARE(service->dependency(i)->syntax(), FileDescriptor::SYNTAX_PROTO3);
}

QTEST_GUILESS_MAIN(TestSchema)
#include "test_schema.moc"
