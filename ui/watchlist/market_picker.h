// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/rest/market_directory.h"
#include "ui/watchlist/market_picker_model.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;

namespace depthdeck::ui {

class Theme;

/// Finds a market by typing a symbol, or by browsing exchange, contract, group and expiry. Not modal; asks the
/// directory and never waits for it: an answer to a question that has been replaced is ignored.
class MarketPicker final : public QWidget
{
    Q_OBJECT

public:
    MarketPicker(MarketDirectory &directory, const Theme &theme, QWidget *parent = nullptr);
    ~MarketPicker() override;

    /// Empties the field, lists the exchanges and puts the keyboard into the field. For whoever shows the picker.
    void begin();
    /// The sentence under the list: what it is doing, what it found, what went wrong.
    [[nodiscard]] QString status() const;
    [[nodiscard]] QSize sizeHint() const override;

signals:
    void marketChosen(const depthdeck::MarketKey &market, const QString &description);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    /// Where the list stands, from exchanges down.
    struct Place
    {
        std::optional<ExchangeEntry> exchange;
        std::optional<ContractEntry> contract;
        std::optional<GroupEntry> group;
        bool onlyGroup = false; ///< the contract has no other, so its groups were not shown
    };

    void build();
    bool fieldKey(int key);
    bool listKey(int key);

    void onTextEdited();
    void onReturnInField();
    void search();
    void showFound(const std::vector<ContractEntry> &contracts);
    void expandBest(const ContractEntry &contract, int row);

    void browse(const Place &place);
    void browseExchanges();
    void browseContracts();
    void browseGroups();
    void browseMarkets();
    void goBack();

    void activate(const QModelIndex &index);
    void openFirstMarket(const ContractEntry &contract);
    /// All of a contract's groups, for the row that the keyboard is on.
    void showExpiries();

    /// Starts a new question: answers to earlier ones no longer count.
    quint64 ask(const QString &sentence);
    /// Wraps a reply so that it is dropped when it is late and a failure becomes a sentence.
    template <typename T, typename F>
    [[nodiscard]] RestReply<T> answer(quint64 question, F use);
    void setRows(std::vector<PickerRow> rows, const QString &sentence);
    void say(const QString &sentence);
    [[nodiscard]] PickerRow back() const;

    MarketDirectory &m_directory;
    const Theme &m_theme;
    Place m_place;
    bool m_searching = false;   ///< the list holds what was found, not what is browsed
    QString m_searched;         ///< the text the list belongs to
    quint64 m_question = 0;     ///< grows with each; the newest one is the only one that counts
    QTimer m_typing;            ///< searches when the trader stops typing
    QLineEdit *m_field;         // child of this
    MarketPickerModel *m_model; // child of this
    QListView *m_list;          // child of this
    QLabel *m_status;           // child of this
};

} // namespace depthdeck::ui
