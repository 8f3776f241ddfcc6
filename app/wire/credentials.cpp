// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wire/credentials.h"

#include <QByteArray>

#include <cstddef>
#include <utility>

namespace depthdeck {

namespace {

void overwrite(char *bytes, std::size_t count) noexcept
{
    // Volatile: the compiler may not leave out a write that nobody reads.
    volatile char *at = bytes;
    for (std::size_t i = 0; i < count; ++i)
        at[i] = 0;
}

} // namespace

void wipe(std::string &text) noexcept
{
    // The whole capacity: a text that was shortened or moved away left its characters behind.
    text.resize(text.capacity());
    overwrite(text.data(), text.size());
    text.clear();
}

void wipe(QByteArray &bytes) noexcept
{
    // data() would copy what is shared, and wipe the copy.
    if (bytes.isDetached())
        overwrite(bytes.data(), static_cast<std::size_t>(bytes.size()));
    bytes.clear();
}

Secret::Secret(std::string text) noexcept : m_text{std::move(text)}
{
    wipe(text);
}

Secret::Secret(Secret &&other) noexcept : m_text{std::move(other.m_text)}
{
    // A short text lives in the object itself, where a move leaves it behind.
    wipe(other.m_text);
}

Secret &Secret::operator=(const Secret &other)
{
    if (this != &other) {
        wipe(m_text);
        m_text = other.m_text;
    }
    return *this;
}

Secret &Secret::operator=(Secret &&other) noexcept
{
    if (this != &other) {
        wipe(m_text);
        m_text = std::move(other.m_text);
        wipe(other.m_text);
    }
    return *this;
}

Secret::~Secret()
{
    wipe(m_text);
}

} // namespace depthdeck
