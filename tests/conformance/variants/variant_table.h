// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <google/protobuf/descriptor.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace depthdeck::test {

/// Which variants of one envelope were seen, and what each was seen to do.
class VariantTable
{
public:
    /// @p envelope: ClientMessage or ServerMessage. @p countOf: frames with this field that went by.
    VariantTable(const google::protobuf::Descriptor &envelope, std::string direction, std::function<int(int)> countOf);

    /// The effect of the variant called @p field has been checked.
    void proved(const std::string &field, const std::string &effect);
    /// The tap put it into the stream; the exchange does not send it by itself.
    void injected(const std::string &field) { m_injected[field] = true; }
    /// The variants that were not seen, or whose effect was not checked, or that are not in the envelope.
    [[nodiscard]] std::vector<std::string> missing() const;
    void print() const;

private:
    [[nodiscard]] std::vector<const google::protobuf::FieldDescriptor *> fields() const;

    const google::protobuf::Descriptor &m_envelope;
    std::string m_direction;
    std::function<int(int)> m_countOf;
    std::map<std::string, std::string> m_effects;
    std::map<std::string, bool> m_injected;
};

} // namespace depthdeck::test
