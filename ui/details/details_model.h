// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/details/detail_rows.h"

#include <QAbstractTableModel>

namespace depthdeck::ui {

enum class DetailColumn : std::uint8_t { Caption, Value };
inline constexpr int detailColumnCount = 2;

/// The details of one market, line by line. Announces only lines that changed.
class DetailsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit DetailsModel(const MarketBoard &board, QObject *parent = nullptr);

    void setMarket(const MarketKey &market);
    /// True when something changed.
    bool refresh();
    [[nodiscard]] const DetailRow &rowAt(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    /// All of it as "caption<tab>value" lines.
    [[nodiscard]] QString asText() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    /// Whether both have the same captions in the same order: then single lines change, nothing comes or goes.
    [[nodiscard]] bool hasSameLines(const std::vector<DetailRow> &rows) const;
    void announceChanges(const std::vector<DetailRow> &previous);

    const MarketBoard &m_board;
    std::optional<MarketKey> m_market;
    std::vector<DetailRow> m_rows;
    std::uint64_t m_revision = 0;
    bool m_isDirty = true;
};

} // namespace depthdeck::ui
