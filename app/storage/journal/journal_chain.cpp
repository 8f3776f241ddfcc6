// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/journal/journal_chain.h"

#include <QCryptographicHash>

namespace depthdeck {

QByteArray journalGenesisHash()
{
    return QCryptographicHash::hash(QByteArrayLiteral("DepthDeck journal 1"), QCryptographicHash::Sha256);
}

QByteArray canonicalBytes(const JournalValues &values)
{
    QByteArray bytes;
    bytes.reserve(1024);
    const auto add = [&bytes](char kind, const QByteArray &value) {
        bytes += kind;
        bytes += QByteArray::number(value.size());
        bytes += ':';
        bytes += value;
    };
    for (const QVariant &value : values) {
        if (value.isNull())
            bytes += 'n';
        else if (value.typeId() == QMetaType::LongLong)
            add('i', QByteArray::number(value.toLongLong()));
        else if (value.typeId() == QMetaType::QString)
            add('t', value.toString().toUtf8());
        else
            add('b', value.toByteArray()); // of a changed row: the program writes none
    }
    return bytes;
}

QByteArray chainedHash(const QByteArray &previous, const JournalValues &values)
{
    QCryptographicHash hash{QCryptographicHash::Sha256};
    hash.addData(previous);
    hash.addData(canonicalBytes(values));
    return hash.result();
}

} // namespace depthdeck
