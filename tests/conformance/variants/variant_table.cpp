// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/variants/variant_table.h"

#include <cstdio>

namespace depthdeck::test {

VariantTable::VariantTable(const google::protobuf::Descriptor &envelope, std::string direction,
                           std::function<int(int)> countOf)
    : m_envelope{envelope},
      m_direction{std::move(direction)},
      m_countOf{std::move(countOf)}
{
}

void VariantTable::proved(const std::string &field, const std::string &effect)
{
    m_effects[field] = effect;
}

std::vector<const google::protobuf::FieldDescriptor *> VariantTable::fields() const
{
    std::vector<const google::protobuf::FieldDescriptor *> fields;
    const google::protobuf::OneofDescriptor &payload = *m_envelope.oneof_decl(0);
    for (int at = 0; at < payload.field_count(); ++at)
        fields.push_back(payload.field(at));
    return fields;
}

std::vector<std::string> VariantTable::missing() const
{
    std::vector<std::string> missing;
    auto effects = m_effects;
    for (const auto *field : fields()) {
        if (m_countOf(field->number()) == 0)
            missing.push_back(field->name() + ": no frame");
        if (effects.erase(field->name()) == 0)
            missing.push_back(field->name() + ": no effect checked");
    }
    for (const auto &[name, effect] : effects)
        missing.push_back(name + ": not in the envelope");
    return missing;
}

void VariantTable::print() const
{
    for (const auto *field : fields()) {
        const auto effect = m_effects.find(field->name());
        const bool isInjected = m_injected.count(field->name()) != 0;
        std::printf("%-34s %4d  %-18s %6d  %s\n", field->name().c_str(), field->number(),
                    isInjected ? "put in by the tap" : m_direction.c_str(), m_countOf(field->number()),
                    effect == m_effects.end() ? "-" : effect->second.c_str());
    }
    std::fflush(stdout);
}

} // namespace depthdeck::test
