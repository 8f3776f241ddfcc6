// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/order_desk.h"
#include "app/trading/batch_store.h"
#include "ui/batch/batch_model.h"
#include "ui/common/panel_info.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace depthdeck::ui {

class TableView;
class Theme;

/// Gathers submissions, of any accounts and markets, to be validated and sent together: all or none (t4-protocol.md
/// e.10). Lines stay after a refusal; after an acknowledgement, or without an answer, they are locked, so that nothing
/// is sent twice by accident.
class BatchPanel final : public QWidget, public PanelInfo
{
    Q_OBJECT

public:
    BatchPanel(const MarketBoard &board, const AccountStore &accounts, const OrderDesk &desk, const BatchStore &batches,
               const Theme &theme, QWidget *parent = nullptr);

    /// The name under which the desk keeps this window's lock: "Batch".
    [[nodiscard]] static QString windowName();
    /// At the end. While a batch is on its way it waits until that is answered.
    void add(const SubmissionDraft &submission);
    [[nodiscard]] BatchDraft draft() const;
    [[nodiscard]] BatchModel &model() noexcept { return m_model; }
    /// What became of the last sendRequested().
    void showAnswer(const DeskAnswer &answer);
    void refresh();

    [[nodiscard]] QString headerHint() const override;

signals:
    void sendRequested(const depthdeck::BatchDraft &batch);

private:
    enum class Phase { Editing, Waiting, Accepted, Unanswered };

    void build();
    void addShortcuts();
    void applyTheme();
    void send();
    void onBatchChanged(const std::string &id);
    void setPhase(Phase phase);
    void startOver();
    void clearLines();
    void takeWaiting();
    void check();
    void updatePreview();
    void updateButtons();
    void tell(const QString &sentence);
    void keepChosen(std::size_t submission);
    [[nodiscard]] std::optional<std::size_t> chosen() const;
    void markDirty() { m_dirty = true; }

    const MarketBoard &m_board;
    const AccountStore &m_accounts;
    const OrderDesk &m_desk;
    const BatchStore &m_batches;
    const Theme &m_theme;
    BatchModel m_model;
    Phase m_phase = Phase::Editing;
    std::string m_sent;                     ///< the id of the batch that was sent last
    std::vector<SubmissionDraft> m_waiting; ///< added while a batch was on its way
    QStringList m_wholeProblems;            ///< of no single line
    bool m_blocked = true;
    bool m_dirty = true;

    // Children of this.
    TableView *m_table;
    QLabel *m_preview;
    QLabel *m_told;
    QPushButton *m_duplicate;
    QPushButton *m_remove;
    QPushButton *m_up;
    QPushButton *m_down;
    QPushButton *m_clear;
    QPushButton *m_again;
    QPushButton *m_send;
};

} // namespace depthdeck::ui
