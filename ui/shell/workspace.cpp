// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/workspace.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int formatVersion = 1;
constexpr qint64 largestFile = 4'000'000;

QJsonObject toJson(const MarketKey &key)
{
    return {{u"exchange"_s, QString::fromStdString(key.exchange.text())},
            {u"contract"_s, QString::fromStdString(key.contract.text())},
            {u"market"_s, QString::fromStdString(key.market.text())}};
}

std::optional<MarketKey> keyFrom(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    MarketKey key{ExchangeId{object.value("exchange"_L1).toString().toStdString()},
                  ContractId{object.value("contract"_L1).toString().toStdString()},
                  MarketId{object.value("market"_L1).toString().toStdString()}};
    if (key.exchange.isEmpty() || key.contract.isEmpty() || key.market.isEmpty())
        return std::nullopt;
    return key;
}

QByteArray bytesFrom(const QJsonValue &value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

} // namespace

std::optional<Workspace> readWorkspace(const QByteArray &json)
{
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    if (root.value("version"_L1).toInt() != formatVersion)
        return std::nullopt;
    Workspace workspace;
    workspace.geometry = bytesFrom(root.value("geometry"_L1));
    workspace.state = bytesFrom(root.value("state"_L1));
    workspace.market = keyFrom(root.value("market"_L1));
    for (const QJsonValue &list : root.value("watchlists"_L1).toArray()) {
        std::vector<MarketKey> markets;
        for (const QJsonValue &entry : list.toArray()) {
            if (auto key = keyFrom(entry))
                markets.push_back(*std::move(key));
        }
        workspace.watchlists.push_back(std::move(markets));
    }
    for (const QJsonValue &depth : root.value("depths"_L1).toArray())
        workspace.depths.push_back(keyFrom(depth));
    const QJsonObject tables = root.value("columns"_L1).toObject();
    for (auto table = tables.begin(); table != tables.end(); ++table)
        workspace.columns[table.key()] = table.value().toVariant().toStringList();
    return workspace;
}

QByteArray writeWorkspace(const Workspace &workspace)
{
    QJsonArray watchlists;
    for (const auto &markets : workspace.watchlists) {
        QJsonArray list;
        for (const MarketKey &key : markets)
            list.append(toJson(key));
        watchlists.append(list);
    }
    QJsonArray depths;
    for (const auto &market : workspace.depths)
        depths.append(market ? QJsonValue{toJson(*market)} : QJsonValue{});
    QJsonObject root{{u"version"_s, formatVersion},
                     {u"geometry"_s, QString::fromLatin1(workspace.geometry.toBase64())},
                     {u"state"_s, QString::fromLatin1(workspace.state.toBase64())},
                     {u"watchlists"_s, watchlists},
                     {u"depths"_s, depths}};
    QJsonObject tables;
    for (const auto &[table, columns] : workspace.columns)
        tables.insert(table, QJsonArray::fromStringList(columns));
    root.insert(u"columns"_s, tables);
    if (workspace.market)
        root.insert(u"market"_s, toJson(*workspace.market));
    return QJsonDocument{root}.toJson();
}

std::optional<Workspace> loadWorkspace(const QString &path)
{
    QFile file{path};
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestFile)
        return std::nullopt;
    return readWorkspace(file.readAll());
}

bool saveWorkspace(const QString &path, const Workspace &workspace)
{
    if (!QDir{}.mkpath(QFileInfo{path}.absolutePath()))
        return false;
    QSaveFile file{path};
    if (!file.open(QIODevice::WriteOnly))
        return false;
    file.write(writeWorkspace(workspace));
    return file.commit();
}

} // namespace depthdeck::ui
