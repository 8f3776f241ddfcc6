// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/batch_store.h"
#include "app/trading/order_check.h"
#include "ui/batch/batch_rows.h"

#include <QAbstractTableModel>

namespace depthdeck {
class AccountStore;
class MarketBoard;
} // namespace depthdeck

namespace depthdeck::ui {

/// The lines of a batch that is being built: a row for each order and each exit. Quantity and prices are edited in
/// place; what cannot be read, or lies between two ticks, is refused with a sentence.
class BatchModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column : int { Line, AccountOf, MarketOf, What, Volume, Limit, Stop, State, ColumnCount };

    BatchModel(const MarketBoard &board, const AccountStore &accounts, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

    [[nodiscard]] std::vector<SubmissionDraft> submissions() const;
    [[nodiscard]] std::size_t lineCount() const noexcept { return m_lines.size(); }
    [[nodiscard]] BatchPlace placeOf(int row) const;
    /// The first row of a submission.
    [[nodiscard]] int rowOf(std::size_t submission) const;
    void add(const SubmissionDraft &submission);
    /// Behind the original.
    void duplicate(std::size_t submission);
    void remove(std::size_t submission);
    void move(std::size_t submission, int by);
    void clear();

    /// False: it is on its way or answered, and is only looked at.
    void setEditable(bool editable);
    void setProblems(std::vector<OrderProblem> problems);
    /// What the server said of each line, kept with it until it is edited; nullptr: nothing.
    void setAnswer(const Batch *batch);
    /// The cells that markets or accounts give may be others.
    void refreshNames();

signals:
    /// A line was added, removed, moved or edited.
    void edited();
    /// A value was not taken; the sentence says why.
    void editRefused(const QString &sentence);

private:
    struct BatchLine
    {
        SubmissionDraft draft;
        std::vector<BatchError> errors;
        std::vector<OrderId> accepted;
    };

    [[nodiscard]] QVariant text(const BatchPlace &place, int column) const;
    [[nodiscard]] QString whatText(const BatchPlace &place) const;
    [[nodiscard]] QString stateText(const BatchPlace &place) const;
    [[nodiscard]] QStringList problemTexts(const BatchPlace &place) const;
    [[nodiscard]] bool hasFault(const BatchPlace &place) const;
    [[nodiscard]] std::optional<Price> *priceOf(const BatchPlace &place, int column);
    [[nodiscard]] const std::optional<Price> *priceOf(const BatchPlace &place, int column) const;
    [[nodiscard]] bool usesColumn(const BatchPlace &place, int column) const;
    bool setVolume(const BatchPlace &place, const QString &typed);
    bool setPrice(const BatchPlace &place, int column, const QString &typed);
    [[nodiscard]] const MarketState *marketOf(const BatchPlace &place) const;
    [[nodiscard]] const Market *definitionOf(const BatchPlace &place) const;
    [[nodiscard]] const SubmissionDraft &draftAt(const BatchPlace &place) const
    {
        return m_lines[place.submission].draft;
    }
    /// Changes which lines there are.
    template <typename Change>
    void changeLines(Change change);
    void announceCells();

    const MarketBoard &m_board;
    const AccountStore &m_accounts;
    std::vector<BatchLine> m_lines;
    std::vector<BatchPlace> m_places;
    std::vector<OrderProblem> m_problems;
    bool m_editable = true;
};

} // namespace depthdeck::ui
