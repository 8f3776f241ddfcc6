// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_board.h"
#include "ui/common/number_text.h"
#include "ui/theme/theme.h"

#include <QAbstractTableModel>

#include <deque>
#include <vector>

namespace depthdeck::ui {

/// Change and Volume are the print's difference from the settlement and the day's volume after it.
enum class TapeColumn : std::uint8_t { Time, Price, Size, Change, Volume, Side };
inline constexpr int tapeColumnCount = 6;

/// The prints of one market, newest first, at most as many as its tape keeps. Takes new prints once a frame with one
/// insertion.
class TapeModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr int maxRows = 5000;

    explicit TapeModel(const MarketBoard &board, QObject *parent = nullptr);

    void setMarket(const MarketKey &market);
    [[nodiscard]] const std::optional<MarketKey> &market() const noexcept { return m_market; }
    /// Shows prints of at least @p size; one contract or less shows all.
    void setSmallestSize(Quantity size);
    [[nodiscard]] Quantity smallestSize() const noexcept { return m_smallest; }
    void setTimeZone(TimeZone zone);
    [[nodiscard]] TimeZone timeZone() const noexcept { return m_zone; }

    /// Takes the prints since the last frame; returns how many rows were put on top.
    int refresh();

    [[nodiscard]] QString text(int row, TapeColumn column) const;
    [[nodiscard]] ColorRole color(int row, TapeColumn column) const;
    /// Much larger than what has been printed of late.
    [[nodiscard]] bool isBig(int row) const { return m_prints[static_cast<std::size_t>(row)].big; }
    [[nodiscard]] static Qt::Alignment alignment(TapeColumn column) noexcept;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Print
    {
        Trade trade;
        bool big = false;
    };

    [[nodiscard]] const MarketState *state() const noexcept;
    [[nodiscard]] const Market *definition() const noexcept;
    [[nodiscard]] std::optional<Price> change(const Trade &trade) const noexcept;
    void noteSettlement();
    void startOver();
    /// The prints of the tape that were not seen before and pass the filter, newest first.
    [[nodiscard]] std::vector<Print> takeNew(const Tape &tape);
    [[nodiscard]] bool measure(Quantity volume) noexcept;

    const MarketBoard &m_board;
    std::optional<MarketKey> m_market;
    std::deque<Print> m_prints;        ///< newest first
    std::uint64_t m_seen = 0;          ///< of Tape::totalAppended()
    std::optional<Price> m_settlement; ///< that the changes were told from
    Quantity m_smallest{1};
    TimeZone m_zone = TimeZone::Chicago;
    std::int64_t m_usualSize = 0; ///< a running mean of sizes, in 1/64 contracts; 0: none yet
};

} // namespace depthdeck::ui
