// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/strategy_desk.h"
#include "ui/common/panel_info.h"
#include "ui/strategy/strategy_requests_model.h"

#include <QWidget>

#include <memory>

class QGridLayout;
class QLabel;
class QPushButton;

namespace depthdeck {
class AccountStore;
}

namespace depthdeck::ui {

class NamedCombo;
class StrategyLegRow;
class TableView;
class Theme;

/// Builds a user-defined strategy leg by leg, says why it cannot be sent, creates it on an explicit press, and lists
/// what became of it (t4-protocol.md f).
class StrategyPanel final : public QWidget, public PanelInfo
{
    Q_OBJECT

public:
    static constexpr int maxLegs = 8;

    StrategyPanel(StrategyDesk &desk, const MarketBoard &board, const AccountStore &accounts, const Theme &theme,
                  QWidget *parent = nullptr);
    ~StrategyPanel() override;

    /// @p leg counts from 0. Nothing for a leg that is not there.
    void setLegMarket(int leg, const MarketKey &market);
    void setAccount(const AccountId &account);
    void setStrategyType(std::int32_t type);
    [[nodiscard]] StrategyDraft draft() const;
    /// Shows what changed since the last display frame.
    void refresh();
    [[nodiscard]] QString headerHint() const override;

signals:
    /// The trader wants to choose the market of this leg, counted from 0: answer with setLegMarket().
    void marketSearchRequested(int leg);
    /// A strategy's market is to be shown.
    void marketActivated(const depthdeck::MarketKey &market);

private:
    void build();
    QWidget *buildForm();
    QWidget *buildRequests();
    void fillAccounts();
    void addLeg();
    void removeLeg();
    void showCovered();
    void check();
    void create();
    void openMarket();
    void updateRequestActions();
    [[nodiscard]] QStringList reasons() const;
    [[nodiscard]] const StrategyRequest *chosenRequest() const;

    StrategyDesk &m_desk;
    const MarketBoard &m_board;
    const AccountStore &m_accounts;
    const Theme &m_theme;
    StrategyRequestsModel m_requests;
    std::vector<std::unique_ptr<StrategyLegRow>> m_legs;
    bool m_dirty = false;
    // Children of this.
    NamedCombo *m_account = nullptr;
    NamedCombo *m_type = nullptr;
    QWidget *m_legBox = nullptr;
    QGridLayout *m_legGrid = nullptr;
    QLabel *m_priceHead = nullptr;
    QLabel *m_deltaHead = nullptr;
    QPushButton *m_addLeg = nullptr;
    QPushButton *m_removeLeg = nullptr;
    QLabel *m_reasons = nullptr;
    QPushButton *m_create = nullptr;
    TableView *m_table = nullptr;
    QPushButton *m_open = nullptr;
    QPushButton *m_stop = nullptr;
};

} // namespace depthdeck::ui
